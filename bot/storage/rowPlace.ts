/** Where a row stands, as an error may say it: its partition, and of its key the kind alone. What follows names people and pupils. */

/** Between the parts of a key. */
export const separator = '|';

/** The first part of a key: it says what kind of row this is. */
export const kindOfKey = (key: string): string => key.split(separator, 1)[0] ?? '';

/** The partition of a row, and its kind. */
export const placeOf = (row: { readonly partitionKey: string; readonly rowKey: string }): string =>
  `${row.partitionKey} / ${kindOfKey(row.rowKey)}`;
