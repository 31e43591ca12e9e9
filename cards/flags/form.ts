/** The form of a flag: a note, or why it is resolved. */
import { longestText } from '../../bot/programme/checkIn';
import { resolveReasons, type Flag } from '../../bot/programme/facts';
import { isUnresolved } from '../../bot/programme/flags/replay';
import type { Language } from '../../bot/programme/model';
import { answerBelow, execute, type CardAction } from '../actions';
import type { FlagView } from '../coordinatorViews';
import { inputText } from '../escape';
import { reasonWords } from './history';
import { words } from '../words';

/** How a flag stood on a card: notes and who takes it up do not make it another one. */
export const seenSteps = ({ history }: Pick<Flag, 'history'>): string =>
  String(history.filter(({ what }) => what !== 'note' && what !== 'acknowledged').length);

/** What was seen goes along with resolving, so that nobody resolves a flag as they did not see it. */
const buttonsOf = (view: FlagView, language: Language): readonly CardAction[] => {
  const { text } = words(language);
  const data = { programme: view.programme, flag: view.flag.id };
  return [
    execute(text('flags.saveNote'), 'flag.note', data),
    execute(text('flags.resolveNow'), 'flag.resolve', { ...data, seen: seenSteps(view.flag) }),
  ];
};

const reasonInput = (view: FlagView, language: Language): CardAction => {
  const { text } = words(language);
  const chosen = view.error?.chosen;
  return {
    type: 'Input.ChoiceSet',
    id: 'reason',
    label: text('flags.reasonLabel'),
    placeholder: text('flags.reasonPlaceholder'),
    choices: resolveReasons.map((value) => ({ title: reasonWords(language, value), value })),
    ...(chosen === undefined ? {} : { value: chosen }),
  };
};

/** Not required by the client: who resolves with a reason need not write. */
const noteInput = (view: FlagView, language: Language): CardAction => {
  const { text } = words(language);
  return {
    type: 'Input.Text',
    id: 'note',
    label: text('flags.noteLabel'),
    placeholder: text('flags.notePlaceholder'),
    isMultiline: true,
    maxLength: longestText,
    value: inputText(view.error?.typed ?? ''),
  };
};

const inputsOf = (view: FlagView, language: Language): readonly CardAction[] => [
  noteInput(view, language),
  { type: 'TextBlock', text: words(language).text('flags.noteHint'), isSubtle: true, wrap: true },
  reasonInput(view, language),
];

/** What asks for a flag with its form open. */
export const writing = { write: 'yes' } as const;

/** Opens the form on a card of its own, below: one that is being filled in is never drawn anew. */
export const formButton = ({ programme, flag }: FlagView, language: Language): CardAction =>
  execute(
    words(language).text('flags.write'),
    'flag.show',
    { programme, flag: flag.id, ...writing, ...answerBelow },
    { inputs: 'none' },
  );

/** Whether the form stands open in the card: it was asked for, or what was typed could not be stored. */
export const isFormOpen = ({ flag, isWriting, error }: FlagView): boolean =>
  isUnresolved(flag) && (isWriting || error !== null);

/** The open form, with an error and what was typed seen at once. */
export const openForm = (view: FlagView, language: Language) => {
  if (!isFormOpen(view)) return [];
  const { text } = words(language);
  const { error } = view;
  return [
    {
      problem: error === null ? '' : `${text('flags.notStored')} ${text(`flags.note.${error.problem}`)}`,
      inputs: inputsOf(view, language),
      buttons: buttonsOf(view, language),
    },
  ];
};
