/** Believable summaries for coordinators. People are invented; figures of parts need not add up. */
import type { SummaryDetails, SummaryPart } from '../../bot/programme/summary/details';
import type { Figures } from '../../bot/programme/summary/summary';
import { everythingAsked, type SummaryAsked } from '../../bot/programme/summary/asked';
import type { StudentDetails, WhoDetails } from '../../bot/programme/summary/people';
import type { TimelineEntry } from '../../bot/programme/summary/timeline';

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
export const someScope = (scope: Partial<SummaryAsked> = {}): SummaryAsked => ({
  ...everythingAsked,
  programme: 'hmp-2027',
  ...scope,
});

const lineOf = (label: string, figures: Figures, scope: Partial<SummaryAsked>): SummaryPart => ({
  label,
  figures,
  scope: someScope(scope),
});

/** The Monday of a week of the spring term, counted from 8 February. */
const mondayOf = (index: number): string =>
  new Date(Date.UTC(2027, 1, 8 + 7 * index)).toISOString().slice(0, 10);

/** Weeks from 8 February on, each a little different. */
export const someWeeks = (count: number): SummaryDetails['byWeek'] =>
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
  }));

/** The whole programme after five weeks. */
export const someSummary: SummaryDetails = {
  programme: 'Haags Mentorprogramma 2027',
  schools: [],
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
  wholeRate: null,
  nameOf: (address) => (address.startsWith('cora') ? 'Cora Bakker' : 'Sam de Boer'),
  timeZone: 'Europe/Amsterdam',
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
  byWeek: someWeeks(5),
  up: someScope({ school: 'jdw' }),
});

/** Some classes of a school beside each other. */
export const someTogether = (count: number, text = 'havo 3'): SummaryDetails => {
  const together = Array.from({ length: count }, (_, index) => ({
    school: 'jdw',
    class: `${text}${String.fromCharCode(65 + index)}`,
    pupil: null,
  }));
  return {
    ...someSummary,
    title: ['Johan de Witt', together.map((where) => where.class).join(' + ')],
    scope: someScope({ together }),
    parts: together.map((where) => lineOf(where.class, someFigures({ present: 20, absence: 2 }), where)),
    partsAre: 'together',
    byWeek: someWeeks(20),
    up: someScope({ school: 'jdw' }),
  };
};

/** A session of Yara with Sam; `before` is what was said of it first. */
export const someEntry = (
  date: string,
  attendance: TimelineEntry['attendance'],
  minutesLate: number | null = null,
): TimelineEntry => ({ session: `p017/${date}`, date, pupil: null, attendance, minutesLate, steps: [] });

/** A session that Cora corrected, and why. */
const corrected: TimelineEntry = {
  ...someEntry('2027-03-09', 'absence', 25),
  steps: [
    {
      at: Date.parse('2027-03-09T10:05:00+01:00'),
      by: 'sam@leiden.example',
      outcome: 'onTime',
      minutesLate: null,
      attendance: 'present',
    },
    {
      at: Date.parse('2027-03-10T12:00:00+01:00'),
      by: 'cora@hmp.example',
      outcome: 'late',
      minutesLate: 25,
      attendance: 'absence',
      reason: 'Gebeld met school.',
    },
  ],
};

/** One pupil with every kind of session. */
export const somePupil: SummaryDetails = {
  ...someSummary,
  title: ['Johan de Witt', '3A', 'Yara'],
  scope: someScope({ school: 'jdw', class: '3A', pupil: 'p017' }),
  figures: someFigures({ present: 1, late: 1, absence: 2, missed: 1, notCounted: 1, unknown: 1 }),
  parts: [],
  partsAre: null,
  attention: [],
  byWeek: someWeeks(5),
  timeline: [
    someEntry('2027-02-09', 'present'),
    someEntry('2027-02-16', 'late', 7),
    someEntry('2027-03-02', 'absence'),
    corrected,
    someEntry('2027-03-16', 'missed'),
    someEntry('2027-03-23', 'notCounted'),
    someEntry('2027-03-30', null),
  ],
  up: someScope({ school: 'jdw', class: '3A' }),
};

/** `count` pupils who missed a session, the first of them `most` times. */
export const someWho = (count: number, most = 2, suffix = ''): WhoDetails => ({
  programme: 'Haags Mentorprogramma 2027',
  schools: [],
  title: [],
  scope: someScope({ who: 'missed', from: '2027-03-08', to: '2027-03-14' }),
  who: 'missed',
  lines: Array.from({ length: count }, (_, index) => ({
    label: `${pupilNames[index % pupilNames.length]}${suffix}`,
    class: `3A${suffix}`,
    school: `Johan de Witt${suffix}`,
    sessions: Array.from({ length: index === 0 ? most : 1 }, (_session, at) =>
      someEntry(mondayOf(at), at % 2 === 0 ? 'absence' : 'missed'),
    ),
    scope: someScope({ school: 'jdw', class: '3A', pupil: `p${String(index + 1).padStart(3, '0')}` }),
  })),
  ended: 40,
  unknown: 3,
  goingOn: 2,
  up: someScope({ from: '2027-03-08', to: '2027-03-14' }),
});

/** A student with two pupils, who is silent. */
export const someStudent: StudentDetails = {
  name: 'Sam de Boer',
  title: [],
  pupils: [
    { label: 'Yara', class: '3A', scope: someScope({ school: 'jdw', class: '3A', pupil: 'p017' }) },
    { label: 'Tim', class: '3B', scope: someScope({ school: 'jdw', class: '3B', pupil: 'p018' }) },
  ],
  scope: someScope({ student: 'sam@leiden.example' }),
  figures: someFigures({ present: 3, late: 1, absence: 1, missed: 1, notCounted: 2, unknown: 2 }),
  byWeek: someWeeks(3),
  held: 4,
  studentAbsent: 1,
  schoolCancelled: 1,
  silent: { since: '2027-03-16' },
  cancelling: null,
  timeline: [
    { ...someEntry('2027-02-09', 'present'), pupil: 'Yara' },
    { ...someEntry('2027-02-11', 'late', 7), pupil: 'Tim' },
    { ...someEntry('2027-03-16', null), pupil: 'Yara' },
  ],
  nameOf: someSummary.nameOf,
  timeZone: 'Europe/Amsterdam',
  up: someScope(),
};
