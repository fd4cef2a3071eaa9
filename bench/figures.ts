import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownTable, type Published } from './measure/output.ts';

// Writes the last results into bench/README.md, between its marks.

const readme = join(__dirname, 'README.md');
const results = join(__dirname, 'results');
const [begin, end] = ['<!-- figures -->', '<!-- /figures -->'];

function main(): void {
  const text = readFileSync(readme, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${readme} lacks ${begin} or ${end}.`);
  const all = readdirSync(results).filter((file) => file.endsWith('.json'));
  const sections = all.sort().map((file) => describe(JSON.parse(readFileSync(join(results, file), 'utf8'))));
  writeFileSync(readme, `${before}${begin}\n\n${sections.join('\n\n')}\n\n${end}${after}`);
}

function describe({ name, command, at, machine, conditions, tables }: Published): string {
  const given = Object.entries(conditions).map(([key, value]) => `${key} ${value}`);
  const facts = [`\`${command}\``, at.slice(0, 10), machine, ...given].join(' · ');
  const shown = tables.map(({ title, rows }) => `**${title}**\n\n${markdownTable(rows)}`);
  return [`### ${name}`, facts, ...shown].join('\n\n');
}

main();
