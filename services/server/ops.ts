import { sendAnswer } from '../shared/http/answer.ts';
import { httpLimits } from '../shared/http/http-keys.ts';
import { createHttpServer, type HttpServer } from '../shared/http/http-server.ts';
import { createOpsAnswers } from '../shared/ops/ops-answers.ts';
import { handleOps } from '../shared/ops/ops-handler.ts';
import type { Metrics } from '../shared/ops/process-metrics.ts';
import type { Readiness } from '../shared/ops/readiness.ts';
import type { ServerConfig } from './config.ts';
import { servedNames } from './server.ts';

/** The server's HTTP side: health and metrics, without Express, which would cost a third of the start. */
export function createOpsServer(config: ServerConfig, registry: Metrics, readiness: Readiness): HttpServer {
  const answers = createOpsAnswers({
    registry,
    started: () => !readiness.isStarting(),
    readinessChecks: () => [
      {
        name: 'gRPC Server',
        up: readiness.isReady(),
        data: Object.fromEntries(servedNames.map((service) => [service, readiness.isReady()])),
      },
    ],
  });
  return createHttpServer({
    limits: httpLimits(config),
    idleTimeoutMs: config.httpIdleTimeoutMs,
    hasPath: (path) => answers.has(path),
    handle: (request, response) => {
      if (!handleOps(answers, request, response)) sendAnswer(request, response, { status: 404 });
    },
  });
}
