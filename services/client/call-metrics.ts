import { InterceptingCall, type Interceptor, status } from '@grpc/grpc-js';
import type { CallMeters } from '../shared/ops/grpc-metrics.ts';

/** Counts and times the calls of a channel. */
export function measureCalls(meters: CallMeters): Interceptor {
  return (options, nextCall) => {
    const [, service = '', method = ''] = options.method_definition.path.split('/');
    const meter = meters(service, method);
    return new InterceptingCall(nextCall(options), {
      start(metadata, _listener, next) {
        const end = meter.begin();
        next(metadata, {
          onReceiveStatus(ending, pass) {
            end(status[ending.code]);
            pass(ending);
          },
        });
      },
    });
  };
}
