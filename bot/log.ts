/** Log lines as JSON on standard error. */
import { destination, pino } from 'pino';
import { failure } from './programme/failure';
import type { Log, LogFields } from './ports';

/** The names LOG_LEVEL may have, from most to fewest lines. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
/** One of them. */
export type LogLevel = (typeof logLevels)[number];

const address = /[^\s|/"'()]+@[^\s|/"'()]+/g;

/** What cannot be seen, but moves or turns around what a terminal shows; JSON escapes the oldest of it only. */
const unseen = /[\p{Cf}\p{Zl}\p{Zp}\u007F-\u009F]/gu;

/** No error of ours needs more: what is longer quotes what somebody sent. */
const longest = 4_000;

/** Not in the middle of a word: half an address would not be known for one. */
const cut = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest).replace(/[^\s|/"'()]*$/, '')}…`;

/** Errors of storage name keys, and keys hold addresses: those are nobody's business who reads a log. */
const loggedText = (text: string): string => cut(text).replace(address, '…@…').replace(unseen, '?');

/** Fields as a line may hold them: no address, and nothing that is more than text. */
export const loggedFields = (fields: LogFields): LogFields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? loggedText(value) : value,
    ]),
  );

/** A text in which no secret can be read, whoever put it there. */
export const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, '…'), text);

/**
 * A log that writes at once, so that the last line before an end is not lost. These secrets are taken out of texts first:
 * `loggedFields` could leave a part of one.
 */
export const jsonLog = (level: LogLevel, secrets: readonly string[]): Log => {
  const lines = pino({ level, base: null }, destination({ fd: 2, sync: true }));
  const cleaned = (fields: LogFields): LogFields =>
    loggedFields(
      Object.fromEntries(
        Object.entries(fields).map(([name, value]) => [
          name,
          typeof value === 'string' ? withoutSecrets(value, secrets) : value,
        ]),
      ),
    );
  return {
    info: (event, fields = {}) => lines.info(cleaned(fields), event),
    warn: (event, fields = {}) => lines.warn(cleaned(fields), event),
    error: (event, fields = {}) => lines.error(cleaned(fields), event),
  };
};

/** What nobody caught ends the process, as it would without this: but with a line of the log, and not with what it says. */
export const endOnFault = (log: Log): void => {
  process.on('uncaughtException', (error: unknown) => {
    log.error('ended by a fault', { ...failure(error) });
    process.exit(1);
  });
};
