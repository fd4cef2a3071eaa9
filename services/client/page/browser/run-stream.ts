import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Progress } from '../../report/http/progress.ts';
import type { Report } from '../../report/schema/report.ts';
import { ProblemsError, problemsOf } from './problems.ts';

/** Who is told about a run. */
export interface RunListener {
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

/**
 * Makes one run. Not an EventSource: that hides why a run was refused, and would start another when the connection
 * breaks.
 * @throws ProblemsError with sentences for people, or the reason of the signal
 */
export async function streamRun(
  query: URLSearchParams,
  { onProgress, signal }: RunListener,
): Promise<Report> {
  const headers = { accept: 'text/event-stream' };
  const response = await fetch(`hello/report/stream?${query}`, { headers, signal }).catch((error) => {
    throw signal.aborted ? error : new ProblemsError([unreachable]);
  });
  if (!response.ok || response.body === null) throw new ProblemsError(await problemsOf(response));
  let report: Report | undefined;
  const onEvent = ({ event, data }: EventSourceMessage) => {
    const content = JSON.parse(data);
    if (event === 'progress') onProgress(content);
    else if (event === 'report') report = content;
    else if (event === 'failed') throw new ProblemsError([`The run failed: ${content.message}`]);
  };
  await readText(response.body, createParser({ onEvent }).feed, signal);
  if (report === undefined) throw new ProblemsError([cutOff]);
  return report;
}

async function readText(
  body: ReadableStream<Uint8Array>,
  take: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read().catch((error) => {
      throw signal.aborted ? error : new ProblemsError([cutOff]);
    });
    if (done) return;
    take(decoder.decode(value, { stream: true }));
  }
}

const unreachable = 'The service did not answer. Does it still run, and does the port-forward?';
const cutOff = 'The connection ended before the report came. The run was not started again.';
