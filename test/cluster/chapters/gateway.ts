import assert from 'node:assert/strict';
import { madeOutside } from '../clean-up.ts';
import { commands } from '../commands.ts';
import { shell } from '../shell.ts';
import { until, type Walk } from '../walk.ts';

/** Step 8 of the article: in from outside the cluster, with a client certificate. */
export async function walkGateway(walk: Walk): Promise<void> {
  for (const command of [
    commands.authority,
    commands.gatewayRequest,
    commands.gatewayCertificate,
    commands.callerRequest,
    commands.callerCertificate,
  ])
    await walk.look(command);
  await walk.run(commands.secret);
  madeOutside('-n istio-system secret istio-ingressgateway-certs');
  await walk.helm(commands.gateway);

  const forward = walk.meanwhile(commands.forward);
  try {
    await until('the gateway answers', async () => (await shell(commands.grpcurl)).status === 0);
    const answer = await walk.run(commands.grpcurl);
    assert.match(answer, /"message": "Hello test"/);
    assert.match(answer, /^server: istio-envoy$/m);
    assert.match(answer, /^x-envoy-upstream-service-time: \d+$/m);
    const anonymous = await walk.fails(commands.grpcurl.replace(/ --cert \S+ --key \S+/, ''));
    assert.match(anonymous, /certificate/i, 'Who shows no certificate is turned away.');
  } finally {
    forward.stop();
  }
  // The gateway took nothing from the calls inside the mesh.
  await walk.report('', 'BALANCED');
}
