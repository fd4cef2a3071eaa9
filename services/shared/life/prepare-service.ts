import { describeLoading, loadedBundles } from '../bundle/loaded-bundles.ts';
import { builtInProperties } from '../config/built-in.ts';
import type { Keys } from '../config/key.ts';
import { type ConfigDeclaration, type LoadedConfig, readServiceConfig } from '../config/service-config.ts';
import { categoryKeys, categoryLevels, type LogConfig, type logKeys } from '../logging/log-keys.ts';
import { createLogging, type Logging, type LoggingOptions } from '../logging/logging.ts';
import { type FindCurrentSpan, findNoSpan } from '../telemetry/current-span.ts';
import { isTraced } from '../telemetry/load-tracing.ts';
import { type ServiceIdentity, startTelemetry } from '../telemetry/service-tracing.ts';
import type { Tracing } from '../telemetry/tracing.ts';
import type { TracingConfig, tracingKeys } from '../telemetry/tracing-keys.ts';
import type { ServiceInput } from './service.ts';

/** A service whose settings are read, with a log to speak through. */
export interface PreparedService<K extends Keys> {
  readonly loaded: LoadedConfig<K>;
  readonly logging: Logging;
  /** Undefined when the settings ask for none. */
  readonly tracing: Tracing | undefined;
  readonly findCurrentSpan: FindCurrentSpan;
}

/**
 * The first part of every service's start: its settings, a log to speak through, and tracing if it is wanted.
 * @throws ConfigError
 */
export async function prepareService<K extends Keys & typeof logKeys & typeof tracingKeys>(
  declaration: ConfigDeclaration<K>,
  { process, output }: ServiceInput,
  describe: (config: LoadedConfig<K>['config']) => ServiceIdentity,
): Promise<PreparedService<K>> {
  const loaded = readServiceConfig(
    { ...declaration, given: categoryKeys },
    { ...process, builtIn: builtInProperties },
  );
  const config = loaded.config as unknown as LogConfig & TracingConfig;
  let tracing: Tracing | undefined;
  // The log is there before tracing is, and speaks of its start.
  const findCurrentSpan = isTraced(config) ? () => tracing?.findCurrentSpan() : findNoSpan;
  const options: LoggingOptions = {
    output: config.logToStderr ? output.error : output.standard,
    level: config.logLevel,
    json: config.logJson,
    categories: categoryLevels(loaded.config),
  };
  const logging = createLogging({ ...options, findCurrentSpan });
  const logger = logging('hello.config');
  for (const warning of loaded.warnings) logger.warn(warning);
  tracing = await startTelemetry({
    config,
    service: describe(loaded.config),
    // It delivers the spans of many requests in the context of any, so its lines belong to none.
    logger: createLogging(options)('hello.tracing'),
  });
  for (const bundle of loadedBundles()) logger.debug(describeLoading(bundle));
  return { loaded, logging, tracing, findCurrentSpan };
}
