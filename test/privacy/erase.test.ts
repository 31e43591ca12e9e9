import { erase, type ErasePorts } from '../../bot/privacy/erase';
import { nothingCounted } from '../../bot/programme/wholeRate';
import { directoryOf } from '../../bot/programme/directory';
import { answersIn } from '../../bot/programme/facts';
import type { Pupil } from '../../bot/programme/model';
import { summarise, type Summary } from '../../bot/programme/summary/summary';
import type { Storage } from '../../bot/ports/storage';
import { at, aProgramme, aPerson } from '../builders';
import { readSchools } from '../../dialogs/schoolFacts';
import { settled } from '../fakes/settled';
import { memoryStorage } from '../fakes/memoryStorage';
import { tableStorage } from '../fakes/tableStorage';
import { readAttendance } from '../../dialogs/schoolFigures';
import { timetableOf } from '../../bot/programme/timetable';
import { added, append, known } from '../storage/contract/examples';
import { cora, everything, jan, noor, sam, storeEverything, tenant, theo } from './everything';
import { holding, Mortal } from './traces';

const now = at('2027-03-05T12:00:00+01:00');

const portsOf = (storage: Storage): ErasePorts => {
  let ids = 0;
  return { ...storage, newId: () => `abcdef${(ids += 1)}00000-random`, settled };
};

const load = async ({ programmes }: Storage) => {
  const head = known((await programmes.list()).find(({ id }) => id === 'hmp'));
  const programme = known(await programmes.load(head));
  return { head, programme, directory: directoryOf(programme) };
};

const figuresOf = async (storage: Storage): Promise<Summary> => {
  const { directory } = await load(storage);
  const factsOf = await readSchools(storage.records, 'hmp', ['jdw', 'zwc']);
  const whole = { school: null, class: null, pupil: null, from: null, to: null };
  return summarise(directory, (pupil: Pupil) => answersIn(factsOf(pupil.id)), whole, now);
};

/** What is kept of a school says the same as its pages. */
const expectRecount = async (storage: Storage): Promise<void> => {
  const { head, directory } = await load(storage);
  const loaded = { head, directory, timetable: timetableOf(directory) };
  for (const school of ['jdw', 'zwc']) {
    const attendanceOf = await readAttendance(storage.records, loaded, [school], now, null);
    const pages = await storage.records.pages('hmp', school);
    for (const { id } of directory.pupilsOfSchool(school)) {
      const answers = answersIn(pages.find(({ pupil }) => pupil === id)?.facts ?? []);
      const newest = new Map(answers.map((answer) => [answer.session.id, answer.outcome]));
      const kept = attendanceOf(known(directory.pupil(id))).answered({ from: null, to: null });
      expect(kept).toHaveLength(newest.size);
    }
  }
};

const traces = {
  [sam]: [sam, 'aad-sam', 'chat of sam', '\\bSams?\\b', '29:sam', 'zegt weinig'],
  [noor]: [noor, 'aad-noor', 'chat of noor', '\\bNoor\\b'],
  [cora]: [cora, 'aad-cora', 'chat of cora', '\\bCora\\b'],
  [theo]: [theo, 'aad-theo', 'chat of theo', '\\bTheo\\b'],
  p1: ['\\bp1\\b', 'p1=002F', '\\bYara\\b'],
} as const;

const outOf = async (storage: Storage, who: string) => {
  const erased = await erase(portsOf(storage), 'hmp', who, now);
  if (typeof erased === 'string') throw new Error(erased);
  return erased;
};

describe('erasing', () => {
  test.each(Object.entries(traces))('%s leaves no trace in any table', async (who, texts) => {
    const { storage, rows } = tableStorage();
    await storeEverything(storage);
    expect(holding(rows(), ...texts).length).toBeGreaterThan(4);
    await outOf(storage, who);
    expect(holding(rows(), ...texts)).toEqual([]);
  });

  test.each(Object.entries(traces))('%s twice: nothing is held any more', async (who) => {
    const storage = memoryStorage();
    await storeEverything(storage);
    await outOf(storage, who);
    expect(await erase(portsOf(storage), 'hmp', who, now)).toBe('nothing');
    expect(await storage.receipts.list('hmp')).toHaveLength(1);
  });

  test('a student: the figures of the school stay as they were', async () => {
    const storage = memoryStorage();
    await storeEverything(storage);
    const before = await figuresOf(storage);
    await outOf(storage, sam);
    expect(await figuresOf(storage)).toEqual(before);
    await expectRecount(storage);
  });

  test('a student: what they noted is gone under a correction too; of who corrected it is not theirs', async () => {
    const { storage, rows } = tableStorage();
    await storeEverything(storage);
    const page = known(await storage.records.page('hmp', 'jdw', 'p2')).value;
    const followUp = { topics: [], nextStep: null, note: 'bij de pinpas', case: false };
    const fact = { ...known(page.facts.findLast(({ kind }) => kind === 'answer')), at: now - 1000, by: cora };
    await append(storage.records, 'hmp', page, added(fact, { followUp }));
    await outOf(storage, cora);
    expect(holding(rows(), 'bij de pinpas')).toHaveLength(1);
    await outOf(storage, noor);
    expect(holding(rows(), 'bij de pinpas')).toEqual([]);
  });

  test('a student: what they typed is not answered any more, also when a process had it in hand', async () => {
    const storage = memoryStorage({ now: () => now });
    await storeEverything(storage);
    const [sams] = await storage.inbox.of(tenant, 'aad-sam');
    const { receipt } = await outOf(storage, sam);
    expect(receipt.removed).toMatchObject({ kept: 1 });
    expect(receipt.changed).toMatchObject({ kept: 1 });
    await storage.inbox.put(known(sams), 0);
    const taken = await storage.inbox.take();
    expect(taken.map(({ kept }) => [kept.aadObjectId, kept.activity['value']])).toEqual([
      ['aad-noor', { verb: 'checkIn.record', session: 'p2/2027-03-02', note: '', ok: true }],
    ]);
  });

  test('a pupil: the figures are those of the others', async () => {
    const storage = memoryStorage();
    await storeEverything(storage);
    const before = await figuresOf(storage);
    await outOf(storage, 'p1');
    const after = await figuresOf(storage);
    expect(after.pupils).toEqual(before.pupils.filter(({ pupil }) => pupil !== 'p1'));
    expect(after.answered).toBe(before.answered - 3);
    expect(await storage.records.rates('hmp')).toEqual(nothingCounted);
    await expectRecount(storage);
  });

  test('what is of others stays: their messages, facts, cases and notes that name nobody', async () => {
    const { storage, rows } = tableStorage();
    await storeEverything(storage);
    await outOf(storage, sam);
    const { programme } = await load(storage);
    expect(programme.people.map(({ email }) => email)).toContain('erased-abcdef100000');
    expect(programme.pairs[0]).toMatchObject({ student: 'erased-abcdef100000', until: '2027-03-05' });
    expect(programme.groups[0]).toMatchObject({ teacher: theo, students: [noor] });
    expect(holding(rows(), noor).length).toBeGreaterThan(5);
    expect(holding(rows(), 'gaat goed')).toHaveLength(1);
    const [about] = await storage.records.checkIns('hmp', 'p2', '2027-02-09');
    expect(about?.followUp).toMatchObject({ note: null, nextStep: null, topics: ['work'] });
    expect(await storage.contacts.byAddress(tenant, noor)).not.toBeNull();
    expect(await storage.feeds.find('token-of-noor')).not.toBeNull();
    expect(await storage.feeds.find('token-of-sam')).toBeNull();
    const facts = await storage.rounds.facts('hmp', 'r1', 0);
    expect(facts.find(({ kind }) => kind === 'caseWritten')).toMatchObject({ text: null });
    expect(facts.at(-1)).toMatchObject({ method: 'incident', advice: 'Vraag Yara eerst', followUp: null });
    expect(facts.at(-1)).toMatchObject({ present: ['erased-abcdef100000', noor] });
  });

  test('a coordinator: what they did with flags and files stays, as somebody’s', async () => {
    const storage = memoryStorage();
    await storeEverything(storage);
    await outOf(storage, cora);
    const page = known(await storage.records.page('hmp', 'jdw', 'p1'));
    const acknowledged = page.value.facts.find(
      (fact) => fact.kind === 'action' && fact.verb === 'acknowledge',
    );
    expect(acknowledged?.by).toBe('erased-abcdef100000');
    expect((await storage.access.list('hmp', 0)).map(({ who }) => who)).toEqual([
      'erased-abcdef100000',
      jan,
      'operator',
    ]);
    expect((await storage.records.contactsMade('hmp')).map(({ by }) => by)).toContain('erased-abcdef100000');
    const [, , corrected] = known(await storage.records.page('hmp', 'jdw', 'p2')).value.facts;
    expect(corrected).toMatchObject({ by: 'erased-abcdef100000', reason: 'Sam zag het' });
  });

  test('a correction whose reason named them stays a correction', async () => {
    const storage = memoryStorage();
    await storeEverything(storage);
    await outOf(storage, sam);
    const [, , corrected] = known(await storage.records.page('hmp', 'jdw', 'p2')).value.facts;
    expect(corrected).toMatchObject({ by: cora, reason: '…' });
  });

  test('the receipt counts, and has nobody in it', async () => {
    const storage = memoryStorage();
    await storeEverything(storage);
    const { receipt } = await outOf(storage, sam);
    expect(receipt).toEqual({
      at: now,
      what: 'erased',
      of: 'erased-abcdef100000',
      removed: {
        people: 1,
        pairs: 1,
        groups: 1,
        message: 5,
        notice: 1,
        pause: 1,
        contactMade: 1,
        hours: 1,
        feed: 1,
        contact: 1,
        kept: 1,
      },
      changed: { kept: 1, notice: 8, fact: 6, contactMade: 1, access: 1, round: 10 },
    });
    expect(await storage.receipts.list('hmp')).toEqual([receipt]);
  });

  test('a pupil’s sessions count for the student’s credit all the same', async () => {
    const storage = memoryStorage();
    await storeEverything(storage);
    await outOf(storage, 'p1');
    expect(await storage.records.hoursKept('hmp', sam)).toContainEqual({
      student: sam,
      mark: 'erased-abcdef100000',
      count: 1,
      minutes: 60,
    });
    expect(await storage.records.hoursKept('hmp', noor)).toEqual([]);
  });

  test('somebody who takes part elsewhere in the tenant can still be reached there', async () => {
    const storage = memoryStorage();
    await storeEverything(storage);
    const other = aProgramme({ id: 'other', people: [aPerson({ email: sam })], pairs: [], pupils: [] });
    await storage.programmes.replace(other, null, () => undefined);
    const [typed] = await storage.inbox.of(tenant, 'aad-sam');
    const value = { action: { verb: 'checkIn.record', data: { programme: 'hmp', note: 'moe' } } };
    await storage.inbox.put({ ...known(typed), activity: { value } }, 0);
    const erased = await outOf(storage, sam);
    expect(erased.stillIn).toEqual(['other']);
    expect(await storage.contacts.byAddress(tenant, sam)).not.toBeNull();
    expect(await storage.feeds.find('token-of-sam')).not.toBeNull();
    // What they typed may be about either, what they pressed on a card of this one is not; and they go on there.
    expect(await storage.inbox.of(tenant, 'aad-sam')).toEqual([typed]);
    expect(erased.receipt.removed).toMatchObject({ kept: 1 });
    await storage.inbox.put(known(typed), 0);
    expect(await storage.inbox.of(tenant, 'aad-sam')).toHaveLength(2);
  });

  test('a school that names them as its contact is told', async () => {
    const storage = memoryStorage();
    const schools = everything().schools.map((school) => ({ ...school, contact: 'Jan Smit, kamer 1.12' }));
    await storeEverything(storage, everything({ schools }));
    expect((await outOf(storage, jan)).contactOf).toEqual(['jdw', 'zwc']);
  });

  test('nobody, and no programme', async () => {
    const storage = memoryStorage();
    await storeEverything(storage);
    expect(await erase(portsOf(storage), 'hmp', 'p99', now)).toBe('nothing');
    expect(await erase(portsOf(storage), 'elsewhere', sam, now)).toBe('noProgramme');
  });
});

test('what somebody stores while it goes on is found by the next pass', async () => {
  let isWritten = false;
  const { storage, rows } = tableStorage((table, name) => ({
    get: (...one) => table.get(...one),
    range: (...range) => table.range(...range),
    partition: (...one) => table.partition(...one),
    put: (row) => table.put(row),
    remove: (...one) => table.remove(...one),
    change: async (changes) => {
      const etags = await table.change(changes);
      const isErasing = name === 'Records' && JSON.stringify(changes).includes('erased-abcdef');
      if (isErasing && !isWritten) {
        isWritten = true;
        await storage.records.addPause('hmp', { at: now, student: sam, until: null });
      }
      return etags;
    },
  }));
  await storeEverything(storage);
  await outOf(storage, sam);
  expect(isWritten).toBe(true);
  expect(holding(rows(), ...traces[sam])).toEqual([]);
});

const countWrites = async (who: string): Promise<number> => {
  const mortal = new Mortal();
  const { storage } = tableStorage((table) => mortal.around(table));
  await storeEverything(storage);
  const before = mortal.writes;
  await outOf(storage, who);
  return mortal.writes - before;
};

describe('an erasure that is killed', () => {
  // A student has most to lose; of the others every third write will do.
  test.each([
    [sam, 1],
    ['p1', 3],
    [cora, 3],
  ] as const)('at any write is finished by the next run: %s', async (who, step) => {
    const most = await countWrites(who);
    expect(most).toBeGreaterThan(20);
    for (let writes = 1; writes <= most; writes += step) {
      const mortal = new Mortal();
      const { storage, rows } = tableStorage((table) => mortal.around(table));
      await storeEverything(storage);
      mortal.mostWrites = mortal.writes + writes;
      mortal.isLastMade = writes % 2 === 0;
      await erase(portsOf(storage), 'hmp', who, now).catch(() => undefined);
      mortal.mostWrites = Number.POSITIVE_INFINITY;
      await erase({ ...storage, newId: () => 'fedcba000000-random', settled }, 'hmp', who, now);
      expect(holding(rows(), ...traces[who])).toEqual([]);
      expect(await erase(portsOf(storage), 'hmp', who, now)).toBe('nothing');
      // What was begun goes on under the name it began with.
      const names = new Set(JSON.stringify(rows()).match(/erased-[0-9a-f]{12}/g) ?? []);
      expect(names.size).toBeLessThanOrEqual(1);
      expect(await storage.receipts.list('hmp')).not.toEqual([]);
    }
  });
});

test('what a bot has in hand of somebody is dropped, also when the erasure was finished by a second run', async () => {
  const storage = memoryStorage();
  await storeEverything(storage);
  const [inHand] = await storage.inbox.of(tenant, 'aad-sam');
  // Killed when their contact is gone already, by which it is known whose is what.
  const forget = storage.inbox.forget.bind(storage.inbox);
  const inbox = {
    forget: async (...one: Parameters<typeof forget>): Promise<number> => {
      if ((await storage.contacts.byAddress(tenant, sam)) === null) throw new Error('killed');
      return forget(...one);
    },
  };
  const killed = erase({ ...portsOf(storage), inbox }, 'hmp', sam, now);
  await expect(killed).rejects.toThrow('killed');
  expect(await storage.contacts.byAddress(tenant, sam)).toBeNull();
  await outOf(storage, sam);
  await storage.inbox.put({ ...known(inHand), cameAt: 0 }, 0);
  expect(await storage.inbox.of(tenant, 'aad-sam')).toEqual([]);
});
