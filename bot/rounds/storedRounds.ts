/** The facts of intervision as they were stored at one moment; read again only as far as they changed. */
import type { RoundFact } from '../programme/rounds/facts';
import type { RoundId } from '../programme/rounds/model';
import type { RoundHead, RoundStore } from '../ports/roundStore';

interface StoredRound {
  readonly head: RoundHead;
  readonly facts: readonly RoundFact[];
}

/** Every round of a programme of which anything is stored. */
export interface StoredRounds {
  readonly heads: ReadonlyMap<RoundId, RoundHead>;
  /** Tag of what teachers were booked for by then. */
  readonly bookings: string | null;
  /** In the order in which they were stored. */
  readonly facts: ReadonlyMap<RoundId, readonly RoundFact[]>;
  /** Changes with every fact, and whenever one is rewritten. */
  readonly version: string;
}

const nothing: StoredRounds = { heads: new Map(), bookings: null, facts: new Map(), version: '0' };

const versionOf = (heads: readonly RoundHead[]): string => {
  const facts = heads.reduce((sum, head) => sum + head.facts, 0);
  const rewritten = heads.reduce((sum, head) => sum + head.rewritten, 0);
  return rewritten === 0 ? String(facts) : `${facts}-${rewritten}`;
};

const readRound = async (
  store: Pick<RoundStore, 'facts'>,
  programme: string,
  head: RoundHead,
  before: StoredRounds,
): Promise<StoredRound> => {
  const { round, rewritten } = head;
  const known = before.heads.get(round);
  const facts = before.facts.get(round) ?? [];
  if (known?.tag === head.tag) return { head, facts };
  const from = known?.rewritten === rewritten ? known.facts : 0;
  const added = await store.facts(programme, round, from);
  // What came after the heads were read belongs to a later moment.
  const upToHead = added.filter(({ order }) => order < head.facts);
  return { head, facts: from === 0 ? upToHead : [...facts, ...upToHead] };
};

/** Reads what is not in `before`, which is given back when nothing changed: then it is one request. */
export const readRounds = async (
  store: Pick<RoundStore, 'heads' | 'facts'>,
  programme: string,
  before: StoredRounds = nothing,
): Promise<StoredRounds> => {
  const { rounds: heads, bookings } = await store.heads(programme);
  const isSame =
    bookings === before.bookings &&
    heads.length === before.heads.size &&
    heads.every(({ round, tag }) => before.heads.get(round)?.tag === tag);
  if (isSame) return before;
  const rounds = await Promise.all(heads.map((head) => readRound(store, programme, head, before)));
  return {
    heads: new Map(rounds.map(({ head }) => [head.round, head])),
    bookings,
    facts: new Map(rounds.map(({ head, facts }) => [head.round, facts])),
    version: versionOf(heads),
  };
};
