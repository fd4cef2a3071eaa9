import type { Converter } from '../../../shared/config/converter.ts';
import type { Verdict } from '../schema/verdicts.ts';

/** What a caller expects of a run. */
export type Expectation =
  | { readonly kind: 'balanced' | 'pinned' | 'any'; readonly asked: string }
  | {
      readonly kind: 'weights';
      readonly asked: string;
      /** The share of each version; they add up to 1. A version that is not named gets nothing. */
      readonly shares: ReadonlyMap<string, number>;
    };

const mostVersions = 50;

/** `balanced`, `pinned`, `any`, or `weights:` and versions with their weights. */
export const expectation: Converter<Expectation> = {
  rule: 'balanced, pinned, any, or weights such as `weights:l1=90,l2=10`',
  convert(text) {
    const given = text.trim();
    if (given === '') return undefined;
    if (given === 'balanced' || given === 'pinned' || given === 'any')
      return { value: { kind: given, asked: given } };
    if (!given.startsWith('weights:')) return 'refused';
    const shares = parseWeights(given.slice('weights:'.length));
    return shares === undefined ? 'refused' : { value: { kind: 'weights', asked: given, shares } };
  },
};

function parseWeights(list: string): ReadonlyMap<string, number> | undefined {
  const weights = new Map<string, number>();
  for (const part of list.split(',')) {
    const [, version, weight] = /^([A-Za-z0-9][\w.-]{0,62})=(\d{1,6}(?:\.\d{1,6})?)$/.exec(part) ?? [];
    if (version === undefined || weights.has(version)) return undefined;
    weights.set(version, Number(weight));
  }
  const sum = [...weights.values()].reduce((total, weight) => total + weight, 0);
  if (sum === 0 || weights.size > mostVersions) return undefined;
  return new Map([...weights].map(([version, weight]) => [version, weight / sum]));
}

/** Whether a verdict is the expected one; weights that are kept give BALANCED. */
export function isMet({ kind }: Expectation, verdict: Verdict): boolean {
  if (kind === 'any') return verdict !== 'FAILED';
  return verdict === (kind === 'pinned' ? 'PINNED' : 'BALANCED');
}
