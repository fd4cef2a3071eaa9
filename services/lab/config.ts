import { boolean, httpUrl, integer, port } from '../shared/config/converter.ts';
import { withDefault } from '../shared/config/key.ts';
import { logKeys } from '../shared/logging/log-keys.ts';
import { tracingKeys } from '../shared/telemetry/tracing-keys.ts';

/** The settings of the lab itself; everything else goes to the services in it. */
export const labKeys = {
  forwarderPort: withDefault('quarkus.grpc.clients.hello.port', port, '9000', 'Port of the forwarder.'),
  firstServerPort: withDefault(
    'hello.lab.server-port',
    integer({ min: 0, max: 65_000 }),
    '9001',
    'Port of the first server; the others follow. 0 lets the system choose.',
  ),
  jaeger: withDefault(
    'hello.lab.jaeger',
    boolean,
    'false',
    'Traces everything and sends it to Jaeger; `--jaeger` is short for it.',
  ),
  jaegerUrl: withDefault(
    'hello.lab.jaeger-url',
    httpUrl,
    'http://localhost:16686',
    'Where that Jaeger shows traces.',
  ),
  otlpEndpoint: tracingKeys.otlpEndpoint,
  ...logKeys,
};
