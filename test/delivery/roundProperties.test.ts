import * as fc from 'fast-check';
import { isActiveOn } from '../../bot/programme/directory';
import { studentsWithoutGroup } from '../../bot/programme/rounds/standing';
import type { Slot } from '../../bot/programme/rounds/model';
import { roundKinds } from '../../bot/programme/plannedMessage';
import { calledOff } from '../../bot/programme/rounds/state';
import { solversAreOpen } from '../fakes/directSolvers';
import { live, someLife, type Lived } from './roundLives';

beforeAll(solversAreOpen);

interface Met {
  readonly group: string;
  readonly slot: Slot;
  readonly who: readonly string[];
}

/** The meetings that stand, with the teacher and those who said that they can; of a fixed time everybody. */
const meetings = ({ source }: Lived): readonly Met[] =>
  source.book.flatMap((round) =>
    round.groups.flatMap((group): readonly Met[] => {
      const { meeting, poll, teacher, students } = group;
      if (meeting === null || calledOff({ round, group }) !== null) return [];
      const can = students.filter(
        (student) => round.isWeekly || poll?.answers.get(student)?.includes(meeting.slot.id),
      );
      return [{ group: `${round.id}/${group.id}`, slot: meeting.slot, who: [teacher, ...can] }];
    }),
  );

const checkPlaces = (lived: Lived): void => {
  const all = meetings(lived);
  for (const [index, one] of all.entries()) {
    for (const other of all.slice(index + 1)) {
      if (one.slot.end <= other.slot.start || other.slot.end <= one.slot.start) continue;
      const both = one.who.filter((who) => other.who.includes(who));
      expect([one.group, other.group, both]).toEqual([one.group, other.group, []]);
    }
  }
};

/** Who is in no group of a round that goes on found no room: every group of it is full. */
const checkNobodyLeftOut = ({ source, directory, facts }: Lived): void => {
  const day = '2027-03-12';
  for (const round of source.book.filter(({ isWeekly }) => !isWeekly)) {
    const without = studentsWithoutGroup(directory, round.groups, day);
    const sizes = round.groups.map(({ students }) => students.length);
    expect(without.length === 0 || sizes.every((size) => size >= 9)).toBe(true);
    const students = round.groups.flatMap((group) => group.students);
    expect(new Set(students).size).toBe(students.length);
  }
  const placed = facts.filter(({ kind }) => kind === 'moved').map(({ by }) => by);
  expect(placed.every((by) => by === 'bot')).toBe(true);
};

/** Between two cases of one member everybody brought one who was a member all the while. */
const checkLedger = ({ source, directory }: Lived): void => {
  const met = source.book
    .flatMap((round) => round.groups.map((group) => ({ round, group })))
    .filter((place) => calledOff(place) === null && place.group.meeting !== null)
    .toSorted((a, b) => (a.group.meeting?.slot.start ?? 0) - (b.group.meeting?.slot.start ?? 0));
  const brought = met.flatMap(({ round, group }) => {
    const bringing = source.bringers.of(round.id, group.id);
    const student = bringing?.student ?? null;
    // Without a report nobody knows better.
    const isThere = student !== null && (group.report?.present.includes(student) ?? true);
    return isThere ? [{ id: group.id, student, members: bringing?.members ?? [] }] : [];
  });
  for (const id of new Set(brought.map((one) => one.id))) {
    const own = brought.filter((one) => one.id === id);
    for (const [index, { student }] of own.entries()) {
      const before = own.slice(0, index).findLastIndex((one) => one.student === student);
      if (before < 0) continue;
      const between = own.slice(before, index + 1);
      const always = (own[0]?.members ?? []).filter((member) =>
        between.every(({ members }) => members.includes(member)),
      );
      const active = always.filter((email) => {
        const person = directory.person(email, 'student');
        return person !== null && isActiveOn(person, '2027-04-16');
      });
      expect(active.filter((member) => !between.some((one) => one.student === member))).toEqual([]);
    }
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

/** The bot decides each thing once. */
const checkDecisions = ({ facts }: Lived): void => {
  const byBot = facts.filter(({ by }) => by === 'bot');
  const once = byBot.filter(({ kind }) => kind === 'slotsProposed' || kind === 'slotChosen');
  const names = once.map((fact) => `${fact.kind} ${fact.round} ${'group' in fact ? fact.group : ''}`);
  expect(new Set(names).size).toBe(names.length);
};

test('whoever joins, leaves, answers or does not, wherever it is closed: intervision goes by its rules to its end', async () => {
  await fc.assert(
    fc.asyncProperty(someLife, async (life) => {
      const lived = await live(life);
      checkPlaces(lived);
      checkNobodyLeftOut(lived);
      checkLedger(lived);
      checkMessages(lived);
      checkDecisions(lived);
    }),
    { numRuns: 15 },
  );
});
