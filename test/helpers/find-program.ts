import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Where an optional program is: in PATH, in GRPC_HELLO_TOOLS/bin, or in ~/.cache/grpc-hello-tools/bin. */
export function findProgram(name: string): string | undefined {
  const { PATH = '', GRPC_HELLO_TOOLS: tools } = process.env;
  const toolFolders = [...(tools ? [tools] : []), join(homedir(), '.cache/grpc-hello-tools')];
  const folders = [...PATH.split(delimiter), ...toolFolders.map((folder) => join(folder, 'bin'))];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** Why a test without that program is skipped, or false; where CI=true it runs, and fails. */
export function skipWithout(name: string): string | false {
  if (findProgram(name) !== undefined || process.env.CI === 'true') return false;
  return `${name} is neither in PATH, nor in GRPC_HELLO_TOOLS/bin, nor in ~/.cache/grpc-hello-tools/bin`;
}
