import Type, { type Static } from 'typebox';
import { count, known, oneOfWords, text } from '../schema/fields.ts';

const numbers = {
  connectionsOpened: known(
    count('How many connections to backends the proxy opened; attempts that failed do not count.'),
  ),
  requests: known(count('How many requests it sent to backends; each retry that reached one counts.')),
  overflows: known(count('How many calls it refused because a limit of the connection pool was reached.')),
  retries: known(count('How many requests it repeated.')),
  ejections: known(count('How many times it took a backend out because of its failures.')),
  tlsErrors: known(count('How many connections to backends failed in the TLS handshake.')),
};

const proxyClusterSchema = Type.Object({
  name: text('The cluster as the proxy calls it, such as `outbound|9000|v1|grpc.grpc.svc.cluster.local`.'),
  ...numbers,
});

const proxyEndpointSchema = Type.Object({
  address: text('Where the proxy reaches it, as `ip:port`.'),
  clusters: Type.Array(Type.String(), { description: 'The clusters that it belongs to.' }),
  requests: known(count('How many requests the proxy sent to it; null when it was gone at the end.')),
  connections: known(count('How many connections it opened to it; null when it was gone at the end.')),
  healthy: Type.Boolean({ description: 'Whether the proxy held it fit for calls at the end of the run.' }),
  zone: known(text('The zone it is in, where the proxy was told.')),
  replies: known(count('How many replies named its address; null when they do not tell.')),
});

/** What the proxy beside the client did during a run. */
export const proxyInsightSchema = Type.Object(
  {
    ...numbers,
    note: known(text('Why numbers are missing, and what makes the proxy tell them.')),
    clusters: Type.Array(proxyClusterSchema, { description: 'The same by cluster; the busiest first.' }),
    endpoints: Type.Array(proxyEndpointSchema, { description: 'The same by backend; the busiest first.' }),
    forwards: known(
      oneOfWords(
        ['calls', 'bytes'],
        'Whether the proxy sees calls and balances them, or only connections, as for a port that is plain TCP to the mesh; null when nothing tells.',
      ),
    ),
    agrees: known(
      Type.Boolean({ description: 'Whether the proxy counted per endpoint what the replies say.' }),
    ),
    agreement: text('The same in a sentence.'),
  },
  { description: 'What the proxy of this client, such as an Istio sidecar, counted during the run.' },
);

export type ProxyInsight = Static<typeof proxyInsightSchema>;
export type ProxyCluster = Static<typeof proxyClusterSchema>;
export type ProxyEndpoint = Static<typeof proxyEndpointSchema>;
