import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type RunningLab, startLab } from '../../services/lab/start.ts';
import { type CapturedOutput, capturedOutput } from './captured-output.ts';

/** What the lab is started with: free ports, but for those that are given. */
export function labInput(ports: Readonly<Record<string, string>> = {}, output = capturedOutput()) {
  const free = {
    'quarkus.http.port': '0',
    'quarkus.grpc.clients.hello.port': '0',
    'hello.lab.server-port': '0',
  };
  return {
    process: {
      environment: {},
      systemProperties: new Map(Object.entries({ ...free, ...ports })),
      workingDirectory: join(__dirname, '../../services/lab'),
    },
    output: { standard: output, error: output },
  };
}

/** The whole lab; it ends with the test. */
export async function startTestLab(
  t: TestContext,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningLab & { readonly output: CapturedOutput }> {
  const output = capturedOutput();
  const lab = await startLab(labInput(settings, output));
  t.after(lab.stop);
  return { ...lab, output };
}
