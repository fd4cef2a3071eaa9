import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A program that a test needs, and why the test is skipped without it; where CI=true it fails instead. */
export interface OptionalProgram {
  readonly path: string | undefined;
  readonly skip: string | false;
}

/** Looks in PATH, in GRPC_HELLO_TOOLS/bin and in ~/.cache/grpc-hello-tools/bin. */
export function findProgram(name: string): OptionalProgram {
  const { PATH = '', GRPC_HELLO_TOOLS: tools, CI } = process.env;
  const toolFolders = [...(tools ? [tools] : []), join(homedir(), '.cache/grpc-hello-tools')];
  const folders = [...PATH.split(delimiter), ...toolFolders.map((folder) => join(folder, 'bin'))];
  const path = folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
  const missing = `${name} is neither in PATH, nor in GRPC_HELLO_TOOLS/bin, nor in ~/.cache/grpc-hello-tools/bin`;
  return { path, skip: path === undefined && CI !== 'true' ? missing : false };
}
