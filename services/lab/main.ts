import { join } from 'node:path';
import { runProcess } from '../shared/life/run-process.ts';
import { labKeys } from './config.ts';
import { startLab } from './start.ts';

const words = process.argv
  .slice(2)
  .map((word) => (word === '--jaeger' ? `-D${labKeys.jaeger.name}=true` : word));

void runProcess(
  ({ process, output }) =>
    startLab({
      process: { ...process, workingDirectory: __dirname },
      output,
      pageFolder: join(__dirname, '../../dist/page'),
    }),
  words,
);
