/** What a `Retry-After` header asks for: seconds, or a moment (RFC 9110, 10.2.3). */
import type { SendResult } from '../ports';
import type { Moment } from '../programme/model';

/** Milliseconds to wait, or the moment to wait for. */
type Wait = { readonly retryAfter: number | null } | { readonly retryAfter: null; readonly retryAt: Moment };

/** `Sun, 06 Nov 1994 08:49:37 GMT`, and the two older forms that are still to be read (RFC 9110, 5.6.7). */
const dateForms = [
  /^[A-Z][a-z]{2}, (?<day>\d\d) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^[A-Z][a-z]+day, (?<day>\d\d)-(?<month>[A-Z][a-z]{2})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/,
];

/** The moment of an HTTP date; null when it is none. A year of two figures is of this century: a wait lies ahead. */
const momentOf = (text: string): Moment | null => {
  const found = dateForms.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (found === undefined) return null;
  const { day = '', month = '', year = '', time = '' } = found;
  const moment = Date.parse(`${day.trim()} ${month} ${year.padStart(4, '20')} ${time} GMT`);
  return Number.isNaN(moment) ? null : moment;
};

/** What a wait until a moment comes to, counted from another; who asks for no wait at all gets our own. */
const between = (from: Moment, until: Moment): number | null => (until > from ? until - from : null);

/**
 * What a header asks for; no wait when it says nothing that can be used. A moment is counted from the one at which Teams says
 * that it answered (`Date`): no clock of ours has a part in it then.
 */
export const readRetryAfter = (header: unknown, answeredAt: unknown): Wait => {
  const text = typeof header === 'string' ? header.trim() : '';
  const seconds = text === '' ? Number.NaN : Number(text);
  if (Number.isFinite(seconds)) return { retryAfter: seconds > 0 ? seconds * 1000 : null };
  const retryAt = momentOf(text);
  if (retryAt === null) return { retryAfter: null };
  const from = typeof answeredAt === 'string' ? momentOf(answeredAt.trim()) : null;
  return from === null ? { retryAfter: null, retryAt } : { retryAfter: between(from, retryAt) };
};

/** The result with a moment that Teams named without its own time, as milliseconds from now; how long is believed is for its reader. */
export const waitFrom = (result: SendResult, now: Moment): SendResult =>
  result.status === 'later' && result.retryAt !== undefined
    ? { ...result, retryAfter: between(now, result.retryAt) }
    : result;
