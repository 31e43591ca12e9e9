/** Who types faster than Teams takes answers in one conversation: everything is answered, and nobody else waits for it. */
import type { KeptActivity } from '../../bot/ports/inbox';
import type { TeamsBotPorts } from '../../bot/teamsBot';
import { aBot, never, press, replaces, says } from './scriptedBot';

/** A bot that notes when it shows a card to whom; what has to wait is kept. */
const aWatchedBot = (respond: TeamsBotPorts['respond']) => {
  const kept: KeptActivity[] = [];
  const shownAt: number[] = [];
  const bot = aBot(respond, {
    keep: async (activity) => void kept.push(activity),
    beforeShow: async () => {
      shownAt.push(bot.machine.now());
      return () => undefined;
    },
  });
  const mostWithin = (window: number): number =>
    Math.max(...shownAt.map((from) => shownAt.filter((at) => at >= from && at < from + window).length));
  return { ...bot, kept, shownAt, mostWithin };
};

test('all is answered in the order in which it was typed, under the limits of Teams for a conversation', async () => {
  let made = 0;
  const { begin, bot, machine, kept, adapter, mostWithin } = aWatchedBot(async () => says(`${(made += 1)}`));
  const all = Array.from({ length: 40 }, () => begin({}));
  expect((await machine.drive(Promise.all(all))).map(({ status }) => status)).toEqual(all.map(() => 200));
  for (let next = kept.shift(); next !== undefined; next = kept.shift())
    await machine.drive(bot.onKept(next));
  expect(adapter.shown).toHaveLength(40);
  expect(adapter.shown.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, index) => `${index + 1}`));
  expect([1_000, 2_000, 30_000].map(mostWithin)).toEqual([5, 5, 30]);
});

test('several cards of one answer come at once, and nobody else waits for them', async () => {
  const { begin, machine, shownAt } = aWatchedBot(async () => says('a', 'b', 'c', 'd', 'e'));
  await machine.drive(Promise.all([begin({}), begin({ from: { id: '29:y', aadObjectId: 'aad-y' } })]));
  expect(shownAt).toEqual(Array.from({ length: 10 }, () => 0));
});

test('a press is answered in its request, however much was typed before', async () => {
  const { begin, machine, deliver } = aWatchedBot(async ({ event }) =>
    event.kind === 'action' ? replaces('stored') : says('a', 'b', 'c', 'd', 'e'),
  );
  await machine.drive(begin({}));
  expect([await deliver(press), machine.now()]).toEqual(['stored', 0]);
});

test('what waits for its conversation is kept: it is neither slow nor a fault', async () => {
  const { begin, machine, kept, metrics, log } = aWatchedBot(async () => says('a'));
  const all = Array.from({ length: 20 }, () => begin({}));
  await machine.drive(Promise.all(all));
  expect(kept.length).toBeGreaterThan(0);
  expect(metrics.counts()).toEqual({
    'inboundTook text answered': 20 - kept.length,
    'inboundTook text kept': kept.length,
  });
  expect(log.lines).toEqual([]);
});

test('what cannot be kept while it waits for its conversation is slow', async () => {
  const { begin, machine, log } = aBot(async () => says('a'));
  await machine.drive(Promise.all(Array.from({ length: 20 }, () => begin({}))));
  expect(log.lines.map(({ event }) => event)).toContain('turn slow');
  expect(log.lines.map(({ event }) => event)).not.toContain('turn failed');
});

test('while storage says nothing, everybody hears so: no kind word waits for the storage of another', async () => {
  const bot = aBot(() => never, {
    keep: () => never,
    // Storage that has said nothing for so long is done without.
    beforeShow: async (_, signal, within) => {
      await bot.machine.sleep(within, new AbortController().signal);
      signal.throwIfAborted();
      return () => undefined;
    },
  });
  const answers = await bot.machine.drive(Promise.all(Array.from({ length: 4 }, () => bot.begin({}))));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(bot.adapter.shown).toEqual(['unsure', 'unsure', 'unsure', 'unsure']);
});
