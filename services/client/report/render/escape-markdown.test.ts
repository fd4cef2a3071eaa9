import assert from 'node:assert/strict';
import test from 'node:test';
import { escapeMarkdown, markdownCode } from './escape-markdown.ts';

test('text is neither markup nor HTML nor a table nor a mention nor a link', () => {
  assert.equal(
    escapeMarkdown('a|b <img> `c` **d** [e](f) ~g~'),
    'a\\|b \\<img\\> \\`c\\` \\*\\*d\\*\\* \\[e\\](f) \\~g\\~',
  );
  assert.equal(escapeMarkdown('one\r\ntwo\u2028# three'), 'one two \\# three');
  assert.equal(escapeMarkdown('@octocat'), '@\u200Boctocat');
  assert.equal(
    escapeMarkdown('https://evil.example www.evil.example'),
    'https:\u200B//evil.example www.\u200Bevil.example',
  );
});

test('what needs no escape is left as it is', () => {
  const text = 'policy pick_first to dns:///grpc-headless:9000 (channel: fresh), p50 0.7 ms.';
  assert.equal(escapeMarkdown(text), text);
  assert.equal(escapeMarkdown('_em_'), '\\_em\\_');
});

test('code is exactly what it was, but for bars and new lines', () => {
  assert.equal(markdownCode('grpc-v1-7cc77c5cfc-tfbhf'), '`grpc-v1-7cc77c5cfc-tfbhf`');
  assert.equal(markdownCode('a`b``c'), '``` a`b``c ```');
  assert.equal(markdownCode('a|b\nc'), '`a\\|b c`');
  assert.equal(markdownCode('<img>@x'), '`<img>@x`');
});
