import { type ChannelCredentials, type ChannelOptions, Client, Metadata } from '@grpc/grpc-js';
import type { HelloReply, SayHelloMethod } from '../../shared/proto/greeter.ts';

/** What one call is given. */
interface CallOptions {
  /** When the call must be over, in milliseconds since 1970; Infinity for no limit. */
  readonly deadlineMs: number;
  /** Cancels the call. */
  readonly signal: AbortSignal;
  /** Headers to send along. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A channel to a Greeter. */
export interface GreeterChannel {
  /** @throws the grpc-js ServiceError of the call */
  sayHello(name: string, options: CallOptions): Promise<HelloReply>;
  close(): void;
}

export interface ChannelSettings {
  readonly method: SayHelloMethod;
  readonly target: string;
  readonly credentials: ChannelCredentials;
  readonly options: ChannelOptions;
}

/** Opens a channel; it dials at the first call. */
export function openChannel({ method, target, credentials, options }: ChannelSettings): GreeterChannel {
  const client = new Client(target, credentials, options);
  return {
    sayHello: (name, { deadlineMs, signal, headers }) =>
      new Promise((resolve, reject) => {
        const call = client.makeUnaryRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          { name },
          metadataOf(headers),
          { deadline: deadlineMs },
          (error, reply) => {
            signal.removeEventListener('abort', cancel);
            if (error !== null || reply === undefined)
              reject(error ?? new Error('The call ended without a reply.'));
            else resolve(reply);
          },
        );
        function cancel(): void {
          call.cancel();
        }
        signal.addEventListener('abort', cancel);
        if (signal.aborted) cancel();
      }),
    close: () => client.close(),
  };
}

/** A connection of its own, even while another channel to the same target is open (grpc-node#1642). */
export const ownConnection: ChannelOptions = { 'grpc.use_local_subchannel_pool': 1 };

function metadataOf(headers: Readonly<Record<string, string>>): Metadata {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(headers)) metadata.set(key, value);
  return metadata;
}
