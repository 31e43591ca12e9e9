import { directoryOf } from '../../../bot/programme/directory';
import { timetableOf } from '../../../bot/programme/timetable';
import type { LoadedProgramme } from '../../../bot/ports';
import { knownWholeRate, wholeRate } from '../../../dialogs/summary/comparison';
import { aPair, aProgramme, aPupil, aSchool, at } from '../../builders';
import { memoryStorage, type MemoryStorage } from '../../fakes/memoryStorage';
import { added, answerOf, append, emptyPage } from '../../storage/contract/examples';

const schools = ['a', 'b', 'c'];
const pupilsEach = 600;
const pupils = schools.flatMap((school) =>
  Array.from({ length: pupilsEach }, (_, n) => aPupil({ id: `${school}${n}`, school })),
);
const programme = aProgramme({
  schools: schools.map((id) => aSchool({ id })),
  pupils,
  pairs: pupils.map(({ id }) => aPair({ pupil: id })),
});

const load = (): LoadedProgramme => {
  const directory = directoryOf(programme);
  const head = { id: programme.id, version: '1', tenants: programme.tenants };
  return { head, directory, timetable: timetableOf(directory) };
};

const everything = { from: null, to: null };
const now = at('2027-03-01T12:00:00+01:00');
const day = 86_400_000;

/** One pupil of each school came, one at the first did not. */
const withAnswers = async (): Promise<MemoryStorage> => {
  const storage = memoryStorage();
  for (const school of schools) {
    const came = added(answerOf(`${school}0`, '2027-02-09'));
    await append(storage.records, programme.id, emptyPage(`${school}0`, school), came);
  }
  const missed = added(answerOf('a1', '2027-02-16', { outcome: 'absentNotified' }));
  await append(storage.records, programme.id, emptyPage('a1', 'a'), missed);
  return storage;
};

describe('of a programme with more than a thousand pupils', () => {
  test('each question counts one school more, and nothing is compared before all are', async () => {
    const storage = await withAnswers();
    const loaded = load();
    expect(await wholeRate(storage, loaded, everything, now)).toBeNull();
    expect(await wholeRate(storage, loaded, everything, now)).toBeNull();
    expect(await wholeRate(storage, loaded, everything, now)).toEqual({ rate: 3 / 4, countedAt: null });
    expect(await wholeRate(storage, loaded, everything, now + 60_000)).toEqual({
      rate: 3 / 4,
      countedAt: now,
    });
    const kept = await storage.records.rates(programme.id);
    expect(kept.map(({ school }) => school).toSorted()).toEqual(schools);
    expect(await wholeRate(storage, loaded, { from: '2027-02-10', to: null }, now)).toMatchObject({
      rate: 0,
    });
    expect(await wholeRate(storage, loaded, { from: '2027-03-10', to: null }, now)).toBeNull();
  });

  test('another process goes on where this one was, the oldest first, until a day has passed', async () => {
    const storage = await withAnswers();
    for (const minutes of [0, 1, 2]) await wholeRate(storage, load(), everything, now + minutes * 60_000);
    expect(await wholeRate(storage, load(), everything, now + day / 2)).toEqual({
      rate: 3 / 4,
      countedAt: now + 60_000,
    });
    const rates = await storage.records.rates(programme.id);
    expect(rates.filter(({ at: counted }) => counted === now + day / 2)).toHaveLength(1);
    expect(await wholeRate(storage, load(), everything, now + 2 * day)).toBeNull();
  });

  test('what is not known yet is not read for', async () => {
    const storage = await withAnswers();
    const loaded = load();
    expect(await knownWholeRate(loaded, everything, now)).toBeNull();
    for (const _ of schools) await wholeRate(storage, loaded, everything, now);
    expect(await knownWholeRate(loaded, everything, now)).toEqual({ rate: 3 / 4, countedAt: null });
    expect(await knownWholeRate(loaded, everything, now + day)).toBeNull();
  });
});
