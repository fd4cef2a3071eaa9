import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { powers, powerTable } from './generated/power-table.ts';
import { callsToNoticeDouble, powerToNoticeDouble } from './power.ts';
import { powerOverFew } from './power-over-few.ts';

// The numbers of the design, from another simulation, by the ordinary chi-square test and where power goes up and
// down by its mean.
const designed: [backends: number, for80: number, for99: number][] = [
  [2, 154, 284],
  [3, 161, 297],
  [5, 225, 410],
  [10, 428, 770],
  [30, 1541, 2650],
];

for (const [backends, for80, for99] of designed) {
  test(`to notice a double share among ${backends} takes about ${for80} calls for 80 %, ${for99} for 99 %`, () => {
    assert.ok(Math.abs(callsToNoticeDouble(0.8, backends) / for80 - 1) < 0.035);
    assert.ok(Math.abs(callsToNoticeDouble(0.99, backends) / for99 - 1) < 0.01);
  });
}

const powersOf: [n: number, backends: number, power: string][] = [
  [0, 2, '0.00'],
  [0, 5, '0.00'],
  [1, 3, '0.00'],
  [25, 3, '0.03'],
  // Up and down.
  [149, 2, '0.80'],
  [158, 2, '0.79'],
  [159, 2, '0.82'],
  [284, 2, '0.99'],
  [1_000_000, 2, '1.00'],
  [1_000_000, 3, '1.00'],
  [1_000_000, 10, '1.00'],
];

for (const [n, backends, power] of powersOf) {
  test(`${n} calls over ${backends} backends notice a double share with probability ${power}`, () => {
    assert.equal(powerToNoticeDouble(n, backends).toFixed(2), power);
  });
}

test('the exact power over two backends is the sum over what the binomial test rejects', () => {
  // 11 calls: only 11 : 0 has a p-value below 0.001 (2/2048).
  assert.ok(Math.abs(powerOverFew(11, 2) - ((2 / 3) ** 11 + (1 / 3) ** 11)) < 1e-12);
});

test('the exact power over three backends is the sum over what the exact test rejects', () => {
  // 8 calls: only 8 : 0 : 0 has a p-value below 0.001 (3/6561).
  assert.ok(Math.abs(powerOverFew(8, 3) - ((1 / 2) ** 8 + 2 * (1 / 4) ** 8)) < 1e-12);
});

const backendCounts = fc.integer({ min: 2, max: 1_000 });

test('the calls that are asked for have the power that is promised', () => {
  fc.assert(
    fc.property(backendCounts, fc.constantFrom(0.5, 0.8, 0.99), (backends, power) => {
      assert.ok(powerToNoticeDouble(callsToNoticeDouble(power, backends), backends) >= power - 1e-9);
    }),
  );
});

test('more calls never notice less, but for the steps of two and three backends', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 1_000 }), fc.nat(100_000), fc.nat(1_000), (backends, n, more) => {
      assert.ok(powerToNoticeDouble(n + more, backends) >= powerToNoticeDouble(n, backends));
    }),
  );
});

test('more backends take more calls', () => {
  for (const power of [0.8, 0.99]) {
    for (let backends = 2; backends < 500; backends++) {
      assert.ok(callsToNoticeDouble(power, backends + 1) > callsToNoticeDouble(power, backends));
    }
  }
});

test('beyond the last row, calls grow at least as fast as before it', () => {
  const [before, last] = powerTable.slice(-2).map(({ backends }) => backends) as [number, number];
  const growth = (from: number, to: number) =>
    Math.log(callsToNoticeDouble(0.99, to) / callsToNoticeDouble(0.99, from)) / Math.log(to / from);
  assert.ok(growth(last, 2 * last) > growth(before, last));
});

test('every row of the table rises', () => {
  for (const { backends, calls } of powerTable) {
    assert.equal(calls.length, powers.length);
    assert.deepEqual(
      calls,
      calls.toSorted((a, b) => a - b),
      `${backends} backends`,
    );
  }
});

for (const backends of [0, 1, Number.NaN]) {
  test(`among ${backends} backends nothing can be uneven`, () => {
    assert.throws(() => powerToNoticeDouble(10, backends), RangeError);
    assert.throws(() => callsToNoticeDouble(0.99, backends), RangeError);
  });
}

for (const power of [-0.1, 1, Number.NaN]) {
  test(`a power of ${power} is refused`, () => {
    assert.throws(() => callsToNoticeDouble(power, 3), RangeError);
  });
}
