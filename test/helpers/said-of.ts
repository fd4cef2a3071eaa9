import { headlineOf, strengthOf } from '../../services/client/report/verdict/wording.ts';
import { evidenceOf, type GivenRun } from './report-values.ts';

/** What is said about a run. */
export function saidOf(given: GivenRun): { readonly headline: string; readonly strength: string | null } {
  const { judgement, run, tally } = evidenceOf(given);
  const asked = given.expectation?.kind === 'weights' ? given.expectation.asked : null;
  return {
    headline: headlineOf({ judgement, run, tally, weights: asked }),
    strength: strengthOf({ judgement, run }),
  };
}
