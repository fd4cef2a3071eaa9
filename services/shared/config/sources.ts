import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPropertiesFile } from './files.ts';
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

/** Reads every source anew. */
export function readSources(input: ProcessInput): Sources {
  const fixed = [
    propertySource('system property', ordinals.systemProperties, input.systemProperties),
    environmentSource('environment variable', ordinals.environment, definedEntries(input.environment)),
    ...dotEnv(input.workingDirectory),
    propertySource('built-in application.properties', ordinals.builtIn, input.builtIn),
  ];
  const mainPath = join(input.workingDirectory, mainFile);
  const main = fileWithProfiles(mainPath, ordinals.file);
  const beforeLocations = [...fixed, ...main([])];
  const located = locations(beforeLocations, input.workingDirectory);
  const profiles = activeProfiles([...beforeLocations, ...located.flatMap((files) => files([]))]);
  return {
    profiles,
    sources: [...fixed, ...main(profiles), ...located.flatMap((files) => files(profiles))],
    files: [mainPath, ...profiles.map((profile) => profilePath(mainPath, profile))],
  };
}

type WithProfiles = (profiles: readonly string[]) => ConfigSource[];

/** A file and, only if it exists, the files beside it that are named after a profile. */
function fileWithProfiles(path: string, ordinal: number): WithProfiles {
  const entries = readPropertiesFile(path);
  if (entries === undefined) return () => [];
  const source = propertySource(path, ordinal, entries);
  return (profiles) => [
    ...profiles.flatMap((profile) => profileFile(path, profile, source.ordinal + 1)),
    source,
  ];
}

function profileFile(mainPath: string, profile: string, ordinal: number): ConfigSource[] {
  const path = profilePath(mainPath, profile);
  const entries = readPropertiesFile(path);
  return entries === undefined ? [] : [propertySource(path, ordinal, entries)];
}

function profilePath(mainPath: string, profile: string): string {
  return join(dirname(mainPath), basename(mainPath).replace(/(\.properties)?$/, `-${profile}$1`));
}

function dotEnv(workingDirectory: string): ConfigSource[] {
  const entries = readPropertiesFile(join(workingDirectory, '.env'));
  return entries === undefined ? [] : [environmentSource('.env file, name', ordinals.dotEnv, entries)];
}

/** `smallrye.config.locations`: more files, each as strong as the source that names it. */
function locations(sources: readonly ConfigSource[], workingDirectory: string): WithProfiles[] {
  const names = ['smallrye.config.locations', 'quarkus.config.locations'];
  return sources.flatMap((source) => {
    const listed = names.flatMap((name) => source.get(name)?.value.split(',') ?? []);
    const paths = listed.map((path) => path.trim()).filter((path) => path !== '');
    return paths.map((path) => fileWithProfiles(toPath(path, workingDirectory), source.ordinal));
  });
}

function toPath(location: string, workingDirectory: string): string {
  return location.startsWith('file:') ? fileURLToPath(location) : resolve(workingDirectory, location);
}

function definedEntries(environment: ProcessInput['environment']): Map<string, string> {
  return new Map(
    Object.entries(environment).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
