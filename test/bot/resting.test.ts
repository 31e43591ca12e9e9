/** Two built bots while Teams wants their tenant to be left alone: who does something then is answered when that is over. */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { QueueClient } from '@azure/storage-queue';
import { sharedAzurite } from '../fakes/azurite';
import { textsOf, type Fault, type Player } from '../fakes/teamsStandIn';
import { cora, newId, noor, player, TwoBots, type Side } from './twoBots';

const theo = player('theo.visser@example.org');
const ravi = player('ravi.ramdin@example.org');
const hanneke = player('hanneke.mulder@example.org');
const session = 'J3A01/2027-02-16';
/** Seconds: longer than it takes between two activities, so that the second waits for what the first was told. */
const rest = 4;
/** Ends what hangs: a rest may be two seconds longer, as it goes by whole ones of storage's, and then the answers have to come. Milliseconds. */
const answeredWithin = 40_000;

let bots: TwoBots;
const sides = (): readonly Side[] => [bots.one, bots.other];

const restUntil = async (): Promise<number> =>
  (await bots.storage.pace.of(noor.tenant))?.value.restUntil ?? 0;

const refuse: Fault = ({ what }) =>
  what === 'reply' ? { answer: 429, delivered: false, retryAfter: rest } : null;

/**
 * Every answer is refused from here on, and the tenant is to be left alone: none goes out, however long a slow machine takes
 * for what is done meanwhile. Resolves when both bots can know of it, after what somebody did.
 */
const refuseAll = async (act: () => Promise<Response>): Promise<void> => {
  const before = await restUntil();
  for (const { teams } of sides()) teams.fault = refuse;
  expect((await act()).status).toBe(200);
  // Teams is answered in time, whether or not a slow machine has come that far.
  const until = performance.now() + answeredWithin;
  while ((await restUntil()) === before && performance.now() < until) await pause(50);
  expect(await restUntil()).toBeGreaterThan(before);
};

const refuseNoMore = (): void => {
  for (const { teams } of sides()) teams.fault = () => null;
};

const cardsTo = (who: Player): number => sides().reduce((sum, { teams }) => sum + teams.to(who).length, 0);

const untilCards = async (who: Player, count: number): Promise<void> => {
  const until = performance.now() + answeredWithin;
  while (cardsTo(who) < count && performance.now() < until) await pause(50);
  expect(cardsTo(who)).toBe(count);
};

/** What was answered is taken off the queue a moment after its card went out. */
const untilNothingWaits = async (): Promise<void> => {
  const inbox = new QueueClient(await sharedAzurite(), 'resting-inbox');
  const waiting = async () => (await inbox.getProperties()).approximateMessagesCount;
  const until = performance.now() + answeredWithin;
  while ((await waiting()) !== 0 && performance.now() < until) await pause(50);
  expect(await waiting()).toBe(0);
};

/** Milliseconds from the first refusal to the next request, to whichever stand-in; on a slow machine more refusals follow. */
const leftAlone = (): number => {
  const asked = sides().flatMap(({ teams }) => teams.asked);
  const [refused] = asked.filter(({ answer }) => answer === 429).toSorted((one, next) => one.at - next.at);
  const after = asked.map(({ at }) => at).filter((at) => at > (refused?.at ?? 0));
  return Math.min(...after) - (refused?.answeredAt ?? 0);
};

beforeAll(async () => {
  bots = await TwoBots.make('resting', '2027-02-16T11:30:00+01:00');
  await bots.start();
  for (const who of [noor, cora, theo]) await bots.one.teams.install(who);
}, 120_000);

beforeEach(() => {
  for (const { teams } of sides()) teams.asked.length = 0;
});

afterAll(() => bots.remove());

test('a command is answered when the rest is over, at the bot that was told of it and at the other', async () => {
  const [before, theirs] = [cardsTo(noor), cardsTo(cora)];
  await refuseAll(() => bots.one.teams.say(noor, 'hulp', newId()));
  expect((await bots.other.teams.say(cora, 'hulp', newId())).status).toBe(200);
  const card = await bots.other.teams.press(noor, 'checkIn.record', { session, outcome: 'onTime' }, newId());
  expect(textsOf(card.body?.value).join(' ')).toContain('Opgeslagen');
  // The press was answered during the rest.
  expect([cardsTo(noor), cardsTo(cora)]).toEqual([before, theirs]);
  refuseNoMore();
  await untilCards(noor, before + 1);
  await untilCards(cora, theirs + 1);
  expect(leftAlone()).toBeGreaterThanOrEqual(rest * 1000);
});

test('killed while a welcome and an answer wait: who starts next gives them, once', async () => {
  const before = cardsTo(theo);
  await refuseAll(() => bots.one.teams.install(hanneke));
  expect((await bots.one.teams.say(theo, 'hulp', newId())).status).toBe(200);
  await bots.one.bot.stop('SIGKILL');
  await bots.other.bot.stop('SIGTERM');
  await pause(rest * 1000);
  refuseNoMore();
  await bots.one.bot.start();
  await untilCards(theo, before + 1);
  await untilCards(hanneke, 1);
  await untilNothingWaits();
  expect(leftAlone()).toBeGreaterThanOrEqual(rest * 1000);
});

test('who is looked up too slowly is welcomed all the same, though Teams delivers nothing again', async () => {
  bots.one.teams.fault = ({ what }) => (what === 'member' ? { answer: 'hang', delivered: false } : null);
  expect((await bots.one.teams.install(ravi)).status).toBe(200);
  expect(cardsTo(ravi)).toBe(0);
  bots.one.teams.fault = () => null;
  await untilCards(ravi, 1);
});
