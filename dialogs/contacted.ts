/** A coordinator says that they spoke to a student, or that it was a slip. */
import { isContactTooMany } from '../bot/programme/bounds';
import { mondayOf } from '../bot/programme/calendar';
import { longestText } from '../bot/programme/checkIn';
import { canBeUndone, countedWith, notedOf, repeatedOf } from '../bot/programme/contactsMade';
import { digestDays } from '../bot/programme/digests';
import type { ContactMade } from '../bot/programme/facts';
import type { Day, Moment } from '../bot/programme/model';
import { studentMatters } from '../bot/programme/signalDetails';
import type { ActionFields, RenderedCard } from '../bot/ports';
import type { ContactSaved } from '../cards/contactSaved';
import { digestCard } from '../cards/digest';
import { asTyped } from '../cards/escape';
import { readDigest } from './digest';
import { storing } from './notSure';
import { notForYou } from './flags/open';
import { readSignals } from './schoolFacts';
import { listed, readScope, scopeWith, showLists, showStudent, type Scope } from './signals';
import type { CardDialog, Turn } from './turn';

/** The contact as it is to be stored, as of when they said so: a clock that was put back must not bring contacts out of order. */
const contactOf = (
  turn: Turn,
  student: string,
  note: string,
  before: readonly ContactMade[],
): ContactMade => {
  const last = before.findLast((made) => made.student === student)?.at ?? turn.now;
  return {
    student,
    at: last > turn.now ? last : turn.saidAt,
    by: turn.contact.email,
    note: note === '' ? null : note,
  };
};

/**
 * The digest it was pressed on, while its week lasts. An older one is not drawn anew: the week it looks back on beside
 * the flags and students of today would be a digest of no day at all.
 */
const digestOf = ({ loaded: { directory } }: Scope, data: ActionFields, now: Moment): Day | null => {
  const monday = mondayOf(directory.calendar.dayOf(now));
  return data['digest'] === monday && digestDays(directory).includes(monday) ? monday : null;
};

/** How things stand now: the digest of this week when it was pressed on that, else the lists, of the class or school of the card. */
const showAgain = async (
  turn: Turn,
  scope: Scope,
  data: ActionFields,
  saved: Omit<ContactSaved, 'student'> & { readonly of: string },
  at: Moment,
): Promise<RenderedCard> => {
  const { ports, language } = turn;
  const source = await readSignals(ports, scope.loaded, scope.schools, at);
  const student = studentMatters(source, saved.of);
  if (student === null) return notForYou(turn);
  const stored = { what: saved.what, at: saved.at, student };
  const monday = digestOf(scope, data, at);
  if (monday === null) {
    const place = data['of'] === undefined ? null : listed(turn, scope, data['of']);
    return showLists(turn, source, { only: null, stored }, place);
  }
  const view = await readDigest(ports, scope.loaded, source, scope.person, monday);
  return digestCard({ ...view, stored, asOf: at, isOver: false }, language);
};

/**
 * `student.contacted`: stores who spoke to a student and when, and shows the card as it is then. A note that follows
 * soon goes with the contact that was noted without one.
 */
export const contactedStudent: CardDialog = async (turn, data) => {
  const found = scopeWith(turn, data);
  if (found === null) return notForYou(turn);
  const { scope, student } = found;
  const note = asTyped(data['note'] ?? '').trim();
  const refuse = async (problem: 'noteTooLong' | 'tooManyContacts'): Promise<RenderedCard> =>
    showStudent(turn, await readScope(turn, scope), student, { note, problem });
  if (note.length > longestText) return refuse('noteTooLong');
  const { id } = scope.loaded.head;
  const before = await turn.ports.records.contactsMade(id);
  const made = contactOf(turn, student, note, before);
  const same = repeatedOf(made, before);
  const bare = notedOf(made, before);
  if (same === null && bare === null && isContactTooMany(made, before)) return refuse('tooManyContacts');
  const kept = same ?? (bare === null ? made : { ...bare, note: made.note });
  if (same === null) await storing(turn.ports.records.addContactMade(id, kept));
  if (bare !== null) await storing(turn.ports.records.removeContactMade(id, bare));
  // It is stored: whoever hears that this failed must not hear that nothing was.
  const saved = { what: 'stored', of: student, at: kept.at } as const;
  return storing(showAgain(turn, scope, data, saved, Math.max(turn.now, made.at)));
};

/** `student.notContacted`: takes the person's own contact away while it is fresh; once it is gone that is said again. */
export const notContactedStudent: CardDialog = async (turn, data) => {
  const found = scopeWith(turn, data);
  if (found === null) return notForYou(turn);
  const { scope, student } = found;
  const { id } = scope.loaded.head;
  const all = await turn.ports.records.contactsMade(id);
  const made = all.findLast(
    (one) => one.student === student && one.by === turn.contact.email && String(one.at) === data['at'],
  );
  const isKept = made !== undefined && !canBeUndone(made, turn.saidAt);
  const gone = made === undefined || isKept ? [] : countedWith(made, all);
  await storing(Promise.all(gone.map((one) => turn.ports.records.removeContactMade(id, one))));
  const saved = { what: isKept ? 'tooLate' : 'undone', of: student, at: made?.at ?? turn.now } as const;
  return storing(showAgain(turn, scope, data, saved, turn.now));
};
