import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import test from 'node:test';
import { promisify } from 'node:util';
import { startTestServer } from './helpers/services.ts';

const isMissing = spawnSync('grpcurl', ['--version']).error !== undefined;
const skip = isMissing && process.env.CI !== 'true' ? 'grpcurl is not on this machine' : false;

async function grpcurl(...given: string[]): Promise<string> {
  return (await promisify(execFile)('grpcurl', ['-plaintext', ...given])).stdout;
}

test('grpcurl needs no proto file', { skip }, async (t) => {
  const { grpcPort } = await startTestServer(t, { 'hello.pod': 'grpc-v1-abc' });
  const address = `127.0.0.1:${grpcPort}`;

  await t.test('lists the services', async () => {
    assert.equal(await grpcurl(address, 'list'), 'grpc.health.v1.Health\nhelloworld.Greeter\n');
  });

  await t.test('describes the Greeter', async () => {
    assert.match(
      await grpcurl(address, 'describe', 'helloworld.Greeter'),
      /rpc SayHello \( \.helloworld\.HelloRequest \) returns \( \.helloworld\.HelloReply \);/,
    );
  });

  await t.test('calls SayHello and shows who answered', async () => {
    const output = await grpcurl('-v', '-d', '{"name":"neo"}', address, 'helloworld.Greeter/SayHello');
    assert.match(output, /"message": "Hello neo"/);
    assert.match(output, /^hello-pod: grpc-v1-abc$/m);
  });

  for (const [service, status] of [
    ['', 'SERVING'],
    ['helloworld.Greeter', 'SERVING'],
    ['nope', undefined],
  ] as const) {
    await t.test(`the health of "${service}" is ${status ?? 'UNKNOWN'}`, async () => {
      const question = JSON.stringify({ service });
      const answer = JSON.parse(await grpcurl('-d', question, address, 'grpc.health.v1.Health/Check'));
      assert.equal(answer.status, status);
    });
  }

  await t.test('health can be listed', async () => {
    const { statuses } = JSON.parse(await grpcurl(address, 'grpc.health.v1.Health/List'));
    assert.deepEqual(statuses['helloworld.Greeter'], { status: 'SERVING' });
  });
});

for (const version of ['v1', 'v1alpha']) {
  test(`reflection ${version} lists both services and knows the file of the Greeter`, { skip }, async (t) => {
    const { grpcPort } = await startTestServer(t);
    const folder = 'node_modules/@grpc/reflection/build/proto';
    const proto = ['-import-path', folder, '-proto', `grpc/reflection/${version}/reflection.proto`];
    const ask = async (question: object) => {
      const method = `grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`;
      return JSON.parse(
        await grpcurl(...proto, '-d', JSON.stringify(question), `127.0.0.1:${grpcPort}`, method),
      );
    };
    const { listServicesResponse } = await ask({ list_services: '*' });
    assert.deepEqual(listServicesResponse.service, [
      { name: 'helloworld.Greeter' },
      { name: 'grpc.health.v1.Health' },
    ]);
    const { fileDescriptorResponse } = await ask({ file_containing_symbol: 'helloworld.Greeter.SayHello' });
    const [file = ''] = fileDescriptorResponse.fileDescriptorProto;
    assert.match(Buffer.from(file, 'base64').toString('latin1'), /helloworld\.proto/);
    const { errorResponse } = await ask({ file_by_filename: 'nope.proto' });
    assert.deepEqual(errorResponse, { errorCode: 5, errorMessage: 'File not found (nope.proto)' });
  });
}

test('without reflection grpcurl is told that there is none', { skip }, async (t) => {
  const { grpcPort } = await startTestServer(t, { 'quarkus.grpc.server.enable-reflection-service': 'false' });
  await assert.rejects(
    grpcurl(`127.0.0.1:${grpcPort}`, 'list'),
    /server does not support the reflection API/,
  );
});
