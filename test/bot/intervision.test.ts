/**
 * Rounds of intervision from the import to the hours, over HTTP: who is told what at which minute, what people press,
 * and what the tool shows of it. A process that is killed in the middle loses nothing.
 */
import { addWeekdays, isWeekday } from '../../bot/programme/calendar';
import { playerIn, type Cast } from '../fakes/roundFolders';
import { IntervisionWorld, type Group } from './intervisionWorld';

const names = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1).padStart(2, '0')}`);

/** No groups yet: the bot forms them. */
const formed: Cast = {
  id: 'formed',
  students: names('stu', 14),
  teachers: ['tess', 'theo'],
  coordinators: ['cora'],
  pupilName: (student) => `Yusuf${student.slice(-2)}`,
  groups: [],
};
const row = (group: string, teacher: string, student: string, time: string): string =>
  `${group},${teacher}@given.example,${student}@given.example,${time}`;
const [weekly, polled] = [names('wk', 4), names('pl', 4)];
/** W meets every Tuesday, P needs a round. */
const given: Cast = {
  id: 'given',
  students: [...weekly, ...polled],
  teachers: ['wim', 'vera'],
  coordinators: ['karel'],
  pupilName: (student) => `Amira${student}`,
  groups: [
    ...weekly.map((student) => row('W', 'wim', student, 'di,11:15,12:20,1.20')),
    ...polled.map((student) => row('P', 'vera', student, ',,,')),
  ],
};
const [inFormed, inGiven] = [playerIn('formed'), playerIn('given')];
const [cora, tess, theo] = [inFormed('cora'), inFormed('tess'), inFormed('theo')];
const [karel, wim, vera] = [inGiven('karel'), inGiven('wim'), inGiven('vera')];
const nameOf = (email: string): string => email.split('@')[0] ?? '';

const march = {
  name: 'Maart',
  from: '2027-03-15',
  to: '2027-03-26',
  minutes: '65',
  groupSize: '7',
  answerBy: '2027-03-10',
};

/** `MM-DD 16:00`, some weekdays before a day. */
const before = (day: string, weekdays: number): string => `${addWeekdays(day, -weekdays).slice(5)} 16:00`;

/** When a message goes out that comes up at a moment: from Monday to Friday, from 08:30 to 19:00. */
const opening = (iso: string): string => {
  const [day, time] = [iso.slice(0, 10), iso.slice(11, 16)];
  if (isWeekday(day) && time < '08:30') return `${day.slice(5)} 08:30`;
  if (isWeekday(day) && time < '19:00') return `${day.slice(5)} ${time}`;
  return `${addWeekdays(day, 1).slice(5)} 08:30`;
};

const caseText = {
  title: 'Stil aan tafel',
  situation: 'Mijn leerling antwoordt al weken met ja en nee.',
  question: 'Hoe kan ik stiltes laten bestaan?',
};

let world: IntervisionWorld;

beforeAll(async () => {
  world = await IntervisionWorld.make('2027-02-15T08:00:00+01:00', given, formed);
});
afterAll(() => world.remove());

describe('groups that the programme has', () => {
  test('with a fixed time are invited once, and each week has its messages at their minutes', async () => {
    await world.moveTo('2027-02-16T12:30:00+01:00');
    await world.press(wim, 'round.attended', {
      round: '2027-W07',
      group: 'W',
      present: weekly
        .slice(0, 3)
        .map((name) => inGiven(name).email)
        .join(','),
      method: 'incident',
    });
    await world.moveTo('2027-02-24T16:30:00+01:00');
    const everybody = [...weekly, 'wim'];
    expect(await world.told('given', 'weekly-')).toEqual(
      everybody.map((name) => `roundInvite ${name} 02-15 08:30`).toSorted(),
    );
    const rounds = await world.rounds('given');
    expect(await world.bot.json('rounds', 'given')).toMatchObject(rounds);
    const bringers = rounds.slice(0, 4).map(({ groups }) => nameOf(groups[0]?.case?.student ?? ''));
    expect(bringers.toSorted()).toEqual(weekly);
    const [, , bringer = ''] = bringers;
    const day = '2027-02-23';
    expect(await world.told('given', '2027-W08/W')).toEqual(
      [
        `roundCase ${bringer} ${before(day, 5)}`,
        `roundCaseReminder ${bringer} ${before(day, 2)}`,
        `roundReminder wim ${before(day, 3)}`,
        ...everybody.map((name) => `roundAgenda ${name} ${before(day, 1)}`),
        'roundReport wim 02-23 12:20',
        'roundReportReminder wim 02-24 16:00',
      ].toSorted(),
    );
    // Its report was there before it was asked again.
    expect((await world.told('given', '2027-W07/W')).join()).not.toContain('roundReportReminder wim 02');
    expect(await world.ask(inGiven(weekly[0] ?? ''), 'uren')).toContain('1× · 1 uur en 5 minuten');
  });

  test('without one stay as they are in a round; where too few can come people are asked', async () => {
    await world.press(karel, 'round.create', { ...march, from: '2027-03-22', to: '2027-04-02' });
    const { round, groups } = await world.round('given', 'Maart');
    expect(groups.map(({ group, teacher, students }) => [group, teacher, students.map(nameOf)])).toEqual([
      ['P', vera.email, polled],
    ]);
    await world.press(karel, 'round.confirm', { round });
    await world.moveTo('2027-02-24T17:00:00+01:00');
    await world.press(vera, 'round.offer', { round, group: 'P', slots: world.filledIn(vera, 'slots') });
    const [slot] = (await world.round('given', 'Maart')).groups[0]?.slots ?? [];
    for (const [index, name] of polled.entries())
      await world.press(inGiven(name), 'round.available', {
        round,
        group: 'P',
        slots: index < 3 ? (slot?.id ?? '') : '',
      });
    await world.moveTo('2027-02-24T17:30:00+01:00');
    const told = await world.told('given', round);
    expect(told.filter((line) => line.startsWith('roundOffer'))).toEqual([
      'roundOffer karel 02-24 17:00',
      'roundOffer vera 02-24 16:30',
      'roundOffer vera 02-24 17:00',
    ]);
    expect(await world.ask(vera, 'mijn week')).toContain('te weinig studenten');
    await world.press(vera, 'round.take', { round, group: 'P', slot: slot?.id });
    expect((await world.round('given', 'Maart')).groups).toMatchObject([{ status: 'scheduled', slot }]);
  });
});

/** The group of a teacher in the round of March. */
const groupOf = async (teacher: string): Promise<Group> => {
  const { groups } = await world.round('formed', 'Maart');
  const found = groups.find((group) => nameOf(group.teacher) === teacher);
  if (found === undefined) throw new Error(`${teacher} has no group`);
  return found;
};

describe('a round for which the bot forms groups', () => {
  let round = '';
  let [early, late]: (Group | undefined)[] = [];

  const answer = (group: Group, students: readonly string[], slots: readonly string[]) =>
    Promise.all(
      students.map((student) =>
        world.press(inFormed(nameOf(student)), 'round.available', {
          round,
          group: group.group,
          slots: slots.join(','),
        }),
      ),
    );

  test('is proposed to the coordinator, and takes effect when confirmed; a killed process loses nothing', async () => {
    await world.moveTo('2027-03-01T10:00:00+01:00');
    const proposal = await world.press(cora, 'round.create', march);
    expect(proposal).toContain('Maart');
    const drafted = await world.round('formed', 'Maart');
    round = drafted.round;
    expect(drafted).toMatchObject({ status: 'draft' });
    expect(drafted.groups.map(({ students }) => students.length)).toEqual([7, 7]);
    expect(
      drafted.groups
        .flatMap(({ students }) => students)
        .map(nameOf)
        .toSorted(),
    ).toEqual(formed.students);
    expect(await world.told('formed', round)).toEqual([]);
    await world.press(cora, 'round.confirm', { round });
    await world.bot.stop('SIGKILL');
    await world.bot.start({ DEMO_CLOCK: '2027-03-01T10:00:00+01:00@0' });
    await world.moveTo('2027-03-01T10:05:00+01:00');
    expect(await world.told('formed', round)).toEqual([
      'roundOffer tess 03-01 10:00',
      'roundOffer theo 03-01 10:00',
    ]);
  });

  test('teachers accept what is proposed or type times of their own, and members are asked', async () => {
    const [own, other] = [await groupOf('tess'), await groupOf('theo')];
    const proposed = world.filledIn(tess, 'slots');
    expect(proposed.split(',').length).toBeGreaterThan(1);
    await world.press(tess, 'round.offer', { round, group: own.group, slots: proposed });
    await world.press(theo, 'round.offer', {
      round,
      group: other.group,
      date1: '2027-03-23',
      time1: '15:00',
      date2: '2027-03-25',
      time2: '15:00',
    });
    expect(await world.press(tess, 'round.offer', { round, group: other.group, slots: proposed })).toMatch(
      /niet/,
    );
    await world.moveTo('2027-03-01T11:00:00+01:00');
    const polls = (await world.told('formed', round)).filter((line) => line.startsWith('roundPoll '));
    expect(polls).toEqual(formed.students.map((student) => `roundPoll ${student} 03-01 10:05`));
    early = await groupOf('tess');
    late = await groupOf('theo');
    expect(late.slots.map(({ start }) => start)).toEqual([
      '2027-03-23T15:00:00+01:00',
      '2027-03-25T15:00:00+01:00',
    ]);
  });

  test('when all have answered the time is set at once; else on the day of the poll, after a reminder', async () => {
    if (early === undefined || late === undefined) throw new Error('there are two groups');
    await answer(
      early,
      early.students,
      early.slots.map(({ id }) => id),
    );
    const [silent = '', ...others] = late.students;
    await answer(
      late,
      others,
      late.slots.map(({ id }) => id),
    );
    await world.moveTo('2027-03-01T11:30:00+01:00');
    expect(await groupOf('tess')).toMatchObject({ status: 'scheduled', slot: early.slots[0] });
    expect(await groupOf('theo')).toMatchObject({ status: 'polling', slot: null });
    await world.moveTo('2027-03-10T16:30:00+01:00');
    expect(await groupOf('theo')).toMatchObject({ status: 'scheduled', slot: late.slots[0] });
    const told = await world.told('formed', round);
    const invited = (group: Group, when: string): string[] =>
      [group.teacher, ...group.students].map((email) => `roundInvite ${nameOf(email)} ${when}`);
    expect(told.filter((line) => line.startsWith('roundInvite'))).toEqual(
      [...invited(early, '03-01 11:00'), ...invited(late, '03-10 16:00')].toSorted(),
    );
    expect(told.filter((line) => line.startsWith('roundPollReminder'))).toEqual([
      `roundPollReminder ${nameOf(silent)} ${before('2027-03-10', 2)}`,
    ]);
    expect(await world.ask(inFormed(nameOf(silent)), 'mijn week')).not.toContain('wanneer je kunt');
  });

  test('the case is asked, passed on, refused with a pupil in it, and kept when it is written', async () => {
    const first = nameOf((await groupOf('theo')).case?.student ?? '');
    await world.moveTo('2027-03-16T17:00:00+01:00');
    await world.press(inFormed(first), 'round.pass', { round, group: late?.group });
    await world.moveTo('2027-03-19T17:00:00+01:00');
    const second = nameOf((await groupOf('theo')).case?.student ?? '');
    expect(second).not.toBe(first);
    const cases = (await world.told('formed', round)).filter(
      (line) => line.startsWith('roundCase') && [first, second].some((name) => line.includes(` ${name} `)),
    );
    expect(cases).toEqual(
      expect.arrayContaining([
        `roundCase ${first} ${before('2027-03-23', 5)}`,
        `roundCase ${second} 03-16 17:00`,
        `roundCaseReminder ${second} ${before('2027-03-23', 2)}`,
      ]),
    );
    const bringer = inFormed(second);
    const situation = `${formed.pupilName(second)} zegt niets.`;
    const refused = await world.press(bringer, 'round.case', {
      round,
      group: late?.group,
      ...caseText,
      situation,
    });
    expect(refused).toContain('de naam van een leerling');
    await world.press(bringer, 'round.case', { round, group: late?.group, ...caseText });
    expect(await world.ask(bringer, 'intervisie')).toContain('Die staat klaar');
    expect(JSON.stringify(await world.rounds('formed'))).not.toContain('Stil aan tafel');
    expect(await world.ask(cora, 'intervisie')).not.toContain('Stil aan tafel');
  });

  test('the teacher is reminded, everybody gets the agenda, and the report is asked until it is there', async () => {
    if (early === undefined || late === undefined) throw new Error('there are two groups');
    await world.moveTo('2027-03-22T16:30:00+01:00');
    const [member = ''] = late.students;
    expect(world.newest(inFormed(nameOf(member)))).toContain('Stil aan tafel');
    await world.moveTo('2027-03-24T16:30:00+01:00');
    const told = await world.told('formed', `${round}/${late.group}`);
    const lines = (kind: string): string[] => told.filter((line) => line.startsWith(`${kind} `));
    expect(lines('roundReminder')).toEqual([`roundReminder theo ${before('2027-03-23', 3)}`]);
    expect(lines('roundAgenda')).toEqual(
      [late.teacher, ...late.students]
        .map((email) => `roundAgenda ${nameOf(email)} ${before('2027-03-23', 1)}`)
        .toSorted(),
    );
    expect(lines('roundReport')).toEqual(['roundReport theo 03-23 16:05']);
    expect(lines('roundReportReminder')).toEqual(['roundReportReminder theo 03-24 16:00']);
    const own = early.slots[0];
    const toTess = (await world.told('formed', `${round}/${early.group}`)).filter(
      (line) => line.includes(' tess ') && !/roundOffer|roundInvite/.test(line),
    );
    const day = own?.start.slice(0, 10) ?? '';
    expect(toTess).toEqual(
      expect.arrayContaining([
        `roundAgenda tess ${before(day, 1)}`,
        `roundReminder tess ${before(day, 3)}`,
        `roundReport tess ${opening(own?.end ?? '')}`,
      ]),
    );
  });

  test('who was there is counted in their hours, and nowhere but in the group is told what was said', async () => {
    if (late === undefined) throw new Error('there are two groups');
    const [away = '', ...there] = late.students;
    await world.press(theo, 'round.attended', {
      round,
      group: late.group,
      present: there.join(','),
      method: 'incident',
      advice: 'Geef het tijd.',
      followUp: 'Probeer één advies uit.',
    });
    expect(await groupOf('theo')).toMatchObject({ status: 'closed', attended: there });
    const present = inFormed(nameOf(there[0] ?? ''));
    expect(await world.ask(present, 'uren')).toContain('1× · 1 uur en 5 minuten');
    expect(await world.ask(inFormed(nameOf(away)), 'uren')).toContain('0× · 0 uur');
    expect(await world.ask(cora, 'intervisie')).not.toMatch(/Geef het tijd|Probeer één advies/);
  });

  test('another round that is cancelled is told to everybody but who cancelled it', async () => {
    const april = { ...march, name: 'April', from: '2027-04-12', to: '2027-04-23', answerBy: '2027-04-07' };
    await world.press(cora, 'round.create', april);
    const made = await world.round('formed', 'April');
    expect(made.groups.map(({ group, students }) => [group, students])).toEqual(
      (await world.round('formed', 'Maart')).groups.map(({ group, students }) => [group, students]),
    );
    await world.press(cora, 'round.confirm', { round: made.round });
    await world.moveTo('2027-03-25T10:00:00+01:00');
    await world.press(cora, 'round.cancel', { round: made.round });
    await world.moveTo('2027-03-25T10:30:00+01:00');
    const told = await world.told('formed', made.round);
    expect(told.filter((line) => line.startsWith('roundCancelled'))).toEqual(
      [...formed.students, ...formed.teachers].map((name) => `roundCancelled ${name} 03-25 10:00`).toSorted(),
    );
    expect(await world.round('formed', 'April')).toMatchObject({ status: 'cancelled' });
  });
});
