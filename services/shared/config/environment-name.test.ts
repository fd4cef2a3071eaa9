import assert from 'node:assert/strict';
import test from 'node:test';
import { environmentNames } from './environment-name.ts';

for (const [property, ...replaced] of [
  ['numrequest', 'numrequest', 'NUMREQUEST'],
  ['quarkus.grpc.clients.hello.host', 'quarkus_grpc_clients_hello_host', 'QUARKUS_GRPC_CLIENTS_HELLO_HOST'],
  [
    'quarkus.grpc.clients."hello".load-balancing-policy',
    'quarkus_grpc_clients__hello__load_balancing_policy',
    'QUARKUS_GRPC_CLIENTS__HELLO__LOAD_BALANCING_POLICY',
  ],
  ['%dev.quarkus.http.port', '_dev_quarkus_http_port', '_DEV_QUARKUS_HTTP_PORT'],
  ['foo.bar[0].baz', 'foo_bar_0__baz', 'FOO_BAR_0__BAZ'],
  ['a."b"', 'a__b__', 'A__B__'],
  ['größe', 'gr__e', 'GR__E'],
] as const) {
  test(`${property} is looked for in the environment as it is, then as ${replaced.join(' and ')}`, () => {
    assert.deepEqual(environmentNames(property), [property, ...replaced]);
  });
}
