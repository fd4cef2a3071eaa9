/** Who answered, as the answer itself says. Nothing in it is trusted: texts are cut and cleaned. */
export interface Backend {
  /** The pod or process; without one, the address it was reached at. */
  readonly name: string;
  readonly version: string | null;
  readonly node: string | null;
  readonly zone: string | null;
  readonly address: string | null;
  /** Whether the name is one that the backend gave itself, and not the address that was dialled. */
  readonly isNamed: boolean;
}

/** What one answer tells beside its message. */
export interface Answerer {
  readonly backend: Backend;
  /** The n-th connection that the backend accepted. */
  readonly connection: number | null;
  /** Which attempt of a proxy this was; null without a proxy that counts them. */
  readonly attempt: number | null;
  /** What calls itself the server, such as `istio-envoy`; null without a proxy in between that says so. */
  readonly proxy: string | null;
}

/** Gives the value of a header of an answer. */
export type ReadHeader = (name: string) => string | undefined;

/**
 * Makes a reader of answers for one run. Backends that are the same are the same object, so that a long run does not
 * fill the memory, and what was cleaned once is not cleaned again.
 */
export function createAnswererReader(): (read: ReadHeader, peer: string) => Answerer {
  const backends = new Map<string, Backend>();
  const proxies = new Map<string, string | null>();

  function backendOf(read: ReadHeader, peer: string): Backend {
    const given = [peer, ...identityHeaders.map((name) => read(name)?.slice(0, mostExamined))];
    const key = given.join('\n');
    let backend = backends.get(key);
    if (backend === undefined) {
      backend = describeBackend(given);
      backends.set(key, backend);
    }
    return backend;
  }

  function proxyOf(server: string | undefined): string | null {
    if (server === undefined) return null;
    const known = proxies.get(server);
    if (known !== undefined || proxies.size >= mostProxies) return known ?? null;
    const proxy = cleanText(server);
    proxies.set(server, proxy);
    return proxy;
  }

  return (read, peer) => ({
    backend: backendOf(read, peer),
    connection: numberBefore(read('hello-connection'), '/'),
    attempt: numberBefore(read('hello-attempt'), ''),
    proxy: proxyOf(read('server')),
  });
}

const identityHeaders = ['hello-pod', 'hello-version', 'hello-node', 'hello-zone', 'hello-address'] as const;

/** So many different words in `server` are kept. */
const mostProxies = 10;

function describeBackend([peer, pod, ...rest]: readonly (string | undefined)[]): Backend {
  const [version = null, node = null, zone = null, address = null] = rest.map(cleanText);
  const own = cleanText(pod) ?? address;
  return { name: own ?? cleanText(peer) ?? 'unknown', version, node, zone, address, isNamed: own !== null };
}

/** So much of a text is shown. */
const mostCharacters = 100;
/** … and so much looked at, before what cannot be shown is taken out. */
const mostExamined = 400;

/** Takes out what can steer a terminal or reverse a line, and cuts what is too long. */
export function cleanText(given: string | undefined): string | null {
  if (given === undefined) return null;
  const visible = given
    .slice(0, mostExamined)
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\uFFFD')
    .trim();
  return visible === '' ? null : cutText(visible, mostCharacters);
}

/** Cuts a text that is too long, though never within a character. */
export function cutText(given: string, most: number): string {
  return given.length > most ? `${given.slice(0, most).replace(/\p{Cs}$/u, '')}…` : given;
}

function numberBefore(given: string | undefined, end: string): number | null {
  const [, digits] = /^(\d{1,9})(.?)/.exec(given ?? '') ?? [];
  if (digits === undefined || given?.[digits.length] !== (end === '' ? undefined : end)) return null;
  return Number(digits);
}
