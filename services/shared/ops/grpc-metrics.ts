import { Counter } from 'prom-client';
import type { CurrentSpan } from '../telemetry/current-span.ts';
import { createLatencyHistogram } from './latency-histogram.ts';
import type { Metrics } from './process-metrics.ts';

/** The labels of a method, under the names of go-grpc-prometheus; they must come from the program, not from callers. */
export interface MeteredMethod {
  readonly grpc_type: 'unary' | 'unknown';
  readonly grpc_service: string;
  readonly grpc_method: string;
}

/** Names a unary method by its path, as `/helloworld.Greeter/SayHello`. */
export function unaryMethod(path: string): MeteredMethod {
  const [, service = '', method = ''] = path.split('/');
  return { grpc_type: 'unary', grpc_service: service, grpc_method: method };
}

/** Stands for all methods that there are not: callers can name any. */
export const unknownMethod: MeteredMethod = {
  grpc_type: 'unknown',
  grpc_service: 'unknown',
  grpc_method: 'unknown',
};

/** Counts and times the calls of one method. */
export interface CallMeter {
  /**
   * Counts a call that begins.
   * @param span the call's own
   * @returns takes its status, by name, when it ends
   */
  begin(span: CurrentSpan | undefined): (status: string) => void;
}

/** Counts the calls of one side. */
export interface CallMeters {
  /** Makes the meter of a method, whose series exist from then on. */
  of(method: MeteredMethod): CallMeter;
  /** Counts a call that was refused before anything took it up: it began and ended, but took no time. */
  refuse(method: MeteredMethod, status: string): void;
}

/** Registers the metrics of a side. */
export function createCallMeters(registry: Metrics, side: 'server' | 'client'): CallMeters {
  const labelNames = ['grpc_type', 'grpc_service', 'grpc_method'] as const;
  const registers = [registry];
  const started = new Counter({
    name: `grpc_${side}_started_total`,
    help: `Calls that began on the ${side}; compare pods to see how calls are spread.`,
    labelNames,
    registers,
  });
  const handled = new Counter({
    name: `grpc_${side}_handled_total`,
    help: `Calls that ended on the ${side}, by gRPC status.`,
    labelNames: [...labelNames, 'grpc_code'],
    registers,
  });
  const seconds = createLatencyHistogram(registry, {
    name: `grpc_${side}_handling_seconds`,
    help: `Time from the beginning of a call to its end on the ${side}; calls that were refused unheard are not timed.`,
    labelNames,
  });
  return {
    of(method) {
      const startedCalls = started.labels({ ...method });
      const observe = seconds.with({ ...method });
      const endedCalls = new Map<string, Counter.Internal>();
      function endedWith(status: string): Counter.Internal {
        const kept = endedCalls.get(status);
        if (kept !== undefined) return kept;
        const made = handled.labels({ ...method, grpc_code: status });
        endedCalls.set(status, made);
        return made;
      }
      // A pod that nobody called counts when shares are compared, so it has to say zero.
      startedCalls.inc(0);
      endedWith('OK').inc(0);
      return {
        begin(span) {
          startedCalls.inc();
          const beginMs = performance.now();
          return (status) => {
            observe((performance.now() - beginMs) / 1000, span);
            endedWith(status).inc();
          };
        },
      };
    },
    refuse(method, status) {
      started.inc({ ...method });
      handled.inc({ ...method, grpc_code: status });
    },
  };
}
