/** The form with which a coordinator makes a round. */
import type { RenderedCard } from '../../bot/ports';
import type { Day, Language } from '../../bot/programme/model';
import { setupLimits, type SetupProblem, type TypedSetup } from '../../bot/programme/rounds/typedSetup';
import { execute, type CardAction } from '../actions';
import { date } from '../dates';
import { escapeMarkdown, inputText } from '../escape';
import { shownName } from '../names';
import { drawRound } from './template';
import { dateValue } from './times';
import { formBehind, formProblem } from './words';
import { words, type Words } from '../words';

/** A round that is being made. */
export interface RoundFormView {
  readonly programme: string;
  readonly programmeName: string;
  /** First and last day of the programme. */
  readonly start: Day;
  readonly end: Day;
  /** What stands in the fields. */
  readonly typed: TypedSetup;
  readonly problems: readonly SetupProblem[];
}

type Field = SetupProblem['field'];

const typedShown = 40;

const problemText = (
  { text, language }: Words,
  view: RoundFormView,
  { field, refusal }: SetupProblem,
): string => {
  const values = {
    typed: escapeMarkdown(view.typed[field].slice(0, typedShown)),
    start: date(language, view.start),
    end: date(language, view.end),
    name: setupLimits.name,
    days: setupLimits.days,
  };
  if (refusal !== 'outOfRange')
    return text(`roundForm.error.${refusal}`, { ...values, field: text(`roundForm.${field}`) });
  const limits = field === 'minutes' ? setupLimits.minutes : setupLimits.groupSize;
  return text('roundForm.error.outOfRange', { ...values, ...limits, field: text(`roundForm.${field}`) });
};

const dayInput = ({ text }: Words, id: Field, typed: TypedSetup): CardAction => ({
  type: 'Input.Date',
  id,
  label: text(`roundForm.${id}`),
  ...dateValue(typed[id]),
});

const numberInput = ({ text }: Words, id: 'minutes' | 'groupSize', typed: TypedSetup): CardAction => ({
  type: 'Input.Number',
  id,
  label: text(`roundForm.${id}`),
  min: setupLimits[id].least,
  max: setupLimits[id].most,
  ...(/^\d{1,4}$/.test(typed[id]) ? { value: Number(typed[id]) } : {}),
});

const inputOf = (all: Words, { typed }: RoundFormView, field: Field): CardAction => {
  if (field === 'minutes' || field === 'groupSize') return numberInput(all, field, typed);
  if (field !== 'name') return dayInput(all, field, typed);
  return {
    type: 'Input.Text',
    id: field,
    label: all.text('roundForm.name'),
    placeholder: all.text('roundForm.name.placeholder'),
    maxLength: setupLimits.name,
    value: inputText(typed.name),
  };
};

const fields: readonly Field[] = ['name', 'from', 'to', 'answerBy', 'minutes', 'groupSize'];

const form = (all: Words, view: RoundFormView) => ({
  inputs: fields.flatMap((field) => [
    ...view.problems
      .filter((problem) => problem.field === field)
      .map((problem) => formProblem(problemText(all, view, problem))),
    inputOf(all, view, field),
  ]),
  save: execute(
    all.text('roundForm.save'),
    'round.create',
    { programme: view.programme },
    { style: 'positive' },
  ),
});

/** The form behind a button. */
export const roundFormButton = (all: Words, view: RoundFormView): CardAction => {
  const { inputs, save } = form(all, view);
  return formBehind(all.text('roundForm.button'), inputs, [save]);
};

/** The form by itself: filled in beforehand, or with what was wrong beside what was typed. */
export const roundFormCard = (view: RoundFormView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  const { inputs, save } = form(all, view);
  return drawRound({
    title: text('roundForm.title'),
    subtitle: shownName(view.programmeName),
    problems: view.problems.length === 0 ? [] : [text('roundForm.notStored')],
    sections: [{ lines: [text('roundForm.intro')] }, { inputs }],
    actions: [save],
    summary: text('roundForm.summary'),
  });
};
