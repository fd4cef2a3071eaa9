import { type Converter, integer, port } from '../../shared/config/converter.ts';
import { formParameter } from '../report/http/report-form.ts';
import type { GivenParameters, Parameter } from '../report/parameters/parameter.ts';
import { createTarget } from '../target.ts';

/** `on` is what a bare `--json` means. */
const flag: Converter<boolean> = {
  rule: 'given without a value',
  convert: (given) => (given === 'on' ? { value: true } : 'refused'),
};

const target: Converter<string> = {
  rule: 'host:port or a gRPC target',
  convert: (given) => (given === '' ? undefined : canBeDialled(given) ? { value: given } : 'refused'),
};

const count = integer({ min: 1 });

const backends: Converter<string> = {
  rule: 'a number from 1, a name, or a list such as `ipv4:10.0.0.1:9000,10.0.0.2:9000`',
  convert(given) {
    const isRefused = isNumber(given) ? count.convert(given) === 'refused' : !canBeDialled(given);
    return given === '' ? undefined : isRefused ? 'refused' : { value: given };
  },
};

/** The options of the command that are no parameters of a run. */
export const commandParameters = {
  target: optional(
    'target',
    target,
    'What to call: host:port, or a gRPC target such as `dns:///name:9000` or `ipv4:10.0.0.1:9000,10.0.0.2:9000`. Default: the configured host.',
  ),
  backends: optional(
    'backends',
    backends,
    'How many backends there are, or a name whose DNS records they are.',
  ),
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
  /** Words that are neither. */
  readonly problems: readonly string[];
}

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
      const next = words[index + 1] ?? '';
      const isBare = bare.has(name) && !(name === 'calls' && /^(true|false)$/.test(next));
      const usesNext = equals === undefined && !isBare;
      const value = equals === undefined ? (isBare ? (bare.get(name) ?? '') : next) : (given ?? '');
      if (usesNext) index += 1;
      options.set(name, [...(options.get(name) ?? []), value]);
    }
  }
  return { options, definitions, problems };
}

/** The settings that options stand for; what is wrong with those is for `readParameters` to say. */
export function settingsOf(options: GivenParameters): Map<string, string> {
  const settings = new Map<string, string>();
  const target = accepted(options, commandParameters.target);
  const backends = accepted(options, commandParameters.backends);
  if (target !== undefined) {
    const { host, port } = hostAndPort(target);
    settings.set('quarkus.grpc.clients.hello.host', host);
    if (port !== undefined) settings.set('quarkus.grpc.clients.hello.port', port);
  }
  if (backends !== undefined) {
    const key = isNumber(backends) ? 'hello.report.backends.count' : 'hello.report.backends.host';
    settings.set(key, backends);
  }
  return settings;
}

function accepted(options: GivenParameters, { name, converter }: Parameter<string | undefined>) {
  const converted = converter.convert(options.get(name)?.at(-1) ?? '');
  return converted === undefined || converted === 'refused' ? undefined : converted.value;
}

/** Schemes keep what is behind them. */
function hostAndPort(target: string): { readonly host: string; readonly port: string | undefined } {
  const [, host = target, digits] = /^(\[[^\]]*\]|[^:/]+):(\d+)$/.exec(target) ?? [];
  return { host, port: digits };
}

function canBeDialled(target: string): boolean {
  if (target.startsWith('-')) return false;
  const { host, port: digits = '' } = hostAndPort(target);
  try {
    createTarget(host, 0);
    return port.convert(digits) !== 'refused';
  } catch {
    return false;
  }
}

function isNumber(given: string): boolean {
  return /^\d+$/.test(given);
}

function optional<T>(name: string, converter: Converter<T>, about: string): Parameter<T | undefined> {
  return { name, converter, about };
}
