import * as fc from 'fast-check';
import { isClosed, isWeekday } from '../../../bot/programme/calendar';
import type { RoundFact } from '../../../bot/programme/rounds/facts';
import { roundKinds } from '../../../bot/programme/plannedMessage';
import { choicesDue, offersDue, turnsDue } from '../../../bot/programme/rounds/decisions';
import { roundsJson } from '../../../bot/programme/rounds/roundsJson';
import { roundSending } from '../../../bot/programme/rounds/sending';
import { roundSource, roundTimetable } from '../../../bot/programme/rounds/timetable';
import { studentClosures } from '../../../bot/programme/rounds/weeks';
import { rolesFor } from './receivers';
import { someFacts, someMoment, someTown } from './generated';

/** Whole timetables are dear: so many are tried in every run of the tests. */
const runs = { numRuns: 30 };

describe('whatever happens in intervision', () => {
  test('facts come to the same in any order in which they are read, and never to a fault', () => {
    fc.assert(
      fc.property(
        someTown,
        someFacts.chain((facts) =>
          fc.tuple(fc.constant(facts), fc.shuffledSubarray([...facts], { minLength: facts.length })),
        ),
        someMoment,
        (directory, [facts, shuffled], now) => {
          const [one, other] = [facts, shuffled].map((some) => roundSource(directory, some));
          if (one === undefined || other === undefined) throw new Error('two sources');
          expect(roundsJson(other, now)).toEqual(roundsJson(one, now));
          expect(roundTimetable(other).between(0, Infinity)).toEqual(
            roundTimetable(one).between(0, Infinity),
          );
          expect(turnsDue(other, now)).toEqual(turnsDue(one, now));
          expect(offersDue(other, now)).toEqual(offersDue(one, now));
          expect(choicesDue(other, now)).toEqual(choicesDue(one, now));
        },
      ),
      runs,
    );
  });

  test('every message has a key of its own, made of its kind, receiver and subject', () => {
    fc.assert(
      fc.property(someTown, someFacts, (directory, facts) => {
        const messages = roundTimetable(roundSource(directory, facts)).between(0, Infinity);
        expect(new Set(messages.map(({ key }) => key)).size).toBe(messages.length);
        for (const { key, kind, receiver, subject } of messages) {
          expect(key).toBe(`${kind}/${receiver}/${subject}`);
          expect(roundKinds).toContain(kind);
        }
      }),
      runs,
    );
  });

  test('every message is for the teacher, a member, the bringer or a coordinator of its group, by its kind', () => {
    fc.assert(
      fc.property(someTown, someFacts, (directory, facts) => {
        const source = roundSource(directory, facts);
        const timetable = roundTimetable(source);
        for (const message of timetable.between(0, Infinity)) {
          const { key, receiver, dueAt } = message;
          const roles = rolesFor(source, message);
          expect([key, roles]).not.toEqual([key, []]);
          if (roundSending(source, timetable, message, dueAt).do !== 'send') continue;
          const day = directory.calendar.dayOf(dueAt);
          const takesPart = roles.some((role) => {
            const endedOn = directory.person(receiver, role)?.endedOn;
            return endedOn === null || (endedOn !== undefined && day < endedOn);
          });
          expect([key, takesPart]).toEqual([key, true]);
        }
      }),
      // Few of them set a meeting of two groups.
      { numRuns: 150 },
    );
  });

  test('no message starts outside the window, at the weekend, or on a day that is closed for a student', () => {
    fc.assert(
      fc.property(someTown, someFacts, (directory, facts) => {
        const { calendar, programme } = directory;
        for (const { dueAt, receiver } of roundTimetable(roundSource(directory, facts)).between(
          0,
          Infinity,
        )) {
          const [day, time] = [calendar.dayOf(dueAt), calendar.timeOf(dueAt)];
          expect(isWeekday(day)).toBe(true);
          expect(programme.sendWindow.from <= time && time < programme.sendWindow.to).toBe(true);
          if (directory.person(receiver, 'student') === null) continue;
          expect(studentClosures(directory, receiver, day).some((closed) => isClosed(closed, day))).toBe(
            false,
          );
        }
      }),
      runs,
    );
  });

  test('nobody is in two groups of a round, and the bringer of a case is a member or has brought it', () => {
    fc.assert(
      fc.property(someTown, someFacts, (directory, facts) => {
        const { book, bringers } = roundSource(directory, facts);
        for (const { id, groups, isWeekly } of book) {
          const students = groups.flatMap((group) => group.students);
          // Who changes groups in the middle of a week was in both.
          if (!isWeekly) expect(new Set(students).size).toBe(students.length);
          for (const group of groups) {
            const bringing = bringers.of(id, group.id);
            if (bringing?.student === undefined || bringing.student === null || group.report !== null)
              continue;
            expect(bringing.members).toContain(bringing.student);
          }
        }
      }),
      runs,
    );
  });

  test('whose turn it is, once stored, asks for nothing to be stored again', () => {
    fc.assert(
      fc.property(someTown, someFacts, someMoment, (directory, some, now) => {
        const facts = some.filter(({ at }) => at <= now);
        for (let pass = 0; pass < 12; pass += 1) {
          const due = turnsDue(roundSource(directory, facts), now);
          if (due.length === 0) return;
          const stored = due.map((turn, index): RoundFact => {
            const order = 1000 * (pass + 1) + index;
            return { kind: 'caseAssigned', at: now, order, by: 'bot', ...turn };
          });
          facts.push(...stored);
        }
        throw new Error('turns are given over and over');
      }),
      { numRuns: 100 },
    );
  });

  test('every message that is wanted can go out, and those that go out together name each other', () => {
    fc.assert(
      fc.property(someTown, someFacts, (directory, facts) => {
        const source = roundSource(directory, facts);
        const timetable = roundTimetable(source);
        const messages = timetable.between(0, Infinity);
        const together = new Map<string, readonly string[]>();
        for (const message of messages) {
          const sending = roundSending(source, timetable, message, message.dueAt);
          if (sending.do !== 'send') continue;
          together.set(
            message.key,
            sending.together.map(({ key }) => key),
          );
        }
        for (const [key, keys] of together) {
          expect(keys).toContain(key);
          for (const other of keys) expect(together.get(other)).toEqual(keys);
        }
        const known = messages.filter(({ dueAt, worthUntil }) => dueAt < worthUntil);
        const active = known.filter(({ receiver, dueAt }) =>
          directory
            .rolesOf(receiver)
            .some(({ endedOn }) => endedOn === null || directory.calendar.dayOf(dueAt) < endedOn),
        );
        expect(new Set(together.keys())).toEqual(new Set(active.map(({ key }) => key)));
      }),
      runs,
    );
  });

  test('a timetable in pieces is the whole', () => {
    fc.assert(
      fc.property(someTown, someFacts, someMoment, (directory, facts, moment) => {
        const timetable = roundTimetable(roundSource(directory, facts));
        const whole = timetable.between(0, Infinity);
        expect([...timetable.between(0, moment), ...timetable.between(moment, Infinity)]).toEqual(whole);
        expect(timetable.nextAfter(moment)).toBe(whole.find(({ dueAt }) => dueAt > moment)?.dueAt ?? null);
        for (const { dueAt, worthUntil } of timetable.worthAt(moment)) {
          expect(dueAt).toBeLessThanOrEqual(moment);
          expect(worthUntil).toBeGreaterThan(moment);
        }
      }),
      runs,
    );
  });
});
