/** Whatever schools hold that somebody does not answer for, they are told the same as if these did not exist. */
import * as fc from 'fast-check';
import { digestDetails } from '../../bot/programme/digestDetails';
import { directoryOf } from '../../bot/programme/directory';
import { outcomes, type Answer, type ContactMade } from '../../bot/programme/facts';
import type { Programme, Weekday } from '../../bot/programme/model';
import { attendanceFromFacts } from '../../bot/programme/pupilAttendance';
import { sessionsOfPupil } from '../../bot/programme/sessions';
import { signalDetails, studentMatters, type SignalSource } from '../../bot/programme/signalDetails';
import { everythingAsked } from '../../bot/programme/summary/asked';
import { studentDetails, whoDetails } from '../../bot/programme/summary/people';
import { aCoordinator, aPair, anAnswer } from '../builders';
import { someMoment } from './facts';
import { few, someDay, someProgramme } from './programmes';

const [own, other] = ['jdw', 'zwc'];
const cora = aCoordinator({ email: 'cora@hmp.example', schools: [own] });
const jan = aCoordinator({ email: 'jan@hmp.example', schools: [other] });

/** The students of the first school meet pupils of the other one too, on other days. */
const sharing = (programme: Programme, weekdays: readonly Weekday[]): Programme => ({
  ...programme,
  people: [...programme.people.filter(({ role }) => role === 'student'), cora, jan],
  pairs: [
    ...programme.pairs,
    ...programme.pairs
      .slice(0, 2)
      .map(({ student }, index) => aPair({ pupil: 'p3', student, weekday: weekdays[index] ?? 1 })),
  ],
});

const without = (programme: Programme): Programme => {
  const pupils = programme.pupils.filter(({ school }) => school === own);
  return {
    ...programme,
    schools: programme.schools.filter(({ id }) => id === own),
    pupils,
    pairs: programme.pairs.filter((pair) => pupils.some(({ id }) => id === pair.pupil)),
    people: programme.people.filter(({ email }) => email !== jan.email),
  };
};

const answersIn = (
  programme: Programme,
  chances: Iterator<number>,
): ReadonlyMap<string, readonly Answer[]> => {
  const directory = directoryOf(programme);
  const answered = ({ id }: { readonly id: string }): Answer[] =>
    sessionsOfPupil(directory, id, []).flatMap((session) => {
      const chance = chances.next().value ?? 0;
      const outcome = outcomes[chance % outcomes.length] ?? 'onTime';
      return chance % 3 === 0 ? [] : [anAnswer(session.date, { session, outcome, minutesLate: null })];
    });
  return new Map(programme.pupils.map((pupil) => [pupil.id, answered(pupil)]));
};

/** Silence is the student's: it is looked at below. */
const exceptSilence = (key: string, value: unknown): unknown => (key === 'silent' ? undefined : value);

/** Everything that is told of students to the coordinator of the first school. */
const told = (programme: Programme, source: Omit<SignalSource, 'directory' | 'schools'>, monday: string) => {
  const directory = directoryOf(programme);
  const here = { ...source, directory, schools: [own] };
  const attendanceOf = (pupil: Parameters<typeof attendanceFromFacts>[1]) =>
    attendanceFromFacts(directory, pupil, source.factsOf(pupil.id), source.now, null);
  const whole = { ...here, attendanceOf };
  return JSON.stringify(
    [
      signalDetails(here),
      digestDetails(here, cora, monday, []),
      ...programme.people
        .filter(({ role }) => role === 'student')
        .map(({ email: student }) => [
          studentMatters(here, student),
          studentDetails(whole, { ...everythingAsked, student }, student),
          whoDetails(whole, { ...everythingAsked, student, who: 'missed' }, 'missed'),
        ]),
    ],
    exceptSilence,
  );
};

/** Whom the coordinator of the first school is told of as silent. */
const silentIn = (programme: Programme, source: Omit<SignalSource, 'directory' | 'schools'>) =>
  signalDetails({ ...source, directory: directoryOf(programme), schools: [own] }).silent;

const someContact = fc
  .record({
    at: someMoment,
    by: fc.constantFrom(cora.email, jan.email),
    student: fc.constantFrom('s1@leiden.example', 's2@leiden.example'),
  })
  .map((made): ContactMade => ({ ...made, note: null }));
const contacts = fc.array(someContact, { maxLength: 6 });

test('stil, the digest and the summary of a student say the same', () => {
  const chances = fc.infiniteStream(fc.nat({ max: 1000 }));
  const someWeekday = fc.constantFrom(1, 2, 3, 4, 5);
  const weekdays = fc.tuple(someWeekday, someWeekday);
  fc.assert(
    fc.property(
      someProgramme,
      weekdays,
      chances,
      contacts,
      someMoment,
      someDay,
      (some, days, chance, made, now, monday) => {
        const all = sharing(some, days);
        const facts = answersIn(all, chance);
        const contactsMade = made.toSorted((a, b) => a.at - b.at);
        const source = {
          factsOf: (pupil: string) => facts.get(pupil) ?? [],
          pauses: [],
          contactsMade,
          unreachableSince: () => null,
          now,
        };
        const ours = contactsMade.filter(({ by }) => by === cora.email);
        const alone = { ...source, contactsMade: ours };
        expect(told(all, source, monday)).toBe(told(without(all), alone, monday));
        const both = silentIn(all, source);
        const here = silentIn(without(all), alone);
        expect(both).toEqual(expect.arrayContaining(here));
        for (const { student, since } of both) {
          const theirs = without(all).pairs.filter((pair) => pair.student === student);
          expect(theirs.flatMap((pair) => directoryOf(all).meetingDays(pair))).toContain(since);
        }
      },
    ),
    few,
  );
});
