import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sayHello } from './exchanges.ts';
import { type Program, type ProgramOptions, startProgram } from './programs.ts';

const project = join(__dirname, '../..');

/** The built files. */
export const dist = join(project, 'dist');

export const anchors = {
  empty: join(project, 'bench/anchors/empty.cjs'),
  bareHttp2: join(project, 'bench/anchors/bare-http2.cjs'),
  grpcJs: join(project, 'bench/anchors/grpc-js.cjs'),
  tellHeap: join(project, 'bench/anchors/tell-heap.cjs'),
};

/** Settings as arguments. */
export function definitions(settings: Readonly<Record<string, string | number>>): string[] {
  return Object.entries(settings).map(([key, value]) => `-D${key}=${value}`);
}

/** Settings of a server on those ports. */
export function serverSettings(ports: { readonly grpc: number; readonly http: number }) {
  return { 'quarkus.grpc.server.port': ports.grpc, 'quarkus.http.port': ports.http };
}

/** Settings of a client that calls that port. */
export function clientSettings(ports: { readonly grpc: number; readonly http: number }) {
  return {
    'quarkus.http.port': ports.http,
    'quarkus.grpc.clients.hello.host': '127.0.0.1',
    'quarkus.grpc.clients.hello.port': ports.grpc,
    numrequest: 1,
    teststring: 'a',
  };
}

/** Makes no log line for each call. */
export const silentCalls = { 'quarkus.log.category."hello.server.Greeter".level': 'WARN' };

/** Tries until it succeeds. @throws the last error after a minute */
export async function untilAnswered(exchange: () => Promise<void>): Promise<void> {
  const giveUpAtMs = performance.now() + 60_000;
  for (;;) {
    try {
      return await exchange();
    } catch (error) {
      if (performance.now() > giveUpAtMs) throw error;
      await wait(1);
    }
  }
}

let lastPort = 20_000 + (process.pid % 1000) * 10;

/** A port that nobody has; below those that the system chooses for connections, which could be their own. */
export async function nextPort(): Promise<number> {
  lastPort = lastPort >= 32_000 ? 20_001 : lastPort + 1;
  const server = createServer().listen(lastPort);
  const isFree = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (!isFree) return nextPort();
  server.close();
  await once(server, 'close');
  return lastPort;
}

/** A server that answers. */
export interface BenchServer extends Program {
  readonly port: number;
  readonly httpPort: number;
}

/** Starts the built server, or with `bare` the anchor, and waits until it answers. */
export async function startBenchServer(
  options: ProgramOptions & {
    readonly node?: string;
    readonly bare?: boolean;
    readonly flags?: readonly string[];
    readonly settings?: Readonly<Record<string, string | number>>;
  } = {},
): Promise<BenchServer> {
  const { node = process.execPath, bare = false, flags = [], settings = silentCalls } = options;
  const [port, httpPort] = [await nextPort(), await nextPort()];
  const words = bare
    ? [anchors.bareHttp2, String(port)]
    : [
        join(dist, 'server.js'),
        ...definitions({ ...serverSettings({ grpc: port, http: httpPort }), ...settings }),
      ];
  const program = startProgram([node, ...flags, ...words], options);
  await untilAnswered(() => sayHello(port));
  return { ...program, port, httpPort };
}
