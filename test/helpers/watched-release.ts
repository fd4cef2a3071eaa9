import type { TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startBackends } from './backends.ts';
import { type KubernetesObject, render } from './helm.ts';
import type { MonitoredPod } from './monitored-pods.ts';
import { getReport } from './reports.ts';
import { startTestClient } from './services.ts';

/** Three servers and a client that run here as the pods of a release, under load. */
export interface WatchedRelease {
  readonly namespace: string;
  /** What the chart makes of it. */
  readonly objects: readonly KubernetesObject[];
  readonly servers: readonly MonitoredPod[];
  readonly client: MonitoredPod;
}

/** How the client reaches the servers: it goes round all of them, or knows one, as a connection through a ClusterIP does. */
export type Spread = 'balanced' | 'pinned';

/** Starts them, and calls until the test is over. The namespaces are called like the spread. */
export async function startWatchedRelease(t: TestContext, spread: Spread): Promise<WatchedRelease> {
  const load = createLoad(t);
  const { servers, list } = await startBackends(t, 3);
  const one = `ipv4:127.0.0.1:${servers[0]?.grpcPort}`;
  const client = await startTestClient(t, 0, {
    numrequest: '30',
    'quarkus.grpc.clients.hello.host': spread === 'balanced' ? list : one,
    'quarkus.grpc.clients.hello.load-balancing-policy': 'round_robin',
    'hello.report.backends.host': list,
  });
  load.start(client.httpPort);
  return {
    namespace: spread,
    objects: render({ namespace: spread, values: valuesOf(spread) }),
    servers: servers.map(({ httpPort }, index) => ({
      deployment: `grpc-v${index + 1}`,
      pod: `${spread}-l${index + 1}`,
      httpPort,
    })),
    client: { deployment: 'grpc-client', pod: `${spread}-client`, httpPort: client.httpPort },
  };
}

/** Windows that a test can wait for. */
function valuesOf(spread: Spread) {
  const alert = { for: '3s' };
  return {
    client: { namespace: { name: `${spread}-client` } },
    observability: {
      metrics: { podMonitor: { enabled: true } },
      rules: { enabled: true, window: '10s', pinned: alert, errors: alert },
    },
  };
}

/**
 * Calls in both ways: for a report on a channel that stays, and as the article does, with a connection for each request.
 * Made before what it calls, because what is to be done after a test is done in that order.
 */
function createLoad(t: TestContext) {
  let isOver = false;
  let calling = Promise.resolve();
  t.after(async () => {
    isOver = true;
    await calling;
  });
  async function callUntilOver(httpPort: number): Promise<void> {
    while (!isOver) {
      await getReport(httpPort, 'requests=30&channel=shared');
      await (await fetch(`http://127.0.0.1:${httpPort}/hello/grpc`)).text();
      await wait(100);
    }
  }
  return {
    start(httpPort: number) {
      calling = callUntilOver(httpPort);
    },
  };
}
