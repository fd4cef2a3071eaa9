import { InterceptingCall, type Interceptor, status } from '@grpc/grpc-js';
import { Counter, Histogram, type Registry } from 'prom-client';

/** Counts and times the calls of a channel, under the names of go-grpc-prometheus. */
export function createCallMetrics(registry: Registry): Interceptor {
  const labels = ['grpc_service', 'grpc_method'] as const;
  const registers = [registry];
  const started = new Counter({
    name: 'grpc_client_started_total',
    help: 'Calls that this client began.',
    labelNames: labels,
    registers,
  });
  const handled = new Counter({
    name: 'grpc_client_handled_total',
    help: 'Calls that ended, by gRPC status.',
    labelNames: [...labels, 'grpc_code'],
    registers,
  });
  const seconds = new Histogram({
    name: 'grpc_client_handling_seconds',
    help: 'Time from the beginning of a call to its end.',
    labelNames: labels,
    buckets: [0.0002, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  return (options, nextCall) => {
    const [, grpc_service = '', grpc_method = ''] = options.method_definition.path.split('/');
    const which = { grpc_service, grpc_method };
    return new InterceptingCall(nextCall(options), {
      start(metadata, _listener, next) {
        started.inc(which);
        const startMs = performance.now();
        next(metadata, {
          onReceiveStatus(ending, pass) {
            handled.inc({ ...which, grpc_code: status[ending.code] });
            seconds.observe(which, (performance.now() - startMs) / 1000);
            pass(ending);
          },
        });
      },
    });
  };
}
