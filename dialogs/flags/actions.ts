/** What a coordinator does with a flag: take it up, write a note, resolve it. */
import { isFullOfNotes } from '../../bot/programme/bounds';
import { longestText } from '../../bot/programme/checkIn';
import { isUnresolved } from '../../bot/programme/flags/replay';
import {
  resolveReasons,
  type Flag,
  type FlagAction,
  type FlagVerb,
  type ResolveReason,
} from '../../bot/programme/facts';
import type { ActionFields, RenderedCard } from '../../bot/ports';
import type { FlagView } from '../../cards/coordinatorViews';
import { asTyped } from '../../cards/escape';
import { seenSteps, writing } from '../../cards/flags/form';
import { reasonWords } from '../../cards/flags/history';
import { storing } from '../notSure';
import { notForYou, openFlag, showOpened, type OpenedFlag } from './open';
import { addToPage, isDelivered, nextMoment, untilStored } from '../pupilPage';
import type { CardDialog, Turn } from '../turn';

/** `flag.show`: the flag as it stands now, a withdrawn one too, with its form open where that is asked for. */
export const showFlag: CardDialog = async (turn, data) => {
  const isWriting = data['write'] === writing.write;
  const opened = await openFlag(turn, data, isWriting ? 'now' : 'named');
  if (opened === null) return notForYou(turn);
  return showOpened(turn, opened, { occasion: 'asked', error: null, isWriting });
};

const isDone = (flag: Flag, verb: FlagVerb): boolean =>
  !isUnresolved(flag) || (verb === 'acknowledge' && flag.status === 'acknowledged');

const noteIn = (verb: FlagVerb, data: ActionFields): string =>
  verb === 'acknowledge' ? '' : asTyped(data['note'] ?? '').trim();

type NotDone = 'alreadyDone' | 'alreadyClosed' | 'nothingStored';

/** On a card from before: nobody hears that something was done which was not, nor of a note that it was kept. */
const doneAs = ({ contact }: Turn, { flag }: OpenedFlag, verb: FlagVerb, data: ActionFields): NotDone => {
  const note = noteIn(verb, data);
  const isKept = flag.history.some(
    (event) =>
      event.by === contact.email &&
      (verb === 'acknowledge' ? event.what === 'acknowledged' : note !== '' && event.note === note),
  );
  if (isUnresolved(flag) || isKept) return 'alreadyDone';
  if (note !== '') return 'alreadyClosed';
  return verb === 'resolve' && flag.status === 'resolved' ? 'alreadyDone' : 'nothingStored';
};

const occasionOf = { acknowledge: 'acknowledged', note: 'note', resolve: 'resolved' } as const;

/** What was written and chosen; `reason` null when nothing was chosen. */
interface Said {
  readonly note: string;
  readonly reason: ResolveReason | null;
}

const isReason = (text: string): text is ResolveReason => resolveReasons.some((reason) => reason === text);

type NoteError = NonNullable<FlagView['error']>;

/** A reason goes with resolving only: the form of the card has it beside the note, whatever is pressed. */
const parseSaid = (verb: FlagVerb, data: ActionFields): Said | NoteError => {
  const note = asTyped(data['note'] ?? '').trim();
  const typedReason = verb === 'resolve' ? (data['reason'] ?? '').trim() : '';
  if (typedReason !== '' && !isReason(typedReason))
    return { field: 'reason', problem: 'unknownReason', typed: note };
  const reason = typedReason === '' ? null : typedReason;
  const chosen = reason === null ? {} : { chosen: reason };
  if (note.length > longestText) return { field: 'note', problem: 'tooLong', typed: note, ...chosen };
  const isEnough = note !== '' || verb === 'acknowledge' || (reason !== null && reason !== 'other');
  if (isEnough) return { note, reason };
  const problem = reason === 'other' ? 'otherMissing' : 'missing';
  return { field: 'note', problem, typed: note, ...chosen };
};

/** A card from before may show a flag that was resolved and has opened again since, or is another by now. Without `seen` nothing is known. */
const isOvertaken = (verb: FlagVerb, data: ActionFields, flag: Flag): boolean => {
  const seen = data['seen'] ?? '';
  const isOther = data['flag'] !== flag.id || seen !== seenSteps(flag);
  return verb === 'resolve' && seen !== '' && isOther;
};

/** What was typed stays in the form: whoever still means it presses once more. */
const overtaken = ({ note, reason }: Said): NoteError => ({
  field: 'note',
  problem: 'overtaken',
  typed: note,
  ...(reason === null ? {} : { chosen: reason }),
});

/** Later than this the same words are said again on purpose. Milliseconds. */
const repeatedWithin = 3_600_000;

/** Teams delivers again and people press twice: the same note by the same person soon after it is one note. */
const isRepeatedNote = ({ page }: OpenedFlag, { contact, now }: Turn, note: string): boolean =>
  page.facts.some(
    (fact) =>
      fact.kind === 'action' &&
      fact.verb === 'note' &&
      fact.by === contact.email &&
      fact.note === note &&
      now - fact.at <= repeatedWithin,
  );

/** Without a note the reason's words are one: whoever reads notes alone misses nothing. */
const noteOf = ({ note, reason }: Said, { language }: Turn): string | null => {
  if (note !== '') return note;
  return reason === null ? null : reasonWords(language, reason);
};

const storeAction = (
  turn: Turn,
  opened: OpenedFlag,
  verb: FlagVerb,
  said: Said,
): Promise<'stored' | 'conflict'> => {
  const fact: FlagAction = {
    kind: 'action',
    at: nextMoment(opened.page, turn.now),
    verb,
    by: turn.contact.email,
    note: noteOf(said, turn),
    ...(said.reason === null ? {} : { reason: said.reason }),
  };
  return addToPage(turn, opened.loaded, opened, { fact, followUp: null, notices: [] });
};

const actOnce = async (turn: Turn, verb: FlagVerb, data: ActionFields): Promise<RenderedCard | null> => {
  const opened = await openFlag(turn, data);
  if (opened === null) return notForYou(turn);
  const done = { occasion: occasionOf[verb], error: null };
  if (isDelivered(opened.page, turn)) return showOpened(turn, opened, done);
  if (isDone(opened.flag, verb)) {
    const occasion = doneAs(turn, opened, verb, data);
    const unsaved = occasion === 'alreadyClosed' ? noteIn(verb, data) : '';
    return showOpened(turn, opened, { occasion, error: null, unsaved });
  }
  const said = parseSaid(verb, data);
  if ('problem' in said) return showOpened(turn, opened, { occasion: 'asked', error: said });
  if (isOvertaken(verb, data, opened.flag))
    return showOpened(turn, opened, { occasion: 'asked', error: overtaken(said) });
  if (verb === 'note' && isRepeatedNote(opened, turn, said.note)) return showOpened(turn, opened, done);
  if (verb === 'note' && isFullOfNotes(opened.flag)) {
    const error = { field: 'note', problem: 'tooMany', typed: said.note } as const;
    return showOpened(turn, opened, { occasion: 'asked', error });
  }
  if ((await storeAction(turn, opened, verb, said)) === 'conflict') return null;
  // It is stored: whoever hears that this failed must not hear that nothing was.
  const after = await storing(openFlag(turn, { programme: opened.loaded.head.id, flag: opened.flag.id }));
  return after === null ? notForYou(turn) : showOpened(turn, after, done);
};

const act =
  (verb: FlagVerb): CardDialog =>
  (turn, data) =>
    untilStored(() => actOnce(turn, verb, data));

/** `flag.acknowledge`; who comes second sees what the first did. */
export const acknowledgeFlag: CardDialog = act('acknowledge');
/** `flag.note`; needs a note, and takes one on an unresolved flag only. */
export const noteFlag: CardDialog = act('note');
/** `flag.resolve`; needs a reason of the list, or a note that says what was done. */
export const resolveFlag: CardDialog = act('resolve');
