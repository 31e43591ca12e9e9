import type { SessionDetails } from '../bot/programme/sessionDetails';
import type { Language } from '../bot/programme/model';
import type { RenderedCard } from '../bot/ports';
import { answerBelow, type CardAction, execute, say } from './actions';
import { calendarButton } from './calendar';
import { careButton } from './care';
import { day, dayOfMoment, dayRange, shortDay } from './dates';
import { renderFitting } from './fitting';
import template from './myWeek.json';
import { plainName, shownName } from './names';
import { ownFlagLines } from './flags/own';
import { cardTemplate } from './render';
import { sessionLine, sessionWhen } from './sessions';
import type { MyWeekView, PauseDays } from './studentViews';
import { askedButtons, weekMeetings, type MeetingLimits } from './weekMeetings';
import { type Words, words } from './words';

const myWeek = cardTemplate(template);

/** How much fits; more would make the card too long to read on a phone. */
interface Limits extends MeetingLimits {
  readonly sessions: number;
  readonly open: number;
}
const tiers: readonly [Limits, ...Limits[]] = [
  { sessions: 12, open: 8, meetings: 9, ahead: 9, asked: 6, names: 9 },
  { sessions: 10, open: 6, meetings: 4, ahead: 6, asked: 5, names: 5 },
  { sessions: 6, open: 4, meetings: 3, ahead: 4, asked: 4, names: 2 },
];
const mostFlags = 2;
/** Questions about intervision that have a button. */
const mostAsked = 2;
/** Teams shows six buttons; check-ins get what the others leave. */
const mostButtons = 6;

type WeekSession = MyWeekView['sessions'][number];
type Line = { readonly text: string };

const stateOf = ({ text }: Words, { outcome, minutesLate, ended }: WeekSession): string => {
  if (outcome !== null) return text(`myWeek.state.${outcome}`, { minutes: minutesLate ?? 0 });
  return ended ? `→ ${text('myWeek.state.open')}` : text('myWeek.state.planned');
};

const isOpen = ({ ended, outcome }: WeekSession): boolean => ended && outcome === null;

const isAhead = ({ begun, outcome }: WeekSession): boolean => !begun && outcome === null;

/** Asks how a session went, or before it begins whether it is off. */
const sessionButton =
  ({ language, text }: Words, what: 'checkIn' | 'callOff') =>
  (session: SessionDetails): CardAction => {
    const title = text(`myWeek.button.${what}`, {
      day: shortDay(language, dayOfMoment(session.start, session.timeZone)),
      pupil: plainName(session.pupil),
    });
    const data = { programme: session.programme, session: session.session, ...answerBelow };
    return execute(title, 'checkIn.change', data, { inputs: 'none' });
  };

const beyond = ({ text }: Words, count: number): readonly Line[] =>
  count > 0 ? [{ text: text('myWeek.more', { count }) }] : [];

const hasIntervision = ({ intervision: { meetings, ahead, waiting, asked } }: MyWeekView): boolean =>
  meetings.length + ahead.length + waiting.length + asked.length > 0;

const beforeOf = (view: MyWeekView, { text }: Words): readonly Line[] => {
  if (!hasIntervision(view)) {
    if (!view.hasPairs) return [{ text: text('myWeek.noPairs') }];
    if (view.sessions.length === 0) return [{ text: text('myWeek.none') }];
  }
  return [{ text: text('myWeek.hello', { name: shownName(view.name) }) }];
};

const openLines = (open: readonly SessionDetails[], most: number, all: Words): readonly Line[] => [
  ...open.slice(-most).map((session) => ({
    text: `${shownName(session.pupil)} · ${sessionWhen(all.language, session)}`,
  })),
  ...beyond(all, open.length - most),
];

const buttonsOf = (view: MyWeekView, all: Words): readonly CardAction[] => {
  const { sessions, open, pauses, flags, hasPairs, hasCalendar } = view;
  const { language, text } = all;
  const intervision = say(text('command.intervision'), text('typed.intervision'));
  const asked = askedButtons(view.intervision, mostAsked, language);
  const others = [
    ...(asked.length === 0 && hasIntervision(view) ? [intervision] : asked),
    ...(flags.length === 0 ? [] : [say(text('command.flags'), text('typed.flags'))]),
    ...(pauses.length === 0 ? [] : [say(text('myWeek.button.pauseOff'), text('typed.pauseOff'))]),
    ...(hasPairs ? [careButton(language, null)] : []),
  ];
  const toCheckIn = [...open, ...sessions.filter(isOpen)];
  const first = [
    ...toCheckIn.slice(others.length - mostButtons).map(sessionButton(all, 'checkIn')),
    ...others,
  ];
  // What can be typed or is found under `privacy` too gives way to what waits for an answer.
  const rest = [
    ...sessions.filter(isAhead).map(sessionButton(all, 'callOff')),
    ...(asked.length === 0 ? [] : [intervision]),
    ...(hasCalendar ? [calendarButton(language)] : []),
  ];
  return [...first, ...rest].slice(0, mostButtons);
};

const flagsOf = ({ flags }: MyWeekView, all: Words) =>
  flags.slice(0, mostFlags).map((flag) => {
    const lines = ownFlagLines(all)(flag);
    return { ...lines, heading: all.text('myWeek.flag', { pupil: lines.pupil }) };
  });

const pausedText = ({ from, until }: PauseDays, { language, text }: Words): string => {
  const end = day(language, until);
  return from === null
    ? text('myWeek.paused', { until: end })
    : text('myWeek.pausedAhead', { from: day(language, from), until: end });
};

const bodyOf = (view: MyWeekView, most: Limits, all: Words) => ({
  sessions: view.sessions.slice(0, most.sessions).map((session) => ({
    who: shownName(session.pupil),
    line: sessionLine(all.language, session),
    state: stateOf(all, session),
  })),
  ...weekMeetings(view.intervision, most, all.language),
  openTitle: [
    ...beyond(all, view.sessions.length - most.sessions),
    ...(view.open.length === 0 ? [] : [{ text: all.text('myWeek.open') }]),
  ],
  open: openLines(view.open, most.open, all),
  flags: flagsOf(view, all),
  paused: view.pauses.map((days) => ({ text: pausedText(days, all) })),
});

/**
 * The sessions and intervision of a week with what was said of them, and the newest check-ins still open as
 * buttons, oldest first.
 */
export const myWeekCard = (view: MyWeekView, language: Language): RenderedCard => {
  const all = words(language);
  const range = dayRange(language, view.from, view.to);
  return renderFitting(
    myWeek,
    tiers,
    (most) => ({
      title: all.text('myWeek.title'),
      range,
      before: beforeOf(view, all),
      ...bodyOf(view, most, all),
      buttons: buttonsOf(view, all),
    }),
    all.text('myWeek.summary', { range }),
  );
};
