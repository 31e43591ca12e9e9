/** What is kept of a pupil beside the facts, to answer what is asked of a whole school. It can be made again from them. */
import { answersIn, type PupilFact } from '../facts';
import type { FlagStanding } from './flag';
import { keepSessions, recentOf, type KeptSessions } from './sessions';
import type { Moment } from '../model';

/** A pupil's figures; see docs/decisions/0010-kept-figures.md. */
export interface KeptPupil {
  readonly pupil: string;
  /** Moment of the last fact; 0 before the first. */
  readonly upTo: Moment;
  /** Null when they do not fit: then the page is to be read. */
  readonly sessions: KeptSessions | null;
  /** Null when nobody worked it out: then the page is to be read. */
  readonly standing: FlagStanding | null;
}

/** What is kept after some facts, which are in order of their moments. */
export const keepPupil = (
  pupil: string,
  facts: readonly PupilFact[],
  standing: FlagStanding | null,
): KeptPupil => {
  const upTo = facts.at(-1)?.at ?? 0;
  return { pupil, upTo, sessions: keepSessions(pupil, answersIn(facts), upTo), standing };
};

/** The same without the sessions before the last half year. */
export const recentOnly = (kept: KeptPupil): KeptPupil => ({
  ...kept,
  sessions: kept.sessions === null ? null : recentOf(kept.sessions),
});
