/** A sample of every card in every shape: for the tests, and for whoever wants to look at them. */
import type { Language, Role } from '../../bot/programme/model';
import { outcomes } from '../../bot/programme/facts';
import { lookKinds, toolLooks } from '../../bot/ports/export';
import type { RenderedCard } from '../../bot/ports';
import { calendarCard } from '../../cards/calendar';
import { careCard } from '../../cards/care';
import { checkInCard } from '../../cards/checkIn/checkIn';
import { checkInRefusedCard } from '../../cards/checkIn/refused';
import { checkInStoredCard } from '../../cards/checkIn/stored';
import { helpCard } from '../../cards/help';
import { myWeekCard } from '../../cards/myWeek';
import { noticeCard } from '../../cards/notice';
import { notUnderstoodCard } from '../../cards/notUnderstood';
import { nudgeCard } from '../../cards/nudge';
import { ownFlagsCard } from '../../cards/flags/own';
import { privacyCard } from '../../cards/privacy';
import type {
  CheckInStoredView,
  CheckInView,
  CommandButton,
  MyWeekView,
  NoticeView,
  KeptUntil,
} from '../../cards/studentViews';
import { welcomeCard } from '../../cards/welcome';
import { buttonFor, commands } from '../../dialogs/commands';
import {
  changeableUntil,
  flagsOf,
  followUpOf,
  fullWeekOf,
  nothingAdded,
  ordinary,
  type PeoplesText,
  sessionOf,
  weekOf,
} from './samplesData';
import { weekSamples } from './weekSamples';

/** One card in one shape, for both languages. */
export interface Sample {
  readonly name: string;
  readonly render: (language: Language) => RenderedCard;
}

const checkIns = (text: PeoplesText): readonly Sample[] => {
  const usual: CheckInView = {
    session: sessionOf(text),
    occasion: 'checkIn',
    begun: true,
    canPause: true,
    previous: null,
    seen: 0,
    error: null,
  };
  const shapes: Readonly<Record<string, Partial<CheckInView>>> = {
    '': {},
    ' reminder 1': { occasion: 'reminder1' },
    ' reminder 2': { occasion: 'reminder2' },
    ' reminder 2 after the end': { occasion: 'reminder2', canPause: false },
    ' asked': { occasion: 'asked' },
    ' not begun': { occasion: 'asked', begun: false },
    ' change': { occasion: 'change', previous: { outcome: 'late', minutesLate: 10, corrected: false } },
    ' change after a correction': {
      occasion: 'change',
      previous: { outcome: 'onTime', minutesLate: null, corrected: true },
    },
    ' bad reason': {
      previous: { outcome: 'onTime', minutesLate: null, corrected: false },
      error: { field: 'reason', typed: text.typed },
    },
    ' bad minutes in a change': {
      previous: { outcome: 'onTime', minutesLate: null, corrected: false },
      error: { field: 'minutesLate', typed: '400' },
    },
    ' no minutes': { error: { field: 'minutesLate', typed: '' } },
    ' bad minutes': { error: { field: 'minutesLate', typed: text.typed } },
    ' negative minutes': { error: { field: 'minutesLate', typed: '-3' } },
    ' bad outcome': { error: { field: 'outcome', typed: text.typed } },
  };
  return Object.entries(shapes).map(([name, shape]) => ({
    name: `check-in${name}`,
    render: (language) => checkInCard({ ...usual, ...shape }, language),
  }));
};

const storedShapes = (text: PeoplesText): Readonly<Record<string, Partial<CheckInStoredView>>> => {
  const typed = { topics: `motives,${text.typed}`, nextStep: text.step, note: text.note, case: 'true' };
  return {
    ' late': { outcome: 'late', minutesLate: 12 },
    ' late, one minute': { outcome: 'late', minutesLate: 1 },
    ' with follow-up': { followUp: followUpOf(text), followUpStored: true },
    ' corrected': { corrected: true },
    ' without texts': { asksText: false },
    ' too old to change': { changeableUntil: null, corrected: true },
    ' unknown topic': { error: { field: 'topics', typed } },
    ' neither yes nor no': { error: { field: 'case', typed: { ...typed, case: text.typed } } },
    ' step too long': { error: { field: 'nextStep', typed } },
    ' note too long': { error: { field: 'note', typed } },
  };
};

const stored = (text: PeoplesText): readonly Sample[] => {
  const usual: CheckInStoredView = {
    session: sessionOf(text),
    outcome: 'onTime',
    minutesLate: null,
    followUp: nothingAdded,
    seen: 1,
    followUpStored: false,
    asksText: true,
    corrected: false,
    changeableUntil,
    error: null,
  };
  const shapes: readonly (readonly [string, Partial<CheckInStoredView>])[] = [
    ...outcomes
      .filter((outcome) => outcome !== 'late')
      .map((outcome) => [` ${outcome}`, { outcome }] as const),
    ...Object.entries(storedShapes(text)),
  ];
  return shapes.map(([name, shape]) => ({
    name: `stored${name}`,
    render: (language) => checkInStoredCard({ ...usual, ...shape }, language),
  }));
};

const refused = (text: PeoplesText): readonly Sample[] =>
  (['notYours', 'notBegun', 'calledOff', 'tooLateToChange', 'changedTooOften', 'gone'] as const).map(
    (reason) => ({
      name: `refused ${reason}`,
      render: (language) =>
        checkInRefusedCard({ reason, session: reason === 'notYours' ? null : sessionOf(text) }, language),
    }),
  );

const weeks = (text: PeoplesText): readonly Sample[] => {
  const empty: MyWeekView = { ...weekOf(text), sessions: [], open: [], pauses: [], flags: [] };
  const shapes: Readonly<Record<string, MyWeekView>> = {
    week: weekOf(text),
    'week full': fullWeekOf(text),
    'week with many flags': { ...weekOf(text), flags: Array(5).fill(flagsOf(text)).flat() },
    'week empty': empty,
    'week of a teacher': { ...empty, hasPairs: false },
  };
  return Object.entries(shapes).map(([name, view]) => ({
    name,
    render: (language) => myWeekCard(view, language),
  }));
};

/** As it is typed in the reader's language. */
const buttonsOf = (
  language: Language,
  names: readonly CommandButton['command'][],
): readonly CommandButton[] =>
  commands.filter(({ name }) => names.includes(name)).map((command) => buttonFor(command, language));

const notices = (text: PeoplesText): readonly Sample[] => {
  const views: readonly NoticeView[] = [
    { notice: 'unknownPerson', address: text.address },
    { notice: 'unknownPerson', address: '' },
    { notice: 'oneToOneOnly' },
    { notice: 'notForYou' },
    { notice: 'nothingOpen' },
    { notice: 'moreOpen', count: 1 },
    { notice: 'moreOpen', count: 12 },
    { notice: 'noFlags' },
    { notice: 'failed' },
    { notice: 'pressFailed', verb: 'checkIn.record', data: { note: text.typed } },
    { notice: 'unsure' },
    { notice: 'pressUnsure', verb: 'checkIn.record', data: { note: text.typed } },
    { notice: 'cardTooOld' },
    { notice: 'cardClosed' },
    { notice: 'language', language: 'nl' },
    { notice: 'language', language: 'en' },
    { notice: 'languageUnknown', typed: text.typed },
    { notice: 'languageUnknown', typed: '' },
    { notice: 'paused', from: null, until: '2027-05-03' },
    { notice: 'paused', from: '2027-05-03', until: '2027-05-10' },
    { notice: 'paused', from: '2027-05-03', until: '2027-05-10', also: { from: null, until: '2027-03-20' } },
    {
      notice: 'pauseTurned',
      from: '2027-05-10',
      until: '2027-05-03',
      offer: { from: '2027-05-03', until: '2027-05-10' },
    },
    { notice: 'pauseNoEnd', from: '2027-05-03', end: '2027-07-02', until: '2027-07-03' },
    { notice: 'pauseOff' },
    { notice: 'pauseToday' },
    { notice: 'pauseTooMany' },
    { notice: 'pauseUnclear', typed: text.typed },
    { notice: 'pauseUnclear', typed: '' },
    { notice: 'pauseTooLong', asked: '2028-03-03', from: null, end: '2027-07-02', until: '2027-07-03' },
    { notice: 'pauseOver', end: '2027-07-02' },
    { notice: 'studentUnknown', typed: text.typed },
  ];
  return views.map((view, index) => ({
    name: `notice ${index + 1} ${view.notice}`,
    render: (language) => noticeCard(view, language),
  }));
};

const commandSamples = (text: PeoplesText): readonly Sample[] => {
  const student = [
    'help',
    'myWeek',
    'checkIn',
    'flags',
    'intervision',
    'hours',
    'pause',
    'language',
  ] as const;
  const coordinator = ['help', 'summary', 'flags', 'silent', 'intervision', 'export', 'privacy'] as const;
  return [
    {
      name: 'help student',
      render: (language) =>
        helpCard({ roles: ['student'], commands: buttonsOf(language, student) }, language),
    },
    {
      name: 'help coordinator',
      render: (language) =>
        helpCard({ roles: ['coordinator'], commands: buttonsOf(language, coordinator) }, language),
    },
    {
      name: 'not understood',
      render: (language) =>
        notUnderstoodCard({ typed: text.typed, nearest: buttonsOf(language, ['summary', 'help']) }, language),
    },
    {
      name: 'not understood, nothing typed',
      render: (language) =>
        notUnderstoodCard({ typed: ' ', nearest: buttonsOf(language, ['help']) }, language),
    },
  ];
};

const welcomes = (text: PeoplesText): readonly Sample[] => {
  const roles: readonly (readonly Role[])[] = [
    ['student'],
    ['teacher'],
    ['coordinator'],
    ['student', 'coordinator'],
  ];
  return roles.map((of) => ({
    name: `welcome ${of.join(' ')}`,
    render: (language) => welcomeCard({ name: text.name, programme: text.programme, roles: of }, language),
  }));
};

const keptUntil = ({ programme }: PeoplesText): KeptUntil => ({
  programme,
  freeText: '2027-08-01',
  names: '2027-08-27',
  hours: '2027-12-31',
  access: '2028-07-01',
});

const others = (text: PeoplesText): readonly Sample[] => [
  {
    name: 'nudge',
    render: (language) =>
      nudgeCard({ session: sessionOf(text), lastStep: text.step, tipNumber: 2 }, language),
  },
  {
    name: 'nudge, first session, no room',
    render: (language) =>
      nudgeCard({ session: { ...sessionOf(text), room: null }, lastStep: null, tipNumber: 0 }, language),
  },
  {
    name: 'care',
    render: (language) =>
      careCard(
        {
          places: [{ name: text.school, contact: text.note, coordinators: [text.name, text.name] }],
          coordinators: [],
        },
        language,
      ),
  },
  {
    name: 'care, two schools, one with an address and one with nobody',
    render: (language) => {
      const known = { name: text.school, contact: 'zorg@jdw.example', coordinators: [text.name] };
      const places = [known, { ...known, contact: null, coordinators: [] }];
      return careCard({ places, coordinators: [] }, language);
    },
  },
  {
    name: 'care, no pupil',
    render: (language) => careCard({ places: [], coordinators: [text.name, text.name] }, language),
  },
  {
    name: 'care, no pupil and no coordinator',
    render: (language) => careCard({ places: [], coordinators: [] }, language),
  },
  { name: 'own flags', render: (language) => ownFlagsCard({ flags: flagsOf(text), start: 0 }, language) },
  {
    name: 'own flags, many',
    render: (language) => ownFlagsCard({ flags: Array(8).fill(flagsOf(text)).flat(), start: 10 }, language),
  },
  {
    name: 'privacy',
    render: (language) =>
      privacyCard(
        {
          address: text.address,
          programmes: [text.programme, text.programme],
          roles: ['student', 'teacher'],
          mentoring: { pairs: 1, checkIns: 12 },
          filesAbout: [],
          filesTaken: null,
          looks: [],
          operatorLooks: [],
          filesSince: 90,
          keeps: [keptUntil(text), keptUntil(text)],
          hasReminders: true,
          hasCalendar: true,
          hasCalendarLink: true,
        },
        language,
      ),
  },
  {
    name: 'privacy of staff',
    render: (language) =>
      privacyCard(
        {
          address: text.address,
          programmes: [text.programme],
          roles: ['teacher', 'coordinator'],
          mentoring: null,
          filesAbout: null,
          filesTaken: [],
          looks: null,
          operatorLooks: [],
          filesSince: 90,
          keeps: [keptUntil(text)],
          hasReminders: false,
          hasCalendar: true,
          hasCalendarLink: false,
        },
        language,
      ),
  },
  {
    name: 'privacy with files',
    render: (language) => {
      const file = {
        at: changeableUntil,
        timeZone: 'Europe/Amsterdam',
        by: text.name,
        kind: 'xlsx',
      } as const;
      const files = {
        filesAbout: Array.from({ length: 7 }, () => ({ ...file })),
        filesTaken: [{ ...file, kind: 'flags' as const }],
        looks: lookKinds.map((what, index) => ({
          what,
          school: text.school,
          count: index + 1,
          last: changeableUntil,
          timeZone: 'Europe/Amsterdam',
        })),
        operatorLooks: toolLooks.map((what, index) => ({
          what,
          count: index + 1,
          last: changeableUntil,
          timeZone: 'Europe/Amsterdam',
        })),
        filesSince: 90,
        keeps: [keptUntil(text)],
        hasReminders: false,
      };
      const roles = ['student', 'coordinator'] as const;
      const { address, programme } = text;
      const mentoring = { pairs: 0, checkIns: 0 };
      return privacyCard(
        {
          address,
          programmes: [programme],
          roles,
          mentoring,
          hasCalendar: false,
          hasCalendarLink: false,
          ...files,
        },
        language,
      );
    },
  },
  {
    name: 'calendar',
    render: (language) =>
      calendarCard(
        { address: `https://maat.hva.example/calendar/${'0123456789abcdef'.repeat(4)}.ics`, said: 'renewed' },
        language,
      ),
  },
  {
    name: 'calendar, none',
    render: (language) => calendarCard({ address: null, said: null }, language),
  },
  {
    name: 'calendar, switched off',
    render: (language) => calendarCard({ address: null, said: 'stopped' }, language),
  },
];

/** Every card for students and for everybody, with the given words of people in it. */
export const studentSamples = (text: PeoplesText): readonly Sample[] => [
  ...others(text),
  ...checkIns(text),
  ...stored(text),
  ...refused(text),
  ...weeks(text),
  ...weekSamples(text),
  ...commandSamples(text),
  ...welcomes(text),
  ...notices(text),
];

export const samples: readonly Sample[] = studentSamples(ordinary);
