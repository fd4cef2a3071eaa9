import { durationMs, memorySizeBytes, port, text } from '../config/converter.ts';
import { type ConfigOf, withDefault } from '../config/key.ts';
import type { HttpLimits } from './limits.ts';

/** The settings of the HTTP side of both services. */
export const httpKeys = {
  httpPort: withDefault('quarkus.http.port', port, '8080', 'Port for HTTP; 0 lets the system choose.'),
  httpHost: withDefault('quarkus.http.host', text, '0.0.0.0', 'Address that HTTP listens on.'),
  httpIdleTimeoutMs: withDefault(
    'quarkus.http.idle-timeout',
    durationMs,
    '30m',
    'How long an HTTP connection without a request is kept.',
  ),
  httpRequestLineBytes: withDefault(
    'quarkus.http.limits.max-initial-line-length',
    memorySizeBytes,
    '4096',
    'The longest request line; a longer one is answered 414.',
  ),
  httpHeaderBytes: withDefault(
    'quarkus.http.limits.max-header-size',
    memorySizeBytes,
    '20K',
    'The most bytes of headers; more are answered 431.',
  ),
  httpBodyBytes: withDefault(
    'quarkus.http.limits.max-body-size',
    memorySizeBytes,
    '10240K',
    'The largest body; a larger one is answered 413.',
  ),
};

/** What the settings allow a caller to send. */
export function httpLimits(config: ConfigOf<typeof httpKeys>): HttpLimits {
  return {
    requestLineBytes: config.httpRequestLineBytes,
    headerBytes: config.httpHeaderBytes,
    bodyBytes: config.httpBodyBytes,
  };
}
