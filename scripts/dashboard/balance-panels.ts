import { figure, graph } from './panels.ts';
import { queries } from './queries.ts';

/** How calls and connections are spread over the servers. */
export function balancePanels() {
  return [
    figure({
      title: 'Fairness index',
      description: '1: every pod gets the same. 1/n: one of n pods gets all calls. Over the time shown.',
      unit: 'none',
      width: 6,
      targets: [[queries.fairnessNow, 'fairness']],
      colours: ['red', 'orange', 'green'],
      limits: [0.6, 0.9],
    }),
    figure({
      title: 'Share of each pod',
      description: 'Of the calls in the time shown.',
      unit: 'percentunit',
      width: 12,
      targets: [[queries.sharesNow, '{{pod}}']],
    }),
    figure({
      title: 'Pods and calls',
      description: 'Server pods that are read, and calls per second to all of them.',
      unit: 'none',
      width: 6,
      targets: [
        [queries.pods, 'pods'],
        [queries.callsPerSecond, 'calls/s'],
      ],
    }),
    graph({
      title: 'Calls per pod',
      description: 'One colour alone is a pod that has all the calls.',
      unit: 'reqps',
      width: 12,
      stacked: true,
      targets: [[queries.callsByPod, '{{pod}}']],
    }),
    graph({
      title: 'Fairness over time',
      description: 'The lower line is where the index would be if one pod got all calls.',
      unit: 'none',
      width: 12,
      targets: [
        [queries.fairness, 'fairness'],
        [queries.fairnessIfPinned, 'all to one pod'],
      ],
    }),
    graph({
      title: 'Open connections per pod',
      description:
        'Calls follow connections where nothing balances calls. Behind a sidecar these are those of its own proxy.',
      unit: 'none',
      width: 8,
      targets: [[queries.connectionsByPod, '{{pod}}']],
    }),
    graph({
      title: 'New connections per pod',
      description: 'As many as calls: every call has a connection of its own.',
      unit: 'ops',
      width: 8,
      targets: [[queries.newConnectionsByPod, '{{pod}}']],
    }),
    graph({
      title: 'Calls on each connection that ended',
      description:
        'Few calls on each connection spread calls even where only connections are balanced, at a price.',
      unit: 'none',
      width: 8,
      targets: [[queries.callsPerConnection, '{{pod}}']],
    }),
  ];
}
