/** What people type about a pupil: whether it may be kept, and facts without it (docs/rules.md, Privacy). */
import type { Directory } from './directory';
import type { FollowUp, PupilFact } from './facts';
import type { Moment } from './model';
import { retentionDay } from './retention';

/** Stands where a text has to stand: an answer with a reason is a correction, and stays one. */
export const textGone = '…';

/** Whether somebody objects: then there are figures of the pupil, and nothing else. */
export const objects = (directory: Directory, pupil: string): boolean =>
  directory.pupil(pupil)?.objection === true;

/** Whether what people type about a pupil is kept at a moment: nobody objects, and its time is not over. */
export const keepsText = (directory: Directory, pupil: string, now: Moment): boolean =>
  !objects(directory, pupil) && directory.calendar.dayOf(now) < retentionDay(directory.programme, 'freeText');

/** A fact without a note or a reason. */
export const factWithoutText = (fact: PupilFact): PupilFact => {
  if (fact.kind === 'action') return fact.note === null ? fact : { ...fact, note: null };
  return (fact.reason ?? textGone) === textGone ? fact : { ...fact, reason: textGone };
};

/** What was added to an answer without what was typed. */
export const followUpWithoutText = (followUp: FollowUp): FollowUp =>
  followUp.note === null && followUp.nextStep === null
    ? followUp
    : { ...followUp, note: null, nextStep: null };
