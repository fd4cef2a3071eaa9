import assert from 'node:assert/strict';
import test from 'node:test';
import {
  answer,
  inOrder,
  on,
  shared,
  times,
  versions,
  weights,
} from '../../../../test/helpers/report-values.ts';
import { saidOf } from '../../../../test/helpers/said-of.ts';
import { numberOf, percent } from './wording.ts';

const even = 'A backend with twice the calls of the others would have been noticed with probability';

test('when all calls went to one version, the version is named, and not one of its backends', () => {
  const calls = inOrder(...Array.from({ length: 40 }, (_, n) => [answer(`a${n % 2}`, { version: 'l1' })]));
  const { headline, strength } = saidOf({ calls, expectation: weights('l1=80,l2=20') });
  assert.equal(headline, '40 of 40 calls were answered by version l1; 1 of 2 versions got none.');
  assert.equal(strength, 'By the expected spread that happens once in 7,523 times.');
});

test('shares that differ name the least, the most and how often that is chance', () => {
  const { headline, strength } = saidOf({ calls: shared({ a: 60, b: 25, c: 15 }) });
  assert.equal(headline, '100 calls were not spread as expected: 15 to 60 calls each.');
  assert.match(
    strength ?? '',
    /^By the expected spread, shares this far off or farther come up once in [\d,]+ times \([a-z -]+\)\.$/,
  );
});

test('a BALANCED run says what it would have noticed, and how many calls notice it for sure', () => {
  const { headline, strength } = saidOf({ calls: shared({ a: 9, b: 8, c: 8 }) });
  assert.equal(headline, '25 calls were shared by 3 backends: 8 to 9 calls each.');
  assert.match(
    strength ?? '',
    new RegExp(`^p = [\\d.]+ \\(exact multinomial\\)\\. ${even} \\d %; for 99 % make \\d{3} calls\\.$`),
  );
});

test('a BALANCED run that is long enough asks for no more calls', () => {
  const { headline, strength } = saidOf({ calls: shared({ a: 200, b: 200, c: 200 }) });
  assert.equal(headline, '600 calls were shared by 3 backends: 200 calls each.');
  assert.match(strength ?? '', /^p = 1\.0 \(.+\)\. .* with probability (?:above )?\d+ %\.$/);
});

test('connections that are BALANCED are counted as connections', () => {
  const calls = inOrder(
    ...Array.from({ length: 20 }, (_, n) => on(n, ...times(5, answer(n % 2 === 0 ? 'a' : 'b')))),
  );
  const { headline, strength } = saidOf({ calls, channel: { connections: 20 }, expected: { count: 2 } });
  assert.equal(headline, '100 calls were shared by 2 backends: 10 connections each, 50 calls each.');
  assert.match(strength ?? '', /for 99 % make \d+ connections\.$/);
});

test('weights that are kept are named, with what each version got', () => {
  const { headline, strength } = saidOf({ calls: versions(88, 12), expectation: weights('l1=90,l2=10') });
  assert.equal(
    headline,
    '100 calls were spread as weights:l1=90,l2=10: l1 got 88 % (90 % expected), l2 got 12 % (10 % expected).',
  );
  assert.match(
    strength ?? '',
    /^p = 0\.\d+ \(exact multinomial\)\. Twice the weight of the smallest version would have/,
  );
});

test('one version that got all, as it should, has no test to tell of', () => {
  const { headline, strength } = saidOf({ calls: versions(100, 0), expectation: weights('l1=1') });
  assert.equal(headline, '100 calls were spread as weights:l1=1: l1 got 100 % (100 % expected).');
  assert.equal(strength, null);
});

for (const [part, words] of [
  [0, '0 %'],
  [1e-9, 'below 1 %'],
  [0.004, 'below 1 %'],
  [0.005, '1 %'],
  [0.5, '50 %'],
  [0.994, '99 %'],
  [0.995, 'above 99 %'],
  [0.999999, 'above 99 %'],
  [1, '100 %'],
] as const) {
  test(`a part of ${part} is ${words}`, () => assert.equal(percent(part), words));
}

for (const [words, expected] of [
  [numberOf(0, 'call'), '0 calls'],
  [numberOf(1, 'call'), '1 call'],
  [numberOf(2, 'call'), '2 calls'],
  [numberOf(1, 'address', 'addresses'), '1 address'],
  [numberOf(3, 'retry', 'retries'), '3 retries'],
] as const) {
  test(`${expected} is said as it should be`, () => assert.equal(words, expected));
}
