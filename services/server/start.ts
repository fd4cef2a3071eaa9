import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { announceStart, announceStop } from '../shared/life/announce.ts';
import { closeHttp } from '../shared/life/close-http.ts';
import { listenHttp } from '../shared/life/listen.ts';
import { prepareService } from '../shared/life/prepare-service.ts';
import type { RunningService, ServiceInput } from '../shared/life/service.ts';
import { runStopSteps } from '../shared/life/stop-steps.ts';
import { logGrpc } from '../shared/logging/grpc-log.ts';
import { createReadiness } from '../shared/ops/readiness.ts';
import { flushTraces } from '../shared/telemetry/service-tracing.ts';
import { bind } from './bind.ts';
import { checkServerConfig, type ServerConfig, serverKeys } from './config.ts';
import { createConnections } from './connections.ts';
import { createServerCredentials } from './credentials.ts';
import { drain } from './drain.ts';
import { createIdentity } from './identity.ts';
import { createServerMetrics } from './metrics.ts';
import { createOpsServer } from './ops.ts';
import { createServer } from './server.ts';
import { enterSession } from './sessions.ts';
import { traceCalls } from './trace-calls.ts';
import { guard } from './wire/guard.ts';

/** A server that serves, and where. */
export interface RunningServer extends RunningService {
  readonly grpcPort: number;
  readonly httpPort: number;
}

/** Keys of the mounted file that are for the client alone. */
const clientOnly = ['quarkus.grpc.clients.', 'hello.run.', 'hello.report.', 'hello.mesh.'];

/**
 * Starts the Greeter server: gRPC first, then HTTP, then ready.
 * @throws ConfigError or StartError
 */
export async function startServer(input: ServiceInput): Promise<RunningServer> {
  const startedAtMs = performance.now();
  const declaration = { keys: serverKeys, crossCheck: checkServerConfig, others: clientOnly };
  const describe = ({ pod }: ServerConfig) => ({ name: 'grpc', host: pod ?? hostname() });
  const { loaded, logging, tracing, findCurrentSpan } = await prepareService(declaration, input, describe);
  const { config } = loaded;
  const logger = logging('hello.server');
  logGrpc(logging('hello.grpc'));
  const readiness = createReadiness();
  const metrics = createServerMetrics();
  const connections = createConnections(metrics.connections);
  let grpcPort = config.grpcPort;
  const identify = createIdentity(config, () => grpcPort);
  const greeterLogger = logging('hello.server.Greeter');
  const calls = traceCalls(tracing);
  const server = createServer({
    ...{ config, connections, identify, readiness, findCurrentSpan, calls },
    meter: metrics.sayHello,
    logger: greeterLogger,
  });

  grpcPort = await bind(server, config.grpcHost, config.grpcPort, createServerCredentials(config));
  const guarded = guard(server, {
    maxMetadataBytes: config.maxInboundMetadataBytes,
    onSession: (session) => enterSession(session, connections),
    onRefused: metrics.refuse,
  });
  const tls = config.certificate !== undefined;
  logger.info(`Started gRPC server on ${config.grpcHost}:${grpcPort} [TLS enabled: ${tls}]`);

  const ops = createOpsServer(config, metrics.registry, readiness);
  const httpPort = await listenHttp(ops.server, config.httpPort, config.httpHost).catch((error: unknown) => {
    server.forceShutdown();
    throw error;
  });
  readiness.becomeReady();
  announceStart(
    { name: 'grpc-hello server', logger, startedAtMs },
    `http://${config.httpHost}:${httpPort}`,
    loaded.profiles,
  );

  async function stop(): Promise<void> {
    const stopping = { name: 'grpc-hello server', logger, startedAtMs: performance.now() };
    const forced = AbortSignal.timeout(config.shutdownDelayMs + config.shutdownTimeoutMs);
    const steps = [
      { name: 'stop being ready', run: readiness.stopBeingReady },
      { name: 'wait for load balancers', run: () => wait(config.shutdownDelayMs) },
      { name: 'drain gRPC', run: () => drain(server, { forced, endSilent: guarded.endSilent }) },
      { name: 'close HTTP', run: () => closeHttp(ops, forced) },
      { name: 'deliver traces', run: () => flushTraces(tracing, config, stopping.startedAtMs) },
    ];
    await runStopSteps(steps, logger);
    announceStop(stopping);
  }

  return { grpcPort, httpPort, logger, stop };
}
