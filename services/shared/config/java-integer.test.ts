import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import vectors from '../../../test/vectors/converter.json';
import { integer } from './converter.ts';
import { javaInt, parseJavaInteger } from './java-integer.ts';

function expected(out: number | string | null) {
  if (out === null) return undefined;
  return out === 'ERR' ? 'refused' : { value: out };
}

for (const { in: text, out } of vectors.int) {
  test(`the number ${JSON.stringify(text)} is read as recorded from the original`, () => {
    assert.deepEqual(integer().convert(text), expected(out));
  });
}

const int = fc.integer(javaInt);

test('every whole number is read back from its digits', () => {
  fc.assert(fc.property(int, (number) => assert.equal(parseJavaInteger(String(number)), number)));
});

test('a plus sign and zeros in front change nothing', () => {
  fc.assert(
    fc.property(fc.nat(javaInt.max), fc.nat(20), (number, zeros) => {
      assert.equal(parseJavaInteger(`+${'0'.repeat(zeros)}${number}`), number);
    }),
  );
});

test('what does not fit 32 bits is no number', () => {
  const outside = fc.bigInt().filter((number) => number > javaInt.max || number < javaInt.min);
  fc.assert(fc.property(outside, (number) => assert.equal(parseJavaInteger(String(number)), undefined)));
});

/** Zeros of scripts, of which the other nine digits follow (Unicode Standard, 4.6). */
const zeros = [0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0xe50, 0x17e0, 0xa620, 0xff10];

test('the digits of any script are read', () => {
  fc.assert(
    fc.property(int, fc.constantFrom(...zeros), (number, zero) => {
      const text = String(number).replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
      assert.equal(parseJavaInteger(text), number);
    }),
  );
});

for (const text of ['1 ', ' 1', '1.0', '1e1', '①', '二', '½', '\u{1D7CF}', '']) {
  test(`${JSON.stringify(text)} has no digits that Java reads`, () => {
    assert.equal(parseJavaInteger(text), undefined);
  });
}
