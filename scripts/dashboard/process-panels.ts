import { figure, graph } from './panels.ts';
import { queries } from './queries.ts';

/** Whether a pod is slow by itself. */
export function processPanels() {
  return [
    graph({
      title: 'Event loop lag (p99)',
      description: 'How late Node gets to what it has to do; a busy pod answers late.',
      unit: 's',
      width: 6,
      targets: [[queries.eventLoopLag, '{{pod}}']],
    }),
    graph({
      title: 'CPU',
      description: 'Cores in use.',
      unit: 'none',
      width: 6,
      targets: [[queries.processor, '{{pod}}']],
    }),
    graph({
      title: 'Memory',
      description: 'Resident memory.',
      unit: 'bytes',
      width: 6,
      targets: [[queries.memory, '{{pod}}']],
    }),
    figure({
      title: 'Programs',
      description: 'How many pods run which version of this program, on which Node.js.',
      unit: 'none',
      width: 6,
      targets: [[queries.builds, '{{version}} on {{node_version}}']],
    }),
  ];
}
