import type { CallMeter } from '../../shared/ops/grpc-metrics.ts';
import type { CallAnswer, CallParent, OutgoingCall } from '../../shared/telemetry/tracing.ts';

/** Those who want to know of a call. */
export interface CallFollowers {
  readonly meter?: CallMeter | undefined;
  /** The span that the call belongs to. */
  readonly parent?: CallParent | undefined;
}

interface FollowedCall {
  /** What the call must carry. */
  readonly headers: Readonly<Record<string, string>>;
  end(answer: CallAnswer): void;
}

/**
 * Counts, times and traces a call from its beginning. A wrapper: an interceptor of grpc-js costs more than the
 * counting itself. The span is handed on by hand, since callbacks of a channel can run in the context of any call.
 */
export function followCall({ meter, parent }: CallFollowers, call: OutgoingCall): FollowedCall {
  const span = parent?.beginCall(call);
  const endTiming = meter?.begin(span?.current);
  return {
    headers: span?.headers ?? call.headers,
    end(answer) {
      endTiming?.(answer.status);
      span?.end(answer);
    },
  };
}
