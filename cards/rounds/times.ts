/** The form in which a teacher fills in days and times for a group. */
import type { Slot } from '../../bot/programme/rounds/model';
import {
  meetingHours,
  mostOffered,
  type TimeRefusal,
  type TypedTime,
} from '../../bot/programme/rounds/typedSlots';
import { execute, type CardAction } from '../actions';
import { date, dayOfMoment, time } from '../dates';
import { escapeMarkdown } from '../escape';
import { doubtLines, type SlotDoubtView } from './doubts';
import { formLine, formProblem, refData } from './words';
import type { GroupView } from './views';
import type { Words } from '../words';

/** Why a time cannot be taken: as it was typed, or for the people of the group. */
export type SlotRefusal = TimeRefusal | 'teacherBusy' | 'nobodyFree';

/** What was wrong with a row of the form; rows count from 0. */
export interface TimeProblem {
  readonly row: number;
  readonly refusal: SlotRefusal;
  /** Who cannot and why, where nobody can. */
  readonly doubt: SlotDoubtView | null;
}

/** A time as the inputs have it. */
export const typedTimeOf = ({ start }: Slot, timeZone: string): TypedTime => ({
  date: dayOfMoment(start, timeZone),
  time: time('nl', start, timeZone),
});

/** What a person sees of what they typed, in an error. */
const typedShown = 40;

/** Why a time was not taken. */
export const timeProblemText = (
  all: Words,
  { refusal, doubt }: Pick<TimeProblem, 'refusal' | 'doubt'>,
  typed: TypedTime,
  days: Pick<GroupView, 'from' | 'to'>,
): string => {
  const { text, language } = all;
  const reason = text(`round.time.${refusal}`, {
    date: escapeMarkdown(typed.date.slice(0, typedShown)),
    time: escapeMarkdown(typed.time.slice(0, typedShown)),
    from: date(language, days.from),
    to: date(language, days.to),
    first: meetingHours.first,
    last: meetingHours.last,
  });
  return [reason, ...(doubt === null ? [] : doubtLines(all, doubt))].join(' ');
};

/** An input takes only what it could have sent itself. */
export const dateValue = (typed: string) => (/^\d{4}-\d\d-\d\d$/.test(typed) ? { value: typed } : {});
export const timeValue = (typed: string) => (/^\d\d:\d\d$/.test(typed) ? { value: typed } : {});

const column = (item: CardAction) => ({ type: 'Column', width: 'stretch', items: [item] });

const rowOf = ({ text }: Words, row: number, { date: day, time: hour }: TypedTime): CardAction => ({
  type: 'ColumnSet',
  spacing: 'small',
  columns: [
    column({
      type: 'Input.Date',
      id: `date${row + 1}`,
      label: text('round.time.date', { number: row + 1 }),
      ...dateValue(day),
    }),
    column({
      type: 'Input.Time',
      id: `time${row + 1}`,
      label: text('round.time.time'),
      ...timeValue(hour),
    }),
  ],
});

const nothing: TypedTime = { date: '', time: '' };

/** Five rows of a day and a time, filled in beforehand, with what was wrong above its row. */
export const timesForm = (
  all: Words,
  view: GroupView,
  typed: readonly TypedTime[],
  problems: readonly TimeProblem[],
): { readonly inputs: readonly CardAction[]; readonly save: CardAction } => {
  const rows = Array.from({ length: mostOffered }, (_, row) => typed[row] ?? nothing);
  const problemsOf = (row: number): readonly CardAction[] =>
    problems
      .filter((problem) => problem.row === row)
      .map((problem) => formProblem(timeProblemText(all, problem, rows[row] ?? nothing, view)));
  return {
    inputs: [
      formLine(all.text('round.time.intro')),
      ...rows.flatMap((one, row) => [...problemsOf(row), rowOf(all, row, one)]),
    ],
    save: execute(all.text('round.time.save'), 'round.offer', { ...refData(view), use: 'times' }),
  };
};
