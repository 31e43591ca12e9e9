import { directoryOf } from '../../../bot/programme/directory';
import { timetableOf } from '../../../bot/programme/timetable';
import type { LoadedProgramme } from '../../../bot/ports';
import { knownWholeRate, wholeRate } from '../../../dialogs/summary/comparison';
import { aPair, aProgramme, aPupil, aSchool, at } from '../../builders';
import { SilentLog } from '../../fakes/silentLog';
import { watchedStorage } from '../../fakes/watchedStorage';
import { keepCounting } from '../../../dialogs/summary/counting';
import { memoryStorage, type MemoryStorage } from '../../fakes/memoryStorage';
import { added, answerOf, append, emptyPage } from '../../storage/contract/examples';

const schools = ['a', 'b', 'c'];
const pupilsEach = 400;
const pupils = schools.flatMap((school) =>
  Array.from({ length: pupilsEach }, (_, n) => aPupil({ id: `${school}${n}`, school })),
);
const programme = aProgramme({
  schools: schools.map((id) => aSchool({ id })),
  pupils,
  pairs: pupils.map(({ id }) => aPair({ pupil: id })),
});

const load = (from = programme): LoadedProgramme => {
  const directory = directoryOf(from);
  const head = { id: from.id, version: '1', tenants: from.tenants };
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

const minutes = 60_000;

/** A process with the programme in memory, and how often it asked for what. */
const aProcess = (stored: MemoryStorage, loaded = load()) => {
  const calls: string[] = [];
  const log = new SilentLog();
  const storage = watchedStorage(stored, (port, method) => void calls.push(`${port}.${method}`));
  const counting = keepCounting({ records: storage.records, log });
  return {
    log,
    // Nobody worked out how flags stand: pages say, and are not what is looked at here.
    calls: () => calls.splice(0).filter((call) => call !== 'records.page'),
    tick: async (moment: number): Promise<void> => {
      counting.look([loaded], moment);
      await counting.idle();
    },
    asks: (moment: number, range: { from: string | null; to: string | null } = everything) =>
      wholeRate(storage, loaded, range, moment),
    knows: (moment: number) => knownWholeRate(loaded, everything, moment),
  };
};

/** Reads every school once, and writes once. */
const oneCount = ['records.rates', ...schools.map(() => 'records.figures'), 'records.keepRates'];

describe('of a programme of any size', () => {
  test('a question costs one request, and has something to compare with once it was counted beside it', async () => {
    const storage = await withAnswers();
    const process = aProcess(storage);
    expect(await process.asks(now)).toBeNull();
    expect(process.calls()).toEqual(['records.rates']);
    await process.tick(now);
    expect(process.calls()).toEqual(oneCount);
    expect(await process.asks(now + minutes)).toEqual({ rate: 3 / 4, countedAt: now });
    expect(process.calls()).toEqual([]);
    const another = aProcess(storage);
    expect(await another.asks(now + minutes)).toEqual({ rate: 3 / 4, countedAt: now });
    expect(another.calls()).toEqual(['records.rates']);
    expect(await another.asks(now + 2 * minutes, { from: '2027-02-10', to: null })).toMatchObject({
      rate: 0,
    });
    expect(await another.asks(now + 2 * minutes, { from: '2027-03-10', to: null })).toBeNull();
    expect(another.calls()).toEqual([]);
  });

  test('is counted twice a day, and five minutes after the last count when somebody compared since', async () => {
    const storage = await withAnswers();
    const process = aProcess(storage);
    await process.tick(now);
    process.calls();
    await process.tick(now + day / 2 - 1);
    expect(process.calls()).toEqual([]);
    await process.tick(now + day / 2);
    expect(process.calls()).toEqual(oneCount);
    const later = now + day / 2;
    expect(await process.asks(later + minutes)).toEqual({ rate: 3 / 4, countedAt: later });
    await process.tick(later + 4 * minutes);
    expect(process.calls()).toEqual([]);
    await process.tick(later + 5 * minutes);
    expect(process.calls()).toEqual(oneCount);
    await process.tick(later + 10 * minutes);
    expect(process.calls()).toEqual([]);
  });

  test('what another process counted lately is not counted again, nor shown after a day', async () => {
    const storage = await withAnswers();
    await aProcess(storage).tick(now);
    const another = aProcess(storage);
    await another.tick(now + minutes);
    expect(another.calls()).toEqual(['records.rates']);
    expect(await aProcess(storage).asks(now + day)).toEqual({ rate: 3 / 4, countedAt: now });
    expect(await aProcess(storage).asks(now + day + 1)).toBeNull();
    expect(await aProcess(storage).asks(now - 1)).toBeNull();
  });

  test('other limits of lateness, or another school, are counted anew', async () => {
    const storage = await withAnswers();
    await aProcess(storage).tick(now);
    for (const changed of [
      { ...programme, rules: { ...programme.rules, lateFrom: 7 } },
      { ...programme, schools: [...programme.schools, aSchool({ id: 'd' })] },
    ])
      expect(await aProcess(storage, load(changed)).asks(now + minutes)).toBeNull();
  });

  test('a count that failed is made at the next tick', async () => {
    const storage = await withAnswers();
    let isAway = true;
    const loaded = load();
    const log = new SilentLog();
    const seen = watchedStorage(storage, (port, method) => {
      if (isAway && `${port}.${method}` === 'records.figures') throw new Error('storage cannot be reached');
    });
    const counting = keepCounting({ records: seen.records, log });
    counting.look([loaded], now);
    await counting.idle();
    expect(log.lines.map(({ event }) => event)).toEqual(['comparison not counted']);
    isAway = false;
    counting.look([loaded], now + minutes);
    await counting.idle();
    expect(await wholeRate(storage, loaded, everything, now + minutes)).toMatchObject({ rate: 3 / 4 });
  });

  test('what is not known yet is not read for', async () => {
    const storage = await withAnswers();
    const process = aProcess(storage);
    expect(await process.knows(now)).toBeNull();
    await process.tick(now);
    expect(await process.knows(now)).toEqual({ rate: 3 / 4, countedAt: now });
    expect(await process.knows(now + day)).toBeNull();
  });
});
