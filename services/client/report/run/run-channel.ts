import type { CallParent } from '../../../shared/telemetry/tracing.ts';
import type { ChannelFacts } from '../schema/channel.ts';
import type { ChannelMode, Dial, Policy } from '../schema/run.ts';

/** A channel that tells what it does. */
export interface ObservedChannel<Reply> {
  call(index: number, context: CallContext): Promise<Reply>;
  /** What it does from now on. */
  watch(): { observations(): Readonly<ChannelFacts>; connectionNow(): number; stop(): void };
  /** Whether it can connect to nothing and waits before it tries again. */
  isFailing(): boolean;
  close(): void;
}

/** What the calls of one run share. */
interface CallContext {
  readonly name: string;
  readonly signal: AbortSignal;
  readonly headers: Readonly<Record<string, string>>;
  /** The span that calls belong to. */
  readonly parent?: CallParent | undefined;
}

/** How a channel is opened; nothing is dialled before its first call. */
export interface ChannelChoice {
  readonly policy: Policy;
  readonly dial: Dial;
}

export type OpenChannel<Reply> = (choice: ChannelChoice) => ObservedChannel<Reply>;

/** The channel, or channels, of one run. */
export interface RunChannel<Reply> {
  call(index: number): Promise<Reply>;
  facts(): ChannelFacts;
  /** The number of the connection that a call begun now will take; null where each call has its own. */
  connectionNow(): number | null;
  /** The run is over. */
  release(): void;
}

/** Gives runs their channels, and keeps the shared ones. */
export interface RunChannels<Reply> {
  take(mode: ChannelMode, choice: ChannelChoice, context: CallContext): RunChannel<Reply>;
  /** Closes the shared channels. */
  close(): void;
}

export function createRunChannels<Reply>(open: OpenChannel<Reply>): RunChannels<Reply> {
  const shared = new Map<string, ObservedChannel<Reply>>();

  function sharedChannel(choice: ChannelChoice): ObservedChannel<Reply> {
    const key = `${choice.policy} ${choice.dial}`;
    const kept = shared.get(key);
    // After an outage gRPC waits longer and longer before it connects again; a new channel tries at once.
    if (kept !== undefined && !kept.isFailing()) return kept;
    kept?.close();
    const channel = open(choice);
    shared.set(key, channel);
    return channel;
  }

  return {
    take(mode, choice, context) {
      if (mode === 'per-call') return channelPerCall(() => open(choice), context);
      const channel = mode === 'shared' ? sharedChannel(choice) : open(choice);
      const watch = channel.watch();
      return {
        call: (index) => channel.call(index, context),
        facts: watch.observations,
        connectionNow: watch.connectionNow,
        release() {
          watch.stop();
          if (mode === 'fresh') channel.close();
        },
      };
    },
    close() {
      for (const channel of shared.values()) channel.close();
      shared.clear();
    },
  };
}

/** Dials for each call anew, and adds up what all those channels saw. */
function channelPerCall<Reply>(open: () => ObservedChannel<Reply>, context: CallContext): RunChannel<Reply> {
  let facts: ChannelFacts = { connections: 0, addresses: [], errors: [] };
  return {
    async call(index) {
      const channel = open();
      const watch = channel.watch();
      try {
        return await channel.call(index, context);
      } finally {
        facts = addFacts(facts, watch.observations());
        channel.close();
      }
    },
    facts: () => facts,
    connectionNow: () => null,
    release: () => undefined,
  };
}

function addFacts(sum: ChannelFacts, { connections, addresses, errors }: ChannelFacts): ChannelFacts {
  return {
    connections: (sum.connections ?? 0) + (connections ?? 0),
    addresses: addresses.length > 0 ? addresses : sum.addresses,
    errors: [...new Set([...sum.errors, ...errors])].slice(0, 5),
  };
}
