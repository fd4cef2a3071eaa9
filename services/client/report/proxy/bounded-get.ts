import { type ClientRequest, get, type IncomingMessage } from 'node:http';

export interface Bounds {
  /** How long the whole answer may take. */
  readonly timeoutMs: number;
  /** How large it may be. */
  readonly maxBytes: number;
}

/**
 * Reads JSON from a server that nothing is known about.
 * @returns undefined for whatever is not JSON with status 200 within the bounds; redirects are not followed
 */
export async function getJson(url: URL, { timeoutMs, maxBytes }: Bounds): Promise<unknown> {
  // No agent: a connection of its own, so that nothing of a stranger stays behind.
  const request = get(url, { agent: false, signal: AbortSignal.timeout(timeoutMs) });
  try {
    const response = await responseTo(request);
    return response.statusCode === 200 ? JSON.parse(await readText(response, maxBytes)) : undefined;
  } catch {
    return undefined;
  } finally {
    request.destroy();
  }
}

/** A connection that changes its protocol is closed without an error. */
function responseTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve).on('error', reject);
    request.on('close', () => reject(new Error('The connection was closed before an answer.')));
  });
}

async function readText(response: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Error(`The answer has more than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
