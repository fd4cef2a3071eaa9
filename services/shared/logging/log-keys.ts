import { boolean, oneOf } from '../config/converter.ts';
import { type ConfigOf, optional, withDefault } from '../config/key.ts';
import { loadConfig } from '../config/load-config.ts';
import type { Lookup } from '../config/lookup.ts';
import type { ConfigSource } from '../config/source.ts';
import { type LevelName, levelNames } from './level.ts';

const level = oneOf(levelNames);

/** The settings of logging. */
export const logKeys = {
  logLevel: withDefault('quarkus.log.level', level, 'INFO', 'The weakest level that is logged.'),
  logJson: withDefault(
    'quarkus.log.console.json',
    boolean,
    'true',
    'One JSON object a line; `false` gives the console format of the original.',
  ),
  logToStderr: withDefault('quarkus.log.console.stderr', boolean, 'false', 'Logs to standard error.'),
};

export type LogConfig = ConfigOf<typeof logKeys>;

/** As `quarkus.log.category."hello.server".level`. */
const categoryKey = /^quarkus\.log\.category\.(?:"(?<quoted>[^"]+)"|(?<plain>.+))\.level$/;

/**
 * Levels of single categories, which are no declared keys because their names are free.
 * @throws ConfigError telling of those that are no level
 */
export function readCategoryLevels(
  sources: readonly ConfigSource[],
  lookup: Lookup,
): Record<string, LevelName> {
  const names = sources.flatMap(({ properties }) =>
    properties.filter((property) => categoryKey.test(property)),
  );
  const keys = Object.fromEntries(
    names.map((name) => [categoryOf(name), optional(name, level, 'Level of a category.')]),
  );
  const levels = Object.entries(loadConfig(keys, lookup));
  return Object.fromEntries(
    levels.flatMap(([category, found]) => (found === undefined ? [] : [[category, found]])),
  );
}

function categoryOf(name: string): string {
  const { quoted, plain = '' } = categoryKey.exec(name)?.groups ?? {};
  return quoted ?? plain;
}
