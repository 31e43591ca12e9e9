import type { RoundFact } from '../../bot/programme/rounds/facts';
import type { RoundId } from '../../bot/programme/rounds/model';
import type { RoundHead, RoundStore } from '../../bot/roundStorePorts';
import { Shelf } from './shelf';

interface KeptRound {
  readonly facts: readonly RoundFact[];
  readonly rewritten: number;
}

/** Facts of intervision, in memory. */
export class MemoryRounds implements RoundStore {
  readonly #programmes = new Map<string, Shelf<KeptRound>>();

  #of(programme: string): Shelf<KeptRound> {
    const rounds = this.#programmes.get(programme) ?? new Shelf<KeptRound>();
    this.#programmes.set(programme, rounds);
    return rounds;
  }

  heads(programme: string): Promise<readonly RoundHead[]> {
    const rounds = this.#of(programme);
    const heads = rounds.keys().map((round) => {
      const found = rounds.get(round);
      if (found === null) throw new Error('a round that is there');
      const { facts, rewritten } = found.value;
      return { round, facts: facts.length, rewritten, tag: found.tag };
    });
    return Promise.resolve(heads);
  }

  facts(programme: string, round: RoundId, from: number): Promise<readonly RoundFact[]> {
    return Promise.resolve(this.#of(programme).get(round)?.value.facts.slice(from) ?? []);
  }

  #put(
    programme: string,
    round: RoundId,
    kept: KeptRound,
    tag: string | null,
  ): Promise<'stored' | 'conflict'> {
    const put = this.#of(programme).put(round, kept, tag);
    return Promise.resolve(put === 'conflict' ? 'conflict' : 'stored');
  }

  append(
    programme: string,
    head: RoundHead | null,
    facts: readonly RoundFact[],
  ): Promise<'stored' | 'conflict'> {
    const round = facts[0]?.round ?? '';
    const known = this.#of(programme).get(round)?.value ?? { facts: [], rewritten: 0 };
    const kept = { ...known, facts: [...known.facts, ...facts] };
    return this.#put(programme, round, kept, head?.tag ?? null);
  }

  rewrite(programme: string, head: RoundHead, facts: readonly RoundFact[]): Promise<'stored' | 'conflict'> {
    const known = this.#of(programme).get(head.round)?.value.facts ?? [];
    const byOrder = new Map(facts.map((fact) => [fact.order, fact]));
    const kept = {
      facts: known.map((fact) => byOrder.get(fact.order) ?? fact),
      rewritten: head.rewritten + 1,
    };
    return this.#put(programme, head.round, kept, head.tag);
  }

  clear(programme: string): Promise<number> {
    const facts = this.#of(programme)
      .all()
      .flatMap((kept) => kept.facts);
    this.#programmes.delete(programme);
    return Promise.resolve(facts.length);
  }

  unreadable(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
}
