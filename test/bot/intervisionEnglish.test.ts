/** A whole round of intervision for people who chose English, over HTTP: no card of it has a Dutch word. */
import { dutchIn } from '../cards/dutchWords';
import { playerIn, type Cast } from '../fakes/roundFolders';
import { textsOf, type Player } from '../fakes/teamsStandIn';
import { IntervisionWorld } from './intervisionWorld';

const students = ['ann', 'bas', 'cem', 'dia', 'eva'];
const cast: Cast = {
  id: 'abroad',
  students,
  teachers: ['tess', 'theo'],
  coordinators: ['cora'],
  pupilName: (student) => `Yusuf${student}`,
  groups: [],
};
const player = playerIn('abroad');
const [cora, theo] = [player('cora'), player('theo')];
const everybody: readonly Player[] = [...cast.coordinators, ...cast.teachers, ...students].map(player);
const setup = {
  name: 'March',
  from: '2027-03-15',
  to: '2027-03-26',
  minutes: '65',
  groupSize: '7',
  answerBy: '2027-03-10',
};
const text = { title: 'Silence', situation: 'No answer comes.', question: 'How do I ask on?' };

let world: IntervisionWorld;
/** How many messages each person had when they chose English. */
const before = new Map<Player, number>();
/** What the cards said that took the place of those that were pressed. */
const answers: string[] = [];

beforeAll(async () => {
  world = await IntervisionWorld.make('2027-03-01T10:00:00+01:00', cast);
  for (const who of everybody) {
    await world.ask(who, 'language en');
    before.set(who, world.teams.to(who).length);
  }
}, 120_000);
afterAll(() => world.remove());

const press = async (who: Player, verb: string, data: object): Promise<string> => {
  const said = await world.press(who, verb, data);
  answers.push(said);
  return said;
};

const askAll = async (): Promise<void> => {
  for (const who of [cora, theo, player('ann'), player('bas')])
    for (const typed of ['intervision', 'my week', 'privacy', 'hours']) await world.ask(who, typed);
};

const groupNow = async () => {
  const { round, groups } = await world.round('abroad', 'March');
  const [group] = groups;
  if (group === undefined) throw new Error('no group');
  return { ref: { round, group: group.group }, ...group };
};

test('it is walked from the proposal to the report', async () => {
  expect(await press(cora, 'round.create', setup)).toContain('Proposal: March');
  const { ref } = await groupNow();
  await press(cora, 'round.move', { ...ref, student: 'ann@abroad.example', to: 'none' });
  await press(cora, 'round.propose', ref);
  await press(cora, 'round.confirm', ref);
  await world.moveTo('2027-03-01T10:30:00+01:00');
  const teacher = player((await groupNow()).teacher.split('@')[0] ?? '');
  await press(teacher, 'round.offer', { ...ref, date1: '2027-03-01', time1: '25:00' });
  await press(teacher, 'round.offer', { ...ref, slots: world.filledIn(teacher, 'slots') });
  await world.moveTo('2027-03-08T16:30:00+01:00');
  await askAll();
  const { slots } = await groupNow();
  for (const name of students)
    await press(player(name), 'round.available', { ...ref, slots: slots.map(({ id }) => id).join(',') });
  await world.moveTo('2027-03-08T17:00:00+01:00');
  const { slot, case: bringing } = await groupNow();
  const bringer = player(bringing?.student.split('@')[0] ?? '');
  const [start, end] = [slot?.start ?? '', slot?.end ?? ''];
  await press(bringer, 'round.case', { ...ref, ...text, situation: 'Yusufann said nothing.', title: '' });
  for (const what of ['case', 'agenda', 'group', 'offer', 'poll', 'room'])
    for (const who of [bringer, teacher, cora]) await world.teams.press(who, 'round.show', { ...ref, what });
  await press(bringer, 'round.case', { ...ref, ...text });
  await askAll();
  await world.moveTo(start);
  await world.moveTo(new Date(Date.parse(end) + 60_000).toISOString());
  await press(teacher, 'round.attended', { ...ref, present: 'nobody@abroad.example' });
  const report = { present: students.map((name) => player(name).email).join(','), method: 'incident' };
  await press(teacher, 'round.attended', {
    ...ref,
    ...report,
    advice: 'Count to ten.',
    followUp: 'Tell us.',
  });
  await askAll();
  await press(cora, 'round.create', {
    ...setup,
    name: 'April',
    from: '2027-04-05',
    to: '2027-04-09',
    answerBy: '2027-04-01',
  });
  await press(cora, 'round.create', {
    name: '',
    from: 'x',
    to: 'y',
    minutes: '3',
    groupSize: '99',
    answerBy: '',
  });
  const next = (await world.round('abroad', 'April')).round;
  await press(cora, 'round.confirm', { round: next });
  await press(cora, 'round.cancel', { round: next });
  await world.moveTo('2027-04-12T09:00:00+02:00');
  const kinds = new Set((await world.told('abroad', '')).map((line) => line.split(' ')[0]));
  for (const kind of [
    'roundOffer',
    'roundPoll',
    'roundPollReminder',
    'roundInvite',
    'roundCase',
    'roundReminder',
    'roundAgenda',
    'roundReport',
    'roundCancelled',
  ])
    expect(kinds).toContain(kind);
}, 180_000);

test('no word of it is Dutch', () => {
  const messages = everybody.flatMap((who) =>
    world.teams
      .to(who)
      .slice(before.get(who))
      .flatMap(({ activity }) => [
        ...textsOf(activity.attachments),
        ...[activity.summary].flatMap((summary) => (typeof summary === 'string' ? [summary] : [])),
      ]),
  );
  expect(messages.length).toBeGreaterThan(300);
  // The programme has its name from the files.
  const found = [...answers, ...messages].map((said) => {
    const ours = said.replaceAll('Programma abroad', '');
    return [dutchIn(ours), ours] as const;
  });
  expect(found.filter(([words]) => words.length > 0)).toEqual([]);
  // The words would have been found.
  expect(dutchIn('Je brengt de volgende keer iets in.')).toContain('volgende');
});
