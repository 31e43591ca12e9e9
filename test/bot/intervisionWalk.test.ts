/** What people do among themselves, over HTTP: trade, volunteer, pass on, keep a calendar, lead two groups in one week. */
import { readFeed, type ReadEvent } from '../calendar/reading';
import { playerIn, type Cast } from '../fakes/roundFolders';
import { IntervisionWorld } from './intervisionWorld';

const row = (group: string, student: string, time: string): string =>
  `${group},wim@walk.example,${student}@walk.example,${time}`;
const [mondays, wednesdays] = [
  ['ma1', 'ma2', 'ma3', 'ma4'],
  ['wo1', 'wo2', 'wo3', 'wo4'],
];
/** Wim leads two groups with a fixed time: X on Monday, Y on Wednesday. */
const cast: Cast = {
  id: 'walk',
  students: [...mondays, ...wednesdays],
  teachers: ['wim', 'vera'],
  coordinators: ['karel'],
  pupilName: (student) => `Amira${student}`,
  groups: [
    ...mondays.map((student) => row('X', student, 'ma,11:15,12:20,1.20')),
    ...wednesdays.map((student) => row('Y', student, 'wo,11:15,12:20,')),
  ],
};
const player = playerIn('walk');
const wim = player('wim');

let world: IntervisionWorld;

beforeAll(async () => {
  world = await IntervisionWorld.make('2027-02-08T08:00:00+01:00', cast);
}, 120_000);
afterAll(() => world.remove());

/** Who brings the case to a group in a week. */
const bringerOf = async (week: string, group = 'X'): Promise<string> => {
  const { groups } = await world.round('walk', week);
  return groups.find((one) => one.group === group)?.case?.student.split('@')[0] ?? '';
};

const inX = (week: string) => ({ round: week, group: 'X' });

test('the case is traded, taken over and passed on; whose turn it is next follows', async () => {
  await world.moveTo('2027-02-09T10:00:00+01:00');
  const first = await bringerOf('2027-W07');
  // Who brought one a week ago is not in turn.
  const other = 'ma4';
  expect(first).toBe('ma2');
  const traded = await world.press(player(first), 'round.trade', {
    ...inX('2027-W07'),
    student: player(other).email,
  });
  expect(traded).toContain(`${other} brengt deze keer in, en jij een volgende keer.`);
  expect(await bringerOf('2027-W07')).toBe(other);
  expect(
    await world.press(player(first), 'round.trade', { ...inX('2027-W07'), student: 'wo1@walk.example' }),
  ).not.toContain('✓');
  const third = 'ma3';
  expect(await world.press(player(third), 'round.volunteer', inX('2027-W07'))).toContain('Dank je wel!');
  expect(await bringerOf('2027-W07')).toBe(third);
  expect(await world.press(player(third), 'round.pass', inX('2027-W07'))).toContain('is nu aan de beurt');
  const next = await bringerOf('2027-W07');
  expect(mondays).toContain(next);
  expect(next).not.toBe(third);
  expect(await world.press(player('wo1'), 'round.volunteer', inX('2027-W07'))).toContain(
    'hoort niet bij jouw rol',
  );
});

const feedOf = async (name: string): Promise<string> => {
  await world.teams.press(player(name), 'calendar.show', {});
  const body = world.teams.to(player(name)).at(-1)?.activity.attachments;
  const [address = ''] = /http:[^"\\ )]+\.ics/.exec(JSON.stringify(body)) ?? [];
  if (address === '') throw new Error(JSON.stringify(body));
  return address;
};

const meetingOn = async (address: string, date: string): Promise<ReadEvent | undefined> => {
  const response = await fetch(address);
  expect(response.status).toBe(200);
  return readFeed(await response.text()).find(
    ({ summary, start }) => summary.includes('ntervisie') && new Date(start).toISOString().startsWith(date),
  );
};

test('the calendar follows a meeting that is moved and one that is called off, under the same id', async () => {
  const address = await feedOf('ma1');
  const before = await meetingOn(address, '2027-02-22');
  expect(before).toMatchObject({ sequence: 0, isCancelled: false });
  await world.press(wim, 'round.shift', { ...inX('2027-W08'), date: '2027-02-23', time: '15:00', room: '' });
  const moved = await meetingOn(address, '2027-02-23');
  expect(moved).toMatchObject({ uid: before?.uid, sequence: 1, isCancelled: false });
  await world.press(wim, 'round.cancelGroup', inX('2027-W08'));
  expect(await meetingOn(address, '2027-02-23')).toMatchObject({
    uid: before?.uid,
    sequence: 2,
    isCancelled: true,
  });
  expect(await (await fetch(address)).text()).not.toContain('Amira');
});

test('who leads two groups gets the agenda of one and the question for the report of the other on one card', async () => {
  await world.moveTo('2027-02-16T16:30:00+01:00');
  const told = (await world.told('walk', '2027-W07')).filter((line) => line.includes(' wim '));
  expect(told).toContain('roundAgenda wim 02-16 16:00');
  expect(told).toContain('roundReportReminder wim expired merged');
  const card = world.newest(wim);
  expect(card).toMatch(/groep Y/i);
  expect(card).toMatch(/groep X/i);
  expect(
    await world.press(wim, 'round.attended', { ...inX('2027-W07'), present: player('ma1').email }),
  ).toContain('✓');
  const week = await world.ask(wim, 'mijn week');
  expect(week).toMatch(/groep X[\s\S]*groep Y/i);
});
