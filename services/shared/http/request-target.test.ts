import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { canonicalPath, parseRequestTarget } from './request-target.ts';

test('every path of ordinary segments comes through percent-encoding unchanged', () => {
  const segment = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text !== '.' && text !== '..');
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), (segments) => {
      assert.deepEqual(parseRequestTarget(canonicalPath(segments)), { segments, query: '' });
    }),
  );
});

test('any target is understood, refused or names nothing, and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (target) => {
      const parsed = parseRequestTarget(target);
      assert.ok(parsed === undefined || typeof parsed.query === 'string');
    }),
  );
});

for (const [target, segments, query] of [
  ['/hello/grpc?a=b?c', ['hello', 'grpc'], 'a=b?c'],
  ['http://host/hello?x', ['hello'], 'x'],
  ['http://host?x', [], 'x'],
  ['/a/../../b;m=1/./%2e%2e/c%2Fd', ['c/d'], ''],
] as const) {
  test(`${target} is the path ${segments.join(' › ')}`, () => {
    assert.deepEqual(parseRequestTarget(target), { segments, query });
  });
}
