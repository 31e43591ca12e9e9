import type { Hours, Spent } from '../bot/programme/rounds/hours';
import type { Day, Language } from '../bot/programme/model';
import type { RenderedCard } from '../bot/ports';
import { type CardAction, say } from './actions';
import { date } from './dates';
import type { Fact } from './figures';
import template from './hours.json';
import { shownName } from './names';
import { cardTemplate, renderCard } from './render';
import { firstOf } from './rows';
import { locales, type Words, words } from './words';

const hoursTemplate = cardTemplate(template);

/** More would make the card too long to read on a phone. */
const shownPupils = 6;

/** A student's hours in one programme. */
export interface ProgrammeHours {
  readonly programme: string;
  readonly hours: Hours;
  /** The sessions by pupil, as their labels; a student with one pupil has one. */
  readonly pupils: readonly { readonly pupil: string; readonly sessions: Spent }[];
  /** Sessions that ended and wait for a check-in. */
  readonly openSessions: number;
  /** Meetings of the student's group that ended and wait for the teacher's report. */
  readonly openMeetings: number;
}

/** A student's hours so far, programme by programme: credit is given by each. */
export interface HoursView {
  readonly today: Day;
  readonly programmes: readonly ProgrammeHours[];
}

const perHour = 60;

/** `11 uur en 15 minuten`. */
const duration = ({ text }: Words, minutes: number): string => {
  const whole = Math.round(minutes);
  return text('hours.duration', { hours: Math.floor(whole / perHour), minutes: whole % perHour });
};

const decimals = (language: Language): Intl.NumberFormat =>
  new Intl.NumberFormat(locales[language], { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const creditFormats = { nl: decimals('nl'), en: decimals('en') };

/** Two places and never rounded up: nobody reads of a credit that is not there yet. Mends what binary fractions lose. */
const creditText = (language: Language, credits: number): string =>
  creditFormats[language].format(Math.floor(credits * 100 + 1e-6) / 100);

const spentText = (all: Words, { count, minutes }: Spent): string =>
  all.text('hours.spent', { count, duration: duration(all, minutes) });

const pupilFacts = (all: Words, pupils: ProgrammeHours['pupils']): readonly Fact[] => {
  if (pupils.length < 2) return [];
  return firstOf(pupils, shownPupils).shown.map(({ pupil, sessions }) => ({
    title: all.text('hours.withPupil', { pupil: shownName(pupil) }),
    value: spentText(all, sessions),
  }));
};

const totalText = (all: Words, { minutes, credits }: Hours): string =>
  all.text('hours.total', {
    duration: duration(all, minutes),
    credits: creditText(all.language, credits),
  });

const programmeBlock = (all: Words, of: ProgrammeHours, hasHeading: boolean) => {
  const { text } = all;
  const { hours, openSessions, openMeetings } = of;
  return {
    heading: hasHeading ? [{ text: shownName(of.programme) }] : [],
    total: totalText(all, hours),
    facts: [
      { title: text('hours.sessions'), value: spentText(all, hours.sessions) },
      ...pupilFacts(all, of.pupils),
      { title: text('hours.meetings'), value: spentText(all, hours.meetings) },
    ],
    open: [
      ...(hours.minutes === 0 ? [{ text: text('hours.none') }] : []),
      ...(openSessions === 0 ? [] : [{ text: text('hours.openSessions', { count: openSessions }) }]),
      ...(openMeetings === 0 ? [] : [{ text: text('hours.openMeetings', { count: openMeetings }) }]),
    ],
  };
};

const buttonsOf = ({ programmes }: HoursView, { text }: Words): readonly CardAction[] => [
  ...(programmes.some(({ openSessions }) => openSessions > 0)
    ? [say(text('command.checkIn'), text('typed.checkIn'))]
    : []),
  say(text('command.myWeek'), text('typed.myWeek')),
];

/** A student's hours and study credit so far, what counts, and what may still come. */
export const hoursCard = (view: HoursView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  const { programmes } = view;
  const [only, ...others] = programmes;
  const isOne = only !== undefined && others.length === 0;
  const data = {
    title: text('hours.title'),
    until: text('hours.until', { day: date(language, view.today) }),
    programmes: programmes.map((programme) => programmeBlock(all, programme, !isOne)),
    counts: text('hours.counts'),
    notCounted: text('hours.notCounted'),
    elsewhere: text('hours.elsewhere'),
    buttons: buttonsOf(view, all),
  };
  const summary = isOne ? text('hours.summary', { total: totalText(all, only.hours) }) : text('hours.title');
  return renderCard(hoursTemplate, data, summary);
};
