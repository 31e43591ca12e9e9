/** Values checked by hand, where there are so many of them that a schema takes too long or too much memory. */

/** An object whose properties are still to be checked. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether its properties can be asked for. */
export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** The value as text; throws when it is not. */
export function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`Expected text, found ${typeof value}`);
  return value;
}

/** The value as text or null; throws when it is neither. */
export const textOrNull = (value: unknown): string | null => (value === null ? null : text(value));

/** The value as a number; throws when it is not. */
export function number(value: unknown): number {
  if (typeof value !== 'number') throw new TypeError(`Expected a number, found ${typeof value}`);
  return value;
}

/** The value as the one of these that it is; throws when it is none. */
export function oneOf<T extends string | number>(allowed: readonly T[], value: unknown): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new TypeError(`Expected one of ${allowed.join(', ')}`);
  return found;
}
