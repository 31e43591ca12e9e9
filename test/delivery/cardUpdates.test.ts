/** Cards that were delivered follow what is stored: the bot from end to end in memory. */
import { planDue } from '../../bot/delivery/planner';
import { keepProgrammes } from '../../bot/delivery/programmes';
import type { UpdateResult } from '../../bot/ports';
import type { OutboxMessage } from '../../bot/ports/outbox';
import type { FlagAction } from '../../bot/programme/facts';
import type { Programme } from '../../bot/programme/model';
import { aCoordinator, aPair, aPerson, aProgramme, aPupil, anAnswer, at } from '../builders';
import { plannerPorts } from '../fakes/plannerPorts';
import { known } from '../storage/contract/examples';
import { aWorld, type BotProcess, type World } from '../world';

const [sam, cora, jan, mia] = [
  'sam@leiden.example',
  'cora@hmp.example',
  'jan@hmp.example',
  'mia@hmp.example',
];
const programme = aProgramme({
  start: '2027-03-01',
  people: [
    aPerson(),
    aCoordinator(),
    aCoordinator({ email: jan, name: 'Jan Smit', schools: ['jdw'] }),
    aCoordinator({ email: mia, name: 'Mia Vos' }),
  ],
  pupils: [aPupil()],
  pairs: [aPair()],
});
const flag = 'p1/2027-03-09';
const cardTo = (email: string): string => `flagRaised/${email}/${flag}/1`;

const away = (date: string) => anAnswer(date, { outcome: 'absentUnknown' });

const did = (
  verb: FlagAction['verb'],
  moment: string,
  by = cora,
  note: string | null = null,
): FlagAction => ({
  kind: 'action',
  at: at(moment),
  verb,
  by,
  note,
});

/** Yara was away twice: Tuesday 9 March at noon three coordinators have the card of her flag. */
const begin = async (): Promise<{ world: World; bot: BotProcess }> => {
  const world = aWorld('2027-03-02T10:00:00+01:00');
  await world.import(programme);
  await world.install(programme);
  const bot = await world.start();
  await bot.tick();
  await world.happen(programme, 'p1', away('2027-03-02'));
  world.clock.moveTo(at('2027-03-09T10:00:00+01:00'));
  await bot.tick();
  await world.happen(programme, 'p1', away('2027-03-09'));
  world.clock.moveTo(at('2027-03-09T12:00:00+01:00'));
  await bot.tick();
  return { world, bot };
};

const messageOf = async (world: World, key: string) => {
  const found = (await world.messages()).find((message) => message.key === key);
  if (found === undefined) throw new Error(`no ${key}`);
  return found;
};
const cardOf = async (world: World, email: string): Promise<string> =>
  (await messageOf(world, cardTo(email))).activityId ?? '';

const updatesOf = (world: World) =>
  world.teams.updated.map(({ to, content }) => ({ to, text: JSON.stringify(content) }));
const receivers = (world: World): readonly string[] => world.teams.updated.map(({ to }) => to).toSorted();
const staleOnes = async (world: World) => (await world.messages()).filter(({ stale }) => stale !== null);

test('what one coordinator does is seen on the cards of the others, and on no other', async () => {
  const { world, bot } = await begin();
  const shown = { to: cora, activity: await cardOf(world, cora) };
  world.clock.moveTo(at('2027-03-09T12:01:00+01:00'));
  await world.happen(programme, 'p1', did('acknowledge', '2027-03-09T12:01:00+01:00'), shown);
  const sent = world.teams.sent.length;
  await bot.tick();
  expect(receivers(world)).toEqual([jan, mia]);
  for (const { text } of updatesOf(world)) expect(text).toContain('opgepakt door Cora Bakker op 9 maart');
  for (const { to, activityId } of world.teams.updated) expect(activityId).toBe(await cardOf(world, to));
  expect(world.teams.sent).toHaveLength(sent);
  expect(await staleOnes(world)).toEqual([]);
  expect(await world.storage.records.pendingNotices('hmp')).toEqual([]);
  expect((await messageOf(world, cardTo(jan))).status).toBe('sent');
  await bot.tick();
  expect(world.teams.updated).toHaveLength(2);
});

test('whoever acted where nobody knows, or on another card, has theirs drawn anew too', async () => {
  const { world, bot } = await begin();
  await world.happen(programme, 'p1', did('acknowledge', '2027-03-09T12:00:00+01:00'));
  await bot.tick();
  expect(receivers(world)).toEqual([cora, jan, mia]);
});

test('a card that was drawn anew when its reader pressed it is drawn once more', async () => {
  const { world, bot } = await begin();
  const shown = { to: cora, activity: await cardOf(world, cora) };
  await world.happen(programme, 'p1', did('note', '2027-03-09T12:00:00+01:00', jan, 'gebeld'));
  await bot.tick();
  await world.happen(programme, 'p1', did('acknowledge', '2027-03-09T12:00:00+01:00'), shown);
  await bot.tick();
  const last = updatesOf(world).findLast(({ to }) => to === cora);
  expect(last?.text).toContain('gebeld');
  expect(last?.text).toContain('opgepakt door Cora Bakker');
});

test('several changes at once are one update of each card, drawn from what is stored then', async () => {
  const { world, bot } = await begin();
  await world.happen(programme, 'p1', did('acknowledge', '2027-03-09T12:00:00+01:00'));
  await world.happen(programme, 'p1', did('note', '2027-03-09T12:00:00+01:00', jan, 'eerste'));
  await world.happen(programme, 'p1', did('resolve', '2027-03-09T12:00:00+01:00', jan, 'tweede'));
  await bot.tick();
  expect(receivers(world)).toEqual([cora, jan, mia]);
  for (const { text } of updatesOf(world)) expect(text).toContain('afgesloten door Jan Smit op 9 maart');
});

test('at night too: it makes no sound', async () => {
  const { world, bot } = await begin();
  world.clock.moveTo(at('2027-03-13T23:00:00+01:00'));
  await world.happen(programme, 'p1', did('acknowledge', '2027-03-13T23:00:00+01:00'));
  const sent = world.teams.sent.length;
  await bot.tick();
  expect(receivers(world)).toEqual([cora, jan, mia]);
  expect(world.teams.sent).toHaveLength(sent);
});

test('a correction reaches the flag that never was, and the student’s own card of that session', async () => {
  const { world, bot } = await begin();
  const moment = '2027-03-10T09:00:00+01:00';
  world.clock.moveTo(at(moment));
  const { session } = away('2027-03-09');
  await world.happen(programme, 'p1', {
    kind: 'answer',
    at: at(moment),
    by: cora,
    session,
    outcome: 'onTime',
    minutesLate: null,
    reason: 'ze zat in de mediatheek',
  });
  await bot.tick();
  expect(receivers(world)).toEqual([cora, jan, mia, sam]);
  const [ofSam, ...ofFlag] = updatesOf(world).toSorted((a, b) => Number(b.to === sam) - Number(a.to === sam));
  expect(ofSam?.text).toContain('Dit antwoord is van de coördinator');
  expect(ofSam?.text).not.toContain('mediatheek');
  expect(ofSam?.text).not.toContain('Cora');
  for (const { text } of ofFlag)
    expect(text).toContain('ingetrokken, omdat een antwoord erbij kwam of veranderde');
});

test('a session that a coordinator fills in is no longer asked on the card of its student', async () => {
  const { world, bot } = await begin();
  world.clock.moveTo(at('2027-03-16T11:00:00+01:00'));
  await bot.tick();
  const moment = '2027-03-16T11:05:00+01:00';
  const { session } = anAnswer('2027-03-16');
  const filled = { kind: 'answer', at: at(moment), by: cora, session, outcome: 'onTime' } as const;
  await world.happen(programme, 'p1', { ...filled, minutesLate: null, reason: 'ik liep langs' });
  await bot.tick();
  const asked = await messageOf(world, `checkIn/${sam}/p1/2027-03-16`);
  expect(world.teams.updated.find(({ to }) => to === sam)?.activityId).toBe(asked.activityId);
  expect(updatesOf(world).find(({ to }) => to === sam)?.text).toContain('Yara was op tijd');
});

test('whoever lost the role sees one line without anybody’s name', async () => {
  const { world, bot } = await begin();
  const people = programme.people.map((one) => (one.email === jan ? { ...one, endedOn: '2027-03-09' } : one));
  const changed: Programme = { ...programme, people };
  await world.import(changed);
  await world.happen(changed, 'p1', did('acknowledge', '2027-03-09T12:00:00+01:00'));
  await bot.tick();
  const ofJan = updatesOf(world).find(({ to }) => to === jan);
  expect(ofJan?.text).toContain('niet meer voor jou');
  for (const name of ['Yara', '3A', 'Cora', 'Johan de Witt']) expect(ofJan?.text).not.toContain(name);
  expect(updatesOf(world).find(({ to }) => to === mia)?.text).toContain('Yara');
});

test('a student who takes part no longer sees one line of a session that is corrected, and no name', async () => {
  const { world, bot } = await begin();
  const people = programme.people.map((one) => (one.email === sam ? { ...one, endedOn: '2027-03-09' } : one));
  const changed: Programme = { ...programme, people };
  await world.import(changed);
  const moment = '2027-03-10T09:00:00+01:00';
  world.clock.moveTo(at(moment));
  const { session } = away('2027-03-09');
  const corrected = { kind: 'answer', at: at(moment), by: cora, session, outcome: 'onTime' } as const;
  await world.happen(changed, 'p1', { ...corrected, minutesLate: null, reason: 'ze was er' });
  await bot.tick();
  const ofSam = updatesOf(world).find(({ to }) => to === sam);
  expect(ofSam?.text).toContain('niet meer voor jou');
  expect(ofSam?.text).not.toContain('Yara');
});

/** Cora acknowledges, and Teams answers the updates of the others like this. */
const acknowledged = async (answer: (email: string, nth: number) => UpdateResult | 'silence' | undefined) => {
  const { world, bot } = await begin();
  const shown = { to: cora, activity: await cardOf(world, cora) };
  world.teams.onUpdate = ({ email }, _id, nth) => answer(email, nth);
  world.clock.moveTo(at('2027-03-09T12:01:00+01:00'));
  await world.happen(programme, 'p1', did('acknowledge', '2027-03-09T12:01:00+01:00'), shown);
  const began = world.machine.now();
  await bot.tick();
  return { world, bot, began, toJan: world.teams.updated.filter(({ to }) => to === jan) };
};
const contactOf = async (world: World) => await world.storage.contacts.byAddress('tenant-1', jan);

describe('what Teams answers', () => {
  const throttled: UpdateResult = {
    status: 'later',
    retryAfter: 10_000,
    throttled: true,
    reason: 'http 429',
  };
  const busy: UpdateResult = { status: 'later', retryAfter: null, throttled: false, reason: 'http 503' };
  const unknown: UpdateResult = { status: 'unknown', reason: 'http 500' };

  test('a message that is gone ends quietly, and nobody is unreachable', async () => {
    const { world, toJan } = await acknowledged((email) => (email === jan ? { status: 'gone' } : undefined));
    expect(toJan).toHaveLength(1);
    expect(await staleOnes(world)).toEqual([]);
    expect((await contactOf(world))?.unreachableSince).toBeNull();
  });

  test('a card Teams will never take is left as it is', async () => {
    const refused: UpdateResult = { status: 'refused', reason: 'http 400' };
    const { world, bot, toJan } = await acknowledged((email) => (email === jan ? refused : undefined));
    await bot.tick();
    expect(toJan).toHaveLength(1);
    expect(await staleOnes(world)).toEqual([]);
  });

  test('429 lets the tenant rest, and the card is drawn after it', async () => {
    const { world, began } = await acknowledged((_email, nth) => (nth === 1 ? throttled : undefined));
    const [, ...after] = world.teams.updated;
    expect(after.map(({ to }) => to).toSorted()).toEqual([jan, mia]);
    for (const { at: moment } of after) expect(moment).toBeGreaterThanOrEqual(began + 10_000);
  });

  test.each([
    ['503', busy],
    ['no outcome', unknown],
    ['no answer at all', 'silence' as const],
  ])('%s is tried again, as often as it takes', async (_name, answer) => {
    let left = 3;
    const { world, toJan } = await acknowledged((email) => {
      if (email !== jan || left === 0) return undefined;
      left -= 1;
      return answer;
    });
    expect(toJan).toHaveLength(4);
    expect(await staleOnes(world)).toEqual([]);
  });

  test('what never works is tried again an hour later, for a day', async () => {
    const { world, bot, toJan } = await acknowledged((email) => (email === jan ? busy : undefined));
    expect(toJan).toHaveLength(8);
    const since = at('2027-03-09T12:01:00+01:00');
    expect((await messageOf(world, cardTo(jan))).stale).toEqual({ since, tryAt: since + 3_600_000 });
    expect(await bot.work.nextDue(since)).toBe(since + 3_600_000);
    for (let hour = 1; hour <= 24; hour += 1) {
      world.clock.moveTo(since + hour * 3_600_000);
      await bot.tick();
    }
    expect(await staleOnes(world)).toEqual([]);
  });

  test('403 makes them unreachable; once they are back the card follows', async () => {
    const blocked: UpdateResult = { status: 'unreachable', reason: 'http 403' };
    const { world, bot, toJan } = await acknowledged((email) => (email === jan ? blocked : undefined));
    expect(toJan).toHaveLength(1);
    expect((await contactOf(world))?.unreachableSince).not.toBeNull();
    await bot.tick();
    expect(world.teams.updated.filter(({ to }) => to === jan)).toHaveLength(1);
    world.teams.onUpdate = () => undefined;
    const stored = await world.storage.contacts.byId('tenant-1', `aad-${jan}`);
    if (stored === null) throw new Error('no contact');
    await world.storage.contacts.save({ ...stored.value, unreachableSince: null }, stored.tag);
    expect(await world.storage.outbox.revive('hmp', jan, world.clock.now())).toBe(1);
    await bot.tick();
    expect(updatesOf(world).findLast(({ to }) => to === jan)?.text).toContain('opgepakt door Cora Bakker');
    expect(await staleOnes(world)).toEqual([]);
  });
});

/** Lets a moment's work begin, and some seconds pass, without waiting for its end. */
const workFor = async (world: World, bot: BotProcess, milliseconds: number): Promise<void> => {
  void bot.work.tick(() => world.clock.now());
  await world.machine.drive(world.machine.sleep(milliseconds, new AbortController().signal));
};

test('a card that Teams wants later keeps no message of its reader waiting', async () => {
  const { world, bot } = await begin();
  world.teams.onUpdate = ({ email }) =>
    email === jan
      ? { status: 'later', retryAfter: 500_000, throttled: false, reason: 'http 503' }
      : undefined;
  await world.happen(programme, 'p1', did('acknowledge', '2027-03-09T12:00:00+01:00'));
  await workFor(world, bot, 5_000);
  expect(receivers(world)).toContain(jan);
  world.clock.moveTo(at('2027-03-15T08:30:00+01:00'));
  await workFor(world, bot, 5_000);
  expect(world.teams.sent.map(({ summary }) => summary)).toContain(`digest/${jan}/2027-03-15`);
  await bot.end();
});

test('a card waits for the token, and is drawn when it has come', async () => {
  const { world, bot } = await begin();
  const thereAt = world.machine.now() + 60_000;
  world.teams.isReady = async () => world.machine.now() >= thereAt;
  await world.happen(programme, 'p1', did('acknowledge', '2027-03-09T12:00:00+01:00'));
  await bot.tick();
  expect(receivers(world)).toEqual([cora, jan, mia]);
  for (const { at: moment } of world.teams.updated) expect(moment).toBeGreaterThanOrEqual(thereAt);
});

test('a process that stops waits for the answer to a card on its way: the next one may draw a newer', async () => {
  const { world, bot } = await begin();
  world.teams.onUpdate = ({ email }) => (email === jan ? 'silence' : undefined);
  await world.happen(programme, 'p1', did('acknowledge', '2027-03-09T12:00:00+01:00'));
  await workFor(world, bot, 3_000);
  expect(receivers(world)).toContain(jan);
  const began = world.machine.now();
  await bot.end();
  expect(world.machine.now() - began).toBeGreaterThanOrEqual(4_000);
  expect(world.machine.now() - began).toBeLessThan(5_000);
  // What is still on its way must not arrive after what the next one draws.
  const { stale } = await messageOf(world, cardTo(jan));
  expect((stale?.tryAt ?? 0) - world.clock.now()).toBeGreaterThanOrEqual(20_000);
});

describe('a change beside a send', () => {
  test('while the card is on its way: it is drawn anew as soon as that is known to be sent', async () => {
    const { world, bot } = await begin();
    const key = cardTo(jan);
    const stored = await world.storage.outbox.find('hmp', key);
    if (stored === null) throw new Error('no message');
    const leaseUntil = world.machine.now() + 20_000;
    const sending = { ...stored.value, status: 'sending', owner: 'other', fence: 1, leaseUntil } as const;
    const claimed = await world.storage.outbox.update('hmp', sending, stored.tag);
    if (claimed === 'conflict') throw new Error('conflict');
    await world.happen(programme, 'p1', did('acknowledge', '2027-03-09T12:00:00+01:00'));
    await bot.tick();
    expect(receivers(world)).toEqual([cora, mia]);
    expect(await world.storage.records.pendingNotices('hmp')).toHaveLength(1);
    const sent = { ...sending, status: 'sent', owner: null, fence: null, leaseUntil: null } as const;
    await world.storage.outbox.update('hmp', sent, claimed.tag);
    await bot.tick();
    expect(receivers(world)).toContain(jan);
    expect(await world.storage.records.pendingNotices('hmp')).toEqual([]);
  });

  const opening = at('2027-03-10T08:30:00+01:00');
  test.each([
    { status: 'planned', notBefore: opening },
    { status: 'failed', retryAt: opening },
  ] as const)(
    'before the card went out ($status): whoever made it already has to make it anew',
    async (how) => {
      const { world, bot } = await begin();
      const stored = await world.storage.outbox.find('hmp', cardTo(jan));
      if (stored === null) throw new Error('no message');
      const waiting = {
        ...stored.value,
        ...how,
        activityId: null,
      } as const;
      const planned = await world.storage.outbox.update('hmp', waiting, stored.tag);
      if (planned === 'conflict') throw new Error('conflict');
      await world.happen(programme, 'p1', did('note', '2027-03-09T12:00:00+01:00', cora, 'gebeld'));
      await bot.tick();
      expect(await world.storage.outbox.update('hmp', waiting, planned.tag)).toBe('conflict');
    },
  );
});

const digestsTo = (world: World, email: string) =>
  updatesOf(world).filter(({ to, text }) => to === email && text.includes('Goedemorgen'));

describe('the digest', () => {
  test('follows what changes within five minutes by one silent drawing, that of a week that is over in its figures', async () => {
    const { world, bot } = await begin();
    for (const monday of ['2027-03-15', '2027-03-22']) {
      world.clock.moveTo(at(`${monday}T08:30:00+01:00`));
      await bot.tick();
    }
    const sent = world.teams.sent.length;
    world.clock.moveTo(at('2027-03-22T10:00:00+01:00'));
    await world.happen(programme, 'p1', { ...anAnswer('2027-03-09'), at: at('2027-03-22T10:00:00+01:00') });
    await bot.tick();
    world.clock.moveTo(at('2027-03-22T10:04:00+01:00'));
    await world.happen(programme, 'p1', { ...anAnswer('2027-03-16'), at: at('2027-03-22T10:04:00+01:00') });
    await bot.tick();
    expect(digestsTo(world, jan)).toEqual([]);
    world.clock.moveTo(at('2027-03-22T10:05:00+01:00'));
    await bot.tick();
    const drawn = digestsTo(world, jan).map(({ text }) => text);
    expect(drawn).toHaveLength(2);
    const of = (period: string): string => drawn.find((text) => text.includes(period)) ?? '';
    expect(of('15–21 maart')).toContain('"title":"Doorgegaan","value":"1 (week ervoor 1)"');
    expect(of('15–21 maart')).toContain('Er staan geen signalen open');
    expect(of('8–14 maart')).toContain('"title":"Doorgegaan","value":"1 (week ervoor 0)"');
    expect(of('8–14 maart')).toContain('De lijsten van die maandag staan hier niet meer');
    expect(of('8–14 maart')).not.toContain('Sam');
    expect(world.teams.sent).toHaveLength(sent);
  });
});

describe('the card of a flag', () => {
  test('shows the highest level once the digest has raised it', async () => {
    const { world, bot } = await begin();
    world.clock.moveTo(at('2027-03-22T08:30:00+01:00'));
    await bot.tick();
    expect(receivers(world)).toEqual([]);
    world.clock.moveTo(at('2027-03-29T08:30:00+02:00'));
    await bot.tick();
    expect(receivers(world)).toEqual([cora, jan, mia]);
    for (const { text } of updatesOf(world)) expect(text).toContain('Niveau 3');
    world.clock.moveTo(at('2027-04-05T08:30:00+02:00'));
    await bot.tick();
    expect(world.teams.updated).toHaveLength(3);
  });

  test('follows an import that names its pupil otherwise, moves it to another class, or takes it from a coordinator', async () => {
    const { world, bot } = await begin();
    const people = programme.people.map((person) =>
      person.email === jan ? { ...person, endedOn: '2027-03-09' } : person,
    );
    const pupils = [aPupil({ firstName: 'Yasmin', class: '3C' })];
    await world.import({ ...programme, people, pupils });
    world.clock.moveTo(at('2027-03-10T12:00:00+01:00'));
    await bot.tick();
    expect(receivers(world)).toEqual([cora, jan, mia]);
    const shownTo = (email: string) => updatesOf(world).find(({ to }) => to === email)?.text ?? '';
    expect(shownTo(cora)).toMatch(/Yasmin.*3C/);
    expect(shownTo(jan)).not.toMatch(/Yasmin|Yara|3[AC]/);
  });

  test('is closed for a coordinator who lost its school by an import, and whole again with the next', async () => {
    const { world, bot } = await begin();
    const withJan = (changes: object): Programme => ({
      ...programme,
      people: programme.people.map((one) => (one.email === jan ? { ...one, ...changes } : one)),
    });
    const lastTo = async (imported: Programme): Promise<string> => {
      await world.import(imported);
      world.clock.moveTo(world.clock.now() + 120_000);
      await bot.tick();
      return updatesOf(world).findLast(({ to }) => to === jan)?.text ?? '';
    };
    expect(await lastTo(withJan({ schools: ['zwc'] }))).not.toMatch(/Yara|flag\./);
    const again = await lastTo(programme);
    expect(again).toContain('Yara');
    for (const verb of ['flag.acknowledge', 'flag.show', 'flag.passOn'])
      expect(again).toContain(`"verb":"${verb}"`);
  });

  test('stays as it is after an import that changes nothing on it', async () => {
    const { world, bot } = await begin();
    const importing = async (changes: Partial<Programme>): Promise<number> => {
      const before = world.teams.updated.length;
      await world.import({ ...programme, ...changes });
      world.clock.moveTo(world.clock.now() + 120_000);
      await bot.tick();
      expect(await staleOnes(world)).toEqual([]);
      return world.teams.updated.length - before;
    };
    const others = [...programme.pupils, aPupil({ id: 'p2', firstName: 'Amir', class: '3B' })];
    expect(await importing({ pupils: others })).toBe(0);
    expect(await importing({ pupils: [aPupil({ firstName: 'Yasmin' })] })).toBe(3);
    expect(await importing({ requiredSessions: 9, pupils: [aPupil({ firstName: 'Yasmin' })] })).toBe(0);
    expect(await importing({})).toBe(3);
  });

  test('of an import is noted once, however long another card is just being sent', async () => {
    const { world } = await begin();
    await world.import({ ...programme, pupils: [aPupil({ firstName: 'Yasmin' })] });
    const programmes = keepProgrammes(world.storage.programmes);
    await programmes.refresh();
    const [loaded] = programmes.all();
    if (loaded === undefined) throw new Error('no programme');
    const ports = plannerPorts(world.storage);
    const change = async (email: string, changes: Partial<OutboxMessage>): Promise<void> => {
      const { value, tag } = known(await world.storage.outbox.find('hmp', cardTo(email)));
      await world.storage.outbox.update('hmp', { ...value, ...changes }, tag);
    };
    await change(cora, { status: 'sending' });
    expect(await planDue(ports, loaded, world.clock.now())).toBe(false);
    expect((await staleOnes(world)).map(({ receiver }) => receiver).toSorted()).toEqual([jan, mia]);
    for (const drawn of [jan, mia]) await change(drawn, { stale: null });
    expect(await planDue(ports, loaded, world.clock.now())).toBe(false);
    expect(await staleOnes(world)).toEqual([]);
    await change(cora, { status: 'sent' });
    expect(await planDue(ports, loaded, world.clock.now())).toBe(true);
    expect((await staleOnes(world)).map(({ receiver }) => receiver)).toEqual([cora]);
  });
});
