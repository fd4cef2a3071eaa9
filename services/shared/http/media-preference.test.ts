import assert from 'node:assert/strict';
import test from 'node:test';
import { preferredForm } from './media-preference.ts';

const offers = [
  { form: 'text', mediaType: 'text/plain', version: '0.0.4' },
  { form: 'open', mediaType: 'application/openmetrics-text', version: '1.0.0' },
] as const;

/** What Prometheus 2.42 and 3.16 send. */
const prometheus2 =
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';
const prometheus3 =
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2';

for (const [accept, form, why] of [
  [undefined, 'text', 'nothing is asked for'],
  ['', 'text', 'nothing is asked for'],
  ['*/*', 'text', 'anything will do'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text', 'a browser takes anything'],
  ['text/plain', 'text', 'it is asked for'],
  ['application/openmetrics-text', 'open', 'it is asked for'],
  ['Application/OpenMetrics-Text; Version="1.0.0"; Charset=utf-8', 'open', 'case and quotes mean nothing'],
  [prometheus2, 'open', 'Prometheus 2 wants it more'],
  [prometheus3, 'open', 'Prometheus 3 wants it more'],
  ['application/openmetrics-text;q=0.5,text/plain', 'text', 'text is wanted more'],
  ['application/openmetrics-text;q=0.5,text/plain;q=0.50', 'open', 'it comes first'],
  ['text/plain, application/openmetrics-text', 'text', 'it comes first'],
  ['text/plain;q=0.4, application/openmetrics-text;q=0.6', 'open', 'it is wanted more, though later'],
  ['*/*, application/openmetrics-text', 'open', 'it is named'],
  ['*/*, application/openmetrics-text;q=0.9', 'text', 'the named one is wanted less than any other'],
  ['*/*, text/*;q=0', 'open', 'text is not wanted'],
  ['application/*', 'open', 'its type is asked for'],
  ['application/openmetrics-text;version=0.0.1', 'text', 'that version is not made'],
  [
    'application/openmetrics-text;version=0.0.1, application/openmetrics-text;version=1.0.0;q=0.1',
    'open',
    'the other version is',
  ],
  ['application/openmetrics-text;q=0', 'text', 'it is not wanted'],
  ['application/openmetrics-text;q=2', 'text', 'that quality is none'],
  ['application/openmetrics-text;q=high', 'text', 'that quality is none'],
  ['application/json', 'text', 'nothing fits, and some answer beats none'],
  [';;;,,,=q', 'text', 'that is no header'],
] as const) {
  test(`Accept: ${accept ?? '(none)'} gets ${form}: ${why}`, () => {
    assert.equal(preferredForm(accept, offers), form);
  });
}
