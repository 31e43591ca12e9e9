/** Log lines as JSON on standard error. */
import { destination, pino } from 'pino';
import type { Log } from './ports';

/** The names LOG_LEVEL may have, from most to fewest lines. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** A log that writes at once, so that the last line before an end is not lost. */
export const jsonLog = (level: LogLevel): Log => {
  const lines = pino({ level, base: null }, destination({ fd: 2, sync: true }));
  return {
    info: (event, fields) => lines.info(fields ?? {}, event),
    warn: (event, fields) => lines.warn(fields ?? {}, event),
    error: (event, fields) => lines.error(fields ?? {}, event),
  };
};
