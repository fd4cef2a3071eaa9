import { appendFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What was done and seen, as Markdown: on the terminal, and in a file to keep. */
export interface Transcript {
  readonly path: string;
  heading(text: string): void;
  say(text: string): void;
  ran(command: string, output: string): void;
}

export function openTranscript(
  path = process.env.HELLO_CLUSTER_TRANSCRIPT ?? join(tmpdir(), 'grpc-hello-transcript.md'),
): Transcript {
  writeFileSync(path, '');
  const write = (text: string) => {
    appendFileSync(path, `${text}\n\n`);
    process.stdout.write(`${text}\n\n`);
  };
  return {
    path,
    heading: (text) => write(`## ${text}`),
    say: write,
    ran: (command, output) => write(`\`\`\`\n$ ${command}\n${shorten(output)}\n\`\`\``),
  };
}

/** So many lines of an output are kept. */
const mostLines = 40;

function shorten(output: string): string {
  const lines = output.split('\n');
  if (lines.length <= mostLines) return output;
  const half = mostLines / 2;
  return [...lines.slice(0, half), `… ${lines.length - mostLines} more lines …`, ...lines.slice(-half)].join(
    '\n',
  );
}
