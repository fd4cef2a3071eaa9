import fc from 'fast-check';

/** Shares of one to six backends that sum to 1, for property tests; some may be 0. */
export const someShares: fc.Arbitrary<number[]> = fc
  .array(fc.nat(100), { minLength: 1, maxLength: 6 })
  .filter((weights) => weights.some((weight) => weight > 0))
  .map((weights) => {
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  });
