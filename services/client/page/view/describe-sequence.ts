import { numberOf } from '../../report/verdict/wording.ts';
import { type Stretch, stretchesOf } from '../drawing/stretches.ts';
import type { Lanes } from './lanes-view.ts';

/** What the order of calls shows, in a sentence. */
export function describeSequence({ names, sequence }: Pick<Lanes, 'names' | 'sequence'>): string {
  const stretches = stretchesOf(sequence.filter((lane) => lane !== undefined));
  const [first] = stretches;
  if (first === undefined) return 'No call has ended yet.';
  const longest = stretches.reduce((most, stretch) => (stretch.calls > most.calls ? stretch : most), first);
  if (stretches.length === 1) return `${oneAfterAnother(longest.calls)}: ${lane(names, longest)}.`;
  if (longest.calls === 1) return 'No two calls in a row were answered by the same backend.';
  const changes = numberOf(stretches.length - 1, 'time');
  return `Who answered changed ${changes}; the longest stretch was ${numberOf(longest.calls, 'call')} in a row (${lane(names, longest)}).`;
}

function oneAfterAnother(calls: number): string {
  return calls === 1 ? 'One call' : `All ${calls} calls, one after another`;
}

/** So many stretches are read out. */
const mostStretches = 20;

/** The same for those who do not see the picture. */
export function firstStretches({ names, sequence }: Pick<Lanes, 'names' | 'sequence'>): string {
  const stretches = stretchesOf(sequence);
  const told = stretches
    .slice(0, mostStretches)
    .map((stretch) => `${lane(names, stretch)} ${numberOf(stretch.calls, 'call')}`);
  return `In order: ${told.join(', ')}${stretches.length > mostStretches ? ', and so on' : ''}.`;
}

function lane(names: readonly string[], { lane: place }: Stretch): string {
  if (place === undefined) return 'not told';
  return place === null ? 'failed' : (names[place] ?? 'unknown');
}
