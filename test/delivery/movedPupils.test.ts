import { directoryOf } from '../../bot/programme/directory';
import { markedContext, standingAfter } from '../../bot/programme/kept/flag';
import type { Programme } from '../../bot/programme/model';
import { aCoordinator, aProgramme, aPupil, aSchool, anAnswer, at } from '../builders';
import { aWorld, type World } from '../world';

const before = aProgramme({
  schools: [aSchool(), aSchool({ id: 'zwc', name: 'Zuiderpark College' })],
  people: [
    ...aProgramme().people,
    aCoordinator({ email: 'jan@hmp.example', schools: ['jdw'] }),
    aCoordinator({ email: 'zara@hmp.example', schools: ['zwc'] }),
  ],
});
const after = { ...before, pupils: [aPupil({ school: 'zwc' })] };

const absent = (date: string) =>
  anAnswer(date, { outcome: 'absentUnnotified', at: at(`${date}T10:05:00+01:00`) });

/** As an import does: the new version, then every page where its pupil is now. */
const importMoved = async (world: World, programme: Programme): Promise<void> => {
  await world.import(programme);
  const directory = directoryOf(programme);
  await world.storage.records.rebuild(
    programme.id,
    (pupil) => directory.pupil(pupil)?.school ?? null,
    ({ school, facts }) => standingAfter(facts, markedContext(directory, school)),
  );
};

/** Absent on 2 March; then an import moves the pupil, while the bot of the world still knows the version before. */
const begin = async () => {
  const world = aWorld('2027-03-02T10:06:00+01:00');
  await world.import(before);
  await world.install(before);
  const bot = await world.start();
  await world.happen(before, 'p1', absent('2027-03-02'));
  await bot.tick();
  world.clock.moveTo(at('2027-03-09T10:04:00+01:00'));
  await bot.tick();
  await importMoved(world, after);
  world.clock.moveTo(at('2027-03-09T10:06:00+01:00'));
  return { world, bot };
};

const lies = async ({ storage }: World) => {
  const pages = await Promise.all(['jdw', 'zwc'].map((school) => storage.records.page('hmp', school, 'p1')));
  return pages.map((page) => page?.value.facts.map(({ at: moment }) => moment) ?? null);
};

const flagsTold = async (world: World): Promise<readonly string[]> =>
  (await world.messages())
    .filter(({ kind }) => kind === 'flagRaised')
    .map(({ key }) => key)
    .toSorted();

const both = [absent('2027-03-02').at, absent('2027-03-09').at];
const told = ['cora', 'zara'].map((who) => `flagRaised/${who}@hmp.example/p1/2027-03-09/1`);

test('what was stored where a pupil had been is brought along with the next tick, and told', async () => {
  const { world, bot } = await begin();
  await world.happen(before, 'p1', absent('2027-03-09'));
  expect(await lies(world)).toEqual([both.slice(1), both.slice(0, 1)]);
  await bot.tick();
  expect(await lies(world)).toEqual([null, both]);
  expect(await flagsTold(world)).toEqual(told);
  const [kept] = await world.storage.records.figures('hmp', 'zwc', 'all');
  expect(kept).toMatchObject({ pupil: 'p1', standing: { flag: { id: 'p1/2027-03-09', level: 2 } } });
  expect(await world.storage.records.figures('hmp', 'jdw', 'all')).toEqual([]);
});

test('also what another process stores a little later, once', async () => {
  const { world, bot } = await begin();
  await bot.tick();
  await world.happen(before, 'p1', absent('2027-03-09'));
  await bot.tick();
  await bot.tick();
  expect(await lies(world)).toEqual([null, both]);
  expect(await flagsTold(world)).toEqual(told);
});

test('what an import left that was broken off comes to where the pupil is when a bot starts, and nothing is told anew', async () => {
  const world = aWorld('2027-03-02T10:06:00+01:00');
  await world.import(before);
  await world.install(before);
  await world.happen(before, 'p1', absent('2027-03-02'));
  await world.happen(before, 'p1', absent('2027-03-09'));
  await world.import(after);
  world.clock.moveTo(at('2027-03-09T10:06:00+01:00'));
  await (await world.start()).tick();
  expect(await lies(world)).toEqual([null, both]);
  const [kept] = await world.storage.records.figures('hmp', 'zwc', 'all');
  expect(kept).toMatchObject({ standing: { flag: { level: 2 } } });
});

test('and what is stored where the pupil is now meanwhile stays with it', async () => {
  const { world, bot } = await begin();
  await world.happen(before, 'p1', absent('2027-03-09'));
  await world.happen(after, 'p1', anAnswer('2027-02-23', { at: at('2027-03-09T10:05:30+01:00') }));
  await bot.tick();
  expect(await lies(world)).toEqual([null, [...both, at('2027-03-09T10:05:30+01:00')]]);
});

test('flags of long ago are not told anew, nor is a pupil moved who is back', async () => {
  const { world, bot } = await begin();
  await importMoved(world, before);
  await bot.tick();
  await world.happen(before, 'p1', absent('2027-03-09'));
  await bot.tick();
  expect(await lies(world)).toEqual([both, null]);
  await importMoved(world, after);
  await bot.tick();
  await bot.tick();
  const others = (await flagsTold(world)).filter((key) => key.includes('zara'));
  expect(others).toEqual([]);
});

test('nothing is looked at where nobody was moved, and no longer than a few minutes', async () => {
  const { world, bot } = await begin();
  await bot.tick();
  world.machine.pass(4 * 60_000);
  await world.happen(before, 'p1', absent('2027-03-09'));
  await bot.tick();
  expect(await lies(world)).toEqual([both.slice(1), both.slice(0, 1)]);
});
