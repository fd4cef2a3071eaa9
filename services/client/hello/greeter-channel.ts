import type { HelloReply } from '../../shared/proto/greeter.ts';
import type { HelloRequest } from '../../shared/proto/hello-request.ts';
import { type CallOptions, openUnaryChannel, type UnaryChannelSettings } from '../grpc/unary-channel.ts';

/** A channel to a Greeter. */
export interface GreeterChannel {
  /** @throws the grpc-js ServiceError of the call */
  sayHello(name: string, options: CallOptions): Promise<HelloReply>;
  close(): void;
}

/** Opens a channel; it dials at the first call. */
export function openChannel(settings: UnaryChannelSettings<HelloRequest, HelloReply>): GreeterChannel {
  const channel = openUnaryChannel(settings);
  return {
    sayHello: async (name, options) => (await channel.call({ name }, options)).reply,
    close: channel.close,
  };
}
