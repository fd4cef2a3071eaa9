import { type ChannelCredentials, type ChannelOptions, type ServiceError, status } from '@grpc/grpc-js';
import type { CallMeter } from '../../shared/ops/grpc-metrics.ts';
import type { HelloReply, SayHelloMethod } from '../../shared/proto/greeter.ts';
import type { CancelGroup } from '../grpc/cancel-group.ts';
import { createChannelObserver } from '../grpc/channel-observer.ts';
import { observedBy } from '../grpc/observed-policy.ts';
import { openUnaryChannel, ownConnection, type UnaryAnswer } from '../grpc/unary-channel.ts';
import { type Answerer, cleanText, createAnswererReader, cutText } from './run/answerer.ts';
import type { ChannelChoice, ObservedChannel } from './run/run-channel.ts';
import type { CallFailure } from './run/series.ts';

export type GreeterAnswer = UnaryAnswer<HelloReply>;

export interface GreeterRunSettings {
  readonly method: SayHelloMethod;
  readonly credentials: ChannelCredentials;
  readonly options: ChannelOptions;
  readonly targetOf: (choice: ChannelChoice) => string;
  /** Limit for one call. */
  readonly callTimeoutMs: number;
  /** Counts and times the calls. */
  readonly meter?: CallMeter | undefined;
  readonly inFlight: CancelGroup;
  readonly nowMs: () => number;
}

/** Opens channels for runs that call the Greeter: a run's number is put behind its name. */
export function openGreeterChannel(
  { method, credentials, options, targetOf, callTimeoutMs, meter, inFlight, nowMs }: GreeterRunSettings,
  choice: ChannelChoice,
): ObservedChannel<GreeterAnswer> {
  const observer = createChannelObserver();
  const channel = openUnaryChannel({
    method,
    credentials,
    meter,
    inFlight,
    target: targetOf(choice),
    options: { ...options, ...ownConnection, ...observedBy(observer, choice.policy) },
  });
  return {
    call: (index, { name, ...context }) =>
      channel.call({ name: `${name}${index}` }, { ...context, deadlineMs: nowMs() + callTimeoutMs }),
    watch: observer.watch,
    isFailing: channel.isFailing,
    close: channel.close,
  };
}

/** Makes a reader of who answered. */
export function createGreeterIdentify(): (answer: GreeterAnswer) => Answerer {
  const read = createAnswererReader();
  return ({ headers, peer }) => read((name) => headers.get(name)[0]?.toString(), peer);
}

/** Puts a failed call into words that may be shown. */
export function explainFailure(error: Error | ServiceError): CallFailure {
  if (!('code' in error && 'metadata' in error))
    return { status: 'UNKNOWN', message: cleanMessage(error.message), isOverloaded: false, proxy: null };
  const { code, details, metadata } = error;
  return {
    status: status[code] ?? String(code),
    message: cleanMessage(details),
    isOverloaded: metadata.get('x-envoy-overloaded')[0] === 'true',
    proxy: cleanText(metadata.get('server')[0]?.toString()),
  };
}

/** So much of a message is shown; grpc-js appends what it tried, which can be long. */
const mostCharacters = 300;

function cleanMessage(message: string): string {
  const visible = message
    .slice(0, mostCharacters * 2)
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    // What differs from call to call would make one failure look like many.
    .replace(/ \(\d{4}-\d\d-\d\dT[\d:.]+Z\)/g, '')
    .replace(/(?<=^Deadline exceeded.*)(?: after|,[\w ]+:) [\d.]+s/g, '')
    .replace(/ Resolution note:\s*$/, '')
    .trim();
  return cutText(visible, mostCharacters);
}
