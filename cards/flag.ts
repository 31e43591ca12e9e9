import type { RenderedCard } from '../bot/ports';
import { isUnresolved } from '../bot/programme/flagReplay';
import type { Language } from '../bot/programme/model';
import { execute, say, type CardAction } from './actions';
import { signLegend, signRow } from './attendance';
import type { FlagView } from './coordinatorViews';
import { date } from './dates';
import { inputText } from './escape';
import { renderFitting } from './fitting';
import file from './flag.json';
import { historyOf, occasionText, statusText } from './flagHistory';
import { levelColour, levelText, levelWord } from './levels';
import { plainName, shownName } from './names';
import { reasonSentence } from './reasons';
import { cardTemplate } from './render';
import { words } from './words';

const template = cardTemplate(file);

/** Steps of the history shown: notes may be 500 characters each. */
const tiers: readonly [number, ...number[]] = [12, 8, 5, 3, 1];

const shownReasons = 8;

/** What the bot takes as a note. */
const longestNote = 500;

const noteActions = (view: FlagView, language: Language): readonly CardAction[] => {
  const { text } = words(language);
  const data = { flag: view.flag.id };
  return [
    execute(text('flags.saveNote'), 'flag.note', data),
    execute(text('flags.resolveNow'), 'flag.resolve', data),
  ];
};

const noteInput = (view: FlagView, language: Language): CardAction => {
  const { text } = words(language);
  return {
    type: 'Input.Text',
    id: 'note',
    label: text('flags.noteLabel'),
    placeholder: text('flags.notePlaceholder'),
    isMultiline: true,
    isRequired: true,
    maxLength: longestNote,
    errorMessage: text('flags.note.missing'),
    value: inputText(view.error?.typed ?? ''),
  };
};

const writeCard = (view: FlagView, language: Language): CardAction => {
  const { text } = words(language);
  const hint = { type: 'TextBlock', text: text('flags.noteHint'), isSubtle: true, wrap: true };
  return {
    type: 'Action.ShowCard',
    title: text('flags.write'),
    card: {
      type: 'AdaptiveCard',
      body: [noteInput(view, language), hint],
      actions: noteActions(view, language),
    },
  };
};

/** With an error the form stands open in the card, so that what was typed and the error are seen at once. */
const formOf = (view: FlagView, language: Language) => {
  const { text } = words(language);
  if (view.error === null || !isUnresolved(view.flag)) return [];
  return [
    {
      problem: `${text('flags.notStored')} ${text(`flags.note.${view.error.problem}`)}`,
      input: noteInput(view, language),
      hint: text('flags.noteHint'),
      buttons: noteActions(view, language),
    },
  ];
};

const actionsOf = (view: FlagView, language: Language): readonly CardAction[] => {
  const { text } = words(language);
  const { id, pupil, status } = view.flag;
  const acknowledge = execute(
    text('flags.acknowledge'),
    'flag.acknowledge',
    { flag: id },
    { style: 'positive', inputs: 'none' },
  );
  return [
    ...(status === 'open' ? [acknowledge] : []),
    ...(isUnresolved(view.flag) && view.error === null ? [writeCard(view, language)] : []),
    execute(text('flags.pupilSummary'), 'summary.show', { pupil }, { inputs: 'none' }),
    say(text('flags.all'), text('typed.flags')),
  ];
};

const recentOf = ({ recent }: FlagView, language: Language) => {
  const marks = recent.map(({ attendance }) => attendance ?? 'unknown');
  const from = recent[0]?.date;
  const to = recent.at(-1)?.date;
  if (from === undefined || to === undefined) return { recent: [] };
  const heading = words(language).text('flags.recent', {
    count: recent.length,
    from: date(language, from),
    to: date(language, to),
  });
  return { recent: [{ heading, signs: signRow(marks), legend: signLegend(language, marks) }] };
};

const factsOf = (view: FlagView, language: Language) => {
  const { text } = words(language);
  const student = view.student === null ? text('flags.noStudent') : shownName(view.student);
  return [
    { title: text('flags.class'), value: shownName(view.class) },
    { title: text('flags.school'), value: shownName(view.school) },
    { title: text('flags.student'), value: student },
    { title: text('flags.status'), value: statusText(view, language) },
  ];
};

const headOf = (view: FlagView, language: Language) => {
  const { text } = words(language);
  const { level, reasons } = view.flag;
  return {
    occasion: view.error === null ? occasionText(view, language) : '',
    heading: text('flags.title', { pupil: shownName(view.pupil) }),
    level: levelText(language, level),
    style: levelColour(level),
    facts: factsOf(view, language),
    why: text('flags.why'),
    reasons: reasons
      .slice(-shownReasons)
      .map((reason) => ({ sentence: `• ${reasonSentence(language, reason, view.ruleOf)}` })),
    historyHeading: text('flags.history'),
  };
};

/** A pupil's flag with its reasons and history, and what a coordinator can do with it as it stands now. */
export const flagCard = (view: FlagView, language: Language): RenderedCard =>
  renderFitting(
    template,
    tiers,
    (steps) => ({
      ...headOf(view, language),
      ...recentOf(view, language),
      ...historyOf(view, language, steps),
      forms: formOf(view, language),
      actions: actionsOf(view, language),
    }),
    words(language).text('flags.notice', {
      pupil: plainName(view.pupil),
      class: plainName(view.class),
      level: levelWord(language, view.flag.level),
    }),
  );
