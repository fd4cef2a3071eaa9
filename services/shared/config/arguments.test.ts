import assert from 'node:assert/strict';
import test from 'node:test';
import { systemProperties } from './arguments.ts';

type Environment = Readonly<Record<string, string>>;
type Case = [string, readonly string[], Environment, Readonly<Record<string, string>>];

const cases: Case[] = [
  ['nothing is given by default', [], {}, {}],
  ['an argument sets a property', ['-Da.b=c'], {}, { 'a.b': 'c' }],
  ['only the first equals sign splits', ['-Da=b=c'], {}, { a: 'b=c' }],
  ['an argument without a value sets an empty one', ['-Da', '-Db='], {}, { a: '', b: '' }],
  ['blanks in an argument stay', ['-Da= b '], {}, { a: ' b ' }],
  ['the later of two arguments wins', ['-Da=1', '-Da=2'], {}, { a: '2' }],
  ['JAVA_OPTS sets properties', [], { JAVA_OPTS: '-Da=1  -Db=2\n-Dc=3' }, { a: '1', b: '2', c: '3' }],
  [
    'what speaks to a JVM is passed over',
    [],
    { JAVA_OPTS: '-Xmx1g -Da=1 -D', JAVA_OPTS_APPEND: '--add-opens x=y -Djava.util.logging.manager=z' },
    { a: '1', 'java.util.logging.manager': 'z' },
  ],
  [
    'JAVA_OPTS_APPEND comes after JAVA_OPTS',
    [],
    { JAVA_OPTS_APPEND: '-Da=2', JAVA_OPTS: '-Da=1' },
    { a: '2' },
  ],
  [
    'the command line comes last',
    ['-Da=3'],
    { JAVA_OPTS: '-Da=1 -Db=1', JAVA_OPTS_APPEND: '-Da=2' },
    { a: '3', b: '1' },
  ],
];

for (const [name, commandLine, environment, expected] of cases) {
  test(name, () => {
    assert.deepEqual(Object.fromEntries(systemProperties(commandLine, environment)), expected);
  });
}

for (const argument of ['--port=1', 'a=b', '-Xmx1g', '', '-da=b']) {
  test(`the argument "${argument}" is refused, since it would have no effect`, () => {
    assert.throws(() => systemProperties(['-Da=1', argument], {}), {
      problems: [`The argument "${argument}" is not understood; settings are given as -Dkey=value.`],
    });
  });
}
