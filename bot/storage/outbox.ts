/** Messages the bot starts, on a table with a partition for each programme. */
import { flagOfSubject } from '../programme/messages';
import type { Moment } from '../programme/model';
import {
  unclaimed,
  type NewMessage,
  type OutboxMessage,
  type OutboxStore,
  type PlanMark,
  type UnreadableMessage,
} from '../ports/outbox';
import type { Stored } from '../ports/stored';
import type { Random } from '../ports';
import { JointReads } from './jointReads';
import { readable, unlessUnreadable } from './columns';
import { JointWrites } from './jointWrites';
import { ListedMessages } from './listedMessages';
import { keyOf } from './keys';
import {
  entryFrom,
  failedKeys,
  flagMessageKeys,
  indexRows,
  isOpen,
  markFrom,
  markKey,
  markRow,
  messageFrom,
  messageKeys,
  messageRow,
  messageRowKey,
  openKeysAfter,
  openKeysUntil,
  placesOf,
  receiverKeys,
  storedFrom,
  storedMessage,
  tagParts,
  unreadableFrom,
  unreachableKeys,
} from './outboxRows';
import { inParallel } from './parallel';
import { enterMessages } from './plan';
import type { Change, Row } from './row';
import { all } from './table';
import type { Table } from './table';
import { sign } from './write';

const without = (rows: readonly Row[], others: readonly Row[]): Row[] =>
  rows.filter(({ rowKey }) => others.every((other) => other.rowKey !== rowKey));

/** The message as it goes out now that its receiver is back; null when there is nothing to go out. */
const revived = (message: OutboxMessage, now: Moment): OutboxMessage | null => {
  const { status, worthUntil, stale } = message;
  if (stale !== null && stale.tryAt === null) return { ...message, stale: { ...stale, tryAt: now } };
  if (status !== 'unreachable' || worthUntil <= now) return null;
  return { ...message, ...unclaimed, status: 'planned', notBefore: now, failures: 0, reason: null };
};

/** The outbox on a table of its own. */
export class AzureOutbox implements OutboxStore {
  readonly #table: Table;
  readonly #reads: JointReads;
  readonly #random: Random;
  readonly #writes = new Map<string, JointWrites>();
  readonly #listed: ListedMessages;

  constructor(table: Table, random: Random) {
    this.#table = table;
    this.#reads = new JointReads(table);
    this.#random = random;
    this.#listed = new ListedMessages(table, (programme, { value, tag }) =>
      this.update(programme, value, tag),
    );
  }

  async mark(programme: string): Promise<PlanMark | null> {
    const row = await this.#table.get(keyOf(programme), markKey);
    this.#listed.learn(programme, row);
    return row === null ? null : markFrom(row);
  }

  async setMark(programme: string, mark: PlanMark): Promise<void> {
    await this.#table.put(markRow(programme, mark, this.#listed.isAll(programme)));
  }

  plan(programme: string, messages: readonly NewMessage[]): Promise<readonly Stored<OutboxMessage>[]> {
    return enterMessages(this.#table, this.#random, programme, messages);
  }

  async open(programme: string, until: Moment, limit: number): Promise<readonly Stored<OutboxMessage>[]> {
    const keys = await this.openKeys(programme, until, limit);
    const found = await inParallel(keys, (key) => this.#findReadable(programme, key));
    return found.filter((message) => message !== null).filter(({ value }) => isOpen(value));
  }

  async openKeys(programme: string, until: Moment, limit: number): Promise<readonly string[]> {
    const keys: string[] = [];
    if (limit < 1) return keys;
    const rows = this.#table.range(keyOf(programme), openKeysUntil(until), {
      atOnce: Math.min(limit, 1000),
    });
    for await (const row of rows) {
      // One that cannot be read leads nowhere, and must not hide the others.
      const entry = unlessUnreadable(() => entryFrom(row));
      if (entry !== null) keys.push(entry.key);
      if (keys.length >= limit) break;
    }
    return keys;
  }

  async firstOpen(programme: string, after: Moment): Promise<Moment | null> {
    const rows = this.#table.range(keyOf(programme), openKeysAfter(after), { atOnce: 1 });
    for await (const row of rows) {
      const entry = unlessUnreadable(() => entryFrom(row));
      if (entry !== null) return entry.openAt;
    }
    return null;
  }

  async find(programme: string, key: string): Promise<Stored<OutboxMessage> | null> {
    const row = await this.#reads.get(keyOf(programme), messageRowKey(key));
    return row === null ? null : storedFrom(row);
  }

  /**
   * Writes the message and, in the same write, the difference in the rows by which it is found; together with
   * other updates of the programme that come at the same time.
   */
  async update(
    programme: string,
    message: OutboxMessage,
    tag: string,
  ): Promise<Stored<OutboxMessage> | 'conflict'> {
    const { etag, ...before } = tagParts(tag);
    const row = messageRow(programme, message);
    const present = indexRows(programme, message, before);
    const wanted = indexRows(programme, message, placesOf(message));
    const changes: Change[] = [
      { kind: 'replace', row, etag },
      ...without(wanted, present).map((one): Change => ({ kind: 'upsert', row: one })),
      ...without(present, wanted).map((one): Change => ({ kind: 'remove', row: one })),
    ];
    const written = await this.#writesOf(programme).make(
      sign(this.#random, { changes, witness: row.rowKey }),
    );
    return written === 'conflict' ? 'conflict' : storedMessage(message, written.etag);
  }

  #writesOf(programme: string): JointWrites {
    const writes = this.#writes.get(programme) ?? new JointWrites(this.#table);
    this.#writes.set(programme, writes);
    return writes;
  }

  async revive(programme: string, receiver: string, now: Moment): Promise<number> {
    const rows = await all(this.#table.range(keyOf(programme), unreachableKeys(receiver)));
    const results = await inParallel(readable(rows, entryFrom), ({ key }) =>
      this.#reviveOne(programme, key, now),
    );
    return results.filter(Boolean).length;
  }

  async #reviveOne(programme: string, key: string, now: Moment): Promise<boolean> {
    const found = await this.#findReadable(programme, key);
    if (found === null) return false;
    const message = revived(found.value, now);
    if (message === null) return false;
    return (await this.update(programme, message, found.tag)) !== 'conflict';
  }

  async ofFlag(programme: string, flag: string): Promise<readonly Stored<OutboxMessage>[]> {
    const rows = await all(this.#table.range(keyOf(programme), flagMessageKeys(flag)));
    return readable(rows, storedFrom).filter(
      ({ value }) => value.kind === 'flagRaised' && flagOfSubject(value.subject) === flag,
    );
  }

  async ofReceiver(programme: string, receiver: string): Promise<readonly OutboxMessage[]> {
    const keys = (await this.keysOfReceiver(programme, receiver)).map(messageRowKey);
    // Each by itself: between the messages of one person lie those of everybody.
    const rows = await inParallel(
      keys.toSorted((a, b) => (a < b ? -1 : 1)),
      (key) => this.#table.get(keyOf(programme), key),
    );
    return readable(
      rows.filter((row) => row !== null),
      messageFrom,
    );
  }

  async keysOfReceiver(programme: string, receiver: string): Promise<readonly string[]> {
    await this.#listed.complete(programme);
    const rows = await all(this.#table.range(keyOf(programme), receiverKeys(receiver)));
    return readable(rows, entryFrom).map(({ key }) => key);
  }

  async failed(programme: string): Promise<readonly Stored<OutboxMessage>[]> {
    const rows = await all(this.#table.range(keyOf(programme), failedKeys));
    const found = await inParallel(readable(rows, entryFrom), ({ key }) =>
      this.#findReadable(programme, key),
    );
    const failed = found
      .filter((message) => message !== null)
      .filter(({ value }) => value.status === 'failed');
    return failed.toSorted((a, b) => (a.value.key < b.value.key ? -1 : 1));
  }

  async #findReadable(programme: string, key: string): Promise<Stored<OutboxMessage> | null> {
    const row = await this.#reads.get(keyOf(programme), messageRowKey(key));
    return row === null ? null : unlessUnreadable(() => storedFrom(row));
  }

  async *list(
    programme: string,
    unreadable?: (message: UnreadableMessage) => void,
  ): AsyncGenerator<OutboxMessage> {
    for await (const row of this.#table.range(keyOf(programme), messageKeys)) {
      const message = unreadable === undefined ? messageFrom(row) : unlessUnreadable(() => messageFrom(row));
      if (message === null) unreadable?.(unreadableFrom(row));
      else yield message;
    }
  }
}
