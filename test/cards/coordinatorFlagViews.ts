/** Believable flags for the cards of coordinators. People are invented. */
import type { Flag } from '../../bot/programme/facts';
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
