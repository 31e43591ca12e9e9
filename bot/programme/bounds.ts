/**
 * How much one person after another may add about the same: far more than anybody needs. What is kept of a pupil has
 * to fit into one row, and everybody reads what is kept of students (docs/rules.md).
 */
import { answersIn, type ContactMade, type Flag, type Pause, type PupilFact } from './facts';
import type { Moment } from './model';
import type { GroupState } from './rounds/state';

/** Notes on one flag; it can be resolved after them. */
export const mostNotes = 30;
/** Corrections of the answer of one session. */
export const mostCorrections = 30;
/** Contacts with one student that one person notes within a day. */
export const mostContacts = 10;
/** Pauses that a student begins, or ends on another day, within a day. */
export const mostPauses = 10;
/** What one person changes in one group of a round, or in one of its weeks. */
export const mostRoundChanges = 150;

const aDay = 86_400_000;

/** Whether no note is taken on a flag any more. */
export const isFullOfNotes = ({ history }: Flag): boolean =>
  history.filter(({ what }) => what === 'note').length >= mostNotes;

/** Whether the answer of a session is corrected no more. */
export const isCorrectedTooOften = (facts: readonly PupilFact[], session: string): boolean =>
  answersIn(facts).filter((answer) => answer.session.id === session && answer.reason !== undefined).length >=
  mostCorrections;

/** Whether this contact is one too many of its day. */
export const isContactTooMany = (made: ContactMade, before: readonly ContactMade[]): boolean =>
  before.filter(({ student, by, at }) => student === made.student && by === made.by && made.at - at < aDay)
    .length >= mostContacts;

/** Whether a pause now is one too many of its day. To end one is always possible: there are no more ends than pauses. */
export const isPauseTooMany = (before: readonly Pause[], student: string, now: Moment): boolean =>
  before.filter((pause) => pause.student === student && pause.until !== null && now - pause.at < aDay)
    .length >= mostPauses;

/** Whether somebody changes nothing any more in a group of a round, of which every change is kept. */
export const isRoundChangedTooOften = ({ changes }: GroupState, by: string): boolean =>
  (changes.get(by) ?? 0) >= mostRoundChanges;
