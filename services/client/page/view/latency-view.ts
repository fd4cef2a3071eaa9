import type { Report } from '../../report/schema/report.ts';
import type { Painter } from '../painter.ts';
import { figures } from './figures.ts';

/** How long calls took. */
export function latencyView<M>(painter: Painter<M>, { latencyMs }: Report): M | null {
  if (latencyMs === null) return null;
  const { p50, p90, p99, max } = latencyMs;
  const all = Object.entries({ p50, p90, p99, slowest: max });
  return painter.html`<section class="card"><h2>Latency of a call</h2>${figures(
    painter,
    all.map(([name, ms]) => ({ name, value: `${ms < 100 ? ms.toFixed(1) : Math.round(ms)} ms` })),
  )}</section>`;
}
