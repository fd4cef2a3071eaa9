import { type handleUnaryCall, type Metadata, type ServerUnaryCall, status } from '@grpc/grpc-js';
import type { Logger } from '../shared/logging/logging.ts';
import type { HelloReply } from '../shared/proto/greeter.ts';
import type { HelloRequest, UnreadableRequest } from '../shared/proto/hello-request.ts';
import type { Connection, Connections } from './connections.ts';
import type { Greeter } from './greeter.ts';
import type { Identify } from './identity.ts';

export interface SayHelloOptions {
  readonly greeter: Greeter;
  readonly connections: Connections;
  readonly identify: Identify;
  /** Told what each answer says of this server. */
  readonly onIdentity: (identity: Metadata) => void;
  readonly logger: Logger;
}

export type SayHelloHandler = handleUnaryCall<HelloRequest | UnreadableRequest, HelloReply>;

/** A log line shows so much of a name. */
const loggedNameLength = 100;

/** SayHello as gRPC calls it: the greeting, the identity in front of it, one log line behind it. */
export function createSayHello(options: SayHelloOptions): SayHelloHandler {
  const { greeter, connections, identify, onIdentity, logger } = options;
  return (call, reply) => {
    if ('unreadable' in call.request) return reply({ code: status.UNKNOWN, details: '' });
    const connection = countCall(call, connections);
    const answer = greeter.greet(call.request.name);
    const identity = identify(connection, attemptOf(call));
    call.sendMetadata(identity);
    onIdentity(identity);
    reply(null, answer);
    logger.info(`Hello ${call.request.name.slice(0, loggedNameLength)} (call ${answer.count})`);
  };
}

/** Which attempt a proxy says this is; a caller can write anything there. */
function attemptOf(call: ServerUnaryCall<unknown, unknown>): string | undefined {
  const attempt = call.metadata.get('x-envoy-attempt-count')[0]?.toString();
  return attempt !== undefined && /^\d{1,4}$/.test(attempt) ? attempt : undefined;
}

function countCall(
  call: ServerUnaryCall<unknown, unknown>,
  connections: Connections,
): Connection | undefined {
  const connection = connections.find(call.getPeer());
  if (connection !== undefined) connection.calls += 1;
  return connection;
}
