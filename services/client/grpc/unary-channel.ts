import {
  type ChannelCredentials,
  type ChannelOptions,
  Client,
  connectivityState,
  Metadata,
  type MethodDefinition,
  type ServiceError,
  status,
} from '@grpc/grpc-js';
import { toError } from '../../shared/errors/to-error.ts';
import type { CallMeter } from '../../shared/ops/grpc-metrics.ts';
import type { CallParent } from '../../shared/telemetry/tracing.ts';
import { type CancelGroup, createCancelGroup } from './cancel-group.ts';
import { followCall } from './follow-call.ts';

/** What one call is given. */
export interface CallOptions {
  /** When the call must be over, in milliseconds since 1970; Infinity for no limit. */
  readonly deadlineMs: number;
  /** Cancels the call. */
  readonly signal: AbortSignal;
  /** Headers to send along. */
  readonly headers: Readonly<Record<string, string>>;
  /** The span that the call belongs to. */
  readonly parent?: CallParent | undefined;
}

/** What a call was answered. */
export interface UnaryAnswer<Reply> {
  readonly reply: Reply;
  /** The headers in front of the reply. */
  readonly headers: Metadata;
  /** The address that the call went to, as the channel dialled it. */
  readonly peer: string;
}

/** A channel for the calls of one unary method. */
export interface UnaryChannel<Request, Reply> {
  /** @throws the grpc-js ServiceError of the call */
  call(request: Request, options: CallOptions): Promise<UnaryAnswer<Reply>>;
  /** Whether it can connect to nothing and waits before it tries again. */
  isFailing(): boolean;
  close(): void;
}

export interface UnaryChannelSettings<Request, Reply> {
  readonly method: MethodDefinition<Request, Reply>;
  readonly target: string;
  readonly credentials: ChannelCredentials;
  readonly options: ChannelOptions;
  /** Counts and times the calls. */
  readonly meter?: CallMeter | undefined;
  /** Cancels calls whose signal aborts; worth sharing between channels whose calls have the same signal. */
  readonly inFlight?: CancelGroup;
}

/** Opens a channel; it dials at the first call. */
export function openUnaryChannel<Request, Reply>({
  method,
  target,
  credentials,
  options,
  meter,
  inFlight = createCancelGroup(),
}: UnaryChannelSettings<Request, Reply>): UnaryChannel<Request, Reply> {
  const client = new Client(target, credentials, options);
  return {
    call: (request, { deadlineMs, signal, headers, parent }) =>
      new Promise((resolve, reject) => {
        const followed = followCall({ meter, parent }, { path: method.path, target, headers });
        let answered = noHeaders;
        const endWith = (error: ServiceError | Error | null, peer: string) =>
          followed.end({
            ...outcomeOf(error),
            peer,
            header: (name) => answered.get(name)[0]?.toString(),
          });
        try {
          const call = client.makeUnaryRequest(
            method.path,
            method.requestSerialize,
            method.responseDeserialize,
            request,
            metadataOf(followed.headers),
            { deadline: deadlineMs },
            (error, reply) => {
              inFlight.remove(signal, call);
              endWith(error, call.getPeer());
              if (error !== null || reply === undefined)
                reject(error ?? new Error('The call ended without a reply.'));
              else resolve({ reply, headers: answered, peer: call.getPeer() });
            },
          );
          call.on('metadata', (metadata: Metadata) => {
            answered = metadata;
          });
          inFlight.add(signal, call);
        } catch (thrown) {
          // A channel that was closed takes no call.
          const error = toError(thrown);
          endWith(error, '');
          reject(error);
        }
      }),
    isFailing: () => client.getChannel().getConnectivityState(false) === connectivityState.TRANSIENT_FAILURE,
    close: () => client.close(),
  };
}

/** A connection of its own, even while another channel to the same target is open (grpc-node#1642). */
export const ownConnection: ChannelOptions = { 'grpc.use_local_subchannel_pool': 1 };

const noHeaders = new Metadata();

/** A server can send any number for a status. */
function outcomeOf(error: ServiceError | Error | null): { status: string; message: string } {
  if (error === null) return { status: 'OK', message: '' };
  if (!('code' in error)) return { status: 'UNKNOWN', message: error.message };
  return { status: status[error.code] ?? 'UNKNOWN', message: error.details };
}

function metadataOf(headers: Readonly<Record<string, string>>): Metadata {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(headers)) metadata.set(key, value);
  return metadata;
}
