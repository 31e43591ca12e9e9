/** The form in which a group gets another time or place. */
import type { TypedTime } from '../../bot/programme/rounds/typedSlots';
import { execute, type CardAction } from '../actions';
import { inputText } from '../escape';
import { doubtLines, type SlotDoubtView } from './doubts';
import { dateValue, timeProblemText, timeValue, typedTimeOf, type SlotRefusal } from './times';
import type { Section } from './template';
import type { GroupView, MeetingView } from './views';
import { formLine, formProblem, refData } from './words';
import type { Words } from '../words';

/** Why another time was not stored, or what is to be confirmed first. */
export type ShiftProblem =
  | {
      readonly refusal: SlotRefusal;
      /** Who cannot and why, where nobody can. */
      readonly doubt: SlotDoubtView | null;
    }
  | { readonly refusal: 'doubt'; readonly doubt: SlotDoubtView };

/** The same beside what was typed. */
export type ShiftError = ShiftProblem & {
  readonly form: 'shift';
  readonly typed: TypedTime & { readonly room: string };
  /** Days on which it may be: another time may lie outside the days of the round. */
  readonly days: Pick<GroupView, 'from' | 'to'>;
};

/** A group with a time or without, and what was wrong with another one. */
export interface ShiftView extends GroupView {
  readonly meeting: MeetingView | null;
  readonly error: ShiftError | null;
}

const typedOf = ({ error, meeting, timeZone }: ShiftView): ShiftError['typed'] => {
  if (error !== null) return error.typed;
  if (meeting === null) return { date: '', time: '', room: '' };
  return { ...typedTimeOf(meeting.slot, timeZone), room: meeting.slot.room ?? '' };
};

const problemsOf = (all: Words, { error }: ShiftView): readonly CardAction[] => {
  if (error === null) return [];
  return error.refusal === 'doubt'
    ? doubtLines(all, error.doubt).map(formProblem)
    : [formProblem(timeProblemText(all, error, error.typed, error.days))];
};

const roomInput = ({ text }: Words, room: string): CardAction => ({
  type: 'Input.Text',
  id: 'room',
  label: text('roundGroup.room'),
  placeholder: text('roundGroup.room.placeholder'),
  maxLength: 100,
  value: inputText(room),
});

/** The place alone, with its button: the time stays as it is. */
export const roomForm = (all: Words, view: GroupView, room: string | null): Section => ({
  inputs: [roomInput(all, room ?? '')],
  hints: [all.text('roundGroup.room.hint')],
  buttons: [
    execute(
      all.text('roundGroup.shift.save'),
      'round.shift',
      { ...refData(view), use: 'room' },
      { style: 'positive' },
    ),
  ],
});

/** The fields with what was wrong above them, and the buttons: a time that not everybody can make is confirmed with one. */
export const shiftForm = (
  all: Words,
  view: ShiftView,
): { readonly inputs: readonly CardAction[]; readonly buttons: readonly CardAction[] } => {
  const { text } = all;
  const { error } = view;
  const typed = typedOf(view);
  const save = execute(text('roundGroup.shift.save'), 'round.shift', refData(view));
  const sure =
    error?.refusal === 'doubt'
      ? [
          execute(
            text('roundGroup.shift.sure'),
            'round.shift',
            { ...refData(view), sure: error.doubt.slot.id },
            { style: 'positive' },
          ),
        ]
      : [];
  return {
    inputs: [
      ...problemsOf(all, view),
      formLine(text(view.meeting === null ? 'roundGroup.fix.hint' : 'roundGroup.shift.hint')),
      { type: 'Input.Date', id: 'date', label: text('roundGroup.date'), ...dateValue(typed.date) },
      { type: 'Input.Time', id: 'time', label: text('roundGroup.time'), ...timeValue(typed.time) },
      roomInput(all, typed.room),
    ],
    buttons: [...sure, save],
  };
};
