// Loaded before a server that is watched for a long time: at SIGUSR2 it collects garbage and writes the heap's bytes.
const { renameSync, writeFileSync } = require('node:fs');

process.on('SIGUSR2', () => {
  globalThis.gc();
  const file = process.env.BENCH_HEAP_FILE;
  writeFileSync(`${file}.new`, String(process.memoryUsage().heapUsed));
  renameSync(`${file}.new`, file);
});
