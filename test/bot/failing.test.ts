/** Storage fails or falls silent in the middle of a turn of the built bot: what people see, and what is stored in the end. */
import { setTimeout as pause } from 'node:timers/promises';
import { textsOf, type InvokeAnswer } from '../fakes/teamsStandIn';
import { newId, noor, player, TwoBots } from './twoBots';

const session = 'J3A01/2027-02-16';
const ravi = player('ravi.ramdin@example.org');

let bots: TwoBots;

const record = (minutesLate: number, more: object = newId()) =>
  bots.one.teams.press(noor, 'checkIn.record', { session, outcome: 'late', minutesLate }, more);

const words = ({ body }: InvokeAnswer): string => textsOf(body?.value).join(' ');

const ready = async (): Promise<void> => {
  while (!(await bots.one.bot.isReady())) await pause(100);
};

/** Adds to what is stored of the session, without what was stored before. */
const addedBy = async (act: () => Promise<void>): Promise<readonly string[]> => {
  const before = await bots.answers(session);
  await act();
  return (await bots.answers(session)).slice(before.length);
};

beforeAll(async () => {
  bots = await TwoBots.make('failing', '2027-02-16T11:30:00+01:00');
  await bots.one.bot.start();
  await bots.one.teams.install(noor);
  await record(1);
}, 120_000);

afterAll(() => bots.remove());

test('fails before anything is stored: said so, with a button that does it after all', async () => {
  const added = await addedBy(async () => {
    bots.one.line.cut();
    const card = words(await record(2));
    expect(card).toContain('er is niets opgeslagen');
    expect(card).toContain('Opnieuw proberen');
    bots.one.line.heal();
    expect(words(await record(2))).toContain('2 minuten');
  });
  expect(added).toEqual(['late 2']);
});

test('is lost on the way to being stored: nothing is claimed, and pressing again stores it once', async () => {
  const added = await addedBy(async () => {
    bots.beforeStoring(bots.one, async () => bots.one.tables.mishap('lostRequest', 1000));
    const card = words(await record(3));
    expect(card).not.toContain('✓ Opgeslagen');
    expect(card).toContain('Opnieuw proberen');
    bots.one.tables.mishap('lostRequest', 0);
    await ready();
    expect(words(await record(3))).toContain('3 minuten');
  });
  expect(added).toEqual(['late 3']);
});

test('stores it but does not say so: that is found out', async () => {
  const added = await addedBy(async () => {
    bots.beforeStoring(bots.one, async () => bots.one.tables.mishap('badReply', 1));
    expect(words(await record(4))).toContain('4 minuten');
  });
  expect(added).toEqual(['late 4']);
});

test('stores it and is gone at once: not known, and pressing again stores nothing more', async () => {
  const added = await addedBy(async () => {
    bots.beforeStoring(bots.one, async () => bots.one.line.cut());
    expect(words(await record(5))).toContain('ik weet nog niet of het is opgeslagen');
    bots.one.line.heal();
    await ready();
    expect(words(await record(5))).toContain('5 minuten');
  });
  expect(added).toEqual(['late 5']);
});

test('stores it and falls silent: answered in time, and with the real answer when delivered again', async () => {
  const added = await addedBy(async () => {
    const same = newId();
    bots.beforeStoring(bots.one, async () => bots.one.line.hang());
    expect(words(await record(6, same))).toContain('ik weet nog niet of het is opgeslagen');
    bots.one.line.heal();
    await ready();
    expect(words(await record(6, same))).toContain('✓ Opgeslagen');
    expect(words(await record(6))).toContain('6 minuten');
  });
  expect(added).toEqual(['late 6']);
});

test('a look-up that Teams does not answer is answered in time, and done when the person comes again', async () => {
  bots.one.teams.fault = ({ what }) => (what === 'member' ? { answer: 'hang', delivered: false } : null);
  const card = await bots.one.teams.press(ravi, 'checkIn.record', { session, outcome: 'onTime' });
  expect(words(card)).toContain('ik weet nog niet of het is opgeslagen');
  bots.one.teams.fault = () => null;
  await bots.one.teams.say(ravi, 'hulp', newId());
  expect(bots.one.teams.to(ravi)).toHaveLength(1);
});

test('a message whose answer Teams breaks off is told to Teams, and shown when delivered again', async () => {
  const same = newId();
  const before = bots.one.teams.to(noor).length;
  bots.one.teams.fault = ({ what }) => (what === 'reply' ? 502 : null);
  expect((await bots.one.teams.say(noor, 'hulp', same)).status).toBe(500);
  bots.one.teams.fault = () => null;
  expect((await bots.one.teams.say(noor, 'hulp', same)).status).toBe(200);
  expect((await bots.one.teams.say(noor, 'hulp', same)).status).toBe(200);
  expect(bots.one.teams.to(noor)).toHaveLength(before + 1);
});
