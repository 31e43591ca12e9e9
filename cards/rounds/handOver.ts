/** The form in which a group goes over to another teacher. */
import { execute, type CardAction } from '../actions';
import { escapeMarkdown } from '../escape';
import { shownName } from '../names';
import { tooLateLine } from './hearing';
import type { GroupView, Named } from './views';
import { formLine, formProblem, peopleChoices, refData } from './words';
import type { Words } from '../words';

/** Why a group was not handed over, or what is to be confirmed first. */
export type HandOverError =
  | {
      readonly form: 'handOver';
      readonly refusal: 'unknownTeacher' | 'sameTeacher' | 'teacherBusy' | 'teacherIsMember';
      readonly typed: string;
    }
  /** Nothing is wrong, but the other does not hear of it in time: to be confirmed. */
  | { readonly form: 'handOver'; readonly refusal: 'untold'; readonly teacher: Named };

/** A group with who could take it over. */
export interface HandOverView extends GroupView {
  readonly teachers: readonly Named[];
  /** It has met, and only its report is to be given. */
  readonly lacksReporter: boolean;
  readonly error: HandOverError | null;
}

const handOverProblem = (all: Words, { error }: HandOverView): readonly string[] => {
  if (error === null) return [];
  if (error.refusal === 'untold') return tooLateLine(all, [error.teacher]);
  const typed = escapeMarkdown(error.typed.slice(0, 80));
  return [all.text(`roundGroup.error.${error.refusal}`, { typed })];
};

const handOverHint = ({ lacksReporter, roundName }: HandOverView) => {
  if (lacksReporter) return 'roundGroup.handOver.hint.report';
  return roundName === null ? 'roundGroup.handOver.hint.week' : 'roundGroup.handOver.hint';
};

/** The choice of another teacher, with what was wrong above it; one who does not hear of it in time is confirmed. */
export const handOverForm = (
  all: Words,
  view: HandOverView,
): { readonly inputs: readonly CardAction[]; readonly buttons: readonly CardAction[] } => {
  const { text } = all;
  const { error } = view;
  const inputs: readonly CardAction[] = [
    ...handOverProblem(all, view).map(formProblem),
    formLine(text(handOverHint(view), { teacher: shownName(view.teacher.name) })),
    {
      type: 'Input.ChoiceSet',
      id: 'teacher',
      label: text('roundGroup.handOver.to'),
      choices: peopleChoices(view.teachers),
    },
  ];
  const save = execute(text('roundGroup.handOver.save'), 'round.handOver', refData(view));
  if (error?.refusal !== 'untold') return { inputs, buttons: [save] };
  const { email: teacher } = error.teacher;
  const sure = execute(
    text('roundGroup.handOver.sure'),
    'round.handOver',
    { ...refData(view), teacher, sure: teacher },
    { style: 'positive', inputs: 'none' },
  );
  return { inputs, buttons: [sure, save] };
};
