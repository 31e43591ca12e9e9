import { longestText } from '../bot/programme/checkIn';
import type { StudentMatters } from '../bot/programme/signalDetails';
import type { RenderedCard } from '../bot/ports';
import type { Language } from '../bot/programme/model';
import { execute, type CardAction } from './actions';
import { date } from './dates';
import { escapeMarkdown, inputText } from './escape';
import { renderFitting } from './fitting';
import { plainName, programmePart, shownName } from './names';
import { cardTemplate } from './render';
import { lastOf } from './rows';
import { contactedButton, contactLine, lastText, pupilsText, studentsSaid } from './studentLines';
import file from './studentMatters.json';
import { words } from './words';

const template = cardTemplate(file);

/** Contacts shown, the newest first: notes may be 500 characters each. */
const tiers: readonly [number, ...number[]] = [10, 5, 2];

/** A student as a coordinator sees them. */
export interface StudentMattersView extends StudentMatters {
  /** Where the reader has more programmes; else null. */
  readonly programmeName?: string | null;
  /** A note that was too long, as it was typed. */
  readonly refusedNote: { readonly note: string; readonly problem: 'noteTooLong' | 'tooManyContacts' } | null;
}

const mattersOf = (view: StudentMattersView, language: Language): readonly string[] => {
  const { text } = words(language);
  const said = studentsSaid(view.matters, language);
  const due = view.matters.due.length > 0 ? null : view.contactDue;
  const lines = [
    ...said.map(({ matter }) => matter),
    lastText(view, language),
    ...(due === null ? [] : [text('signals.nextContact', { date: date(language, due) })]),
  ];
  return [...(said.length === 0 ? [text('signals.nothing')] : []), ...lines.map((line) => `• ${line}`)];
};

const historyOf = (view: StudentMattersView, language: Language, most: number) => {
  const { text } = words(language);
  const { shown, left } = lastOf(view.contacts, most);
  const count = view.contacts.length;
  return {
    historyHeading: count === 0 ? text('signals.noContact') : text('signals.history', { count }),
    history: shown.toReversed().map((contact) => ({
      what: contactLine(contact, view.matters.timeZone, language),
      note: contact.note === null ? '' : text('signals.quote', { note: escapeMarkdown(contact.note) }),
    })),
    earlier: left === 0 ? '' : text('signals.earlier', { count: left }),
  };
};

const inputOf = ({ refusedNote }: StudentMattersView, language: Language): CardAction => {
  const { text } = words(language);
  return {
    type: 'Input.Text',
    id: 'note',
    label: text('signals.noteLabel'),
    placeholder: text('signals.notePlaceholder'),
    isMultiline: true,
    maxLength: longestText,
    value: inputText(refusedNote?.note ?? ''),
  };
};

/** One student: what is the matter, who spoke to them when, and a place to say that you did. */
export const studentMattersCard = (view: StudentMattersView, language: Language): RenderedCard => {
  const { text } = words(language);
  const { programme } = view.matters;
  return renderFitting(
    template,
    tiers,
    (most) => ({
      heading: [shownName(view.name), ...programmePart(view)].join(' · '),
      pupils: pupilsText(view, language),
      matters: mattersOf(view, language).map((line) => ({ line })),
      ...historyOf(view, language, most),
      problem: view.refusedNote === null ? '' : text(`signals.${view.refusedNote.problem}`),
      input: inputOf(view, language),
      hint: text('signals.noteHint'),
      actions: [
        contactedButton(view, { programme, digest: null, of: null }, language, 'auto'),
        execute(text('signals.all'), 'student.list', { programme }, { inputs: 'none' }),
      ],
    }),
    text('signals.oneNotice', { name: plainName(view.name), count: view.contacts.length }),
  );
};
