import { ConfigError } from './config-error.ts';

/**
 * Collects system properties as the original's image takes them: `-Dkey=value` in `JAVA_OPTS`, in
 * `JAVA_OPTS_APPEND` and on the command line; the later one wins. Other options in the two variables speak to a
 * JVM and are passed over.
 * @throws ConfigError for a command-line argument that is no `-D`
 */
export function systemProperties(
  commandLine: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Map<string, string> {
  const options = ['JAVA_OPTS', 'JAVA_OPTS_APPEND'].flatMap((name) => environment[name]?.split(/\s+/) ?? []);
  const stray = commandLine.find((argument) => !argument.startsWith('-D'));
  if (stray !== undefined) {
    throw new ConfigError([`The argument "${stray}" is not understood; settings are given as -Dkey=value.`]);
  }
  const definitions = [...options, ...commandLine].filter((option) => /^-D./.test(option));
  return new Map(definitions.map(splitDefinition));
}

function splitDefinition(option: string): [string, string] {
  const definition = option.slice('-D'.length);
  const equals = definition.indexOf('=');
  return equals < 0 ? [definition, ''] : [definition.slice(0, equals), definition.slice(equals + 1)];
}
