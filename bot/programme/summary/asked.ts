/** What a reader of the summary asks for: a part of the programme, a student, or who missed or came late. */
import { addDays } from '../calendar';
import type { Day } from '../model';
import type { SummaryScope } from './summary';

/** Pupils who missed a session, with a message or without one, or who came late. */
export type WhoAsked = 'missed' | 'late';

/** A school, a class or a pupil; what is larger stands with it. */
export type Where = Pick<SummaryScope, 'school' | 'class' | 'pupil'>;

/** A scope with what only people ask. Null is not asked for. */
export interface SummaryAsked extends SummaryScope {
  /** Id of the programme, for who coordinates more than one. */
  readonly programme: string | null;
  /** Address of a student, whose sessions alone are looked at. */
  readonly student: string | null;
  readonly who: WhoAsked | null;
  /** Two or more at once, each within a school; then school, class, pupil and student are null. Else empty. */
  readonly together: readonly Where[];
  /** Lines of the card's list that come before those it shows. */
  readonly start: number;
  /** Weeks that come after those it shows, for the list of weeks begins with the newest. */
  readonly laterWeeks: number;
}

/** Nothing in particular: the programme so far. */
export const everythingAsked: SummaryAsked = {
  programme: null,
  school: null,
  class: null,
  pupil: null,
  student: null,
  who: null,
  together: [],
  from: null,
  to: null,
  start: 0,
  laterWeeks: 0,
};

/** The same of one week, from its Monday, with its lists from their beginning. */
export const askedOfWeek = (asked: SummaryAsked, monday: Day): SummaryAsked => ({
  ...asked,
  from: monday,
  to: addDays(monday, 6),
  start: 0,
  laterWeeks: 0,
});

/** Where it is, without the rest. */
export const whereOf = ({ school, class: of, pupil }: Where): Where => ({ school, class: of, pupil });
