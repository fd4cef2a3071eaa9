import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import vectors from '../../../test/vectors/converter.json';
import { parseDurationMs } from './duration.ts';

/** What Quarkus 3.0 refuses and later versions read; both kinds of files shall work. */
const ofLaterVersions: Readonly<Record<string, number>> = { '500ms': 500, '1d': 86_400_000 };

/** The seconds are read as they are; that no timer waits so long is for the converter to say. */
const overflow = Number('9223372036854775807') * 1000;

function expected(text: string, out: number | string | null): number | undefined {
  const own = out === 'OVERFLOW' ? overflow : ofLaterVersions[text];
  return own ?? (typeof out === 'number' ? out : undefined);
}

for (const { in: text, out } of vectors.duration_ms) {
  const source =
    text in ofLaterVersions ? 'by later versions of the original' : 'as recorded from the original';
  test(`the duration ${JSON.stringify(text)} is read ${source}`, () => {
    assert.equal(parseDurationMs(text), expected(text, out));
  });
}

for (const [text, ms] of [
  ['PT1H', 3_600_000],
  ['p1dt1s', 86_401_000],
  ['PT0.001S', 1],
  ['PT1,5S', 1500],
  ['PT-5S', -5000],
  ['-PT-5S', 5000],
  ['-5', -5000],
  ['1h30m15.25s', 5_415_250],
] as const) {
  test(`the duration ${text} is ${ms} ms`, () => {
    assert.equal(parseDurationMs(text), ms);
  });
}

for (const text of [
  'P',
  'PT',
  'P1DT',
  'P1Y',
  'P1M',
  'P1W',
  '10 s',
  's',
  '1.5h',
  'PT1S1M',
  '1s1m',
  'ms',
  'd',
]) {
  test(`${text} is no duration`, () => {
    assert.equal(parseDurationMs(text), undefined);
  });
}

const part = fc.option(fc.integer({ min: -1000, max: 1000 }), { nil: undefined });
const parts = fc.record({ days: part, hours: part, minutes: part, ms: part });

/** Writes a duration by ISO 8601, as `java.time.Duration.toString` would, with any parts. */
function iso({
  days,
  hours,
  minutes,
  ms,
}: { [Part in 'days' | 'hours' | 'minutes' | 'ms']: number | undefined }) {
  const unit = (amount: number | undefined, letter: string) =>
    amount === undefined ? '' : `${amount}${letter}`;
  const seconds = unit(ms === undefined ? undefined : ms / 1000, 'S');
  const time = `${unit(hours, 'H')}${unit(minutes, 'M')}${seconds}`;
  return `${unit(days, 'D')}${time === '' ? '' : `T${time}`}`;
}

function inMs({
  days = 0,
  hours = 0,
  minutes = 0,
  ms = 0,
}: { [Part in 'days' | 'hours' | 'minutes' | 'ms']?: number | undefined }) {
  return ((days * 24 + hours) * 60 + minutes) * 60_000 + ms;
}

test('every ISO 8601 duration is the sum of its parts', () => {
  const some = parts.filter((given) => Object.values(given).some((amount) => amount !== undefined));
  fc.assert(
    fc.property(some, (given) => {
      assert.equal(parseDurationMs(`P${iso(given)}`), inMs(given));
      assert.equal(parseDurationMs(`-P${iso(given)}`), 0 - inMs(given));
    }),
  );
});

test('digits alone are seconds', () => {
  fc.assert(
    fc.property(fc.nat(), (seconds) => assert.equal(parseDurationMs(String(seconds)), seconds * 1000)),
  );
});
