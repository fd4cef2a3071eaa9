import type { AsyncLocalStorage } from 'node:async_hooks';
import { type Attributes, type Span, SpanKind } from '@opentelemetry/api';
import type { IncomingRequest, RequestSpan } from '../shared/telemetry/tracing.ts';
import { addressAttributes, requestIdAttributes, shorten } from './attributes.ts';
import { beginOutgoingCall } from './outgoing-call.ts';
import { beginRun } from './run-span.ts';
import { markFailed, type Spans } from './spans.ts';

/** The methods that have a name in spans (OpenTelemetry, HTTP spans, `http.request.method`). */
const knownMethods = new Set([
  'CONNECT',
  'DELETE',
  'GET',
  'HEAD',
  'OPTIONS',
  'PATCH',
  'POST',
  'PUT',
  'TRACE',
  'QUERY',
]);

/** So much of an address is kept; the parameters of a report are shorter. */
const mostUrlCharacters = 1000;

/** Begins the span of an HTTP request; its name gets the route when that is known. */
export function beginRequestSpan(
  spans: Spans,
  current: AsyncLocalStorage<Span>,
  request: IncomingRequest,
): RequestSpan {
  const method = knownMethods.has(request.method) ? request.method : '_OTHER';
  const { span, makeContext } = spans.beginFrom(request.header, shownMethod(method), SpanKind.SERVER, () =>
    requestAttributes(method, request),
  );
  const context = makeContext();
  return {
    beginCall: (call) => beginOutgoingCall(spans, context, call, () => undefined),
    beginRun: (onAnswer) => beginRun(spans, context, onAnswer),
    within: (work) => current.run(span, work),
    end({ route, status, isComplete }) {
      if (route !== undefined) {
        span.updateName(`${shownMethod(method)} ${route}`);
        span.setAttribute('http.route', route);
      }
      if (status !== undefined)
        span.setAttributes({ 'http.response.status_code': status, 'http.status_code': status });
      if (!isComplete) markFailed(span, 'caller left', 'The caller left before the end of the answer.');
      else if (status !== undefined && status >= 500) markFailed(span, String(status), '');
      span.end();
    },
  };
}

function shownMethod(method: string): string {
  return method === '_OTHER' ? 'HTTP' : method;
}

/** The stable names, and beside them `http.method` and `http.url` (and later `http.status_code`), which Kiali reads. */
function requestAttributes(method: string, request: IncomingRequest): Attributes {
  const { header, peerAddress } = request;
  const url = shorten(request.url, mostUrlCharacters);
  const [path = '', query] = url.split('?', 2);
  const userAgent = header('user-agent');
  const host = header('host');
  return {
    'http.request.method': method,
    'http.method': method,
    ...(method !== request.method && { 'http.request.method_original': shorten(request.method) }),
    'http.url': `http://${shorten(host ?? '')}${url}`,
    'url.scheme': 'http',
    'url.path': path,
    ...(query !== undefined && { 'url.query': query }),
    ...(host !== undefined && addressAttributes('server', host)),
    ...(userAgent !== undefined && { 'user_agent.original': shorten(userAgent) }),
    ...(peerAddress !== undefined && { 'client.address': peerAddress }),
    ...requestIdAttributes(header),
  };
}
