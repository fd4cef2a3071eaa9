import assert from 'node:assert/strict';
import test from 'node:test';
import { carriableHeaders } from './carriable-headers.ts';

for (const [what, value] of [
  ['Latin-1', 'a=b;note=\u00e9'],
  ['a line feed', 'a\nb'],
  ['nothing', ''],
] as const) {
  test(`a value that has ${what} is left out, others are kept`, () => {
    assert.deepEqual(
      carriableHeaders([
        ['baggage', value],
        ['b3', '0'],
      ]),
      { b3: '0' },
    );
  });
}

test('a header that is too long costs no other its place, wherever it stands', () => {
  const [baggage, traceparent] = [
    'x'.repeat(4000),
    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  ];
  assert.deepEqual(
    carriableHeaders([
      ['baggage', baggage],
      ['traceparent', traceparent],
    ]),
    { traceparent },
  );
  assert.deepEqual(carriableHeaders([['baggage', baggage]]), { baggage });
});

test('what is kept stays below half of the headers that a gRPC server takes', () => {
  const many = Array.from({ length: 12 }, (_, index) => [`h${index}`, 'x'.repeat(1000)] as const);
  const kept = carriableHeaders(many);
  assert.equal(Object.keys(kept).length, 3);
});
