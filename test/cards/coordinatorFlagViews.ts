/** Believable flags for the cards of coordinators. People are invented. */
import type { Attendance, Flag, Outcome } from '../../bot/programme/facts';
import type { RecentSession } from '../../bot/programme/recentSessions';
import type { FlagListView, FlagView } from '../../cards/coordinatorViews';

const timeZone = 'Europe/Amsterdam';
const at = (day: string, time = '09:00'): number => Date.parse(`${day}T${time}:00+01:00`);

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

const outcomeOf = {
  present: 'onTime',
  late: 'late',
  absence: 'absentUnnotified',
  missed: 'absentNotified',
  notCounted: 'schoolCancelled',
} as const satisfies Record<Attendance, Outcome>;

/** A session of Yara, answered by Daan when it ended. */
const someSession = (
  date: string,
  attendance: Attendance,
  minutesLate: number | null = null,
): RecentSession => ({
  session: `p017/${date}`,
  date,
  attendance,
  minutesLate,
  steps: [
    {
      at: at(date, '10:05'),
      by: 'daan@example.org',
      outcome: outcomeOf[attendance],
      minutesLate,
      attendance,
    },
  ],
});

/** A session first said to be missed; then the student heard better, and then a coordinator did. */
export const someCorrected: RecentSession = {
  ...someSession('2027-03-02', 'present'),
  steps: [
    ...someSession('2027-03-02', 'absence').steps,
    {
      at: at('2027-03-04'),
      by: 'daan@example.org',
      outcome: 'absentNotified',
      minutesLate: null,
      attendance: 'missed',
      cause: 'heardLater',
    },
    {
      at: at('2027-03-12', '14:00'),
      by: 'sanne@example.org',
      outcome: 'onTime',
      minutesLate: null,
      attendance: 'present',
      reason: 'De sessie was verplaatst naar lokaal 2.04.',
    },
  ],
};

/** A message drawn anew, with nothing wrong. */
export const someFlagView: FlagView = {
  programme: 'hmp-2027',
  flag: someFlag,
  pupil: 'Yara',
  class: '3A',
  school: 'Johan de Witt',
  student: 'Daan Verbeek',
  ruleOf,
  nameOf: (address) => (address === 'sanne@example.org' ? 'Sanne Bakker' : address),
  timeZone,
  recent: [
    someSession('2027-02-09', 'present'),
    someSession('2027-02-16', 'late', 10),
    someSession('2027-03-02', 'absence'),
    someSession('2027-03-09', 'absence'),
  ],
  others: [],
  contact: 'verzuimcoördinator, kamer 1.12',
  occasion: 'asked',
  error: null,
  unsaved: '',
  isWriting: false,
  asOf: null,
};

/** Taken up, with a note. */
export const takenUpFlag: Flag = {
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

/** Resolved by a person. */
export const resolvedFlag: Flag = {
  ...takenUpFlag,
  status: 'resolved',
  history: [
    ...takenUpFlag.history,
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
  start: 0,
  flags: [
    {
      programme: 'hmp-2027',
      id: 'p004/2027-03-11',
      label: () => 'Milan',
      class: '3B',
      school: 'Johan de Witt',
      level: 1,
      status: 'acknowledged',
      since: '2027-03-11',
    },
    {
      programme: 'hmp-2027',
      id: 'p017/2027-03-09',
      label: () => 'Yara',
      class: '3A',
      school: 'Johan de Witt',
      level: 2,
      status: 'open',
      since: '2027-03-09',
    },
    {
      programme: 'hmp-2027',
      id: 'p051/2027-03-15',
      label: () => 'Noor',
      class: '3C',
      school: 'Zuiderpark',
      level: 3,
      status: 'open',
      since: '2027-03-15',
    },
  ],
};
