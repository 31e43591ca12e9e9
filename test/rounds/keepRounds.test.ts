import type { LoadedProgramme } from '../../bot/ports';
import type { Directory } from '../../bot/programme/directory';
import { timetableOf } from '../../bot/programme/timetable';
import { roundsJson } from '../../bot/programme/rounds/roundsJson';
import { roundSource, roundTimetable } from '../../bot/programme/rounds/timetable';
import { keepRounds } from '../../bot/rounds/keepRounds';
import type { NewRoundStep, RoundChange, Rounds } from '../../bot/ports/rounds';
import { at } from '../builders';
import { memoryStorage } from '../fakes/memoryStorage';
import { watchedStorage } from '../fakes/watchedStorage';
import {
  ann,
  bas,
  cora,
  five,
  polled,
  scheduled,
  setup,
  story,
  theo,
  thursday,
  town,
  weekly,
} from '../programme/rounds/story';

const programme = 'hmp';
const now = at('2027-03-03T09:00:00+01:00');

const loadedOf = (directory: Directory, version = 'v1'): LoadedProgramme => ({
  head: { id: programme, version, tenants: ['tenant-1'] },
  directory,
  timetable: timetableOf(directory),
});

const answer = (student: string, slots: readonly string[] = ['s1']): NewRoundStep => ({
  kind: 'available',
  group: 'B',
  student,
  slots,
});

const inR1 = (...steps: readonly NewRoundStep[]): RoundChange<null> => ({
  round: 'r1',
  steps,
  outcome: null,
});

/** Rounds kept over a storage whose calls are counted, with a round that is polled. */
const kept = async (directory = town()) => {
  const storage = memoryStorage();
  const calls: string[] = [];
  const seen = watchedStorage(storage, (_, method) => void calls.push(method));
  await storage.rounds.append(programme, null, story(...polled), null);
  const loaded = loadedOf(directory);
  const cost = async (ask: () => Promise<unknown>): Promise<readonly string[]> => {
    calls.length = 0;
    await ask();
    return calls;
  };
  return { storage, rounds: keepRounds(seen.rounds), loaded, cost };
};

const answersIn = async (rounds: Rounds, loaded: LoadedProgramme): Promise<readonly string[]> => {
  const { source } = await rounds.of(loaded);
  return [...(source.book[0]?.groups[0]?.poll?.answers.keys() ?? [])];
};

describe('rounds that are kept', () => {
  test('cost one request while nothing happens, and two for what is new in one round', async () => {
    const { storage, rounds, loaded, cost } = await kept();
    expect(await cost(() => rounds.of(loaded))).toEqual(['heads', 'facts']);
    const before = await rounds.of(loaded);
    expect(await cost(() => rounds.of(loaded))).toEqual(['heads']);
    expect(await rounds.of(loaded)).toBe(before);
    const [head = null] = (await storage.rounds.heads(programme)).rounds;
    const [more] = story(...scheduled).slice(polled.length);
    if (more === undefined) throw new Error('an answer');
    await storage.rounds.append(programme, head, [more], null);
    expect(await cost(() => rounds.of(loaded))).toEqual(['heads', 'facts']);
    expect((await rounds.of(loaded)).version).not.toBe(before.version);
    expect(await answersIn(rounds, loaded)).toEqual([ann]);
  });

  test('are what the rules make of all the facts, whatever was kept before', async () => {
    const directory = town({ start: '2027-03-08', end: '2027-04-09', groups: [weekly()] });
    const { storage, rounds, loaded } = await kept(directory);
    const facts = story(...scheduled);
    for (const fact of [
      ...facts.slice(polled.length),
      ...story(['2027-03-11T09:00:00+01:00', { kind: 'cancelled' }]),
    ]) {
      const [head = null] = (await storage.rounds.heads(programme)).rounds;
      await storage.rounds.append(programme, head, [{ ...fact, order: head?.facts ?? 0 }], null);
      const { source, timetable } = await rounds.of(loaded);
      const stored = await storage.rounds.facts(programme, 'r1', 0);
      const fresh = roundSource(directory, stored);
      expect(roundsJson(source, now)).toEqual(roundsJson(fresh, now));
      expect(timetable().between(0, Infinity)).toEqual(roundTimetable(fresh).between(0, Infinity));
    }
  });

  test('follow a changed roster', async () => {
    const { rounds, loaded } = await kept();
    const before = await rounds.of(loaded);
    const next = loadedOf(town({ groups: [weekly()] }), 'v2');
    expect((await rounds.of(next)).source.book.length).toBeGreaterThan(before.source.book.length);
  });

  test('are read anew when facts were rewritten', async () => {
    const { storage, rounds, loaded } = await kept();
    await rounds.of(loaded);
    const [head] = (await storage.rounds.heads(programme)).rounds;
    const [created] = await storage.rounds.facts(programme, 'r1', 0);
    if (head === undefined || created?.kind !== 'created') throw new Error('a round');
    const renamed = { ...created, setup: { ...created.setup, name: 'April' } };
    await storage.rounds.rewrite(programme, head, [renamed]);
    expect((await rounds.of(loaded)).source.book[0]?.setup.name).toBe('April');
  });

  test('of many who ask at once the reads are shared, and none is older than the question', async () => {
    const { rounds, loaded, cost } = await kept();
    const calls = await cost(() => Promise.all(Array.from({ length: 20 }, () => rounds.of(loaded))));
    expect(calls.filter((call) => call === 'heads').length).toBeLessThanOrEqual(2);
    const [early] = await Promise.all([
      rounds.of(loaded),
      rounds.change(loaded, ann, now, () => inR1(answer(ann))).then(() => answersIn(rounds, loaded)),
    ]);
    expect(early.source.book).toHaveLength(1);
    expect(await answersIn(rounds, loaded)).toEqual([ann]);
  });
});

describe('a change of rounds', () => {
  test('is stored with who, when and where, and gives the rounds after it', async () => {
    const { storage, rounds, loaded } = await kept();
    const { rounds: after, outcome } = await rounds.change(loaded, theo, now, () => ({
      round: 'r1',
      steps: [{ kind: 'shifted', group: 'B', slot: thursday }, { kind: 'cancelled' }],
      outcome: 'done',
    }));
    expect(outcome).toBe('done');
    expect(after.source.book[0]?.cancelled).toEqual({ at: now, by: theo });
    const facts = await storage.rounds.facts(programme, 'r1', polled.length);
    const happened = { at: now, by: theo, round: 'r1' };
    expect(facts).toEqual([
      { ...happened, order: polled.length, kind: 'shifted', group: 'B', slot: thursday },
      { ...happened, order: polled.length + 1, kind: 'cancelled' },
    ]);
  });

  test('without steps stores nothing', async () => {
    const { rounds, loaded, cost } = await kept();
    expect(await cost(() => rounds.change(loaded, ann, now, () => inR1()))).not.toContain('append');
  });

  test('begins a round that was not there', async () => {
    const { rounds, loaded } = await kept();
    const made: NewRoundStep = { kind: 'created', setup };
    const { rounds: after } = await rounds.change(loaded, cora, now, () => ({
      round: 'r2',
      steps: [made],
      outcome: null,
    }));
    expect(after.source.book.map(({ id }) => id)).toEqual(['r1', 'r2']);
  });

  test('of many at once each is stored once, and decided about what was there', async () => {
    const { storage, rounds, loaded } = await kept();
    const other = keepRounds(storage.rounds);
    const seen: number[] = [];
    const press = (index: number) =>
      (index % 2 === 0 ? rounds : other).change(loaded, five[index % 5] ?? '', now, ({ source }) => {
        seen.push(source.book[0]?.groups[0]?.poll?.answers.size ?? -1);
        return inR1(answer(five[index % 5] ?? ''));
      });
    await Promise.all(Array.from({ length: 40 }, (_, index) => press(index)));
    expect((await answersIn(rounds, loaded)).toSorted()).toEqual(five);
    const facts = await storage.rounds.facts(programme, 'r1', 0);
    expect(facts.map(({ order }) => order)).toEqual(facts.map((_, index) => index));
    expect(facts).toHaveLength(polled.length + 40);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(0);
  });

  test('is asked again when somebody else was first, while it was thinking', async () => {
    const { rounds, loaded } = await kept();
    let asked = 0;
    const { outcome } = await rounds.change(loaded, ann, now, async ({ source }) => {
      asked += 1;
      if (asked === 1) await rounds.change(loaded, bas, now, () => inR1(answer(bas)));
      return { ...inR1(answer(ann)), outcome: source.book[0]?.groups[0]?.poll?.answers.size };
    });
    expect([asked, outcome]).toEqual([2, 1]);
    expect(await answersIn(rounds, loaded)).toEqual([bas, ann]);
  });

  test('by a clock that is a little behind comes after what was stored', async () => {
    const { rounds, loaded } = await kept();
    await rounds.change(loaded, ann, now, () => inR1(answer(ann, ['s1'])));
    await rounds.change(loaded, ann, now - 2000, () => inR1(answer(ann, ['s2'])));
    const { source } = await rounds.of(loaded);
    expect(source.book[0]?.groups[0]?.poll?.answers.get(ann)).toEqual(['s2']);
  });

  test('that fails says so, and the next one goes on', async () => {
    const { rounds, loaded } = await kept();
    const broken = rounds.change(loaded, ann, now, () => {
      throw new Error('no idea');
    });
    await expect(broken).rejects.toThrow('no idea');
    await rounds.change(loaded, ann, now, () => inR1(answer(ann)));
    expect(await answersIn(rounds, loaded)).toEqual([ann]);
  });
});
