import pino, { type Logger as PinoLogger } from 'pino';
import { createSourceLines } from '../bundle/source-lines.ts';
import { type FindCurrentSpan, findNoSpan } from '../telemetry/current-span.ts';
import { formatForConsole } from './console-format.ts';
import { type LevelName, pinoLevel } from './level.ts';
import type { Output } from './output.ts';

/** Writes lines of one category. The fields stand beside the message in JSON and are left out on the console. */
export interface Logger {
  debug(message: string, fields?: object): void;
  info(message: string, fields?: object): void;
  warn(message: string, fields?: object): void;
  error(message: string, fields?: object): void;
  fatal(message: string, fields?: object): void;
  /** Whether a line of this level would be written; for lines that are dear to make. */
  writes(level: 'debug' | 'info'): boolean;
}

/** Makes loggers that share an output and a format. */
export type Logging = (category: string) => Logger;

export interface LoggingOptions {
  readonly output: Output;
  readonly level: LevelName;
  /** One JSON object a line, or the original's console format. */
  readonly json: boolean;
  /** Levels of categories that differ; a category's parts inherit, as in `quarkus.log.category."a.b".level`. */
  readonly categories?: Readonly<Record<string, LevelName>>;
  /** Lines in JSON name the span that they were written in. */
  readonly findCurrentSpan?: FindCurrentSpan;
}

/** Sets logging up; nothing global is touched. */
export function createLogging({
  output,
  level,
  json,
  categories = {},
  findCurrentSpan = findNoSpan,
}: LoggingOptions): Logging {
  const withSourceLines = createSourceLines();
  const root = pino(
    {
      level: 'trace',
      base: null,
      messageKey: 'message',
      errorKey: 'error',
      timestamp: createTimestamp(),
      formatters: { level: (label) => ({ level: label.toUpperCase() }) },
      ...(json && findCurrentSpan !== findNoSpan && { mixin: () => spanFields(findCurrentSpan) }),
      serializers: {
        error(error: Error) {
          const told = pino.stdSerializers.err(error);
          return { ...told, stack: withSourceLines(told.stack) };
        },
      },
    },
    json ? output : consoleStream(output),
  );
  return (category) => {
    const chosen = categories[nearestAncestor(category, categories)] ?? level;
    return adapt(root.child({ loggerName: category }, { level: pinoLevel(chosen) }));
  };
}

/** The time of a line; a busy service writes many in the same millisecond. */
function createTimestamp(): () => string {
  let lastMs = Number.NaN;
  let last = '';
  return () => {
    const nowMs = Date.now();
    if (nowMs !== lastMs) {
      lastMs = nowMs;
      last = `,"timestamp":"${new Date(nowMs).toISOString()}"`;
    }
    return last;
  };
}

/** A new object each time: the logger adds the other fields to it. */
function spanFields(findCurrentSpan: FindCurrentSpan): object {
  const span = findCurrentSpan();
  return span === undefined ? {} : { trace_id: span.traceId, span_id: span.spanId };
}

function nearestAncestor(category: string, categories: object): string {
  if (category in categories || !category.includes('.')) return category;
  return nearestAncestor(category.slice(0, category.lastIndexOf('.')), categories);
}

function adapt(logger: PinoLogger): Logger {
  return {
    debug: (message, fields = {}) => logger.debug(fields, message),
    info: (message, fields = {}) => logger.info(fields, message),
    warn: (message, fields = {}) => logger.warn(fields, message),
    error: (message, fields = {}) => logger.error(fields, message),
    fatal: (message, fields = {}) => logger.fatal(fields, message),
    writes: (level) => logger.isLevelEnabled(level),
  };
}

/** Turns the logger's JSON into console lines; slower, which only those pay who ask for it. */
function consoleStream(output: Output): { write(line: string): void } {
  return {
    write(line) {
      const { timestamp, level, loggerName, message, error } = JSON.parse(line);
      output.write(
        formatForConsole({
          timeMs: Date.parse(timestamp),
          level,
          category: loggerName,
          message,
          stack: error?.stack,
        }),
      );
    },
  };
}
