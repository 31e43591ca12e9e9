/** How ids become partition and row keys. Every key of every table is made here. */
import { createHash } from 'node:crypto';

import type { Moment } from '../programme/model';
import { Fault } from '../programme/failure';
import { limits } from './limits';
import { kindOfKey, separator } from './rowPlace';

const afterSeparator = '}';
const momentDigits = 16;

/** Two parts as long as this fit into one key, beside a day, a moment or a mark. */
const longestPart = 220;
const keptOfLongPart = 150;

const escapeUnit = (unit: string): string =>
  `=${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/** SHA-256 in hex over each UTF-16 unit, so that halves of surrogate pairs do not become equal. */
export const fingerprint = (id: string): string =>
  createHash('sha256').update(Buffer.from(id, 'utf16le')).digest('hex');

/**
 * An id as part of a key. Whatever Azure refuses in keys, the separators of our own and everything
 * beyond plain ASCII becomes `=HHHH`, one for each UTF-16 unit; what would become too long ends in
 * `==` and a fingerprint. Different ids have different parts; plain ones stay as they are and keep
 * their order. A part is not read back as long as there is another way: rows carry the ids they belong to.
 */
export function encodePart(id: string): string {
  const part = id.replaceAll(/[^A-Za-z0-9@._:+-]/g, escapeUnit);
  return part.length <= longestPart ? part : `${part.slice(0, keptOfLongPart)}==${fingerprint(id)}`;
}

/** The id that `encodePart` was given, as far as it can be told: of a long one there is only the beginning. */
export function decodePart(part: string): string {
  const [plain = ''] = part.split('==');
  return plain.replaceAll(/=([0-9A-F]{4})/g, (_, unit: string) =>
    String.fromCharCode(Number.parseInt(unit, 16)),
  );
}

/** The parts of a whole key, decoded. */
export const partsOf = (key: string): readonly string[] => key.split(separator).map(decodePart);

/** A whole key; throws when it is longer than storage allows. */
export function keyOf(...ids: readonly string[]): string {
  const key = ids.map(encodePart).join(separator);
  if (key.length > limits.keyCharacters) {
    throw new Fault(
      `a key may have ${limits.keyCharacters} characters and this one of kind ${kindOfKey(key)} has ${key.length}`,
    );
  }
  return key;
}

/** The part of a key with this number, as it stands in it: it tells apart even ids of which a key has the beginning only. */
export const partOfKey = (key: string, number: number): string => key.split(separator)[number] ?? '';

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

/** All keys that begin with this one. */
export const keysBeginning = (start: string): KeyRange => ({ from: start, to: start + afterSeparator });

/** A moment so that keys sort in order of time; throws for what is no moment since 1970. */
export function momentPart(moment: Moment): string {
  if (!Number.isSafeInteger(moment) || moment < 0) {
    throw new Fault(`a moment is a whole number of milliseconds since 1970, this is ${moment}`);
  }
  return String(moment).padStart(momentDigits, '0');
}

/** All keys under these ids whose next part is this moment or a later one. */
export function keysSince(from: Moment, ...ids: readonly string[]): KeyRange {
  return { ...keysUnder(...ids), from: keyOf(...ids, momentPart(from)) };
}

/** A place in a list of a few thousand at most, so that it sorts as text. */
export function ordinalPart(ordinal: number): string {
  return String(ordinal).padStart(6, '0');
}
