import type { Level } from 'pino';

/** Level names as the original takes them (JBoss LogManager and java.util.logging), strongest first. */
export const levelNames = [
  'OFF',
  'FATAL',
  'ERROR',
  'SEVERE',
  'WARN',
  'WARNING',
  'INFO',
  'CONFIG',
  'DEBUG',
  'FINE',
  'FINER',
  'TRACE',
  'FINEST',
  'ALL',
] as const;

export type LevelName = (typeof levelNames)[number];

const pinoLevels: Readonly<Record<LevelName, Level | 'silent'>> = {
  OFF: 'silent',
  FATAL: 'fatal',
  ERROR: 'error',
  SEVERE: 'error',
  WARN: 'warn',
  WARNING: 'warn',
  INFO: 'info',
  CONFIG: 'info',
  DEBUG: 'debug',
  FINE: 'debug',
  FINER: 'debug',
  TRACE: 'trace',
  FINEST: 'trace',
  ALL: 'trace',
};

/** The logger's own name of a level. */
export function pinoLevel(name: LevelName): Level | 'silent' {
  return pinoLevels[name];
}
