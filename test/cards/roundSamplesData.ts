/** What the sample cards of intervision are made from, with everything that people wrote as arguments. */
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import type { Slot } from '../../bot/programme/rounds/model';
import type { SlotDoubtView } from '../../cards/rounds/doubts';
import type { GroupStanding } from '../../cards/rounds/group';
import type { GroupView, Named } from '../../cards/rounds/views';
import type { Sample } from './samples';
import type { PeoplesText } from './samplesData';

const minute = 60_000;

/** Thursday 18 March 2027, 15:00 in Amsterdam, and some days later. */
export const slotOf = (days: number, room: string | null = null): Slot => {
  const start = Date.parse('2027-03-18T14:00:00Z') + days * 24 * 60 * minute;
  return { id: `g01-${days}`, start, end: start + 65 * minute, room };
};

export const slots = [slotOf(0), slotOf(1), slotOf(4), slotOf(5), slotOf(6)];

export const peopleOf = (text: PeoplesText, count: number): readonly Named[] =>
  Array.from({ length: count }, (_, index) => ({
    email: `s${index}@uni.example`,
    name: index === 0 ? text.name : `${text.name} ${index}`,
  }));

export const groupOf = (text: PeoplesText, changes: Partial<GroupView> = {}): GroupView => ({
  programme: 'hmp',
  round: 'r1',
  group: 'g01',
  roundName: text.school,
  from: '2027-03-15',
  to: '2027-03-26',
  teacher: { email: 'theo@hmp.example', name: text.name },
  isTeacherGone: false,
  members: peopleOf(text, 7),
  timeZone: 'Europe/Amsterdam',
  ...changes,
});

/** Scheduled, with who comes. */
export const standingOf = (text: PeoplesText, changes: Partial<GroupStanding> = {}): GroupStanding => {
  const people = peopleOf(text, 7);
  return {
    ...groupOf(text),
    status: 'scheduled',
    meeting: { slot: slotOf(0, text.room), bringer: people[1] ?? null },
    expected: { coming: people.slice(0, 5), notComing: people.slice(5, 6), unknown: people.slice(6) },
    doubts: null,
    poll: { answered: 6, closesAt: Date.parse('2027-03-10T15:00:00Z') },
    present: null,
    missed: [],
    ...changes,
  };
};

/** Five slots as a teacher typed them, the second and third wrong. */
export const typedTimes = (text: PeoplesText) => [
  { date: '2027-03-18', time: '15:00' },
  { date: text.typed, time: text.typed },
  { date: '2027-04-20', time: '15:00' },
  { date: '', time: '' },
  { date: '', time: '' },
];

/** One card in several shapes: what differs from the usual, by the name of the sample. */
export const shapes = <View>(
  name: string,
  draw: (view: View, language: Language) => RenderedCard,
  usual: View,
  differing: Readonly<Record<string, Partial<View>>>,
): readonly Sample[] =>
  Object.entries(differing).map(([shape, changes]) => ({
    name: `${name}${shape}`,
    render: (language) => draw({ ...usual, ...changes }, language),
  }));

/** A time against which everything speaks that can. */
export const doubtOf = (text: PeoplesText): SlotDoubtView => ({
  slot: slotOf(2),
  day: '2027-03-21',
  isWeekend: true,
  isOddHour: true,
  closed: [
    { place: text.name, label: text.room, count: 2 },
    { place: 'De Haagse Hogeschool', label: null, count: 1 },
  ],
  inSession: peopleOf(text, 2),
  atMeeting: peopleOf(text, 1),
  isTeacherInSession: true,
  untold: peopleOf(text, 2),
  members: 7,
  free: 1,
});
