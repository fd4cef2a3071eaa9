import type { TestContext } from 'node:test';
import { Metadata, Server, ServerCredentials } from '@grpc/grpc-js';
import { loadGreeter } from '../../services/shared/proto/greeter.ts';

/** A Greeter that is not this project's. */
export interface AnyGreeter {
  readonly port: number;
  /** How many calls are in it now, and how many were at most. */
  readonly inFlight: { now: number; most: number };
  /** How many calls came, and how many of them were cancelled. */
  readonly calls: { begun: number; cancelled: number };
}

export interface AnyGreeterOptions {
  /** The headers of the answer to the call of that number. */
  readonly headers?: (index: number) => Readonly<Record<string, string>>;
  /** How long an answer takes. */
  readonly takesMs?: number;
  /** What calls fail with. */
  readonly failure?: { readonly code: number; readonly details: string };
  /** Which calls fail; all of them unless it says otherwise. */
  readonly failsAt?: (index: number) => boolean;
}

/** Starts one; it ends with the test. */
export async function startAnyGreeter(
  t: TestContext,
  { headers = () => ({}), takesMs = 0, failure, failsAt = () => true }: AnyGreeterOptions = {},
): Promise<AnyGreeter> {
  const { path, responseSerialize, requestDeserialize } = loadGreeter().served;
  const inFlight = { now: 0, most: 0 };
  const calls = { begun: 0, cancelled: 0 };
  const server = new Server();
  const answer = (
    call: { sendMetadata(metadata: Metadata): void; on(event: 'cancelled', listener: () => void): unknown },
    reply: (error: object | null, value?: object) => void,
  ) => {
    const metadata = new Metadata();
    const index = calls.begun;
    for (const [key, value] of Object.entries(headers(index))) metadata.set(key, value);
    calls.begun += 1;
    inFlight.now += 1;
    inFlight.most = Math.max(inFlight.most, inFlight.now);
    let isOver = false;
    const end = () => {
      inFlight.now -= isOver ? 0 : 1;
      isOver = true;
    };
    call.on('cancelled', () => {
      calls.cancelled += 1;
      clearTimeout(answering);
      end();
    });
    const answering = setTimeout(() => {
      if (isOver) return;
      end();
      if (failure !== undefined && failsAt(index)) return reply(failure);
      call.sendMetadata(metadata);
      reply(null, { message: 'Hello', count: 1 });
    }, takesMs);
  };
  server.register(path, answer as never, responseSerialize as never, requestDeserialize as never, 'unary');
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  t.after(() => server.forceShutdown());
  return { port, inFlight, calls };
}
