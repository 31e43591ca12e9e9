/** How messages enter the outbox: each key once and for ever, whoever else plans the same ones. */
import { Fault } from '../programme/failure';
import { asEntered, type NewMessage, type OutboxMessage } from '../ports/outbox';
import type { Stored } from '../ports/stored';
import type { Random } from '../ports';
import { keyOf } from './keys';
import { limits, wireBytes } from './limits';
import { indexRows, messageRow, placesOf, storedMessage } from './outboxRows';
import { inParallel } from './parallel';
import type { Change } from './row';
import type { Table } from './table';
import { write } from './write';

/** Three rows each: a third of a transaction's worth. */
const messagesAtOnce = Math.floor(limits.transactionRows / 3);

/** Half of what a transaction may weigh: keys of hostile length must not fill it. */
const bytesAtOnce = limits.transactionBytes / 2;

/** A message's rows, to be made together. */
interface Entry {
  readonly message: OutboxMessage;
  readonly rowKey: string;
  readonly changes: readonly Change[];
}

function entryOf(programme: string, planned: NewMessage): Entry {
  const message = asEntered(planned);
  const row = messageRow(programme, message);
  const rows = [row, ...indexRows(programme, message, placesOf(message))];
  return { message, rowKey: row.rowKey, changes: rows.map((one): Change => ({ kind: 'create', row: one })) };
}

const bytesOf = ({ changes }: Entry): number => changes.reduce((sum, { row }) => sum + wireBytes(row), 0);

function inBatches(entries: readonly Entry[]): Entry[][] {
  const batches: Entry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = bytesOf(entry);
    const last = batches.at(-1);
    if (last === undefined || last.length >= messagesAtOnce || bytes + size > bytesAtOnce) {
      batches.push([entry]);
      bytes = size;
    } else {
      last.push(entry);
      bytes += size;
    }
  }
  return batches;
}

class Planning {
  readonly #table: Table;
  readonly #random: Random;
  readonly #programme: string;

  constructor(table: Table, random: Random, programme: string) {
    this.#table = table;
    this.#random = random;
    this.#programme = programme;
  }

  /** Enters a batch whole, or what of it is not there yet; gives what entered. */
  async enter(entries: readonly Entry[]): Promise<readonly Stored<OutboxMessage>[]> {
    const first = entries[0];
    if (first === undefined) return [];
    const entered = await this.#enterWhole(entries, first);
    if (entered !== null) return entered;
    const missing = await this.#missing(entries);
    if (missing.length < entries.length) return this.enter(missing);
    if (missing.length > 1) return this.#enterOneByOne(missing);
    throw new Fault(`a message of ${this.#programme} can be neither entered nor found`);
  }

  /** Null when some are there already. What entered while the reply got lost is left out: it is found when due. */
  async #enterWhole(
    entries: readonly Entry[],
    { rowKey }: Entry,
  ): Promise<readonly Stored<OutboxMessage>[] | null> {
    const changes = entries.flatMap((entry) => entry.changes);
    const written = await write(this.#table, this.#random, { changes, witness: rowKey });
    if (written === 'conflict') return null;
    const etagOf = new Map(changes.map(({ row }, index) => [row.rowKey, written.etags?.[index]]));
    return entries.flatMap((entry) => {
      const etag = etagOf.get(entry.rowKey);
      return etag === undefined ? [] : [storedMessage(entry.message, etag)];
    });
  }

  async #missing(entries: readonly Entry[]): Promise<Entry[]> {
    const partition = keyOf(this.#programme);
    const found = await inParallel(entries, ({ rowKey }) => this.#table.get(partition, rowKey));
    return entries.filter((_, index) => found[index] === null);
  }

  /** For a refusal that no present message explains: each alone is either there or not. */
  async #enterOneByOne(entries: readonly Entry[]): Promise<readonly Stored<OutboxMessage>[]> {
    const entered: Stored<OutboxMessage>[] = [];
    for (const entry of entries) entered.push(...(await this.enter([entry])));
    return entered;
  }
}

/** See OutboxStore.plan. */
export async function enterMessages(
  table: Table,
  random: Random,
  programme: string,
  messages: readonly NewMessage[],
): Promise<readonly Stored<OutboxMessage>[]> {
  const byKey = new Map<string, NewMessage>();
  for (const message of messages) if (!byKey.has(message.key)) byKey.set(message.key, message);
  const entries = [...byKey.values()].map((message) => entryOf(programme, message));
  const planning = new Planning(table, random, programme);
  const entered: Stored<OutboxMessage>[] = [];
  for (const batch of inBatches(entries)) entered.push(...(await planning.enter(batch)));
  return entered;
}
