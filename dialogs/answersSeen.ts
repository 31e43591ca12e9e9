/** What somebody who answers for a session has seen of it: a card says how many answers there were when it was drawn. */
import type { Answer, FollowUp } from '../bot/programme/facts';
import { isSameAnswer } from '../bot/programme/sessions';
import type { ActionFields } from '../bot/ports';

/**
 * How many answers to the session the pressed card was drawn from; null when what came says nothing of it. A number no
 * answer could have is one that has seen none of them. Counted and not dated: under a clock that stands still answers
 * have one and the same moment.
 */
export const seenIn = (data: ActionFields): number | null => {
  const seen = data['seen'] ?? '';
  if (seen === '') return null;
  return /^\d{1,3}$/.test(seen) ? Number(seen) : 0;
};

/** Whether another answer stands than the one that was seen, or one where there was none. */
export const isNews = (answers: readonly Answer[], seen: number): boolean => {
  const newest = answers.at(-1);
  const known = answers[seen - 1];
  return newest !== undefined && (known === undefined || !isSameAnswer(known, newest));
};

/** Whether nothing was added or taken away. */
export const isSameFollowUp = (a: FollowUp, b: FollowUp): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a form adds to what is stored: of each field what was typed there, and where the form was left as it came what stands now. */
export const mergeFollowUps = (shown: FollowUp, typed: FollowUp, stored: FollowUp): FollowUp => {
  const isLeft = (field: keyof FollowUp): boolean =>
    JSON.stringify(typed[field]) === JSON.stringify(shown[field]);
  return {
    topics: isLeft('topics') ? stored.topics : typed.topics,
    nextStep: isLeft('nextStep') ? stored.nextStep : typed.nextStep,
    note: isLeft('note') ? stored.note : typed.note,
    case: isLeft('case') ? stored.case : typed.case,
  };
};
