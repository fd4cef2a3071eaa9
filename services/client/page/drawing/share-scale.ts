/** How far an axis of shares can reach. */
const tops = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1];

/** The end of an axis from 0 on which all these shares have room. */
export function topOfAxis(shares: readonly number[]): number {
  const most = shares.reduce((highest, share) => Math.max(highest, share), 0);
  return tops.find((top) => most <= top) ?? 1;
}

/** A share as an SVG length along that axis. */
export function lengthOf(share: number, top: number): string {
  return `${Math.round((Math.min(share, top) / top) * 10_000) / 100}%`;
}
