/** What a card sent, and what is looked at of lists: by hand, as a body holds a hundred thousand odd items, each a fault to a parser. */
import { z } from 'zod';
import type { ActionFields } from '../ports';

const isSimple = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/** A list of simple values as one text; null for anything else. */
const textOf = (value: unknown): string | null => {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.every(isSimple) ? values.join(',') : null;
};

/** Without the name by which an object would get what it inherits. */
const entriesOf = (data: unknown): readonly (readonly [string, unknown])[] =>
  typeof data === 'object' && data !== null && !Array.isArray(data)
    ? Object.entries(data).filter(([name]) => name !== '__proto__')
    : [];

/** What a card sent as text; anything that is not a simple value is left out. */
export const fieldsOf = (data: unknown): ActionFields =>
  Object.fromEntries(
    entriesOf(data).flatMap(([name, value]) => {
      const text = textOf(value);
      return text === null ? [] : [[name, text]];
    }),
  );

const hasId = (item: unknown): boolean =>
  typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string';

/** A list of whatever has an id. */
export const listOfIds = z.array(z.unknown()).refine((items) => items.every(hasId));
