/** What one `${…}` needs: the value of a key, or undefined when no source has it. */
export type ResolveKey = (key: string) => string | undefined;

/**
 * Expands `${key}`, `${key:default}` and nested expressions as SmallRye Config 3.2 does
 * (smallrye-common's Expression with LENIENT_SYNTAX, NO_TRIM, NO_SMART_BRACES, DOUBLE_COLON):
 * only the first colon splits, the first `}` closes, an unclosed expression counts as closed,
 * `$$` is a dollar sign and so is `\$`; a dollar sign before anything else stays.
 * @throws UnresolvedExpression when a key without default is in no source, or a key is empty
 */
export function expandExpressions(text: string, resolve: ResolveKey): string {
  if (!text.includes('$')) return text;
  return new Expansion(text.replaceAll('\\$', '$$$$'), resolve).expandAll();
}

/** A key inside `${…}` that nothing defines. */
export class UnresolvedExpression extends Error {
  override readonly name = 'UnresolvedExpression';
  readonly key: string;

  constructor(key: string) {
    super(`Could not expand value ${key}`);
    this.key = key;
  }
}

class Expansion {
  #position = 0;
  readonly #text: string;
  readonly #resolve: ResolveKey;

  constructor(text: string, resolve: ResolveKey) {
    this.#text = text;
    this.#resolve = resolve;
  }

  expandAll(): string {
    return this.#literalUntil(() => false);
  }

  /** Reads on, expanding what is nested, up to a character that `ends` accepts or the end of the text. */
  #literalUntil(ends: (character: string) => boolean, evaluate = true): string {
    let result = '';
    while (this.#position < this.#text.length) {
      const character = this.#text.charAt(this.#position);
      if (ends(character)) break;
      this.#position += 1;
      result += character === '$' ? this.#afterDollar(evaluate) : character;
    }
    return result;
  }

  #afterDollar(evaluate: boolean): string {
    const next = this.#text.charAt(this.#position);
    if (next === '{') {
      this.#position += 1;
      return this.#expression(evaluate);
    }
    if (next === '$') this.#position += 1;
    return '$';
  }

  #expression(evaluate: boolean): string {
    const key = this.#literalUntil((character) => character === ':' || character === '}', evaluate);
    const found = evaluate ? this.#lookUp(key) : undefined;
    const hasDefault = this.#text.charAt(this.#position) === ':';
    if (hasDefault) this.#position += 1;
    const fallback = hasDefault
      ? this.#literalUntil((character) => character === '}', evaluate && found === undefined)
      : '';
    this.#position += 1;
    if (!evaluate) return '';
    if (found === undefined && !hasDefault) throw new UnresolvedExpression(key);
    return found ?? fallback;
  }

  /** `${handler::value}` asks a secret handler, of which there is none here. Java has no property without a name. */
  #lookUp(key: string): string | undefined {
    if (key === '') throw new UnresolvedExpression(key);
    if (this.#text.startsWith('::', this.#position)) {
      throw new Error(`Could not find a secret key handler for ${key}`);
    }
    return this.#resolve(key);
  }
}
