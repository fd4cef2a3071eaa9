import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { renderText } from '../../services/client/report/render/text.ts';
import type { Report } from '../../services/client/report/schema/report.ts';
import { background, type Outcome, shell } from './shell.ts';
import type { Transcript } from './transcript.ts';

/** How a chapter acts on the cluster; everything that it does and sees stands in the transcript. */
export interface Walk {
  readonly transcript: Transcript;
  /** Every command so far that came from a chapter. */
  readonly ran: ReadonlySet<string>;
  /**
   * @param given what is run in place of the command, where this cluster needs it to differ
   * @returns the output; throws when the command failed
   */
  run(command: string, given?: string): Promise<string>;
  /** Runs a command until its output is as wanted; chance alone never spoils it so often. */
  see(command: string, pattern: RegExp): Promise<void>;
  /** @returns the output; throws when the command did not fail */
  fails(command: string): Promise<string>;
  /** A command that only looks, and is not told. */
  look(command: string): Promise<string>;
  /** A report of the client, once it knows the pods that there are now, and says what is wanted. */
  report(query?: string, wanted?: Report['verdict']): Promise<Report>;
  /** Waits until old pods are gone and new ones are ready. */
  settle(): Promise<void>;
  /** A command that goes on until it is stopped. */
  meanwhile(command: string): { readonly stop: () => void };
  /**
   * Runs a command of Helm, with the values that this cluster needs on top, and waits until the pods have settled.
   * @param own what is run in place of the command
   */
  helm(command: string, own?: string): Promise<string>;
}

/** How often something is asked that may take a moment to become true. */
const attempts = 40;
const pauseMs = 3000;
/** A sound verdict is wrong once in a thousand times, and proxies learn of rules in their own time. */
const mostAttempts = 5;

export function beginWalk(transcript: Transcript): Walk {
  const ran = new Set<string>();
  const told = async (command: string, given = command): Promise<Outcome> => {
    const outcome = await shell(given);
    ran.add(command);
    transcript.ran(command, outcome.output);
    return outcome;
  };
  const look = async (command: string) => {
    ran.add(command);
    return expectSuccess(command, await shell(command));
  };
  const walk: Walk = {
    transcript,
    ran,
    look,
    run: async (command, given) => expectSuccess(command, await told(command, given)),
    async see(command, pattern) {
      let output = '';
      for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
        output = await walk.run(command);
        if (pattern.test(output)) return;
        await wait(pauseMs);
      }
      assert.match(output, pattern);
    },
    async fails(command) {
      const { status, output } = await told(command);
      if (status === 0) throw new Error(`${command} was expected to fail, but succeeded:\n${output}`);
      return output;
    },
    async helm(command, own = command) {
      const values = process.env.HELLO_CLUSTER_VALUES;
      const given = values === undefined ? own : own.replace(' --wait', ` --wait -f '${values}'`);
      const output = expectSuccess(command, await told(command, given));
      await walk.settle();
      return output;
    },
    meanwhile(command) {
      ran.add(command);
      transcript.say(`In another terminal: \`${command}\``);
      return background(command);
    },
    async settle() {
      await until('all pods are ready and old ones gone', async () => {
        const pods = [...(await podsIn('grpc')), ...(await podsIn('test'))];
        return pods.every(({ isReady, isEnding }) => isReady && !isEnding);
      });
    },
    async report(query = '', wanted = undefined) {
      const command = reportCommand(query);
      const ask = () =>
        until('the report knows the pods that there are', async () => {
          const report = JSON.parse(await look(command)) as Report;
          const ips = (await podsIn('grpc')).map(({ ip }) => ip).sort();
          const { addresses } = report.expectedBackends;
          const known = addresses.map((address) => address.replace(/:\d+$/, '')).sort();
          return ips.join() === known.join() ? report : undefined;
        });
      for (let attempt = 1; ; attempt += 1) {
        const report = await ask();
        transcript.ran(command.replace(/[?&]format=json/, ''), renderText(report));
        if (wanted === undefined || report.verdict === wanted) return report;
        if (attempt === mostAttempts) throw new Error(`The report says ${report.verdict}, not ${wanted}.`);
        await wait(pauseMs);
      }
    },
  };
  return walk;

  async function podsIn(namespace: string) {
    const { items } = JSON.parse(await look(`kubectl -n ${namespace} get pods -o json`)) as PodList;
    return items
      .filter(({ status }) => status.phase !== 'Succeeded' && status.phase !== 'Failed')
      .map(({ metadata, status }) => ({
        ip: status.podIP ?? '',
        isEnding: metadata.deletionTimestamp !== undefined,
        isReady: (status.conditions ?? []).some((one) => one.type === 'Ready' && one.status === 'True'),
      }));
  }
}

/** Asks again until the answer is something; throws after two minutes. */
export async function until<Answer>(what: string, ask: () => Promise<Answer | undefined | false>) {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (attempt === attempts) throw new Error(`It never came true that ${what}.`);
    await wait(pauseMs);
  }
}

/** What asks the client for a report as JSON. */
export function reportCommand(query: string): string {
  const url = `http://localhost:8080/hello/report?${query}${query === '' ? '' : '&'}format=json`;
  return `kubectl -n test exec deploy/grpc-client -- curl -s '${url}'`;
}

interface PodList {
  readonly items: readonly {
    readonly metadata: { readonly deletionTimestamp?: string };
    readonly status: {
      readonly phase: string;
      readonly podIP?: string;
      readonly conditions?: readonly { readonly type: string; readonly status: string }[];
    };
  }[];
}

function expectSuccess(command: string, { status, output }: Outcome): string {
  if (status !== 0) throw new Error(`${command} ended with ${status}:\n${output}`);
  return output;
}
