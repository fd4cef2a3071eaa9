/** The same share for each of so many backends. */
export function uniformShares(backends: number): number[] {
  return new Array<number>(backends).fill(1 / backends);
}

/** Rounding of 1/3 and the like is no difference. */
const tolerance = 1e-9;

/** Whether no share differs from another. */
export function areEqual(shares: readonly number[]): boolean {
  return shares.every((share) => Math.abs(share * shares.length - 1) < tolerance);
}

/** @throws RangeError unless the shares are numbers from 0 that sum to 1 */
export function checkShares(shares: readonly number[]): void {
  const sum = shares.reduce((total, share) => total + share, 0);
  if (!shares.every((share) => share >= 0) || !(Math.abs(sum - 1) < tolerance)) {
    throw new RangeError(`Shares must not be negative and must sum to 1, not [${shares.join(', ')}].`);
  }
}
