import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { commandParameters, settingsOf, splitCommandLine } from './command-options.ts';

for (const [line, options] of [
  ['', {}],
  ['--requests 100', { requests: ['100'] }],
  ['--requests=100', { requests: ['100'] }],
  ['--expect=weights:l1=90,l2=10', { expect: ['weights:l1=90,l2=10'] }],
  ['--json', { json: ['on'] }],
  ['--json --requests 5', { json: ['on'], requests: ['5'] }],
  ['--calls', { calls: ['true'] }],
  ['--calls=false', { calls: ['false'] }],
  ['--json=no', { json: ['no'] }],
  ['--name=', { name: [''] }],
  ['--requests', { requests: [''] }],
  ['--requests --json', { requests: ['--json'] }],
  ['--name -5', { name: ['-5'] }],
  ['--policy a --policy b', { policy: ['a', 'b'] }],
  ['--constructor 5', { constructor: ['5'] }],
  ['--__proto__ 5', { ['__proto__']: ['5'] }],
] as const) {
  test(`report ${line} has the options ${JSON.stringify(options)}`, () => {
    const words = line === '' ? [] : line.split(' ');
    const split = splitCommandLine(words);
    assert.deepEqual([...split.options], Object.entries(options));
    assert.deepEqual([split.definitions, split.problems], [[], []]);
  });
}

test('settings go to the settings, wherever they stand, and blanks in words are kept', () => {
  const split = splitCommandLine(['-Da.b=1', '--name', 'a b', '-Dc', '--backends=dns:///x']);
  assert.deepEqual(split.definitions, ['-Da.b=1', '-Dc']);
  assert.deepEqual(
    [...split.options],
    [
      ['name', ['a b']],
      ['backends', ['dns:///x']],
    ],
  );
});

test('a value of several lines is one value', () => {
  assert.deepEqual([...splitCommandLine(['--name=a\nb']).options], [['name', ['a\nb']]]);
});

test('all words that are neither are told', () => {
  assert.deepEqual(splitCommandLine(['now', '--json', '-v', '--', '--=5', '']).problems, [
    '"now" is neither an option (--name value) nor a setting (-Dkey=value).',
    '"-v" is neither an option (--name value) nor a setting (-Dkey=value).',
    '"--" is neither an option (--name value) nor a setting (-Dkey=value).',
    '"--=5" is neither an option (--name value) nor a setting (-Dkey=value).',
    '"" is neither an option (--name value) nor a setting (-Dkey=value).',
  ]);
});

test('no words are lost and none throws', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('--json', '--a', '--a=b', '-Da=b', '--calls'),
  );
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const { options, definitions, problems } = splitCommandLine(words);
      const given = [...options.values()].flat().length + definitions.length + problems.length;
      assert.ok(given <= words.length && given * 2 >= words.length, `${given} of ${words.length}`);
    }),
  );
});

const host = 'quarkus.grpc.clients.hello.host';
const port = 'quarkus.grpc.clients.hello.port';
const backendsHost = 'hello.report.backends.host';
const backendsCount = 'hello.report.backends.count';

for (const [given, settings] of [
  [{}, {}],
  [{ target: 'grpc:9000' }, { [host]: 'grpc', [port]: '9000' }],
  [{ target: 'grpc' }, { [host]: 'grpc' }],
  [{ target: '127.0.0.1:1' }, { [host]: '127.0.0.1', [port]: '1' }],
  [{ target: '[::1]:9000' }, { [host]: '[::1]', [port]: '9000' }],
  [{ target: 'dns:///grpc:9000' }, { [host]: 'dns:///grpc:9000' }],
  [{ target: 'ipv4:10.0.0.1:9000,10.0.0.2:9000' }, { [host]: 'ipv4:10.0.0.1:9000,10.0.0.2:9000' }],
  [{ backends: '3' }, { [backendsCount]: '3' }],
  [{ backends: 'grpc-headless' }, { [backendsHost]: 'grpc-headless' }],
  [{ backends: 'dns:///grpc-headless:9000' }, { [backendsHost]: 'dns:///grpc-headless:9000' }],
  [{ backends: 'ipv4:10.0.0.1:9000' }, { [backendsHost]: 'ipv4:10.0.0.1:9000' }],
  [{ target: '' }, {}],
  [{ target: 'http://grpc:9000' }, {}],
  [{ target: 'grpc:99999' }, {}],
  [{ backends: '0' }, {}],
  [{ backends: 'a b' }, {}],
] as const) {
  test(`${JSON.stringify(given)} stands for ${JSON.stringify(settings)}`, () => {
    const options = new Map(Object.entries(given).map(([name, value]) => [name, [value]]));
    assert.deepEqual(Object.fromEntries(settingsOf(options)), settings);
  });
}

for (const target of ['http://grpc:9000', 'foo:///x', 'grpc:99999', 'a b', '::1', 'a/b', '[::1', 'grpc:']) {
  test(`the target ${target} is refused`, () => {
    assert.equal(commandParameters.target.converter.convert(target), 'refused');
  });
}

test('a target that is refused sets nothing, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (target) => {
      const isTaken = typeof commandParameters.target.converter.convert(target) === 'object';
      assert.equal(settingsOf(new Map([['target', [target]]])).size > 0, isTaken);
    }),
  );
});
