/** Whose turn it is in generated small groups, while weeks are called off or put elsewhere and cases passed on. */
import * as fc from 'fast-check';
import { addDays } from '../../../bot/programme/calendar';
import type { Directory } from '../../../bot/programme/directory';
import { passCase } from '../../../bot/programme/rounds/caseMoves';
import { turnsDue } from '../../../bot/programme/rounds/decisions';
import type { RoundSource } from '../../../bot/programme/rounds/planning';
import { calledOff, type Meeting, type Place } from '../../../bot/programme/rounds/state';
import { at } from '../../builders';
import { overtaken } from './overtaken';
import { five, sourceOf, theo, town, weekly, type Told } from './story';

const days = 45;
const first = '2027-02-05';

/** What somebody does on a day with one of the meetings that are to come. */
const deed = fc.record({
  day: fc.nat({ max: days - 1 }),
  which: fc.nat({ max: 2 }),
  what: fc.constantFrom('off', 'later', 'passed'),
  later: fc.integer({ min: 1, max: 11 }),
});
type Deed = typeof deed extends fc.Arbitrary<infer One> ? One : never;

interface Met extends Place {
  readonly meeting: Meeting;
}

/** The weeks of a group of some members, as things happen. */
class Weeks {
  readonly #directory: Directory;
  readonly #told: Told[] = [];
  #source: RoundSource;

  constructor(readonly members: readonly string[]) {
    this.#directory = town({
      start: '2027-02-08',
      end: '2027-03-26',
      groups: [weekly({ students: members })],
    });
    this.#source = sourceOf([], this.#directory);
  }

  #tell(...told: readonly Told[]): void {
    this.#told.push(...told);
    if (told.length > 0) this.#source = sourceOf(this.#told, this.#directory);
  }

  /** Those that stand, in order of time. */
  meetings(): readonly Met[] {
    return this.#source.book
      .flatMap((round) => round.groups.map((group) => ({ round, group, meeting: group.meeting })))
      .flatMap(({ meeting, ...place }) => (meeting === null ? [] : [{ ...place, meeting }]))
      .filter((met) => calledOff(met) === null)
      .toSorted((a, b) => a.meeting.slot.start - b.meeting.slot.start);
  }

  bringer({ round }: Place): string {
    return this.#source.bringers.of(round.id, 'A')?.student ?? '';
  }

  passed(): readonly string[] {
    return this.#told.flatMap(([, step]) => (step.kind === 'casePassed' ? [step.student] : []));
  }

  /** What the bot stores by itself: what is stored may lead to more. */
  decide(moment: string): void {
    const begun = this.meetings().filter(
      ({ group, meeting }) => group.begun === null && meeting.slot.start <= at(moment),
    );
    const { calendar } = this.#directory;
    this.#tell(
      ...begun.map(({ round, meeting: { slot } }): Told => {
        const step = { kind: 'begun', group: 'A', slot, teacher: theo, members: this.members } as const;
        return [calendar.iso(slot.start), step, 'bot', round.id];
      }),
    );
    for (let pass = 0; pass < 12; pass += 1) {
      const due = turnsDue(this.#source, at(moment));
      if (due.length === 0) return;
      this.#tell(
        ...due.map(({ round, student, members }): Told => {
          return [moment, { kind: 'caseAssigned', group: 'A', student, members }, 'bot', round];
        }),
      );
    }
    throw new Error('turns are given over and over');
  }

  act({ which, what, later }: Deed, moment: string): void {
    const met = this.meetings().filter(({ meeting }) => meeting.slot.start > at(moment))[which];
    if (met === undefined) return;
    const step = this.#step(met, what, later, moment);
    if (step !== null) this.#tell([moment, step, theo, met.round.id]);
  }

  #step(met: Met, what: Deed['what'], count: number, moment: string): Told[1] | null {
    const { calendar } = this.#directory;
    const { slot } = met.meeting;
    if (what === 'off') return { kind: 'groupCancelled', group: 'A' };
    if (what === 'later') {
      const [start, end] = [slot.start, slot.end].map((one) => calendar.sameTimeLater(one, count));
      return { kind: 'shifted', group: 'A', slot: { ...slot, id: moment, start: start ?? 0, end: end ?? 0 } };
    }
    const student = this.bringer(met);
    const move = passCase(this.#source, met, student, at(moment));
    return 'refusal' in move ? null : { kind: 'casePassed', group: 'A', student, to: move.to };
  }
}

const live = (members: readonly string[], deeds: readonly Deed[]): Weeks => {
  const weeks = new Weeks(members);
  for (let day = 0; day < days; day += 1) {
    const moment = `${addDays(first, day)}T17:00:00+01:00`;
    weeks.decide(moment);
    for (const one of deeds.filter((some) => some.day === day)) {
      weeks.act(one, moment);
      weeks.decide(moment);
    }
  }
  return weeks;
};

test('nobody brings another case before everybody did who never passed it on, nor two in a row', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 5 }), fc.array(deed, { maxLength: 8 }), (size, deeds) => {
      const members = five.slice(0, size);
      const weeks = live(members, deeds);
      const brought = weeks.meetings().map((met) => weeks.bringer(met));
      const wronged = overtaken(members, brought).flat();
      expect([brought, wronged.filter((one) => !weeks.passed().includes(one))]).toEqual([brought, []]);
    }),
    { numRuns: 60 },
  );
});
