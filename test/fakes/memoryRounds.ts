import { booksTime, type RoundFact } from '../../bot/programme/rounds/facts';
import type { RoundId } from '../../bot/programme/rounds/model';
import type { RoundHead, RoundHeads, RoundStore } from '../../bot/ports/roundStore';
import { Shelf } from './shelf';

interface KeptRound {
  readonly facts: readonly RoundFact[];
  readonly rewritten: number;
}

/** Facts of intervision, in memory. */
export class MemoryRounds implements RoundStore {
  readonly #programmes = new Map<string, Shelf<KeptRound>>();
  readonly #bookings = new Shelf<null>();

  #of(programme: string): Shelf<KeptRound> {
    const rounds = this.#programmes.get(programme) ?? new Shelf<KeptRound>();
    this.#programmes.set(programme, rounds);
    return rounds;
  }

  heads(programme: string): Promise<RoundHeads> {
    const rounds = this.#of(programme);
    const heads = rounds.keys().map((round): RoundHead => {
      const found = rounds.get(round);
      if (found === null) throw new Error('a round that is there');
      const { facts, rewritten } = found.value;
      return { round, facts: facts.length, rewritten, tag: found.tag };
    });
    return Promise.resolve({ rounds: heads, bookings: this.#bookings.get(programme)?.tag ?? null });
  }

  facts(programme: string, round: RoundId, from: number): Promise<readonly RoundFact[]> {
    return Promise.resolve(this.#of(programme).get(round)?.value.facts.slice(from) ?? []);
  }

  append(
    programme: string,
    head: RoundHead | null,
    facts: readonly RoundFact[],
    bookings: string | null,
  ): Promise<'stored' | 'conflict'> {
    const isBooking = facts.some(booksTime);
    if (isBooking && (this.#bookings.get(programme)?.tag ?? null) !== bookings)
      return Promise.resolve('conflict');
    const round = facts[0]?.round ?? '';
    const known = this.#of(programme).get(round)?.value ?? { facts: [], rewritten: 0 };
    const kept = { ...known, facts: [...known.facts, ...facts] };
    const put = this.#of(programme).put(round, kept, head?.tag ?? null);
    if (put === 'conflict') return Promise.resolve('conflict');
    if (isBooking) this.#bookings.set(programme, null);
    return Promise.resolve('stored');
  }

  rewrite(programme: string, head: RoundHead, facts: readonly RoundFact[]): Promise<'stored' | 'conflict'> {
    const known = this.#of(programme).get(head.round)?.value.facts ?? [];
    const byOrder = new Map(facts.map((fact) => [fact.order, fact]));
    const kept = {
      facts: known.map((fact) => byOrder.get(fact.order) ?? fact),
      rewritten: head.rewritten + 1,
    };
    const put = this.#of(programme).put(head.round, kept, head.tag);
    return Promise.resolve(put === 'conflict' ? 'conflict' : 'stored');
  }

  clear(programme: string): Promise<number> {
    const facts = this.#of(programme)
      .all()
      .flatMap((kept) => kept.facts);
    this.#programmes.delete(programme);
    this.#bookings.delete(programme);
    return Promise.resolve(facts.length);
  }

  unreadable(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
}
