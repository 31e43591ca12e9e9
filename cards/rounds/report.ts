/** What a teacher says of a meeting: who was there, method, advice, follow-up. */
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import { methodIds, type MethodId } from '../../bot/programme/rounds/methods';
import type { Report, Slot } from '../../bot/programme/rounds/model';
import { longestReport, type ReportProblem, type TypedReport } from '../../bot/programme/rounds/reportText';
import { execute, type CardAction } from '../actions';
import { escapeMarkdown, inputText, plainText } from '../escape';
import { noNameButton, quoted } from './names';
import { drawRound, type Section } from './template';
import type { GroupView, Named, Occasion } from './views';
import {
  attendedFacts,
  formBehind,
  formProblem,
  longSlot,
  peopleChoices,
  plainGroup,
  refData,
  whichGroup,
} from './words';
import { words, type Words } from '../words';

/** A meeting that has begun, with its report. */
export interface ReportView extends GroupView {
  readonly occasion: Occasion;
  readonly slot: Slot;
  /** What stands in the form: everybody there at first, later what is stored, or what was typed. */
  readonly typed: TypedReport;
  readonly problems: readonly ReportProblem[];
  /** What is stored; null while there is nothing. */
  readonly report: Report | null;
  /** Who was there, and which members were not; of what is stored. */
  readonly present: readonly Named[];
  readonly missed: readonly Named[];
  /** Whoever may be ticked: the members, and who else was there. */
  readonly choices: readonly Named[];
}

/** Beyond what may be stored, so that a reader still sees what was too long. */
const beyond = 200;

const isMethod = (text: string): text is MethodId => methodIds.some((id) => id === text);

/** The name of a method; what a teacher typed as it was typed. */
const methodName = ({ text }: Words, method: string): string =>
  isMethod(method) ? text(`method.${method}`) : plainText(method, longestReport.method);

const problemText = (all: Words, { typed }: ReportView, problem: ReportProblem): string => {
  if (problem.refusal === 'unknown')
    return all.text('report.error.unknown', { who: escapeMarkdown(problem.unknown.join(', '), 200) });
  if (problem.refusal !== 'tooLong')
    return all.text(`report.error.${problem.refusal}`, { words: quoted(all.language, problem) });
  const { field, refusal } = problem;
  return all.text(`report.error.${refusal}`, { length: typed[field].length, most: longestReport[field] });
};

const textInput = ({ text }: Words, { typed }: ReportView, field: 'advice' | 'followUp'): CardAction => ({
  type: 'Input.Text',
  id: field,
  label: text(`report.${field}`),
  placeholder: text(`report.${field}.placeholder`),
  isMultiline: true,
  maxLength: longestReport[field],
  value: inputText(typed[field], longestReport[field] + beyond),
});

const presentInput = ({ text }: Words, { typed, choices }: ReportView): CardAction => ({
  type: 'Input.ChoiceSet',
  id: 'present',
  label: text('report.present'),
  isMultiSelect: true,
  style: 'expanded',
  wrap: true,
  value: choices
    .map(({ email }) => email)
    .filter((email) =>
      typed.present
        .toLowerCase()
        .split(/[,;\s]+/)
        .includes(email),
    )
    .join(','),
  choices: peopleChoices(choices),
});

/** A choice; what a teacher typed themselves stays a text. */
const methodInput = ({ text }: Words, { typed: { method } }: ReportView): CardAction => {
  const common = { id: 'method', label: text('report.method') };
  if (method !== '' && !isMethod(method))
    return { type: 'Input.Text', ...common, value: inputText(method, longestReport.method + beyond) };
  return {
    type: 'Input.ChoiceSet',
    ...common,
    choices: methodIds.map((id) => ({ title: text(`method.${id}`), value: id })),
    ...(method === '' ? {} : { value: method }),
  };
};

const form = (all: Words, view: ReportView) => {
  const inputs: Readonly<Record<ReportProblem['field'], CardAction>> = {
    present: presentInput(all, view),
    method: methodInput(all, view),
    advice: textInput(all, view, 'advice'),
    followUp: textInput(all, view, 'followUp'),
  };
  return {
    inputs: (['present', 'method', 'advice', 'followUp'] as const).flatMap((field) => [
      ...view.problems
        .filter((problem) => problem.field === field)
        .map((problem) => formProblem(problemText(all, view, problem))),
      inputs[field],
    ]),
    save: execute(all.text('report.save'), 'round.attended', refData(view), { style: 'positive' }),
  };
};

const fact = (title: string, value: string) => (value === '' ? [] : [[title, value] as const]);

const storedFacts = (all: Words, view: ReportView): Section['facts'] => {
  const { report, present, missed } = view;
  const { text } = all;
  return [
    ...attendedFacts(all, present, missed),
    ...fact(text('report.method'), escapeMarkdown(methodName(all, report?.method ?? ''))),
    ...fact(text('report.advice'), escapeMarkdown(report?.advice ?? '', longestReport.advice)),
    ...fact(text('report.followUp'), escapeMarkdown(report?.followUp ?? '')),
  ];
};

const storedCard = (view: ReportView, all: Words): RenderedCard => {
  const { text } = all;
  const { inputs, save } = form(all, view);
  return drawRound({
    title: text('report.stored'),
    subtitle: `${whichGroup(all, view)} · ${longSlot(all.language, view.slot, view.timeZone)}`,
    sections: [
      {
        facts: storedFacts(all, view) ?? [],
        hints: [
          ...(view.present.length === 0 ? [] : [text('report.hours')]),
          ...((view.report?.followUp ?? '') === '' ? [] : [text('report.carried')]),
        ],
      },
    ],
    actions: [formBehind(text('report.change'), inputs, [save])],
    summary: text('report.stored.summary'),
  });
};

/** Who was there, everybody ticked beforehand; the rest may stay empty. Or what was stored of it. */
export const roundReportCard = (view: ReportView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  const { occasion, problems } = view;
  if (occasion === 'stored') return storedCard(view, all);
  const { inputs, save } = form(all, view);
  const isAgain = occasion === 'again';
  return drawRound({
    title: text(isAgain ? 'report.title.again' : 'report.title'),
    subtitle: `${whichGroup(all, view)} · ${longSlot(language, view.slot, view.timeZone)}`,
    problems: problems.length === 0 ? [] : [text('round.notStored')],
    sections: [{ lines: [text('report.intro')], inputs, hints: [text('report.inside')] }],
    actions: [...noNameButton(all, 'round.attended', view, problems), save],
    ...(occasion === 'asked' ? {} : { why: text('report.why') }),
    summary: text(isAgain ? 'report.summary.again' : 'report.summary', { group: plainGroup(all, view) }),
  });
};
