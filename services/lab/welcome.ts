/** Where the parts of the lab listen. */
export interface LabPorts {
  readonly servers: readonly number[];
  readonly forwarder: number;
  readonly client: number;
}

/**
 * What a newcomer reads first: what runs, what to try, what to expect.
 * @param tracesUrl where Jaeger shows what was traced
 */
export function welcome({ servers, forwarder, client }: LabPorts, tracesUrl?: string): string {
  const traces = tracesUrl === undefined ? '' : `\n  traces       ${tracesUrl}`;
  return `
  l1, l2, l3   Greeter servers on 127.0.0.1, ports ${servers.join(', ')}
  forwarder    127.0.0.1:${forwarder}, picks one server for each connection, as Kubernetes does
  client       http://localhost:${client}${traces}

  Try          curl localhost:${client}/hello/grpc
  You will see "Hello", and below the lines of the server that was called 25 times: one and the same,
               because a gRPC client keeps to its connection. The next curl makes a new one and may
               find another server.
  Then         curl localhost:${client}/hello/report                      PINNED, and why
               curl 'localhost:${client}/hello/report?policy=round_robin'  BALANCED, and why
               http://localhost:${client}                                 the same in a browser
  Ctrl-C       ends all of it.

`;
}
