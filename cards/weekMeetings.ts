/** The intervision of somebody's week, as lines of the card of that week. */
import type { Asked } from '../bot/programme/rounds/personWeek';
import type { Turnout } from '../bot/programme/rounds/history';
import type { Language, Moment } from '../bot/programme/model';
import { isOngoing } from '../bot/programme/rounds/current';
import { dayOf, dayOfMoment, list, shortDay, shortMoment, timeRange } from './dates';
import type { CardAction } from './actions';
import { escapeMarkdown } from './escape';
import { shownName } from './names';
import { statusLine, type GroupStanding } from './rounds/group';
import type { GroupRef } from './rounds/views';
import { groupNames, showButton } from './rounds/words';
import { firstOf } from './rows';
import { type TextKey, type Words, words } from './words';

/** How much of it fits. */
export interface MeetingLimits {
  readonly meetings: number;
  readonly ahead: number;
  readonly asked: number;
  readonly names: number;
}

/** A meeting of the week, or the next one of a group; people by their names. */
export interface MeetingView {
  readonly group: string;
  readonly start: Moment;
  readonly end: Moment;
  readonly timeZone: string;
  readonly room: string | null;
  readonly as: 'teacher' | 'student';
  readonly teacher: string;
  readonly isOff: boolean;
  readonly coming: readonly string[];
  readonly notComing: readonly string[];
  readonly unknown: readonly string[];
  /** Who brings the case; null when nobody does. */
  readonly bringer: string | null;
  readonly isReaderBringer: boolean;
  readonly isWritten: boolean;
  /** Of the case; only for the teacher of the group. */
  readonly caseTitle: string | null;
  readonly hasEnded: boolean;
  /** How many of how many were there, as far as the reader may know it, and whether the reader was; null while there is no report. */
  readonly report: { readonly turnout: Turnout | null; readonly wasThere: boolean } | null;
}

/** Something the reader is asked; `start` is when the group meets, null while it has no time. */
export interface AskedView extends Pick<Asked, 'what' | 'until'>, GroupRef {
  readonly start: Moment | null;
  readonly timeZone: string;
}

/** A group of the reader that does not meet any more this week: how it stands, and when it meets next. */
export interface AheadView {
  readonly as: 'teacher' | 'student';
  readonly standing: GroupStanding;
  readonly next: MeetingView | null;
}

/** The intervision of a week. */
export interface WeekMeetingsView {
  readonly meetings: readonly MeetingView[];
  readonly ahead: readonly AheadView[];
  /** Groups of the reader, by their ids, that no round has had yet. */
  readonly waiting: readonly string[];
  readonly asked: readonly AskedView[];
}

type Line = { readonly text: string };

const namesLine = (all: Words, key: TextKey, names: readonly string[], most: number): readonly Line[] => {
  if (names.length === 0) return [];
  const { shown, left } = firstOf(names.map(shownName), most);
  const others = left === 0 ? [] : [all.text('digest.others', { count: left })];
  return [{ text: all.text(key, { count: names.length, names: list(all.language, [...shown, ...others]) }) }];
};

/** Who comes, as far as somebody said so; else all of the group are expected. */
const expectedLines = (all: Words, meeting: MeetingView, most: number): readonly Line[] => {
  const { coming, notComing, unknown } = meeting;
  const nobodySaid = coming.length + notComing.length === 0;
  return [
    ...namesLine(all, 'week.coming', coming, most),
    ...namesLine(all, 'week.notComing', notComing, most),
    ...namesLine(all, nobodySaid ? 'week.expected' : 'week.unknown', unknown, most),
  ];
};

const caseLine = ({ text }: Words, meeting: MeetingView): Line => {
  const { bringer, isReaderBringer, isWritten, caseTitle } = meeting;
  if (bringer === null) return { text: text('week.case.nobody') };
  const state = isWritten ? 'written' : 'empty';
  if (isReaderBringer) return { text: text(`week.case.you.${state}`) };
  const name = shownName(bringer);
  if (caseTitle !== null)
    return { text: text('week.case.titled', { name, title: escapeMarkdown(caseTitle) }) };
  return { text: text(`week.case.${state}`, { name }) };
};

/** What has been needs no preparing: how many came, to whoever may know, and to a student whether they were there. */
const endedLines = ({ text }: Words, { as, report }: MeetingView): readonly Line[] => {
  if (report === null) return [{ text: text('week.ended') }];
  const { turnout, wasThere } = report;
  return [
    ...(turnout === null ? [] : [{ text: text('week.ended.turnout', { ...turnout }) }]),
    ...(as === 'student' ? [{ text: text(wasThere ? 'week.ended.there' : 'week.ended.away') }] : []),
  ];
};

const linesOf = (all: Words, meeting: MeetingView, most: number): readonly Line[] => {
  const { as, teacher, isOff, hasEnded } = meeting;
  if (isOff) return [{ text: all.text('week.off') }];
  if (hasEnded) return endedLines(all, meeting);
  const before =
    as === 'teacher'
      ? expectedLines(all, meeting, most)
      : [{ text: all.text('week.teacher', { name: shownName(teacher) }) }];
  return [...before, caseLine(all, meeting)];
};

interface Block {
  readonly who: string;
  readonly line: string;
  readonly lines: readonly Line[];
}

const meetingLines =
  (all: Words, most: number) =>
  (meeting: MeetingView): Block => {
    const { language, text } = all;
    const { group, start, end, timeZone, room } = meeting;
    const time = timeRange(language, start, end, timeZone);
    const where = room === null || room.trim() === '' ? [] : [shownName(room)];
    return {
      who: text('week.meeting', { group: shownName(group) }),
      line: [`${dayOf(language, start, timeZone)}, ${time}`, ...where].join(' · '),
      lines: linesOf(all, meeting, most),
    };
  };

/** Who is asked for times, or waits for them, is told how far that is; else that nothing is set. */
const aheadLines =
  (all: Words, most: number) =>
  ({ as, standing, next }: AheadView): Block => {
    if (next !== null) return meetingLines(all, most)(next);
    const { text } = all;
    const line = isOngoing(standing.status)
      ? statusLine(all, standing, as === 'teacher')
      : text('week.ahead.none');
    return { who: text('week.meeting', { group: shownName(standing.group) }), line, lines: [] };
  };

const askedLine =
  ({ language, text }: Words) =>
  ({ what, group, start, until, timeZone }: AskedView): Line => ({
    text: text(`week.asked.${what}`, {
      group: shownName(group),
      day: start === null ? '' : shortDay(language, dayOfMoment(start, timeZone)),
      until: shortMoment(language, until, timeZone),
    }),
  });

const beyond = ({ text }: Words, key: TextKey, left: number): readonly Line[] =>
  left === 0 ? [] : [{ text: text(key, { count: left }) }];

/** Who leads no group has none but the one of which the next meeting is told. */
const aheadTitle = (
  { text }: Words,
  ahead: readonly AheadView[],
  waiting: readonly string[],
): readonly Line[] => {
  if (ahead.length + waiting.length === 0) return [];
  const isOwn = waiting.length === 0 && ahead.every(({ as }) => as === 'student');
  return [{ text: text(isOwn ? 'week.ahead.own' : 'week.ahead') }];
};

const waitingLines = (all: Words, waiting: readonly string[]): readonly Line[] =>
  waiting.length === 0
    ? []
    : [{ text: all.text('week.ahead.waiting', { which: groupNames(waiting, all.language) }) }];

/** The meetings as blocks, and what the reader is asked under a heading of its own. */
export const weekMeetings = (
  { meetings, ahead, waiting, asked }: WeekMeetingsView,
  most: MeetingLimits,
  language: Language,
) => {
  const all = words(language);
  const shownMeetings = firstOf(meetings, most.meetings);
  const shownAhead = firstOf(ahead, most.ahead);
  const shownAsked = firstOf(asked, most.asked);
  return {
    meetings: shownMeetings.shown.map(meetingLines(all, most.names)),
    moreMeetings: beyond(all, 'week.moreMeetings', shownMeetings.left),
    aheadTitle: aheadTitle(all, ahead, waiting),
    ahead: shownAhead.shown.map(aheadLines(all, most.names)),
    moreAhead: [...beyond(all, 'week.moreAhead', shownAhead.left), ...waitingLines(all, waiting)],
    askedTitle: asked.length === 0 ? [] : [{ text: all.text('week.asked') }],
    asked: [...shownAsked.shown.map(askedLine(all)), ...beyond(all, 'week.moreAsked', shownAsked.left)],
  };
};

/** What opens each kind of question. */
const opens = {
  offer: 'offer',
  undecided: 'offer',
  report: 'report',
  poll: 'poll',
  case: 'case',
} as const satisfies Record<Asked['what'], Parameters<typeof showButton>[2]>;

/** A button for the most urgent question of each kind: two of one kind would read the same. */
export const askedButtons = (
  { asked }: WeekMeetingsView,
  most: number,
  language: Language,
): readonly CardAction[] => {
  const isFirst = ({ what }: AskedView, index: number): boolean =>
    asked.findIndex((one) => opens[one.what] === opens[what]) === index;
  return asked
    .filter(isFirst)
    .slice(0, most)
    .map((one) => showButton(words(language), one, opens[one.what]));
};
