import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientKeys } from '../services/client/config.ts';
import { labKeys } from '../services/lab/config.ts';
import { serverKeys } from '../services/server/config.ts';
import type { Key, Keys } from '../services/shared/config/key.ts';
import { meaninglessKeys } from '../services/shared/config/meaningless-keys.ts';
import { markdownTable } from './markdown-table.ts';

// Writes docs/configuration.md from the declarations that the services read their settings by.

function defaultOf({ need }: Key<unknown>): string {
  return need.kind === 'default' ? `\`${need.text}\`` : need.kind;
}

function table(keys: Keys): string {
  const rows = Object.values(keys).map((key) => [
    `\`${key.name}\``,
    defaultOf(key),
    key.converter.rule,
    key.about,
  ]);
  return markdownTable(['key', 'default', 'accepts', 'meaning'], rows);
}

/** Those that another service reads too, or those that it does not. */
function select(keys: Keys, other: Keys, shared: boolean): Keys {
  const names = new Set(Object.values(other).map(({ name }) => name));
  return Object.fromEntries(Object.entries(keys).filter(([, { name }]) => names.has(name) === shared));
}

const text = `# Configuration

<!-- Made by \`npm run generate\` from the declarations in services/*/config.ts; do not edit. -->

Settings come from where the original takes them. For each key, the first of these that has it wins; an empty value is a value:

1. system properties: \`-Dkey=value\` on the command line, in \`JAVA_OPTS_APPEND\`, in \`JAVA_OPTS\`
2. environment variables: the key itself, or with every character that is no letter or digit as \`_\`, as it is or in upper case
   (\`QUARKUS_GRPC_CLIENTS_HELLO_HOST\`)
3. \`.env\` in the working directory
4. \`config/application-<profile>.properties\` in the working directory, if the next one exists
5. \`config/application.properties\` in the working directory (\`/deployments/config/application.properties\` in the images)
6. built in: \`quarkus.grpc.clients.hello.host=localhost\`

\`%profile.key\` beats \`key\` of the same source; the active profile is \`prod\`, or what \`quarkus.profile\` lists, the last one first.
\`\${other.key}\` and \`\${other.key:default}\` are expanded in every value. Files are read as \`java.util.Properties\` reads them, in UTF-8.
Both services read the same file: each needs only its own keys and is silent about the other's. What is wrong is told all at
once, with the key, the value, where it stands and what is accepted; then the process ends with 1.
No setting is read from a variable whose name begins with \`GRPC_\`: a Kubernetes Service called \`grpc\` makes some in every pod.

## Both services

${table(select(serverKeys, clientKeys, true))}

\`quarkus.log.category."a.b".level\` sets the level of one category and those below it, such as \`hello.server.Greeter\`, which
writes one line a call.

## Server

${table(select(serverKeys, clientKeys, false))}

## Client

\`numrequest\` and \`teststring\` take effect when the mounted file changes, without a restart. Bad new values are logged and
the last good ones stay.

${table(select(clientKeys, serverKeys, false))}

## Lab (\`npm start\`)

${table(select(labKeys, serverKeys, false))}

## Keys of the original without effect

They are accepted, each with one warning at the start.

${markdownTable(
  ['key', 'reason'],
  meaninglessKeys.map(({ name, reason }) => [`\`${name}\``, reason]),
)}
`;

writeFileSync(join(__dirname, '../docs/configuration.md'), text);
