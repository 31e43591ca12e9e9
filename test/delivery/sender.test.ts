import type { Messenger, SendResult } from '../../bot/ports';
import type { Contact } from '../../bot/ports/storage';
import { aCoordinator, aPair, aPerson, aProgramme, aPupil, anAnswer, at } from '../builders';
import { watchedStorage } from '../fakes/watchedStorage';
import { aWorld, type World } from '../world';

const programme = aProgramme({
  start: '2027-03-08',
  people: [aPerson(), aPerson({ email: 'noor@leiden.example' }), aCoordinator()],
  pupils: [aPupil(), aPupil({ id: 'p2' })],
  pairs: [aPair(), aPair({ pupil: 'p2', student: 'noor@leiden.example' })],
});
const sam = 'sam@leiden.example';
const mine = `checkIn/${sam}/p1/2027-03-09`;

/** Tuesday 10:00: both students are to be asked. */
const begin = async (script: World['teams']['script'] = () => undefined): Promise<World> => {
  const world = aWorld('2027-03-09T10:00:00+01:00');
  await world.import(programme);
  await world.install(programme);
  world.teams.script = script;
  return world;
};

const stateOf = async (world: World, key = mine) =>
  (await world.messages()).find((message) => message.key === key);
const countOf = (world: World, key = mine): number =>
  world.teams.sent.filter(({ summary }) => summary === key).length;

/** Changes what is known of Sam in Teams. */
const changed = async (world: World, changes: Partial<Contact>): Promise<void> => {
  const stored = await world.storage.contacts.byId('tenant-1', `aad-${sam}`);
  if (stored === null) throw new Error('no contact');
  await world.storage.contacts.save({ ...stored.value, ...changes }, stored.tag);
};

/** The storage of a world in which somebody is always quicker to change Sam's message. */
const changedByOthers = (world: World) =>
  watchedStorage(world.storage, (port, method, given) => {
    if (port === 'outbox' && method === 'update') Reflect.set(given, 2, 'of before');
  });

/** Answers Sam’s sends with these, one after the other, and then with `sent`. */
const toSam =
  (...answers: readonly SendResult[]): World['teams']['script'] =>
  (contact, _card, nth) =>
    contact.email === sam ? answers[nth - 1] : undefined;

const throttled = (retryAfter: number | null) => ({
  status: 'later' as const,
  retryAfter,
  throttled: true,
  reason: '429',
});
const busy: SendResult = { status: 'later', retryAfter: null, throttled: false, reason: '503' };
const unknown: SendResult = { status: 'unknown', reason: '500' };

describe('what Teams answers', () => {
  test('429 lets the whole tenant rest until its Retry-After is over, and the message goes out after it', async () => {
    const world = await begin(toSam(throttled(10_000)));
    const began = world.machine.now();
    await (await world.start({ perSecond: 1 })).tick();
    const later = world.teams.sent.filter(({ at: moment }) => moment > began);
    expect(await stateOf(world)).toMatchObject({ status: 'sent', attempts: 2, unknowns: 0 });
    const first = world.teams.sent.findIndex(({ to }) => to === sam);
    for (const { at: moment } of world.teams.sent.slice(first + 1))
      expect(moment).toBeGreaterThanOrEqual(began + 10_000);
    expect(later.length).toBeGreaterThan(0);
  });

  test('a Retry-After that names a moment is a rest until then, and never longer than a day', async () => {
    for (const [ahead, rest] of [
      [10_000, 10_000],
      [90 * 24 * 3_600_000, 24 * 3_600_000],
    ] as const) {
      const world = await begin();
      const retryAt = world.machine.now() + ahead;
      world.teams.script = toSam({ ...throttled(null), retryAt });
      const bot = await world.start({ perSecond: 1 });
      const began = world.machine.now();
      await bot.tick();
      const [, again] = world.teams.sent.filter(({ to }) => to === sam);
      expect(again?.at ?? 0).toBeGreaterThanOrEqual(began + rest);
      expect(again?.at ?? 0).toBeLessThan(began + rest + 5_000);
    }
  });

  test('502, 503 and 504 are tried again after a wait, and end as failed at last', async () => {
    const world = await begin(toSam(busy, busy));
    await world.tickOnce();
    expect(await stateOf(world)).toMatchObject({ status: 'sent', attempts: 3 });
    const never = await begin((contact) => (contact.email === sam ? busy : undefined));
    await (await never.start()).tick();
    expect(await stateOf(never)).toMatchObject({ status: 'failed', reason: '503', attempts: 8 });
    expect(await stateOf(never, 'checkIn/noor@leiden.example/p2/2027-03-09')).toMatchObject({
      status: 'sent',
    });
  });

  test('an unknown outcome is repeated once', async () => {
    const world = await begin(toSam(unknown));
    await world.tickOnce();
    expect(await stateOf(world)).toMatchObject({ status: 'sent', unknowns: 1, attempts: 2 });
    expect(countOf(world)).toBe(2);
  });

  test('a second unknown outcome ends it', async () => {
    const world = await begin(toSam(unknown, unknown));
    const bot = await world.start();
    await bot.tick();
    await bot.tick();
    expect(await stateOf(world)).toMatchObject({ status: 'unknown', unknowns: 2, reason: '500' });
    expect(countOf(world)).toBe(2);
  });

  test('unknown and throttled mixed are still repeated only once for the unknown', async () => {
    const world = await begin(toSam(unknown, throttled(1000), unknown));
    await world.tickOnce();
    expect(await stateOf(world)).toMatchObject({ status: 'unknown', unknowns: 2, attempts: 3 });
  });

  test('a message that somebody else has changed is left to them, and that is no fault', async () => {
    const world = await begin();
    const bot = await world.start({ storage: changedByOthers(world) });
    await bot.tick();
    await bot.end();
    expect(countOf(world)).toBe(0);
    expect(await stateOf(world)).toMatchObject({ status: 'planned', faults: 0, attempts: 0 });
    expect(world.log.lines.map(({ event }) => event)).not.toContain('message not handled');
  });

  test('a refusal of the message itself is not repeated', async () => {
    const world = await begin(toSam({ status: 'refused', reason: '400' }));
    const bot = await world.start();
    await bot.tick();
    await bot.tick();
    expect(await stateOf(world)).toMatchObject({ status: 'failed', reason: '400' });
    expect(countOf(world)).toBe(1);
  });
});

/** Students of whom a programme's coordinators are to be told that they cannot be reached. */
const toldOf = async (world: World, id: string): Promise<readonly string[]> =>
  (await world.storage.records.pendingNotices(id)).flatMap((notice) =>
    notice.of === 'student' ? [notice.unreachable.student] : [],
  );

describe('a receiver who cannot be reached', () => {
  const gone: SendResult = { status: 'unreachable', reason: '403' };

  test('is marked, nothing more is tried, and what is still worth it goes out when they are back', async () => {
    const world = await begin(toSam(gone));
    const bot = await world.start();
    await bot.tick();
    expect(await stateOf(world)).toMatchObject({ status: 'unreachable', reason: '403' });
    const contact = await world.storage.contacts.byAddress('tenant-1', sam);
    expect(contact?.unreachableSince).toBe(at('2027-03-09T10:00:00+01:00'));
    world.clock.moveTo(at('2027-03-10T16:00:00+01:00'));
    await bot.tick();
    expect(countOf(world)).toBe(1);
    expect(await stateOf(world, `reminder1/${sam}/p1/2027-03-09`)).toMatchObject({
      status: 'unreachable',
      reason: 'refusedBefore',
    });
    await changed(world, { unreachableSince: null });
    await world.storage.outbox.revive('hmp', sam, world.clock.now());
    await bot.tick();
    await bot.tick();
    expect(await stateOf(world)).toMatchObject({ status: 'sent', sentAt: world.clock.now() });
    expect(countOf(world)).toBe(2);
  });

  test('is not one who installed it again while the refusal was on its way: that goes to their new conversation', async () => {
    const world = await begin();
    const to: string[] = [];
    const send: Messenger['send'] = async (contact, card) => {
      if (contact.email !== sam) return world.teams.send(contact, card);
      to.push(contact.conversationId);
      if (to.length > 1) return world.teams.send(contact, card);
      await changed(world, { conversationId: 'new' });
      return { status: 'unreachable', reason: 'http 404' };
    };
    const messenger: Messenger = {
      send,
      isReady: (contact) => world.teams.isReady(contact),
      update: (contact, id, card) => world.teams.update(contact, id, card),
    };
    const bot = await world.start({ messenger });
    await bot.tick();
    await bot.tick();
    expect(to).toEqual([`chat-${sam}`, 'new']);
    expect(await stateOf(world)).toMatchObject({ status: 'sent' });
    expect(await toldOf(world, 'hmp')).toEqual([]);
  });

  test('is told in every programme of the tenant in which they are a student, the same day', async () => {
    const world = await begin(toSam(gone));
    const elsewhere = { start: '2027-04-05', people: [aPerson(), aCoordinator()] };
    await world.import(aProgramme({ id: 'also', ...elsewhere }));
    await world.import(aProgramme({ id: 'notHere', ...elsewhere, tenants: ['tenant-2'] }));
    await world.import(
      aProgramme({ id: 'withoutSam', start: '2027-04-05', people: [aCoordinator()], pairs: [] }),
    );
    await world.tickOnce();
    for (const [id, students] of [
      ['hmp', [sam]],
      ['also', [sam]],
      ['notHere', []],
      ['withoutSam', []],
    ] as const)
      expect([id, await toldOf(world, id)]).toEqual([id, students]);
  });

  test('who came back just now is sent the message, and nobody is told', async () => {
    const world = await begin();
    await changed(world, { unreachableSince: at('2027-03-08T10:00:00+01:00') });
    const backAtLook: Promise<void>[] = [];
    const seen = watchedStorage(
      world.storage,
      () => undefined,
      (port, method) => {
        if (port !== 'contacts' || method !== 'byAddress' || backAtLook.length > 0) return;
        backAtLook.push(changed(world, { unreachableSince: null }));
      },
    );
    const bot = await world.start({ storage: seen });
    await bot.tick();
    await bot.end();
    await Promise.all(backAtLook);
    expect(await stateOf(world)).toMatchObject({ status: 'sent' });
    expect(await toldOf(world, 'hmp')).toEqual([]);
  });

  test('who comes back in the night hears in the morning', async () => {
    const world = await begin(toSam(gone));
    const bot = await world.start();
    await bot.tick();
    await changed(world, { unreachableSince: null });
    world.clock.moveTo(at('2027-03-10T03:00:00+01:00'));
    await world.storage.outbox.revive('hmp', sam, world.clock.now());
    await bot.tick();
    expect(await stateOf(world)).toMatchObject({
      status: 'planned',
      notBefore: at('2027-03-10T08:30:00+01:00'),
    });
    await bot.loop.moveTo(at('2027-03-10T08:30:00+01:00'), () => undefined);
    expect(await stateOf(world)).toMatchObject({ status: 'sent', sentAt: at('2027-03-10T08:30:00+01:00') });
  });

  test('who never had the bot is unreachable without a send', async () => {
    const world = aWorld('2027-03-09T10:00:00+01:00');
    await world.import(programme);
    await world.tickOnce();
    expect(await stateOf(world)).toMatchObject({ status: 'unreachable', reason: 'notInstalled' });
    expect(world.teams.sent).toEqual([]);
  });
});

describe('what happens while a message waits', () => {
  test('an answer given during the rest of the tenant stops it', async () => {
    const world = await begin();
    let isAnswered = Promise.resolve();
    world.teams.script = (contact, _card, nth) => {
      if (contact.email !== sam || nth > 1) return undefined;
      isAnswered = world.happen(programme, 'p1', anAnswer('2027-03-09', { at: world.clock.now() }));
      return throttled(60_000);
    };
    await world.tickOnce();
    await isAnswered;
    expect(await stateOf(world)).toMatchObject({ status: 'expired', reason: 'answered' });
    expect(countOf(world)).toBe(1);
  });

  test('an answer given while its turn had to be waited for stops it', async () => {
    const world = await begin();
    const answered: Promise<void>[] = [];
    world.teams.script = (contact) => {
      if (contact.email === sam || answered.length > 0) return undefined;
      answered.push(world.happen(programme, 'p1', anAnswer('2027-03-09', { at: world.clock.now() })));
      return throttled(60_000);
    };
    const pairs = programme.pairs.toReversed();
    await world.import({ ...programme, pairs });
    await (await world.start({ perSecond: 1 })).tick();
    await Promise.all(answered);
    expect(answered).toHaveLength(1);
    expect(await stateOf(world)).toMatchObject({ status: 'expired', reason: 'answered' });
    expect(countOf(world)).toBe(0);
  });

  test('an answer given while the process was frozen, just before its send, stops it', async () => {
    const world = await begin();
    const answered: Promise<void>[] = [];
    const frozen = watchedStorage(world.storage, (port, method) => {
      if (port !== 'pace' || method !== 'save' || answered.length > 0 || world.teams.sent.length > 0) return;
      answered.push(world.happen(programme, 'p1', anAnswer('2027-03-09', { at: world.clock.now() })));
      world.machine.pass(12_000);
    });
    const bot = await world.start({ storage: frozen });
    await bot.tick();
    await Promise.all(answered);
    expect(await stateOf(world)).toMatchObject({ status: 'expired', reason: 'answered', attempts: 0 });
    expect(countOf(world)).toBe(0);
  });

  test('a window that closes during the rest makes it wait for the next opening', async () => {
    const world = await begin();
    const evening = at('2027-03-09T19:00:00+01:00');
    world.teams.script = (contact, _card, nth) => {
      if (contact.email !== sam || nth > 1) return undefined;
      world.clock.moveTo(evening);
      return throttled(60_000);
    };
    await world.tickOnce();
    expect(await stateOf(world)).toMatchObject({
      status: 'planned',
      notBefore: at('2027-03-10T08:30:00+01:00'),
    });
  });

  test('a window that closes while its turn is waited for makes it wait for the next opening', async () => {
    const world = await begin();
    // A demo's clock may go on for hours in the seconds between.
    const fast = watchedStorage(world.storage, (port, method) => {
      if (port === 'outbox' && method === 'update') world.clock.moveTo(at('2027-03-09T19:00:00+01:00'));
    });
    await (await world.start({ storage: fast })).tick();
    expect(world.teams.sent).toEqual([]);
    expect(await stateOf(world)).toMatchObject({
      status: 'planned',
      attempts: 0,
      notBefore: at('2027-03-10T08:30:00+01:00'),
    });
  });

  test.each([
    ['does not come', () => Promise.resolve(false)],
    ['hangs', () => new Promise<boolean>(() => undefined)],
  ])(
    'a token that %s is no attempt, however long; the message goes out when it is there',
    async (_, none) => {
      const world = await begin();
      const thereAt = world.machine.now() + 1_800_000;
      world.teams.isReady = () => (world.machine.now() < thereAt ? none() : Promise.resolve(true));
      await world.tickOnce();
      expect(await stateOf(world)).toMatchObject({ status: 'sent', attempts: 1 });
      expect(world.teams.sent).toHaveLength(2);
      for (const { at: moment } of world.teams.sent) expect(moment).toBeGreaterThanOrEqual(thereAt);
    },
  );

  test('a turn is taken only when the token is there: else all who waited for it would go at once', async () => {
    const world = await begin();
    const calls: string[] = [];
    world.teams.isReady = async () => {
      await world.machine.sleep(3_000, new AbortController().signal);
      calls.push('ready');
      return true;
    };
    const seen = watchedStorage(world.storage, (port, method) => {
      if (port === 'outbox' && method === 'update') calls.push('claimed or recorded');
    });
    await (await world.start({ storage: seen })).tick();
    expect(calls[0]).toBe('ready');
    expect(calls).toContain('claimed or recorded');
  });

  test('a process that stops gives up waiting and leaves the message for the next one', async () => {
    const world = await begin(toSam(throttled(3_600_000)));
    const bot = await world.start();
    const ticking = bot.tick();
    while (countOf(world) === 0) await new Promise((resolve) => setImmediate(resolve));
    await bot.end();
    await ticking;
    world.machine.pass(4_000_000);
    await world.tickOnce();
    expect(await stateOf(world)).toMatchObject({ status: 'sent' });
    expect(countOf(world)).toBeLessThanOrEqual(2);
  });

  test('a storage that is away after a send is waited for, however long: what was sent is recorded as sent', async () => {
    const world = await begin();
    const backAt = { moment: Number.POSITIVE_INFINITY };
    world.teams.script = () => {
      backAt.moment = Math.min(backAt.moment, world.machine.now() + 60_000);
      return undefined;
    };
    const away = watchedStorage(world.storage, () => {
      const isAway = world.teams.sent.length > 0 && world.machine.now() < backAt.moment;
      if (isAway) throw Object.assign(new Error('away'), { name: 'RestError' });
    });
    const bot = await world.start({ storage: away });
    await bot.tick().catch(() => undefined);
    await world.machine.drive(world.machine.sleep(120_000, new AbortController().signal));
    await bot.tick();
    expect(await stateOf(world)).toMatchObject({ status: 'sent', attempts: 1, unknowns: 0 });
    expect(world.teams.sent).toHaveLength(2);
  });

  test('a send that Teams does not answer counts as unknown, and is repeated once', async () => {
    const world = await begin(() => 'silence');
    await world.tickOnce();
    expect(await stateOf(world)).toMatchObject({ status: 'unknown', reason: 'timeout', attempts: 2 });
    expect(countOf(world)).toBe(2);
  });

  test('a process that stops waits four seconds for answers, and leaves nothing claimed', async () => {
    const world = await begin(() => 'silence');
    const bot = await world.start();
    const ticking = bot.tick();
    while (world.teams.sent.length < 2) await new Promise((resolve) => setImmediate(resolve));
    const began = world.machine.now();
    await bot.end();
    await ticking;
    expect(world.machine.now() - began).toBeLessThan(5_000);
    expect(await stateOf(world)).toMatchObject({ status: 'planned', unknowns: 1, attempts: 1 });
  });

  test('a language chosen meanwhile is the language of the card', async () => {
    const world = await begin();
    await changed(world, { language: 'en' });
    await world.tickOnce();
    const card = world.teams.sent.find(({ to }) => to === sam);
    expect(JSON.stringify(card?.content)).toContain('Yes, on time');
  });
});

test('a message whose card cannot be made does not hold up the others', async () => {
  const world = await begin();
  let pages = 0;
  const broken = watchedStorage(world.storage, (_port, method) => {
    if (method === 'page' && (pages += 1) === 1) throw new Error('broken row');
  });
  const bot = await world.start({ storage: broken });
  await bot.tick();
  await bot.end();
  expect(world.log.lines).toContainEqual(expect.objectContaining({ event: 'message not handled' }));
  const asked = (await world.messages()).filter(({ kind }) => kind === 'checkIn');
  expect(asked.some(({ status }) => status === 'sent')).toBe(true);
  await world.tickOnce();
  expect((await world.messages()).every(({ status }) => status !== 'planned')).toBe(true);
  expect(countOf(world)).toBe(1);
});
