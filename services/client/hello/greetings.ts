import type { CallAnswer, RequestParent } from '../../shared/telemetry/tracing.ts';
import type { GreeterChannel } from './greeter-channel.ts';
import { runHello } from './run-hello.ts';

/** What a greeting is given by the request it is for. */
export interface GreetingContext {
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
  /** The span that calls belong to. */
  readonly parent?: RequestParent | undefined;
}

/** The three ways of the original to greet. */
export interface Greetings {
  /** Makes all calls of a run over a connection of its own. */
  run(context: GreetingContext): Promise<string>;
  /** Makes one call over the connection that all such greetings share. */
  greet(name: string, context: GreetingContext): Promise<string>;
  /** Closes the shared connection. */
  close(): void;
}

export interface GreetingsOptions {
  readonly openRunChannel: () => GreeterChannel;
  readonly openSharedChannel: () => GreeterChannel;
  /** Read anew for every run. */
  readonly settings: () => { readonly requests: number; readonly namePrefix: string };
  readonly runTimeoutMs: number;
  /** Limit for one call of `greet`. */
  readonly deadlineMs: number | undefined;
  /** Prints a line. */
  readonly print: (message: string) => void;
  readonly nowMs: () => number;
  /** Begins to judge a run by its answers; only for runs that are traced. */
  readonly judgeRun: () => RunJudge;
}

/** Tells in a word how calls were spread. */
export interface RunJudge {
  add(answer: CallAnswer): void;
  verdict(): Promise<string>;
}

/** Builds the greetings; nothing is dialled yet. */
export function createGreetings(options: GreetingsOptions): Greetings {
  const { openRunChannel, openSharedChannel, settings, runTimeoutMs, deadlineMs, print, nowMs, judgeRun } =
    options;
  let shared: GreeterChannel | undefined;
  return {
    async run(context) {
      const runDeadlineMs = nowMs() + runTimeoutMs;
      const channel = openRunChannel();
      const { requests, namePrefix } = settings();
      const judge = context.parent && judgeRun();
      const parent = context.parent?.beginRun(judge?.add);
      try {
        const sayHello = (name: string) =>
          channel.sayHello(name, { ...context, parent, deadlineMs: runDeadlineMs });
        await runHello({ requests, namePrefix, sayHello, print });
        return 'Hello';
      } finally {
        channel.close();
        // The answer waits for neither of them.
        void judge?.verdict().then(
          (verdict) => parent?.end({ requests, verdict }),
          () => parent?.end({ requests }),
        );
      }
    },
    async greet(name, context) {
      shared ??= openSharedChannel();
      const callDeadlineMs = deadlineMs === undefined ? Number.POSITIVE_INFINITY : nowMs() + deadlineMs;
      const { message, count } = await shared.sayHello(name, { ...context, deadlineMs: callDeadlineMs });
      return `${message}! HelloWorldService has been called ${count} number of times.`;
    },
    close: () => shared?.close(),
  };
}
