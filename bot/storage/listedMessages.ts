/** Whether every message of a programme is listed with its receiver: versions before this one listed none. */
import type { OutboxMessage } from '../ports/outbox';
import type { Stored } from '../ports/stored';
import { unlessUnreadable } from './columns';
import { keyOf } from './keys';
import { isListed, markFrom, markKey, markRow, messageKeys, saysAllListed, storedFrom } from './outboxRows';
import { inParallel } from './parallel';
import type { FoundRow } from './row';
import { inPieces, refusal, type Table } from './table';

/** Stores a message under its tag, and with it the rows by which it is found. */
type Update = (programme: string, message: Stored<OutboxMessage>) => Promise<unknown>;

/** Knows of which programmes that holds, and sees to it in the others, once. */
export class ListedMessages {
  readonly #table: Table;
  readonly #update: Update;
  readonly #all = new Set<string>();

  constructor(table: Table, update: Update) {
    this.#table = table;
    this.#update = update;
  }

  /** A mark has been read: where nothing was planned yet, whatever comes is listed as it enters. */
  learn(programme: string, mark: FoundRow | null): void {
    if (mark === null || saysAllListed(mark)) this.#all.add(programme);
    // An older version beside this one plans as well, and leaves the word out.
    else this.#all.delete(programme);
  }

  isAll(programme: string): boolean {
    return this.#all.has(programme);
  }

  /** Lists what an older version entered; the mark says so afterwards. */
  async complete(programme: string): Promise<void> {
    const mark = await this.#table.get(keyOf(programme), markKey);
    if (mark !== null && saysAllListed(mark)) return;
    for await (const rows of inPieces(this.#table.range(keyOf(programme), messageKeys)))
      await inParallel(
        rows.filter((row) => !isListed(row)),
        (row) => this.#list(programme, row),
      );
    this.#all.add(programme);
    if (mark !== null) await this.#say(programme, mark);
  }

  /** A planner that was first says so itself, or leaves it to whoever asks next. */
  async #say(programme: string, mark: FoundRow): Promise<void> {
    const row = markRow(programme, markFrom(mark), true);
    try {
      await this.#table.change([{ kind: 'replace', row, etag: mark.etag }]);
    } catch (error) {
      if (refusal(error) === null) throw error;
    }
  }

  /** Whoever changes it meanwhile lists it. */
  async #list(programme: string, row: FoundRow): Promise<void> {
    const message = unlessUnreadable(() => storedFrom(row));
    if (message !== null) await this.#update(programme, message);
  }
}
