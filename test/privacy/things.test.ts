import { reviseThings } from '../../bot/privacy/things';
import type { RoundFact } from '../../bot/programme/rounds/facts';
import { mostRoundFacts, type RoundStore } from '../../bot/ports/roundStore';
import { memoryStorage } from '../fakes/memoryStorage';
import { known } from '../storage/contract/examples';

const scope = { programme: 'hmp', tenants: [] };
const sam = 'sam@leiden.example';
const text = { title: 'Stil', situation: 'Hij zegt weinig', question: 'Wat nu?' };

const written = (order: number, typed: typeof text | null = text): RoundFact => ({
  kind: 'caseWritten',
  round: 'r1',
  group: 'B',
  order,
  at: order,
  by: sam,
  student: sam,
  text: typed,
});

const renamed = (fact: RoundFact): RoundFact => (fact.by === sam ? { ...fact, by: 'erased-1' } : fact);

const headOf = async (rounds: RoundStore) => known((await rounds.heads('hmp')).rounds[0]);

const stocked = async (count: number) => {
  const storage = memoryStorage();
  const facts = Array.from({ length: count }, (_, order) => written(order));
  await storage.rounds.append('hmp', null, facts, null);
  return storage;
};

/** Somebody else takes the text of the last fact away as soon as the facts have been read for the first time. */
const purgedBeside = (rounds: RoundStore, fact: RoundFact): RoundStore => {
  let isFirst = true;
  return {
    heads: (programme) => rounds.heads(programme),
    facts: async (...asked) => {
      const facts = await rounds.facts(...asked);
      if (isFirst) await rounds.rewrite('hmp', await headOf(rounds), [fact]);
      isFirst = false;
      return facts;
    },
    append: (...given) => rounds.append(...given),
    rewrite: (...given) => rounds.rewrite(...given),
    clear: (programme) => rounds.clear(programme),
    unreadable: (programme) => rounds.unreadable(programme),
  };
};

describe('rewriting the facts of intervision', () => {
  test.each([1, mostRoundFacts + 5])(
    'brings back nothing that somebody else took away meanwhile: %d facts',
    async (count) => {
      const { rounds, held } = await stocked(count);
      const last = written(count - 1, null);
      const stores = { held, rounds: purgedBeside(rounds, last) };
      await reviseThings(stores, scope, { held: (one) => one, round: renamed });
      const facts = await rounds.facts('hmp', 'r1', 0);
      expect(facts.map(({ by }) => by)).toEqual(facts.map(() => 'erased-1'));
      expect(facts.at(-1)).toMatchObject({ text: null });
    },
  );

  test('in several batches is counted once', async () => {
    const stores = await stocked(2 * mostRoundFacts + 5);
    const done = await reviseThings(stores, scope, { held: (one) => one, round: renamed });
    expect(done.changed).toEqual({ round: 2 * mostRoundFacts + 5 });
    expect(await headOf(stores.rounds)).toMatchObject({ rewritten: 3 });
  });
});
