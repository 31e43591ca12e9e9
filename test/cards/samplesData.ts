/** Views for the sample cards, with everything that people wrote as arguments. */
import type { SessionDetails } from '../../bot/programme/sessionDetails';
import type { RuleLookup } from '../../bot/programme/flags/details';
import type { FollowUp } from '../../bot/programme/facts';
import type { MyWeekView, OwnFlagView } from '../../cards/studentViews';

/** Everything that people wrote and a card shows. */
export interface PeoplesText {
  readonly pupil: string;
  readonly name: string;
  readonly school: string;
  readonly room: string;
  readonly programme: string;
  readonly address: string;
  readonly step: string;
  readonly note: string;
  readonly typed: string;
}

export const ordinary: PeoplesText = {
  pupil: 'Noor',
  name: 'Sanne',
  school: 'Johan de Witt',
  room: 'lokaal 1.12',
  programme: 'Haags Mentorprogramma 2027',
  address: 'sanne.de-vries@student.example.org',
  step: 'de open dag van de hogeschool opzoeken',
  note: 'Noor vertelde graag over muziek.',
  typed: 'overzigt',
};

/** Tuesday 16 March 2027, 09:00 in Amsterdam. */
const start = Date.parse('2027-03-16T08:00:00Z');
const hour = 60 * 60 * 1000;
const week = 7 * 24 * hour;

export const sessionOf = (text: PeoplesText, weeks = 0): SessionDetails => ({
  programme: 'hmp-2027',
  session: `P01/${new Date(start + weeks * week).toISOString().slice(0, 10)}`,
  pupil: text.pupil,
  start: start + weeks * week,
  end: start + weeks * week + hour,
  room: text.room,
  school: text.school,
  timeZone: 'Europe/Amsterdam',
  programmeEnd: '2027-07-02',
});

export const nothingAdded: FollowUp = { topics: [], nextStep: null, note: null, case: false };

export const followUpOf = (text: PeoplesText): FollowUp => ({
  topics: ['motives', 'work'],
  nextStep: text.step,
  note: text.note,
  case: true,
});

/** 15 April 2027, 11:00 in Amsterdam. */
export const changeableUntil = Date.parse('2027-04-15T09:00:00Z');

export const weekOf = (text: PeoplesText): MyWeekView => ({
  name: text.name,
  timeZone: 'Europe/Amsterdam',
  from: '2027-03-15',
  to: '2027-03-21',
  sessions: [
    { ...sessionOf(text), outcome: 'late', minutesLate: 1, begun: true, ended: true },
    { ...sessionOf(text), outcome: null, minutesLate: null, begun: true, ended: true },
    { ...sessionOf(text), outcome: null, minutesLate: null, begun: false, ended: false, room: null },
  ],
  open: [sessionOf(text, -2), sessionOf(text, -1)],
  pauses: [{ from: null, until: '2027-05-03' }],
  flags: flagsOf(text).slice(0, 2),
  intervision: { meetings: [], ahead: [], waiting: [], asked: [] },
  hasPairs: true,
  hasCalendar: true,
});

/** A week far beyond what a student has: what does not fit is counted. */
export const fullWeekOf = (text: PeoplesText): MyWeekView => ({
  ...weekOf(text),
  sessions: Array.from({ length: 30 }, () => ({
    ...sessionOf(text),
    outcome: 'absentUnknown' as const,
    minutesLate: null,
    begun: true,
    ended: true,
  })),
  open: Array.from({ length: 20 }, (_, index) => sessionOf(text, -index)),
});

const ruleOf: RuleLookup = (rule) => {
  if (rule === 'absentTwice') return { counts: ['absence'], among: 4 };
  if (rule === 'lateOften') return { counts: ['late'], among: 6 };
  return rule === 'missedOften' ? { counts: ['absence', 'missed'], among: 6 } : null;
};

export const flagsOf = (text: PeoplesText): readonly OwnFlagView[] => [
  {
    pupil: text.pupil,
    level: 3,
    status: 'open',
    isContinued: false,
    since: '2027-03-16',
    reasons: [
      { rule: 'absentTwice', dates: ['2027-03-02', '2027-03-16'] },
      { rule: 'missedOften', dates: ['2027-02-16', '2027-03-02', '2027-03-16'] },
    ],
    ruleOf,
  },
  {
    pupil: text.pupil,
    level: 1,
    status: 'acknowledged',
    isContinued: false,
    since: '2027-02-23',
    reasons: [{ rule: 'lateOften', dates: ['2027-02-09', '2027-02-16', '2027-02-23'] }],
    ruleOf,
  },
  {
    pupil: text.pupil,
    level: 2,
    status: 'withdrawn',
    isContinued: false,
    since: '2027-02-23',
    reasons: [{ rule: 'goneSince', dates: ['2027-02-23'] }],
    ruleOf,
  },
];
