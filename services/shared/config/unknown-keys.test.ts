import assert from 'node:assert/strict';
import test from 'node:test';
import { configKeys, familyKeys, meaninglessKeys } from './meaningless-keys.ts';
import { environmentSource, propertySource } from './source.ts';
import { warnAboutKeys } from './unknown-keys.ts';

const knowledge = {
  known: [...configKeys, 'numrequest', 'quarkus.http.port', 'quarkus.grpc.clients.hello.host'],
  others: ['quarkus.grpc.server.', ...familyKeys],
  meaningless: meaninglessKeys,
  profiles: ['prod'],
};

function warningsAbout(...keys: string[]): string[] {
  const source = propertySource('the file', 260, new Map(keys.map((key) => [key, '1'])));
  return warnAboutKeys([source], knowledge);
}

for (const key of [
  'numrequest',
  'quarkus.http.port',
  'quarkus.grpc.clients.hello.host',
  'quarkus.grpc.clients."hello".host',
  '%prod.quarkus.http.port',
  '%prod,dev.quarkus.http.port',
  'quarkus.profile',
  'smallrye.config.locations',
  'quarkus.log.category."hello.server".level',
  'quarkus.grpc.server.port',
  'quarkus.grpc.server.nope',
  'a.b',
  'teststrnig',
  '%dev.quarkus.http.prot',
]) {
  test(`nothing is told about ${key}`, () => {
    assert.deepEqual(warningsAbout(key), []);
  });
}

const ignored = (key: string) =>
  `Unrecognized configuration key "${key}" was provided (the file); it will be ignored.`;

test('a misspelt key is told with the nearest one that exists', () => {
  assert.deepEqual(warningsAbout('quarkus.http.prot'), [
    `${ignored('quarkus.http.prot')} Did you mean "quarkus.http.port"?`,
  ]);
});

test('a key that nothing is near to is told without a guess', () => {
  assert.deepEqual(warningsAbout('quarkus.foo.bar.baz'), [ignored('quarkus.foo.bar.baz')]);
});

test('a misspelt key of an active profile is told without the profile', () => {
  assert.deepEqual(warningsAbout('%prod.quarkus.foo.bar.baz'), [ignored('quarkus.foo.bar.baz')]);
});

test('each misspelt key is told once, however often it is given', () => {
  const sources = ['one', 'two'].map((name) =>
    propertySource(
      name,
      1,
      new Map([...['', '%prod.'].map((start): [string, string] => [`${start}quarkus.foo`, '1'])]),
    ),
  );
  assert.equal(warnAboutKeys(sources, knowledge).length, 1);
});

test('names of the environment are not told, since they can be anybody’s', () => {
  const source = environmentSource('environment', 300, new Map([['QUARKUS_FOO_BAR', '1']]));
  assert.deepEqual(warnAboutKeys([source], knowledge), []);
});

for (const [key, reason] of [
  ['quarkus.http.io-threads', 'it belongs to the JVM, Netty or Vert.x'],
  ['quarkus.grpc.clients.hello.flow-control-window', 'grpc-js has no such setting'],
  ['quarkus.grpc.clients."hello".flow-control-window', 'grpc-js has no such setting'],
  ['quarkus.http.root-path', 'the original fixed it when it was built'],
] as const) {
  test(`${key} is told to have no meaning here, and why`, () => {
    assert.deepEqual(warningsAbout(key), [
      `${key} (the file) is a key of the original that has no meaning here: ${reason}.`,
    ]);
  });
}

test('a star in a meaningless key stands for one part and nothing else', () => {
  assert.deepEqual(warningsAbout('quarkus.grpc.clients.a.b.flow-control-window'), [
    ignored('quarkus.grpc.clients.a.b.flow-control-window'),
  ]);
  assert.deepEqual(warningsAbout('quarkus.http.io-threadsX'), [ignored('quarkus.http.io-threadsX')]);
});

test('no key is called meaningless twice', () => {
  const names = meaninglessKeys.map(({ name }) => name);
  assert.deepEqual(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  );
});
