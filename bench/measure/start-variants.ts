import { join } from 'node:path';
import { get, sayHello } from './exchanges.ts';
import { anchors, clientSettings, definitions, serverSettings } from './services.ts';

interface Ports {
  readonly grpc: number;
  readonly http: number;
}

/** A program whose start is measured. */
export interface StartVariant {
  readonly name: string;
  /** What stands behind `node`. */
  readonly words: (ports: Ports) => readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Which port opens when it can be asked; undefined when it is measured to its end. */
  readonly opens?: keyof Ports;
  /** What it must answer. */
  readonly ask?: (ports: Ports) => Promise<void>;
}

/** Sends spans to where nobody listens: the start does not wait for them. */
const tracing = { OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };

/**
 * What is compared.
 * @param folder where the built files are, with compiled code of the Node that is measured
 * @param greeterPort where a server answers the client
 */
export function startVariants(folder: string, greeterPort: number): StartVariant[] {
  const server = {
    words: (ports: Ports) => [join(folder, 'server.js'), ...definitions(serverSettings(ports))],
    opens: 'grpc',
    ask: ({ grpc }: Ports) => sayHello(grpc),
  } as const;
  const client = {
    words: ({ http }: Ports) => [
      join(folder, 'client.js'),
      ...definitions(clientSettings({ grpc: greeterPort, http })),
    ],
    opens: 'http',
    ask: ({ http }: Ports) => get(http, '/hello/grpc', 'Hello'),
  } as const;
  const uncompiled = (variant: typeof server | typeof client) => ({
    ...variant,
    // Compiled code is not taken under flags of V8 that it was not made under.
    words: (ports: Ports) => ['--stack-trace-limit=11', ...variant.words(ports)],
  });
  return [
    { name: 'empty process', words: () => [anchors.empty] },
    anchor('bare node:http2 server', anchors.bareHttp2),
    anchor('bare grpc-js server', anchors.grpcJs),
    { name: 'server', ...server },
    { name: 'server, tracing on', ...server, environment: tracing },
    { name: 'server, without compiled code', ...uncompiled(server) },
    { name: 'client', ...client },
    { name: 'client, tracing on', ...client, environment: tracing },
    { name: 'client, without compiled code', ...uncompiled(client) },
  ];
}

function anchor(name: string, file: string): StartVariant {
  return {
    name,
    words: ({ grpc }) => [file, String(grpc)],
    opens: 'grpc',
    ask: ({ grpc }) => sayHello(grpc),
  };
}
