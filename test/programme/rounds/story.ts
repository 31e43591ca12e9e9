/** A small programme with intervision, and facts that tell what happens in it. */
import { addDays, isoWeek } from '../../../bot/programme/calendar';
import type { Directory } from '../../../bot/programme/directory';
import type { Group, Programme } from '../../../bot/programme/model';
import type { RoundKind } from '../../../bot/programme/plannedMessage';
import type { GroupStep, RoundFact, RoundStep } from '../../../bot/programme/rounds/facts';
import type { RoundSetup, Slot } from '../../../bot/programme/rounds/model';
import type { RoundSource } from '../../../bot/programme/rounds/planning';
import { roundSource, roundTimetable } from '../../../bot/programme/rounds/timetable';
import { aCoordinator, aDirectory, aGroup, aPair, aPerson, aPupil, aSchool, at } from '../../builders';

export const theo = 'theo@hmp.example';
export const hanneke = 'hanneke@hmp.example';
export const cora = 'cora@hmp.example';
/** Five students: the first three of Leiden with pupils at jdw, the others of hhs with pupils at zwc. */
export const five = ['ann', 'bas', 'cem', 'dia', 'eva'].map((name) => `${name}@uni.example`);
export const [ann = '', bas = '', cem = '', dia = '', eva = ''] = five;

const universityOf = (index: number): string => (index < 3 ? 'leiden' : 'hhs');
const schoolOf = (index: number): string => (index < 3 ? 'jdw' : 'zwc');
const names = ['Yusuf', 'Yara', 'Anne-Marie', 'Zoë', 'Lars'];

/** Group B has no fixed time; its teacher is Theo. Their pairs meet on Tuesdays from nine to ten. */
export const town = (changes: Partial<Programme> = {}): Directory =>
  aDirectory({
    people: [
      ...five.map((email, index) => aPerson({ email, name: email, university: universityOf(index) })),
      aPerson({ email: theo, role: 'teacher', university: null }),
      aPerson({ email: hanneke, role: 'teacher', university: null }),
      aCoordinator(),
    ],
    pupils: five.map((_, index) =>
      aPupil({ id: `p${index}`, school: schoolOf(index), firstName: names[index] ?? '' }),
    ),
    pairs: five.map((student, index) => aPair({ student, pupil: `p${index}` })),
    schools: [aSchool(), aSchool({ id: 'zwc', name: 'Zuiderpark College' })],
    universities: [
      { id: 'leiden', name: 'Universiteit Leiden', closed: [] },
      { id: 'hhs', name: 'De Haagse Hogeschool', closed: [] },
    ],
    groups: [aGroup({ id: 'B', teacher: theo, students: five })],
    ...changes,
  });

/** Group A of the same five, every week at a fixed time. */
export const weekly = (changes: Partial<Group> = {}): Group =>
  aGroup({
    id: 'A',
    teacher: theo,
    students: five,
    meeting: { weekday: 2, start: '11:15', end: '12:20', room: '1.20' },
    ...changes,
  });

export const setup: RoundSetup = {
  name: 'Maart',
  from: '2027-03-15',
  to: '2027-03-25',
  minutes: 65,
  groupSize: 7,
  answerBy: '2027-03-10',
};

/** A slot of 65 minutes. */
export const aSlot = (id: string, start: string, room: string | null = null): Slot => ({
  id,
  start: at(start),
  end: at(start) + 65 * 60_000,
  room,
});
export const tuesday = aSlot('s1', '2027-03-16T15:00:00+01:00');
export const thursday = aSlot('s2', '2027-03-18T15:00:00+01:00');

type Step = RoundStep | ({ readonly group?: string } & GroupStep);
export type Told = readonly [moment: string, step: Step, by?: string, round?: string];

const wholeKinds: readonly string[] = ['created', 'proposed', 'moved', 'confirmed', 'cancelled'];
const isOfWhole = (step: Step): step is RoundStep => wholeKinds.includes(step.kind);

const factOf = ([moment, step, by = 'bot', round = 'r1']: Told, order: number): RoundFact => {
  const happened = { at: at(moment), order, by, round };
  return isOfWhole(step) ? { ...happened, ...step } : { ...happened, group: 'B', ...step };
};

/** Facts in the order in which they are told; of round r1 and group B unless said otherwise. */
export const story = (...told: readonly Told[]): RoundFact[] => told.map(factOf);

/** Made and confirmed on Monday 1 March at ten, offered five minutes later. */
export const offered: readonly Told[] = [
  ['2027-03-01T10:00:00+01:00', { kind: 'created', setup }, cora],
  ['2027-03-01T10:00:00+01:00', { kind: 'proposed', groups: [{ id: 'B', teacher: theo, students: five }] }],
  ['2027-03-01T10:00:00+01:00', { kind: 'confirmed' }, cora],
  ['2027-03-01T10:05:00+01:00', { kind: 'slotsProposed', slots: [tuesday, thursday] }],
];

/** Accepted by Theo on Tuesday 2 March at noon. */
export const polled: readonly Told[] = [
  ...offered,
  [
    '2027-03-02T12:00:00+01:00',
    { kind: 'slotsAccepted', slots: [tuesday, thursday], answerBy: '2027-03-10' },
    theo,
  ],
];

/** Thursday 18 March chosen when the poll closed. */
export const scheduled: readonly Told[] = [
  ...polled,
  ['2027-03-03T09:00:00+01:00', { kind: 'available', student: ann, slots: ['s1', 's2'] }, ann],
  ['2027-03-03T09:01:00+01:00', { kind: 'available', student: bas, slots: ['s2'] }, bas],
  ['2027-03-04T09:00:00+01:00', { kind: 'available', student: cem, slots: ['s2'] }, cem],
  ['2027-03-05T09:00:00+01:00', { kind: 'available', student: dia, slots: ['s2'] }, dia],
  ['2027-03-10T16:00:00+01:00', { kind: 'slotChosen', slot: 's2' }],
];

/** That group A meets on some days at its usual time was noted while they were ahead. */
export const announced = (...days: readonly string[]): readonly Told[] => {
  const { calendar } = town();
  const announcedOn = (day: string): Told => {
    const slot = {
      id: day,
      start: calendar.momentOf(day, '11:15'),
      end: calendar.momentOf(day, '12:20'),
      room: '1.20',
    };
    const step = { kind: 'announced', group: 'A', slot, teacher: theo, members: five } as const;
    return [calendar.iso(calendar.momentOf(addDays(day, -14), '16:00')), step, 'bot', isoWeek(day)];
  };
  return days.map(announcedOn);
};

export const text = { title: 'Stil', situation: 'Mijn leerling zegt niets.', question: 'Wat kan ik doen?' };

/** The report of Theo that some were there. */
export const attended = (moment: string, present: readonly string[], group = 'B', round = 'r1'): Told => [
  moment,
  { kind: 'attended', group, present, method: 'incident', advice: null, followUp: 'Vraag door.' },
  theo,
  round,
];

/** What follows from a story. */
export const sourceOf = (told: readonly Told[], directory: Directory = town()): RoundSource =>
  roundSource(directory, story(...told));

/** Kind, receiver without what stands behind the @, day and time of the messages that follow from a story. */
export const messagesOf = (source: RoundSource, ...kinds: readonly RoundKind[]): string[] => {
  const { calendar } = source.directory;
  return roundTimetable(source)
    .between(0, Infinity)
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
    .map(({ kind, receiver, dueAt }) => {
      const when = `${calendar.dayOf(dueAt).slice(5)} ${calendar.timeOf(dueAt)}`;
      return `${kind} ${receiver.split('@')[0] ?? ''} ${when}`;
    });
};

/** The names of the five, as `messagesOf` gives them. */
export const everybody = ['ann', 'bas', 'cem', 'dia', 'eva'];

/** `messagesOf` of a story in the town as it is. */
export const told = (steps: readonly Told[], ...kinds: readonly RoundKind[]): string[] =>
  messagesOf(sourceOf(steps), ...kinds);
