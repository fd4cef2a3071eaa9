import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { watchFiles } from '../shared/config/watch-file.ts';
import { createFailures } from '../shared/http/failures.ts';
import { httpLimits } from '../shared/http/http-keys.ts';
import { createHttpServer } from '../shared/http/http-server.ts';
import { announceStart, announceStop } from '../shared/life/announce.ts';
import { closeHttp } from '../shared/life/close-http.ts';
import { listenHttp } from '../shared/life/listen.ts';
import { prepareService } from '../shared/life/prepare-service.ts';
import type { RunningService, ServiceInput } from '../shared/life/service.ts';
import { runStopSteps } from '../shared/life/stop-steps.ts';
import { logGrpc } from '../shared/logging/grpc-log.ts';
import { createReadiness } from '../shared/ops/readiness.ts';
import { flushTraces } from '../shared/telemetry/service-tracing.ts';
import { createApp } from './app.ts';
import { createChannelOptions } from './channel-options.ts';
import { checkClientConfig, clientKeys } from './config.ts';
import { connectGreetings } from './connect.ts';
import { createChannelCredentials } from './credentials.ts';
import { isHelloPath } from './hello/hello-routes.ts';
import { createLiveValues } from './live.ts';
import { createClientMetrics } from './metrics.ts';
import { createClientOps } from './ops.ts';
import { createReportAndPage } from './report-and-page.ts';

/** A client that serves, and where. */
export interface RunningClient extends RunningService {
  readonly httpPort: number;
}

export interface ClientInput extends ServiceInput {
  /** Where the built page is; without it, the page works all the same, but without its script. */
  readonly pageFolder?: string | undefined;
}

/** Keys of the mounted file that are for the server alone. */
const serverOnly = ['quarkus.grpc.server.', 'hello.server.'];

/**
 * Starts the HTTP client service; it dials nothing before the first request.
 * @throws ConfigError or StartError
 */
export async function startClient(input: ClientInput): Promise<RunningClient> {
  const startedAtMs = performance.now();
  const name = 'grpc-hello client';
  const declaration = { keys: clientKeys, crossCheck: checkClientConfig, others: serverOnly };
  const describe = () => ({ name: 'grpc-client', host: hostname() });
  const { loaded, logging, tracing, findCurrentSpan } = await prepareService(declaration, input, describe);
  const { config } = loaded;
  const logger = logging('hello.client');
  logGrpc(logging('hello.grpc'));
  const readiness = createReadiness();
  const metrics = createClientMetrics(findCurrentSpan);
  const live = createLiveValues(config, input.process, logging('hello.config'));
  const credentials = createChannelCredentials(config);
  const failures = createFailures();
  const reportAndPage = createReportAndPage({
    config,
    credentials,
    settings: live.current,
    meter: metrics.sayHello,
    channelOptions: createChannelOptions(config, false),
    onReport: metrics.runs,
    pageFolder: input.pageFolder,
    failures,
    logger,
  });
  const greetings = connectGreetings({
    config,
    credentials,
    settings: live.current,
    meter: metrics.sayHello,
    output: input.output.standard,
  });
  const closeChannels = () => {
    greetings.close();
    return reportAndPage.close();
  };
  const ops = createClientOps(metrics.registry, readiness);
  const stopping = new AbortController();
  const app = createApp({
    greetings,
    reportAndPage,
    ops,
    measureRequests: metrics.requests,
    tracing,
    failures,
    logger,
    isStopping: () => stopping.signal.aborted,
  });
  const http = createHttpServer({
    limits: httpLimits(config),
    idleTimeoutMs: config.httpIdleTimeoutMs,
    handle: app,
    onRefused: metrics.refuse,
    hasPath: (path) => ops.has(path) || isHelloPath(path) || reportAndPage.hasPath(path),
  });

  const httpPort = await listenHttp(http.server, config.httpPort, config.httpHost);
  const stopWatching = watchFiles(loaded.files, live.reread);
  readiness.becomeReady();
  announceStart({ name, logger, startedAtMs }, `http://${config.httpHost}:${httpPort}`, loaded.profiles);

  async function stop(): Promise<void> {
    const beganAtMs = performance.now();
    const steps = [
      { name: 'stop being ready', run: readiness.stopBeingReady },
      { name: 'stop watching files', run: stopWatching },
      { name: 'wait for load balancers', run: () => wait(config.shutdownDelayMs) },
      { name: 'turn new requests away', run: () => stopping.abort() },
      {
        name: 'finish HTTP requests',
        run: () => closeHttp(http, AbortSignal.timeout(config.shutdownTimeoutMs)),
      },
      { name: 'close gRPC channels', run: closeChannels },
      { name: 'deliver traces', run: () => flushTraces(tracing, config, beganAtMs) },
    ];
    await runStopSteps(steps, logger);
    announceStop({ name, logger, startedAtMs: beganAtMs });
  }

  return { httpPort, logger, stop };
}
