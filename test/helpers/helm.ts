import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const project = join(__dirname, '../..');
const chart = join(project, 'helm');

/** The newest Kubernetes that the tests know; each Helm would take another one. */
export const kubeVersion = '1.34.0';

/** APIs that a cluster has with Istio, the Gateway API, OpenShift, its Service Mesh 2 and the Prometheus Operator. */
export const allApis = [
  'networking.istio.io/v1',
  'security.istio.io/v1',
  'telemetry.istio.io/v1',
  'gateway.networking.k8s.io/v1',
  'route.openshift.io/v1',
  'maistra.io/v1',
  'monitoring.coreos.com/v1',
];

/** A Kubernetes object, as far as tests look at all of them. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  // biome-ignore lint/suspicious/noExplicitAny: what is in there is what the tests are about.
  readonly [part: string]: any;
}

/** What is rendered, and for whom. */
export interface RenderInput {
  readonly values?: object;
  /** Files of values, below the project. */
  readonly files?: readonly string[];
  readonly release?: string;
  readonly namespace?: string;
  readonly apis?: readonly string[];
  readonly helm?: string;
  readonly chart?: string;
  readonly kubernetes?: string;
}

/** The Helm programs of this machine: those that HELMS names, else helm3 and helm4 where both are, else helm. */
export function findHelms(): readonly string[] {
  const named = process.env.HELMS?.split(' ').filter((name) => name !== '') ?? [];
  if (named.length > 0) return named;
  const both = ['helm3', 'helm4'].filter(canRun);
  return both.length > 0 ? both : ['helm'].filter(canRun);
}

/** Why chart tests cannot run, or false when they can, or must. */
export function whyNoHelm(): string | false {
  if (process.env.CI === 'true' || findHelms().length > 0) return false;
  return 'Helm is not installed; the chart is rendered only where it is.';
}

/** The chart's output. Throws what Helm says when it refuses. */
export function renderText(input: RenderInput): string {
  const { status, stdout, stderr } = runHelm(input);
  if (status !== 0) throw new Error(stderr);
  return withoutBlankEnds(stdout);
}

/** The chart's objects, parsed strictly: a key that stands twice is an error. */
export function render(input: RenderInput = {}): readonly KubernetesObject[] {
  return parseObjects(renderText({ apis: allApis, ...input }));
}

/** What Helm says when it refuses, without where in which template. Throws when it does not refuse. */
export function refusal(input: RenderInput): string {
  const { status, stdout, stderr } = runHelm({ apis: allApis, ...input });
  if (status === 0) throw new Error('The chart was rendered.');
  if (stdout !== '') throw new Error('Something was rendered all the same.');
  return stderr
    .replace(/^Error: (?:execution error at \([^)]*\): )?/m, '')
    .replace(/\n\nUse --debug[\s\S]*$/, '')
    .trim();
}

export function parseObjects(text: string): readonly KubernetesObject[] {
  return parseAllDocuments(text, { uniqueKeys: true }).flatMap((document) => {
    const [problem] = document.errors;
    if (problem !== undefined) throw problem;
    const value = document.toJS();
    return value === null ? [] : [value];
  });
}

/** The one object of a kind, and of a name if given. */
export function only(objects: readonly KubernetesObject[], kind: string, name?: string): KubernetesObject {
  const found = objects.filter(
    (one) => one.kind === kind && (name ?? one.metadata.name) === one.metadata.name,
  );
  const [first] = found;
  if (first === undefined || found.length > 1)
    throw new Error(`${found.length} objects are ${kind} ${name ?? ''}`);
  return first;
}

function runHelm({
  values = {},
  files = [],
  release = 'grpc',
  namespace = 'grpc',
  apis = [],
  helm = findHelms()[0] ?? 'helm',
  chart: folder = chart,
  kubernetes = kubeVersion,
}: RenderInput) {
  const words = ['template', release, folder, '--namespace', namespace, '--kube-version', kubernetes];
  for (const file of files) words.push('--values', join(project, file));
  for (const api of apis) words.push('--api-versions', api);
  const ran = spawnSync(helm, [...words, '--values', '-'], {
    input: yamlOf(values),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (ran.error !== undefined) throw new Error(`${helm} cannot be run.`, { cause: ran.error });
  return ran;
}

/** Helm 4.3 keeps the blank lines that templates leave behind an object, which older ones trim. */
function withoutBlankEnds(text: string): string {
  return text.replace(/\n+(?=---\n# Source: |$)/g, '\n');
}

/** JSON is YAML, but for some characters that YAML wants escaped. */
function yamlOf(values: object): string {
  const unseen = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;
  return JSON.stringify(values).replace(
    unseen,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function canRun(helm: string): boolean {
  try {
    execFileSync(helm, ['version'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}
