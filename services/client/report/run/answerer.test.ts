import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { cleanText, createAnswererReader, cutText } from './answerer.ts';

const peer = '10.0.0.1:9000';

function readOne(headers: Readonly<Record<string, string>>) {
  return createAnswererReader()((name) => headers[name], peer);
}

test('an answer tells who gave it', () => {
  const answerer = readOne({
    'hello-pod': 'grpc-v1-abc',
    'hello-version': 'l1',
    'hello-node': 'node-1',
    'hello-zone': 'zone-a',
    'hello-address': '10.1.0.7',
    'hello-connection': '3/25',
    'hello-attempt': '2',
    server: 'istio-envoy',
  });
  assert.deepEqual(answerer, {
    backend: {
      name: 'grpc-v1-abc',
      version: 'l1',
      node: 'node-1',
      zone: 'zone-a',
      address: '10.1.0.7',
      isNamed: true,
    },
    connection: 3,
    attempt: 2,
    proxy: 'istio-envoy',
  });
});

for (const [what, headers, name, isNamed] of [
  ['no headers at all', {}, peer, false],
  ['only an address', { 'hello-address': '10.1.0.7' }, '10.1.0.7', true],
  ['an empty name', { 'hello-pod': '' }, peer, false],
  ['a blank name', { 'hello-pod': '  ', 'hello-address': '10.1.0.7' }, '10.1.0.7', true],
  ['a name and an address', { 'hello-pod': 'a', 'hello-address': '10.1.0.7' }, 'a', true],
] as const) {
  test(`a backend with ${what} is called ${name}, ${isNamed ? 'by itself' : 'by where it was reached'}`, () => {
    const { backend, connection, attempt, proxy } = readOne(headers);
    assert.deepEqual([backend.name, backend.isNamed], [name, isNamed]);
    assert.deepEqual([backend.version, backend.node, backend.zone], [null, null, null]);
    assert.deepEqual([connection, attempt, proxy], [null, null, null]);
  });
}

test('a backend without a name and an address that can be shown is unknown', () => {
  assert.equal(createAnswererReader()(() => undefined, '').backend.name, 'unknown');
});

for (const [header, number] of [
  ['1/1', 1],
  ['12/3456', 12],
  ['999999999/1', 999_999_999],
  ['1000000000/1', null],
  ['1', null],
  ['/1', null],
  ['-1/1', null],
  ['1e9/<b>', null],
  ['1 /2', null],
  ['٣/1', null],
  ['', null],
] as const) {
  test(`hello-connection: ${JSON.stringify(header)} is ${number === null ? 'nothing' : `connection ${number}`}`, () => {
    assert.equal(readOne({ 'hello-connection': header }).connection, number);
  });
}

for (const [header, number] of [
  ['1', 1],
  ['3', 3],
  ['NaN', null],
  ['1.5', null],
  ['2/1', null],
  [' 2', null],
  ['9999999999', null],
  ['', null],
] as const) {
  test(`hello-attempt: ${JSON.stringify(header)} is ${number === null ? 'nothing' : `attempt ${number}`}`, () => {
    assert.equal(readOne({ 'hello-attempt': header }).attempt, number);
  });
}

test('the same backend is the same object, and another version or address is another', () => {
  const read = createAnswererReader();
  const by = (headers: Readonly<Record<string, string>>, from = peer) =>
    read((name) => headers[name], from).backend;
  const first = by({ 'hello-pod': 'a', 'hello-version': 'l1' });
  assert.equal(by({ 'hello-pod': 'a', 'hello-version': 'l1', 'hello-connection': '7/1' }), first);
  assert.notEqual(by({ 'hello-pod': 'a', 'hello-version': 'l2' }), first);
  assert.notEqual(by({ 'hello-pod': 'a', 'hello-node': 'l1' }), first);
  assert.notEqual(by({ 'hello-pod': 'a', 'hello-version': 'l1' }, '10.0.0.2:9000'), first);
});

test('ten different words in server are kept, and the others are nobody', () => {
  const read = createAnswererReader();
  const proxyOf = (server: string) => read((name) => (name === 'server' ? server : undefined), peer).proxy;
  for (let n = 1; n <= 10; n += 1) assert.equal(proxyOf(`envoy ${n}`), `envoy ${n}`);
  assert.equal(proxyOf('envoy 11'), null);
  assert.equal(proxyOf('envoy 10'), 'envoy 10');
});

for (const [name, given, shown] of [
  ['nothing', undefined, null],
  ['the empty text', '', null],
  ['blanks', ' \t ', '\uFFFD'],
  ['a pod', 'grpc-v1-abc', 'grpc-v1-abc'],
  ['blanks around', '  a b ', 'a b'],
  ['a terminal sequence', '\u001B[31mred', '\uFFFD[31mred'],
  ['a new line', 'a\nb\r', 'a\uFFFDb\uFFFD'],
  ['what reverses a line', 'a\u202Eb', 'a\uFFFDb'],
  ['half a character', 'a\uD83D', 'a\uFFFD'],
  ['100 characters', 'x'.repeat(100), 'x'.repeat(100)],
  ['101 characters', 'x'.repeat(101), `${'x'.repeat(100)}…`],
  ['a character on the border', `${'x'.repeat(99)}😀y`, `${'x'.repeat(99)}…`],
  ['a million characters', 'x'.repeat(1e6), `${'x'.repeat(100)}…`],
  ['markup', '<b>&amp;', '<b>&amp;'],
] as const) {
  test(`${name} is shown as ${shown === null ? 'nothing' : JSON.stringify(shown.slice(0, 30))}`, () => {
    assert.equal(cleanText(given), shown);
  });
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 500 }),
  fc.string({ unit: 'grapheme', minLength: 90, maxLength: 130 }),
  fc.array(fc.nat({ max: 0xffff })).map((units) => String.fromCharCode(...units)),
);

test('no text gets a control character through, or more than the limit', () => {
  fc.assert(
    fc.property(anyText, (given) => {
      const shown = cleanText(given);
      assert.ok(shown === null || (shown.length > 0 && shown.length <= 101), String(shown?.length));
      assert.doesNotMatch(shown ?? '', /[\p{C}\p{Zl}\p{Zp}]/u);
    }),
    { numRuns: 1000 },
  );
});

test('what was cleaned stays as it is when it is cleaned again, but for the cut', () => {
  fc.assert(
    fc.property(anyText, (given) => {
      const shown = cleanText(given);
      if (shown !== null && shown.length <= 100) assert.equal(cleanText(shown), shown);
    }),
  );
});

test('a cut text is a beginning of the text, and whole when it is short enough', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat({ max: 20 }), (given, most) => {
      const cut = cutText(given, most);
      if (given.length <= most) assert.equal(cut, given);
      else assert.ok(cut.endsWith('…') && given.startsWith(cut.slice(0, -1)) && cut.length <= most + 1);
      assert.doesNotMatch(cut, /\p{Cs}/u);
    }),
  );
});

test('whoever claims to be whoever, the reader reads', () => {
  const headers = fc.dictionary(
    fc.constantFrom(
      'hello-pod',
      'hello-version',
      'hello-address',
      'hello-connection',
      'hello-attempt',
      'server',
    ),
    anyText,
  );
  fc.assert(
    fc.property(headers, (given) => {
      const { backend, connection, attempt } = readOne(given);
      assert.ok(backend.name.length > 0 && backend.name.length <= 101);
      assert.ok(connection === null || Number.isSafeInteger(connection));
      assert.ok(attempt === null || Number.isSafeInteger(attempt));
    }),
  );
});
