/** What is kept follows the roster of an import, also of one that was broken off. */
import type { Storage } from '../../bot/ports/storage';
import { anAnswer, aSession, at } from '../builders';
import { aTool, storeFacts, withFolder } from '../cli/tool';
import { memoryStorage } from '../fakes/memoryStorage';
import { settled } from '../fakes/settled';
import type { MessageStatus } from '../../bot/ports/outbox';
import type { AnyKind } from '../../bot/programme/plannedMessage';
import { messageKey } from '../../bot/programme/messages';
import { known } from '../storage/contract/examples';
import { sound } from '../roster/folder';

const session = aSession('2027-02-09', { student: 'sam@x.org' });

const pupils = (school: string, objection = ''): Readonly<Record<string, string>> => ({
  'pupils.csv': `pupil,firstName,school,class,objection\np1,Yara,${school},3A,${objection}\np2,Bo,zwc,3A,\n`,
});

/** A programme with an answer of a pupil, and how often its pages were made again. */
const begin = async (rosterSettled = settled) => {
  const storage = memoryStorage();
  const tool = aTool({ storage, rosterSettled });
  const importing = (files: Readonly<Record<string, string>>, ...options: readonly string[]) =>
    withFolder({ ...sound, ...files }, (dir) => tool.run('import', dir, ...options));
  await importing(pupils('jdw'));
  await storeFacts(storage, 'hmp', { school: 'jdw', pupil: 'p1' }, [anAnswer('2027-02-09', { session })]);
  let rebuilds = 0;
  const rebuild = storage.records.rebuild.bind(storage.records);
  const counting: typeof rebuild = (...given) => {
    rebuilds += 1;
    return rebuild(...given);
  };
  Object.assign(storage.records, { rebuild: counting });
  return { storage, tool, importing, rebuilds: () => rebuilds };
};

/** The tool ends at the next call of this, as when it is killed. */
const breakOff = <T extends object>(store: T, name: keyof T): void => {
  const before = store[name];
  const killed = (): never => {
    Object.assign(store, { [name]: before });
    throw new Error('killed');
  };
  Object.assign(store, { [name]: killed });
};

const lies = async ({ records }: Storage) => {
  const pages = await Promise.all(['jdw', 'zwc'].map((school) => records.page('hmp', school, 'p1')));
  const figures = await Promise.all(['jdw', 'zwc'].map((school) => records.figures('hmp', school, 'all')));
  return { pages: pages.map((page) => page !== null), figures: figures.map(({ length }) => length) };
};

const moved = { pages: [false, true], figures: [0, 1] };

describe('the page of a pupil who changes school', () => {
  test('lies where the pupil is, with how the flag stands', async () => {
    const { storage, importing } = await begin();
    await importing(pupils('zwc'));
    expect(await lies(storage)).toEqual(moved);
    expect(await storage.records.figures('hmp', 'zwc', 'all')).toMatchObject([{ standing: { flag: null } }]);
  });

  test('comes there with the same folder again when the import was broken off', async () => {
    const { storage, importing } = await begin();
    breakOff(storage.records, 'rebuild');
    expect((await importing(pupils('zwc'))).exitCode).toBe(1);
    expect(await lies(storage)).not.toEqual(moved);
    expect((await importing(pupils('zwc'))).out).toContain('nothing changed');
    expect(await lies(storage)).toEqual(moved);
  });

  test('stays on a dry run, and no page is made again where nobody moved', async () => {
    const { storage, importing, rebuilds } = await begin();
    await importing(pupils('zwc'), '--dry-run');
    await importing({
      ...pupils('jdw'),
      'programme.json': sound['programme.json'].replace('Haags', 'Anders'),
    });
    expect(rebuilds()).toBe(0);
    expect((await lies(storage)).pages).toEqual([true, false]);
  });
});

const called = (name: string, klas: string) => ({
  'pupils.csv': `pupil,firstName,school,class,objection\np1,${name},jdw,${klas},\np2,Bo,zwc,3A,\n`,
});

const stale = async ({ outbox }: Storage) =>
  (await outbox.open('hmp', Number.MAX_SAFE_INTEGER, 100)).map(({ value }) => value.key).toSorted();

const withCora = (schools: string) => ({
  'people.csv': sound['people.csv'].replace(
    'cora@x.org,Cora,coordinator,,',
    `cora@x.org,Cora,coordinator,,${schools}`,
  ),
});

const groups = (teacher: string, ...students: readonly string[]) => ({
  'groups.csv': [
    'group,teacher,student,weekday,start,end',
    ...students.map((one) => `A,${teacher},${one},di,11:15,12:20`),
    '',
  ].join('\n'),
});

describe('what was delivered about a pupil', () => {
  const now = at('2027-03-05T12:00:00+01:00');

  /**
   * A flag that is over, one of another pupil, a digest of weeks ago, cards of sessions of weeks ago, of now and of somebody
   * else, and students who cannot be reached.
   */
  const sent = [
    ['flagRaised', 'cora@x.org', 'p1/2027-02-09/1', now],
    ['flagRaised', 'cora@x.org', 'p2/2027-02-09/1', now],
    ['digest', 'cora@x.org', '2027-02-15', now],
    ['checkIn', 'sam@x.org', 'p1/2027-02-09', now],
    ['checkIn', 'sam@x.org', 'p1/2027-03-02', now + 1],
    ['reminder1', 'sam@x.org', 'p1/2027-03-02', now + 1],
    ['nudge', 'sam@x.org', 'p1/2027-03-09', now + 1],
    ['nudge', 'noor@x.org', 'p2/2027-03-09', now + 1],
    ['studentUnreachable', 'cora@x.org', 'sam@x.org/2027-02-09T09:00:00Z', now],
    ['studentUnreachable', 'cora@x.org', 'nobody@x.org/2027-02-09T09:00:00Z', now],
  ] as const;

  type Card = readonly [
    kind: AnyKind,
    receiver: string,
    subject: string,
    worthUntil: number,
    status?: MessageStatus,
  ];

  const deliver = async ({ outbox }: Storage, cards: readonly Card[] = sent) => {
    for (const [kind, receiver, subject, worthUntil, status = 'sent'] of cards) {
      const key = messageKey(kind, receiver, subject);
      const row = {
        key,
        kind,
        receiver,
        subject,
        dueAt: 1,
        worthUntil,
        status: 'planned',
        reason: null,
      } as const;
      const [entered] = await outbox.plan('hmp', [row]);
      const { value, tag } = known(entered ?? null);
      await outbox.update('hmp', { ...value, status, sentAt: 1, activityId: key }, tag);
    }
  };

  const all = [
    'checkIn/sam@x.org/p1/2027-03-02',
    'digest/cora@x.org/2027-02-15',
    'flagRaised/cora@x.org/p1/2027-02-09/1',
    'nudge/sam@x.org/p1/2027-03-09',
    'reminder1/sam@x.org/p1/2027-03-02',
    'studentUnreachable/cora@x.org/sam@x.org/2027-02-09T09:00:00Z',
  ];

  test.each([
    ['in another school', pupils('zwc'), all],
    ['in another class', called('Yara', '3B'), all],
    ['called otherwise', called('Yasmina', '3A'), all],
    [
      'as before',
      { ...pupils('jdw'), 'programme.json': sound['programme.json'].replace('Haags', 'Anders') },
      [],
    ],
  ])('follows an import by which they are %s, over or not', async (_, files, expected) => {
    const { storage, importing } = await begin();
    await deliver(storage);
    expect((await importing(files)).exitCode).toBe(0);
    expect(await stale(storage)).toEqual(expected);
    expect((await storage.programmes.list())[0]).not.toHaveProperty('objectionsOpen');
  });

  test('follows once every bot has the roster, at the moment of a clock that stands still', async () => {
    const waited: (readonly string[])[] = [];
    const { storage, importing } = await begin(async () => void waited.push(await stale(storage)));
    await deliver(storage);
    await importing(called('Yasmina', '3A'));
    expect(waited).toEqual([[]]);
    const due = await storage.outbox.open('hmp', now, 100);
    expect(due.map(({ value }) => value.key).toSorted()).toEqual(all);
    // Nobody waits for what changes no card.
    await importing({
      'programme.json': sound['programme.json'].replace('Haags', 'Anders'),
      ...called('Yasmina', '3A'),
    });
    expect(waited).toHaveLength(1);
  });

  test('follows, of everybody, when the import was broken off before that', async () => {
    const { storage, importing } = await begin();
    await deliver(storage);
    breakOff(storage.outbox, 'keysOfReceiver');
    expect((await importing(called('Yasmina', '3A'))).exitCode).toBe(1);
    expect(await stale(storage)).toEqual([]);
    expect((await importing(called('Yasmina', '3A'))).exitCode).toBe(0);
    const everybody = [...all, 'flagRaised/cora@x.org/p2/2027-02-09/1', 'nudge/noor@x.org/p2/2027-03-09'];
    expect(await stale(storage)).toEqual(expect.arrayContaining(everybody));
  });

  const ofCora = sent.flatMap(([kind, receiver, subject]) =>
    receiver === 'cora@x.org' ? [messageKey(kind, receiver, subject)] : [],
  );

  test.each([
    ['loses a school', withCora('zwc'), [], ofCora],
    ['gets as many schools by name', withCora('jdw|zwc'), [], []],
    [
      'takes part no longer',
      { 'people.csv': sound['people.csv'].replace(/^cora.*\n/m, 'dora@x.org,Dora,coordinator,,\n') },
      ['--end-missing'],
      ofCora,
    ],
    [
      'stands in no file, and goes on',
      { 'people.csv': sound['people.csv'].replace(/^cora.*\n/m, 'dora@x.org,Dora,coordinator,,\n') },
      [],
      [],
    ],
  ])('follows for a coordinator who %s', async (_, files, options, expected) => {
    const { storage, importing } = await begin();
    await deliver(storage);
    expect((await importing({ ...pupils('jdw'), ...files }, ...options)).exitCode).toBe(0);
    expect(await stale(storage)).toEqual([...expected].toSorted());
    expect((await storage.programmes.list())[0]).not.toHaveProperty('objectionsOpen');
  });

  test.each([
    ['lost a school', withCora('zwc'), []],
    [
      'took part no longer',
      { 'people.csv': sound['people.csv'].replace(/^cora.*\n/m, 'dora@x.org,Dora,coordinator,,\n') },
      ['--end-missing'],
    ],
  ])('follows again, over or not, for a coordinator who %s by mistake', async (_, mistaken, options) => {
    const { storage, importing } = await begin();
    await importing({ ...pupils('jdw'), ...mistaken }, ...options);
    await deliver(storage);
    expect((await importing({ ...pupils('jdw'), ...withCora('') }, ...options)).exitCode).toBe(0);
    expect(await stale(storage)).toEqual([...ofCora].toSorted());
  });

  test('follows a name without looking through the messages of everybody', async () => {
    const { storage, importing } = await begin();
    await deliver(storage);
    const listed: string[] = [];
    const read: string[] = [];
    const { outbox } = storage;
    const [list, find] = [outbox.list.bind(outbox), outbox.find.bind(outbox)];
    const watching: Pick<typeof outbox, 'list' | 'find'> = {
      list: (programme, unreadable) => {
        listed.push(programme);
        return list(programme, unreadable);
      },
      find: (programme, key) => {
        read.push(key);
        return find(programme, key);
      },
    };
    Object.assign(outbox, watching);
    expect((await importing(called('Yasmina', '3A'))).exitCode).toBe(0);
    expect(await stale(storage)).toEqual(all);
    expect(listed).toEqual([]);
    expect(read).not.toContain('flagRaised/cora@x.org/p2/2027-02-09/1');
    expect(read).not.toContain('nudge/noor@x.org/p2/2027-03-09');
  });

  const hanneke = { 'people.csv': `${sound['people.csv']}hanneke@x.org,Hanneke,teacher,,\n` };
  const whole = { ...hanneke, ...groups('theo@x.org', 'sam@x.org', 'noor@x.org') };
  const noTheo = { 'people.csv': hanneke['people.csv'].replace(/^theo.*\n/m, '') };

  test.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'whose part had ended, and for a coordinator who was told so',
      { ...whole, ...noTheo, ...groups('hanneke@x.org', 'sam@x.org', 'noor@x.org') },
      [
        'roundAgenda/theo@x.org/2027-W10/A',
        'roundInvite/theo@x.org/r1/B',
        'roundOffer/cora@x.org/r1/B/1/2',
        'roundReport/theo@x.org/2027-W09/A',
      ],
    ],
    [
      'who was of no group with a fixed time',
      { ...whole, ...groups('theo@x.org', 'noor@x.org') },
      ['roundAgenda/sam@x.org/2027-W10/A'],
    ],
    [
      'who was no teacher of it',
      { ...whole, ...groups('hanneke@x.org', 'sam@x.org', 'noor@x.org') },
      ['roundAgenda/theo@x.org/2027-W10/A', 'roundReport/theo@x.org/2027-W09/A'],
    ],
  ])('follows for somebody %s, once an import brings them back', async (_, wrong, expected) => {
    const { storage, importing } = await begin();
    await importing({ ...pupils('jdw'), ...whole });
    const recently = Date.now();
    const cards = [
      ['roundInvite', 'theo@x.org', 'r1/B', recently + 1e12],
      ['roundAgenda', 'theo@x.org', '2027-W10/A', recently + 1e12],
      ['roundReport', 'theo@x.org', '2027-W09/A', recently + 1e12],
      ['roundAgenda', 'theo@x.org', '2027-W08/A', 1],
      ['roundReminder', 'theo@x.org', '2027-W10/A', recently + 1e12, 'expired'],
      ['roundOffer', 'cora@x.org', 'r1/B/1/2', recently + 1e12],
      ['roundOffer', 'cora@x.org', 'r1/B', recently + 1e12],
      ['roundAgenda', 'sam@x.org', '2027-W10/A', recently + 1e12],
      ['roundInvite', 'sam@x.org', 'r1/B', recently + 1e12],
    ] as const;
    await deliver(storage, cards);
    expect((await importing({ ...pupils('jdw'), ...wrong }, '--end-missing')).exitCode).toBe(0);
    const stopped = await stale(storage);
    expect((await importing({ ...pupils('jdw'), ...whole })).exitCode).toBe(0);
    expect((await stale(storage)).filter((key) => !stopped.includes(key))).toEqual(expected);
    expect((await storage.programmes.list())[0]).not.toHaveProperty('objectionsOpen');
  });

  test('follows for a coordinator who lost a school by an import that was broken off', async () => {
    const { storage, importing } = await begin();
    await deliver(storage);
    breakOff(storage.outbox, 'keysOfReceiver');
    const files = { ...pupils('jdw'), ...withCora('zwc') };
    expect((await importing(files)).exitCode).toBe(1);
    expect((await importing(files)).exitCode).toBe(0);
    expect(await stale(storage)).toEqual(expect.arrayContaining([...ofCora]));
  });
});

describe('an objection of which the import was broken off', () => {
  test.each([
    ['before pages were made', ({ records }: Storage) => breakOff(records, 'rebuild')],
    ['before cards were drawn', ({ outbox }: Storage) => breakOff(outbox, 'list')],
  ])('%s is gone on with, once', async (_, breaks) => {
    const { storage, importing, rebuilds } = await begin();
    breaks(storage);
    expect((await importing(pupils('jdw', 'ja'))).exitCode).toBe(1);
    expect(await storage.programmes.list()).toMatchObject([{ objectionsOpen: true }]);
    const before = rebuilds();
    await importing(pupils('jdw', 'ja'));
    expect(rebuilds()).toBe(before + 1);
    expect((await storage.programmes.list())[0]).not.toHaveProperty('objectionsOpen');
    await importing(pupils('jdw', 'ja'));
    expect(rebuilds()).toBe(before + 1);
  });
});
