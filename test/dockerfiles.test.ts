import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

const project = join(__dirname, '..');
const dockerfiles = ['Dockerfile.server', 'Dockerfile.client'];

/** A file of the project, as lines that neither are empty nor comment. */
function linesOf(file: string): string[] {
  const lines = readFileSync(join(project, file), 'utf8').split('\n');
  return lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
}

/** What stands behind a word at the beginning of lines: `USER`, `ARG`, … */
function instructions(file: string, word: string): string[] {
  return linesOf(file).flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
}

/** What a Dockerfile copies out of the project. */
function copiedFiles(dockerfile: string): string[] {
  const copies = instructions(dockerfile, 'COPY').map((copy) => copy.split(/\s+/));
  const fromProject = copies.filter((words) => !words.some((word) => word.startsWith('--from=')));
  return fromProject.flatMap((words) => words.filter((word) => !word.startsWith('--')).slice(0, -1));
}

function nodeVersionsOfWorkflows(): string[] {
  const folder = '.github/workflows';
  const files = existsSync(join(project, folder)) ? readdirSync(join(project, folder)) : [];
  const lines = files.flatMap((file) => linesOf(join(folder, file)));
  return lines.flatMap((line) => /\bnode-version:\s*(.+)$/.exec(line)?.[1]?.match(/\d+(?:\.\d+)*/g) ?? []);
}

test('one version of Node builds, tests and runs', () => {
  const [wanted = ''] = linesOf('.nvmrc');
  assert.match(wanted, /^\d+$/);
  for (const dockerfile of dockerfiles) {
    const versions = instructions(dockerfile, 'ARG').filter((argument) =>
      argument.startsWith('NODE_VERSION'),
    );
    assert.deepEqual(versions, [`NODE_VERSION=${wanted}`], dockerfile);
  }
  // A workflow may try older versions too, but not without the one that runs.
  const ofWorkflows = nodeVersionsOfWorkflows();
  assert.ok(ofWorkflows.length === 0 || ofWorkflows.includes(wanted), `${ofWorkflows} in the workflows`);
});

test('every stage starts from the same base', () => {
  for (const dockerfile of dockerfiles) {
    const bases = instructions(dockerfile, 'FROM').map((from) =>
      from.split(' ').find((word) => word.startsWith('node:')),
    );
    assert.deepEqual(bases, Array(3).fill(`node:\${NODE_VERSION}-trixie-slim`), dockerfile);
  }
});

test('both Dockerfiles build in the same way, so that the second finds the work done', () => {
  const [ofServer, ofClient] = dockerfiles.map((dockerfile) => {
    const lines = linesOf(dockerfile);
    return lines.slice(
      0,
      lines.findLastIndex((line) => line.startsWith('FROM ')),
    );
  });
  assert.deepEqual(ofServer, ofClient);
});

test('the user is a number other than root, so that runAsNonRoot can be checked', () => {
  for (const dockerfile of dockerfiles) {
    assert.deepEqual(instructions(dockerfile, 'USER'), ['185'], dockerfile);
  }
});

test('everything that is copied exists and reaches the builder', () => {
  const { ignored, let: letThrough } = readDockerignore();
  assert.ok(ignored.includes('*'), 'the list is of what is let through');
  for (const dockerfile of dockerfiles) {
    const files = copiedFiles(dockerfile);
    assert.ok(files.includes('.npmrc'), `${dockerfile}: the lock file has no addresses, and .npmrc says so`);
    for (const file of files) {
      assert.ok(existsSync(join(project, file)), `${dockerfile}: ${file}`);
      assert.ok(letThrough.includes(file), `.dockerignore: ${file}`);
    }
  }
});

test('what the builder gets is what is copied', () => {
  const copied = new Set(dockerfiles.flatMap(copiedFiles));
  assert.deepEqual(readDockerignore().let.sort(), [...copied].sort());
});

function readDockerignore(): { ignored: string[]; let: string[] } {
  const lines = linesOf('.dockerignore');
  const isException = (line: string) => line.startsWith('!');
  return {
    ignored: lines.filter((line) => !isException(line)),
    let: lines.filter(isException).map((line) => line.slice(1)),
  };
}
