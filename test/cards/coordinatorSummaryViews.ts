/** Believable summaries for coordinators. People are invented; figures of parts need not add up. */
import type { SummaryDetails, SummaryPart } from '../../bot/programme/summaryDetails';
import type { Figures, SummaryScope } from '../../bot/programme/summary';

/** Figures that add up; what is not said is nil. */
export const someFigures = (
  counts: Partial<Pick<Figures, 'present' | 'late' | 'absence' | 'missed' | 'notCounted' | 'unknown'>> = {},
): Figures => {
  const all = { present: 0, late: 0, absence: 0, missed: 0, notCounted: 0, unknown: 0, ...counts };
  const observed = all.present + all.late + all.absence + all.missed;
  return {
    ...all,
    sessions: observed + all.notCounted + all.unknown,
    answered: observed + all.notCounted,
    attendanceRate: observed === 0 ? null : (all.present + all.late) / observed,
  };
};

/** Nothing asked for but what is given. */
export const someScope = (scope: Partial<SummaryScope> = {}): SummaryScope => ({
  school: null,
  class: null,
  pupil: null,
  from: null,
  to: null,
  ...scope,
});

const lineOf = (label: string, figures: Figures, scope: Partial<SummaryScope>): SummaryPart => ({
  label,
  figures,
  scope: someScope(scope),
});

/** The Monday of a week of the spring term, counted from 8 February. */
const mondayOf = (index: number): string =>
  new Date(Date.UTC(2027, 1, 8 + 7 * index)).toISOString().slice(0, 10);

const sundayOf = (index: number): string =>
  new Date(Date.UTC(2027, 1, 14 + 7 * index)).toISOString().slice(0, 10);

/** Weeks from 8 February on, each a little different. */
export const someWeeks = (count: number, scope: Partial<SummaryScope> = {}): SummaryDetails['byWeek'] =>
  Array.from({ length: count }, (_, index) => ({
    week: `2027-W${String(6 + index).padStart(2, '0')}`,
    monday: mondayOf(index),
    figures: someFigures({
      present: 10 + (index % 3),
      late: index % 4,
      absence: index % 2,
      missed: 1,
      unknown: index % 3,
    }),
    scope: someScope({ ...scope, from: mondayOf(index), to: sundayOf(index) }),
  }));

/** The whole programme after five weeks. */
export const someSummary: SummaryDetails = {
  programme: 'Haags Mentorprogramma 2027',
  title: [],
  scope: someScope(),
  figures: someFigures({ present: 96, late: 9, absence: 7, missed: 5, notCounted: 3, unknown: 4 }),
  parts: [
    lineOf('Johan de Witt', someFigures({ present: 50, late: 5, absence: 6, missed: 2, unknown: 3 }), {
      school: 'jdw',
    }),
    lineOf('Zuiderpark', someFigures({ present: 46, late: 4, absence: 1, missed: 3, notCounted: 3 }), {
      school: 'zwc',
    }),
  ],
  partsAre: 'school',
  attention: [
    {
      ...lineOf('Noor (3C)', someFigures({ present: 1, absence: 3 }), {
        school: 'zwc',
        class: '3C',
        pupil: 'p051',
      }),
      level: 3,
    },
    {
      ...lineOf('Yara (3A)', someFigures({ present: 1, late: 1, absence: 2 }), {
        school: 'jdw',
        class: '3A',
        pupil: 'p017',
      }),
      level: 2,
    },
    {
      ...lineOf('Tim (3A)', someFigures({ present: 2, missed: 2 }), {
        school: 'jdw',
        class: '3A',
        pupil: 'p009',
      }),
      level: null,
    },
  ],
  byWeek: someWeeks(5),
  timeline: [],
  up: null,
};

const pupilNames = ['Yara', 'Tim', 'Noor', 'Milan', 'Sara', 'Adam', 'Lina', 'Bram', 'Amira', 'Jesse'];

/** One class of `count` pupils; `suffix` makes their names longer. */
export const someClass = (count: number, suffix = ''): SummaryDetails => ({
  ...someSummary,
  title: ['Johan de Witt', '3A'],
  scope: someScope({ school: 'jdw', class: '3A' }),
  figures: someFigures({ present: 50, late: 5, absence: 6, missed: 2, unknown: 3 }),
  parts: Array.from({ length: count }, (_, index) =>
    lineOf(
      `${pupilNames[index % pupilNames.length]}${suffix}`,
      someFigures({ present: 4 - (index % 3), absence: index % 3 === 0 ? 1 : 0 }),
      { school: 'jdw', class: '3A', pupil: `p${String(index + 1).padStart(3, '0')}` },
    ),
  ),
  partsAre: 'pupil',
  attention: [],
  byWeek: someWeeks(5, { school: 'jdw', class: '3A' }),
  up: someScope({ school: 'jdw' }),
});

/** One pupil with every kind of session. */
export const somePupil: SummaryDetails = {
  ...someSummary,
  title: ['Johan de Witt', '3A', 'Yara'],
  scope: someScope({ school: 'jdw', class: '3A', pupil: 'p017' }),
  figures: someFigures({ present: 1, late: 1, absence: 2, missed: 1, notCounted: 1, unknown: 1 }),
  parts: [],
  partsAre: null,
  attention: [],
  byWeek: someWeeks(5, { school: 'jdw', class: '3A', pupil: 'p017' }),
  timeline: [
    { date: '2027-02-09', attendance: 'present', minutesLate: null },
    { date: '2027-02-16', attendance: 'late', minutesLate: 7 },
    { date: '2027-03-02', attendance: 'absence', minutesLate: null },
    { date: '2027-03-09', attendance: 'absence', minutesLate: 25 },
    { date: '2027-03-16', attendance: 'missed', minutesLate: null },
    { date: '2027-03-23', attendance: 'notCounted', minutesLate: null },
    { date: '2027-03-30', attendance: null, minutesLate: null },
  ],
  up: someScope({ school: 'jdw', class: '3A' }),
};
