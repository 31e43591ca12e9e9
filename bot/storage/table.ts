/** A table as the stores use it: point reads, key ranges of one partition, transactions. */
import { RestError } from '@azure/data-tables';

import type { KeyRange } from './keys';
import type { Change, FoundRow, Row } from './row';

/**
 * `atOnce` is the size of a page, `only` the columns wanted beside the keys. `untagged` rows come with an empty etag: of
 * short rows that nobody changes by it, it would be a third of the answer.
 */
export interface QueryOptions {
  readonly atOnce?: number;
  readonly only?: readonly string[];
  readonly untagged?: boolean;
}

/**
 * One table. Every method costs one request, a range one per 1,000 rows. A change that is refused throws a
 * `RestError` with its `statusCode`: 409 for a row to create that is there, 404 for one to replace or remove
 * that is not, 412 for one that has another etag. Every other error, one with a `statusCode` of 408, 429 or
 * from 500 on too, leaves open whether the change was made.
 */
export interface Table {
  /** The row with these keys, or null. */
  get(partitionKey: string, rowKey: string): Promise<FoundRow | null>;
  /** The rows of a partition in this range, in order of key. */
  range(partitionKey: string, keys: KeyRange, options?: QueryOptions): AsyncIterable<FoundRow>;
  /** Every row of a partition, in order of key. */
  partition(partitionKey: string, options?: QueryOptions): AsyncIterable<FoundRow>;
  /** Makes all changes or none; gives the new etags in the same order. */
  change(changes: readonly Change[]): Promise<readonly (string | undefined)[]>;
  /** Puts a row whatever was there. */
  put(row: Row): Promise<void>;
  /** Removes a row, when it is still the one with this etag (none: any); false when it was not or is gone. */
  remove(partitionKey: string, rowKey: string, etag?: string): Promise<boolean>;
}

/** The status a storage request was refused with; null when it is not known to be refused. */
export function refusal(error: unknown): number | null {
  const status = error instanceof RestError ? (error.statusCode ?? 0) : 0;
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? status : null;
}

/** Rows that storage gives a page at a time: who wants all of them waits for each page, and not a turn for each row. */
export class PagedRows<T> implements AsyncIterable<T> {
  readonly pages: AsyncIterable<readonly T[]>;

  constructor(pages: AsyncIterable<readonly T[]>) {
    this.pages = pages;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for await (const page of this.pages) yield* page;
  }
}

/** Everything a query finds. */
export async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  if (source instanceof PagedRows) for await (const page of source.pages) found.push(...page);
  else for await (const one of source) found.push(one);
  return found;
}

/** Rows held in memory at once: a large programme has hundreds of thousands of a kind. */
const rowsAtOnce = 256;

/** Rows some at a time, as they come. */
export async function* inPieces(rows: AsyncIterable<FoundRow>): AsyncGenerator<readonly FoundRow[]> {
  let piece: FoundRow[] = [];
  for await (const row of rows) {
    piece.push(row);
    if (piece.length < rowsAtOnce) continue;
    yield piece;
    piece = [];
  }
  yield piece;
}
