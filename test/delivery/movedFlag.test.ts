/** A check-in from before may make another session open the flag that people know: they go on reading it where they do. */
import type { FlagAction } from '../../bot/programme/facts';
import { aProgramme, anAnswer, at } from '../builders';
import { aWorld, type BotProcess, type World } from '../world';

const programme = aProgramme({ start: '2027-02-08' });
const cora = 'cora@hmp.example';
const told = `flagRaised/${cora}/p1/2027-03-09/1`;

interface Bot {
  readonly world: World;
  readonly bot: BotProcess;
}

const answer = async (
  { world, bot }: Bot,
  day: string,
  moment: string,
  outcome: 'onTime' | 'absentUnknown',
) => {
  world.clock.moveTo(at(moment));
  await bot.tick();
  await world.happen(programme, 'p1', anAnswer(day, { outcome, at: at(moment) }));
  await bot.tick();
};

/** Away on 2 and 9 March, told on the ninth; 16 February was forgotten. */
const begin = async (toldAt = '2027-03-09T10:06:00+01:00'): Promise<Bot> => {
  const world = aWorld('2027-02-09T10:06:00+01:00');
  await world.import(programme);
  await world.install(programme);
  const bot = { world, bot: await world.start() };
  await answer(bot, '2027-02-23', '2027-02-23T10:06:00+01:00', 'onTime');
  await answer(bot, '2027-03-02', '2027-03-02T10:06:00+01:00', 'absentUnknown');
  await answer(bot, '2027-03-09', toldAt, 'absentUnknown');
  return bot;
};

const forgotten = (bot: Bot, moment: string) => answer(bot, '2027-02-16', moment, 'absentUnknown');

const act = async (
  { world, bot }: Bot,
  moment: string,
  verb: FlagAction['verb'],
  note: string | null = null,
) => {
  world.clock.moveTo(at(moment));
  await world.happen(programme, 'p1', { kind: 'action', at: at(moment), verb, by: cora, note });
  await bot.tick();
};

const newest = ({ world }: Bot): string =>
  JSON.stringify(world.teams.updated.findLast(({ to }) => to === cora)?.content ?? '');

test('its card goes on: nothing was corrected, and it can be taken up', async () => {
  const bot = await begin();
  await forgotten(bot, '2027-03-19T12:00:00+01:00');
  expect(newest(bot)).not.toMatch(/ingetrokken|correctie/);
  expect(newest(bot)).toContain('open sinds 19 maart');
  expect(newest(bot)).toContain('16 februari');
  expect(newest(bot)).toContain(
    '"verb":"flag.acknowledge","data":{"programme":"hmp","flag":"p1/2027-03-02"}',
  );
  const sent = (await bot.world.messages()).filter(({ kind }) => kind === 'flagRaised');
  expect(sent.map(({ key }) => key)).toEqual([told]);
});

test('its card follows what is done about the one in its place', async () => {
  const bot = await begin();
  await forgotten(bot, '2027-03-19T12:00:00+01:00');
  await act(bot, '2027-03-19T13:00:00+01:00', 'acknowledge');
  expect(newest(bot)).toContain('opgepakt door');
  await act(bot, '2027-03-19T13:05:00+01:00', 'resolve', 'gesproken');
  expect(newest(bot)).toContain('afgesloten door');
});

test('ten school days after another session opens it, it rises, on its card too', async () => {
  const bot = await begin();
  await forgotten(bot, '2027-03-19T12:00:00+01:00');
  bot.world.clock.moveTo(at('2027-03-29T08:30:00+02:00'));
  await bot.bot.tick();
  expect(newest(bot)).not.toContain('Niveau 3');
  bot.world.clock.moveTo(at('2027-04-05T08:30:00+02:00'));
  await bot.bot.tick();
  expect(newest(bot)).toContain('Niveau 3');
});

test('what still waits to tell of it expires: the digest has the one in its place', async () => {
  const bot = await begin('2027-03-13T12:00:00+01:00');
  await forgotten(bot, '2027-03-14T12:00:00+01:00');
  bot.world.clock.moveTo(at('2027-03-15T08:30:00+01:00'));
  await bot.bot.tick();
  const message = (await bot.world.messages()).find(({ key }) => key === told);
  expect(message?.status).toBe('expired');
});

test('a flag that nothing takes the place of is withdrawn', async () => {
  const bot = await begin();
  await answer(bot, '2027-03-09', '2027-03-10T12:00:00+01:00', 'onTime');
  expect(newest(bot)).toContain('ingetrokken, omdat een antwoord erbij kwam of veranderde');
});
