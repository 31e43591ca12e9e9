/** What people press, and what is told of it. */
import { splitSessionId } from '../../bot/programme/checkIn';
import { outcomes } from '../../bot/programme/facts';
import type { ActionFields } from '../../bot/ports';
import type { Intent, Said } from './answers';
import type { Chance } from './chance';
import type { Told } from './gateway';

/** What a coordinator pressed on a flag. */
export interface FlagPress {
  readonly by: string;
  /** The card in the place of which the answer is shown. */
  readonly cardId: string | null;
  readonly flag: string;
  readonly verb: 'acknowledge' | 'note' | 'resolve';
  readonly note: string;
  readonly ids: readonly string[];
  isAnswered: boolean;
}

/** Told of what people were answered. */
export interface PeopleWatch {
  onStored(intent: Intent): void;
  onFlagPress(press: FlagPress, told: Told): void;
  onShown(activityId: string, flag: string): void;
  onPause(student: string): void;
  onBack(email: string): void;
}

/** What a button sends. */
export const dataOf = (session: string, said: Said): ActionFields => {
  const [outcome = '', minutesLate] = said.split(' ');
  return { session, outcome, ...(minutesLate === undefined ? {} : { minutesLate }) };
};

/** Any answer; some of them more often. */
export const someOutcome = (chance: Chance): Said => {
  const outcome = chance.oneOf([...outcomes, 'onTime', 'absentUnknown', 'late'] as const);
  return outcome === 'late' ? `late ${chance.oneOf([2, 8, 25])}` : outcome;
};

/** The pupil of a session or a flag. */
export const pupilOf = (id: string): string => splitSessionId(id).pupil;
