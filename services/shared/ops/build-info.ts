import { Gauge } from 'prom-client';
import { version } from '../../../package.json';
import type { Metrics } from './process-metrics.ts';

/** Registers what this program is, as labels of a constant. */
export function exposeBuildInfo(registry: Metrics): void {
  const info = new Gauge({
    name: 'hello_build_info',
    help: 'Always 1; the labels tell which version of this program runs, on which Node.js.',
    labelNames: ['version', 'node_version'],
    registers: [registry],
  });
  info.set({ version, node_version: process.version }, 1);
}
