import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import express from 'express';
import { addPageRoutes } from '../../services/client/page/page-routes.ts';
import { addReportRoutes } from '../../services/client/report/http/report-routes.ts';
import { declareRunParameters } from '../../services/client/report/parameters/run-parameters.ts';
import type { ProxySnapshot } from '../../services/client/report/proxy/envoy-admin.ts';
import { createReports, type ReportsOptions } from '../../services/client/report/reports.ts';
import type { Answerer, Backend } from '../../services/client/report/run/answerer.ts';
import { createRunGate } from '../../services/client/report/run-gate.ts';

/** How the calls of a run end: who answers, or what the call fails with. */
export type Answers = (index: number, policy: string) => Promise<Partial<Backend> | Error>;

export interface PageServiceOptions {
  /** Where the built page is. */
  readonly folder: string | undefined;
  readonly answers: Answers;
  /** How many backends there are. */
  readonly backends: number;
  readonly mostRuns?: number;
  readonly snapshots?: readonly ProxySnapshot[];
}

/** The page and the real report engine over calls that a test makes up; ends with the test. @returns its address */
export async function startPageService(
  t: Pick<TestContext, 'after'>,
  options: PageServiceOptions,
): Promise<string> {
  const app = express();
  const limits = { mostRequests: 10_000, mostConcurrent: 100, longestName: 200, hasBackendsHost: true };
  const parameters = () => declareRunParameters(limits, { requests: 25, name: 'prom', policy: 'pick_first' });
  const quiet = () => undefined;
  addPageRoutes(app, { folder: options.folder, parameters });
  addReportRoutes(app, {
    reports: createReports(reportsOptions(options)),
    parameters,
    failures: { nextErrorId: () => 'error-1' },
    logger: { debug: quiet, info: quiet, warn: quiet, error: quiet, fatal: quiet, writes: () => false },
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function reportsOptions(options: PageServiceOptions): ReportsOptions<Answerer> {
  const { answers, backends, mostRuns = 4, snapshots = [] } = options;
  let read = 0;
  return {
    channels: {
      take(mode, { policy }, { signal }) {
        const used = new Set<number>();
        return {
          async call(index) {
            const answer = await answers(index, policy);
            signal.throwIfAborted();
            if (answer instanceof Error) throw answer;
            const connection = mode === 'per-call' ? index + 1 : 1;
            used.add(connection);
            return { ...nobody, connection, backend: { ...nobody.backend, ...answer } };
          },
          facts: () => ({
            connections: policy === 'round_robin' ? backends : Math.max(used.size, 1),
            addresses: policy === 'round_robin' ? addressesOf(backends) : ['10.96.0.10:9000'],
            errors: [],
          }),
          connectionNow: () => null,
          release: () => undefined,
        };
      },
      close: () => undefined,
    },
    createIdentify: () => (reply) => reply,
    explain: ({ message }) => ({ status: 'UNAVAILABLE', message, isOverloaded: false, proxy: null }),
    method: '/helloworld.Greeter/SayHello',
    targetOf: ({ dial }) =>
      dial === 'service' ? 'grpc.grpc.svc.cluster.local:9000' : `ipv4:${addressesOf(backends)}`,
    usualDial: (policy) => (policy === 'round_robin' ? 'backends' : 'service'),
    gate: createRunGate(mostRuns),
    mostRequests: 10_000,
    runTimeoutMs: 60_000,
    lookUpBackends: () =>
      Promise.resolve({ from: 'dns' as const, addresses: addressesOf(backends), problem: null }),
    configuredBackends: undefined,
    proxyReader: { read: () => Promise.resolve(snapshots[read++]), lbPolicies: () => Promise.resolve([]) },
    meshMode: undefined,
    onReport: () => undefined,
    nowMs: () => performance.now(),
    now: () => new Date(),
  };
}

const nobody: Answerer = {
  backend: { name: '', version: null, node: null, zone: null, address: null, isNamed: true },
  connection: 1,
  attempt: null,
  proxy: null,
};

/** The addresses of so many backends. */
export function addressesOf(backends: number): string[] {
  return Array.from({ length: backends }, (_, index) => `10.128.2.${index + 17}:9000`);
}
