import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { ParameterError } from './parameter.ts';
import { readParameters } from './read-parameters.ts';
import { declareRunParameters, type RunDefaults, type RunLimits } from './run-parameters.ts';

const limits: RunLimits = { mostRequests: 1000, mostConcurrent: 10, longestName: 20, hasBackendsHost: true };
const defaults: RunDefaults = { requests: 25, name: 'prom', policy: 'pick_first' };

function read(given: Readonly<Record<string, string>>, { limit = {}, usual = {} } = {}) {
  const declared = declareRunParameters({ ...limits, ...limit }, { ...defaults, ...usual });
  return readParameters(declared, new Map(Object.entries(given).map(([name, value]) => [name, [value]])));
}

test('a run of which nothing is said is as the settings say', () => {
  assert.deepEqual(read({}), {
    requests: 25,
    concurrency: 1,
    name: 'prom',
    channel: 'fresh',
    policy: 'pick_first',
    dial: undefined,
    expect: undefined,
    calls: false,
  });
});

test('all can be said, in any spelling that settings have', () => {
  const given = {
    requests: ' auto',
    concurrency: '10',
    channel: 'Per-Call',
    policy: 'ROUND-ROBIN',
  };
  const more = { dial: 'backends', expect: ' pinned ', calls: ' true ', name: '' };
  assert.deepEqual(read({ ...given, ...more }), {
    requests: 'auto',
    concurrency: 10,
    name: '',
    channel: 'per-call',
    policy: 'round_robin',
    dial: 'backends',
    expect: { kind: 'pinned', asked: 'pinned' },
    calls: true,
  });
});

for (const [numrequest, requests] of [
  [-5, 1],
  [0, 1],
  [1, 1],
  [1000, 1000],
  [1001, 1000],
  [2_147_483_647, 1000],
] as const) {
  test(`numrequest=${numrequest} makes ${requests} call(s) where at most 1000 are allowed`, () => {
    assert.equal(read({}, { usual: { requests: numrequest } }).requests, requests);
  });
}

for (const [given, problem] of [
  [{ requests: '0' }, 'requests is "0"; it must be a whole number from 1 to 1000, or auto.'],
  [{ requests: '1001' }, 'requests is "1001"; it must be a whole number from 1 to 1000, or auto.'],
  [{ requests: '' }, 'requests is empty; it must be a whole number from 1 to 1000, or auto.'],
  [{ concurrency: '0' }, 'concurrency is "0"; it must be a whole number from 1 to 10.'],
  [{ concurrency: '11' }, 'concurrency is "11"; it must be a whole number from 1 to 10.'],
  [{ name: 'x'.repeat(21) }, `name is "${'x'.repeat(21)}"; it must be text of at most 20 characters.`],
  [{ channel: 'kept' }, 'channel is "kept"; it must be one of fresh, shared, per-call.'],
  [{ policy: 'random' }, 'policy is "random"; it must be one of pick_first, round_robin.'],
  [{ dial: 'proxy' }, 'dial is "proxy"; it must be one of service, backends.'],
  [
    { expect: 'even' },
    'expect is "even"; it must be balanced, pinned, any, or weights such as `weights:l1=90,l2=10`.',
  ],
  [{ calls: 'yes' }, 'calls is "yes"; it must be true or false.'],
  [{ calls: '' }, 'calls is empty; it must be true or false.'],
] as const) {
  test(`${problem.slice(0, 70)}`, () => {
    assert.throws(() => read(given), { name: 'ParameterError', message: problem });
  });
}

test('the backends cannot be dialled where no setting names them, and the rule says which', () => {
  const limit = { hasBackendsHost: false };
  assert.throws(() => read({ dial: 'backends' }, { limit }), {
    message:
      'dial is "backends"; it must be service (backends needs the setting hello.report.backends.host).',
  });
  assert.equal(read({ dial: 'service' }, { limit }).dial, 'service');
  assert.deepEqual(declareRunParameters({ ...limits, ...limit }, defaults).dial.choices, ['service']);
});

test('the longest name is allowed, and so is that of the settings, however long it is', () => {
  const { name } = read({ name: 'x'.repeat(20) });
  assert.equal(name.length, 20);
  const teststring = 'y'.repeat(50);
  assert.equal(read({}, { usual: { name: teststring } }).name, teststring);
});

test('half a character in a name is a question mark, as gRPC cannot send it', () => {
  assert.equal(read({ name: 'a\uD83Db' }).name, 'a?b');
});

for (const [limit, requests, suggestions] of [
  [1000, 25, ['auto', '25', '100', '1000']],
  [1000, 100, ['auto', '100', '1000']],
  [50, 25, ['auto', '25']],
  [50, 5000, ['auto', '50']],
] as const) {
  test(`with at most ${limit} calls and numrequest=${requests}, ${suggestions.join(', ')} are suggested`, () => {
    const declared = declareRunParameters({ ...limits, mostRequests: limit }, { ...defaults, requests });
    assert.deepEqual(declared.requests.suggestions, suggestions);
  });
}

test('with any settings, all that is usual, chosen from or suggested is accepted', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20_000 }),
      fc.integer({ min: -10, max: 30_000 }),
      fc.integer({ min: 1, max: 300 }),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.boolean(),
      (mostRequests, requests, longestName, name, hasBackendsHost) => {
        const bounds = { mostRequests, mostConcurrent: 5, longestName, hasBackendsHost };
        const declared = declareRunParameters(bounds, { ...defaults, requests, name });
        for (const [, parameter] of Object.entries(declared)) {
          const {
            choices = [],
            suggestions = [],
            usual,
          } = parameter as {
            readonly choices?: readonly string[];
            readonly suggestions?: readonly string[];
            readonly usual?: string;
          };
          for (const text of [...choices, ...suggestions, ...(usual === undefined ? [] : [usual])])
            assert.notEqual(parameter.converter.convert(text), 'refused', `${parameter.name}=${text}`);
        }
      },
    ),
  );
});

test('any text for any parameter is a value or a ParameterError', () => {
  const names = fc.constantFrom(...Object.keys(declareRunParameters(limits, defaults)));
  fc.assert(
    fc.property(names, fc.string({ unit: 'binary' }), (name, text) => {
      try {
        read({ [name]: text });
      } catch (error) {
        assert.ok(error instanceof ParameterError, String(error));
      }
    }),
  );
});
