/**
 * Activities whose answer has to wait: each stands in a table, where it can be found and erased, and a Storage Queue of the
 * installation says when it is time for which.
 */
import { Fault } from '../programme/failure';
import { keptFor, type GivenUp, type Inbox, type KeptActivity, type TakenActivity } from '../ports/inbox';
import type { Log, Random } from '../ports';
import type { Moment } from '../programme/model';
import { readable, unlessUnreadable } from './columns';
import {
  forgottenFrom,
  forgottenKey,
  forgottenKeys,
  forgottenRow,
  givenUpFrom,
  givenUpKeys,
  givenUpKeysOf,
  givenUpRow,
  handledIn,
  inboxPartition,
  keptFrom,
  keptKey,
  keptKeys,
  keptKeysOf,
  keptRow,
  placeShape,
  type KeptPlace,
} from './inboxRows';
import type { KeyRange } from './keys';
import { takeFrom, type Messages, type Taken } from './messageQueue';
import { inParallel } from './parallel';
import type { FoundRow } from './row';
import { all, type Table } from './table';
import { write } from './write';

/** Longer than a process needs for one, with everything it waits for. */
const hiddenSeconds = 60;
/** Of a second time on it is counted. */
const mostHandledAgain = 4;
/** A rest is believed for a day. */
const longestUnseen = 24 * 3600;
/** What people press and type is far smaller. */
const mostBytes = 256 * 1024;
/** The service tells whole seconds, and the clock of a process may be five seconds ahead of it. Milliseconds. */
const mostAhead = 6_000;
/** For how long it is known that an answer was given up. */
export const toldFor = 30 * 86_400_000;

const isOf = (kept: KeptActivity, tenant: string, aadObjectId: string): boolean =>
  kept.tenant === tenant && kept.aadObjectId === aadObjectId;

/** What it is made of. */
export interface InboxParts {
  readonly table: Table;
  readonly messages: Messages;
  /** By the storage service's clock; null when it does not tell. */
  readonly time: () => Promise<Moment | null>;
  readonly random: Random;
  readonly log: Log;
}

/** One partition and one queue for all tenants: they are nearly always empty. */
export class AzureInbox implements Inbox {
  readonly #parts: InboxParts;

  constructor(parts: InboxParts) {
    this.#parts = parts;
  }

  async put(kept: KeptActivity, unseenFor: number): Promise<void> {
    const { table, messages, random } = this.#parts;
    const bytes = Buffer.byteLength(JSON.stringify(kept));
    if (bytes > mostBytes) throw new Fault(`an activity of ${bytes} bytes cannot be kept`);
    const { tenant, aadObjectId, cameAt } = kept;
    const id = random.uuid();
    const row = keptRow({ id }, kept, 0);
    await table.put(row);
    const visibilityTimeout = Math.min(longestUnseen, Math.ceil(unseenFor / 1000));
    try {
      // After that, so that whoever forgets meanwhile finds the row, or is found here.
      if (await this.isForgotten(tenant, aadObjectId, cameAt))
        return void (await table.remove(row.partitionKey, row.rowKey));
      await messages.send({ tenant, id }, { visibilityTimeout, messageTimeToLive: keptFor / 1000 });
    } catch (error) {
      // Nobody would ever look at it, and it would count as an answer given up.
      await table.remove(row.partitionKey, row.rowKey).catch(() => undefined);
      throw error;
    }
  }

  async take(): Promise<readonly TakenActivity[]> {
    for (;;) {
      const taken = await takeFrom(this.#parts.messages, {
        shape: placeShape,
        hiddenSeconds,
        mostDeliveries: null,
        givenUp: (_, deliveries) => this.#parts.log.error('kept activity not readable', { deliveries }),
      });
      const failures: unknown[] = [];
      // One that storage does not give is found in a minute, and so would be all that were taken with it.
      const opened = await inParallel(taken, (one) =>
        this.#open(one).catch((error: unknown) => {
          failures.push(error);
          return null;
        }),
      );
      const found = opened.filter((one) => one !== null);
      if (found.length === 0 && failures.length > 0) throw failures[0];
      // Of many that were answered or forgotten nothing is left but their messages: who waits behind them is not to wait longer.
      if (found.length > 0 || taken.length === 0) return found;
    }
  }

  async of(tenant: string, aadObjectId: string): Promise<readonly KeptActivity[]> {
    const everybody = readable(await this.#rows(keptKeysOf(tenant)), keptFrom);
    return everybody.filter((kept) => isOf(kept, tenant, aadObjectId));
  }

  async forget(tenant: string, aadObjectId: string, upTo: Moment | null): Promise<number> {
    const { table } = this.#parts;
    const told = upTo ?? (await this.#present()) + mostAhead;
    const last = Math.max(told, await this.#forgottenUpTo(tenant, aadObjectId));
    await table.put(forgottenRow(tenant, aadObjectId, last));
    const isGone = (kept: KeptActivity): boolean => isOf(kept, tenant, aadObjectId) && kept.cameAt <= last;
    const rows = await this.#rows(keptKeysOf(tenant));
    const gone = rows.filter((row) => unlessUnreadable(() => isGone(keptFrom(row))) === true);
    const removed = await inParallel(gone, ({ rowKey }) => table.remove(inboxPartition, rowKey));
    return removed.filter((isRemoved) => isRemoved).length;
  }

  async isForgotten(tenant: string, aadObjectId: string, cameAt: Moment): Promise<boolean> {
    return cameAt <= (await this.#forgottenUpTo(tenant, aadObjectId));
  }

  async givenUp(tenant: string): Promise<readonly GivenUp[]> {
    return readable(await this.#rows(givenUpKeysOf(tenant)), givenUpFrom);
  }

  async removeOver(now: Moment): Promise<void> {
    const kept = await this.#rows(keptKeys);
    const isOld = (row: FoundRow): boolean =>
      unlessUnreadable(() => keptFrom(row).cameAt <= now - keptFor) === true;
    await inParallel(kept.filter(isOld), (row) => this.#giveUp(row, { isOver: true }));
    await this.#remove(forgottenKeys, (row) => forgottenFrom(row) <= now - keptFor);
    await this.#remove(givenUpKeys, (row) => givenUpFrom(row).cameAt <= now - toldFor);
  }

  #rows(keys: KeyRange): Promise<FoundRow[]> {
    return all(this.#parts.table.range(inboxPartition, keys));
  }

  async #remove(keys: KeyRange, isOver: (row: FoundRow) => boolean): Promise<void> {
    const over = (await this.#rows(keys)).filter((row) => unlessUnreadable(() => isOver(row)) === true);
    await inParallel(over, ({ rowKey, etag }) => this.#parts.table.remove(inboxPartition, rowKey, etag));
  }

  async #present(): Promise<Moment> {
    const told = await this.#parts.time();
    if (told === null) throw new Fault('storage does not tell what time it is');
    return told;
  }

  async #forgottenUpTo(tenant: string, aadObjectId: string): Promise<Moment> {
    const row = await this.#parts.table.get(inboxPartition, forgottenKey(tenant, aadObjectId));
    return row === null ? Number.NEGATIVE_INFINITY : forgottenFrom(row);
  }

  #rowOf(place: KeptPlace): Promise<FoundRow | null> {
    return this.#parts.table.get(inboxPartition, keptKey(place));
  }

  /** Null when there is nothing under it, for it was answered or forgotten, and when this version cannot read it. */
  async #open({
    content: place,
    deliveries,
    done: doneWithMessage,
  }: Taken<KeptPlace>): Promise<TakenActivity | null> {
    const row = await this.#rowOf(place);
    const kept = row === null ? null : unlessUnreadable(() => keptFrom(row));
    if (row !== null && kept === null) await this.#giveUp(row, {});
    if (row === null || kept === null) {
      await doneWithMessage();
      return null;
    }
    const done = async (): Promise<void> => {
      await this.#parts.table.remove(inboxPartition, row.rowKey);
      await doneWithMessage();
    };
    const begin = async (): Promise<boolean> => {
      if (deliveries === 1) return true;
      if (handledIn(row) < mostHandledAgain) return this.#noteHandled(place, row, kept);
      await this.#giveUp(row, { deliveries });
      await doneWithMessage();
      return false;
    };
    return { kept, begin, done };
  }

  /** False when somebody changed or removed it meanwhile. */
  async #noteHandled(place: KeptPlace, row: FoundRow, kept: KeptActivity): Promise<boolean> {
    const { table, random } = this.#parts;
    const changes = [
      { kind: 'replace', row: keptRow(place, kept, handledIn(row) + 1), etag: row.etag },
    ] as const;
    return (await write(table, random, { changes, witness: row.rowKey })) !== 'conflict';
  }

  async #giveUp(row: FoundRow, why: Readonly<Record<string, number | boolean>>): Promise<void> {
    const { table, log } = this.#parts;
    const kept = unlessUnreadable(() => keptFrom(row));
    log.error('answer given up', { tenant: kept?.tenant, ...why });
    if (kept !== null) await table.put(givenUpRow(row.rowKey, kept));
    await table.remove(inboxPartition, row.rowKey);
  }
}
