import { shellNow } from './shell.ts';
import type { Walk } from './walk.ts';

/** Writes down what was seen and where to look, and makes an error that leads there. */
export function lookFurther(problem: unknown, { transcript }: Walk): Error {
  const what = problem instanceof Error ? problem.message : String(problem);
  const pods = ['grpc', 'test'].map((one) => shellNow(`kubectl -n ${one} get pods -o wide`).output);
  const text = [
    what,
    'What runs:',
    ...pods,
    'To look further:',
    '  kubectl -n grpc describe pods; kubectl -n test describe pods',
    '  kubectl -n grpc get events --sort-by=.lastTimestamp',
    '  kubectl -n grpc logs -l app=grpc --all-containers --prefix; kubectl -n test logs deploy/grpc-client --all-containers',
    '  istioctl proxy-status; istioctl analyze -n grpc',
    `  ${transcript.path} (all that was done before)`,
  ].join('\n');
  transcript.say(`\`\`\`\n${text}\n\`\`\``);
  return new Error(`${what}\nThe transcript says what runs, and where to look further.`);
}
