import { type Converter, text } from '../../shared/config/converter.ts';
import { formParameter } from '../report/http/report-form.ts';
import { type GivenParameters, type Parameter, ParameterError } from '../report/parameters/parameter.ts';
import { splitTarget } from '../report/run/split-target.ts';

/** `on` is what a bare `--json` means. */
const flag: Converter<boolean> = {
  rule: 'given without a value',
  convert: (given) => (given === 'on' ? { value: true } : 'refused'),
};

/** The options of the command that are no parameters of a run. */
export const commandParameters = {
  target: optional(
    'target',
    text,
    'What to call: host:port, or a gRPC target such as `dns:///name:9000` or `ipv4:10.0.0.1:9000,10.0.0.2:9000`. Default: the configured host.',
  ),
  backends: optional('backends', text, 'How many backends there are, or a name whose DNS records they are.'),
  json: optional('json', flag, 'The report as JSON; the same as `--format json`.'),
  help: optional('help', flag, 'Says what there is.'),
  format: formParameter,
};

/** Options that stand without a value, and what they then mean. */
const bare: ReadonlyMap<string, string> = new Map([
  ['json', 'on'],
  ['help', 'on'],
  ['calls', 'true'],
]);

/** The words behind `report`, sorted. */
export interface CommandLine {
  /** `--name value` and `--name=value`. */
  readonly options: GivenParameters;
  /** `-Dkey=value`, as the services take them. */
  readonly definitions: readonly string[];
}

/** @throws ParameterError for words that are neither options nor settings */
export function splitCommandLine(words: readonly string[]): CommandLine {
  const options = new Map<string, string[]>();
  const definitions: string[] = [];
  const problems: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const [, name, equals, given] = /^--([^=]+)(=)?(.*)$/s.exec(word) ?? [];
    if (word.startsWith('-D')) definitions.push(word);
    else if (name === undefined)
      problems.push(`"${word}" is neither an option (--name value) nor a setting (-Dkey=value).`);
    else {
      const usesNext = equals === undefined && !bare.has(name);
      const value = equals === undefined ? (bare.get(name) ?? words[index + 1] ?? '') : (given ?? '');
      if (usesNext) index += 1;
      options.set(name, [...(options.get(name) ?? []), value]);
    }
  }
  if (problems.length > 0) throw new ParameterError(problems);
  return { options, definitions };
}

/** The settings that options stand for. */
export function settingsOf(options: GivenParameters): Map<string, string> {
  const settings = new Map<string, string>();
  const target = options.get('target')?.at(-1);
  const backends = options.get('backends')?.at(-1);
  if (target !== undefined && target !== '') {
    const isPlain = /^(?:\[[^\]]*\]|[^:/]+):\d+$/.test(target);
    const { host, port } = splitTarget(target);
    settings.set(
      'quarkus.grpc.clients.hello.host',
      isPlain ? target.slice(0, target.lastIndexOf(':')) : target,
    );
    if (isPlain && host !== '') settings.set('quarkus.grpc.clients.hello.port', String(port));
  }
  if (backends !== undefined && backends !== '')
    settings.set(
      /^\d+$/.test(backends) ? 'hello.report.backends.count' : 'hello.report.backends.host',
      backends,
    );
  return settings;
}

function optional<T>(name: string, converter: Converter<T>, about: string): Parameter<T | undefined> {
  return { name, converter, about };
}
