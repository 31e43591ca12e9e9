/** Answers that have to wait: kept in storage, and given when it is time, by whichever process. */
import type { KeptActivity } from '../../bot/ports/inbox';
import { keptActivities } from '../../bot/inbound/keptActivities';
import type { TeamsBotPorts } from '../../bot/teamsBot';
import { MachineTime } from '../fakes/machineTime';
import { memoryInbox } from '../fakes/memoryInbox';
import { SilentLog } from '../fakes/silentLog';
import { aBot, Later, never, press, replaces, says, submit } from './scriptedBot';

/** What storage was given to keep, and for how long. */
class Kept {
  readonly activities: KeptActivity[] = [];
  readonly waits: number[] = [];

  readonly keep = async (kept: KeptActivity, milliseconds: number): Promise<void> => {
    this.activities.push(JSON.parse(JSON.stringify(kept)));
    this.waits.push(milliseconds);
  };

  take(): KeptActivity {
    const kept = this.activities.shift();
    if (kept === undefined) throw new Error('nothing was kept');
    return kept;
  }
}

/** A tenant with turns for so many cards before it is to be left alone. */
const aTenant = (turns: number, rest = 90_000): Pick<TeamsBotPorts, 'beforeShow' | 'restLeft'> => {
  let left = turns;
  return {
    beforeShow: async () => {
      left -= 1;
      return left < 0 ? 'rest' : () => undefined;
    },
    restLeft: () => (left < 0 ? rest : 0),
  };
};

const threeCards = async () => says('a', 'b', 'c');
const installed = { type: 'installationUpdate', action: 'add', id: 'one' };

describe('while Teams wants the tenant to be left alone', () => {
  test('what somebody typed is kept until that is over, without their name, and answered then', async () => {
    const kept = new Kept();
    const { deliver, adapter, metrics } = aBot(async () => says('my week'), {
      keep: kept.keep,
      ...aTenant(0),
    });
    const from = { id: '29:x', aadObjectId: 'aad-x', name: 'Noor' };
    expect(await deliver({ text: 'mijn week', from })).toBe(200);
    expect(adapter.shown).toEqual([]);
    expect(kept.waits).toEqual([90_000]);
    expect(metrics.counts()).toEqual({ 'inboundTook text kept': 1 });
    expect(JSON.stringify(kept.activities)).not.toContain('Noor');
    const other = aBot(async ({ event, tenant, aadObjectId }) =>
      says(JSON.stringify([event, tenant, aadObjectId])),
    );
    await other.bot.onKept(kept.take());
    expect(other.adapter.shown).toEqual([
      JSON.stringify([{ kind: 'text', text: 'mijn week' }, 'tenant', 'aad-x']),
    ]);
  });

  test('the tenant may be named beside the conversation only', async () => {
    const kept = new Kept();
    const { deliver } = aBot(async () => says('a'), { keep: kept.keep, ...aTenant(0) });
    await deliver({ conversation: { id: 'chat' }, channelData: { tenant: { id: 'theirs' } } });
    const other = aBot(async ({ tenant }) => says(tenant));
    await other.bot.onKept(kept.take());
    expect(other.adapter.shown).toEqual(['theirs']);
  });

  test('of several cards those that were not shown come later, from whichever process', async () => {
    const kept = new Kept();
    const { deliver, adapter } = aBot(threeCards, { keep: kept.keep, ...aTenant(1) });
    expect(await deliver({})).toBe(200);
    const second = aBot(threeCards, { keep: kept.keep, ...aTenant(1) });
    await second.bot.onKept(kept.take());
    const third = aBot(threeCards);
    await third.bot.onKept(kept.take());
    expect([adapter.shown, second.adapter.shown, third.adapter.shown]).toEqual([['a'], ['b'], ['c']]);
  });

  test.each([
    [60_000, 'remembers the answer, and makes it once', ['1', 'b']],
    [60_001, 'makes the answer anew: its reader may no longer see what stood in it', ['1', 'b2']],
  ])('for %i milliseconds, the same process %s', async (rest, _, shown) => {
    const kept = new Kept();
    let made = 0;
    const twoCards = async () => says(`${(made += 1)}`, made === 1 ? 'b' : `b${made}`);
    const tenant = aTenant(1, rest);
    let isOver = false;
    const beforeShow: TeamsBotPorts['beforeShow'] = async (...asked) =>
      isOver ? () => undefined : tenant.beforeShow(...asked);
    const { deliver, adapter, bot } = aBot(twoCards, { keep: kept.keep, ...tenant, beforeShow });
    await deliver({});
    isOver = true;
    await bot.onKept(kept.take());
    expect(adapter.shown).toEqual(shown);
  });

  test('two rests one after the other are longer than an answer is good for', async () => {
    const kept = new Kept();
    let made = 0;
    let rests = 2;
    const beforeShow: TeamsBotPorts['beforeShow'] = async () => ((rests -= 1) < 0 ? () => undefined : 'rest');
    const { deliver, adapter, bot, machine } = aBot(async () => says(`${(made += 1)}`), {
      keep: kept.keep,
      restLeft: () => 45_000,
      beforeShow,
    });
    await deliver({});
    for (let waits = 0; waits < 2; waits += 1) {
      machine.pass(45_000);
      await bot.onKept(kept.take());
    }
    expect(adapter.shown).toEqual(['2']);
  });

  test('what one person typed meanwhile is answered under the limits of Teams for a conversation', async () => {
    const kept = new Kept();
    let isOver = false;
    const shownAt: number[] = [];
    const beforeShow: TeamsBotPorts['beforeShow'] = async () => {
      if (!isOver) return 'rest';
      shownAt.push(machine.now());
      return () => undefined;
    };
    const { deliver, bot, machine, adapter } = aBot(threeCards, { keep: kept.keep, beforeShow });
    for (let n = 0; n < 10; n += 1) await deliver({});
    isOver = true;
    while (kept.activities.length > 0) await machine.drive(bot.onKept(kept.take()));
    expect(adapter.shown).toHaveLength(30);
    const mostWithin = (window: number): number =>
      Math.max(...shownAt.map((from) => shownAt.filter((at) => at >= from && at <= from + window).length));
    expect([1_000, 2_000, 30_000].map(mostWithin)).toEqual([5, 5, 30]);
  });

  test('a press is answered in its request; what comes below its card is kept', async () => {
    const kept = new Kept();
    const changes = { keep: kept.keep, ...aTenant(0) };
    const stored = aBot(async () => ({ ...replaces('stored'), messages: says('help').messages }), changes);
    expect(await stored.deliver(press)).toBe('stored');
    expect(kept.activities).toHaveLength(1);
    const help = aBot(async () => says('help'), changes);
    expect(await help.deliver(press)).toBe(200);
    const other = aBot(async () => says('help'));
    await other.bot.onKept(kept.activities[1] ?? kept.take());
    expect([stored.adapter.shown, help.adapter.shown, other.adapter.shown]).toEqual([[], [], ['help']]);
  });

  test('what is said only once, as the welcome, is said by who handles it anew, for nobody has seen it', async () => {
    const kept = new Kept();
    const made = aBot(async () => says('welcome'), { keep: kept.keep, ...aTenant(0) });
    await made.deliver(installed);
    const broken = aBot(() => Promise.reject(new Error('storage is away')), { keep: kept.keep });
    await broken.deliver(installed);
    const other = aBot(async ({ isUnseen }) => says(`${isUnseen}`));
    for (const activity of kept.activities)
      await other.bot.onKept({ ...activity, activity: { ...activity.activity, id: `${activity.isMade}` } });
    expect(other.adapter.shown).toEqual(['true', 'false']);
  });

  test('what was made once stays so, also when handling it anew failed in between', async () => {
    const kept = new Kept();
    await aBot(async () => says('a'), { keep: kept.keep, ...aTenant(0) }).deliver(installed);
    const broken = aBot(() => Promise.reject(new Error('storage is away')), { keep: kept.keep });
    await broken.bot.onKept(kept.take());
    expect(kept.take().isMade).toBe(true);
  });

  test('a press that came as a message changes its card later', async () => {
    const kept = new Kept();
    const { deliver } = aBot(async () => replaces('stored'), { keep: kept.keep, ...aTenant(0) });
    await deliver(submit);
    const other = aBot(async () => replaces('stored'));
    await other.bot.onKept(kept.take());
    expect(other.adapter.shown).toEqual(['update the-card: stored']);
  });

  test('Teams asks for it in answer to a card: told, kept, and nothing more is sent', async () => {
    const kept = new Kept();
    const told: string[] = [];
    const { deliver, adapter, log, metrics } = aBot(async () => says('a', 'b'), {
      keep: kept.keep,
      requestFailed: async (tenant) => void told.push(tenant),
      restLeft: () => 5_000,
    });
    adapter.troubles.push('says too many');
    expect(await deliver({})).toBe(200);
    expect([adapter.shown, told, kept.waits]).toEqual([[], ['tenant'], [5_000]]);
    expect(kept.take().shown).toBe(0);
    expect(log.lines).toEqual([{ event: 'answer waits', tenant: 'tenant' }]);
    expect(metrics.counts()).toEqual({ 'inboundTook text kept': 1 });
  });

  test('and noting that takes too long: it is kept once', async () => {
    const kept = new Kept();
    const noted = new Later();
    const { deliver, adapter } = aBot(async () => says('a'), {
      keep: kept.keep,
      requestFailed: async () => void (await noted.reply),
    });
    adapter.troubles.push('says too many');
    expect(await deliver({})).toBe(200);
    noted.come(says());
    await new Promise(setImmediate);
    expect(kept.activities).toHaveLength(1);
  });

  test('and keeping it takes until it is too late: it is kept once', async () => {
    const kept = new Kept();
    const { deliver, adapter, machine } = aBot(async () => says('a'), {
      ...aTenant(0),
      keep: async (...given) => {
        await kept.keep(...given);
        await machine.sleep(8_500, new AbortController().signal);
      },
    });
    expect(await deliver({})).toBe(200);
    expect([kept.activities.length, adapter.shown]).toEqual([1, []]);
  });

  test('and storage is away: Teams is told, for it may deliver the activity again', async () => {
    const { deliver, adapter } = aBot(async () => says('a'), aTenant(0));
    expect(await deliver({})).toBe(500);
    expect(adapter.shown).toEqual([]);
  });
});

test('what waits for two days, rest after rest, is given up', async () => {
  const kept = new Kept();
  const aDayAlmost = 80_000_000;
  const resting = { keep: kept.keep, restLeft: () => aDayAlmost, beforeShow: async () => 'rest' as const };
  const { deliver, bot, machine } = aBot(async () => says('a'), resting);
  await deliver({});
  for (let rests = 0; rests < 2; rests += 1) {
    machine.pass(aDayAlmost);
    await bot.onKept(kept.take());
  }
  machine.pass(aDayAlmost);
  await expect(bot.onKept(kept.take())).rejects.toThrow('two days');
  expect(kept.activities).toEqual([]);
});

describe('what takes too long', () => {
  test('an installation goes on after its answer, also when Teams never delivers it again', async () => {
    const kept = new Kept();
    const looking = { keep: kept.keep, beforeLookUp: () => never };
    const hanging = aBot(async (_, lookUp) => says(...(await lookUp())), looking);
    expect(await hanging.deliver(installed)).toBe(200);
    expect([hanging.machine.now(), kept.waits]).toEqual([8_000, [1_000]]);
    const other = aBot(async () => says('welcome'));
    await other.bot.onKept(kept.take());
    expect(other.adapter.shown).toEqual(['welcome']);
  });

  test('so does one that failed, and is tried less and less often', async () => {
    const kept = new Kept();
    const { deliver, bot } = aBot(() => Promise.reject(new Error('Teams answered 503')), { keep: kept.keep });
    expect(await deliver(installed)).toBe(200);
    for (let tries = 1; tries < 30; tries += 1) await bot.onKept(kept.take());
    expect(kept.waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(Math.max(...kept.waits)).toBe(300_000);
    await expect(bot.onKept(kept.take())).rejects.toThrow('503');
  });

  test('so is what was kept, when Teams takes neither its answer nor a kind word', async () => {
    const kept = new Kept();
    const { deliver } = aBot(threeCards, { keep: kept.keep, ...aTenant(0, 1_000) });
    await deliver({});
    const other = aBot(threeCards, { keep: kept.keep });
    other.adapter.troubles.push(...Array.from({ length: 16 }, () => 'fails' as const));
    for (let tries = 1; tries <= 8; tries += 1) await other.machine.drive(other.bot.onKept(kept.take()));
    expect(kept.waits.slice(1)).toEqual([2, 4, 8, 16, 32, 64, 128, 256].map((seconds) => seconds * 1000));
    await other.machine.drive(other.bot.onKept(kept.take()));
    expect(other.adapter.shown).toEqual(['a', 'b', 'c']);
  });

  test('typed text is answered when the answer is there', async () => {
    const kept = new Kept();
    const slow = new Later();
    const { deliver, bot, adapter, machine } = aBot(() => slow.reply, { keep: kept.keep });
    expect(await deliver({})).toBe(200);
    slow.come(says('a'));
    await machine.drive(bot.onKept(kept.take()));
    expect(adapter.shown).toEqual(['a']);
  });

  test('a card that Teams may have taken is not kept: it could come twice', async () => {
    const kept = new Kept();
    const { deliver, adapter } = aBot(async () => says('a'), { keep: kept.keep });
    adapter.troubles.push('hangs');
    expect(await deliver({})).toBe(500);
    expect(kept.activities).toEqual([]);
  });
});

test('what was kept by another version, or of a tenant that is served no more, is answered by nobody', async () => {
  const kept = new Kept();
  await aBot(async () => says('a'), { keep: kept.keep, ...aTenant(0) }).deliver({});
  const { bot, adapter, log } = aBot(async () => says('a'), { isAllowedTenant: () => false });
  await bot.onKept({ ...kept.take(), activity: { type: 5 } });
  expect(log.lines.map(({ event }) => event)).toEqual(['kept activity not readable']);
  await aBot(async () => says('a'), { keep: kept.keep, ...aTenant(0) }).deliver({});
  await bot.onKept(kept.take());
  expect(adapter.shown).toEqual([]);
});

test('what was kept goes to no address that may not be called (any more)', async () => {
  const kept = new Kept();
  await aBot(async () => says('a'), { keep: kept.keep, ...aTenant(0) }).deliver({
    serviceUrl: 'https://was',
  });
  const asked: string[] = [];
  const { bot, adapter } = aBot(async () => says('a'), {
    isAllowedService: (address) => {
      asked.push(address);
      return false;
    },
  });
  await bot.onKept(kept.take());
  expect([asked, adapter.shown]).toEqual([['https://was'], []]);
});

describe('of what a client may send only what is read is kept', () => {
  const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
  const data = { session: 'p1', odd: deep, list: ['a', 5, true] };

  test.each([
    ['a press', { ...press, value: { trigger: deep, action: { verb: 'round.show', data, odd: deep } } }],
    ['a press that came as a message', { ...submit, value: { ...data, verb: 'round.show' } }],
  ])('%s', async (_name, activity) => {
    const kept = new Kept();
    const changes = { keep: kept.keep, ...aTenant(0) };
    await aBot(async () => says('a'), changes).deliver(activity);
    const other = aBot(async ({ event }) => says(JSON.stringify(event)));
    await other.bot.onKept(kept.take());
    const read = { kind: 'action', verb: 'round.show', data: { session: 'p1', list: 'a,5,true' } };
    expect(other.adapter.shown.map((text) => JSON.parse(text))).toMatchObject([read]);
  });

  test('a text without end, and a list of new members', async () => {
    const kept = new Kept();
    const bot = aBot(async () => says('a'), { keep: kept.keep, ...aTenant(0) });
    expect(await bot.deliver({ text: 'x'.repeat(200_000), value: deep })).toBe(200);
    const membersAdded = Array.from({ length: 9_000 }, () => ({ id: '29:noor', name: 'Noor' }));
    await bot.deliver({ type: 'conversationUpdate', id: 'two', membersAdded });
    expect(kept.activities.map((one) => JSON.stringify(one).length < 10_000)).toEqual([true, true]);
    expect(JSON.stringify(kept.activities)).not.toMatch(/noor/i);
    const other = aBot(async ({ event }) => says(event.kind));
    for (const one of kept.activities) await other.bot.onKept(one);
    expect(other.adapter.shown).toEqual(['text', 'installed']);
  });
});

const aProcess = () => {
  const machine = new MachineTime(0);
  const log = new SilentLog();
  const { inbox, messages } = memoryInbox(machine, log);
  const kept = keptActivities({ inbox, machine, timer: machine, log });
  const told: string[] = [];
  const run = (answer: () => Promise<void> = async () => undefined) =>
    kept.run(async ({ tenant, activity: { text } }) => {
      told.push(`${typeof text === 'string' ? text : tenant} at ${machine.now()}`);
      await answer();
    });
  return { machine, inbox, messages, log, kept, told, run };
};
const activity = (tenant: string, who = tenant, text?: string, cameAt = 0): KeptActivity => ({
  tenant,
  aadObjectId: who,
  cameAt,
  saidAt: cameAt,
  activity: { text },
  shown: 0,
  isMade: false,
  tries: 1,
});

describe('the activities of a process that wait', () => {
  test('are answered as soon as it is time, and forgotten', async () => {
    const { machine, messages, kept, told, run } = aProcess();
    const running = run();
    await kept.keep(activity('late'), 20_000);
    await kept.keep(activity('soon'), 4_000);
    await machine.drive(machine.sleep(30_000, new AbortController().signal));
    expect(told).toEqual(['soon at 5000', 'late at 21000']);
    expect(messages.size).toBe(0);
    await kept.stop();
    await running;
  });

  test('are all answered at once when a rest of everybody is over, however many wait', async () => {
    const { machine, messages, kept, told, run } = aProcess();
    const running = run();
    for (let person = 0; person < 200; person += 1) await kept.keep(activity(`${person}`), 30_000);
    await machine.drive(machine.sleep(32_000, new AbortController().signal));
    expect(told).toHaveLength(200);
    expect(messages.size).toBe(0);
    await kept.stop();
    await running;
  });

  test('of one person are answered one after the other, as they came, and nobody else waits for it', async () => {
    const { machine, kept, told, run } = aProcess();
    const running = run(() => machine.sleep(3_000, new AbortController().signal));
    await kept.keep(activity('tenant', 'a', 'taal en'), 9_000);
    machine.pass(500);
    await kept.keep(activity('tenant', 'a', 'taal nl', 500), 8_000);
    await kept.keep(activity('tenant', 'b', 'hulp'), 8_500);
    await machine.drive(machine.sleep(20_000, new AbortController().signal));
    expect(told).toEqual(['taal en at 9500', 'hulp at 9500', 'taal nl at 12500']);
    await kept.stop();
    await running;
  });

  test('are left to others by a process that stops while it answers another of the same person', async () => {
    const { machine, messages, kept, told, run } = aProcess();
    const running = run(() => machine.sleep(3_000, new AbortController().signal));
    for (const text of ['hulp', 'uren']) await kept.keep(activity('tenant', 'a', text), 0);
    await machine.drive(machine.sleep(2_000, new AbortController().signal));
    await machine.drive(kept.stop());
    expect(told).toEqual(['hulp at 1000']);
    expect(messages.size).toBe(1);
    await running;
  });

  test('of a process that died are found by the next to start, or within a minute', async () => {
    const { machine, inbox, kept, told, run } = aProcess();
    await inbox.put(activity('of the dead'), 0);
    const running = run();
    await machine.drive(machine.sleep(30_000, new AbortController().signal));
    await inbox.put(activity('of another'), 0);
    await machine.drive(machine.sleep(60_000, new AbortController().signal));
    expect(told).toEqual(['of the dead at 0', 'of another at 60000']);
    await kept.stop();
    await running;
  });

  test('stay when answering them failed, five times at most, and storage that is away is asked again', async () => {
    const { machine, messages, log, kept, told, run } = aProcess();
    const running = run(() => Promise.reject(new Error('storage cannot be reached')));
    await kept.keep(activity('a'), 0);
    await machine.drive(machine.sleep(70_000, new AbortController().signal));
    expect(told).toEqual(['a at 1000', 'a at 61000']);
    expect(messages.size).toBe(1);
    await machine.drive(machine.sleep(300_000, new AbortController().signal));
    expect([told.length, messages.size]).toEqual([5, 0]);
    expect(log.lines[0]).toMatchObject({ event: 'kept activity not answered', tenant: 'a' });
    await kept.stop();
    await running;
  });
});
