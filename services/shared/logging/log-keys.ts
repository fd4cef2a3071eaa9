import { boolean, oneOf } from '../config/converter.ts';
import { type ConfigOf, type Key, optional, withDefault } from '../config/key.ts';
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

/** The settings of single categories, which cannot be declared because their names are free. */
export function categoryKeys(sources: readonly ConfigSource[]): Record<string, Key<LevelName | undefined>> {
  const names = sources.flatMap(({ properties }) =>
    properties.filter((property) => categoryKey.test(property)),
  );
  return Object.fromEntries(names.map((name) => [name, optional(name, level, 'Level of a category.')]));
}

/** The levels of single categories, as they were read by those keys. */
export function categoryLevels(config: Readonly<Record<string, unknown>>): Record<string, LevelName> {
  const found = Object.entries(config).filter(
    ([name, value]) => categoryKey.test(name) && value !== undefined,
  );
  return Object.fromEntries(found.map(([name, value]) => [categoryOf(name), value as LevelName]));
}

function categoryOf(name: string): string {
  const { quoted, plain = '' } = categoryKey.exec(name)?.groups ?? {};
  return quoted ?? plain;
}
