import { randomBytes, randomUUID } from 'node:crypto';
import type { TestContext } from 'node:test';
import { freePorts, listeningPorts, startProcess, type TestProcess } from './process.ts';

type Environment = Readonly<Record<string, string>>;

/** A built server and a built client that calls it, each a process of its own. */
export interface TracedServices {
  readonly server: TestProcess;
  readonly client: TestProcess;
  readonly clientUrl: string;
  readonly serverHttpPort: number;
  /** Stops both as Kubernetes does, which delivers their spans. @returns the exit codes */
  stop(): Promise<(number | null)[]>;
}

export interface TracedOptions {
  readonly environment: Environment;
  /** What the client calls, unless it is the server itself. */
  readonly through?: (grpcPort: number) => Promise<number>;
}

export async function startTracedServices(
  t: TestContext,
  { environment, through = async (port) => port }: TracedOptions,
): Promise<TracedServices> {
  const server = startProcess(t, 'server', {
    settings: { ...freePorts, 'hello.pod': 'pod-1', 'hello.version': 'l1', 'hello.zone': 'zone-a' },
    environment: { ...environment, OTEL_SERVICE_NAME: 'grpc.grpc' },
  });
  const { grpc, http: serverHttpPort } = await listeningPorts(server);
  const client = startProcess(t, 'client', {
    settings: {
      ...{ ...freePorts, numrequest: '25', teststring: 'prom', 'hello.report.backends.count': '2' },
      'quarkus.grpc.clients.hello.host': '127.0.0.1',
      'quarkus.grpc.clients.hello.port': String(await through(grpc)),
    },
    environment: {
      ...environment,
      OTEL_RESOURCE_ATTRIBUTES: 'hostname=client-pod,service.name=grpc-client.test',
    },
  });
  const { http } = await listeningPorts(client);
  return {
    ...{ server, client, serverHttpPort, clientUrl: `http://127.0.0.1:${http}` },
    async stop() {
      client.child.kill('SIGTERM');
      const clientCode = await client.exit;
      server.child.kill('SIGTERM');
      return [clientCode, await server.exit];
    },
  };
}

/** A trace that began elsewhere, as the headers of a request tell of it. Envoy traces no request whose id is no UUID. */
export function beginTrace() {
  const traceId = randomBytes(16).toString('hex');
  const spanId = randomBytes(8).toString('hex');
  return {
    traceId,
    spanId,
    headers: { traceparent: `00-${traceId}-${spanId}-01`, 'x-request-id': randomUUID() },
  };
}
