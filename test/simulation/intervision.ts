/** The people of intervision: a coordinator makes a round, teachers accept times and report, members answer, or do not. */
import { addDays } from '../../bot/programme/calendar';
import type { LoadedProgramme } from '../../bot/ports';
import { nextDecision } from '../../bot/programme/rounds/decisions';
import type { RoundFact } from '../../bot/programme/rounds/facts';
import type { RoundSource } from '../../bot/programme/rounds/planning';
import { placeOf, type Place } from '../../bot/programme/rounds/state';
import { groupStatus, pollDay } from '../../bot/programme/rounds/status';
import { isElsewhere } from '../../bot/programme/rounds/elsewhere';
import { roundSource, roundTimetable } from '../../bot/programme/rounds/timetable';
import type { NewRoundStep, Rounds } from '../../bot/ports/rounds';
import { keepRounds } from '../../bot/rounds/keepRounds';
import { roundFactFrom } from '../../bot/storage/roundRows';
import type { Chance } from './chance';
import { programmeId, rowsIn } from './facts';
import { Machine } from './machine';
import type { Roster } from './roster';
import { storageOf, type SharedStorage } from './storage';
import type { Ticks } from './ticks';
import type { Universe } from './universe';

const minute = 60_000;
const hour = 60 * minute;
const coordinator = 'cora@leiden.example';

const allFacts = { from: 'fact|', to: 'fact}' };

/** Every fact of intervision, in the order of rounds and places. */
export const roundFactsIn = ({ rounds }: SharedStorage): readonly RoundFact[] =>
  rowsIn(rounds, allFacts).map(roundFactFrom);

/** Somebody does something about a group, when it still stands as they saw it. */
type Step = (place: Place) => NewRoundStep | null;

export class Intervising {
  readonly #universe: Universe;
  readonly #chance: Chance;
  readonly #shared: SharedStorage;
  readonly #ticks: Ticks;
  readonly #roster: Roster;
  readonly #hands: Machine;
  readonly #rounds: Rounds;
  /** What somebody was asked, and may have done something about. */
  readonly #asked = new Set<string>();
  readonly #expected = new Set<number>();
  changedAt = 0;

  constructor(universe: Universe, shared: SharedStorage, ticks: Ticks, roster: Roster) {
    this.#universe = universe;
    this.#chance = universe.chance.fork();
    this.#shared = shared;
    this.#ticks = ticks;
    this.#roster = roster;
    this.#hands = new Machine(universe, 'hands', 0);
    this.#rounds = keepRounds(storageOf(shared, this.#hands, universe).rounds);
    shared.rounds.watcher = ({ rowKey }) => {
      // The facts come in the same change, after their head.
      if (rowKey.startsWith('head|')) universe.scheduler.after(0, () => this.look());
    };
  }

  get source(): RoundSource {
    return roundSource(this.#roster.present.directory, roundFactsIn(this.#shared));
  }

  get #loaded(): LoadedProgramme {
    const { version, directory, timetable } = this.#roster.present;
    return { head: { id: programmeId, version, tenants: directory.programme.tenants }, directory, timetable };
  }

  /** Something was stored or imported: people hear of it, and processes will have something to do. */
  look(): void {
    const { scheduler } = this.#universe;
    this.changedAt = scheduler.now();
    const { source } = this;
    const due = roundTimetable(source).between(scheduler.now(), Infinity);
    const moments = [...due.map(({ dueAt }) => dueAt), nextDecision(source, scheduler.now())];
    const fresh = moments.filter((moment) => moment !== null && !this.#expected.has(moment));
    for (const moment of fresh) if (moment !== null) this.#expected.add(moment);
    this.#ticks.expect([...new Set(fresh.filter((moment) => moment !== null))]);
    this.#ticks.stir();
    for (const round of source.book) for (const group of round.groups) this.#hear({ round, group });
  }

  /** A round for everybody, in the days of the programme. */
  makeRound(): void {
    const { programme } = this.#roster.present.directory;
    const students = programme.people.filter(({ role }) => role === 'student').map(({ email }) => email);
    const teacher = programme.people.find(({ role }) => role === 'teacher')?.email ?? '';
    const setup = {
      name: 'round',
      from: programme.start,
      to: addDays(programme.end, 4),
      minutes: 65,
      groupSize: 4,
      answerBy: addDays(programme.start, this.#chance.between(1, 4)),
    };
    const groups = [{ id: 'B', teacher, students }];
    const steps = [{ kind: 'created', setup }, { kind: 'proposed', groups }, { kind: 'confirmed' }] as const;
    void this.#store(coordinator, 'r1', () => steps);
  }

  /** Pressed again until it is stored. */
  async #store(
    by: string,
    round: string,
    stepsIn: (source: RoundSource) => readonly NewRoundStep[],
  ): Promise<void> {
    for (;;) {
      try {
        await this.#rounds.change(this.#loaded, by, this.#hands.clock.now(), ({ source }) => ({
          round,
          steps: stepsIn(source),
          outcome: null,
        }));
        return;
      } catch {
        await this.#hands.timer.sleep(10_000, new AbortController().signal);
      }
    }
  }

  #later(by: string, { round, group }: Place, wait: number, step: Step): void {
    this.#universe.scheduler.after(wait, () => {
      void this.#store(by, round.id, (source) => {
        const place = placeOf(source.book, round.id, group.id);
        const wanted = place === null ? null : step(place);
        return wanted === null ? [] : [wanted];
      });
    });
  }

  /** Does something once about what has a name, mostly. */
  #once(name: string, likely: number, act: () => void): void {
    if (this.#asked.has(name)) return;
    this.#asked.add(name);
    if (this.#chance.happens(likely)) act();
  }

  #wait(most: number): number {
    return this.#chance.between(minute, this.#chance.oneOf([hour, most]));
  }

  #hear(place: Place): void {
    const { scheduler } = this.#universe;
    const name = `${place.round.id}/${place.group.id}`;
    const status = groupStatus(this.#roster.present.directory, place, scheduler.now());
    const { offer, poll, meeting, teacher, students } = place.group;
    if (status === 'offering' && offer !== null) this.#answerOffer(name, place, offer.number);
    if (status === 'undecided' && offer !== null)
      this.#once(`${name} undecided ${offer.number}`, 0.6, () => this.#takeBest(place, offer.number));
    if (status === 'polling' && poll !== null)
      for (const student of students)
        this.#once(`${name} poll ${poll.number} ${student}`, 0.8, () => this.#answerPoll(place, student));
    if (status !== 'scheduled' || meeting === null) return;
    const untilEnd = meeting.slot.end - scheduler.now();
    this.#once(`${name} report ${meeting.number}`, 0.7, () =>
      this.#later(teacher, place, untilEnd + this.#wait(40 * hour), (now) => this.#report(now)),
    );
    this.#once(`${name} shift ${meeting.number}`, 0.15, () =>
      this.#later(teacher, place, this.#wait(20 * hour), (now) => this.#shift(now)),
    );
    this.#once(`${name} off`, 0.05, () =>
      this.#later(teacher, place, this.#wait(60 * hour), ({ group: { id: group } }) => ({
        kind: 'groupCancelled',
        group,
      })),
    );
  }

  #answerOffer(name: string, place: Place, number: number): void {
    this.#once(`${name} offer ${number}`, 0.9, () =>
      this.#later(place.group.teacher, place, this.#wait(15 * hour), ({ round, group }) => {
        const { offer } = group;
        if (offer?.number !== number || !group.isOfferOpen || offer.slots.length === 0) return null;
        const { directory } = this.#roster.present;
        const answerBy = pollDay(directory, round, offer.slots, this.#hands.clock.now());
        return { kind: 'slotsAccepted', group: group.id, slots: offer.slots, answerBy };
      }),
    );
  }

  #takeBest(place: Place, number: number): void {
    this.#later(place.group.teacher, place, this.#wait(20 * hour), ({ group }) => {
      const { offer } = group;
      const isSame = offer?.number === number && group.isOfferOpen;
      return isSame && offer.best !== null ? { kind: 'slotChosen', group: group.id, slot: offer.best } : null;
    });
  }

  #answerPoll(place: Place, student: string): void {
    const isWilling = this.#chance.happens(0.85);
    this.#later(student, place, this.#wait(50 * hour), ({ group }) => {
      const slots = (group.poll?.slots ?? []).map(({ id }) => id);
      const chosen = isWilling ? slots : slots.slice(0, 1);
      return { kind: 'available', group: group.id, student, slots: chosen };
    });
  }

  #report({ group }: Place): NewRoundStep | null {
    const { id, meeting, students } = group;
    if (meeting === null || meeting.slot.end > this.#hands.clock.now()) return null;
    return { kind: 'attended', group: id, present: students, method: null, advice: null, followUp: null };
  }

  /** An hour later, as long as the dialog would take that: nobody leads two groups at once. */
  #shift(place: Place): NewRoundStep | null {
    const { id, meeting, teacher } = place.group;
    if (meeting === null || meeting.slot.start < this.#hands.clock.now() + hour) return null;
    const slot = { ...meeting.slot, start: meeting.slot.start + hour, end: meeting.slot.end + hour };
    if (isElsewhere(this.source, teacher, slot, place)) return null;
    return { kind: 'shifted', group: id, slot };
  }
}
