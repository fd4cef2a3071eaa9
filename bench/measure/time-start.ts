import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { ControlGroup } from './control-group.ts';
import { startProgram } from './programs.ts';
import { nextPort } from './services.ts';
import type { StartVariant } from './start-variants.ts';

/** What one start took. */
export interface StartTime {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly mostMiB: number;
}

/** From the start of a process to its first right answer, or to its end. */
export async function timeStart(
  node: string,
  { words, environment = {}, opens, ask }: StartVariant,
  group: ControlGroup | undefined,
): Promise<StartTime> {
  const ports = { grpc: await nextPort(), http: await nextPort() };
  const beganMs = performance.now();
  const program = startProgram([node, ...words(ports)], { group, environment });
  if (opens === undefined || ask === undefined) {
    await once(program.child, 'exit');
    return { wallMs: performance.now() - beganMs, cpuMs: Number.NaN, mostMiB: Number.NaN };
  }
  await untilOpen(ports[opens]);
  await ask(ports);
  const wallMs = performance.now() - beganMs;
  const [cpuMs, mostMiB] = [program.cpuMs(), program.memoryMiB().most];
  await program.end();
  return { wallMs, cpuMs, mostMiB };
}

/** Knocks every millisecond, on the other processor. */
async function untilOpen(port: number): Promise<void> {
  const giveUpAtMs = performance.now() + 60_000;
  while (!(await isOpen(port))) {
    if (performance.now() > giveUpAtMs) throw new Error(`Nothing has listened on port ${port} for a minute.`);
    await wait(1);
  }
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const opened = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return opened;
}
