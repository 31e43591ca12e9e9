/** Believable views of every card for coordinators, for tests and screenshots. People are invented. */
import type { RenderedCard } from '../../bot/ports';
import type { Flag, Language } from '../../bot/programme/model';
import type {
  DigestView,
  FiguresView,
  FlagListView,
  FlagView,
  StudentSignalsView,
  SummaryLine,
  SummaryScope,
  SummaryView,
} from '../../cards/coordinatorViews';
import { digestCard } from '../../cards/digest';
import { flagCard } from '../../cards/flag';
import { flagListCard } from '../../cards/flagList';
import { studentSignalsCard } from '../../cards/studentSignals';
import { summaryCard } from '../../cards/summary';
import { summaryUnclearCard } from '../../cards/summaryUnclear';

/** A card with a name to save its picture under. */
export interface CardSample {
  readonly name: string;
  readonly render: (language: Language) => RenderedCard;
}

const timeZone = 'Europe/Amsterdam';
const at = (day: string, time = '09:00'): number => Date.parse(`${day}T${time}:00+01:00`);

/** Figures that add up; what is not said is nil. */
export const someFigures = (
  counts: Partial<
    Pick<FiguresView, 'present' | 'late' | 'absence' | 'missed' | 'notCounted' | 'unknown'>
  > = {},
): FiguresView => {
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

const lineOf = (label: string, figures: FiguresView, scope: Partial<SummaryScope>): SummaryLine => ({
  label,
  figures,
  scope: someScope(scope),
});

/** A flag as a coordinator meets it: raised to level 2 and still open. */
export const someFlag: Flag = {
  id: 'p017/2027-03-09',
  pupil: 'p017',
  openedOn: '2027-03-09',
  status: 'open',
  level: 2,
  reasons: [
    { rule: 'absentTwice', dates: ['2027-03-02', '2027-03-09'] },
    { rule: 'absentInARow', dates: ['2027-03-02', '2027-03-09'] },
  ],
  history: [
    { what: 'opened', at: at('2027-03-09', '10:05'), by: 'bot', note: null, on: '2027-03-09' },
    { what: 'raised', at: at('2027-03-09', '10:05'), by: 'bot', note: null, on: '2027-03-09' },
  ],
};

const ruleOf: FlagView['ruleOf'] = (rule) =>
  rule === 'absentTwice' ? { counts: ['absence'], among: 4 } : { counts: ['absence'], among: 2 };

/** Asked for, with nothing wrong. */
export const someFlagView: FlagView = {
  flag: someFlag,
  pupil: 'Yara',
  class: '3A',
  school: 'Johan de Witt',
  student: 'Daan Verbeek',
  ruleOf,
  nameOf: (address) => (address === 'sanne@example.org' ? 'Sanne Bakker' : address),
  timeZone,
  recent: [
    { date: '2027-02-09', attendance: 'present' },
    { date: '2027-02-16', attendance: 'late' },
    { date: '2027-03-02', attendance: 'absence' },
    { date: '2027-03-09', attendance: 'absence' },
  ],
  occasion: 'asked',
  error: null,
};

const takenUp: Flag = {
  ...someFlag,
  status: 'acknowledged',
  history: [
    ...someFlag.history,
    { what: 'acknowledged', at: at('2027-03-10'), by: 'sanne@example.org', note: null, on: null },
    {
      what: 'note',
      at: at('2027-03-11', '14:30'),
      by: 'sanne@example.org',
      note: 'Gebeld met de klassenmentor, die spreekt Yara morgen.',
      on: null,
    },
  ],
};

const settled: Flag = {
  ...takenUp,
  status: 'resolved',
  history: [
    ...takenUp.history,
    {
      what: 'resolved',
      at: at('2027-03-17', '11:15'),
      by: 'sanne@example.org',
      note: 'Yara komt weer, op een ander uur.',
      on: null,
    },
  ],
};

/** Three flags, one of each level. */
export const someFlagList: FlagListView = {
  flags: [
    {
      id: 'p004/2027-03-11',
      pupil: 'Milan',
      class: '3B',
      school: 'Johan de Witt',
      level: 1,
      status: 'acknowledged',
      openedOn: '2027-03-11',
    },
    {
      id: 'p017/2027-03-09',
      pupil: 'Yara',
      class: '3A',
      school: 'Johan de Witt',
      level: 2,
      status: 'open',
      openedOn: '2027-03-09',
    },
    {
      id: 'p051/2027-03-15',
      pupil: 'Noor',
      class: '3C',
      school: 'Zuiderpark',
      level: 3,
      status: 'open',
      openedOn: '2027-03-15',
    },
  ],
};

/** The Monday of a week of the spring term, counted from 8 February. */
const mondayOf = (index: number): string =>
  new Date(Date.UTC(2027, 1, 8 + 7 * index)).toISOString().slice(0, 10);

const sundayOf = (index: number): string =>
  new Date(Date.UTC(2027, 1, 14 + 7 * index)).toISOString().slice(0, 10);

/** Weeks from 8 February on, each a little different. */
export const someWeeks = (count: number, scope: Partial<SummaryScope> = {}): SummaryView['byWeek'] =>
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
export const someSummary: SummaryView = {
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
export const someClass = (count: number, suffix = ''): SummaryView => ({
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
export const somePupil: SummaryView = {
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

/** One student of every kind. */
export const someSignals: StudentSignalsView = {
  silent: [{ name: 'Daan Verbeek', pupils: ['Yara'], lastAnswered: '2027-02-23' }],
  cancelling: [{ name: 'Eline Mulder', pupils: ['Tim', 'Sara'], lastAnswered: '2027-03-11' }],
  unreachable: [
    { name: 'Ravi Chandra', pupils: ['Noor'], lastAnswered: '2027-03-04', since: at('2027-03-08') },
    { name: 'Fleur Jansen', pupils: [], lastAnswered: null, since: null },
  ],
  paused: [{ name: 'Mees Kok', pupils: ['Adam'], lastAnswered: '2027-03-10', until: '2027-03-29' }],
  timeZone,
};

/** Nothing the matter with anybody. */
export const noSignals: StudentSignalsView = {
  silent: [],
  cancelling: [],
  unreachable: [],
  paused: [],
  timeZone,
};

/** A Monday with something of everything. */
export const someDigest: DigestView = {
  name: 'Sanne',
  programme: 'Haags Mentorprogramma 2027',
  from: '2027-03-08',
  to: '2027-03-14',
  lastWeek: someFigures({ present: 42, late: 5, absence: 3, missed: 2, unknown: 4 }),
  weekBefore: someFigures({ present: 47, late: 2, absence: 1, missed: 3, unknown: 3 }),
  newFlags: [{ id: 'p017/2027-03-09', pupil: 'Yara', class: '3A', level: 2 }],
  waitingFlags: [{ id: 'p004/2027-03-02', pupil: 'Milan', class: '3B', level: 1, openedOn: '2027-03-02' }],
  signals: someSignals,
  closedThisWeek: [
    { where: 'Zuiderpark', from: '2027-03-18', to: '2027-03-19', label: 'Toetsdagen' },
    { where: 'Universiteit Leiden', from: '2027-03-19', to: '2027-03-19', label: null },
  ],
};

/** A Monday on which nothing happened. */
export const quietDigest: DigestView = {
  ...someDigest,
  lastWeek: someFigures(),
  weekBefore: someFigures(),
  newFlags: [],
  waitingFlags: [],
  signals: noSignals,
  closedThisWeek: [],
};

const flagSample = (name: string, change: Partial<FlagView>): CardSample => ({
  name,
  render: (language) => flagCard({ ...someFlagView, ...change }, language),
});

const summarySample = (name: string, view: SummaryView): CardSample => ({
  name,
  render: (language) => summaryCard(view, language),
});

/** Every card for coordinators in every shape worth a look. */
export const coordinatorSamples: readonly CardSample[] = [
  flagSample('flag-raised', { occasion: 'raised' }),
  flagSample('flag-asked', {}),
  flagSample('flag-acknowledged', { flag: takenUp, occasion: 'acknowledged' }),
  flagSample('flag-already-done', { flag: takenUp, occasion: 'alreadyDone' }),
  flagSample('flag-resolved', { flag: settled, occasion: 'resolved' }),
  flagSample('flag-withdrawn', { flag: { ...someFlag, status: 'withdrawn' }, student: null }),
  flagSample('flag-note-missing', { error: { field: 'note', problem: 'missing', typed: '' } }),
  flagSample('flag-note-too-long', {
    error: { field: 'note', problem: 'tooLong', typed: 'Gebeld. '.repeat(70) },
  }),
  { name: 'flag-list', render: (language) => flagListCard(someFlagList, language) },
  { name: 'flag-list-empty', render: (language) => flagListCard({ flags: [] }, language) },
  summarySample('summary', someSummary),
  summarySample('summary-class', someClass(12)),
  summarySample('summary-class-large', someClass(30)),
  summarySample('summary-pupil', somePupil),
  summarySample('summary-empty', {
    ...someSummary,
    figures: someFigures(),
    parts: [],
    attention: [],
    byWeek: [],
  }),
  {
    name: 'summary-unclear',
    render: (language) =>
      summaryUnclearCard(
        {
          typed: 'sara',
          choices: [
            { label: 'Sara (3A, Johan de Witt)', scope: someScope({ pupil: 'p005' }) },
            { label: 'Sara (3C, Zuiderpark)', scope: someScope({ pupil: 'p055' }) },
          ],
        },
        language,
      ),
  },
  {
    name: 'summary-not-found',
    render: (language) => summaryUnclearCard({ typed: 'xyz', choices: [] }, language),
  },
  { name: 'student-signals', render: (language) => studentSignalsCard(someSignals, language) },
  { name: 'student-signals-empty', render: (language) => studentSignalsCard(noSignals, language) },
  { name: 'digest', render: (language) => digestCard(someDigest, language) },
  { name: 'digest-quiet', render: (language) => digestCard(quietDigest, language) },
];
