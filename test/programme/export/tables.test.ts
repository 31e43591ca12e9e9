import * as fc from 'fast-check';
import { directoryOf } from '../../../bot/programme/directory';
import { exportScope } from '../../../bot/programme/export/scope';
import {
  exportedFlags,
  exportedPupils,
  exportedSessions,
  type ExportSource,
} from '../../../bot/programme/export/tables';
import { studentTallies } from '../../../bot/programme/export/students';
import { answersIn, type PupilFact } from '../../../bot/programme/facts';
import { roundSource } from '../../../bot/programme/rounds/timetable';
import { summarise } from '../../../bot/programme/summary/summary';
import {
  aCoordinator,
  aDirectory,
  anAction,
  anAnswer,
  aPair,
  aPerson,
  aPupil,
  aSchool,
  aSession,
  at,
} from '../../builders';
import { someFacts, someMoment } from '../facts';
import { few, someProgramme } from '../programmes';

const student = 'sam@leiden.example';
const directory = aDirectory({
  schools: [aSchool(), aSchool({ id: 'zwc', name: 'Zuiderpark College' })],
  people: [aPerson({ email: student, name: 'Sam de Boer' }), aCoordinator({ email: 'jan@hmp.example' })],
  pupils: [aPupil({ id: 'p1', firstName: 'Yara' }), aPupil({ id: 'p3', firstName: 'Bo', school: 'zwc' })],
  pairs: [aPair({ pupil: 'p1', student }), aPair({ pupil: 'p3', student })],
});
const days = ['2027-02-09', '2027-02-16', '2027-03-02'];
const absent = days.map((day) =>
  anAnswer(day, { session: aSession(day, { pupil: 'p1', student }), outcome: 'absentUnnotified' }),
);
const taken = anAction({
  at: at('2027-03-03T10:00:00+01:00'),
  verb: 'acknowledge',
  by: 'jan@hmp.example',
});
const source = (changes: Partial<ExportSource> = {}): ExportSource => ({
  directory,
  schools: ['jdw'],
  factsOf: (pupil) => (pupil === 'p1' ? [...absent, taken] : []),
  rounds: roundSource(directory, []),
  now: at('2027-03-10T12:00:00+01:00'),
  ...changes,
});

const exportedStudents = (of: ExportSource) => {
  const tallies = studentTallies();
  for (const school of of.schools) tallies.add({ ...of, schools: [school] });
  return tallies.rows(of.directory);
};

const act = (iso: string, verb: 'acknowledge' | 'resolve', by: string) => anAction({ at: at(iso), verb, by });

const sum = (rows: Iterable<{ readonly sessions: number; readonly absence: number }>) => {
  const all = [...rows];
  return {
    sessions: all.reduce((so, { sessions }) => so + sessions, 0),
    absence: all.reduce((so, { absence }) => so + absence, 0),
  };
};

/** What came of the session of 9 March, as it stands at a moment. */
const outcomeAt = (now: string) =>
  [...exportedSessions(source({ now: at(now) }))].find(({ date }) => date === '2027-03-09')?.outcome;

describe('the rows of an export', () => {
  test('of sessions tell what was said, what was not, and what is to come', () => {
    const rows = [...exportedSessions(source())];
    const brief = rows.map(({ date, outcome, attendance }) => [date, outcome, attendance]);
    expect(brief.slice(0, 2)).toEqual([
      ['2027-02-09', 'absentUnnotified', 'absence'],
      ['2027-02-16', 'absentUnnotified', 'absence'],
    ]);
    expect(brief).toContainEqual(['2027-03-09', 'unknown', null]);
    expect(brief).toContainEqual(['2027-03-16', 'planned', null]);
    expect(rows[0]).toMatchObject({ pupil: 'Yara', student: 'Sam de Boer', address: student });
  });

  test('a session that has begun is to come until it has ended', () => {
    expect(outcomeAt('2027-03-09T09:59:59+01:00')).toBe('planned');
    expect(outcomeAt('2027-03-09T10:00:00+01:00')).toBe('unknown');
  });

  test('of flags say who took them up', () => {
    const [row, ...others] = [...exportedFlags(source())];
    expect(others).toEqual([]);
    expect(row?.flag).toMatchObject({ status: 'acknowledged', level: 3 });
    expect(row?.acknowledged).toMatchObject({ by: 'jan@hmp.example', at: taken.at });
    expect(row?.resolved).toBeNull();
  });

  test('of pupils and students count the same sessions', () => {
    const [pupil] = [...exportedPupils(source())];
    const [someone] = [...exportedStudents(source())];
    expect(pupil).toMatchObject({ students: ['Sam de Boer'], openFlag: 3, absence: 3, held: 0 });
    expect(someone).toMatchObject({
      name: 'Sam de Boer',
      pupils: 1,
      absence: 3,
      sessions: pupil?.sessions,
      lastAnswered: '2027-03-02',
    });
  });

  test('look at nobody outside of the schools, and an answer to come does not count yet', () => {
    const seen = new Set<string>();
    const watched = source({
      now: at('2027-02-12T12:00:00+01:00'),
      factsOf: (pupil) => {
        seen.add(pupil);
        return absent;
      },
    });
    const all = [
      ...exportedSessions(watched),
      ...exportedPupils(watched),
      ...exportedFlags(watched),
      ...exportedStudents(watched),
    ];
    expect([...seen]).toEqual(['p1']);
    expect(JSON.stringify(all)).not.toContain('p3');
    expect([...exportedSessions(watched)].filter(({ attendance }) => attendance !== null)).toHaveLength(1);
  });

  test('say when an answer was first given: a note that follows changes nothing about the session', () => {
    const again = absent.map((answer) => ({ ...answer, at: answer.at + 7 * 86_400_000 }));
    const late = at('2027-03-20T12:00:00+01:00');
    const changed = absent.map((answer) => ({ ...answer, at: late, outcome: 'onTime' as const }));
    const recorded = (facts: readonly PupilFact[]) =>
      [...exportedSessions(source({ factsOf: () => facts, now: late }))]
        .slice(0, 1)
        .map(({ recordedAt }) => recordedAt);
    const [first] = absent;
    expect(recorded([...absent, ...again])).toEqual([first?.at]);
    expect(recorded([...absent, ...again, ...changed])).toEqual([late]);
  });

  test('name who took a flag up only while that holds: not once it was opened again', () => {
    const all = ['2027-02-09', '2027-02-16', '2027-02-23', '2027-03-02'].map((day) =>
      anAnswer(day, { session: aSession(day, { pupil: 'p1', student }), outcome: 'absentUnnotified' }),
    );
    const facts = [
      ...all.slice(0, 2),
      act('2027-02-17T10:00:00+01:00', 'acknowledge', 'anna@hmp.example'),
      act('2027-02-18T10:00:00+01:00', 'resolve', 'anna@hmp.example'),
      ...all.slice(2),
      act('2027-03-03T10:00:00+01:00', 'resolve', 'bob@hmp.example'),
    ];
    const [flag, ...others] = exportedFlags(source({ factsOf: () => facts }));
    expect(others).toEqual([]);
    expect([flag?.acknowledged?.by, flag?.resolved?.by]).toEqual([undefined, 'bob@hmp.example']);
    const [before] = exportedFlags(source({ factsOf: () => facts.slice(0, 4) }));
    expect(before?.acknowledged?.by).toBe('anna@hmp.example');
  });

  test('add up to the summary, whatever happened', () => {
    fc.assert(
      fc.property(someProgramme, someFacts, someMoment, (programme, all, now) => {
        const any = directoryOf(programme);
        // Nobody is told of what is to come.
        const facts = all.filter((fact) => fact.at <= now);
        const factsOf = () => facts;
        const given: ExportSource = {
          directory: any,
          schools: programme.schools.map(({ id }) => id),
          factsOf,
          rounds: roundSource(any, []),
          now,
        };
        const scope = { school: null, class: null, pupil: null, from: null, to: null };
        const whole = summarise(any, () => answersIn(facts), scope, now);
        const expected = { sessions: whole.sessions, absence: whole.absence };
        expect(sum(exportedPupils(given))).toEqual(expected);
        expect(sum(exportedStudents(given))).toEqual(expected);
      }),
      few,
    );
  });
});

describe('who may take data away', () => {
  const people = [
    aPerson({ email: student }),
    aCoordinator({ email: 'all@hmp.example' }),
    aCoordinator({ email: 'jan@hmp.example', schools: ['jdw'] }),
    aCoordinator({ email: 'was@hmp.example', endedOn: '2027-03-10' }),
  ];
  const schools = [aSchool(), aSchool({ id: 'zwc' })];
  test.each([
    ['all@hmp.example', '2027-03-09', ['jdw', 'zwc']],
    ['jan@hmp.example', '2027-03-09', ['jdw']],
    ['was@hmp.example', '2027-03-09', ['jdw', 'zwc']],
    ['was@hmp.example', '2027-03-10', []],
    [student, '2027-03-09', []],
    ['nobody@hmp.example', '2027-03-09', []],
  ])('%s on %s: %p', (by, day, expected) => {
    expect(
      exportScope(
        aDirectory({ people, schools }),
        { tenant: 'tenant-1', email: by },
        at(`${day}T12:00:00+01:00`),
      ),
    ).toEqual(expected);
  });
});
