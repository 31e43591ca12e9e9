import { messageKey } from '../../bot/programme/messages';
import type { MessageKind } from '../../bot/programme/plannedMessage';
import type { OutboxMessage } from '../../bot/ports/outbox';
import type { Storage } from '../../bot/ports/storage';
import { aProgramme, at } from '../builders';
import { memoryStorage } from '../fakes/memoryStorage';
import { aTool, store } from './tool';
import type { Tool } from './tool';

const now = '2027-03-05T12:00:00+01:00';
const sam = 'sam@leiden.example';
const keyOf = (kind: MessageKind, day: string): string => messageKey(kind, sam, `p1/${day}`);

const enter = async (
  storage: Storage,
  kind: MessageKind,
  day: string,
  changes: Partial<OutboxMessage>,
): Promise<void> => {
  const times = { dueAt: at('2027-03-05T09:00:00+01:00'), worthUntil: at('2027-03-05T19:00:00+01:00') };
  const subject = `p1/${day}`;
  const message = { key: keyOf(kind, day), kind, receiver: sam, subject, ...times };
  const [entered] = await storage.outbox.plan('hmp', [{ ...message, status: 'planned', reason: null }]);
  if (entered === undefined) throw new Error('entered before');
  await storage.outbox.update('hmp', { ...entered.value, ...changes }, entered.tag);
};

const putAside = {
  status: 'failed',
  reason: 'putAside',
  attempts: 2,
  faults: 5,
  unknowns: 1,
  owner: 'one',
  fence: 3,
  leaseUntil: 9,
} as const;

const aFailedTool = async (storage: Storage = memoryStorage()): Promise<Tool> => {
  const tool = aTool({ now, storage });
  await store(storage, aProgramme());
  await enter(storage, 'checkIn', '2027-03-02', { ...putAside, failures: 3, retryAt: 8 });
  await enter(storage, 'nudge', '2027-03-09', { status: 'failed', reason: '400', attempts: 1 });
  await enter(storage, 'nudge', '2027-03-02', { ...putAside, worthUntil: at('2027-03-02T09:00:00+01:00') });
  await enter(storage, 'reminder1', '2027-03-02', { status: 'sent', sentAt: 7, attempts: 1 });
  return tool;
};

const statusOf = async ({ storage }: Tool, key: string): Promise<string | undefined> =>
  (await storage.outbox.find('hmp', key))?.value.status;

test('all that failed go back to planned as if never tried, what is too late is named and left', async () => {
  const tool = await aFailedTool();
  expect(await tool.run('release', 'hmp')).toMatchObject({
    exitCode: 0,
    out: [
      'Released 2 messages (1 checkIn, 1 nudge): a running bot sends within a minute.',
      `Left ${keyOf('nudge', '2027-03-02')}: it was worth sending until 2027-03-02 09:00.`,
      '',
    ].join('\n'),
    err: '',
  });
  expect((await tool.storage.outbox.find('hmp', keyOf('checkIn', '2027-03-02')))?.value).toEqual({
    key: keyOf('checkIn', '2027-03-02'),
    kind: 'checkIn',
    receiver: sam,
    subject: 'p1/2027-03-02',
    dueAt: at('2027-03-05T09:00:00+01:00'),
    worthUntil: at('2027-03-05T19:00:00+01:00'),
    status: 'planned',
    reason: null,
    attempts: 0,
    faults: 0,
    unknowns: 0,
    throttles: 0,
    notBefore: at(now),
    failures: 0,
    retryAt: null,
    sentAt: null,
    activityId: null,
    owner: null,
    fence: null,
    leaseUntil: null,
    ticket: null,
    carries: [],
    stale: null,
    updatedAt: null,
    shows: null,
  });
  const open = await tool.storage.outbox.open('hmp', at(now), 10);
  expect(open.map(({ value }) => value.key)).toEqual([
    keyOf('checkIn', '2027-03-02'),
    keyOf('nudge', '2027-03-09'),
  ]);
  expect(await statusOf(tool, keyOf('nudge', '2027-03-02'))).toBe('failed');
  expect(await statusOf(tool, keyOf('reminder1', '2027-03-02'))).toBe('sent');
});

test('in JSON by key', async () => {
  const tool = await aFailedTool();
  expect((await tool.run('release', 'hmp', '--json')).json()).toEqual({
    programme: 'hmp',
    released: [keyOf('checkIn', '2027-03-02'), keyOf('nudge', '2027-03-09')],
    tooLate: [keyOf('nudge', '2027-03-02')],
    changed: [],
  });
});

test('with a key only that one', async () => {
  const tool = await aFailedTool();
  const ran = await tool.run('release', 'hmp', keyOf('nudge', '2027-03-09'));
  expect(ran).toMatchObject({ exitCode: 0, out: expect.stringContaining('Released 1 message (1 nudge)') });
  expect(await statusOf(tool, keyOf('nudge', '2027-03-09'))).toBe('planned');
  expect(await statusOf(tool, keyOf('checkIn', '2027-03-02'))).toBe('failed');
});

test('a second time there is nothing left to release', async () => {
  const tool = await aFailedTool();
  await tool.run('release', 'hmp', keyOf('checkIn', '2027-03-02'));
  await tool.run('release', 'hmp');
  expect((await tool.run('release', 'hmp', '--json')).json()).toMatchObject({ released: [] });
  const tooEarly = aTool();
  await store(tooEarly.storage, aProgramme());
  expect(await tooEarly.run('release', 'hmp')).toMatchObject({ exitCode: 0, out: 'No failed messages.\n' });
});

test.each([
  ['nowhere', [], /^there is no programme "nowhere"; stored: hmp\n$/],
  ['hmp', ['nudge/x'], /^there is no message "nudge\/x" in hmp; failed: checkIn\/sam@leiden.example\/p1/],
  [
    'hmp',
    [keyOf('reminder1', '2027-03-02')],
    /^reminder1\/sam@leiden.example\/p1\/2027-03-02 is sent, only failed/,
  ],
  [
    'hmp',
    [keyOf('nudge', '2027-03-02')],
    /^Left nudge.*2027-03-02: it was worth sending until 2027-03-02 09:00\.\n$/,
  ],
])('release %s %j is refused with the reason', async (programme, keys, reason) => {
  const tool = await aFailedTool();
  const ran = await tool.run('release', programme, ...keys);
  expect([ran.exitCode, ran.out]).toEqual([1, '']);
  expect(ran.err).toMatch(reason);
  expect(tool.open()).toBe(0);
});

test('what somebody else changed at the same moment is named and left', async () => {
  const storage = memoryStorage();
  const tool = await aFailedTool(storage);
  const update: Storage['outbox']['update'] = (programme, message, tag) =>
    storage.outbox.update(programme, message, message.kind === 'checkIn' ? 'stale' : tag);
  const outbox = new Proxy(storage.outbox, {
    get: (target, name) => {
      if (name === 'update') return update;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const late = aTool({ now, storage: { ...storage, outbox } });
  expect((await late.run('release', 'hmp')).out).toContain(
    `Left ${keyOf('checkIn', '2027-03-02')}: somebody else changed it just now, look again.\n`,
  );
  expect(await statusOf(tool, keyOf('checkIn', '2027-03-02'))).toBe('failed');
});
