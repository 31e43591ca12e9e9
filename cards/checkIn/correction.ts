import { longestText } from '../../bot/programme/checkIn';
import { outcomes, type Outcome } from '../../bot/programme/facts';
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import { execute, type CardAction } from '../actions';
import { changesOf, saidWords } from './answerChanges';
import type { CorrectionView } from '../coordinatorViews';
import file from './correction.json';
import { date, day } from '../dates';
import { inputText } from '../escape';
import { plainName, shownName } from '../names';
import { cardTemplate, renderCard } from '../render';
import { type TextKey, words } from '../words';

const template = cardTemplate(file);

/** Changes of one session shown, each with up to 500 characters. */
const mostChanges = 5;

const isOutcome = (typed: string): typed is Outcome => outcomes.some((outcome) => outcome === typed);

const outcomeInput = ({ error }: CorrectionView, language: Language): CardAction => {
  const { text } = words(language);
  const typed = error?.typed.outcome ?? '';
  return {
    type: 'Input.ChoiceSet',
    id: 'outcome',
    label: text('correction.outcome'),
    placeholder: text('correction.outcome.placeholder'),
    choices: outcomes.map((value) => ({ title: text(`correction.choice.${value}`), value })),
    ...(isOutcome(typed) ? { value: typed } : {}),
  };
};

const minutesInput = ({ error }: CorrectionView, language: Language): CardAction => {
  const typed = error?.typed.minutesLate ?? '';
  return {
    type: 'Input.Number',
    id: 'minutesLate',
    label: words(language).text('correction.minutes'),
    min: 0,
    ...(/^\d{1,4}$/.test(typed) ? { value: Number(typed) } : {}),
  };
};

const reasonInput = ({ error }: CorrectionView, language: Language): CardAction => {
  const { text } = words(language);
  return {
    type: 'Input.Text',
    id: 'reason',
    label: text('correction.reason'),
    placeholder: text('correction.reason.placeholder'),
    isMultiline: true,
    maxLength: longestText,
    value: inputText(error?.typed.reason ?? ''),
  };
};

const hint = (text: string): CardAction => ({ type: 'TextBlock', text, isSubtle: true, wrap: true });

const isForm = ({ occasion }: CorrectionView): boolean => occasion === 'asked' || occasion === 'overtaken';

const formOf = (view: CorrectionView, language: Language) => {
  const { text } = words(language);
  const inputs = [
    outcomeInput(view, language),
    minutesInput(view, language),
    reasonInput(view, language),
    hint(text('correction.reason.hint')),
    hint(text('correction.follows')),
  ];
  return isForm(view) ? [{ inputs }] : [];
};

const problemsOf = ({ occasion, error }: CorrectionView, language: Language) => {
  const { text } = words(language);
  if (error !== null) return [{ text: `⚠ ${text(`correction.error.${error.problem}`)}` }];
  return occasion === 'overtaken' ? [{ text: text('correction.overtaken') }] : [];
};

/** What was seen goes along, so that nobody corrects what they did not see. */
const actionsOf = (view: CorrectionView, language: Language): readonly CardAction[] => {
  const { text } = words(language);
  const { programme, session, seen, id } = view;
  const pupil = { programme, pupil: id };
  const save = execute(
    text('correction.save'),
    'checkIn.correct',
    { programme, session, seen },
    { style: 'positive' },
  );
  return [
    ...(isForm(view) ? [save] : []),
    execute(text('corrections.all'), 'checkIn.corrections', pupil, { inputs: 'none' }),
    execute(text('flags.pupilSummary'), 'summary.show', pupil, { inputs: 'none' }),
  ];
};

const headings = {
  asked: 'correction.title',
  overtaken: 'correction.title',
  stored: 'correction.title.stored',
  same: 'correction.title.same',
} as const;

const headingOf = ({ occasion, steps }: CorrectionView): TextKey =>
  occasion === 'asked' && steps.length === 0 ? 'correction.title.fill' : headings[occasion];

/** What stands there now. */
const nowOf = ({ steps }: CorrectionView, language: Language): string => {
  const { text } = words(language);
  const newest = steps.at(-1);
  return newest === undefined
    ? text('correction.nothing')
    : text('correction.now', { said: saidWords(language, newest) });
};

/** The answer to one session with its history: a form to correct it, or what was stored. */
export const correctionCard = (view: CorrectionView, language: Language): RenderedCard => {
  const { text } = words(language);
  const data = {
    heading: text(headingOf(view)),
    line: `${shownName(view.pupil)} · ${shownName(view.class)} · ${day(language, view.date)}`,
    problems: problemsOf(view, language),
    now: nowOf(view, language),
    changed: changesOf(language, [view], view, mostChanges),
    form: formOf(view, language),
    actions: actionsOf(view, language),
  };
  const summary = { pupil: plainName(view.pupil), date: date(language, view.date) };
  return renderCard(template, data, text('correction.summary', summary));
};
