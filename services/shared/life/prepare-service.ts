import { describeLoading, loadedBundles } from '../bundle/loaded-bundles.ts';
import { builtInProperties } from '../config/built-in.ts';
import type { Keys } from '../config/key.ts';
import { type ConfigDeclaration, type LoadedConfig, readServiceConfig } from '../config/service-config.ts';
import { categoryKeys, categoryLevels, type LogConfig, type logKeys } from '../logging/log-keys.ts';
import { createLogging, type Logging } from '../logging/logging.ts';
import type { ServiceInput } from './service.ts';

/** The first part of every service's start: its settings, and a log to speak through. */
export function prepareService<K extends Keys & typeof logKeys>(
  declaration: ConfigDeclaration<K>,
  { process, output }: ServiceInput,
): { readonly loaded: LoadedConfig<K>; readonly logging: Logging } {
  const loaded = readServiceConfig(
    { ...declaration, given: categoryKeys },
    { ...process, builtIn: builtInProperties },
  );
  const { logLevel, logJson, logToStderr } = loaded.config as unknown as LogConfig;
  const logging = createLogging({
    output: logToStderr ? output.error : output.standard,
    level: logLevel,
    json: logJson,
    categories: categoryLevels(loaded.config),
  });
  const logger = logging('hello.config');
  for (const warning of loaded.warnings) logger.warn(warning);
  for (const bundle of loadedBundles()) logger.debug(describeLoading(bundle));
  return { loaded, logging };
}
