/** What speaks against a time, in words: who cannot and why, before somebody decides that it goes on all the same. */
import type { Day } from '../../bot/programme/model';
import type { Slot } from '../../bot/programme/rounds/model';
import { usualHours } from '../../bot/programme/rounds/typedSlots';
import { day } from '../dates';
import { tooLateLine } from './hearing';
import { shownName } from '../names';
import type { Section } from './template';
import type { Named } from './views';
import { longSlot, namesOf, shortSlot } from './words';
import type { Words } from '../words';

/** A time with who cannot come then, and what is unusual about it. */
export interface SlotDoubtView {
  readonly slot: Slot;
  readonly day: Day;
  readonly isWeekend: boolean;
  readonly isOddHour: boolean;
  /** Places that are closed, by name, with how many of the members are at home there. */
  readonly closed: readonly {
    readonly place: string;
    readonly label: string | null;
    readonly count: number;
  }[];
  readonly inSession: readonly Named[];
  readonly atMeeting: readonly Named[];
  /** Its teacher has a session of their own. */
  readonly isTeacherInSession: boolean;
  /** Who does not hear of it in time. */
  readonly untold: readonly Named[];
  readonly members: number;
  readonly free: number;
}

const closedLine = ({ text, language }: Words, view: SlotDoubtView): readonly string[] =>
  view.closed.map(({ place, label, count }) =>
    text('round.doubt.closed', {
      day: day(language, view.day),
      place: shownName(place),
      label: label === null || label.trim() === '' ? '' : ` (${shownName(label)})`,
      count,
    }),
  );

const busyLine = (
  all: Words,
  key: 'round.doubt.inSession' | 'round.doubt.atMeeting',
  people: readonly Named[],
): readonly string[] =>
  people.length === 0 ? [] : [all.text(key, { who: namesOf(all, people), count: people.length })];

/** Everything against a time, a sentence each. */
export const doubtLines = (all: Words, view: SlotDoubtView): readonly string[] => {
  const { text } = all;
  const { members, free } = view;
  return [
    ...(view.isWeekend ? [text('round.doubt.weekend')] : []),
    ...(view.isOddHour ? [text('round.doubt.hours', usualHours)] : []),
    ...closedLine(all, view),
    ...busyLine(all, 'round.doubt.inSession', view.inSession),
    ...busyLine(all, 'round.doubt.atMeeting', view.atMeeting),
    ...(view.isTeacherInSession ? [text('round.doubt.teacherInSession')] : []),
    ...(free < members && free > 0 ? [text('round.doubt.left', { members, free })] : []),
    ...tooLateLine(all, view.untold),
  ];
};

/** What speaks against some times, a line each. */
export const doubtHints = (
  all: Words,
  doubts: readonly SlotDoubtView[],
  timeZone: string,
): readonly string[] =>
  doubts.map(
    (doubt) => `${shortSlot(all.language, doubt.slot, timeZone)}: ${doubtLines(all, doubt).join(' ')}`,
  );

/** The times that are asked about, each with what speaks against it. */
export const doubtParts = (
  all: Words,
  doubts: readonly SlotDoubtView[],
  timeZone: string,
): readonly Section[] =>
  doubts.map((doubt) => ({
    heading: longSlot(all.language, doubt.slot, timeZone),
    lines: doubtLines(all, doubt),
    isBox: true,
  }));
