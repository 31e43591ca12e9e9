import * as fc from 'fast-check';
import { isActiveOn } from '../../bot/programme/directory';
import { choicesDue } from '../../bot/programme/rounds/decisions';
import { leftOutOf } from '../../bot/programme/rounds/joiners';
import { mostMembers, type Slot } from '../../bot/programme/rounds/model';
import { overlaps } from '../../bot/programme/rounds/overlaps';
import { roundKinds } from '../../bot/programme/plannedMessage';
import { calledOff, type Place } from '../../bot/programme/rounds/state';
import { hearsAt } from '../../bot/programme/rounds/hearing';
import { subjectParts } from '../../bot/programme/rounds/planning';
import { daysOver, groupStatus } from '../../bot/programme/rounds/status';
import { solversAreOpen } from '../fakes/directSolvers';
import { overtaken } from '../programme/rounds/overtaken';
import { live, someLife, type Lived, type Seen } from './roundLives';

beforeAll(solversAreOpen);

interface Met extends Place {
  readonly slot: Slot;
  readonly set: string;
}

/** The meetings that stand and are not over. */
const meetings = ({ source, now }: Seen): readonly Met[] =>
  source.book.flatMap((round) =>
    round.groups.flatMap((group): readonly Met[] => {
      const { meeting } = group;
      if (meeting === null || meeting.slot.end <= now || calledOff({ round, group }) !== null) return [];
      const set = `${round.id}/${group.id} ${meeting.number}`;
      return [{ round, group, slot: meeting.slot, set }];
    }),
  );

/** Nobody leads two meetings at once, whatever was shifted, handed over or chosen. */
const checkTeachers = (seen: Seen): void => {
  const all = meetings(seen);
  const double = all.flatMap((one, index) =>
    all
      .slice(index + 1)
      .filter((other) => one.group.teacher === other.group.teacher && overlaps(one.slot, other.slot))
      .map((other) => [one.set, other.set]),
  );
  expect(double).toEqual([]);
};

const takesPart = ({ source: { directory } }: Seen, email: string, moment: number): boolean => {
  const person = directory.person(email, 'student');
  return person !== null && isActiveOn(person, directory.calendar.dayOf(moment));
};

/** Every choice of some of these, in which there is one at least. */
const subsets = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  all.reduce<readonly (readonly T[])[]>(
    (some, one) => [...some, ...some.map((few) => [...few, one]), [one]],
    [],
  );

/**
 * The bot chooses a time for which it counts on four, and nobody is counted on in two places: who is in another meeting
 * that stood already is not, and who could be in two that are chosen together is in one of them. So in whichever way one
 * counts, meetings at one hour have four different people each.
 */
const checkCountedOn = (seen: Seen, before: Seen | undefined): void => {
  const known = new Set(before === undefined ? [] : meetings(before).map(({ set }) => set));
  const all = meetings(seen);
  const chosen = all.filter(
    ({ round, group, set }) => !round.isWeekly && group.meeting?.by === 'bot' && !known.has(set),
  );
  const countable = ({ group, slot }: Met): readonly string[] => {
    const others = all.filter((other) => !chosen.includes(other) && overlaps(other.slot, slot));
    const taken = others.flatMap((other) => other.group.students);
    const leading = others.map((other) => other.group.teacher);
    return group.students.filter(
      (who) =>
        group.poll?.answers.get(who)?.includes(slot.id) &&
        takesPart(seen, who, seen.now) &&
        !leading.includes(who) &&
        !(taken.includes(who) && takesPart(seen, who, slot.start)),
    );
  };
  const together = subsets(chosen).filter((some) =>
    some.every((one) => some.every((other) => overlaps(one.slot, other.slot))),
  );
  for (const some of together) {
    const leading = some.map(({ group }) => group.teacher);
    const people = new Set(some.flatMap(countable).filter((who) => !leading.includes(who)));
    expect([some.map(({ set }) => set), people.size >= 4 * some.length]).toEqual([expect.anything(), true]);
  }
};

/** A poll that is over has led to a meeting, or to a question: none is dropped. */
const checkDecided = ({ source, now }: Seen): void => {
  expect(choicesDue(source, now).map(({ round, group }) => `${round.id}/${group.id}`)).toEqual([]);
};

/** Everybody who takes part is in one group of a round, or named as left out: then no group has room for them. */
const checkNobodyLeftOut = (seen: Seen): void => {
  const { source, now } = seen;
  const { directory, book } = source;
  const weekly = directory.programme.groups.flatMap(({ students }) => students);
  const emails = directory.programme.people
    .filter(({ role }) => role === 'student')
    .map(({ email }) => email);
  const students = emails.filter((email) => takesPart(seen, email, now) && !weekly.includes(email));
  const open = book.filter((round) => !round.isWeekly && now < daysOver(directory, round));
  for (const round of open) {
    const placed = round.groups.flatMap((group) => group.students);
    const named = leftOutOf(source, round, now);
    const times = [...placed, ...named].filter((email) => students.includes(email));
    expect(times.toSorted()).toEqual(students.toSorted());
    const going = round.groups.filter((group) => calledOff({ round, group }) === null);
    const sizeOf = (group: (typeof going)[number]): number =>
      group.students.filter((email) => takesPart(seen, email, now)).length;
    expect(going.every((group) => sizeOf(group) <= mostMembers)).toBe(true);
    // Nobody joins a group that they lead.
    const hasRoom = (email: string): boolean =>
      going.some((group) => group.teacher !== email && sizeOf(group) < mostMembers);
    expect(named.filter(hasRoom)).toEqual([]);
  }
};

/** Somebody who brought a case to a meeting of a group, with the members then. */
interface Brought {
  readonly id: string;
  readonly student: string;
  readonly members: readonly string[];
  /** Written, so that it is nobody else's, wherever the meeting is put. */
  readonly isWritten: boolean;
}

const broughtIn = ({ source }: Lived): readonly Brought[] =>
  source.book
    .flatMap((round) => round.groups.map((group) => ({ round, group })))
    .filter((place) => calledOff(place) === null && place.group.meeting !== null)
    .toSorted((a, b) => (a.group.meeting?.slot.start ?? 0) - (b.group.meeting?.slot.start ?? 0))
    .flatMap(({ round, group }) => {
      const bringing = source.bringers.of(round.id, group.id);
      const student = bringing?.student ?? null;
      // Without a report nobody knows better.
      const isThere = student !== null && (group.report?.present.includes(student) ?? true);
      const givenAt = group.caseSteps.at(-1)?.at ?? 0;
      const members = (bringing?.members ?? []).filter(
        (one) => (group.joinedAt.get(one)?.at ?? 0) <= givenAt,
      );
      const isWritten = group.written?.student === student;
      return isThere ? [{ id: group.id, student, members, isWritten }] : [];
    });

/**
 * Nobody brings another case before everybody did who was a member all the while and never passed it on; nor two in a
 * row. Whoever joins later changes nothing of a turn that was given out.
 */
const checkLedger = (lived: Lived): void => {
  const { directory, facts } = lived;
  const passed = facts.flatMap((fact) => (fact.kind === 'casePassed' ? [fact.student] : []));
  const brought = broughtIn(lived);
  for (const id of new Set(brought.map((one) => one.id))) {
    const own = brought.filter((one) => one.id === id);
    const always = (own[0]?.members ?? []).filter((member) => {
      const person = directory.person(member, 'student');
      const isThere = person !== null && isActiveOn(person, '2027-04-16') && !passed.includes(member);
      return isThere && own.every(({ members }) => members.includes(member));
    });
    const wronged = overtaken(
      always,
      own.map(({ student }) => student),
    );
    // What is written is nobody else's, wherever its meeting is put, and goes before what is not.
    const isFree = own.map(({ isWritten }, index) => !isWritten && own[index - 1]?.isWritten !== true);
    expect([own, wronged.filter((some, index) => isFree[index] && some.length > 0)]).toEqual([own, []]);
  }
};

/** One receiver, one end: sent while it was worth it, alone or on one card with others; or stopped for a reason. */
const checkMessages = ({ ended, directory }: Lived): void => {
  expect(ended.length).toBeGreaterThan(0);
  for (const { message, keys, at, reason } of ended) {
    const { key, kind, receiver, subject, dueAt, worthUntil } = message;
    expect(key).toBe(`${kind}/${receiver}/${subject}`);
    expect(roundKinds).toContain(kind);
    expect(directory.rolesOf(receiver)).not.toEqual([]);
    expect(keys.length > 0).toBe(reason === null);
    expect(at).toBeGreaterThanOrEqual(dueAt);
    if (reason === null) expect(at).toBeLessThan(worthUntil);
  }
  const sent = ended.flatMap(({ keys }) => keys);
  expect(new Set(sent).size).toBe(sent.length);
};

/** What somebody was told last of a meeting before a moment: `roundInvite` with the number of its setting, or that it is off. */
const toldLast = ({ ended }: Lived, { round, group }: Place, who: string, before: number): string | null => {
  const own = ended.flatMap(({ message: { kind, receiver, subject }, reason, at }) => {
    const parts = subjectParts(subject);
    const isOf = parts.round === round.id && parts.group === group.id && receiver === who;
    if (!isOf || reason !== null || at >= before) return [];
    if (kind === 'roundInvite') return [{ at, told: `invited ${parts.number}` }];
    return kind === 'roundCancelled' ? [{ at, told: 'off' }] : [];
  });
  return own.toSorted((a, b) => a.at - b.at).at(-1)?.told ?? null;
};

/** Facts that change whether somebody is expected, and when. */
const changing: readonly string[] = [
  'slotChosen',
  'shifted',
  'handedOver',
  'groupCancelled',
  'cancelled',
  'moved',
];

/**
 * Who is expected at the meeting of a round was told so last, of the time that it has, and who had been and is not any more
 * was told that, whoever changed it and when; as far as they could hear of it before it began.
 */
const checkHeard = (lived: Lived): void => {
  const { directory, source, facts } = lived;
  const places = source.book
    .filter(({ isWeekly }) => !isWeekly)
    .flatMap((round) => round.groups.map((group): Place => ({ round, group })));
  for (const place of places) {
    const { round, group } = place;
    const start = group.meeting?.slot.start ?? 0;
    const changes = facts
      .filter(
        (fact) =>
          fact.round === round.id && (!('group' in fact) || fact.kind === 'moved' || fact.group === group.id),
      )
      .filter(({ kind, at }) => changing.includes(kind) && at < start);
    const changed = Math.max(0, ...changes.map(({ at }) => at));
    const isOff = (calledOff(place)?.at ?? Infinity) < start;
    const leader = group.handOvers.find(({ at }) => at >= start)?.from ?? group.teacher;
    const moved = group.takenOut.flatMap(({ student, to }) => (to === null ? [] : [student]));
    const people = [...group.students, ...moved, ...group.handOvers.map(({ from }) => from), group.teacher];
    for (const who of new Set(start === 0 ? [] : people)) {
      const as = [...group.students, ...moved].includes(who) ? 'student' : 'teacher';
      const person = directory.person(who, as);
      const hasJoined = (group.joinedAt.get(who)?.at ?? 0) < start;
      const isThere = person !== null && hasJoined && isActiveOn(person, directory.calendar.dayOf(start));
      if (!isThere || hearsAt(directory, { receiver: who, as }, changed) >= start) continue;
      const told = toldLast(lived, place, who, start);
      const isExpected = !isOff && (who === leader || group.students.includes(who));
      const right = isExpected ? `invited ${group.meeting?.number ?? 0}` : 'off';
      // Who did it themselves knows.
      const knows = !isExpected && (told === null || changes.some(({ by }) => by === who));
      expect([who, round.id, group.id, knows ? right : told]).toEqual([who, round.id, group.id, right]);
    }
  }
};

/** Who takes part in a group that is asked for times, and has not answered, was asked last, not told that they are out. */
const checkAsked = ({ seen, ended }: Lived): void => {
  // What came of a moment.
  const last = seen.filter(({ now }, index) => seen[index + 1]?.now !== now);
  for (const { source, now } of last) {
    const { directory, book } = source;
    const places = book.flatMap((round) => round.groups.map((group): Place => ({ round, group })));
    for (const { round, group } of places) {
      const { poll, students, joinedAt } = group;
      if (poll === null || groupStatus(directory, { round, group }, now) !== 'polling') continue;
      for (const who of students.filter((one) => !poll.answers.has(one))) {
        const since = Math.max(poll.openedAt, joinedAt.get(who)?.at ?? 0);
        const isThere = takesPart({ source, now }, who, now);
        if (!isThere || hearsAt(directory, { receiver: who, as: 'student' }, since) > now) continue;
        const told = ended.filter(({ message: { kind, receiver, subject }, reason, at }) => {
          const parts = subjectParts(subject);
          const isOf = parts.round === round.id && parts.group === group.id && receiver === who;
          const isSent = at <= now && (reason === null || reason === 'merged');
          return isOf && isSent && (kind.startsWith('roundPoll') || kind === 'roundCancelled');
        });
        const newest = told.toSorted((a, b) => a.at - b.at).at(-1)?.message;
        const what =
          newest === undefined ? 'nothing' : `${newest.kind} ${subjectParts(newest.subject).number}`;
        expect([round.id, group.id, who, what.replace('Reminder', '')]).toEqual([
          round.id,
          group.id,
          who,
          `roundPoll ${poll.number}`,
        ]);
      }
    }
  }
};

/** The bot decides each thing once; times for a group that it had called off once more when that was a mistake. */
const checkDecisions = ({ facts }: Lived): void => {
  const byBot = facts.filter(({ by }) => by === 'bot');
  const once = byBot.filter(({ kind }) => kind === 'slotsProposed' || kind === 'slotChosen');
  const names = once.map((fact) => {
    const about = `${fact.round} ${'group' in fact ? fact.group : ''}`;
    const off = byBot.filter(
      (other) =>
        other.kind === 'groupCancelled' && other.at < fact.at && about === `${other.round} ${other.group}`,
    );
    return `${fact.kind} ${about} ${fact.kind === 'slotsProposed' ? off.length : 0}`;
  });
  expect(new Set(names).size).toBe(names.length);
};

test('whoever joins, leaves, leads, answers or does not, wherever it is closed and whatever is changed: intervision goes by its rules to its end', async () => {
  await fc.assert(
    fc.asyncProperty(someLife, async (life) => {
      const lived = await live(life);
      for (const [index, seen] of lived.seen.entries()) {
        checkTeachers(seen);
        checkCountedOn(seen, lived.seen[index - 1]);
        checkDecided(seen);
        checkNobodyLeftOut(seen);
      }
      checkLedger(lived);
      checkMessages(lived);
      checkHeard(lived);
      checkAsked(lived);
      checkDecisions(lived);
    }),
    { numRuns: 20 },
  );
});
