/** Believable Mondays and student signals for coordinators. People are invented. */
import type { SignalLists } from '../../bot/programme/signalDetails';
import type { DigestDetails } from '../../bot/programme/digestDetails';
import type { UnreachableDetails } from '../../bot/programme/unreachable';
import { someFigures } from './coordinatorSummaryViews';

const timeZone = 'Europe/Amsterdam';

/** One student of every kind. */
export const someSignals: SignalLists = {
  silent: [{ name: 'Daan Verbeek', pupils: ['Yara'], lastAnswered: '2027-02-23' }],
  cancelling: [{ name: 'Eline Mulder', pupils: ['Tim', 'Sara'], lastAnswered: '2027-03-11' }],
  unreachable: [
    {
      name: 'Ravi Chandra',
      pupils: ['Noor'],
      lastAnswered: '2027-03-04',
      since: Date.parse('2027-03-08T09:00:00+01:00'),
    },
    { name: 'Fleur Jansen', pupils: [], lastAnswered: null, since: null },
  ],
  paused: [{ name: 'Mees Kok', pupils: ['Adam'], lastAnswered: '2027-03-10', until: '2027-03-29' }],
  timeZone,
};

/** Nothing the matter with anybody. */
export const noSignals: SignalLists = {
  silent: [],
  cancelling: [],
  unreachable: [],
  paused: [],
  timeZone,
};

/** A Monday with something of everything. */
export const someDigest: DigestDetails = {
  name: 'Sanne',
  programme: 'Haags Mentorprogramma 2027',
  from: '2027-03-08',
  to: '2027-03-14',
  lastWeek: someFigures({ present: 42, late: 5, absence: 3, missed: 2, unknown: 4 }),
  weekBefore: someFigures({ present: 47, late: 2, absence: 1, missed: 3, unknown: 3 }),
  newFlags: [
    { id: 'p017/2027-03-09', pupil: 'Yara', class: '3A', level: 2, status: 'open', openedOn: '2027-03-09' },
  ],
  waitingFlags: [
    {
      id: 'p004/2027-03-02',
      pupil: 'Milan',
      class: '3B',
      level: 1,
      status: 'acknowledged',
      openedOn: '2027-03-02',
    },
  ],
  signals: someSignals,
  closedThisWeek: [
    { where: 'Zuiderpark', from: '2027-03-18', to: '2027-03-19', label: 'Toetsdagen' },
    { where: 'Universiteit Leiden', from: '2027-03-19', to: '2027-03-19', label: null },
  ],
};

/** A Monday on which nothing happened. */
export const quietDigest: DigestDetails = {
  ...someDigest,
  lastWeek: someFigures(),
  weekBefore: someFigures(),
  newFlags: [],
  waitingFlags: [],
  signals: noSignals,
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
