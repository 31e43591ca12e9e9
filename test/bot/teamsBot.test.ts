/** The seam to Teams without the wire: answers in time, deliveries known again, what goes wrong. */
import { MachineTime } from '../fakes/machineTime';
import { aBot, Later, never, press, replaces, says, submit } from './scriptedBot';

describe('a press', () => {
  test('is answered in its request, and counted', async () => {
    const { deliver, metrics, adapter } = aBot(async () => replaces('stored'));
    expect(await deliver(press)).toBe('stored');
    expect(adapter.shown).toEqual([]);
    expect(metrics.counts()).toEqual({ 'inboundTook action answered': 1 });
  });

  test('that takes too long is answered after eight seconds; delivered again it gets the real answer', async () => {
    const slow = new Later();
    let made = 0;
    const { deliver, machine, metrics } = aBot(() => {
      made += 1;
      return slow.reply;
    });
    const first = { ...press, id: 'one' };
    expect(await deliver(first)).toBe('unsure');
    expect(machine.now()).toBe(8000);
    slow.come(replaces('stored'));
    expect(await deliver(first)).toBe('stored');
    expect(made).toBe(1);
    expect(metrics.counts()).toEqual({ 'inboundTook action slow': 1, 'inboundTook action answered': 1 });
    expect(metrics.durations('inboundTook', 'action', 'slow')).toEqual([8000]);
  });

  test('that failed is answered kindly; delivered again it is tried again', async () => {
    let made = 0;
    const { deliver, metrics } = aBot(async () => {
      made += 1;
      if (made === 1) throw new Error('storage cannot be reached');
      return replaces('stored');
    });
    expect(await deliver({ ...press, id: 'one' })).toBe('failed');
    expect(await deliver({ ...press, id: 'one' })).toBe('stored');
    expect(metrics.counts()).toEqual({ 'inboundTook action failed': 1, 'inboundTook action answered': 1 });
  });

  test('whose look-up hangs is given up, and tried again when delivered again', async () => {
    let hangs = true;
    const { deliver, machine } = aBot(
      async (_inbound, lookUp) => {
        if (hangs) await lookUp();
        return replaces('stored');
      },
      { beforeLookUp: () => never },
    );
    expect(await deliver({ ...press, id: 'one' })).toBe('unsure');
    expect(machine.now()).toBe(8000);
    hangs = false;
    expect(await deliver({ ...press, id: 'one' })).toBe('stored');
  });

  test('tells when its look-up was answered, for by that it is known how long requests are on their way', async () => {
    let answered = 0;
    const { deliver } = aBot(
      async (_inbound, lookUp) => {
        await lookUp().catch(() => undefined);
        return replaces(`answered ${answered}`);
      },
      { beforeLookUp: async () => () => void (answered += 1) },
    );
    expect(await deliver(press)).toBe('answered 1');
  });

  test('in a hurry is answered at once', async () => {
    const { bot, begin, machine } = aBot(() => never);
    const waiting = begin(press);
    await new Promise((resolve) => setImmediate(resolve));
    bot.hurry();
    expect(JSON.stringify(await waiting)).toContain('unsure');
    expect(machine.now()).toBe(0);
  });

  test('that came as a message updates its card once, however often it is delivered', async () => {
    const { deliver, adapter } = aBot(async () => replaces('stored'));
    await deliver({ ...submit, id: 'one' });
    await deliver({ ...submit, id: 'one' });
    expect(adapter.shown).toEqual(['update the-card: stored']);
  });

  test('whose cards below cannot be shown says so in the place of its card', async () => {
    const { deliver, adapter } = aBot(async () => says('help'));
    adapter.troubles.push('fails');
    expect(await deliver({ ...press, id: 'one' })).toBe('unsure');
    adapter.troubles.push('hangs');
    expect(await deliver({ ...press, id: 'two' })).toBe('unsure');
    expect(await deliver({ ...press, id: 'one' })).toBe(200);
    expect(adapter.shown).toEqual(['help']);
  });
});

describe('a message', () => {
  test('is answered by messages, once', async () => {
    const { deliver, adapter } = aBot(async () => says('a', 'b'));
    expect(await deliver({ id: 'one' })).toBe(200);
    expect(await deliver({ id: 'one' })).toBe(200);
    expect(adapter.shown).toEqual(['a', 'b']);
  });

  test('that takes too long gets a kind word; delivered again it gets the real answer', async () => {
    const slow = new Later();
    const { deliver, adapter, log } = aBot(() => slow.reply);
    expect(await deliver({ id: 'one' })).toBe(200);
    expect(adapter.shown).toEqual(['unsure']);
    slow.come(says('a'));
    await deliver({ id: 'one' });
    expect(adapter.shown).toEqual(['unsure', 'a']);
    expect(log.lines.map(({ event }) => event)).toEqual(['turn slow']);
  });

  test('of whose answer a part could not be shown gets the rest when it is delivered again', async () => {
    const { deliver, adapter } = aBot(async () => says('a', 'b', 'c'));
    // Neither the first card nor the kind word in its place.
    adapter.troubles.push('fails', 'fails');
    expect(await deliver({ id: 'one' })).toBe(500);
    expect(await deliver({ id: 'one' })).toBe(200);
    expect(adapter.shown).toEqual(['a', 'b', 'c']);
  });

  test('whose answer Teams took is shown once, though what it said to that cannot be read', async () => {
    const { deliver, adapter } = aBot(async () => says('a', 'b'));
    adapter.troubles.push('answers oddly');
    expect(await deliver({ id: 'one' })).toBe(200);
    expect(adapter.shown).toEqual(['a', 'b']);
  });

  test('whose answer Teams does not take is not kept waiting for', async () => {
    const { deliver, adapter, machine, log } = aBot(async () => says('a'));
    adapter.troubles.push('hangs');
    expect(await deliver({})).toBe(500);
    expect(machine.now()).toBe(8000);
    adapter.troubles.push('hangs');
    const silent = aBot(() => never);
    silent.adapter.troubles.push('hangs');
    expect(await silent.deliver({})).toBe(500);
    expect(silent.machine.now()).toBe(9500);
    expect(log.lines.map(({ event }) => event)).toEqual(['turn slow', 'activity not handled']);
  });

  test('that failed gets a kind word', async () => {
    const { deliver, adapter } = aBot(() => Promise.reject(new Error('storage cannot be reached')));
    expect(await deliver({})).toBe(200);
    expect(adapter.shown).toEqual(['failed']);
  });
});

test('an installation that failed is refused, for nobody would know of it', async () => {
  const { deliver, adapter } = aBot(() => Promise.reject(new Error('storage cannot be reached')));
  expect(await deliver({ type: 'installationUpdate', action: 'add' })).toBe(500);
  expect(adapter.shown).toEqual([]);
});

test('an installation that takes too long is refused too; delivered again it gets its welcome', async () => {
  const slow = new Later();
  const { deliver, adapter } = aBot(() => slow.reply);
  const installed = { type: 'installationUpdate', action: 'add', id: 'one' };
  expect(await deliver(installed)).toBe(500);
  expect(adapter.shown).toEqual([]);
  slow.come(says('welcome'));
  expect(await deliver(installed)).toBe(200);
  expect(adapter.shown).toEqual(['welcome']);
});

test('a request that never comes to its turn is given up', async () => {
  const machine = new MachineTime(0);
  const { deliver } = aBot(async () => says('a'), { adapter: { turn: () => never }, timer: machine });
  const answered = deliver(press);
  expect(await machine.drive(answered)).toBe(503);
  expect(machine.now()).toBe(11_000);
});

test('no more is taken in hand than fits: the rest is answered kindly at once', async () => {
  const { begin, deliver, bot } = aBot(() => never);
  const waiting = Array.from({ length: 1000 }, () => begin(press));
  await new Promise((resolve) => setImmediate(resolve));
  expect(await deliver(press)).toBe('failed');
  bot.hurry();
  await Promise.all(waiting);
});

test('replies are remembered for the latest activities only', async () => {
  let made = 0;
  const { deliver } = aBot(async () => {
    made += 1;
    return replaces('stored');
  });
  for (let n = 0; n <= 300; n += 1) await deliver({ ...press, id: `many-${n}` });
  await deliver({ ...press, id: 'many-300' });
  await deliver({ ...press, id: 'many-1' });
  expect(made).toBe(301);
  await deliver({ ...press, id: 'many-0' });
  expect(made).toBe(302);
});
