import { boolean, oneOf } from '../config/converter.ts';
import { type ConfigOf, withDefault } from '../config/key.ts';
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

/** Levels of single categories; those that cannot be read are left to the level of all. */
export function readCategoryLevels(
  sources: readonly ConfigSource[],
  lookup: Lookup,
): Record<string, LevelName> {
  const keys = sources.flatMap(({ properties }) =>
    properties.filter((property) => categoryKey.test(property)),
  );
  return Object.fromEntries(keys.flatMap((key) => categoryLevel(key, lookup)));
}

function categoryLevel(key: string, lookup: Lookup): [string, LevelName][] {
  const { quoted, plain = '' } = categoryKey.exec(key)?.groups ?? {};
  const converted = level.convert(lookup(key)?.value ?? '');
  return converted === undefined || converted === 'refused' ? [] : [[quoted ?? plain, converted.value]];
}
