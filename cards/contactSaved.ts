/** What a coordinator is told who said that they spoke to a student, and the way back. */
import type { SignalDetails } from '../bot/programme/signalDetails';
import type { Language, Moment } from '../bot/programme/model';
import { answerBelow, execute, type CardAction } from './actions';
import { shownName } from './names';
import { contactLine, contactOnData, type ContactOn } from './studentLines';
import { words } from './words';

/** Contacts named after one was stored, its own among them. */
const shownContacts = 3;

/** A contact that was just stored, taken back, or could not be taken back any more. */
export interface ContactSaved {
  readonly what: 'stored' | 'undone' | 'tooLate';
  readonly student: SignalDetails;
  /** Of the contact. */
  readonly at: Moment;
}

/** The card on which it was pressed. */
export interface SavedOn extends ContactOn {
  readonly timeZone: string;
}

const buttonsOf = (saved: ContactSaved, on: SavedOn, language: Language): readonly CardAction[] => {
  const { text } = words(language);
  const { student } = saved.student;
  const { programme } = on;
  const undo = { student, at: String(saved.at), ...contactOnData(on) };
  return [
    execute(
      text('signals.addNote'),
      'student.show',
      { student, programme, ...answerBelow },
      { inputs: 'none' },
    ),
    execute(text('signals.undo'), 'student.notContacted', undo, { inputs: 'none' }),
  ];
};

/** A line for what happened; after a contact who spoke to this student before, and what may follow. */
export const savedBlocks = (saved: ContactSaved | null, on: SavedOn, language: Language) => {
  if (saved === null) return [];
  const { text } = words(language);
  const { what, student } = saved;
  const isStored = what === 'stored';
  const newest = isStored ? student.contacts.slice(-shownContacts).toReversed() : [];
  const lines = [
    text(`signals.${what}`, { name: shownName(student.name) }),
    ...newest.map((contact) => contactLine(contact, on.timeZone, language)),
  ];
  return [
    {
      lines: lines.map((line) => ({ line })),
      sets: isStored ? [{ buttons: buttonsOf(saved, on, language) }] : [],
    },
  ];
};
