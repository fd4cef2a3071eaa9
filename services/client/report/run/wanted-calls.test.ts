import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { Expectation } from '../parameters/expectation.ts';
import { callsToSeeAll } from '../statistics/calls-to-see-all.ts';
import { callsToNoticeDouble } from '../statistics/power.ts';
import { planCalls, wantedCalls } from './wanted-calls.ts';

const mostRequests = 10_000;
const expectation = undefined;

function weights(shares: Readonly<Record<string, number>>): Expectation {
  return { kind: 'weights', asked: 'weights', shares: new Map(Object.entries(shares)) };
}

for (const [backends, requests, goal] of [
  [0, 284, 'as for 2 backends'],
  [1, 284, 'as for 2 backends'],
  [2, 284, 'for 2 backends'],
  [3, 297, 'for 3 backends'],
  [5, 410, 'for 5 backends'],
] as const) {
  test(`with ${backends} backends known, about ${requests} calls are wanted, ${goal}`, () => {
    const wanted = wantedCalls({ backends, expectation, mostRequests });
    assert.equal(wanted.requests, callsToNoticeDouble(0.99, Math.max(backends, 2)));
    assert.ok(Math.abs(wanted.requests - requests) <= requests * 0.03, String(wanted.requests));
    assert.equal(wanted.note, `auto: ${wanted.requests} calls ${goal}`);
  });
}

test('more than is allowed is not made, and the note says what would be right', () => {
  const { requests: right } = wantedCalls({ backends: 3, expectation, mostRequests });
  assert.deepEqual(wantedCalls({ backends: 3, expectation, mostRequests: 50 }), {
    requests: 50,
    note: `auto: ${right} calls would be right for 3 backends, but hello.run.max-requests allows 50`,
  });
  assert.equal(wantedCalls({ backends: 3, expectation, mostRequests: right }).requests, right);
  assert.equal(wantedCalls({ backends: 3, expectation, mostRequests: right - 1 }).requests, right - 1);
});

for (const kind of ['balanced', 'pinned', 'any'] as const) {
  test(`expect=${kind} needs as many calls as no expectation`, () => {
    const plain = wantedCalls({ backends: 4, expectation, mostRequests });
    assert.deepEqual(wantedCalls({ backends: 4, expectation: { kind, asked: kind }, mostRequests }), plain);
  });
}

test('weights go by themselves, however many backends there are', () => {
  const even = weights({ l1: 0.5, l2: 0.5 });
  const [few, many] = [2, 200].map((backends) => wantedCalls({ backends, expectation: even, mostRequests }));
  assert.deepEqual(few, many);
  assert.match(few?.note ?? '', /^auto: \d+ calls for these weights$/);
});

test('a smaller weight takes more calls', () => {
  const requests = [0.5, 0.3, 0.1, 0.03].map(
    (l2) => wantedCalls({ backends: 2, expectation: weights({ l1: 1 - l2, l2 }), mostRequests }).requests,
  );
  assert.deepEqual(
    requests,
    requests.toSorted((a, b) => a - b),
  );
  assert.equal(new Set(requests).size, 4, requests.join());
});

for (const [name, shares] of [
  ['one version', { l1: 1 }],
  ['one version and one that should get nothing', { l1: 1, l2: 0 }],
] as const) {
  test(`for ${name}, as many calls as would show another with a tenth are wanted`, () => {
    const { requests } = wantedCalls({ backends: 2, expectation: weights(shares), mostRequests });
    assert.equal(requests, callsToSeeAll([0.9, 0.1], 0.001));
  });
}

test('a weight that is too small for any run is told without a number that nobody knows', () => {
  const tiny = weights({ l1: 0.99999, l2: 0.00001 });
  const { requests, note } = wantedCalls({ backends: 2, expectation: tiny, mostRequests });
  assert.equal(requests, mostRequests);
  assert.match(note ?? '', /^auto: (?:more than )?[\d,]+ calls would be right for these weights, but /);
  assert.doesNotMatch(note ?? '', /Infinity|NaN/);
});

test('whatever is known, at least one call is wanted and never more than is allowed', () => {
  const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(
      fc.nat({ max: 1000 }),
      fc.integer({ min: 1, max: 100_000 }),
      fc.option(share, { nil: undefined }),
      (backends, most, l1) => {
        const given = l1 === undefined ? undefined : weights({ l1, l2: 1 - l1 });
        const { requests } = wantedCalls({ backends, expectation: given, mostRequests: most });
        assert.ok(Number.isInteger(requests) && requests >= 1 && requests <= most, String(requests));
      },
    ),
    { numRuns: 50 },
  );
});

test('a plan gives what is wanted for each number of backends, and works it out once', () => {
  const plan = planCalls({ expectation, mostRequests });
  assert.deepEqual(plan(3), wantedCalls({ backends: 3, expectation, mostRequests }));
  assert.deepEqual(plan(5), wantedCalls({ backends: 5, expectation, mostRequests }));
  assert.equal(plan(3), plan(3));
});
