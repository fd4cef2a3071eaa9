// biome-ignore-all lint/suspicious/noTemplateCurlyInString: those are expressions of the settings.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import vectors from '../../../test/vectors/expression.json';
import { toError } from '../errors/to-error.ts';
import { expandExpressions, UnresolvedExpression } from './expression.ts';
import { createLookup } from './lookup.ts';
import { propertySource } from './source.ts';

/** Looks a text up as the property `t` beside other properties. */
function lookUp(text: string, others: Readonly<Record<string, string>> = {}): string | undefined {
  const source = propertySource('test', 100, new Map([...Object.entries(others), ['t', text]]));
  return createLookup([source], [])('t')?.value;
}

/** The value, or what is wrong with it, in the form of the vectors. */
function outcome(text: string): string | undefined | { problem: string } {
  try {
    return lookUp(text, vectors.props);
  } catch (error) {
    return { problem: toError(error).message };
  }
}

const elsewhere: Readonly<Record<string, { readonly why: string; readonly problem: string }>> = {
  '${h::v}': { why: 'there is no secret handler', problem: 'Could not find a secret key handler for h' },
  '${:d}': {
    why: 'the whole original asks system properties, which have no empty name',
    problem: 'SRCFG00011: Could not expand value  in property t',
  },
};

for (const { in: text, out } of vectors.cases) {
  const exception = elsewhere[text];
  const name =
    exception === undefined ? 'as recorded from the original' : `as an error, for ${exception.why}`;
  test(`the value ${text} is expanded ${name}`, () => {
    assert.deepEqual(outcome(text), exception === undefined ? out : { problem: exception.problem });
  });
}

test('every exception is of a recorded value', () => {
  const recorded = vectors.cases.map((vector) => vector.in);
  assert.deepEqual(
    Object.keys(elsewhere).filter((text) => !recorded.includes(text)),
    [],
  );
});

for (const [name, text, others, last] of [
  ['a value that names itself', '${t}', {}, 't'],
  ['a value that names itself in spite of a default', '${t:d}', {}, 't'],
  ['two values that name each other', '${a}', { a: '${t}' }, 'a'],
  ['a value whose default names itself', '${nope:${t}}', {}, 'nope'],
] as const) {
  test(`${name} is refused as too deep`, () => {
    assert.throws(() => lookUp(text, others), {
      message: `SRCFG00025: Recursive expression expansion is too deep for ${last}`,
    });
  });
}

function chain(length: number): Record<string, string> {
  const keys = Array.from({ length }, (_, index) => [`k${index + 1}`, `\${k${index + 2}}`]);
  return { ...Object.fromEntries(keys), [`k${length}`]: 'end' };
}

test('thirty values may lead to each other, as in the original', () => {
  assert.equal(lookUp('${k1}', chain(30)), 'end');
});

test('the thirty-first value is too deep, as in the original', () => {
  assert.throws(() => lookUp('${k1}', chain(31)), /too deep for k31$/);
});

test('a default is not evaluated when its key has a value', () => {
  const asked: string[] = [];
  const resolve = (key: string) => {
    asked.push(key);
    return 'found';
  };
  assert.equal(expandExpressions('${a:${b:${c}}}', resolve), 'found');
  assert.deepEqual(asked, ['a']);
});

test('a found value is not expanded again', () => {
  assert.equal(
    expandExpressions('${a}', () => '${b}'),
    '${b}',
  );
});

test('what could not be found is named', () => {
  assert.throws(
    () => expandExpressions('x${a.b}', () => undefined),
    (error: Error) => error instanceof UnresolvedExpression && error.key === 'a.b',
  );
});

const nothing = () => undefined;

test('text without a dollar sign stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const plain = text.replaceAll('$', '');
      assert.equal(expandExpressions(plain, nothing), plain);
    }),
  );
});

test('any text can be kept from expansion by doubling its dollar signs', () => {
  const unit = fc.constantFrom('$', '{', '}', ':', 'a', ' ', '"');
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      assert.equal(expandExpressions(text.replaceAll('$', '$$$$'), nothing), text);
    }),
  );
});

test('a value beside a key is what stands there, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      assert.equal(
        expandExpressions('<${key}>', () => value),
        `<${value}>`,
      );
    }),
  );
});
