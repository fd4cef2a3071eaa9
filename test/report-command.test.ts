import assert from 'node:assert/strict';
import test from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { reportSchema } from '../services/client/report/schema/report.ts';
import { startAnyGreeter } from './helpers/any-greeter.ts';
import { startBackends } from './helpers/backends.ts';
import { report, startReport } from './helpers/report-process.ts';

const validate = new Ajv2020({ strict: true, strictTuples: false }).compile(reportSchema);

test('round_robin over all addresses is as expected when balanced was, and not when pinned was', async (t) => {
  const { list } = await startBackends(t, 3);
  const words = ['--target', list, '--policy', 'round_robin', '--requests', '30'];
  const balanced = await report(t, [...words, '--expect', 'balanced']);
  assert.equal(balanced.code, 0, balanced.stderr);
  assert.match(balanced.stdout, /^BALANCED 30 calls were shared by 3 backends: /);
  assert.match(balanced.stdout, /^expect {3}balanced: met$/m);
  assert.equal((await report(t, [...words, '--expect', 'pinned'])).code, 1);
  assert.equal((await report(t, [...words, '--expect=weights:l1=1,l2=1,l3=1'])).code, 0);
});

test('pick_first is as expected when pinned was, and not when balanced was; without expect all is well', async (t) => {
  const { list } = await startBackends(t, 3);
  const words = ['--target', list];
  const pinned = await report(t, [...words, '--expect', 'pinned']);
  assert.equal(pinned.code, 0, pinned.stderr);
  const balanced = await report(t, [...words, '--expect', 'balanced']);
  assert.equal(balanced.code, 1);
  assert.match(
    balanced.stdout,
    /^PINNED {3}25 of 25 calls were answered by pod-l\d; 2 of 3 backends got none\.$/m,
  );
  assert.match(balanced.stdout, /^expect {3}balanced: NOT met$/m);
  assert.equal((await report(t, words)).code, 0);
});

test('--json is the report and nothing else, and nothing is said beside it', async (t) => {
  const { list } = await startBackends(t, 2);
  const { code, stdout, stderr } = await report(t, ['--target', list, '--json', '--calls', '--requests=12']);
  assert.deepEqual([code, stderr], [0, '']);
  const json = JSON.parse(stdout);
  assert.ok(validate(json), JSON.stringify(validate.errors));
  assert.deepEqual([json.run.made, json.sequence.length, json.run.target], [12, 12, list]);
  const same = await report(t, ['--target', list, '--format', 'json']);
  assert.ok(validate(JSON.parse(same.stdout)));
});

test('--json beside another format is a contradiction, and refused', async (t) => {
  const { code, stderr, stdout } = await report(t, ['--json', '--format', 'text']);
  assert.deepEqual([code, stdout], [2, '']);
  assert.match(stderr, /^format is "text"; beside --json it must be json, or be left out\.$/m);
});

for (const [format, beginning] of [
  ['text', /^UNDECIDED /],
  ['html', /^<!doctype html>/i],
  ['markdown', /^[#*]/],
] as const) {
  test(`--format ${format} prints it so`, async (t) => {
    const { list } = await startBackends(t, 1);
    const { code, stdout } = await report(t, ['--target', list, '--format', format]);
    assert.equal(code, 0);
    assert.match(stdout, beginning);
    assert.match(stdout, /\n$/);
  });
}

test('wrong usage ends with 2, says all that is wrong and calls nobody', async (t) => {
  const greeter = await startAnyGreeter(t);
  const target = ['--target', `127.0.0.1:${greeter.port}`];
  const wrong = [
    'now',
    '--requests',
    '0',
    '--polcy',
    'x',
    '--json=maybe',
    '--expect',
    'even',
    '--backends=0',
  ];
  const { code, stdout, stderr } = await report(t, [...target, ...wrong]);
  assert.deepEqual([code, stdout], [2, '']);
  assert.deepEqual(stderr.trimEnd().split('\n'), [
    '"now" is neither an option (--name value) nor a setting (-Dkey=value).',
    '"polcy" is no parameter; did you mean policy?',
    'backends is "0"; it must be a number from 1, a name, or a list such as `ipv4:10.0.0.1:9000,10.0.0.2:9000`.',
    'json is "maybe"; it must be given without a value.',
    'requests is "0"; it must be a whole number from 1 to 10000, or auto.',
    'expect is "even"; it must be balanced, pinned, any, or weights such as `weights:l1=90,l2=10`.',
    'report --help says what there is.',
  ]);
  assert.equal(greeter.calls.begun, 0);
});

for (const [words, problem] of [
  [
    ['--target', 'http://localhost:9000'],
    /^target is "http:\/\/localhost:9000"; it must be host:port or a gRPC target\.$/m,
  ],
  [['--target'], /^target is empty; it must be host:port/m],
  [['--target', 'a:1', '--target', 'b:2'], /^target is given 2 times; once is enough\.$/m],
  [
    ['-Dhello.run.max-requests=many'],
    /^ +- hello\.run\.max-requests is "many" \(system property\); it must be/m,
  ],
  [['-Dquarkus.grpc.clients.hello.host=http://x'], /^Invalid host or port: http:\/\/x 9000\.$/m],
] as const) {
  test(`report ${words.join(' ')} ends with 2 and a sentence, not a stack`, async (t) => {
    const { code, stdout, stderr } = await report(t, words);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, problem);
    assert.doesNotMatch(stderr, /^ +at /m);
  });
}

test('--help names every parameter and ends with 0', async (t) => {
  const { code, stdout, stderr } = await report(t, ['--help']);
  assert.deepEqual([code, stderr], [0, '']);
  const names = 'target backends json help format requests concurrency name channel policy dial expect calls';
  for (const name of names.split(' ')) assert.match(stdout, new RegExp(`^ {2}--${name} `, 'm'));
});

test('settings count as for the service: -D before the environment before the mounted file', async (t) => {
  const { list } = await startBackends(t, 1);
  const made = async (words: readonly string[], environment = {}) => {
    const properties = `numrequest=3\nteststring=file\nquarkus.grpc.clients.hello.host=${list}\n`;
    const folder = { files: { 'config/application.properties': properties } };
    const { stdout, stderr } = await report(t, [...words, '--json'], { environment, folder });
    const { run } = stderr === '' ? JSON.parse(stdout) : assert.fail(stderr);
    return [run.target, run.made, run.name];
  };
  assert.deepEqual(await made([]), [list, 3, 'file']);
  assert.deepEqual(await made([], { NUMREQUEST: '4' }), [list, 4, 'file']);
  assert.deepEqual(await made(['-Dnumrequest=5'], { NUMREQUEST: '4' }), [list, 5, 'file']);
  assert.deepEqual(await made(['-Dnumrequest=5', '--requests=6', '--name=x']), [list, 6, 'x']);
  assert.deepEqual(await made([], { JAVA_OPTS_APPEND: '-Dnumrequest=7' }), [list, 7, 'file']);
});

test('without any settings 25 calls are made, and the bound of the settings holds', async (t) => {
  const { list } = await startBackends(t, 1);
  const { stdout } = await report(t, ['--target', list, '--json']);
  assert.equal(JSON.parse(stdout).run.made, 25);
  const { code, stderr } = await report(t, [
    '--target',
    list,
    '-Dhello.run.max-requests=50',
    '--requests=51',
  ]);
  assert.equal(code, 2);
  assert.match(stderr, /^requests is "51"; it must be a whole number from 1 to 50, or auto\.$/m);
});

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  test(`${signal} ends a run at once with ${code}, without a report`, async (t) => {
    const greeter = await startAnyGreeter(t, { takesMs: 2000 });
    const { child, ended } = startReport(t, ['--target', `127.0.0.1:${greeter.port}`]);
    while (greeter.inFlight.now === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const beganMs = performance.now();
    child.kill(signal);
    const { stdout, stderr, ...how } = await ended;
    assert.deepEqual({ ...how, stdout, stderr }, { code, signal: null, stdout: '', stderr: '' });
    assert.ok(performance.now() - beganMs < 1500);
  });
}

test('a reader that leaves early, as head does, does no harm', async (t) => {
  const { list } = await startBackends(t, 1);
  const words = [
    '--target',
    list,
    '--json',
    '--calls',
    '--requests=5000',
    '--concurrency=50',
    '--expect=any',
  ];
  const { child, ended } = startReport(t, words);
  child.stdout.destroy();
  const { code, signal, stderr } = await ended;
  assert.deepEqual({ code, signal, stderr }, { code: 0, signal: null, stderr: '' });
});

test('a server that is not there ends 10,000 calls within seconds, FAILED, and 1 when anything was expected', async (t) => {
  const beganMs = performance.now();
  const words = ['--target', '127.0.0.1:1', '--requests', '10000'];
  const { code, stdout } = await report(t, [...words, '--expect', 'any']);
  assert.equal(code, 1);
  assert.match(stdout, /^FAILED {3}10 of 10 calls failed: UNAVAILABLE .*ECONNREFUSED 127\.0\.0\.1:1\.$/m);
  assert.match(stdout, /^why {6}Nothing listens where 127\.0\.0\.1:1 leads: the connection was refused\.$/m);
  assert.ok(performance.now() - beganMs < 10_000);
  assert.equal((await report(t, words)).code, 0);
});
