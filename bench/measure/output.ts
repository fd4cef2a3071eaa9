import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';

const project = join(__dirname, '../..');

/** One line of a table; the first field names it. */
export type Row = Readonly<Record<string, string | number>>;

/** What a benchmark found. */
export interface Findings {
  /** The benchmark, and the file of its results. */
  readonly name: string;
  /** How often, how long. */
  readonly conditions: Readonly<Record<string, string | number>>;
  readonly tables: readonly { readonly title: string; readonly rows: readonly Row[] }[];
}

/** The same in its file, with where it comes from. */
export interface Published extends Findings {
  readonly command: string;
  readonly machine: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Prints the tables and writes all to `bench/results/<name>.json`. */
export function publish(findings: Findings): void {
  for (const { title, rows } of findings.tables) console.log(`\n${title}\n${markdownTable(rows)}`);
  mkdirSync(join(project, 'bench/results'), { recursive: true });
  const file = join(project, `bench/results/${findings.name}.json`);
  const all = {
    ...findings,
    command: commandLine(),
    machine: describeMachine(),
    at: new Date().toISOString(),
  };
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
}

/** Rows with the same fields as a table of Markdown; empty where a row lacks one. */
export function markdownTable(rows: readonly Row[]): string {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = [fields, ...rows.map((row) => fields.map((field) => String(row[field] ?? '')))];
  const widths = fields.map((_, column) => Math.max(3, ...cells.map((line) => line[column]?.length ?? 0)));
  const [head = '', ...body] = cells.map((line) => {
    return `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  });
  return [head, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body].join('\n');
}

function commandLine(): string {
  const words = process.argv.slice(2).map((word) => (word.includes('/') ? '<path>' : word));
  const script = /([\w-]+)\.ts$/.exec(process.argv[1] ?? '')?.[1];
  return [`npm run bench:${script}`, ...(words.length > 0 ? ['--', ...words] : [])].join(' ');
}

function describeMachine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${cpus().length} × ${cpu?.model.trim()}, ${memory} GiB, Linux ${release()}`;
}
