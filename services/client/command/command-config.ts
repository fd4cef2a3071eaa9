import { builtInProperties } from '../../shared/config/built-in.ts';
import { integer, text } from '../../shared/config/converter.ts';
import { withDefault } from '../../shared/config/key.ts';
import { type LoadedConfig, readServiceConfig } from '../../shared/config/service-config.ts';
import type { ProcessInput } from '../../shared/config/sources.ts';
import { checkClientConfig, clientKeys } from '../config.ts';

/** The settings of the client, none of which must be there: a command needs no mounted file. */
const commandKeys = {
  ...clientKeys,
  requests: withDefault('numrequest', integer(), '25', 'How many calls a run makes.'),
  namePrefix: withDefault('teststring', text, 'prom', 'The beginning of the names.'),
};

/**
 * Reads the same sources as the service, so that the command judges what the service would do in its place.
 * @throws ConfigError
 */
export function readCommandConfig(input: Omit<ProcessInput, 'builtIn'>): LoadedConfig<typeof commandKeys> {
  const declaration = {
    keys: commandKeys,
    crossCheck: checkClientConfig,
    others: ['quarkus.grpc.server.', 'hello.server.'],
  };
  return readServiceConfig(declaration, { ...input, builtIn: builtInProperties });
}
