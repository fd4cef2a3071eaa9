import type { TestContext } from 'node:test';
import { startForwarder } from '../../services/lab/forwarder.ts';
import { startTestServer, type TestServer } from './services.ts';

/** Servers of this project with different versions, and what leads to them. */
export interface Backends {
  readonly servers: readonly TestServer[];
  /** A target with all their addresses. */
  readonly list: string;
  /** The port of a forwarder that gives each connection to the next of them, as a ClusterIP gives it to any. */
  readonly forwarderPort: number;
}

/** Starts l1, l2, …; all end with the test. */
export async function startBackends(
  t: TestContext,
  count: number,
  settings: Readonly<Record<string, string>> = {},
): Promise<Backends> {
  const versions = Array.from({ length: count }, (_, index) => `l${index + 1}`);
  const servers = await Promise.all(
    versions.map((version) =>
      startTestServer(t, {
        'quarkus.grpc.server.host': '127.0.0.1',
        'hello.pod': `pod-${version}`,
        'hello.version': version,
        ...settings,
      }),
    ),
  );
  let connections = 0;
  const forwarder = await startForwarder({
    port: 0,
    choose() {
      connections += 1;
      return servers[connections % servers.length]?.grpcPort ?? 0;
    },
  });
  t.after(forwarder.close);
  const list = `ipv4:${servers.map(({ grpcPort }) => `127.0.0.1:${grpcPort}`).join(',')}`;
  return { servers, list, forwarderPort: forwarder.port };
}
