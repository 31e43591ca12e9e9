/** Facts of intervision, on a table with a partition for each programme. */
import { Fault } from '../programme/failure';
import type { Random } from '../ports';
import { mostRoundFacts, type RoundHead, type RoundHeads, type RoundStore } from '../ports/roundStore';
import { booksTime, type RoundFact } from '../programme/rounds/facts';
import type { RoundId } from '../programme/rounds/model';
import { readable } from './columns';
import { keyOf } from './keys';
import { inParallel } from './parallel';
import {
  allHeadKeys,
  bookingsRow,
  factKeys,
  headFrom,
  headRow,
  kindOf,
  roundFactFrom,
  roundFactRow,
} from './roundRows';
import type { Change, FoundRow, Row } from './row';
import { all } from './table';
import type { Table } from './table';
import { write } from './write';

/** The round of facts that are written at once; throws when they cannot be. */
const roundOf = (facts: readonly RoundFact[]): RoundId => {
  const [round, ...others] = new Set(facts.map((fact) => fact.round));
  if (round === undefined || others.length > 0 || facts.length > mostRoundFacts)
    throw new Fault(
      `Facts of one round are written at once, at most ${mostRoundFacts}: ${facts.length} came`,
    );
  return round;
};

/** Throws unless facts go on where a head ends. */
const checkOrder = (head: RoundHead | null, facts: readonly RoundFact[]): void => {
  const first = head?.facts ?? 0;
  const wrong = facts.findIndex(({ order }, index) => order !== first + index);
  if (wrong >= 0) throw new Fault(`Fact ${wrong} of those to add has another place than ${first + wrong}`);
};

const isHead = (row: FoundRow): boolean => kindOf(row) === 'head';
const isBookings = (row: FoundRow): boolean => kindOf(row) === 'bookings';
const isFact = (row: FoundRow): boolean => kindOf(row) === 'fact';

/** Whether a row holds what this version writes. */
const isReadable = (row: FoundRow): boolean =>
  isBookings(row) ||
  readable([row], (one) => (isHead(one) ? headFrom(one) : roundFactFrom(one))).length === 1;

/** A row under a tag: there was none before it, or it was this one. */
const over = (row: Row, tag: string | null): Change =>
  tag === null ? { kind: 'create', row } : { kind: 'replace', row, etag: tag };

/** Facts with what the head counts after them; they are new, or take the place of others. */
interface Writing {
  readonly head: RoundHead | null;
  readonly counts: Pick<RoundHead, 'facts' | 'rewritten'>;
  readonly facts: readonly RoundFact[];
  readonly kind: 'create' | 'upsert';
  /** With what books somebody. */
  readonly more: readonly Change[];
}

/** Intervision on a table of its own. */
export class AzureRounds implements RoundStore {
  readonly #table: Table;
  readonly #random: Random;

  constructor(table: Table, random: Random) {
    this.#table = table;
    this.#random = random;
  }

  async heads(programme: string): Promise<RoundHeads> {
    const rows = await all(this.#table.range(keyOf(programme), allHeadKeys));
    const bookings = rows.find(isBookings)?.etag ?? null;
    return { rounds: readable(rows.filter(isHead), headFrom), bookings };
  }

  async facts(programme: string, round: RoundId, from: number): Promise<readonly RoundFact[]> {
    return readable(await all(this.#table.range(keyOf(programme), factKeys(round, from))), roundFactFrom);
  }

  append(
    programme: string,
    head: RoundHead | null,
    facts: readonly RoundFact[],
    bookings: string | null,
  ): Promise<'stored' | 'conflict'> {
    checkOrder(head, facts);
    const more = facts.some(booksTime) ? [over(bookingsRow(programme), bookings)] : [];
    const counts = { facts: (head?.facts ?? 0) + facts.length, rewritten: head?.rewritten ?? 0 };
    return this.#write(programme, { head, counts, facts, kind: 'create', more });
  }

  rewrite(programme: string, head: RoundHead, facts: readonly RoundFact[]): Promise<'stored' | 'conflict'> {
    const counts = { facts: head.facts, rewritten: head.rewritten + 1 };
    return this.#write(programme, { head, counts, facts, kind: 'upsert', more: [] });
  }

  async unreadable(programme: string): Promise<readonly string[]> {
    const rows = await all(this.#table.partition(keyOf(programme)));
    return rows.filter((row) => !isReadable(row)).map(({ rowKey }) => rowKey);
  }

  /** Heads last: as long as one is there, what is left can be found. */
  async clear(programme: string): Promise<number> {
    const partition = keyOf(programme);
    const rows = await all(this.#table.partition(partition, { only: [] }));
    const [heads, facts] = [rows.filter((row) => !isFact(row)), rows.filter(isFact)];
    // One by one: another process may be at it too.
    for (const some of [facts, heads])
      await inParallel(some, ({ partitionKey, rowKey }) => this.#table.remove(partitionKey, rowKey));
    return facts.length;
  }

  async #write(
    programme: string,
    { head, counts, facts, kind, more }: Writing,
  ): Promise<'stored' | 'conflict'> {
    const round = roundOf(facts);
    const row = headRow(programme, { round, ...counts });
    // Facts are the witness: the head may be changed again at once.
    const rows = facts.map((fact) => roundFactRow(programme, fact));
    const changes: Change[] = [
      over(row, head?.tag ?? null),
      ...more,
      ...rows.map((one): Change => ({ kind, row: one })),
    ];
    const witness = rows[0]?.rowKey ?? row.rowKey;
    const written = await write(this.#table, this.#random, { changes, witness });
    return written === 'conflict' ? 'conflict' : 'stored';
  }
}
