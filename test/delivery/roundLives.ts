/** Generated programmes with intervision, lived through from the first offer to the last report. */
import * as fc from 'fast-check';
import { addDays } from '../../bot/programme/calendar';
import { directoryOf, type Directory } from '../../bot/programme/directory';
import type { Day, Programme, Weekday } from '../../bot/programme/model';
import type { RoundFact } from '../../bot/programme/rounds/facts';
import { mostMembers } from '../../bot/programme/rounds/model';
import type { RoundMessage, RoundSource } from '../../bot/programme/rounds/planning';
import { placeOf } from '../../bot/programme/rounds/state';
import { RoundPlans } from '../../bot/delivery/rounds/plans';
import type { PlanMark } from '../../bot/ports/outbox';
import type { LoadedProgramme } from '../../bot/ports';
import type { Rounds } from '../../bot/ports/rounds';
import type { RoundStore } from '../../bot/ports/roundStore';
import { keepRounds } from '../../bot/rounds/keepRounds';
import { timetableOf } from '../../bot/programme/timetable';
import { roundSending } from '../../bot/programme/rounds/sending';
import { aCoordinator, aPair, aPerson, aProgramme, aPupil, aSchool, at } from '../builders';
import { happen } from '../dialogs/happening';
import { directSolvers } from '../fakes/directSolvers';
import { MemoryRounds } from '../fakes/memoryRounds';
import { SilentLog } from '../fakes/silentLog';
import { cora, hanneke, theo } from '../programme/rounds/story';
import { actsOf, teachers, type Act } from './roundActs';

/** A teacher whom nobody gives a group but by mistake. */
const nobodys = 'xena@hmp.example';

const start = '2027-03-01T09:00:00+01:00';

/** What is decided before anything happens. */
export interface Life {
  readonly students: number;
  /** Leads both groups, where there is but one. */
  readonly hasOneTeacher: boolean;
  /** Of the teachers Hanneke is a student too, and a member of the group that she does not lead. */
  readonly teacherIsMember: boolean;
  readonly hasWeekly: boolean;
  readonly isSecondRound: boolean;
  /** Places by which the groups of the second round differ from those of the first, where who leads them is swapped. */
  readonly mixed: number;
  readonly joins: number;
  readonly leavers: readonly number[];
  /** One of the teachers leaves with them. */
  readonly teacherLeaves: boolean;
  /** The day of March of the import in which people join and leave. */
  readonly changesOn: number;
  /** An import that is wrong gives some students a fixed time with a teacher of their own; the next one takes that back. */
  readonly mistake: {
    readonly students: number;
    readonly on: number;
    readonly hour: number;
    readonly hours: number;
  } | null;
  readonly closed: readonly { readonly from: number; readonly days: number }[];
  readonly weekdays: readonly Weekday[];
  /** What people do, over and over: numbers from which they choose. */
  readonly whims: readonly number[];
}

export const someLife: fc.Arbitrary<Life> = fc.record({
  students: fc.integer({ min: 8, max: 20 }),
  hasOneTeacher: fc.boolean(),
  teacherIsMember: fc.boolean(),
  hasWeekly: fc.boolean(),
  isSecondRound: fc.boolean(),
  mixed: fc.nat({ max: 5 }),
  joins: fc.nat({ max: 3 }),
  leavers: fc.uniqueArray(fc.nat({ max: 9 }), { maxLength: 3 }),
  teacherLeaves: fc.boolean(),
  changesOn: fc.integer({ min: 3, max: 24 }),
  mistake: fc.option(
    fc.record({
      students: fc.integer({ min: 1, max: 9 }),
      on: fc.integer({ min: 1, max: 24 }),
      hour: fc.integer({ min: 0, max: 23 }),
      hours: fc.integer({ min: 1, max: 60 }),
    }),
  ),
  closed: fc.array(fc.record({ from: fc.nat({ max: 40 }), days: fc.nat({ max: 8 }) }), { maxLength: 2 }),
  weekdays: fc.array(fc.constantFrom<Weekday>(1, 2, 3, 4, 5), { minLength: 3, maxLength: 6 }),
  whims: fc.array(fc.nat({ max: 999 }), { minLength: 5, maxLength: 40 }),
});

/** Where Hanneke is a student too she is the last of those who are there from the start. */
const studentsOf = (life: Life, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) =>
    life.teacherIsMember && index === life.students - 1 ? hanneke : emailOf(index),
  );

const emailOf = (index: number): string => `s${String(index).padStart(2, '0')}@uni.example`;

const dayOfChanges = ({ changesOn }: Life): Day => addDays('2027-03-01', changesOn - 1);

const programmeOf = (life: Life, count: number, left: readonly string[]): Programme => {
  const endedOn = (email: string): Day | null => (left.includes(email) ? dayOfChanges(life) : null);
  const students = studentsOf(life, count);
  const closed = life.closed.map(({ from, days }) => ({
    from: addDays('2027-03-01', from),
    to: addDays('2027-03-01', from + days),
    label: null,
  }));
  const weekdayOf = (index: number): Weekday => life.weekdays[index % life.weekdays.length] ?? 1;
  const meeting = { weekday: 3 as const, start: '16:00', end: '17:05', room: null };
  return aProgramme({
    start: '2027-03-01',
    end: '2027-04-16',
    people: [
      ...students.map((email, index) =>
        aPerson({
          email,
          university: index % 2 === 0 ? 'leiden' : 'hhs',
          endedOn: endedOn(email),
        }),
      ),
      ...teachers.map((email) =>
        aPerson({ email, role: 'teacher', university: null, endedOn: endedOn(email) }),
      ),
      aPerson({ email: nobodys, role: 'teacher', university: null }),
      aCoordinator(),
    ],
    schools: [aSchool({ closed }), aSchool({ id: 'zwc' })],
    universities: [
      { id: 'leiden', name: 'Leiden', closed: [] },
      { id: 'hhs', name: 'HHS', closed: closed.slice(1) },
    ],
    pupils: students.map((_, index) => aPupil({ id: `p${index}`, school: index % 3 === 0 ? 'jdw' : 'zwc' })),
    pairs: students.map((student, index) =>
      aPair({ student, pupil: `p${index}`, weekday: weekdayOf(index), start: '10:00', end: '11:00' }),
    ),
    groups: life.hasWeekly ? [{ id: 'W', teacher: theo, students: students.slice(0, 4), meeting }] : [],
  });
};

/** A message that was sent, with the keys of all that stood on its card, or stopped for a reason. */
export interface Ended {
  readonly message: RoundMessage;
  readonly at: number;
  readonly keys: readonly string[];
  readonly reason: string | null;
}

/** How everything stood at a moment, once the bot had decided what it had to. */
export interface Seen {
  readonly now: number;
  readonly source: RoundSource;
}

/** What is left when it is over, and how it came to that. */
export interface Lived {
  readonly seen: readonly Seen[];
  readonly directory: Directory;
  readonly source: RoundSource;
  readonly facts: readonly RoundFact[];
  readonly ended: readonly Ended[];
}

/** Two groups of nine at most: whoever is left over is in none. */
const made = (life: Life, round: string, from: string, to: string): readonly Act[] => {
  const all = studentsOf(life, life.students).slice(life.hasWeekly ? 4 : 0);
  const isFirst = round === 'r1';
  const turned = isFirst ? all : [...all.slice(life.mixed), ...all.slice(0, life.mixed)];
  const half = Math.min(mostMembers, Math.ceil(all.length / 2));
  const other = life.hasOneTeacher ? theo : hanneke;
  const [first, second] = isFirst || life.mixed === 0 ? [theo, other] : [other, theo];
  const hasHanneke = turned.slice(0, half).includes(hanneke);
  // Nobody leads a group of which they are a member.
  const leading = hasHanneke ? [theo, other] : [other, theo];
  const [teacherA = theo, teacherB = theo] = life.teacherIsMember ? leading : [first, second];
  const groups = [
    { id: 'A', teacher: teacherA, students: turned.slice(0, half) },
    { id: 'B', teacher: teacherB, students: turned.slice(half, half + mostMembers) },
  ];
  const setup = { name: round, from, to, minutes: 65, groupSize: 6, answerBy: '2027-03-10' };
  return [
    [round, { kind: 'created', setup }, cora],
    [round, { kind: 'proposed', groups }, cora],
    [round, { kind: 'confirmed' }, cora],
  ];
};

/** Plans and sends as a process does, with nothing that delays it. */
export class Office {
  readonly rounds: Rounds;
  readonly #plans: RoundPlans;
  readonly #planned = new Map<string, RoundMessage>();
  readonly ended = new Map<string, Ended>();
  #mark: PlanMark | null = null;

  constructor(store: RoundStore) {
    this.rounds = keepRounds(store);
    this.#plans = new RoundPlans({ rounds: this.rounds, intervision: directSolvers, log: new SilentLog() });
  }

  async tick(loaded: LoadedProgramme, now: number): Promise<void> {
    const { messages, version, entered } = await this.#plans.due(loaded, this.#mark, now);
    for (const message of messages)
      if (!this.#planned.has(message.key)) this.#planned.set(message.key, message);
    entered();
    this.#mark = { upTo: now, version: loaded.head.version, rounds: version };
    const { source, timetable } = await this.rounds.of(loaded);
    for (const message of this.#planned.values()) {
      if (this.ended.has(message.key)) continue;
      const sending = roundSending(source, timetable(), message, now);
      const shown = new Set([...this.ended.values()].flatMap(({ keys }) => keys));
      const isOnCard = shown.has(message.key);
      const isSent = sending.do === 'send' && !isOnCard;
      const reason = sending.do === 'expire' ? sending.reason : isOnCard ? ('merged' as const) : null;
      const keys = isSent ? sending.together.map(({ key }) => key).filter((key) => !shown.has(key)) : [];
      this.ended.set(message.key, { message, at: now, keys, reason });
    }
  }

  nextDue(loaded: LoadedProgramme, now: number): Promise<number | null> {
    return this.#plans.nextDue(loaded, now);
  }
}

export const loadedOf = (programme: Programme, version: string): LoadedProgramme => {
  const directory = directoryOf(programme);
  const head = { id: programme.id, version, tenants: programme.tenants };
  return { head, directory, timetable: timetableOf(directory) };
};

/** The roster with a group that nobody meant. */
const mistaken = (life: Life, programme: Programme): Programme => {
  const students = studentsOf(life, life.students)
    .filter((email) => programme.groups.every((group) => !group.students.includes(email)))
    .slice(0, life.mistake?.students ?? 0);
  const meeting = { weekday: 5 as const, start: '19:00', end: '20:05', room: null };
  return { ...programme, groups: [...programme.groups, { id: 'X', teacher: nobodys, students, meeting }] };
};

/** A roster, and from when on it is the one. */
type Roster = readonly [from: number, loaded: LoadedProgramme];

/** The rosters of a life, in order. */
const rostersOf = (life: Life): readonly Roster[] => {
  const left = [...life.leavers.map(emailOf), ...(life.teacherLeaves ? [hanneke] : [])];
  const before = programmeOf(life, life.students, []);
  const after = programmeOf(life, life.students + life.joins, left);
  const changes = at(`${dayOfChanges(life)}T12:00:00+01:00`);
  const rosters: readonly Roster[] = [
    [at(start), loadedOf(before, 'before')],
    [changes, loadedOf(after, 'after')],
  ];
  if (life.mistake === null) return rosters;
  const { on, hour, hours } = life.mistake;
  const wrong = at(start) + ((on - 1) * 24 + hour) * 3_600_000 + 60_000;
  const right = wrong + hours * 3_600_000;
  const isBefore = wrong < changes;
  return [
    ...rosters.filter(([from]) => from < wrong),
    [wrong, loadedOf(mistaken(life, isBefore ? before : after), 'wrong')] as const,
    [right, loadedOf(right < changes ? before : after, 'right')] as const,
    ...rosters.filter(([from]) => from > right),
  ];
};

const whimsOf = ({ whims }: Life): (() => number) => {
  let count = 0;
  return () => (whims[(count += 1) % whims.length] ?? 0) + count;
};

/** Lives through everything, until nothing is due any more. */
export const live = async (life: Life): Promise<Lived> => {
  const storage = { rounds: new MemoryRounds() };
  const office = new Office(storage.rounds);
  const whim = whimsOf(life);
  const rosters = rostersOf(life);
  const rosterAt = (now: number): LoadedProgramme => {
    const found = rosters.findLast(([from]) => from <= now)?.[1];
    if (found === undefined) throw new Error('no roster');
    return found;
  };
  let loaded = rosterAt(at(start));
  const seen: Seen[] = [];
  const store = async (now: number, acts: readonly Act[]): Promise<void> => {
    const moment = new Date(now).toISOString();
    for (const [round, step, by] of acts) await happen(storage, 'hmp', [moment, round, step, by]);
  };
  const decide = async (now: number): Promise<RoundSource> => {
    await office.tick(loaded, now);
    const { source } = await office.rounds.of(loaded);
    seen.push({ now, source });
    return source;
  };
  await store(at(start), made(life, 'r1', '2027-03-15', '2027-03-25'));
  if (life.isSecondRound) await store(at(start), made(life, 'r2', '2027-03-15', '2027-04-02'));
  const after = async (now: number): Promise<number | null> => {
    const next = (await office.nextDue(loaded, now)) ?? Infinity;
    const [imported = Infinity] = rosters.map(([from]) => from).filter((from) => from > now);
    const first = Math.min(next, imported);
    return first === Infinity ? null : first;
  };
  for (let now: number | null = at(start); now !== null; now = await after(now)) {
    loaded = rosterAt(now);
    const { book } = await decide(now);
    for (const { id, groups } of book)
      for (const group of groups) {
        // One after the other: each sees what the one before did.
        const { source } = await office.rounds.of(loaded);
        const place = placeOf(source.book, id, group.id);
        await store(now, place === null ? [] : actsOf(source, place, now, whim));
      }
    await decide(now);
  }
  const { source } = await office.rounds.of(loaded);
  const heads = (await storage.rounds.heads('hmp')).rounds;
  const facts = await Promise.all(heads.map(({ round }) => storage.rounds.facts('hmp', round, 0)));
  const ended = [...office.ended.values()];
  return { directory: loaded.directory, source, facts: facts.flat(), ended, seen };
};
