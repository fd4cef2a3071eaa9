import { graph } from './panels.ts';
import { queries } from './queries.ts';

/** Runs of the report, and requests to the client. */
export function clientPanels() {
  return [
    graph({
      title: 'Runs by verdict',
      description: 'What /hello/report found; it makes calls only when asked.',
      unit: 'none',
      width: 6,
      stacked: true,
      targets: [[queries.runsByVerdict, '{{verdict}}']],
    }),
    graph({
      title: 'Calls of those runs by backend',
      description: 'Who answered, by the names that the servers gave themselves.',
      unit: 'reqps',
      width: 6,
      stacked: true,
      targets: [[queries.callsByBackend, '{{backend}}']],
    }),
    graph({
      title: 'Time of a run',
      description: 'All calls of a run together.',
      unit: 's',
      width: 6,
      targets: [
        [queries.runDuration(0.5), 'p50'],
        [queries.runDuration(0.95), 'p95'],
      ],
    }),
    graph({
      title: 'Requests to the client',
      description: 'By method, route and status.',
      unit: 'reqps',
      width: 6,
      targets: [[queries.requests, '{{method}} {{uri}} {{status}}']],
    }),
  ];
}
