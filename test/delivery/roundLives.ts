/** Generated programmes with intervision, lived through from the first offer to the last report. */
import * as fc from 'fast-check';
import { addDays, isClosed } from '../../bot/programme/calendar';
import { directoryOf, type Directory } from '../../bot/programme/directory';
import type { Programme, Weekday } from '../../bot/programme/model';
import type { RoundFact } from '../../bot/programme/rounds/facts';
import type { Slot } from '../../bot/programme/rounds/model';
import type { RoundMessage, RoundSource } from '../../bot/programme/rounds/planning';
import type { Place } from '../../bot/programme/rounds/state';
import { groupStatus } from '../../bot/programme/rounds/status';
import { studentClosures } from '../../bot/programme/rounds/weeks';
import { RoundPlans } from '../../bot/delivery/rounds/plans';
import type { PlanMark } from '../../bot/ports/outbox';
import type { LoadedProgramme } from '../../bot/ports';
import type { NewRoundStep, Rounds } from '../../bot/ports/rounds';
import type { RoundStore } from '../../bot/ports/roundStore';
import { keepRounds } from '../../bot/rounds/keepRounds';
import { timetableOf } from '../../bot/programme/timetable';
import { roundSending } from '../../bot/programme/rounds/sending';
import { aCoordinator, aPair, aPerson, aProgramme, aPupil, aSchool, at } from '../builders';
import { happen } from '../dialogs/happening';
import { directSolvers } from '../fakes/directSolvers';
import { MemoryRounds } from '../fakes/memoryRounds';
import { SilentLog } from '../fakes/silentLog';
import { cora, hanneke, text, theo } from '../programme/rounds/story';

const start = '2027-03-01T09:00:00+01:00';

/** What is decided before anything happens. */
export interface Life {
  readonly students: number;
  /** Leads both groups, where there is but one. */
  readonly hasOneTeacher: boolean;
  readonly hasWeekly: boolean;
  readonly isSecondRound: boolean;
  readonly joins: number;
  readonly leaves: boolean;
  readonly closed: readonly { readonly from: number; readonly days: number }[];
  readonly weekdays: readonly Weekday[];
  /** What people do, over and over: numbers from which they choose. */
  readonly whims: readonly number[];
}

export const someLife: fc.Arbitrary<Life> = fc.record({
  students: fc.integer({ min: 8, max: 14 }),
  hasOneTeacher: fc.boolean(),
  hasWeekly: fc.boolean(),
  isSecondRound: fc.boolean(),
  joins: fc.nat({ max: 3 }),
  leaves: fc.boolean(),
  closed: fc.array(fc.record({ from: fc.nat({ max: 40 }), days: fc.nat({ max: 8 }) }), { maxLength: 2 }),
  weekdays: fc.array(fc.constantFrom<Weekday>(1, 2, 3, 4, 5), { minLength: 3, maxLength: 6 }),
  whims: fc.array(fc.nat({ max: 999 }), { minLength: 5, maxLength: 40 }),
});

const emailOf = (index: number): string => `s${String(index).padStart(2, '0')}@uni.example`;

const programmeOf = (life: Life, count: number, left: readonly string[]): Programme => {
  const students = Array.from({ length: count }, (_, index) => emailOf(index));
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
          endedOn: left.includes(email) ? '2027-03-09' : null,
        }),
      ),
      ...[theo, hanneke].map((email) => aPerson({ email, role: 'teacher', university: null })),
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

/** What is left when it is over. */
export interface Lived {
  readonly directory: Directory;
  readonly source: RoundSource;
  readonly facts: readonly RoundFact[];
  readonly ended: readonly Ended[];
}

type Act = readonly [round: string, step: NewRoundStep, by: string];

/** Whether a student can come: no session of their own then, and nothing closed. */
const canCome = (directory: Directory, student: string, { start: begin, end }: Slot): boolean => {
  const { calendar } = directory;
  const day = calendar.dayOf(begin);
  if (studentClosures(directory, student, day).some((closed) => isClosed(closed, day))) return false;
  return directory.pairsOfStudent(student).every((pair) => {
    const isThatDay = ((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7) + 1 === pair.weekday;
    const [from, to] = [calendar.momentOf(day, pair.start), calendar.momentOf(day, pair.end)];
    return !isThatDay || end <= from || to <= begin;
  });
};

/** What the people of a group do at a moment; mostly something, now and then nothing. */
const actsOf = (source: RoundSource, place: Place, now: number, whim: () => number): readonly Act[] => {
  const { directory, bringers } = source;
  const { round, group } = place;
  const { id, teacher, students, offer, poll, meeting } = group;
  const by = (step: NewRoundStep, who: string): Act => [round.id, step, who];
  const status = groupStatus(directory, place, now);
  if (status === 'offering' && offer !== null && offer.slots.length > 0 && whim() % 8 > 0)
    return [by({ kind: 'slotsAccepted', group: id, slots: offer.slots, answerBy: '2027-03-10' }, teacher)];
  if (status === 'undecided' && offer?.best !== null && offer !== null && whim() % 3 > 0)
    return [by({ kind: 'slotChosen', group: id, slot: offer.best }, teacher)];
  if (status === 'polling' && poll !== null)
    return students
      .filter((student) => !poll.answers.has(student) && whim() % 4 > 0)
      .map((student) => {
        const suits = poll.slots.filter((slot) => canCome(directory, student, slot) && whim() % 3 > 0);
        return by({ kind: 'available', group: id, student, slots: suits.map((slot) => slot.id) }, student);
      });
  const bringer = bringers.of(round.id, id)?.student ?? null;
  if (status === 'scheduled' && bringer !== null && group.written === null && whim() % 6 === 0)
    return [by({ kind: 'caseWritten', group: id, student: bringer, text }, bringer)];
  if (status === 'held' && meeting !== null && group.report === null && whim() % 4 > 0) {
    const present = students.filter((student) => student === bringer || whim() % 5 > 0);
    return [
      by({ kind: 'attended', group: id, present, method: null, advice: null, followUp: null }, teacher),
    ];
  }
  return [];
};

const made = (life: Life, round: string, from: string, to: string): readonly Act[] => {
  const all = Array.from({ length: life.students }, (_, index) => emailOf(index)).slice(
    life.hasWeekly ? 4 : 0,
  );
  const half = Math.ceil(all.length / 2);
  const groups = [
    { id: 'A', teacher: theo, students: all.slice(0, half) },
    { id: 'B', teacher: life.hasOneTeacher ? theo : hanneke, students: all.slice(half) },
  ];
  const setup = { name: round, from, to, minutes: 65, groupSize: 6, answerBy: '2027-03-10' };
  return [
    [round, { kind: 'created', setup }, cora],
    [round, { kind: 'proposed', groups }, cora],
    [round, { kind: 'confirmed' }, cora],
  ];
};

/** Plans and sends as a process does, with nothing that delays it. */
class Office {
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

const loadedOf = (programme: Programme, version: string): LoadedProgramme => {
  const directory = directoryOf(programme);
  const head = { id: programme.id, version, tenants: programme.tenants };
  return { head, directory, timetable: timetableOf(directory) };
};

/** Lives through everything, until nothing is due any more. */
export const live = async (life: Life): Promise<Lived> => {
  const storage = { rounds: new MemoryRounds() };
  const office = new Office(storage.rounds);
  let whims = 0;
  const whim = (): number => (life.whims[(whims += 1) % life.whims.length] ?? 0) + whims;
  let loaded = loadedOf(programmeOf(life, life.students, []), 'before');
  const changed = loadedOf(
    programmeOf(life, life.students + life.joins, life.leaves ? [emailOf(5)] : []),
    'after',
  );
  const store = async (now: number, acts: readonly Act[]): Promise<void> => {
    const moment = new Date(now).toISOString();
    for (const [round, step, by] of acts) await happen(storage, 'hmp', [moment, round, step, by]);
  };
  await store(at(start), made(life, 'r1', '2027-03-15', '2027-03-25'));
  if (life.isSecondRound) await store(at(start), made(life, 'r2', '2027-03-15', '2027-04-02'));
  const changes = at('2027-03-09T12:00:00+01:00');
  const after = async (now: number): Promise<number | null> => {
    const next = await office.nextDue(loaded, now);
    return now < changes && (next ?? Infinity) > changes ? changes : next;
  };
  for (let now: number | null = at(start); now !== null; now = await after(now)) {
    if (now >= changes) loaded = changed;
    await office.tick(loaded, now);
    const { source } = await office.rounds.of(loaded);
    const places = source.book.flatMap((round) => round.groups.map((group) => ({ round, group })));
    const moment = now;
    await store(
      moment,
      places.flatMap((place) => actsOf(source, place, moment, whim)),
    );
    await office.tick(loaded, now);
  }
  const { source } = await office.rounds.of(loaded);
  const heads = (await storage.rounds.heads('hmp')).rounds;
  const facts = await Promise.all(heads.map(({ round }) => storage.rounds.facts('hmp', round, 0)));
  return { directory: loaded.directory, source, facts: facts.flat(), ended: [...office.ended.values()] };
};
