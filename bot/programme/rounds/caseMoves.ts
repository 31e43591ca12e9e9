/** Whether a student may pass a case on, volunteer or trade: nobody twice before everyone once. */
import type { Moment } from '../model';
import type { RoundSource } from './planning';
import { calledOff, type Place } from './state';

/**
 * Why a case does not change hands. `notYours`: another brings it; `othersFirst`: who would bring it did so more
 * often than others; `passedItOn`: whom it would be given to did that; `nobodyLeft`: everybody passed it on; `tooLate`: the meeting has begun, or is off.
 */
export type CaseMoveRefusal =
  | 'notYours'
  | 'notAMember'
  | 'alreadyYours'
  | 'othersFirst'
  | 'passedItOn'
  | 'nobodyLeft'
  | 'tooLate';

/** Who brings the case from now on, or why nothing changes. */
export type CaseMove = { readonly to: string } | { readonly refusal: CaseMoveRefusal };

const isTooLate = (place: Place, at: Moment): boolean => {
  const { meeting } = place.group;
  return meeting === null || calledOff(place) !== null || at >= meeting.slot.start;
};

/** Hands the case to the next. */
export const passCase = (source: RoundSource, place: Place, student: string, at: Moment): CaseMove => {
  const bringing = source.bringers.of(place.round.id, place.group.id);
  if (bringing === null || isTooLate(place, at)) return { refusal: 'tooLate' };
  if (bringing.student !== student) return { refusal: 'notYours' };
  return bringing.next === null ? { refusal: 'nobodyLeft' } : { to: bringing.next };
};

/** Takes the case over from whoever has it. */
export const volunteerForCase = (
  source: RoundSource,
  place: Place,
  student: string,
  at: Moment,
): CaseMove => {
  const bringing = source.bringers.of(place.round.id, place.group.id);
  if (bringing === null || isTooLate(place, at)) return { refusal: 'tooLate' };
  if (!bringing.members.includes(student)) return { refusal: 'notAMember' };
  if (bringing.student === student) return { refusal: 'alreadyYours' };
  const mayBring = bringing.mayBring.includes(student) || bringing.mayTakeBack.includes(student);
  return mayBring ? { to: student } : { refusal: 'othersFirst' };
};

/** The other brings the case this time, and the student takes the other's place in the rotation. */
export const tradeCase = (
  source: RoundSource,
  place: Place,
  student: string,
  other: string,
  at: Moment,
): CaseMove => {
  const bringing = source.bringers.of(place.round.id, place.group.id);
  const move = volunteerForCase(source, place, other, at);
  if ('refusal' in move) return move;
  if (bringing?.student !== student) return { refusal: 'notYours' };
  return bringing.mayTakeBack.includes(other) ? { refusal: 'passedItOn' } : move;
};
