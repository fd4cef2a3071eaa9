import type { ProcessInput } from '../../shared/config/sources.ts';
import { toError } from '../../shared/errors/to-error.ts';
import { createChannelOptions } from '../channel-options.ts';
import type { ClientConfig } from '../config.ts';
import { createChannelCredentials } from '../credentials.ts';
import { connectReports } from '../report/connect-reports.ts';
import { reportForms } from '../report/http/report-form.ts';
import { configParameters } from '../report/parameters/config-parameters.ts';
import { ParameterError } from '../report/parameters/parameter.ts';
import { readParameters } from '../report/parameters/read-parameters.ts';
import { createTarget } from '../target.ts';
import { readCommandConfig } from './command-config.ts';
import { commandHelp } from './command-help.ts';
import { commandParameters, settingsOf, splitCommandLine } from './command-options.ts';

/** What a command needs of the process it runs in. */
export interface CommandInput {
  /** The words behind `report`. */
  readonly words: readonly string[];
  /** Reads settings, `-D` ones among them. */
  readonly readProcess: (definitions: readonly string[]) => Omit<ProcessInput, 'builtIn'>;
  /** Gets sentences about settings that look wrong. */
  readonly warn: (sentence: string) => void;
  /** Told how far the run is. */
  readonly onProgress: (made: number, wanted: number) => void;
  readonly signal: AbortSignal;
}

/** What a command leaves behind. */
export interface CommandResult {
  readonly output: string;
  /** 0 as expected, 1 not as expected. */
  readonly exitCode: 0 | 1;
}

/**
 * Makes one run, as `/hello/report` would.
 * @throws ParameterError, ConfigError or StartError for wrong usage
 */
export async function runReportCommand(input: CommandInput): Promise<CommandResult> {
  const { options, definitions, problems } = splitCommandLine(input.words);
  const given = input.readProcess(definitions);
  const systemProperties = new Map([...given.systemProperties, ...settingsOf(options)]);
  if (options.has('help')) return { output: commandHelp(), exitCode: 0 };
  const { config, warnings } = readCommandConfig({ ...given, systemProperties });
  for (const warning of warnings) input.warn(warning);
  const runParameters = configParameters(config, config);
  const declared = { ...commandParameters, ...runParameters };
  const {
    format,
    json,
    target: _target,
    backends: _backends,
    help: _help,
    ...run
  } = readParameters(declared, options, problems);
  if (json && format !== undefined && format !== 'json')
    throw new ParameterError([`format is "${format}"; beside --json it must be json, or be left out.`]);
  checkTargets(config);
  const reports = connectReports({
    config,
    credentials: createChannelCredentials(config),
    channelOptions: createChannelOptions(config, false),
    onReport: () => undefined,
  });
  try {
    let made = 0;
    const onCall = (_record: unknown, wanted: number) => {
      made += 1;
      input.onProgress(made, wanted);
    };
    const report = await reports.run(run, { signal: input.signal, headers: {}, onCall });
    const output = reportForms[json ? 'json' : (format ?? 'text')].render(report);
    return { output, exitCode: (report.expectation?.isMet ?? true) ? 0 : 1 };
  } finally {
    reports.close();
  }
}

/** A service says so with each run; a command can say so at once. */
function checkTargets({ host, port, backendsHost }: ClientConfig): void {
  try {
    createTarget(host, port);
    if (backendsHost !== undefined) createTarget(backendsHost, port);
  } catch (error) {
    throw new ParameterError([`${toError(error).message}.`]);
  }
}
