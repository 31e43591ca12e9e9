/** Groups for 1,000 students in a thread, while the event loop is watched, and meeting times for all of them. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { intervisionWith } from '../../bot/intervision/intervision';
import { inThread } from '../../bot/intervision/solvingThread';
import { directoryOf, type Directory } from '../../bot/programme/directory';
import type { Person, Weekday } from '../../bot/programme/model';
import { studentsToPlace, teachersAvailable } from '../../bot/programme/rounds/roster';
import { aPair, aPerson, aProgramme, aPupil, aSchool } from '../builders';
import { duration, type Figure } from './report';
import { median, timed } from './rounds';

const students = 1_000;
const teachers = 20;
const schools = 5;
const classesPerSchool = 7;
const rounds = 5;
const today = '2027-03-01';
const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5];

const studentOf = (index: number): Person =>
  aPerson({ email: `student-${index}@x`, university: index % 3 === 0 ? 'hhs' : 'leiden' });

const teacherOf = (index: number): Person =>
  aPerson({ email: `teacher-${index}@x`, role: 'teacher', university: null });

const each = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const directory = (): Directory =>
  directoryOf(
    aProgramme({
      schools: each(schools, (index) => aSchool({ id: `school-${index}` })),
      universities: ['leiden', 'hhs'].map((id) => ({ id, name: id, closed: [] })),
      people: [...each(students, studentOf), ...each(teachers, teacherOf)],
      pupils: each(students, (index) =>
        aPupil({
          id: `p${index}`,
          school: `school-${index % schools}`,
          class: `3${index % classesPerSchool}`,
        }),
      ),
      pairs: each(students, (index) =>
        aPair({ pupil: `p${index}`, student: `student-${index}@x`, weekday: weekdays[(index % 7) % 5] ?? 1 }),
      ),
    }),
  );

interface Measured {
  readonly milliseconds: number;
  /** The longest that other work of the process had to wait meanwhile. */
  readonly waited: number;
}

const watched = async (work: () => Promise<unknown>): Promise<Measured> => {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const milliseconds = await timed(work);
  delay.disable();
  return { milliseconds, waited: delay.max / 1e6 };
};

const middle = (measured: readonly Measured[]): Measured => ({
  milliseconds: median(measured.map(({ milliseconds }) => milliseconds)),
  waited: median(measured.map(({ waited }) => waited)),
});

const repeated = async (work: () => Promise<unknown>): Promise<Measured> => {
  const measured: Measured[] = [];
  for (let round = 0; round < rounds; round += 1) measured.push(await watched(work));
  return middle(measured);
};

const figures = (what: string, most: number, { milliseconds, waited }: Measured): Figure[] => [
  { what, value: milliseconds / 1000, unit: 's', aim: { most }, detail: `median of ${rounds}` },
  {
    what: `${what}: longest wait of other work`,
    value: waited / milliseconds,
    unit: '× that time',
    aim: { most: 0.1 },
    detail: duration(waited),
  },
];

/** Seconds against the 10 s that are asked for, and how long the bot's other work waits meanwhile. */
export const measureIntervision = async (): Promise<Figure[]> => {
  const programme = directory();
  const intervision = intervisionWith(inThread);
  const emails = each(students, (index) => `student-${index}@x`);
  const wanted = {
    students: studentsToPlace(programme, emails, today),
    teachers: teachersAvailable(programme, today, []),
    groupSize: 7,
    prefix: '',
  };
  const { groups } = await intervision.formGroups(wanted);
  const meeting = {
    groups,
    from: today,
    to: '2027-03-12',
    minutes: 65,
    notBefore: 0,
    appointments: new Map(),
  };
  const forming = await repeated(() => intervision.formGroups(wanted));
  const proposing = await repeated(() => intervision.proposeSlots(programme, meeting));
  return [
    ...figures('groups for 1,000 students', 10, forming),
    ...figures(`meeting times for ${groups.length} groups`, 10, proposing),
  ];
};
