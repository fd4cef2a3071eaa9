import { advice } from '../../../scripts/troubleshooting/advice.ts';
import { commands } from '../commands.ts';
import { shell } from '../shell.ts';
import type { Walk } from '../walk.ts';

/** Every command of docs/troubleshooting.md does something. */
export async function walkTroubleshooting(walk: Walk): Promise<void> {
  await walk.helm(commands.sidecar);
  const hasIstioctl = (await shell('istioctl version --remote=false')).status === 0;
  if (!hasIstioctl) walk.transcript.say('istioctl is not installed; its commands are left out.');
  const given = new Set(Object.values(advice).flatMap(({ look }) => look));
  for (const command of given) if (hasIstioctl || !command.startsWith('istioctl')) await walk.run(command);
}
