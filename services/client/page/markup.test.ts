import assert from 'node:assert/strict';
import test from 'node:test';
import { html } from './markup.ts';

test('what is put into a template is text, between tags and in attributes', () => {
  const hostile = `"><script>alert('1')</script>&`;
  assert.equal(
    html`<a title="${hostile}">${hostile}</a>`.toString(),
    '<a title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;</a>',
  );
});

test('templates, lists of them and nothing can be put into a template', () => {
  assert.equal(
    html`<ul>${[1, 2].map((number) => html`<li>${number}</li>`)}${null}${undefined}</ul>`.toString(),
    '<ul><li>1</li><li>2</li></ul>',
  );
});

test('what only looks like markup is text', () => {
  const forged = { toString: () => '<b>', text: '<b>' };
  assert.equal(html`${forged}`.toString(), '&lt;b&gt;');
});
