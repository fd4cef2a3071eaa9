import { InterceptingCall, type Interceptor, status } from '@grpc/grpc-js';
import type { CallMeter, CallMeters } from '../shared/ops/grpc-metrics.ts';

/**
 * Counts and times the calls of a channel. An interceptor costs about 25 µs of the client's CPU for each call of 170 µs,
 * which a client that makes its calls one after another can bear; a server could not, and has none.
 */
export function measureCalls(meters: CallMeters): Interceptor {
  const byPath = new Map<string, CallMeter>();
  function meterOf(path: string): CallMeter {
    const kept = byPath.get(path);
    if (kept !== undefined) return kept;
    const [, service = '', method = ''] = path.split('/');
    const made = meters.of({ grpc_type: 'unary', grpc_service: service, grpc_method: method });
    byPath.set(path, made);
    return made;
  }
  return (options, nextCall) => {
    const meter = meterOf(options.method_definition.path);
    return new InterceptingCall(nextCall(options), {
      start(metadata, _listener, next) {
        const end = meter.begin();
        next(metadata, {
          onReceiveStatus(ending, pass) {
            // A server can send any number.
            end(status[ending.code] ?? 'UNKNOWN');
            pass(ending);
          },
        });
      },
    });
  };
}
