import { Counter, Histogram, type Registry } from 'prom-client';

/** From a fifth of a millisecond, a quick call on one machine, to ten seconds. */
const buckets = [0.0002, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The metrics of calls of one method, under the names of go-grpc-prometheus. */
export interface CallMeter {
  /** Counts a call that begins. @returns takes its status, by name, when it ends */
  begin(): (status: string) => void;
}

/** Makes meters for the calls that one side sees. */
export type CallMeters = (service: string, method: string) => CallMeter;

/** Registers the metrics of a side; its meters are cheap to make and should be kept all the same. */
export function createCallMeters(registry: Registry, side: 'server' | 'client'): CallMeters {
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
  const seconds = new Histogram({
    name: `grpc_${side}_handling_seconds`,
    help: `Time from the beginning of a call to its end on the ${side}.`,
    labelNames,
    buckets,
    registers,
  });
  return (service, method) => {
    const which = { grpc_type: 'unary', grpc_service: service, grpc_method: method };
    const [startedCalls, handlingSeconds] = [started.labels(which), seconds.labels(which)];
    return {
      begin() {
        startedCalls.inc();
        const beginMs = performance.now();
        return (status) => {
          handlingSeconds.observe((performance.now() - beginMs) / 1000);
          handled.inc({ ...which, grpc_code: status });
        };
      },
    };
  };
}
