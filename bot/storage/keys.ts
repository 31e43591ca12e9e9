/** How ids become partition and row keys. Every key of every table is made here. */
import type { Moment } from '../programme/model';

const separator = '|';
const afterSeparator = '}';
const longest = 1024;
const momentDigits = 16;

const escapeUnit = (unit: string): string =>
  `=${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/**
 * An id as part of a key: whatever Azure refuses in keys, the separators of our own and everything
 * beyond plain ASCII becomes `=HHHH`, one for each UTF-16 unit, so that even half a surrogate pair
 * comes back. Ids of plain characters stay as they are and keep their order.
 */
export function encodePart(id: string): string {
  return id.replaceAll(/[^A-Za-z0-9@._:+-]/g, escapeUnit);
}

/** The id that `encodePart` was given. */
export function decodePart(part: string): string {
  return part.replaceAll(/=([0-9A-F]{4})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** A whole key; throws when it is longer than the 1,024 characters Azure allows. */
export function keyOf(...ids: readonly string[]): string {
  const key = ids.map(encodePart).join(separator);
  if (key.length > longest) {
    throw new Error(
      `A storage key may have ${longest} characters and this one has ${key.length}: ${key.slice(0, 80)}…`,
    );
  }
  return key;
}

/** The ids that `keyOf` was given. */
export function idsOf(key: string): readonly string[] {
  return key.split(separator).map(decodePart);
}

/** A range of row keys: `from` is in it, `to` is not. */
export interface KeyRange {
  readonly from: string;
  readonly to: string;
}

/** All keys that begin with these ids and have at least one more. */
export function keysUnder(...ids: readonly string[]): KeyRange {
  const start = keyOf(...ids);
  return { from: start + separator, to: start + afterSeparator };
}

/** A moment so that keys sort in order of time; throws for what is no moment since 1970. */
export function momentPart(moment: Moment): string {
  if (!Number.isSafeInteger(moment) || moment < 0) {
    throw new Error(`A moment is a whole number of milliseconds since 1970, this is ${moment}`);
  }
  return String(moment).padStart(momentDigits, '0');
}
