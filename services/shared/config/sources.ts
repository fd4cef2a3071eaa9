import { join } from 'node:path';
import { fileSources, profilePath, propertiesFilesAt, readPropertiesFile } from './files.ts';
import { readLocations } from './locations.ts';
import { createLookup } from './lookup.ts';
import { activeProfiles } from './profile.ts';
import { type ConfigSource, environmentSource, propertySource } from './source.ts';

/** What a process is started with. */
export interface ProcessInput {
  /** Properties given as `-Dkey=value`. */
  readonly systemProperties: ReadonlyMap<string, string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  /** What the program itself brings, as the `application.properties` inside the original's jar. */
  readonly builtIn: ReadonlyMap<string, string>;
}

/** All sources of one reading, and the profiles that are active in them. */
export interface Sources {
  readonly sources: readonly ConfigSource[];
  readonly profiles: readonly string[];
  /** The mounted files that were read or would have been, had they existed. */
  readonly files: readonly string[];
}

/** Ordinals of MicroProfile Config and Quarkus (config-reference). */
const ordinals = { systemProperties: 400, environment: 300, dotEnv: 295, file: 260, builtIn: 250 };

/** The mounted file, seen from the working directory. */
const mainFile = join('config', 'application.properties');

/** Reads every source anew. They stand in the order in which they win when their ordinals are equal. */
export function readSources({
  systemProperties,
  environment,
  workingDirectory,
  builtIn,
}: ProcessInput): Sources {
  const mainPath = join(workingDirectory, mainFile);
  const main = fileSources(mainPath, ordinals.file);
  const fixed = [
    propertySource('system property', ordinals.systemProperties, systemProperties),
    environmentSource('environment variable', ordinals.environment, definedEntries(environment)),
    ...dotEnv(workingDirectory),
    propertySource('built-in application.properties', ordinals.builtIn, builtIn),
  ];
  const profiles = activeProfiles([...main([]), ...fixed]);
  const sources = [...main(profiles), ...fixed];
  const located = readLocations(createLookup(sources, profiles), workingDirectory);
  return {
    profiles,
    sources: [...located.flatMap((files) => files(profiles)), ...sources],
    files: [mainPath, ...profiles.map((profile) => profilePath(mainPath, profile))],
  };
}

function dotEnv(workingDirectory: string): ConfigSource[] {
  const files = propertiesFilesAt(join(workingDirectory, '.env'));
  return files.map((file) => environmentSource('.env file, name', ordinals.dotEnv, readPropertiesFile(file)));
}

function definedEntries(environment: ProcessInput['environment']): Map<string, string> {
  return new Map(
    Object.entries(environment).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
