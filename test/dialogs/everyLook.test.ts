/** Every verb and every command, by everybody: a row in the access record for exactly the things docs/security.md names. */
import { commandThings, isVerb, verbThings, type Thing } from '../../bot/programme/accessTable';
import { exportKinds, lookKinds, type Access } from '../../bot/ports/export';
import { commands } from '../../dialogs/commands';
import type { RecordStore } from '../../bot/ports/storage';
import { recordingLooks } from '../../dialogs/looks';
import { membershipsOf } from '../../dialogs/people';
import type { Turn } from '../../dialogs/turn';
import type { Chat } from './chat';
import { bytesOf } from './desk';
import { aChatWithFlags, everybody, everyVerb, ofLea, ofSam } from './everyVerb';
import { cora, jan, zara } from './people';

const coordinators: Readonly<Record<string, readonly string[]>> = {
  [cora]: ['jdw', 'zwc'],
  [jan]: ['jdw'],
  [zara]: ['zwc'],
};

const isLook = (thing: Thing): boolean => lookKinds.some((kind) => kind === thing);

/** The kinds of look that somebody leaves who asks for these things. */
const leaves = (who: string, things: readonly Thing[]): readonly string[] =>
  who in coordinators ? things.filter(isLook) : [];

const recorded = (chat: Chat): Promise<readonly Access[]> => chat.storage.access.list('hmp', 0);

const whats = (rows: readonly Access[]): readonly string[] => [...new Set(rows.map(({ what }) => what))];

const isOf = (who: string, row: Access): boolean =>
  row.who === who && row.scope.every((school) => coordinators[who]?.includes(school));

/** The rows that something adds. */
const addedBy = async (chat: Chat, act: () => Promise<unknown>): Promise<readonly Access[]> => {
  const before = await recorded(chat);
  await act();
  return (await recorded(chat)).slice(before.length);
};

const expectRows = (rows: readonly Access[], who: string, kinds: readonly string[]): void => {
  expect({ who, kinds: whats(rows) }).toEqual({ who, kinds });
  expect(rows.filter((row) => !isOf(who, row))).toEqual([]);
};

test.each(Object.keys(verbThings).filter(isVerb))('%s', async (verb) => {
  const chat = await aChatWithFlags();
  const { about, data } = everyVerb[verb];
  for (const who of everybody)
    for (const target of [ofSam, ofLea]) {
      const rows = await addedBy(chat, () => chat.as(who).presses(verb, data(target)));
      const isTheirs = about === 'oneself' || coordinators[who]?.includes(target.school) === true;
      expectRows(rows, who, isTheirs ? leaves(who, verbThings[verb]) : []);
      // One pupil is named, so that their student alone hears of it.
      if (verb.startsWith('flag.') && about === 'target')
        expect(rows.every(({ pupils }) => pupils?.join() === target.pupil)).toBe(true);
    }
});

test.each(commands)('$nl.text', async ({ name, nl }) => {
  const chat = await aChatWithFlags();
  for (const who of everybody)
    expectRows(await addedBy(chat, () => chat.as(who).says(nl.text)), who, leaves(who, commandThings[name]));
});

test.each(exportKinds)(
  'a file of %s, before anything is read for it; who may have none leaves none',
  async (kind) => {
    const chat = await aChatWithFlags();
    for (const by of everybody) {
      chat.forget();
      const order = { programme: 'hmp', tenant: 'tenant-1', by, kind, language: 'nl' } as const;
      const rows = await addedBy(chat, async () => {
        const file = await chat.desk.files.make(order);
        if (file !== null) await bytesOf(file);
      });
      expectRows(rows, by, by in coordinators ? [`export.${kind}`] : []);
      expect(chat.calls[0]).toBe(by in coordinators ? 'access.add' : undefined);
    }
  },
);

type Reads = (records: RecordStore) => Promise<unknown>;

/** Every call of the store of facts: a look at a pupil, at a school, or why it is none. A new one has no row here. */
const calls: Readonly<Record<keyof RecordStore, Reads | string>> = {
  page: (records) => records.page('hmp', 'jdw', 'p1'),
  gathered: (records) => records.gathered('hmp', 'jdw', 'p1'),
  answersOf: (records) => records.answersOf('hmp', 'p1'),
  checkIns: (records) => records.checkIns('hmp', 'p1', '2027-02-09'),
  pages: (records) => records.pages('hmp', 'jdw'),
  figures: (records) => records.figures('hmp', 'jdw', 'all'),
  append: 'stores; it waits for what was looked at before',
  rebuild: 'of the operator',
  strays: 'reads keys',
  movePage: 'of an import',
  rates: 'figures of the whole programme, with nobody in them',
  keepRates: 'the same',
  noteUnreachable: 'stores',
  pendingNotices: 'of the planner',
  unreadable: 'of the operator',
  noticePlanned: 'of the planner',
  pauses: 'of students, beside their sessions: those are the look',
  addPause: 'stores',
  contactsMade: 'of students, beside their sessions: those are the look',
  addContactMade: 'stores',
  removeContactMade: 'stores',
  addCareUse: 'stores',
  keepHours: 'stores',
  hoursKept: 'of the student who asks',
  careUses: 'hours and schools, with nobody in them',
};

const turnOf = async ({ ports, clock, storage }: Chat, who: string): Promise<Turn> => {
  const known = await storage.contacts.byId('tenant-1', `aad-${who}`);
  if (known === null) throw new Error('not met');
  return {
    ports,
    contact: known.value,
    memberships: membershipsOf(ports, 'tenant-1', who),
    language: 'nl',
    now: clock.now(),
    saidAt: clock.now(),
    hasWaited: false,
    activity: '',
    card: null,
    isAnew: false,
  };
};

const reads = Object.entries(calls).flatMap(([name, read]) =>
  typeof read === 'string' ? [] : [{ name, read }],
);

test.each(reads)('whoever reads $name alone leaves a row', async ({ read }) => {
  const chat = await aChatWithFlags();
  await recordingLooks(await turnOf(chat, jan), ['answers'], 'asked', ({ ports }) => read(ports.records));
  expect(await recorded(chat)).toEqual([
    expect.objectContaining({ who: jan, what: 'answers', scope: ['jdw'] }),
  ]);
});
