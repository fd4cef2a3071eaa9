import type { Parameter } from '../report/parameters/parameter.ts';

/** What `report --help` prints, made of the declarations. */
export function commandHelp(parameters: Readonly<Record<string, Parameter<unknown>>>): string {
  const rows = Object.values(parameters).map(({ name, converter, usual, about }) => {
    const otherwise = usual === undefined || usual === '' ? '' : ` Default: ${usual}.`;
    const rule = converter.rule === 'given without a value' ? '' : ` Accepts ${converter.rule}.`;
    return `  --${name.padEnd(12)} ${about.replaceAll('`', '')}${rule.replaceAll('`', '')}${otherwise}`;
  });
  return `Makes gRPC calls of helloworld.Greeter/SayHello and says whether they were balanced, and why not.

  node client.js report --target dns:///grpc:9000 --requests 100 --expect balanced
  node client.js report --target ipv4:127.0.0.1:9001,127.0.0.1:9002 --policy round_robin --json

Exit status: 0, as expected or nothing expected; 1, the verdict is not the expected one; 2, wrong usage.

${rows.join('\n')}
  -Dkey=value   Any setting of the client, such as those for TLS; see docs/configuration.md.
`;
}
