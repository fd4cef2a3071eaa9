import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { spansOf } from '../../helpers/jaeger-spans.ts';
import { commands, traceOfDocument } from '../commands.ts';
import { until, type Walk } from '../walk.ts';

const enforce = 'pod-security.kubernetes.io/enforce';

/** The Jaeger that comes with the chart runs under the strictest Pod Security, and has each trace. */
export async function walkTrialJaeger(walk: Walk): Promise<void> {
  await walk.look(`kubectl label --overwrite namespace grpc test ${enforce}=restricted`);
  await walk.helm(commands.trialJaeger);
  const forward = walk.meanwhile(commands.forwardJaeger);
  try {
    const id = randomBytes(16).toString('hex');
    await walk.run(commands.helloTraced, commands.helloTraced.replace(traceOfDocument, id));
    const spans = await until('the trace is whole', async () => {
      const answer = await fetch(`http://localhost:16686/api/v3/traces/${id}`).catch(() => undefined);
      const found = answer?.ok ? spansOf(await answer.json()) : [];
      return found.length >= 52 && found;
    });
    assert.equal(spans.length, 52, 'A request, a run, and 25 calls of two spans each.');
    const pods = new Set(spans.flatMap(({ attributes }) => attributes['hello.pod'] ?? []));
    assert.equal(pods.size, 1, 'All calls are on one pod.');
    walk.transcript.say(`Jaeger has ${spans.length} spans of the trace; ${[...pods]} answered all calls.`);
  } finally {
    forward.stop();
    await walk.look(`kubectl label namespace grpc test ${enforce}-`);
  }
}
