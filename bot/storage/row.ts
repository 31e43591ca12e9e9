/** Entities as this folder sees them. */

/** An entity to write. */
export interface Row {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly [column: string]: string | number | boolean;
}

/** An entity as read. */
export interface FoundRow {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly etag: string;
  readonly columns: Readonly<Record<string, unknown>>;
}

/** One change of a transaction. `replace` needs the entity to be the one with this etag. */
export type Change =
  | { readonly kind: 'create' | 'upsert' | 'remove'; readonly row: Row }
  | { readonly kind: 'replace'; readonly row: Row; readonly etag: string };
