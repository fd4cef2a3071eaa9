import { type Context, SpanKind } from '@opentelemetry/api';
import type { CallAnswer, RunSpan } from '../shared/telemetry/tracing.ts';
import { beginOutgoingCall, type OnAnswer } from './outgoing-call.ts';
import { markFailed, type Spans } from './spans.ts';

/** Begins the span of a run. What it counts itself is who answered, on how many connections, and how often in vain. */
export function beginRun(spans: Spans, parent: Context, onAnswer?: OnAnswer): RunSpan {
  const { span, makeContext } = spans.beginIn(parent, 'run', SpanKind.INTERNAL, () => ({}));
  const context = makeContext();
  const pods = new Set<string>();
  const connections = new Set<string>();
  let answered = 0;
  let failed = 0;

  function count(answer: CallAnswer): void {
    const { status, peer, header } = answer;
    onAnswer?.(answer);
    if (status !== 'OK') {
      failed += 1;
      return;
    }
    answered += 1;
    const pod = header('hello-pod') ?? header('hello-address') ?? peer;
    pods.add(pod);
    const connection = header('hello-connection')?.split('/', 1)[0];
    if (connection !== undefined) connections.add(`${pod} ${connection}`);
  }

  return {
    beginCall: (call) => beginOutgoingCall(spans, context, call, count),
    end(facts, failure) {
      span.setAttributes({
        'hello.run.answered': answered,
        'hello.run.failed': failed,
        'hello.run.backends': pods.size,
        'hello.run.connections': connections.size,
      });
      for (const [name, value] of Object.entries(facts)) {
        if (value !== undefined) span.setAttribute(`hello.run.${name}`, value);
      }
      if (failure !== undefined || failed > 0) {
        markFailed(span, 'calls failed', failure ?? `${failed} of ${answered + failed} calls failed.`);
      }
      span.end();
    },
  };
}
