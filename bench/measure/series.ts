import { connect } from 'node:http2';
import { credentials } from '@grpc/grpc-js';
import { createChannelOptions } from '../../services/client/channel-options.ts';
import { readCommandConfig } from '../../services/client/command/command-config.ts';
import { ownConnection } from '../../services/client/grpc/unary-channel.ts';
import { type GreeterChannel, openChannel } from '../../services/client/hello/greeter-channel.ts';
import { loadGreeter } from '../../services/shared/proto/greeter.ts';
import { callOn } from './exchanges.ts';

/** A way to make so many calls, one after the other. */
export interface Series {
  readonly name: string;
  run(calls: number): Promise<void>;
  close(): void;
}

/** The ways that are compared: the client's own channels, and a bare HTTP/2 session. The first is the anchor. */
export function seriesTo(port: number): Series[] {
  const keptSession = connect(`http://127.0.0.1:${port}`);
  const keptChannel = openTo(port);
  const nothing = () => undefined;
  return [
    {
      name: 'bare node:http2, kept session',
      run: (calls) => repeat(calls, () => callOn(keptSession)),
      close: () => keptSession.close(),
    },
    {
      name: 'bare node:http2, fresh session',
      async run(calls) {
        const session = connect(`http://127.0.0.1:${port}`);
        await repeat(calls, () => callOn(session));
        session.close();
      },
      close: nothing,
    },
    {
      name: 'kept channel',
      run: (calls) => withSignal((signal) => repeat(calls, () => greet(keptChannel, signal))),
      close: keptChannel.close,
    },
    {
      name: 'fresh channel',
      async run(calls) {
        const channel = openTo(port);
        await withSignal((signal) => repeat(calls, () => greet(channel, signal)));
        channel.close();
      },
      close: nothing,
    },
    {
      name: 'a channel for each call',
      run: (calls) =>
        repeat(calls, async () => {
          const channel = openTo(port);
          await withSignal((signal) => greet(channel, signal));
          channel.close();
        }),
      close: nothing,
    },
  ];
}

function openTo(port: number): GreeterChannel {
  const { config } = readCommandConfig({
    ...{ systemProperties: new Map(), environment: {}, workingDirectory: '/' },
  });
  return openChannel({
    method: loadGreeter().sayHello,
    target: `127.0.0.1:${port}`,
    credentials: credentials.createInsecure(),
    options: { ...createChannelOptions(config, false), ...ownConnection },
  });
}

async function greet(channel: GreeterChannel, signal: AbortSignal): Promise<void> {
  const { message } = await channel.sayHello('a', { deadlineMs: Date.now() + 30_000, signal, headers: {} });
  if (message !== 'Hello a') throw new Error(`SayHello was answered "${message}".`);
}

/** As a request of the client's has: one for all of its calls. */
function withSignal(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  return work(new AbortController().signal);
}

async function repeat(times: number, work: () => Promise<void>): Promise<void> {
  for (let index = 0; index < times; index += 1) await work();
}
