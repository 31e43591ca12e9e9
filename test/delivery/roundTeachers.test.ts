/** An import that gives a group of a round going on to another teacher. */
import { at } from '../builders';
import { happen } from '../dialogs/happening';
import { directoryOf } from '../../bot/programme/directory';
import type { Programme } from '../../bot/programme/model';
import { teachersDue } from '../../bot/programme/rounds/rosterTeachers';
import { roundSource } from '../../bot/programme/rounds/timetable';
import { aGroup, aPerson } from '../builders';
import { solversAreOpen } from '../fakes/directSolvers';
import { ann, aSlot, cora, five, hanneke, theo, weekly } from '../programme/rounds/story';
import { confirmedWith, polling, quiet, says, toEach, walk, type Walk } from './roundWalk';

beforeAll(solversAreOpen);

const ledBy = (teacher: string, changes: Partial<Programme> = {}): Programme =>
  quiet({ groups: [aGroup({ id: 'B', teacher, students: five })], ...changes });

const nameOf = (email: string): string => email.split('@')[0] ?? '';

/** Of some deliveries those to teachers and coordinators. */
const toStaff = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => !five.some((who) => line.includes(` ${nameOf(who)} `)));

/** The second time is chosen on Wednesday 3 March. */
const scheduled = async (): Promise<Walk> => {
  const walked = await polling();
  await walked.when('2027-03-03T09:00:00+01:00', 'bot', ...five.map((who) => says(who, [walked.slots[1]])));
  await walked.when('2027-03-03T09:05:00+01:00');
  await walked.delivered();
  return walked;
};

/** An import at a moment, of which processes hear at once. */
const importing = async ({ world, when }: Walk, programme: Programme, moment: string): Promise<void> => {
  await when(moment);
  await world.import(programme);
  await when(moment);
};

test('the new teacher leads from then on and gets what is still to come, the former hears that and nothing more', async () => {
  const walked = await scheduled();
  const { world, group, delivered } = walked;
  await importing(walked, ledBy(hanneke), '2027-03-04T10:00:00+01:00');
  expect(await group()).toMatchObject({ teacher: hanneke, givenTo: hanneke, teachersBefore: [theo] });
  expect(toStaff(await delivered())).toEqual([
    '03-04 10:00 roundCancelled theo r1 B 1 2',
    '03-04 10:00 roundInvite hanneke r1 B',
  ]);
  expect(world.teams.updated.filter(({ to }) => to === theo).length).toBeGreaterThan(0);
  const facts = await world.storage.rounds.facts('hmp', 'r1', 0);
  await walked.when('2027-03-04T10:05:00+01:00');
  expect(await world.storage.rounds.facts('hmp', 'r1', 0)).toHaveLength(facts.length);
  await walked.when('2027-04-01T10:00:00+02:00');
  const later = (await delivered()).filter(
    (line) => /Agenda|Reminder|Report/.test(line) && !line.includes('Poll'),
  );
  expect(later.some((line) => line.includes('hanneke'))).toBe(true);
  expect(later.some((line) => line.includes('theo'))).toBe(false);
});

test('the next import gives it on to yet another, or back', async () => {
  const walked = await scheduled();
  await importing(walked, ledBy(hanneke), '2027-03-04T10:00:00+01:00');
  await importing(walked, ledBy(theo), '2027-03-05T10:00:00+01:00');
  expect((await walked.group()).teacher).toBe(theo);
});

test('whom a person handed it over to keeps it, until they take part no longer', async () => {
  const walked = await scheduled();
  const { world, when, group } = walked;
  await when('2027-03-04T09:00:00+01:00', cora, { kind: 'handedOver', group: 'B', teacher: hanneke });
  await importing(walked, ledBy(theo), '2027-03-04T10:00:00+01:00');
  expect((await group()).teacher).toBe(hanneke);
  const people = quiet().people.map((person) =>
    person.email === hanneke ? { ...person, endedOn: '2027-03-05' } : person,
  );
  await importing(walked, ledBy(theo, { people }), '2027-03-05T10:00:00+01:00');
  expect((await group()).teacher).toBe(theo);
  expect(world.teams.updated.some(({ to }) => to === theo)).toBe(true);
});

test('a teacher who is elsewhere at that time does not get it, and one of two groups at one time', async () => {
  const walked = await scheduled();
  const { world, group } = walked;
  const slot = (await group()).meeting?.slot;
  if (slot === undefined) throw new Error('a meeting');
  const { calendar } = directoryOf(quiet());
  const [start, end] = [calendar.timeOf(slot.start), calendar.timeOf(slot.end)];
  const weekday = 3 as const;
  expect(new Date(slot.start).getUTCDay()).toBe(weekday);
  const busy = ledBy(hanneke);
  const groups = [...busy.groups, weekly({ teacher: hanneke, meeting: { weekday, start, end, room: null } })];
  await importing(walked, { ...busy, groups }, '2027-03-04T10:00:00+01:00');
  expect((await group()).teacher).toBe(theo);
  await happen(
    world.storage,
    'hmp',
    [
      '2027-03-04T11:00:00+01:00',
      'r2',
      {
        kind: 'created',
        setup: {
          name: 'r2',
          from: '2027-03-15',
          to: '2027-03-25',
          minutes: 65,
          groupSize: 7,
          answerBy: '2027-03-10',
        },
      },
      cora,
    ],
    [
      '2027-03-04T11:00:00+01:00',
      'r2',
      { kind: 'proposed', groups: [{ id: 'C', teacher: cora, students: [] }] },
      cora,
    ],
    ['2027-03-04T11:00:00+01:00', 'r2', { kind: 'confirmed' }, cora],
    ['2027-03-04T11:00:00+01:00', 'r2', { kind: 'shifted', group: 'C', slot: { ...slot, id: 'c' } }, cora],
  );
  const both = ledBy(hanneke);
  const directory = directoryOf({
    ...both,
    groups: [...both.groups, aGroup({ id: 'C', teacher: hanneke, students: [] })],
  });
  const facts = await Promise.all(['r1', 'r2'].map((round) => world.storage.rounds.facts('hmp', round, 0)));
  const due = teachersDue(roundSource(directory, facts.flat()), at('2027-03-04T12:00:00+01:00'));
  expect(due.map(({ round, teacher }) => [round, teacher])).toEqual([['r1', hanneke]]);
});

/** The same teacher leads group B and, on Fridays, group A. */
const rosterOf = (teacher: string, changes: Partial<Programme> = {}) =>
  quiet({
    groups: [
      aGroup({ id: 'B', teacher, students: five }),
      weekly({ teacher, meeting: { weekday: 5, start: '11:15', end: '12:20', room: null } }),
    ],
    ...changes,
  });

test.each([
  ['a round', 'r1', 'B'],
  ['a week', '2027-W10', 'A'],
])(
  'the report of %s is asked of whom the roster gives the group, once its teacher has left',
  async (_, round, id) => {
    const walked = await polling(rosterOf(theo));
    await walked.when('2027-03-03T09:00:00+01:00', 'bot', ...five.map((who) => says(who, [walked.slots[1]])));
    await walked.when('2027-03-03T09:05:00+01:00');
    const start =
      id === 'B' ? ((await walked.group()).meeting?.slot.start ?? 0) : at('2027-03-12T11:15:00+01:00');
    const later = (minutes: number): string => new Date(start + minutes * 60_000).toISOString();
    await walked.when(later(30));
    await walked.delivered();
    const day = later(30).slice(0, 10);
    const people = quiet().people.map((one) => (one.email === theo ? { ...one, endedOn: day } : one));
    await importing(walked, rosterOf(hanneke, { people }), later(90));
    const reports = async () => (await walked.delivered()).filter((line) => line.includes('roundReport '));
    expect((await reports()).map((line) => line.slice(12))).toContainEqual(
      `roundReport hanneke ${round} ${id}`,
    );
  },
);

test('a meeting that has begun stays with who led it', async () => {
  const walked = await scheduled();
  const slot = (await walked.group()).meeting?.slot;
  if (slot === undefined) throw new Error('a meeting');
  await importing(walked, ledBy(hanneke), new Date(slot.start + 60_000).toISOString());
  expect((await walked.group()).teacher).toBe(theo);
  expect((await walked.delivered()).filter((line) => line.includes('hanneke'))).toEqual([]);
});

test('who got it back from a stand-in is followed as before', async () => {
  const walked = await polling();
  await walked.when('2027-03-03T09:00:00+01:00', cora, { kind: 'handedOver', group: 'B', teacher: hanneke });
  await walked.when('2027-03-04T09:00:00+01:00', cora, { kind: 'handedOver', group: 'B', teacher: theo });
  await importing(walked, ledBy(hanneke), '2027-03-05T10:00:00+01:00');
  expect((await walked.group()).teacher).toBe(hanneke);
});

/** Groups B and C meet at the same time. */
const twoAtOnce = async (): Promise<{
  readonly walked: Walk;
  readonly town: (b: string, c: string) => Programme;
}> => {
  const members = ['fay', 'gus', 'hal', 'ivo'].map((name) => `${name}@uni.example`);
  const people = [...quiet().people, ...members.map((email) => aPerson({ email, name: email }))];
  const town = (b: string, c: string): Programme =>
    quiet({
      people,
      groups: [
        aGroup({ id: 'B', teacher: b, students: five }),
        aGroup({ id: 'C', teacher: c, students: members }),
      ],
    });
  const walked = await walk(town(theo, hanneke));
  const slot = aSlot('s', '2027-03-17T15:00:00+01:00');
  await walked.when(
    '2027-03-01T10:00:00+01:00',
    cora,
    ...confirmedWith(
      { id: 'B', teacher: theo, students: five },
      { id: 'C', teacher: hanneke, students: members },
    ),
    { kind: 'shifted', group: 'B', slot },
    { kind: 'shifted', group: 'C', slot },
  );
  return { walked, town };
};

test('two teachers may swap groups that meet at the same time; one alone cannot have both', async () => {
  const { walked, town } = await twoAtOnce();
  const leads = async () => [(await walked.group('B')).teacher, (await walked.group('C')).teacher];
  await importing(walked, town(hanneke, hanneke), '2027-03-02T10:00:00+01:00');
  expect(await leads()).toEqual([theo, hanneke]);
  await importing(walked, town(hanneke, theo), '2027-03-02T11:00:00+01:00');
  expect(await leads()).toEqual([hanneke, theo]);
});

test('a member of a group does not get it to lead', async () => {
  const walked = await scheduled();
  const people = [...quiet().people, aPerson({ email: ann, role: 'teacher', university: null })];
  await importing(walked, ledBy(ann, { people }), '2027-03-04T10:00:00+01:00');
  expect((await walked.group()).teacher).toBe(theo);
});

const off = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => /roundCancelled|roundInvite/.test(line));

const step = (teacher: string, from: string) => ({ kind: 'handedOver', group: 'B', teacher, from }) as const;

describe('who is not expected any more', () => {
  test('hears so once when an import gives their group to another', async () => {
    const walked = await scheduled();
    await importing(walked, ledBy(hanneke), '2027-03-04T10:00:00+01:00');
    await walked.when('2027-03-05T10:00:00+01:00');
    expect(toStaff(off(await walked.delivered())).toSorted()).toEqual([
      '03-04 10:00 roundCancelled theo r1 B 1 2',
      '03-04 10:00 roundInvite hanneke r1 B',
    ]);
  });

  test('hears nothing of what they handed over themselves, and whom a coordinator replaced does', async () => {
    const walked = await scheduled();
    await walked.when('2027-03-04T10:00:00+01:00', theo, step(hanneke, theo));
    await walked.when('2027-03-05T10:00:00+01:00', cora, step(theo, hanneke));
    expect(toStaff(off(await walked.delivered())).toSorted()).toEqual([
      '03-04 10:00 roundInvite hanneke r1 B',
      '03-05 10:00 roundCancelled hanneke r1 B 1 3',
      '03-05 10:00 roundInvite theo r1 B 1 2',
    ]);
  });

  test('hears nothing of a group that they had not heard of yet', async () => {
    const walked = await scheduled();
    await walked.when('2027-03-04T20:00:00+01:00', theo, step(hanneke, theo));
    await walked.when('2027-03-04T20:05:00+01:00', cora, step(theo, hanneke));
    await walked.when('2027-03-05T12:00:00+01:00');
    expect(off(await walked.delivered())).toEqual(['03-05 08:30 roundInvite theo r1 B 1 2']);
  });

  test('hears that it is off when it is called off before they heard that another leads it', async () => {
    const walked = await scheduled();
    await walked.when('2027-03-04T20:00:00+01:00', cora, step(hanneke, theo));
    await walked.when('2027-03-04T20:05:00+01:00', cora, { kind: 'groupCancelled', group: 'B' });
    await walked.when('2027-03-05T12:00:00+01:00');
    const staff = (await walked.delivered()).filter((line) => /theo|hanneke/.test(line));
    expect(off(staff).toSorted()).toEqual([
      '03-05 08:30 roundCancelled hanneke r1 B',
      '03-05 08:30 roundCancelled theo r1 B 1 2',
    ]);
    const card = walked.world.teams.sent.findLast(({ to }) => to === theo);
    expect(JSON.stringify(card?.content)).toMatch(/gaat niet door|afgezegd/);
    expect(JSON.stringify(card?.content)).not.toContain('leidt deze groep nu');
  });

  test.each([
    ['a member', weekly({ students: five.slice(1) }), ann],
    ['the teacher', weekly({ teacher: hanneke }), theo],
  ])('of a group with a fixed time hears so once for all its weeks: %s', async (_, changed, who) => {
    const walked = await walk(quiet({ groups: [weekly()] }));
    await walked.when('2027-03-03T10:00:00+01:00');
    await walked.delivered();
    await importing(walked, quiet({ groups: [changed] }), '2027-03-03T11:00:00+01:00');
    await walked.when('2027-03-05T10:00:00+01:00');
    const name = nameOf(who);
    const told = off(await walked.delivered()).filter((line) => line.includes('Cancelled'));
    expect(told).toEqual([`03-03 11:00 roundCancelled ${name} weekly-2-1115 A`]);
    const said = who === ann ? 'Je zit niet meer in deze intervisiegroep' : 'Jij wordt er niet meer verwacht';
    const cards = walked.world.teams.sent.filter(({ to }) => to === who);
    expect(cards.filter(({ content }) => JSON.stringify(content).includes(said))).toHaveLength(1);
    // Back, which is told too, and out again: another time.
    await importing(walked, quiet({ groups: [weekly()] }), '2027-03-05T11:00:00+01:00');
    const back = off(await walked.delivered()).filter((line) => line.includes(` ${name} `));
    expect(back).toEqual([`03-05 11:00 roundInvite ${name} weekly-2-1115 A 1 2`]);
    expect(JSON.stringify(walked.world.teams.sent.findLast(({ to }) => to === who)?.content)).toContain(
      'Je hoort weer bij deze intervisiegroep',
    );
    await importing(walked, quiet({ groups: [changed] }), '2027-03-05T12:00:00+01:00');
    const again = off(await walked.delivered()).filter((line) => line.includes('Cancelled'));
    expect(again).toEqual([`03-05 12:00 roundCancelled ${name} weekly-2-1115 A 2`]);
  });

  test('hears once of a group that was handed over by mistake at night, and in earnest a week later', async () => {
    const walked = await scheduled();
    await walked.when('2027-03-03T20:00:00+01:00', cora, step(hanneke, theo));
    await walked.when('2027-03-03T20:10:00+01:00', cora, step(theo, hanneke));
    await walked.when('2027-03-09T09:00:00+01:00');
    await walked.delivered();
    await walked.when('2027-03-09T10:00:00+01:00', cora, step(hanneke, theo));
    const told = (await walked.delivered()).filter((line) => line.includes('theo'));
    expect(told).toEqual(['03-09 10:00 roundCancelled theo r1 B 1 4']);
  });

  test('hears in the morning of a group that was taken, given back and taken again at night', async () => {
    const walked = await scheduled();
    await walked.when('2027-03-03T20:00:00+01:00', cora, step(hanneke, theo));
    await walked.when('2027-03-03T20:10:00+01:00', cora, step(theo, hanneke));
    await walked.when('2027-03-03T20:20:00+01:00', cora, step(hanneke, theo));
    await walked.when('2027-03-04T10:00:00+01:00');
    const told = (await walked.delivered()).filter((line) => line.includes('theo'));
    expect(told).toEqual(['03-04 08:30 roundCancelled theo r1 B 1 4']);
  });

  test.each([
    ['once, when they are taken out in earnest later', '2027-03-05T10:00:00+01:00', '03-05 10:00'],
    ['in the morning, when they are taken out again at night', '2027-03-04T22:00:00+01:00', '03-05 08:30'],
  ])(
    'of a group with a fixed time that they were out of for an hour at night hears %s',
    async (_, moment, due) => {
      const walked = await walk(quiet({ groups: [weekly()] }));
      const changed = quiet({ groups: [weekly({ students: five.slice(1) })] });
      await walked.when('2027-03-03T10:00:00+01:00');
      await walked.delivered();
      await importing(walked, changed, '2027-03-04T20:00:00+01:00');
      await importing(walked, quiet({ groups: [weekly()] }), '2027-03-04T21:00:00+01:00');
      await importing(walked, changed, moment);
      await walked.when('2027-03-08T10:00:00+01:00');
      const told = off(await walked.delivered()).filter((line) => line.includes('ann'));
      expect(told).toEqual([`${due} roundCancelled ann weekly-2-1115 A 2`]);
    },
  );

  test('who left the programme is told nothing', async () => {
    const walked = await walk(quiet({ groups: [weekly()] }));
    await walked.when('2027-03-03T10:00:00+01:00');
    await walked.delivered();
    const people = quiet().people.map((one) => (one.email === ann ? { ...one, endedOn: '2027-03-03' } : one));
    const without = quiet({ people, groups: [weekly({ students: five.slice(1) })] });
    await importing(walked, without, '2027-03-03T11:00:00+01:00');
    expect(off(await walked.delivered())).toEqual([]);
  });
});

/** Invitations to members. */
const news = async (walked: Walk): Promise<readonly string[]> =>
  off(await walked.delivered()).filter((line) => five.some((who) => line.includes(` ${nameOf(who)} `)));

const lastCard = ({ world }: Walk, who: string): string =>
  JSON.stringify(world.teams.sent.findLast(({ to }) => to === who)?.content);

const invited = (moment: string, subject = 'r1 B 1 2'): readonly string[] =>
  toEach(`${moment} roundInvite`, five, subject);

describe('members hear once who leads the meeting by now', () => {
  test('when it is handed over by day', async () => {
    const walked = await scheduled();
    await walked.when('2027-03-04T10:00:00+01:00', theo, step(hanneke, theo));
    await walked.when('2027-03-04T10:00:00+01:00');
    expect(await news(walked)).toEqual(invited('03-04 10:00'));
    expect(lastCard(walked, ann)).toContain('Intervisie: een andere docent');
    await walked.when('2027-03-05T10:00:00+01:00', cora, step(theo, hanneke));
    await walked.when('2027-03-05T10:00:00+01:00');
    expect(await news(walked)).toEqual(invited('03-05 10:00', 'r1 B 1 3'));
    await walked.when('2027-03-08T10:00:00+01:00');
    expect(await news(walked)).toEqual([]);
  });

  test('not when it went back before they heard, and once of two changes in one night', async () => {
    const walked = await scheduled();
    await walked.when('2027-03-04T20:00:00+01:00', theo, step(hanneke, theo));
    await walked.when('2027-03-04T20:05:00+01:00', cora, step(theo, hanneke));
    await walked.when('2027-03-05T12:00:00+01:00');
    expect(await news(walked)).toEqual([]);
    await walked.when('2027-03-07T20:00:00+01:00', theo, step('tess@hmp.example', theo));
    await walked.when('2027-03-07T20:05:00+01:00', cora, step(hanneke, 'tess@hmp.example'));
    await walked.when('2027-03-08T12:00:00+01:00');
    expect(await news(walked)).toEqual(invited('03-08 08:30'));
  });

  test('with the invitation, where it was handed over before', async () => {
    const walked = await polling();
    await walked.when('2027-03-02T13:00:00+01:00', theo, step(hanneke, theo));
    const poll = (await walked.world.messages()).find((one) => one.key === `roundPoll/${ann}/r1/B`);
    const drawn = walked.world.teams.updated.findLast((one) => one.activityId === poll?.activityId);
    expect(JSON.stringify(drawn?.content)).toContain('Wanneer kun je?');
    await walked.delivered();
    await walked.when('2027-03-03T09:00:00+01:00', 'bot', ...five.map((who) => says(who, [walked.slots[1]])));
    await walked.when('2027-03-03T09:05:00+01:00');
    expect(await news(walked)).toEqual(invited('03-03 09:00', 'r1 B'));
    expect(lastCard(walked, ann)).toContain('Intervisie: de tijd is bekend');
  });

  test('with the new time, where it is moved in the same night', async () => {
    const walked = await scheduled();
    const slot = aSlot('x', '2027-03-24T15:00:00+01:00');
    await walked.when('2027-03-04T20:00:00+01:00', theo, step(hanneke, theo));
    await walked.when('2027-03-04T20:05:00+01:00', cora, { kind: 'shifted', group: 'B', slot });
    await walked.when('2027-03-05T12:00:00+01:00');
    expect(await news(walked)).toEqual(invited('03-05 08:30', 'r1 B 2'));
  });

  test('of one week of a group with a fixed time, once that week is near', async () => {
    const walked = await walk(quiet({ groups: [weekly()] }));
    await walked.when('2027-03-01T10:00:00+01:00');
    await walked.delivered();
    const given = { kind: 'handedOver', group: 'A', teacher: hanneke, from: theo } as const;
    await happen(walked.world.storage, 'hmp', ['2027-03-01T10:05:00+01:00', '2027-W10', given, theo]);
    await happen(walked.world.storage, 'hmp', ['2027-03-01T10:05:00+01:00', '2027-W13', given, theo]);
    await walked.when('2027-03-01T10:05:00+01:00');
    expect(await news(walked)).toEqual(invited('03-01 10:05', '2027-W10 A 1 2'));
    await walked.when('2027-03-17T12:00:00+01:00');
    expect(await news(walked)).toEqual(invited('03-16 16:00', '2027-W13 A 1 2'));
  });

  /** A group with a fixed time from 15 March on: its first meeting, on the 16th, is told on Tuesday 2 March at four. */
  const people = quiet().people.map((one) => (one.email === hanneke ? { ...one, name: 'Hanneke' } : one));
  const begins = (changes: Parameters<typeof weekly>[0] = {}, all = people): Programme =>
    quiet({ start: '2027-03-15', groups: [weekly(changes)], people: all });
  const given = { kind: 'handedOver', group: 'A', teacher: hanneke, from: theo } as const;
  const given1 = ['2027-03-01T10:05:00+01:00', '2027-W11', given, theo] as const;

  test('of the first week of a group with a fixed time with the invitation for all weeks', async () => {
    const walked = await walk(begins());
    await walked.when('2027-03-01T10:05:00+01:00');
    await happen(walked.world.storage, 'hmp', given1);
    await walked.when('2027-03-03T12:00:00+01:00');
    expect(await news(walked)).toEqual(invited('03-02 16:00', 'weekly-2-1115 A'));
    expect(lastCard(walked, ann)).toContain('"title":"Docent","value":"Hanneke"');
    await happen(walked.world.storage, 'hmp', [
      '2027-03-03T12:00:00+01:00',
      '2027-W11',
      { ...given, teacher: theo, from: hanneke },
      hanneke,
    ]);
    await walked.when('2027-03-03T12:00:00+01:00');
    expect(await news(walked)).toEqual(invited('03-03 12:00', '2027-W11 A 1 2'));
  });

  test('of the second week by itself, once it is near', async () => {
    const walked = await walk(begins());
    await walked.when('2027-03-01T10:05:00+01:00');
    await happen(walked.world.storage, 'hmp', [given1[0], '2027-W12', given, theo]);
    await walked.when('2027-03-10T12:00:00+01:00');
    expect(await news(walked)).toEqual([
      ...invited('03-02 16:00', 'weekly-2-1115 A'),
      ...invited('03-09 16:00', '2027-W12 A 1 2'),
    ]);
  });

  test('of the next week who joins after that with the invitation for all weeks alone', async () => {
    const fay = 'fay@uni.example';
    const walked = await walk(begins());
    await walked.when('2027-03-03T10:00:00+01:00');
    await happen(walked.world.storage, 'hmp', ['2027-03-03T10:00:00+01:00', '2027-W11', given, theo]);
    await walked.when('2027-03-03T10:00:00+01:00');
    await walked.delivered();
    const all = [...people, aPerson({ email: fay, name: 'Fay' })];
    await walked.world.install({ ...quiet(), people: all });
    await importing(walked, begins({ students: [...five, fay] }, all), '2027-03-04T10:00:00+01:00');
    await walked.when('2027-03-05T10:00:00+01:00');
    const toFay = off(await walked.delivered()).filter((line) => line.includes(' fay '));
    expect(toFay.map((line) => line.slice(12))).toEqual(['roundInvite fay weekly-2-1115 A']);
    expect(lastCard(walked, fay)).toContain('"title":"Docent","value":"Hanneke"');
  });
});
