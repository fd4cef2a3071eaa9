import { once } from 'node:events';
import { connect } from 'node:net';
import { toError } from '../shared/errors/to-error.ts';
import { StartError } from '../shared/life/service.ts';

type Settings = Readonly<Record<string, string>>;

/** Where a Jaeger may be. */
export interface JaegerPlace {
  /** Its pages and its API. */
  readonly url: string;
  /** Where it takes spans by OTLP over HTTP, if that is known. */
  readonly otlpEndpoint: string | undefined;
}

/** A Jaeger that answers. */
export interface FoundJaeger {
  /** The page with the traces of the lab. */
  readonly tracesUrl: string;
  /** What a part of the lab is told, so that it sends its spans there. */
  settingsFor(service: string): Settings;
}

/** The ways in that are open by default, the first that answers is taken (Jaeger, APIs). */
const usualEndpoints: readonly (readonly [string, Settings])[] = [
  ['http://localhost:4318', {}],
  ['http://localhost:4317', { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }],
];

/** The name that the chart gives the client, too; the servers are called as their Deployments. */
export const clientName = 'grpc-client';

/**
 * Looks whether a Jaeger answers and takes spans.
 * @throws StartError that says how to start one
 */
export async function findJaeger({ url, otlpEndpoint }: JaegerPlace): Promise<FoundJaeger> {
  await assertAnswers(url);
  const endpoints = otlpEndpoint === undefined ? usualEndpoints : [[otlpEndpoint, {}] as const];
  for (const [endpoint, settings] of endpoints) {
    if (!(await isOpen(endpoint))) continue;
    return {
      tracesUrl: `${url}/search?service=${clientName}`,
      settingsFor: (service) => ({
        ...settings,
        OTEL_TRACES_EXPORTER: 'otlp',
        OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
        OTEL_SERVICE_NAME: service,
        // Who looks at a laptop does not want to wait.
        OTEL_BSP_SCHEDULE_DELAY: '500',
      }),
    };
  }
  const tried = endpoints.map(([endpoint]) => endpoint).join(' and ');
  throw new StartError(`Jaeger answers at ${url}, but nothing takes spans at ${tried}. ${howToStart}`);
}

const howToStart = [
  'This starts one: docker run --rm -p 16686:16686 -p 4317:4317 -p 4318:4318 jaegertracing/jaeger:2.20.0',
  'Another one is named by -Dhello.lab.jaeger-url=… and -DOTEL_EXPORTER_OTLP_ENDPOINT=….',
].join('\n');

async function assertAnswers(url: string): Promise<void> {
  try {
    const answer = await fetch(`${url}/api/v3/services`, { signal: AbortSignal.timeout(2000) });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`it answers ${answer.status}`);
  } catch (thrown) {
    const error = toError(thrown);
    const reason = error.cause === undefined ? error : toError(error.cause);
    throw new StartError(`No Jaeger answers at ${url} (${reason.message || error.message}). ${howToStart}`, {
      cause: error,
    });
  }
}

async function isOpen(endpoint: string): Promise<boolean> {
  const { hostname, port } = new URL(endpoint);
  const socket = connect({ host: hostname, port: Number(port), timeout: 2000 });
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(2000) });
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
