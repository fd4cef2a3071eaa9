/** What can be said about a run. */
export const verdicts = ['BALANCED', 'PINNED', 'UNEVEN', 'UNDECIDED', 'FAILED'] as const;
export type Verdict = (typeof verdicts)[number];
