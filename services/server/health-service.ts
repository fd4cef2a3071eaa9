import type {
  ServerUnaryCall,
  ServerWritableStream,
  sendUnaryData,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { Readiness } from '../shared/ops/readiness.ts';
import { health } from '../shared/proto/generated/descriptors.ts';
import { loadPackage, serviceOf } from '../shared/proto/load-service.ts';

interface Question {
  readonly service: string;
}
/** Without a status it says UNKNOWN, which has the number 0 and so is not sent, as protobuf-java does it. */
interface State {
  readonly status?: 'SERVING' | 'NOT_SERVING';
}

/** The name under which the service is known on the wire. */
export const healthServiceName = 'grpc.health.v1.Health';

/**
 * `grpc.health.v1.Health` with the original's answers: a service that is not known is OK with UNKNOWN, not NOT_FOUND.
 * @param services the names that are known beside the empty one
 */
export function createHealthService(services: readonly string[], readiness: Readiness) {
  const packageDefinition = loadPackage(health);
  const known = ['', ...services];
  const watchers = new Set<ServerWritableStream<Question, State>>();
  readiness.onChange((ready) => {
    for (const watcher of watchers) watcher.write(statusOf(watcher.request.service));
    if (!ready) endAll(watchers);
  });

  function statusOf(service: string): State {
    if (!known.includes(service)) return {};
    return { status: readiness.isReady() ? 'SERVING' : 'NOT_SERVING' };
  }

  const implementation: UntypedServiceImplementation = {
    Check: (call: ServerUnaryCall<Question, State>, reply: sendUnaryData<State>) => {
      reply(null, statusOf(call.request.service));
    },
    List: (_call: ServerUnaryCall<unknown, unknown>, reply: sendUnaryData<unknown>) => {
      reply(null, { statuses: known.map((service) => ({ key: service, value: statusOf(service) })) });
    },
    Watch: (call: ServerWritableStream<Question, State>) => {
      watchers.add(call);
      call.on('cancelled', () => watchers.delete(call));
      call.write(statusOf(call.request.service));
      if (readiness.isStopping()) endAll(watchers);
    },
  };
  return { packageDefinition, definition: serviceOf(packageDefinition, healthServiceName), implementation };
}

/** Watching ends with the server, otherwise it would hold up its shutdown. */
function endAll(watchers: Set<ServerWritableStream<Question, State>>): void {
  for (const watcher of watchers) watcher.end();
  watchers.clear();
}
