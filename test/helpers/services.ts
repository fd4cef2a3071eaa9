import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type RunningClient, startClient } from '../../services/client/start.ts';
import { type RunningServer, startServer } from '../../services/server/start.ts';
import type { ServiceInput } from '../../services/shared/life/service.ts';
import { type CapturedOutput, capturedOutput } from './captured-output.ts';

type Settings = Readonly<Record<string, string>>;
export type TestServer = RunningServer & { readonly output: CapturedOutput };
export type TestClient = RunningClient & { readonly output: CapturedOutput };

/** A whole server on free ports, as main starts it; it ends with the test. */
export async function startTestServer(t: TestContext, settings: Settings = {}): Promise<TestServer> {
  const output = capturedOutput();
  const ports = { 'quarkus.grpc.server.port': '0', 'quarkus.http.port': '0' };
  const input = inputOf(t, { ...ports, ...settings }, output);
  const server = await startServer(input);
  t.after(server.stop);
  return { ...server, output };
}

/** A whole client on a free port, calling the server of that port; it ends with the test. */
export async function startTestClient(
  t: TestContext,
  grpcPort: number,
  settings: Settings = {},
): Promise<TestClient> {
  const output = capturedOutput();
  const input = inputOf(
    t,
    {
      numrequest: '3',
      teststring: 't',
      'quarkus.http.port': '0',
      'quarkus.grpc.clients.hello.host': '127.0.0.1',
      'quarkus.grpc.clients.hello.port': String(grpcPort),
      ...settings,
    },
    output,
  );
  const client = await startClient(input);
  t.after(client.stop);
  return { ...client, output };
}

/** A folder that is gone after the test. */
export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'grpc-hello-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function inputOf(t: TestContext, settings: Settings, output: CapturedOutput): ServiceInput {
  return {
    process: {
      systemProperties: new Map(Object.entries({ 'quarkus.shutdown.timeout': '1s', ...settings })),
      environment: {},
      workingDirectory: temporaryFolder(t),
    },
    output: { standard: output, error: output },
  };
}
