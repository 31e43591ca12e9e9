/** The case: the question for it, what was written, and passing it on. Only its bringer sees this card. */
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import { longestCase, type CaseProblem, type QuestionAdvice } from '../../bot/programme/rounds/caseText';
import type { CaseText, Slot } from '../../bot/programme/rounds/model';
import { execute, type CardAction } from '../actions';
import { escapeMarkdown, inputText } from '../escape';
import { shownName } from '../names';
import { noNameButton, quoted } from './names';
import { drawRound, type Section } from './template';
import type { GroupView, Named, Occasion } from './views';
import { formBehind, formLine, formProblem, longSlot, peopleChoices, refData, whichGroup } from './words';
import { words, type Words } from '../words';

/** What the reader brings to a meeting. */
export interface CaseView extends GroupView {
  readonly occasion: Occasion;
  readonly slot: Slot;
  /** What was typed or is stored; empty texts while there is nothing. */
  readonly typed: CaseText;
  readonly problems: readonly CaseProblem[];
  /** What would make the learning question better. */
  readonly advice: readonly QuestionAdvice[];
  /** Whose turn it is when the reader passes it on; null when nobody is left. */
  readonly next: Named | null;
  /** With whom the reader may trade. */
  readonly others: readonly Named[];
}

/** Beyond what may be stored, so that a reader still sees what was too long. */
const beyond = 200;

/** The bringer has the whole of it in the form. */
const shownOfStored = 600;

type Field = keyof CaseText;

const fields: readonly Field[] = ['title', 'situation', 'question'];

const inputOf = ({ text }: Words, { typed }: CaseView, field: Field): CardAction => ({
  type: 'Input.Text',
  id: field,
  label: text(`case.${field}`),
  placeholder: text(`case.${field}.placeholder`),
  isMultiline: field !== 'title',
  maxLength: longestCase[field],
  value: inputText(typed[field], longestCase[field] + beyond),
});

const problemText = ({ text, language }: Words, { typed }: CaseView, problem: CaseProblem): string => {
  const { field, refusal } = problem;
  return refusal === 'namesPupil' || refusal === 'mayNamePupil'
    ? text(`case.error.${refusal}`, { words: quoted(language, problem) })
    : text(`case.error.${refusal}`, { length: typed[field].length, most: longestCase[field] });
};

const form = (all: Words, view: CaseView) => ({
  inputs: fields.flatMap((field) => [
    ...view.problems
      .filter((problem) => problem.field === field)
      .map((problem) => formProblem(problemText(all, view, problem))),
    inputOf(all, view, field),
  ]),
  save: execute(all.text('case.save'), 'round.case', refData(view), { style: 'positive' }),
});

const example = ({ text }: Words): CardAction =>
  formBehind(
    text('case.example'),
    fields.map((field) => formLine(`**${text(`case.${field}`)}**: ${text(`case.example.${field}`)}`)),
    [],
  );

const tradeForm = (all: Words, view: CaseView): readonly CardAction[] => {
  const { text } = all;
  if (view.others.length === 0) return [];
  const choice = {
    type: 'Input.ChoiceSet',
    id: 'student',
    label: text('case.trade.with'),
    choices: peopleChoices(view.others),
  };
  const save = execute(text('case.trade.save'), 'round.trade', refData(view));
  return [formBehind(text('case.trade'), [formLine(text('case.trade.hint')), choice], [save])];
};

const passForm = (all: Words, view: CaseView): readonly CardAction[] => {
  const { text } = all;
  if (view.next === null) return [];
  const who = shownName(view.next.name);
  const sure = execute(text('case.pass.sure'), 'round.pass', refData(view), { inputs: 'none' });
  return [formBehind(text('case.pass'), [formLine(text('case.pass.hint', { who }))], [sure])];
};

const adviceLines = ({ text }: Words, { advice }: CaseView): readonly string[] =>
  advice.map((one) => text(`case.advice.${one}`));

/** A case as it is read. */
export const caseLines = (
  { text }: Words,
  { title, situation, question }: CaseText,
  most: number = longestCase.situation,
): readonly string[] => [
  `**${escapeMarkdown(title)}**`,
  escapeMarkdown(situation, most),
  `${text('case.question')}: ${escapeMarkdown(question)}`,
];

const storedCard = (view: CaseView, all: Words): RenderedCard => {
  const { text } = all;
  const { inputs, save } = form(all, view);
  const advice = adviceLines(all, view);
  return drawRound({
    title: text('case.stored'),
    subtitle: `${whichGroup(all, view)} · ${longSlot(all.language, view.slot, view.timeZone)}`,
    sections: [
      { lines: caseLines(all, view.typed, shownOfStored), hints: [text('case.who')] },
      ...(advice.length === 0 ? [] : [{ heading: text('case.advice'), lines: advice, isBox: true }]),
    ],
    actions: [
      formBehind(text('case.change'), inputs, [save]),
      ...passForm(all, view),
      ...tradeForm(all, view),
    ],
    summary: text('case.stored.summary'),
  });
};

const intro: Readonly<Record<Exclude<Occasion, 'stored'>, 'case.intro' | 'case.again'>> = {
  sent: 'case.intro',
  again: 'case.again',
  asked: 'case.intro',
};

/** The question for a title, a situation without its ending, and a learning question; or what was stored of it. */
export const roundCaseCard = (view: CaseView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  const { occasion, problems } = view;
  if (occasion === 'stored') return storedCard(view, all);
  const { inputs, save } = form(all, view);
  const asking: Section = {
    lines: [text(intro[occasion]), text('case.how')],
    inputs,
    hints: [text('case.who')],
  };
  return drawRound({
    title: text(occasion === 'again' ? 'case.heading.again' : 'case.heading'),
    subtitle: `${whichGroup(all, view)} · ${longSlot(language, view.slot, view.timeZone)}`,
    problems: problems.length === 0 ? [] : [text('round.notStored')],
    sections: [asking],
    actions: [
      ...noNameButton(all, 'round.case', view, problems),
      save,
      example(all),
      ...passForm(all, view),
      ...tradeForm(all, view),
    ],
    ...(occasion === 'asked' ? {} : { why: text('case.why') }),
    summary: text(occasion === 'again' ? 'case.summary.again' : 'case.summary', {
      when: longSlot(language, view.slot, view.timeZone),
    }),
  });
};
