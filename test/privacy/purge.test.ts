import { purge, type PurgedStage } from '../../bot/privacy/purge';
import { retentionDay, retentionStages, stagesDue } from '../../bot/programme/retention';
import type { Storage } from '../../bot/ports/storage';
import { aPerson, aProgramme, at } from '../builders';
import { settled } from '../fakes/settled';
import { memoryStorage } from '../fakes/memoryStorage';
import { tableStorage } from '../fakes/tableStorage';
import { known } from '../storage/contract/examples';
import { cora, everything, jan, noor, sam, storeEverything, tenant, theo } from './everything';
import { holding, Mortal } from './traces';

const programme = everything();
const inTime = {
  before: at('2027-07-31T23:59:59+02:00'),
  freeText: at('2027-08-01T00:00:00+02:00'),
  names: at('2027-08-27T00:00:00+02:00'),
  hours: at('2027-12-31T00:00:00+01:00'),
  access: at('2028-07-01T00:00:00+02:00'),
} as const;

const portsOf = (storage: Storage) => {
  let ids = 0;
  return { ...storage, newId: () => `feed${(ids += 1)}`, settled };
};

const stocked = async () => {
  const tables = tableStorage();
  await storeEverything(tables.storage);
  return tables;
};

const purged = async (storage: Storage, now: number, isDryRun = false): Promise<readonly PurgedStage[]> =>
  known(await purge(portsOf(storage), 'hmp', now, isDryRun));

const countsIn = (stages: readonly PurgedStage[]) =>
  stages.map(({ stage, removed, changed }) => ({ stage, removed, changed }));

const typed = [
  'even langs',
  'open dag',
  'belt haar',
  'gaat goed',
  'zag het',
  'gebeld',
  'zegt weinig',
  'Vraag Yara',
];
const pupils = ['\\bp1\\b', 'p1=002F', '\\bYara\\b', '\\bp2\\b', '\\bAmir\\b'];

describe('the days on which things go', () => {
  test('are counted from the end, and hold from midnight on', () => {
    expect(retentionStages.map((stage) => retentionDay(programme, stage))).toEqual([
      '2027-08-01',
      '2027-08-27',
      '2027-12-31',
      '2028-07-01',
    ]);
    expect(stagesDue(programme, '2027-07-31')).toEqual([]);
    expect(stagesDue(programme, '2027-08-01')).toEqual(['freeText']);
    expect(stagesDue(programme, '2028-07-01')).toEqual(retentionStages);
  });
});

describe('purging', () => {
  test('before the first day leaves everything as it is', async () => {
    const { storage, rows } = await stocked();
    const before = rows();
    const stages = await purged(storage, inTime.before);
    expect(stages.map(({ isDue }) => isDue)).toEqual([false, false, false, false]);
    expect(rows()).toEqual(before);
  });

  test('takes what people typed, and nothing else', async () => {
    const { storage, rows } = await stocked();
    expect(holding(rows(), ...typed).length).toBeGreaterThan(6);
    const [text] = await purged(storage, inTime.freeText);
    expect(text).toMatchObject({ removed: {}, changed: { fact: 6, contactMade: 2, round: 3 } });
    expect(holding(rows(), ...typed)).toEqual([]);
    expect(holding(rows(), ...pupils).length).toBeGreaterThan(10);
    const facts = await storage.rounds.facts('hmp', 'r1', 0);
    expect(facts.find(({ kind }) => kind === 'created')).toMatchObject({ setup: { name: 'Maart' } });
    const { facts: ofAmir } = known(await storage.records.page('hmp', 'jdw', 'p2')).value;
    expect(ofAmir.map((fact) => fact.kind === 'answer' && fact.reason !== undefined)).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('takes the pupils with everything about them; students keep their hours', async () => {
    const { storage, rows } = await stocked();
    const stages = await purged(storage, inTime.names);
    expect(stages[1]).toMatchObject({
      removed: {
        pupils: 3,
        pairs: 3,
        message: 8,
        notice: 10,
        fact: 8,
        pause: 2,
        contactMade: 2,
        careUse: 1,
        link: 1,
      },
    });
    expect(holding(rows(), ...typed, ...pupils)).toEqual([]);
    expect(await storage.records.hoursKept('hmp', sam)).toEqual([
      { student: sam, mark: 'before', count: 2, minutes: 120 },
      { student: sam, mark: 'feed1', count: 1, minutes: 60 },
    ]);
    expect(await storage.records.hoursKept('hmp', noor)).toEqual([
      { student: noor, mark: 'feed1', count: 2, minutes: 120 },
    ]);
    expect(await storage.contacts.byAddress(tenant, sam)).not.toBeNull();
    expect(await storage.receipts.begun('hmp')).toEqual([]);
  });

  test('takes the hours and with them everybody; the programme stays, and who looked', async () => {
    const { storage, rows } = await stocked();
    await purged(storage, inTime.names);
    await purged(storage, inTime.hours);
    expect(holding(rows(), sam, noor, theo, 'aad-', 'chat of')).toEqual([]);
    expect(await storage.access.list('hmp', 0)).toMatchObject([
      { who: cora },
      { who: jan, pupils: [] },
      { who: 'operator', people: [] },
    ]);
    expect((await storage.rounds.heads('hmp')).rounds).toEqual([]);
    const [head] = await storage.programmes.list();
    const left = known(await storage.programmes.load(known(head)));
    expect(left).toEqual({ ...programme, people: [], pupils: [], pairs: [], groups: [] });
    await purged(storage, inTime.access);
    expect(holding(rows(), '@')).toEqual([]);
  });

  test('all at once is the same in the end', async () => {
    const { storage, rows } = await stocked();
    const stages = await purged(storage, inTime.access);
    expect(stages.map(({ isDue }) => isDue)).toEqual([true, true, true, true]);
    expect(holding(rows(), '@', ...typed, ...pupils)).toEqual([]);
  });

  test.each(['freeText', 'names', 'hours', 'access'] as const)(
    'a dry run says the same as the run itself, and removes nothing: %s',
    async (when) => {
      const { storage, rows } = await stocked();
      const before = rows();
      const said = await purged(storage, inTime[when], true);
      expect(rows()).toEqual(before);
      expect(countsIn(await purged(storage, inTime[when]))).toEqual(countsIn(said));
    },
  );

  test('twice: nothing is left to go, and there is one receipt a stage, without anybody in it', async () => {
    const storage = memoryStorage();
    await storeEverything(storage);
    await purged(storage, inTime.names);
    const again = await purged(storage, inTime.names);
    expect(
      countsIn(again).every(({ removed, changed }) => JSON.stringify([removed, changed]) === '[{},{}]'),
    ).toBe(true);
    const receipts = await storage.receipts.list('hmp');
    expect(receipts.map(({ what, of }) => `${what} ${of}`)).toEqual(['purged names']);
    expect(JSON.stringify(receipts)).not.toContain('@');
  });

  test('people of another programme of the tenant can still be reached; strangers go', async () => {
    const { storage } = await stocked();
    const other = aProgramme({ id: 'other', people: [aPerson({ email: sam })], pairs: [], pupils: [] });
    await storage.programmes.replace(other, null, () => undefined);
    await purged(storage, inTime.hours);
    expect((await storage.contacts.everyone(tenant)).map(({ email }) => email)).toEqual([sam]);
    expect(await storage.feeds.find('token-of-sam')).not.toBeNull();
    expect(await storage.feeds.find('token-of-noor')).toBeNull();
  });

  test('what waits may be about another programme: of who takes part there, or has not been met, it stays', async () => {
    const { storage } = await stocked();
    const [waiting] = await storage.inbox.of(tenant, 'aad-sam');
    const waits = async (aadObjectId: string, changes: object = {}): Promise<void> =>
      storage.inbox.put({ ...known(waiting), aadObjectId, activity: { type: 'message', ...changes } }, 0);
    await waits('aad-new');
    await waits('aad-sam', { value: { verb: 'checkIn.change', programme: 'hmp' } });
    await waits('aad-cora');
    const left = async (): Promise<readonly number[]> =>
      Promise.all(
        ['aad-new', 'aad-sam', 'aad-cora'].map(async (who) => (await storage.inbox.of(tenant, who)).length),
      );
    expect(await left()).toEqual([1, 2, 1]);
    const other = aProgramme({ id: 'other', people: [aPerson({ email: sam })], pairs: [], pupils: [] });
    await storage.programmes.replace(other, null, () => undefined);
    await purged(storage, inTime.names);
    expect(await left()).toEqual([1, 1, 0]);
    await purged(storage, inTime.hours);
    expect(await left()).toEqual([1, 1, 0]);
  });

  test('and where there is no other one, nothing that waits stays', async () => {
    const { storage } = await stocked();
    const [waiting] = await storage.inbox.of(tenant, 'aad-sam');
    await storage.inbox.put({ ...known(waiting), aadObjectId: 'aad-new' }, 0);
    await purged(storage, inTime.names);
    expect(await storage.inbox.of(tenant, 'aad-new')).toEqual([]);
    expect(await storage.inbox.of(tenant, 'aad-sam')).toEqual([]);
  });

  test('goes on with an erasure that was broken off', async () => {
    const { storage, rows } = await stocked();
    await storage.receipts.begin('hmp', {
      is: 'person',
      id: noor,
      names: ['Noor Aydin', 'Noor'],
      pseudonym: 'erased-x',
    });
    await purged(storage, inTime.before);
    expect(holding(rows(), noor, '\\bNoor\\b')).toEqual([]);
  });

  test('a programme that is not there', async () => {
    expect(await purge(portsOf(memoryStorage()), 'hmp', inTime.names, false)).toBeNull();
  });

  test('killed at any third write, the next run takes the rest and keeps the hours once', async () => {
    const count = new Mortal();
    const whole = tableStorage((table) => count.around(table));
    await storeEverything(whole.storage);
    const stocking = count.writes;
    await purged(whole.storage, inTime.names);
    for (let writes = 1; writes <= count.writes - stocking; writes += 3) {
      const mortal = new Mortal();
      const { storage, rows } = tableStorage((table) => mortal.around(table));
      await storeEverything(storage);
      mortal.mostWrites = mortal.writes + writes;
      mortal.isLastMade = writes % 2 === 0;
      await purged(storage, inTime.names).catch(() => undefined);
      mortal.mostWrites = Number.POSITIVE_INFINITY;
      await purged(storage, inTime.names);
      expect(holding(rows(), ...typed, ...pupils)).toEqual([]);
      expect((await storage.records.hoursKept('hmp', noor)).map(({ minutes }) => minutes)).toEqual([120]);
      expect(await storage.receipts.begun('hmp')).toEqual([]);
    }
  });
});
