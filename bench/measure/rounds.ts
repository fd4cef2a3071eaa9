/**
 * Measures every subject once a round, each round in another order, so that what drifts hits all alike. The first
 * round only warms up.
 */
export async function interleave<Subject, Measured>(
  subjects: readonly Subject[],
  rounds: number,
  measure: (subject: Subject) => Promise<Measured>,
): Promise<Measured[][]> {
  const measured = new Map<Subject, Measured[]>(subjects.map((subject) => [subject, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const subject of shuffled(subjects)) {
      const one = await measure(subject);
      if (round >= 0) measured.get(subject)?.push(one);
    }
  }
  return [...measured.values()];
}

function shuffled<Subject>(subjects: readonly Subject[]): Subject[] {
  const keyed = subjects.map((subject) => ({ subject, key: Math.random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ subject }) => subject);
}
