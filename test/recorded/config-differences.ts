// biome-ignore-all lint/suspicious/noTemplateCurlyInString: those are expressions of the settings.

/** Recorded settings that are read otherwise, why, and how. docs/differences.md tells users the same. */
export interface ConfigDifference {
  readonly name: string;
  readonly why: string;
  /** The expectation that holds instead. */
  readonly expected: object | 'refused';
}

export const configDifferences: readonly ConfigDifference[] = [
  {
    name: 'expr/file/${user.dir:x}',
    why: 'there is no JVM, so its own properties do not exist',
    expected: { numrequest: 1, teststring: 'x' },
  },
  {
    name: 'props/bad-utf8',
    why: 'Node puts three replacement characters where Java puts one for an encoded surrogate',
    expected: { numrequest: 2, teststring: 'a\uFFFD\uFFFD\uFFFD\uFFFDb\uFFFD\uFFFD\uFFFDc' },
  },
  {
    name: 'profile/env/a,a',
    why: 'a profile that is listed twice is told once',
    expected: { numrequest: 1, teststring: 'a', profiles: 'a' },
  },
  {
    name: 'more/prof-list-key-prodfile',
    why: 'a key for several profiles counts in every file',
    expected: { numrequest: 1, teststring: 'x' },
  },
];
