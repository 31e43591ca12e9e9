/** Views of a week's intervision and of hours, with everything that people wrote as arguments. */
import type { Hours } from '../../bot/programme/rounds/hours';
import { hoursCard, type HoursView, type ProgrammeHours } from '../../cards/hours';
import { myWeekCard } from '../../cards/myWeek';
import type { MyWeekView } from '../../cards/studentViews';
import type { AheadView, AskedView, MeetingView, WeekMeetingsView } from '../../cards/weekMeetings';
import { standingOf } from './roundSamplesData';
import type { Sample } from './samples';
import { fullWeekOf, weekOf, type PeoplesText } from './samplesData';

/** Thursday 18 March 2027, 15:00 in Amsterdam. */
const start = Date.parse('2027-03-18T14:00:00Z');
const minute = 60_000;
const timeZone = 'Europe/Amsterdam';

const meetingOf = (text: PeoplesText, changes: Partial<MeetingView> = {}): MeetingView => ({
  group: 'B',
  start,
  end: start + 65 * minute,
  timeZone,
  room: text.room,
  as: 'teacher',
  teacher: text.name,
  isOff: false,
  coming: [text.name, text.name, text.name, text.name],
  notComing: [text.name],
  unknown: [text.name],
  bringer: text.name,
  isReaderBringer: false,
  isWritten: false,
  caseTitle: null,
  hasEnded: false,
  report: null,
  ...changes,
});

const askedOf = (what: AskedView['what'], isSet = true): AskedView => ({
  what,
  programme: 'hmp',
  round: 'r1',
  group: 'B',
  start: isSet ? start : null,
  until: Date.parse('2027-03-10T15:00:00Z'),
  timeZone,
});

const aheadOf = (text: PeoplesText): readonly AheadView[] => [
  {
    as: 'teacher',
    standing: standingOf(text),
    next: meetingOf(text, { isWritten: true, caseTitle: text.note }),
  },
  {
    as: 'teacher',
    standing: standingOf(text, { status: 'polling', meeting: null, expected: null }),
    next: null,
  },
  {
    as: 'teacher',
    standing: standingOf(text, { status: 'offering', meeting: null, expected: null }),
    next: null,
  },
  { as: 'teacher', standing: standingOf(text, { status: 'closed' }), next: null },
];

const teachersWeek = (text: PeoplesText): WeekMeetingsView => ({
  meetings: [
    meetingOf(text),
    meetingOf(text, { coming: [], notComing: [], unknown: Array(9).fill(text.name), isWritten: true }),
    meetingOf(text, { isWritten: true, caseTitle: text.note }),
    meetingOf(text, { isOff: true, room: null }),
    meetingOf(text, { bringer: null, room: ' ' }),
    meetingOf(text, { hasEnded: true }),
    meetingOf(text, { hasEnded: true, report: { turnout: { present: 5, members: 7 }, wasThere: false } }),
  ],
  ahead: aheadOf(text),
  waiting: [],
  asked: [askedOf('report'), askedOf('offer', false), askedOf('undecided', false)],
});

const studentsWeek = (text: PeoplesText): WeekMeetingsView => ({
  meetings: [
    meetingOf(text, { as: 'student', isReaderBringer: true }),
    meetingOf(text, { as: 'student', isReaderBringer: true, isWritten: true }),
    meetingOf(text, { as: 'student' }),
    meetingOf(text, {
      as: 'student',
      hasEnded: true,
      report: { turnout: { present: 5, members: 7 }, wasThere: true },
    }),
  ],
  ahead: [{ as: 'student', standing: standingOf(text), next: meetingOf(text, { as: 'student' }) }],
  waiting: [],
  asked: [askedOf('poll', false), askedOf('case')],
});

/** Many more groups than anybody leads. */
const fullWeek = (text: PeoplesText): WeekMeetingsView => ({
  meetings: Array.from({ length: 12 }, () => meetingOf(text, { coming: Array(9).fill(text.name) })),
  ahead: Array.from({ length: 20 }, () => aheadOf(text)).flat(),
  waiting: Array.from({ length: 12 }, (_, index) => `${text.room} ${index}`),
  asked: Array.from({ length: 12 }, () => askedOf('report')),
});

/** Weeks with intervision. */
const weeks = (text: PeoplesText): readonly Sample[] => {
  const empty: MyWeekView = {
    ...weekOf(text),
    sessions: [],
    open: [],
    pauses: [],
    flags: [],
    hasPairs: false,
  };
  const shapes: Readonly<Record<string, MyWeekView>> = {
    'week of a teacher with meetings': { ...empty, intervision: teachersWeek(text) },
    'week of a student with a meeting': { ...weekOf(text), intervision: studentsWeek(text) },
    'week of somebody with everything': { ...fullWeekOf(text), intervision: fullWeek(text) },
  };
  return Object.entries(shapes).map(([name, view]) => ({
    name,
    render: (language) => myWeekCard(view, language),
  }));
};

const spent = (count: number, minutes: number) => ({ count, minutes });

/** Hours of some sessions of an hour and meetings of 65 minutes. */
export const hoursWith = (sessions: number, meetings: number): Hours => {
  const minutes = sessions * 60 + meetings * 65;
  return {
    sessions: spent(sessions, sessions * 60),
    meetings: spent(meetings, meetings * 65),
    minutes,
    credits: minutes / 60 / 28,
  };
};

export const programmeHours = (text: PeoplesText, changes: Partial<ProgrammeHours> = {}): ProgrammeHours => ({
  programme: text.programme,
  hours: hoursWith(8, 3),
  pupils: [{ pupil: text.pupil, sessions: spent(8, 480) }],
  openSessions: 0,
  openMeetings: 0,
  ...changes,
});

const hours = (text: PeoplesText): readonly Sample[] => {
  const twoPupils = [1, 7].map((count) => ({ pupil: text.pupil, sessions: spent(count, count * 60) }));
  const shapes: Readonly<Record<string, readonly ProgrammeHours[]>> = {
    hours: [programmeHours(text)],
    'hours, nothing yet': [programmeHours(text, { hours: hoursWith(0, 0), pupils: [] })],
    'hours, two pupils and something open': [
      programmeHours(text, { pupils: twoPupils, openSessions: 1, openMeetings: 1 }),
    ],
    'hours in two programmes': [
      programmeHours(text, { openSessions: 2, openMeetings: 2 }),
      programmeHours(text, { hours: hoursWith(0, 1), pupils: [] }),
    ],
  };
  return Object.entries(shapes).map(([name, programmes]) => {
    const view: HoursView = { today: '2027-03-16', programmes };
    return { name, render: (language) => hoursCard(view, language) };
  });
};

/** The cards of a week with intervision, and of hours. */
export const weekSamples = (text: PeoplesText): readonly Sample[] => [...weeks(text), ...hours(text)];
