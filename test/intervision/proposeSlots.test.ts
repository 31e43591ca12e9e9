import * as fc from 'fast-check';
import type { ProposedSlot, SlotProposal, SlotsWanted } from '../../bot/ports/intervision';
import { proposeSlots } from '../../bot/intervision/proposeSlots';
import { isClosed, weekdayOf } from '../../bot/programme/calendar';
import { directoryOf, isPairOn, type Directory } from '../../bot/programme/directory';
import type { Programme } from '../../bot/programme/model';
import { plannedSessions } from '../../bot/programme/sessions';
import { aGroup, aSchool, at } from '../builders';
import { anyPlanning, closedFrom, members, programmeOf, slotsWanted, theGroup } from './meetings';

const proposals = (programme: Programme, wanted: SlotsWanted): readonly SlotProposal[] => [
  ...proposeSlots(directoryOf(programme), wanted),
];

const proposed = (programme: Programme, changes: Partial<SlotsWanted> = {}): SlotProposal => {
  const [proposal] = proposals(programme, slotsWanted(changes));
  if (proposal === undefined) throw new Error('no proposal');
  return proposal;
};

const told = ({ slots }: SlotProposal): readonly string[] => slots.map(({ day, time }) => `${day} ${time}`);

const overlap = (
  a: { readonly start: number; readonly end: number },
  b: { readonly start: number; readonly end: number },
): boolean => a.start < b.end && b.start < a.end;

describe('a week in which everybody has a session on Tuesday at nine', () => {
  const proposal = proposed(programmeOf());

  test('gives five slots on five days, in several parts of the day, in order', () => {
    expect(new Set(proposal.slots.map(({ day }) => day)).size).toBe(5);
    expect(told(proposal)).toEqual([
      '2027-03-01 09:00',
      '2027-03-02 10:00',
      '2027-03-03 17:00',
      '2027-03-04 12:00',
      '2027-03-05 12:00',
    ]);
    expect(proposal.slots.flatMap(({ cannot }) => cannot)).toEqual([]);
  });

  test('gives ids of group, day and time, fit for a list with commas', () => {
    expect(proposal.slots[0]?.id).toBe('g1-20270301T0900');
    const odd = { ...theGroup, id: 'groep 1, dinsdag' };
    const [slot] = proposed(programmeOf(), { groups: [odd] }).slots;
    expect(slot?.id).toBe('groep%201%2C%20dinsdag-20270301T0900');
  });

  test('gives the moments of the programme’s zone, minutes later the end', () => {
    expect(proposal.slots[0]).toMatchObject({ start: at('2027-03-01T09:00:00+01:00'), room: null });
    expect(proposal.slots[0]?.end).toBe(at('2027-03-01T10:05:00+01:00'));
    const summer = proposed(programmeOf(), { from: '2027-03-30', to: '2027-03-30' });
    expect(summer.slots[0]?.start).toBe(at('2027-03-30T10:00:00+02:00'));
  });
});

describe('nothing is proposed', () => {
  test('on a Saturday or Sunday', () => {
    expect(proposed(programmeOf(), { from: '2027-03-06', to: '2027-03-07' })).toMatchObject({
      slots: [],
      reason: 'noHours',
    });
  });

  test('that would end after nine in the evening', () => {
    expect(told(proposed(programmeOf(), { from: '2027-03-01', to: '2027-03-01', minutes: 700 }))).toEqual([
      '2027-03-01 09:00',
    ]);
    expect(proposed(programmeOf(), { minutes: 721 })).toMatchObject({ slots: [], reason: 'noHours' });
  });

  test('before the answers are in', () => {
    const notBefore = at('2027-03-04T16:00:00+01:00');
    const { slots } = proposed(programmeOf(), { notBefore });
    expect(slots.length).toBe(5);
    expect(slots.every(({ start }) => start >= notBefore)).toBe(true);
  });

  test('of which members would first hear on the day itself, when there is another', () => {
    const notBefore = at('2027-02-23T16:00:00+01:00');
    // In the weekend after it nobody hears of it either.
    const holiday = closedFrom('2027-02-20', '2027-02-26');
    const closed = programmeOf({
      schools: [aSchool({ closed: holiday }), aSchool({ id: 'zwc', name: 'Zuiderpark College' })],
    });
    const days = proposed(closed, { notBefore }).slots.map(({ day }) => day);
    expect(days).not.toContain('2027-03-01');
    expect(days.length).toBe(5);
    expect(told(proposed(closed, { notBefore, to: '2027-03-01' })).length).toBe(5);
    expect(proposed(programmeOf(), { notBefore }).slots.map(({ day }) => day)).toContain('2027-03-01');
  });

  test('on a day closed for one member’s school or university, when another day is open', () => {
    const school = programmeOf({
      schools: [aSchool(), aSchool({ id: 'zwc', name: 'Z', closed: closedFrom('2027-03-01', '2027-03-04') })],
    });
    expect(new Set(proposed(school).slots.map(({ day }) => day))).toEqual(new Set(['2027-03-05']));
  });

  test('on days that are closed for nearly all', () => {
    const closed = closedFrom('2027-03-01', '2027-03-05');
    const programme = programmeOf({ schools: [aSchool({ closed }), aSchool({ id: 'zwc', name: 'Z' })] });
    expect(proposed(programme)).toMatchObject({ slots: [], reason: 'closed' });
  });

  test('while the teacher leads another group, has a meeting, or a session as a student', () => {
    const day = { from: '2027-03-01', to: '2027-03-01' };
    const meeting = { weekday: 1, start: '09:00', end: '19:00', room: null } as const;
    const other = aGroup({ id: 'g2', teacher: theGroup.teacher, students: ['s5@x'], meeting });
    const leading = programmeOf({ groups: [other] });
    expect(told(proposed(leading, day))).toEqual(['2027-03-01 19:00']);
    const itself = { ...day, groups: [{ ...theGroup, id: 'g2' }] };
    expect(told(proposed(leading, itself))[0]).toBe('2027-03-01 09:00');
    const start = at('2027-03-01T09:00:00+01:00');
    const end = at('2027-03-01T19:30:00+01:00');
    const appointments = new Map([[theGroup.teacher, [{ start, end }]]]);
    expect(told(proposed(programmeOf(), { ...day, appointments }))).toEqual(['2027-03-01 19:30']);
    const teacherMentors = { ...theGroup, teacher: 's1@x', students: members.slice(1) };
    const tuesday = { from: '2027-03-02', to: '2027-03-02', minutes: 600, groups: [teacherMentors] };
    expect(
      told(
        proposed(
          programmeOf({}, (index) => (index === 0 ? {} : { weekday: 3 })),
          tuesday,
        ),
      ),
    ).toEqual(['2027-03-02 10:00']);
    const always = new Map([[theGroup.teacher, [{ start, end: end + 7 * 86_400_000 }]]]);
    expect(proposed(programmeOf(), { appointments: always })).toMatchObject({ reason: 'teacherElsewhere' });
  });

  test('when fewer than four are ever free', () => {
    const start = at('2027-03-01T00:00:00+01:00');
    const away = [{ start, end: start + 7 * 86_400_000 }];
    const appointments = new Map(members.slice(0, 2).map((email) => [email, away]));
    expect(proposed(programmeOf(), { appointments })).toMatchObject({ slots: [], reason: 'tooFewFree' });
  });
});

/** Why there are some, but not five. */
const fewer = (...given: Parameters<typeof proposed>) => {
  const proposal = proposed(...given);
  expect(proposal.slots.length).toBeGreaterThan(0);
  expect(proposal.slots.length).toBeLessThan(5);
  return proposal.fewer;
};

describe('why there are fewer than five', () => {
  const day = { from: '2027-03-01', to: '2027-03-01' };
  const long = { ...day, minutes: 240 };

  test('is nothing when there are five', () => {
    expect(proposed(programmeOf()).fewer).toBeNull();
  });

  test('is that there are no more hours', () => {
    expect(fewer(programmeOf(), long)).toBe('noHours');
  });

  test('is that days are closed', () => {
    const closed = closedFrom('2027-03-02', '2027-03-05');
    const programme = programmeOf({ schools: [aSchool({ closed }), aSchool({ id: 'zwc', name: 'Z' })] });
    expect(fewer(programme, { ...long, to: '2027-03-05' })).toBe('closed');
  });

  test('is that the teacher has other meetings, or members do', () => {
    const start = at('2027-03-01T09:00:00+01:00');
    const away = [{ start, end: at('2027-03-01T19:30:00+01:00') }];
    const teachers = new Map([[theGroup.teacher, away]]);
    expect(fewer(programmeOf(), { ...day, appointments: teachers })).toBe('teacherElsewhere');
    const students = new Map(members.map((email) => [email, away]));
    expect(fewer(programmeOf(), { ...day, appointments: students })).toBe('tooFewFree');
  });

  test('is the same as why there are none', () => {
    const closed = closedFrom('2027-03-01', '2027-03-05');
    const programme = programmeOf({ schools: [aSchool({ closed }), aSchool({ id: 'zwc', name: 'Z' })] });
    expect(proposed(programme)).toMatchObject({ reason: 'closed', fewer: 'closed' });
  });
});

describe('when no slot suits all', () => {
  test('those that suit most are proposed, with who cannot and why', () => {
    const busy = { start: at('2027-03-01T00:00:00+01:00'), end: at('2027-03-06T00:00:00+01:00') };
    const { slots } = proposed(programmeOf(), { appointments: new Map([['s3@x', [busy]]]) });
    expect(slots.length).toBe(5);
    for (const { cannot } of slots) expect(cannot).toEqual([{ email: 's3@x', because: 'busy' }]);
  });

  test('a closed day is proposed when every day is closed for somebody', () => {
    const programme = programmeOf({
      schools: [aSchool(), aSchool({ id: 'zwc', name: 'Z', closed: closedFrom('2027-03-01', '2027-03-05') })],
    });
    const { slots } = proposed(programme);
    expect(slots.length).toBe(5);
    for (const { cannot } of slots) expect(cannot).toEqual([{ email: 's5@x', because: 'closed' }]);
  });

  test('no school counts where a student has no pupil any more', () => {
    const schools = [
      aSchool(),
      aSchool({ id: 'zwc', name: 'Z', closed: closedFrom('2027-03-01', '2027-03-05') }),
    ];
    const ended = programmeOf({ schools }, (index) => (index === 4 ? { until: '2027-02-28' } : {}));
    expect(proposed(ended).slots.flatMap(({ cannot }) => cannot)).toEqual([]);
  });
});

test('a session only counts while its pair meets', () => {
  const onlyHour = { from: '2027-03-02', to: '2027-03-02', minutes: 720 };
  const later = programmeOf({}, () => ({ from: '2027-03-09' }));
  expect(told(proposed(later, onlyHour))).toEqual(['2027-03-02 09:00']);
  expect(proposed(programmeOf(), onlyHour)).toMatchObject({ slots: [], reason: 'tooFewFree' });
});

test('a teacher’s groups are offered different times', () => {
  const second = { ...theGroup, id: 'g2' };
  const both = proposals(programmeOf(), slotsWanted({ groups: [second, theGroup] }));
  expect(both.map(({ group }) => group)).toEqual(['g1', 'g2']);
  const [first = [], other = []] = both.map(({ slots }) => slots);
  expect([first.length, other.length]).toEqual([5, 5]);
  for (const slot of first) expect(other.filter((each) => overlap(each, slot))).toEqual([]);
});

/** Why a slot should not have been proposed, by looking at every rule once more. */
const wrongs = (directory: Directory, wanted: SlotsWanted, slot: ProposedSlot): readonly string[] => {
  const { calendar, programme } = directory;
  const wrong: string[] = [];
  if (slot.day < wanted.from || slot.day > wanted.to || weekdayOf(slot.day) > 5) wrong.push('day');
  if (calendar.dayOf(slot.start) !== slot.day || calendar.timeOf(slot.start) !== slot.time)
    wrong.push('moment');
  if (slot.time < '09:00' || calendar.timeOf(slot.end) > '21:00') wrong.push('hours');
  if (calendar.dayOf(slot.end) !== slot.day) wrong.push('night');
  if (slot.end - slot.start !== wanted.minutes * 60_000) wrong.push('minutes');
  if (!/:(00|15|30|45)$/.test(slot.time)) wrong.push('quarter');
  for (const email of members) {
    const pairs = directory.pairsOfStudent(email);
    const isBusy = plannedSessions(directory, pairs).some((session) => overlap(session, slot));
    const university = directory.person(email, 'student')?.university;
    const schools = pairs
      .filter((pair) => isPairOn(pair, slot.day))
      .map((pair) => directory.pupil(pair.pupil)?.school);
    const closed = [
      ...programme.universities.filter(({ id }) => id === university),
      ...programme.schools.filter(({ id }) => schools.includes(id)),
    ].some((place) => isClosed(place.closed, slot.day));
    if ((isBusy || closed) !== slot.cannot.some((each) => each.email === email)) wrong.push(email);
  }
  if (slot.cannot.length > members.length - 4) wrong.push('too few');
  return wrong;
};

describe('any sessions and closed days', () => {
  test('at most five slots that keep to every rule, apart, in order; otherwise a reason', () => {
    fc.assert(
      fc.property(anyPlanning, ({ programme, wanted }) => {
        const directory = directoryOf(programme);
        const [proposal] = [...proposeSlots(directory, wanted)];
        const slots = proposal?.slots ?? [];
        expect(slots.flatMap((slot) => wrongs(directory, wanted, slot))).toEqual([]);
        expect(slots.length).toBeLessThanOrEqual(5);
        expect(slots.length === 0).toBe(proposal?.reason !== null);
        for (const [index, slot] of slots.entries())
          expect(slot.start).toBeGreaterThanOrEqual(slots[index - 1]?.end ?? 0);
        const closed = slots.filter(({ cannot }) => cannot.some(({ because }) => because === 'closed'));
        expect([0, slots.length]).toContain(closed.length);
      }),
      { numRuns: 60 },
    );
  });

  test('in any order give the same slots', () => {
    fc.assert(
      fc.property(anyPlanning, ({ programme, wanted }) => {
        const turned = {
          ...programme,
          people: programme.people.toReversed(),
          pairs: programme.pairs.toReversed(),
          pupils: programme.pupils.toReversed(),
        };
        const groups = [{ ...theGroup, students: members.toReversed() }];
        expect(proposals(turned, { ...wanted, groups })).toEqual(proposals(programme, wanted));
      }),
      { numRuns: 30 },
    );
  });
});
