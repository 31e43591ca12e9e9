/** Believable Mondays and student signals for coordinators. People are invented. */
import type { ContactDetails, SignalDetails, SignalLists } from '../../bot/programme/signalDetails';
import type { RoundsDigest } from '../../bot/programme/rounds/roundsDigest';
import type { UnreachableDetails } from '../../bot/programme/unreachable';
import type { ContactSaved } from '../../cards/contactSaved';
import type { DigestView } from '../../cards/digest';
import type { StudentMattersView } from '../../cards/studentMatters';
import { someFigures } from './coordinatorSummaryViews';

const timeZone = 'Europe/Amsterdam';

/** Believable contacts of coordinators with a student. */
export const someContacts: readonly ContactDetails[] = [
  { at: Date.parse('2027-02-24T15:30:00+01:00'), by: 'Cora Bakker', note: null },
  { at: Date.parse('2027-03-09T12:00:00+01:00'), by: 'Jan Smit', note: 'Gebeld: pakt het weer op.' },
];

/** A student as the lists know them. */
export const aSignal = (changes: Partial<SignalDetails> = {}): SignalDetails => ({
  student: 'daan@leiden.example',
  name: 'Daan Verbeek',
  pupils: ['Yara'],
  lastAnswered: '2027-02-23',
  contacts: [],
  ...changes,
});

const ravi = aSignal({
  student: 'ravi@hhs.example',
  name: 'Ravi Chandra',
  pupils: ['Noor'],
  lastAnswered: '2027-03-04',
});
const mees = aSignal({
  student: 'mees@leiden.example',
  name: 'Mees Kok',
  pupils: ['Adam'],
  lastAnswered: '2027-03-10',
});

/** One student of every kind. */
export const someSignals: SignalLists = {
  silent: [{ ...aSignal({ contacts: someContacts }), since: '2027-03-02' }],
  cancelling: [
    {
      ...aSignal({
        student: 'eline@hhs.example',
        name: 'Eline Mulder',
        pupils: ['Tim', 'Sara'],
        lastAnswered: '2027-03-11',
      }),
      since: '2027-02-18',
    },
  ],
  unreachable: [
    { ...ravi, since: Date.parse('2027-03-08T09:00:00+01:00') },
    {
      ...aSignal({
        student: 'fleur@hhs.example',
        name: 'Fleur Jansen',
        pupils: [],
        lastAnswered: null,
        contacts: [],
      }),
      since: null,
    },
  ],
  paused: [{ ...mees, since: Date.parse('2027-03-08T09:00:00+01:00'), until: '2027-03-29' }],
  due: [{ ...ravi, since: '2027-03-12' }],
  staff: [
    { name: 'Theo Visser', role: 'teacher', since: Date.parse('2027-03-09T15:40:00+01:00') },
    { name: 'Cora Bakker', role: 'coordinator', since: Date.parse('2027-03-10T09:00:00+01:00') },
  ],
  programme: 'hmp',
  timeZone,
};

/** Nothing the matter with anybody. */
export const noSignals: SignalLists = {
  silent: [],
  cancelling: [],
  unreachable: [],
  paused: [],
  due: [],
  staff: [],
  programme: 'hmp',
  timeZone,
};

/** A week without intervision. */
export const noRounds: RoundsDigest = {
  meeting: 0,
  searching: [],
  undecided: [],
  withoutTeacher: [],
  turnout: null,
  withoutReport: 0,
  missedTwice: [],
};

/** A week with something of everything. */
export const someRounds: RoundsDigest = {
  meeting: 4,
  searching: [
    { name: 'Maart', offering: 1, polling: 3, closesAt: Date.parse('2027-03-17T16:00:00+01:00') },
    { name: 'Extra', offering: 2, polling: 0, closesAt: null },
  ],
  undecided: [{ group: 'r1-g03', teacher: 'Theo Visser' }],
  withoutTeacher: ['r1-g04', 'P'],
  turnout: { present: 18, members: 24 },
  withoutReport: 1,
  missedTwice: ['Daan Verbeek', 'Noor Smit'],
};

/** A Monday with something of everything. */
export const someDigest: DigestView = {
  name: 'Sanne',
  programme: 'Haags Mentorprogramma 2027',
  from: '2027-03-08',
  to: '2027-03-14',
  lastWeek: someFigures({ present: 42, late: 5, absence: 3, missed: 2, unknown: 4 }),
  weekBefore: someFigures({ present: 47, late: 2, absence: 1, missed: 3, unknown: 3 }),
  newFlags: [
    {
      programme: 'hmp-2027',
      id: 'p017/2027-03-09',
      pupil: 'Yara',
      class: '3A',
      school: null,
      level: 2,
      status: 'open',
      since: '2027-03-09',
      isOverdue: false,
    },
  ],
  waitingFlags: [
    {
      programme: 'hmp-2027',
      id: 'p004/2027-03-02',
      pupil: 'Milan',
      class: '3B',
      school: null,
      level: 3,
      status: 'open',
      since: '2027-03-02',
      isOverdue: true,
    },
  ],
  acknowledgedFlags: 1,
  raiseAfter: 10,
  signals: someSignals,
  careCounts: [{ school: 'Johan de Witt', count: 2 }],
  rounds: someRounds,
  stored: null,
  asOf: null,
  isOver: false,
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
  acknowledgedFlags: 0,
  signals: noSignals,
  careCounts: [],
  rounds: noRounds,
  closedThisWeek: [],
};

const first = { label: 'Noor', class: '3B', school: 'Johan de Witt' };
const others = ['Yara', 'Tim', 'Sara', 'Adam', 'Milan', 'Fatima', 'Jayden', 'Lotte'].map((label) => ({
  label,
  class: '3A',
  school: 'Zuiderpark College',
}));

/** A student whom Teams refuses, with so many pupils. */
export const someUnreachable = (pupils: number): UnreachableDetails => ({
  name: 'Ravi Chandra',
  givenName: 'Ravi',
  pupils: [first, ...others].slice(0, pupils),
  since: Date.parse('2027-03-08T16:00:00+01:00'),
  timeZone,
});

/** A student on a card of their own. */
export const someMatters: StudentMattersView = {
  ...aSignal({ contacts: someContacts }),
  matters: { ...noSignals, silent: someSignals.silent },
  contactDue: '2027-04-08',
  refusedNote: null,
};

/** What is said after a press about Daan. */
export const someSaved = (what: ContactSaved['what']): ContactSaved => ({
  what,
  student: aSignal({ contacts: someContacts }),
  at: someContacts.at(-1)?.at ?? 0,
});

/** So many students who are due for a contact. */
export const manyDue = (count: number): SignalLists => ({
  ...noSignals,
  due: Array.from({ length: count }, (_, index) => ({
    ...aSignal({ student: `student${index}@leiden.example`, name: `Student ${index}` }),
    since: '2027-03-12',
  })),
});
