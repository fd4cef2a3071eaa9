import { declareRunParameters } from '../report/parameters/run-parameters.ts';
import { commandParameters } from './command-options.ts';

/** As they are where no setting says otherwise. */
const usualParameters = declareRunParameters(
  { mostRequests: 10_000, mostConcurrent: 100, longestName: 200, hasBackendsHost: true },
  { requests: 25, name: 'prom', policy: 'pick_first' },
);

/** What `report --help` prints, made of the declarations. */
export function commandHelp(): string {
  const rows = Object.values({ ...commandParameters, ...usualParameters }).map(
    ({ name, converter, usual, about }) => {
      const otherwise = usual === undefined || usual === '' ? '' : ` Default: ${usual}.`;
      const rule = converter.rule === 'given without a value' ? '' : ` Accepts ${converter.rule}.`;
      return `  --${name.padEnd(12)} ${about.replaceAll('`', '')}${rule.replaceAll('`', '')}${otherwise}`;
    },
  );
  return `Makes gRPC calls of helloworld.Greeter/SayHello and says whether they were balanced, and why not.

  node client.js report --target dns:///grpc:9000 --requests 100 --expect balanced
  node client.js report --target ipv4:127.0.0.1:9001,127.0.0.1:9002 --policy round_robin --json

Exit status: 0, as expected or nothing expected; 1, the verdict is not the expected one; 2, wrong usage.

${rows.join('\n')}
  -Dkey=value   Any setting of the client, such as those for TLS; see docs/configuration.md.
`;
}
