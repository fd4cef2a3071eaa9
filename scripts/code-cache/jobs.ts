import type { Exchange } from './exchanges.ts';
import { get, sayHello } from './exchanges.ts';

/** The ports that a service of a job is started with. */
export interface Ports {
  readonly grpc: number;
  readonly http: number;
}

/** What is done so that a bundle has compiled what a start and the first answers need. */
export interface Job {
  /** The service that runs, whose bundle it is. */
  readonly service: 'server' | 'client';
  readonly settings: (ports: Ports) => Readonly<Record<string, string | number>>;
  /** What it is asked, one after the other. */
  readonly exchanges: (ports: Ports) => readonly Exchange[];
}

const ops = ['/q/health', '/q/health/live', '/q/health/ready', '/q/health/started', '/q/metrics'];

/** A job for each bundle. */
export const jobs: Readonly<Record<string, Job>> = {
  server: {
    service: 'server',
    settings: ({ grpc, http }) => ({ 'quarkus.grpc.server.port': grpc, 'quarkus.http.port': http }),
    exchanges: ({ grpc, http }) => [sayHello(grpc), sayHello(grpc), ...ops.map((path) => get(http, path))],
  },
  tracing: {
    service: 'server',
    settings: ({ grpc, http }) => ({
      'quarkus.grpc.server.port': grpc,
      'quarkus.http.port': http,
      // Nobody listens there; what was not delivered is forgotten with the process.
      OTEL_TRACES_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
      OTEL_BSP_SCHEDULE_DELAY: 10,
    }),
    exchanges: ({ grpc }) => [sayHello(grpc), sayHello(grpc)],
  },
  client: {
    service: 'client',
    settings: ({ grpc, http }) => ({
      'quarkus.http.port': http,
      'quarkus.grpc.clients.hello.host': '127.0.0.1',
      'quarkus.grpc.clients.hello.port': grpc,
      numrequest: 2,
      teststring: 'warm-up',
    }),
    exchanges: ({ http }) => [
      ...['/hello/grpc', '/hello/blocking/a', '/hello/report', '/'].map((path) => get(http, path)),
      ...ops.map((path) => get(http, path)),
    ],
  },
};
