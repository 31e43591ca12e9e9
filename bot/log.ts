/** Log lines as JSON on standard error. */
import { destination, pino } from 'pino';
import type { Log, LogFields } from './ports';

/** The names LOG_LEVEL may have, from most to fewest lines. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
/** One of them. */
export type LogLevel = (typeof logLevels)[number];

const address = /[^\s|/"'()]+@[^\s|/"'()]+/g;

/** Errors of storage name keys, and keys hold addresses: those are nobody's business who reads a log. */
export const withoutAddresses = (fields: LogFields): LogFields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace(address, '…@…') : value,
    ]),
  );

/** A log that writes at once, so that the last line before an end is not lost. Addresses in texts are taken out. */
export const jsonLog = (level: LogLevel): Log => {
  const lines = pino({ level, base: null }, destination({ fd: 2, sync: true }));
  return {
    info: (event, fields = {}) => lines.info(withoutAddresses(fields), event),
    warn: (event, fields = {}) => lines.warn(withoutAddresses(fields), event),
    error: (event, fields = {}) => lines.error(withoutAddresses(fields), event),
  };
};
