/** A file that takes longer than the request in which somebody said yes to it: they hear how it ended, and it is made once. */
import type { TeamsBotPorts } from '../../bot/teamsBot';
import type { Reply } from '../../dialogs/reply';
import { aBot, says } from './scriptedBot';

const consent = {
  type: 'invoke',
  name: 'fileConsent/invoke',
  id: 'one',
  value: {
    action: 'accept',
    context: { programme: 'hmp', kind: 'xlsx' },
    uploadInfo: {
      uploadUrl: 'https://up',
      contentUrl: 'https://f',
      name: 'f',
      uniqueId: 'u',
      fileType: 'xlsx',
    },
  },
};

/** A bot whose answer comes after so many milliseconds, and what it stored to be handled by any process. */
const aSlowBot = (takes: number, end: () => Reply, changes: Partial<TeamsBotPorts> = {}) => {
  let made = 0;
  let stored = 0;
  const bot = aBot(
    async () => {
      made += 1;
      await bot.machine.sleep(takes, new AbortController().signal);
      return end();
    },
    {
      unsure: () => says('slow'),
      failed: () => says('failed'),
      keep: async () => void (stored += 1),
      ...changes,
    },
  );
  const pass = (milliseconds: number) =>
    bot.machine.drive(bot.machine.sleep(milliseconds, new AbortController().signal));
  return { ...bot, pass, counts: () => ({ made, stored }) };
};

const once = { made: 1, stored: 0 };

test.each<[string, () => Reply, readonly string[]]>([
  ['is there', () => says('file'), ['slow', 'file']],
  ['was refused', () => says('refused, and a link'), ['slow', 'refused, and a link']],
  [
    'could not be made',
    () => {
      throw new Error('storage is away');
    },
    ['slow', 'failed'],
  ],
])('it %s: that is said when it is known, after the request was answered', async (_, end, shown) => {
  const { deliver, adapter, machine, pass, counts } = aSlowBot(30_000, end);
  expect(await deliver(consent)).toBe(200);
  expect([machine.now(), adapter.shown]).toEqual([8_000, ['slow']]);
  await pass(60_000);
  expect(adapter.shown).toEqual(shown);
  expect(counts()).toEqual(once);
});

test.each([
  ['after the request', 30_000, ['slow']],
  ['in the request', 0, []],
])('a tenant that is to be left alone by then, %s, hears it after its rest', async (_, takes, before) => {
  let restUntil = 0;
  const { deliver, adapter, machine, pass, counts } = aSlowBot(
    takes,
    () => {
      restUntil = machine.now() + 90_000;
      return says('file');
    },
    {
      beforeShow: async () => (machine.now() < restUntil ? 'rest' : () => undefined),
      restLeft: () => Math.max(0, restUntil - machine.now()),
    },
  );
  expect(await deliver(consent)).toBe(200);
  await pass(takes + 80_000);
  expect(adapter.shown).toEqual(before);
  await pass(20_000);
  expect(adapter.shown).toEqual([...before, 'file']);
  expect(counts()).toEqual(once);
});

test('it is said also when nobody could be told that it takes longer, and once when Teams asks again', async () => {
  const { deliver, adapter, pass, counts } = aSlowBot(30_000, () => says('file'));
  adapter.troubles.push('fails');
  expect(await deliver(consent)).toBe(500);
  expect(await deliver(consent)).toBe(200);
  await pass(60_000);
  expect(adapter.shown).toEqual(['slow', 'file']);
  expect(counts()).toEqual(once);
});
