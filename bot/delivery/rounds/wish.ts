/** What the bot wants to store of intervision, as it decided it. */
import type { Intervision } from '../../ports/intervision';
import { groupBy } from '../../programme/groupBy';
import type { Moment } from '../../programme/model';
import type { RoundId } from '../../programme/rounds/model';
import type { RoundSource } from '../../programme/rounds/planning';
import type { Place } from '../../programme/rounds/state';
import type { NewRoundStep } from '../../ports/rounds';

/** What is to be stored of one round, asked again of the rounds as they are when it is stored: nothing when it is done. */
export interface Wish {
  readonly round: RoundId;
  readonly stepsIn: (source: RoundSource) => readonly NewRoundStep[];
}

/**
 * Something the bot decides at a moment. `seen`: when a bot looked at the roster as it is, before that; the same moment
 * when none did. Rejects when the solver breaks.
 */
export type Decide = (
  intervision: Intervision,
  source: RoundSource,
  now: Moment,
  seen: Moment,
) => Promise<readonly Wish[]>;

/** Names a group in its round. */
export const placeId = ({ round, group }: Place): string => `${round.id}/${group.id}`;

/** Groups by their round, in order. */
export const byRound = (places: readonly Place[]): readonly (readonly [Place, ...Place[]])[] =>
  [...groupBy(places, ({ round }) => round.id).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others]],
  );
