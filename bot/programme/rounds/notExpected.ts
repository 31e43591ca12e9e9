/** Who is no longer expected where they were: another leads the group, or they are not of it any more (docs/rules.md, Intervision). */
import { groupBy } from '../groupBy';
import type { Group, Moment } from '../model';
import { hearsAt } from './hearing';
import {
  about,
  isActiveAs,
  subjectOf,
  subjectParts,
  type Plan,
  type RoundMessage,
  type RoundSource,
  type Tidings,
} from './planning';
import { calledOff, placeOf, type Announced, type Place } from './state';
import { nameOf, timeOf } from './weeklyTimes';
import { fixedGroups } from './weeks';

/** Days for which telling it is worth it; until the meeting would have begun when that is later. */
const tellingDays = 3;

/** Somebody who was expected, since when they are not, and under what they are told. */
type Dropped = Pick<Tidings, 'receiver' | 'as' | 'at' | 'subject'> & { readonly start: Moment };

/** Whether somebody takes part, and had heard of it when it was taken from them. */
const hadHeard = ({ directory }: RoundSource, { receiver, as, at }: Dropped, since: Moment): boolean =>
  isActiveAs(directory, receiver, as, directory.calendar.dayOf(at)) &&
  hearsAt(directory, { receiver, as }, since) < at;

/**
 * Those who led a group in a round, or in a week, and from whom somebody else took it before it met. Also when it was called
 * off since: at night they may not have heard yet, and who leads it by then is told alone.
 */
const ledBefore = (source: RoundSource, place: Place): readonly Dropped[] => {
  const { round, group } = place;
  const { confirmedAt } = round;
  const off = calledOff(place);
  if (confirmedAt === null) return [];
  return group.handOvers.flatMap(({ from, at, by }, index): readonly Dropped[] => {
    const start = group.meeting?.slot.start ?? Infinity;
    const subject = about(place, 1, index + 2);
    const dropped = { receiver: from, as: 'teacher', at, subject, start } as const;
    const since = group.handOvers[index - 1]?.at ?? confirmedAt;
    const isTold = from !== group.teacher && by !== from && off?.by !== from && at < (off?.at ?? start);
    return isTold && hadHeard(source, dropped, since) ? [dropped] : [];
  });
};

/** Those whom the bot took out of a group that was asking them for times: they have a group with a fixed time by now. */
const askedBefore = (source: RoundSource, place: Place): readonly Dropped[] => {
  const { firstPolledAt, takenOut, students, joinedAt } = place.group;
  if (firstPolledAt === null || place.round.confirmedAt === null) return [];
  return takenOut.flatMap(({ student, at }, index): readonly Dropped[] => {
    const subject = about(place, 1, index + 2);
    const dropped = { receiver: student, as: 'student', at, subject, start: at } as const;
    const asked = Math.max(firstPolledAt, joinedAt.get(student) ?? 0);
    return !students.includes(student) && hadHeard(source, dropped, asked) ? [dropped] : [];
  });
};

/** Who is expected at a meeting that was announced. */
const expectedIn = ({ teacher, members }: Announced): readonly Pick<Dropped, 'receiver' | 'as'>[] => [
  { receiver: teacher, as: 'teacher' },
  ...members.map((receiver) => ({ receiver, as: 'student' }) as const),
];

/** Those whom an import took out of a group with a fixed time, or who led it, of the meetings that were announced to them. */
const leftFixed = (source: RoundSource, group: Group): readonly Dropped[] => {
  const { directory, book } = source;
  const own = book
    .filter(({ isWeekly }) => isWeekly)
    .flatMap((round) => round.groups.filter(({ id }) => id === group.id));
  const isIn = ({ receiver, as }: Pick<Dropped, 'receiver' | 'as'>): boolean =>
    as === 'teacher' ? group.teacher === receiver : group.students.includes(receiver);
  const gone = own.flatMap(({ announced }) =>
    announced.flatMap((known, index) => {
      const next = announced[index + 1];
      if (next === undefined || known.slot.start <= next.at) return [];
      const staying = new Set(expectedIn(next).map(({ receiver }) => receiver));
      const left = expectedIn(known).filter((one) => !staying.has(one.receiver) && !isIn(one));
      return left.map((one) => ({ ...one, at: next.at, since: known.at, known }));
    }),
  );
  const each = [...groupBy(gone, ({ receiver }) => receiver).values()];
  return each.flatMap((times) => {
    const moments = [...new Set(times.map(({ at }) => at))].toSorted((a, b) => a - b);
    return moments.flatMap((at, index): readonly Dropped[] => {
      const [first] = times.filter((one) => one.at === at);
      if (first === undefined) return [];
      const { receiver, as, since, known } = first;
      const { start } = known.slot;
      const subject = subjectOf(nameOf(timeOf(directory, known.slot)), group.id, index + 1);
      const dropped = { receiver, as, at, subject, start };
      return hadHeard(source, dropped, since) ? [dropped] : [];
    });
  });
};

const planned = ({ directory }: RoundSource, plan: Plan, { start, ...dropped }: Dropped): RoundMessage => {
  const until = directory.calendar.sameTimeLater(dropped.at, tellingDays);
  const worthUntil = start === Infinity ? until : Math.max(start, until);
  return plan({ ...dropped, kind: 'roundCancelled', worthUntil });
};

/** `roundCancelled` to who led a group before it met, but not to who handed it over. */
export const noLongerLeading = (source: RoundSource, plan: Plan, place: Place): readonly RoundMessage[] =>
  ledBefore(source, place).map((dropped) => planned(source, plan, dropped));

/** `roundCancelled` to who is not asked for times any more, though the others of the group are. */
export const noLongerAsked = (source: RoundSource, plan: Plan, place: Place): readonly RoundMessage[] =>
  askedBefore(source, place).map((dropped) => planned(source, plan, dropped));

/** `roundCancelled` to who is no longer of a group with a fixed time, once for all its weeks. */
export const noLongerWeekly = (source: RoundSource, plan: Plan): readonly RoundMessage[] =>
  fixedGroups(source.directory).flatMap((group) =>
    leftFixed(source, group).map((dropped) => planned(source, plan, dropped)),
  );

/** Whether this message tells its receiver that they are not expected any more, though others are. */
export const isAboutOne = (
  source: RoundSource,
  { kind, subject }: Pick<RoundMessage, 'kind' | 'subject'>,
): boolean => {
  const { round, group, nth } = subjectParts(subject);
  return kind === 'roundCancelled' && (nth > 1 || placeOf(source.book, round, group) === null);
};

/** As what its receiver was expected, of such a message; null when they were not. */
export const expectedAs = (
  source: RoundSource,
  { receiver, subject }: Pick<RoundMessage, 'receiver' | 'subject'>,
): Dropped['as'] | null => {
  const { round, group } = subjectParts(subject);
  const place = placeOf(source.book, round, group);
  const given = fixedGroups(source.directory).filter(({ id }) => id === group);
  const all =
    place === null
      ? given.flatMap((one) => leftFixed(source, one))
      : [...ledBefore(source, place), ...askedBefore(source, place)];
  return all.find((one) => one.receiver === receiver && one.subject === subject)?.as ?? null;
};
