import type { RequestHandler } from 'express';
import { toError } from '../../../shared/errors/to-error.ts';
import { abortWhenClosed } from '../../../shared/http/abort-when-closed.ts';
import { sendAnswer } from '../../../shared/http/answer.ts';
import { forwardedHeaders } from '../../hello/forwarded-headers.ts';
import { readParameters } from '../parameters/read-parameters.ts';
import { type EventStream, type EventStreamOptions, openEventStream } from './event-stream.ts';
import { createProgressCollector, type ProgressCollector } from './progress.ts';
import { readQuery } from './read-query.ts';
import { refuse } from './refusal.ts';
import type { ReportEndpointDependencies } from './report-endpoint.ts';

/** How often progress is told, so that 10,000 calls are not 10,000 events. */
const progressEveryMs = 100;

const patience: EventStreamOptions = { heartbeatMs: 15_000, stalledMs: 30_000 };

/** `/hello/report/stream`: the same run as server-sent events: progress, then the report. */
export function streamEndpoint(dependencies: ReportEndpointDependencies): RequestHandler {
  return async (request, response) => {
    // An EventSource whose connection broke asks again by itself; that must not start another run.
    if (request.headers['last-event-id'] !== undefined) return sendAnswer(request, response, { status: 204 });
    const gone = abortWhenClosed(response);
    const parent = dependencies.spanOf?.(request);
    const context = { signal: gone, headers: forwardedHeaders(request.headers), parent };
    let stream: EventStream | undefined;
    try {
      const parameters = readParameters(dependencies.parameters(), readQuery(request.url));
      const progress = createProgressCollector();
      // A run that is refused is refused here, while the answer can still have a status of its own.
      const running = dependencies.reports.run(parameters, { ...context, onCall: progress.add });
      stream = openEventStream(response, patience);
      stream.send('report', await tellProgress(running, progress, stream));
    } catch (thrown) {
      const error = toError(thrown);
      if (gone.aborted)
        return dependencies.logger.debug(`The caller of ${request.path} left before the report.`);
      const refusal = stream === undefined ? refuse(error, 'json') : undefined;
      if (refusal !== undefined) return sendAnswer(request, response, refusal);
      fail(dependencies, request.path, error, stream);
      if (stream === undefined) sendAnswer(request, response, { status: 500, close: 'announced' });
    }
    stream?.end();
  };
}

/** Sends progress until the run is over; a reader that is slow gets less of it. */
async function tellProgress<T>(
  running: Promise<T>,
  progress: ProgressCollector,
  stream: EventStream,
): Promise<T> {
  const tell = () => {
    const now = stream.isFlowing() ? progress.take() : undefined;
    if (now !== undefined) stream.send('progress', now);
  };
  const timer = setInterval(tell, progressEveryMs);
  try {
    return await running.finally(tell);
  } finally {
    clearInterval(timer);
  }
}

function fail(
  { failures, logger }: ReportEndpointDependencies,
  path: string,
  error: Error,
  stream: EventStream | undefined,
): void {
  const id = failures.nextErrorId();
  logger.error(`HTTP Request to ${path} failed, error id: ${id}`, { error });
  stream?.send('failed', { message: `Error id ${id}` });
}
