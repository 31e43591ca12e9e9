/** Who is no longer expected where they were: another leads the group, or they are not of it any more (docs/rules.md, Intervision). */
import type { Directory } from '../directory';
import { groupBy } from '../groupBy';
import type { Group, Moment } from '../model';
import { isBefore } from './facts';
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
import type { GroupId } from './model';
import { calledOff, placeOf, setAt, type Announced, type GroupState, type Place } from './state';
import { nameOf, timeOf } from './weeklyTimes';
import { fixedGroups } from './weeks';

/** Days for which telling it is worth it; until the meeting would have begun when that is later. */
const tellingDays = 3;

/** Somebody who was expected since a moment, when and by whom that ended, when they were again, and under what they are told. */
interface Dropped extends Pick<Tidings, 'receiver' | 'as' | 'at' | 'subject'> {
  readonly start: Moment;
  readonly since: Moment;
  readonly by: string;
  /** Null when they are not expected again. */
  readonly backAt: Moment | null;
}

/**
 * What one person is told of what was taken from them, in order: they take part, had heard of it, and did not give it away
 * themselves. What was taken back before they could hear never was: they had it all along.
 */
const toldTo = ({ directory }: RoundSource, drops: readonly Dropped[]): readonly Dropped[] => {
  let known: Moment | null = null;
  return drops.filter(({ since: given, ...dropped }) => {
    const { receiver, as, at, by, backAt } = dropped;
    const since: Moment = known ?? given;
    const isUnheard = by !== receiver && backAt !== null && hearsAt(directory, dropped, at) > backAt;
    known = isUnheard ? since : null;
    return (
      !isUnheard &&
      by !== receiver &&
      isActiveAs(directory, receiver, as, directory.calendar.dayOf(at)) &&
      hearsAt(directory, dropped, since) <= at
    );
  });
};

/** What everybody is told of it. */
const told = (source: RoundSource, drops: readonly Dropped[]): readonly Dropped[] =>
  [...groupBy(drops, ({ receiver }) => receiver).values()].flatMap((own) => toldTo(source, own));

/**
 * Those who led a group in a round, or in a week, and from whom somebody else took it before it met. Also when it was called
 * off since: at night they may not have heard yet, and who leads it by then is told alone.
 */
const ledBefore = (source: RoundSource, place: Place): readonly Dropped[] => {
  const { round, group } = place;
  const { confirmedAt } = round;
  const off = calledOff(place);
  if (confirmedAt === null) return [];
  const { handOvers, teacher } = group;
  const leads = handOvers.map((_, index) => handOvers[index + 1]?.from ?? teacher);
  const start = group.meeting?.slot.start ?? Infinity;
  const drops = handOvers.map(({ from, at, by }, index): Dropped => {
    const since = handOvers[index - 1]?.at ?? confirmedAt;
    const backAt = handOvers.find((_, later) => later > index && leads[later] === from)?.at ?? null;
    const subject = about(place, 1, index + 2);
    return { receiver: from, as: 'teacher', at, subject, start, since, by, backAt };
  });
  return told(source, drops).filter(
    ({ receiver, at }) => receiver !== teacher && off?.by !== receiver && at < (off?.at ?? start),
  );
};

/**
 * Those who were taken out of a group that was asking them for times, or had one: they have a group with a fixed time by now, or
 * somebody moved them to another one. Not who had heard that it was called off, and was asked nothing since.
 */
const askedBefore = (source: RoundSource, place: Place): readonly Dropped[] => {
  const { asked, takenOut, students, meeting } = place.group;
  if (place.round.confirmedAt === null) return [];
  const drops = takenOut.flatMap(({ student: receiver, since: inSince, out, by, back }, index): Dropped[] => {
    const { at } = out;
    const one = {
      receiver,
      as: 'student',
      at,
      start: meeting?.slot.start ?? at,
      by,
      backAt: back?.at ?? null,
    } as const;
    const polled = asked.find(({ since, off, again }) => {
      const isOver =
        off !== null && isBefore(off, out) && hearsAt(source.directory, one, off.at) <= (again ?? out).at;
      return isBefore(since, out) && !isOver;
    });
    // A time may have been set without asking them.
    const asking = polled?.since ?? (meeting === null ? null : setAt(meeting.timeSet));
    if (asking === null || !isBefore(asking, out)) return [];
    return [{ ...one, subject: about(place, 1, index + 2), since: Math.max(asking.at, inSince) }];
  });
  return told(source, drops).filter(({ receiver }) => !students.includes(receiver));
};

/** Who is expected at a meeting that was announced. */
const expectedIn = ({ teacher, members }: Announced): readonly Pick<Dropped, 'receiver' | 'as'>[] => [
  { receiver: teacher, as: 'teacher' },
  ...members.map((receiver) => ({ receiver, as: 'student' }) as const),
];

/** Who is no longer expected at a meeting of a group with a fixed time, as it was announced from one time to the next. */
const leftWeek = (directory: Directory, { id, announced }: GroupState): readonly Dropped[] =>
  announced.flatMap((known, index) => {
    const next = announced[index + 1];
    if (next === undefined || known.slot.start <= next.at) return [];
    const { start } = known.slot;
    const subject = subjectOf(nameOf(timeOf(directory, known.slot)), id, 1);
    return expectedIn(known).flatMap(({ receiver, as }) => {
      const isOf = (one: Announced): boolean => expectedIn(one).some((other) => other.receiver === receiver);
      if (isOf(next)) return [];
      const first = announced.slice(0, index).findLastIndex((one) => !isOf(one)) + 1;
      const since = announced[first]?.at ?? known.at;
      const back = announced.slice(index + 1).findIndex(isOf);
      const backAt = announced.slice(index + 1)[back]?.at ?? null;
      const hears = (at: Moment): Moment => hearsAt(directory, { receiver, as }, at);
      // Off before they could hear that they are in, or are out: then they hear that alone, and that it is on again.
      const isOffFirst = announced
        .slice(index + 2, index + 2 + Math.max(back, 0))
        .some(({ offAt }) => offAt !== null && hears(next.at) > offAt);
      if (isOffFirst || (next.offAt !== null && hears(since) > next.offAt)) return [];
      // Who leaves the programme is told nothing.
      const by = next.left.includes(receiver) ? receiver : 'bot';
      return [{ receiver, as, at: next.at, subject, start, since, by, backAt }];
    });
  });

/** When somebody is of a group again, in whichever of its weeks that shows first. */
const backIn = (weeks: readonly GroupState[], { receiver, at, backAt }: Dropped): Moment | null => {
  const isOf = (one: Announced): boolean => expectedIn(one).some((other) => other.receiver === receiver);
  const later = weeks.flatMap(({ announced }) => announced.filter((one) => one.at > at && isOf(one)));
  const first = Math.min(backAt ?? Infinity, ...later.map((one) => one.at));
  return first === Infinity ? null : first;
};

const isSameDrop = (a: Dropped, b: Dropped): boolean => a.receiver === b.receiver && a.at === b.at;

/** When each was taken out of a group with a fixed time, or led it: once for all its weeks, in order. */
const outOfFixed = (source: RoundSource, group: GroupId): readonly (readonly Dropped[])[] => {
  const { directory, book } = source;
  const weeks = book
    .filter(({ isWeekly }) => isWeekly)
    .flatMap((round) => round.groups.filter(({ id }) => id === group));
  const gone = weeks.flatMap((week) => {
    const drops = leftWeek(directory, week);
    // Under a clock that stands still somebody may be out, back, and out again at one moment.
    return drops.map((one, index) => ({
      ...one,
      nth: drops.slice(0, index).filter((other) => isSameDrop(one, other)).length,
    }));
  });
  return [...groupBy(gone, ({ receiver }) => receiver).values()].map((times) => {
    const moments = [...groupBy(times, ({ at, nth }) => `${at} ${nth}`).values()]
      .flatMap(([first]) => first ?? [])
      .toSorted((a, b) => a.at - b.at || a.nth - b.nth);
    return moments.map((first, index): Dropped => {
      const { round, group: id } = subjectParts(first.subject);
      return { ...first, backAt: backIn(weeks, first), subject: subjectOf(round, id, index + 1) };
    });
  });
};

/** Those whom an import took out of a group with a fixed time, or who led it, of the meetings that were announced to them. */
const leftFixed = (source: RoundSource, group: Group): readonly Dropped[] => {
  const isIn = ({ receiver, as }: Dropped): boolean =>
    as === 'teacher' ? group.teacher === receiver : group.students.includes(receiver);
  return outOfFixed(source, group.id).flatMap((own) => toldTo(source, own).filter((one) => !isIn(one)));
};

/** Whether the invitation that was on its way to somebody came to nothing, as they were out when it would have come. */
const missedInvitation = ({ directory }: RoundSource, dropped: Dropped): boolean => {
  const { receiver, as, at, by, backAt } = dropped;
  const isActive = isActiveAs(directory, receiver, as, directory.calendar.dayOf(at));
  return by !== receiver && isActive && backAt !== null && hearsAt(directory, dropped, at) <= backAt;
};

/**
 * When those came back into a group with a fixed time who had been told that they were out of it, or had not heard of it before
 * they were, by address and in order. Where no meeting is near that would show it: as of when they were out.
 */
export const backInFixed = (source: RoundSource, group: GroupId): ReadonlyMap<string, readonly Moment[]> =>
  new Map(
    outOfFixed(source, group).flatMap((own) => {
      const heard = new Set(toldTo(source, own));
      const back = own.filter((one) => heard.has(one) || missedInvitation(source, one));
      const moments = back.map(({ at, backAt }) => backAt ?? at);
      return back.slice(0, 1).map(({ receiver }) => [receiver, moments] as const);
    }),
  );

const planned = ({ directory }: RoundSource, plan: Plan, dropped: Dropped): RoundMessage => {
  const { receiver, as, at, subject, start } = dropped;
  const until = directory.calendar.sameTimeLater(at, tellingDays);
  const worthUntil = start === Infinity ? until : Math.max(start, until);
  return plan({ kind: 'roundCancelled', receiver, as, at, subject, worthUntil });
};

/** `roundCancelled` to who led a group before it met, but not to who handed it over. */
export const noLongerLeading = (source: RoundSource, plan: Plan, place: Place): readonly RoundMessage[] =>
  ledBefore(source, place).map((dropped) => planned(source, plan, dropped));

/** `roundCancelled` to who is not asked for times any more, or not expected, though the others of the group are. */
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
