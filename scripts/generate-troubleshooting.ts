import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { causeRules } from '../services/client/report/cause/find-causes.ts';
import { markdownTable } from './markdown-table.ts';
import { advice } from './troubleshooting/advice.ts';
import { symptoms } from './troubleshooting/symptoms.ts';

// Writes docs/troubleshooting.md from the rules of the causes and the advice for each.

/** What is said where no rule found anything; find-causes.ts has no rules for them. */
const withoutRule = [
  { id: 'too-few-calls', when: 'The run is too short to tell.' },
  { id: 'unknown', when: 'No known cause fits what was seen.' },
];

const causes = [...causeRules, ...withoutRule];

const linkTo = (id: string) => `[${id}](#${id})`;

function section({ id, when }: { readonly id: string; readonly when: string }): string {
  const found = advice[id];
  if (found === undefined)
    throw new Error(`The cause ${id} has no advice in scripts/troubleshooting/advice.ts.`);
  return `### ${id}\n\n${when}\n\n\`\`\`sh\n${found.look.join('\n')}\n\`\`\`\n\n${found.helps}\n`;
}

const text = `# Troubleshooting

<!-- Made by \`npm run generate\` from the rules of the report and scripts/troubleshooting; do not edit. -->

\`/hello/report\` names a cause, in JSON as \`cause.id\`. Find it below, or begin with what you see. The commands are for an
installation under the chart's own names; \`istioctl\` is for those with Istio.

## By symptom

${markdownTable(
  ['what you see', 'what it may be'],
  symptoms.map(({ seen, causes: ids }) => [seen, ids.map(linkTo).join(', ')]),
)}

## By cause

${causes.map(section).join('\n')}`;

writeFileSync(join(__dirname, '../docs/troubleshooting.md'), text);
