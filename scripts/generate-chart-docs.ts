import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { markdownTable } from './markdown-table.ts';

// Writes the table of values in helm/README.md from the comments of helm/values.yaml.

const folder = join(__dirname, '../helm');
const begin = '<!-- Made by `npm run generate` from the comments of values.yaml; do not edit. -->\n';
const end = '<!-- End of the table. -->\n';

function documentValues(text: string): string {
  const { contents } = parseDocument(text);
  if (!isMap(contents)) throw new Error('values.yaml is no map.');
  const rows = rowsOf(contents, '');
  const undocumented = rows.filter(([, , meaning]) => meaning === '').map(([key]) => key);
  if (undocumented.length > 0) throw new Error(`values.yaml says nothing about ${undocumented.join(', ')}.`);
  return markdownTable(['value', 'default', 'meaning'], rows);
}

/** A key whose own keys are explained is a heading; any other is a value, however much is in it. */
function rowsOf(map: YAMLMap, prefix: string): string[][] {
  return map.items.flatMap((pair, index) => {
    const key = `${prefix}${String(pair.key)}`;
    const { value } = pair;
    const isHeading = isMap(value) && value.items.some((inner, at) => commentOf(value, inner, at) !== '');
    const meaning = commentOf(map, pair, index);
    if (isHeading) return [[`**\`${key}\`**`, '', meaning], ...rowsOf(value, `${key}.`)];
    return [[`\`${key}\``, `\`${JSON.stringify(value)}\``, meaning]];
  });
}

/** The last paragraph above a key; what stands above the first key of a map is taken for the comment of the map. */
function commentOf(map: YAMLMap, pair: Pair, index: number): string {
  const own = (pair.key as { commentBefore?: string | null }).commentBefore;
  const comment = own ?? (index === 0 ? map.commentBefore : undefined) ?? '';
  const paragraph = comment.split(/\n\s*\n/).at(-1) ?? '';
  return paragraph
    .split('\n')
    .map((line) => line.trim())
    .join(' ');
}

function putTable(readme: string, table: string): string {
  const [before, rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error('helm/README.md has no place for the table.');
  return `${before}${begin}\n${table}\n\n${end}${after}`;
}

const readme = join(folder, 'README.md');
const table = documentValues(readFileSync(join(folder, 'values.yaml'), 'utf8'));
writeFileSync(readme, putTable(readFileSync(readme, 'utf8'), table));
