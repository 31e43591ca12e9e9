/** Generated intervision: facts in any order, sensible or not, about a small town with closed days anywhere. */
import * as fc from 'fast-check';
import { addDays } from '../../../bot/programme/calendar';
import type { Directory } from '../../../bot/programme/directory';
import type { GroupStep, RoundFact, RoundStep } from '../../../bot/programme/rounds/facts';
import { aSchool, at } from '../../builders';
import { aSlot, cora, five, hanneke, setup, text, theo, town, weekly } from './story';

const begin = at('2027-03-01T00:00:00+01:00');
const hour = 3_600_000;

const student = fc.constantFrom(...five, 'nobody@uni.example');
const slot = fc
  .record({
    day: fc.nat({ max: 14 }),
    time: fc.constantFrom('09:00', '15:00', '19:00'),
    id: fc.nat({ max: 3 }),
  })
  .map(({ day, time, id }) => aSlot(`s${id}`, `${addDays('2027-03-12', day)}T${time}:00+01:00`));
const slots = fc.uniqueArray(slot, { maxLength: 3, selector: ({ id }) => id });
const slotId = fc.constantFrom('s0', 's1', 's2', 's3');

const roundStep: fc.Arbitrary<RoundStep> = fc.oneof(
  fc.constant({ kind: 'created', setup } as const),
  fc.uniqueArray(fc.constantFrom(...five)).map((students) => ({
    kind: 'proposed' as const,
    groups: [
      { id: 'B', teacher: theo, students: students.slice(0, 3) },
      { id: 'C', teacher: hanneke, students: students.slice(3) },
    ],
  })),
  fc.record({ kind: fc.constant('moved' as const), student, group: fc.constantFrom('B', 'C', 'X', null) }),
  fc.constant({ kind: 'confirmed' } as const),
  fc.constant({ kind: 'cancelled' } as const),
);

const groupStep: fc.Arbitrary<GroupStep> = fc.oneof(
  fc.record({ kind: fc.constant('slotsProposed' as const), slots }),
  fc.record({
    kind: fc.constant('slotsAccepted' as const),
    slots,
    answerBy: fc.constantFrom('2027-03-05', '2027-03-10', '2027-03-16'),
  }),
  fc.record({ kind: fc.constant('available' as const), student, slots: fc.uniqueArray(slotId) }),
  fc.record({ kind: fc.constant('undecided' as const), best: fc.option(slotId) }),
  fc.record({ kind: fc.constant('slotChosen' as const), slot: slotId }),
  fc.record({ kind: fc.constant('shifted' as const), slot }),
  fc.constant({ kind: 'groupCancelled' } as const),
  fc.record({
    kind: fc.constant('handedOver' as const),
    teacher: fc.constantFrom(theo, hanneke, 'gone@hmp.example'),
  }),
  fc.record({ kind: fc.constant('caseAssigned' as const), student, members: fc.uniqueArray(student) }),
  fc.record({ kind: fc.constant('caseWritten' as const), student, text: fc.option(fc.constant(text)) }),
  fc.record({ kind: fc.constant('casePassed' as const), student, to: student }),
  fc.record({ kind: fc.constant('caseVolunteered' as const), student }),
  fc.record({ kind: fc.constant('caseTraded' as const), student, other: student }),
  fc.record({
    kind: fc.constant('announced' as const),
    slot,
    teacher: fc.constantFrom(theo, hanneke, 'gone@hmp.example'),
    members: fc.uniqueArray(student),
  }),
  fc.record({
    kind: fc.constant('begun' as const),
    slot,
    teacher: fc.constantFrom(theo, hanneke, 'gone@hmp.example'),
    members: fc.uniqueArray(student),
  }),
  fc.record({
    kind: fc.constant('attended' as const),
    present: fc.uniqueArray(student),
    method: fc.constant(null),
    advice: fc.constant(null),
    followUp: fc.option(fc.constant('Vraag door.')),
  }),
);

/** Mostly hours apart, some at one moment. */
const happened = fc.record({
  at: fc.nat({ max: 24 * 30 }).map((hours) => begin + hours * hour),
  order: fc.nat({ max: 40 }),
  by: fc.constantFrom('bot', cora, theo, ...five),
  round: fc.constantFrom('r1', 'r1', 'r2', '2027-W11', '2027-W12'),
});

const aFact: fc.Arbitrary<RoundFact> = fc.oneof(
  { weight: 1, arbitrary: fc.tuple(happened, roundStep).map(([what, step]) => ({ ...what, ...step })) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(happened, fc.constantFrom('A', 'B', 'B', 'C', 'X'), groupStep)
      .map(([what, group, step]) => ({ ...what, group, ...step })),
  },
);

const made = (round: string, step: RoundStep, order: number): RoundFact => ({
  at: begin,
  order,
  by: cora,
  round,
  ...step,
});

/** Facts of rounds that mostly were made and confirmed, and of weeks of a group with a fixed time. */
export const someFacts: fc.Arbitrary<readonly RoundFact[]> = fc
  .record({ isMade: fc.boolean(), facts: fc.array(aFact, { maxLength: 40 }) })
  .map(({ isMade, facts }) => {
    const groups = [
      { id: 'B', teacher: theo, students: five.slice(0, 3) },
      { id: 'C', teacher: hanneke, students: five.slice(3) },
    ];
    const steps: readonly RoundStep[] = [
      { kind: 'created', setup },
      { kind: 'proposed', groups },
      { kind: 'confirmed' },
    ];
    return isMade ? [...steps.map((step, index) => made('r1', step, index)), ...facts] : facts;
  });

const closures = fc.array(
  fc.record({ from: fc.nat({ max: 40 }), length: fc.nat({ max: 9 }) }).map(({ from, length }) => ({
    from: addDays('2027-02-25', from),
    to: addDays('2027-02-25', from + length),
    label: null,
  })),
  { maxLength: 3 },
);

/** A town with a weekly group of everybody beside the rounds, closed days, leavers and another send window. */
export const someTown: fc.Arbitrary<Directory> = fc
  .record({
    jdw: closures,
    zwc: closures,
    leiden: closures,
    window: fc.constantFrom({ from: '08:30', to: '19:00' }, { from: '10:00', to: '15:00' }),
    left: fc.array(fc.constantFrom(...five, theo, cora), { maxLength: 2 }),
    day: fc.nat({ max: 30 }),
  })
  .map(({ jdw, zwc, leiden, window, left, day }) =>
    town({
      start: '2027-03-08',
      end: '2027-04-09',
      sendWindow: window,
      groups: [weekly()],
      schools: [aSchool({ closed: jdw }), aSchool({ id: 'zwc', closed: zwc })],
      universities: [
        { id: 'leiden', name: 'Universiteit Leiden', closed: leiden },
        { id: 'hhs', name: 'De Haagse Hogeschool', closed: [] },
      ],
      people: town().programme.people.map((person) =>
        left.includes(person.email) ? { ...person, endedOn: addDays('2027-03-01', day) } : person,
      ),
    }),
  );

/** A moment in or around the rounds. */
export const someMoment = fc.nat({ max: 24 * 60 }).map((hours) => begin + hours * hour);
