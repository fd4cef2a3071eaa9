import assert from 'node:assert/strict';
import test from 'node:test';
import { answer, failedCall, inOrder, times } from '../../../../test/helpers/report-values.ts';
import { hasSuccession } from './succession.ts';

/** Who answered, one letter for each call; a dot failed. */
function ofCalls(letters: string): boolean {
  return hasSuccession(
    inOrder([...letters].map((name) => (name === '.' ? failedCall('INTERNAL') : answer(name)))),
  );
}

for (const [letters, isOne] of [
  ['', false],
  ['.....', false],
  ['aaaaaaaaaa', false],
  ['ababababab', false],
  ['aaaaabbbbb', true],
  ['aaaa.bbbbb', false],
  ['aaaaa.bbbbb', true],
  ['aaaaabbbbba', false],
  ['acacacacacbcbcbcbcbc', true],
  ['aaaaabbbb', false],
  ['aaaaabbbbbc', true],
] as const) {
  test(`${letters || 'nothing'} ${isOne ? 'looks' : 'does not look'} like one backend in place of another`, () => {
    assert.equal(ofCalls(letters), isOne);
  });
}

test('the order of the calls counts, whatever order the records are in', () => {
  const calls = inOrder(times(5, answer('a')), times(5, answer('b')));
  assert.equal(hasSuccession(calls.toReversed()), true);
});
