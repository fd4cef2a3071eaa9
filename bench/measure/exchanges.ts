import { once } from 'node:events';
import { type ClientHttp2Session, connect } from 'node:http2';

/** A prepared SayHello with the name `a`. */
export const request = Buffer.from([0, 0, 0, 0, 3, 10, 1, 97]);

export const path = '/helloworld.Greeter/SayHello';

/** @throws Error unless it is answered `Hello a` with the status 0 */
export async function sayHello(port: number): Promise<void> {
  const session = connect(`http://127.0.0.1:${port}`);
  try {
    await Promise.race([callOn(session), once(session, 'error').then(([error]) => Promise.reject(error))]);
  } finally {
    session.destroy();
  }
}

/** The same on a connection that is there. */
export async function callOn(session: ClientHttp2Session): Promise<void> {
  const stream = session.request({
    ...{ ':method': 'POST', ':path': path, 'content-type': 'application/grpc', te: 'trailers' },
  });
  const chunks: Buffer[] = [];
  let status: unknown;
  stream.on('trailers', (trailers) => {
    status = trailers['grpc-status'];
  });
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.end(request);
  await once(stream, 'close');
  const body = Buffer.concat(chunks);
  if (Number(status) !== 0 || !body.includes('Hello a')) {
    throw new Error(`SayHello was answered ${JSON.stringify(body.toString())} with the status ${status}.`);
  }
}

/** @throws Error unless a GET is answered 200 with that text */
export async function get(port: number, target: string, wanted: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}${target}`);
  const body = await response.text();
  if (response.status !== 200 || !body.includes(wanted))
    throw new Error(`${target} was answered ${response.status} ${body}.`);
}
