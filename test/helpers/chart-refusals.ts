import assert from 'node:assert/strict';
import test from 'node:test';
import { type RenderInput, refusal, render, whyNoHelm } from './helm.ts';

/** What is refused, with which words, and a twin that differs in what the words advise. */
export interface Refusal {
  readonly name: string;
  readonly refused: RenderInput;
  readonly sentence: string;
  readonly twin: RenderInput;
}

/** A test for each: the exact sentence, and that the twin passes. */
export function testRefusals(refusals: readonly Refusal[]): void {
  for (const { name, refused, sentence, twin } of refusals) {
    test(`The chart refuses ${name}`, { skip: whyNoHelm() }, () => {
      assert.equal(refusal(refused), sentence);
      assert.ok(render(twin).length > 0);
    });
  }
}
