import { once } from 'node:events';
import { connect } from 'node:http2';
import { setTimeout as wait } from 'node:timers/promises';

/** One question and its answer. @throws Error when the answer is not the right one */
export type Exchange = () => Promise<void>;

/** A SayHello with the name `a`, by a bare HTTP/2 client. */
export function sayHello(port: number): Exchange {
  return async () => {
    const session = connect(`http://127.0.0.1:${port}`);
    const headers = { ':method': 'POST', 'content-type': 'application/grpc', te: 'trailers' };
    const stream = session.request({ ...headers, ':path': '/helloworld.Greeter/SayHello' });
    const trailers = once(stream, 'trailers');
    stream.resume().end(Buffer.from([0, 0, 0, 0, 3, 10, 1, 97]));
    const [{ 'grpc-status': status }] = await trailers;
    session.close();
    if (status !== '0') throw new Error(`SayHello was answered with the status ${status}.`);
  };
}

/** A GET that must be answered with 200. */
export function get(port: number, path: string): Exchange {
  return async () => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    await response.text();
    if (response.status !== 200) throw new Error(`${path} was answered with the status ${response.status}.`);
  };
}

/** Asks rather than knocks: a port of the system's choice can connect to itself. @throws Error after a minute */
export async function untilReady(httpPort: number): Promise<void> {
  const giveUpAtMs = performance.now() + 60_000;
  for (;;) {
    try {
      return await get(httpPort, '/q/health/ready')();
    } catch (error) {
      if (performance.now() > giveUpAtMs) throw error;
      await wait(5);
    }
  }
}
