import { graph, type Target } from './panels.ts';
import { queries } from './queries.ts';

const shares = [
  [0.5, 'p50'],
  [0.95, 'p95'],
  [0.99, 'p99'],
] as const;

/** Errors and latency, from both sides. */
export function callPanels() {
  return [
    graph({
      title: 'Calls that fail',
      description: 'The client also sees calls that never reach a server.',
      unit: 'percentunit',
      width: 8,
      targets: [
        [queries.serverErrors, 'servers'],
        [queries.clientErrors, 'client'],
      ],
    }),
    graph({
      title: 'Answers of the servers by status',
      description: 'Calls that ended, by gRPC status.',
      unit: 'reqps',
      width: 8,
      stacked: true,
      targets: [[queries.serverAnswers, '{{grpc_code}}']],
    }),
    graph({
      title: 'Answers to the client by status',
      description: 'UNAVAILABLE here and not at the servers: the calls did not get there.',
      unit: 'reqps',
      width: 8,
      stacked: true,
      targets: [[queries.clientAnswers, '{{grpc_code}}']],
    }),
    graph({
      title: 'Time in the servers',
      description: 'From the beginning of a call to its end, as the servers see it.',
      unit: 's',
      width: 8,
      targets: shares.map(([share, name]): Target => [queries.serverLatency(share), name]),
    }),
    graph({
      title: 'Time until the client has its answer',
      description: 'Far above the time in the servers: connections are being opened, or calls wait.',
      unit: 's',
      width: 8,
      targets: shares.map(([share, name]): Target => [queries.clientLatency(share), name]),
    }),
    graph({
      title: 'Time in each server (p95)',
      description: 'One pod above the others is slow, or overloaded.',
      unit: 's',
      width: 8,
      targets: [[queries.latencyByPod, '{{pod}}']],
    }),
  ];
}
