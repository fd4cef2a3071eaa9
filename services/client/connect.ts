import type { ChannelCredentials, ChannelOptions } from '@grpc/grpc-js';
import type { Output } from '../shared/logging/output.ts';
import type { CallMeter } from '../shared/ops/grpc-metrics.ts';
import { loadGreeter } from '../shared/proto/greeter.ts';
import { createChannelOptions } from './channel-options.ts';
import type { ClientConfig, LiveValues } from './config.ts';
import { ownConnection } from './grpc/unary-channel.ts';
import { openChannel } from './hello/greeter-channel.ts';
import { createGreetings, type Greetings, type RunJudge } from './hello/greetings.ts';
import { lookUpConfigured } from './report/look-up-backends.ts';
import { createTarget } from './target.ts';

export interface ConnectOptions {
  readonly config: ClientConfig;
  readonly credentials: ChannelCredentials;
  readonly settings: () => LiveValues;
  readonly meter: CallMeter;
  /** Gets the replies of runs. */
  readonly output: Output;
}

/** Makes greetings that go out over gRPC, as the settings say. */
export function connectGreetings(options: ConnectOptions): Greetings {
  const { config, credentials, settings, meter, output } = options;
  const method = loadGreeter().sayHello;
  const open = (channelOptions: ChannelOptions) =>
    openChannel({
      method,
      credentials,
      meter,
      target: createTarget(config.host, config.port),
      options: channelOptions,
    });
  const runOptions = { ...createChannelOptions(config, false), ...ownConnection };
  const sharedOptions = createChannelOptions(config, config.retry);
  return createGreetings({
    openRunChannel: () => open(runOptions),
    openSharedChannel: () => open(sharedOptions),
    settings,
    runTimeoutMs: config.runTimeoutMs,
    deadlineMs: config.deadlineMs,
    print: (message) => output.write(`${message}\n`),
    nowMs: Date.now,
    judgeRun: () => judgeOnceLoaded(config),
  });
}

/** What judges is loaded when the first run is traced. */
function judgeOnceLoaded({ loadBalancing, backendsHost, backendsCount }: ClientConfig): RunJudge {
  const judge = import('./report/judge-answers.ts').then(({ judgeAnswers }) =>
    judgeAnswers({
      policy: loadBalancing,
      lookUpBackends: () => lookUpConfigured(backendsHost),
      configuredBackends: backendsCount,
    }),
  );
  return {
    add: (answer) => void judge.then(({ add }) => add(answer)),
    verdict: async () => (await judge).verdict(),
  };
}
