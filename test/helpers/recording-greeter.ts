import type { TestContext } from 'node:test';
import { type Metadata, Server, ServerCredentials, type ServerUnaryCall } from '@grpc/grpc-js';
import { loadGreeter } from '../../services/shared/proto/greeter.ts';

/** A Greeter that keeps what came with every call. */
export interface RecordingGreeter {
  readonly port: number;
  readonly calls: readonly Readonly<Record<string, string>>[];
}

/** Starts one; it ends with the test. */
export async function startRecordingGreeter(t: TestContext): Promise<RecordingGreeter> {
  const { path, responseSerialize, requestDeserialize } = loadGreeter().served;
  const server = new Server();
  const calls: Record<string, string>[] = [];
  server.register(
    path,
    ({ metadata }: ServerUnaryCall<object, object>, reply: (error: null, value: object) => void) => {
      calls.push(asRecord(metadata));
      reply(null, { message: 'Hello', count: 1 });
    },
    responseSerialize as never,
    requestDeserialize as never,
    'unary',
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  t.after(() => server.forceShutdown());
  return { port, calls };
}

function asRecord(metadata: Metadata): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata.getMap()).map(([key, value]) => [key, String(value)]));
}
