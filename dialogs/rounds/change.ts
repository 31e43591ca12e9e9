/** How conversations store something of intervision: what is decided is decided again when somebody else was first. */
import type { RoundId } from '../../bot/programme/rounds/model';
import { isRoundChangedTooOften } from '../../bot/programme/bounds';
import { placeOf, type Place } from '../../bot/programme/rounds/state';
import type { LoadedProgramme, RenderedCard } from '../../bot/ports';
import type { LoadedRounds, NewRoundStep } from '../../bot/ports/rounds';
import { storing } from '../notSure';
import { notForYou } from '../flags/open';
import type { Turn } from '../turn';
import { placeWithin, type OpenGroup } from './scope';
import { noticeOf } from './showing';

/** What is to be stored, perhaps nothing, and the card that answers, drawn from the rounds after it. */
export interface Decision {
  readonly steps: readonly NewRoundStep[];
  readonly draw: (rounds: LoadedRounds) => RenderedCard | Promise<RenderedCard>;
}

/** Nothing is stored. */
export const only = (draw: Decision['draw']): Decision => ({ steps: [], draw });

/** Stores what is decided about a round, and says so; wakes whoever plans messages when anything was. */
export const changeRound = async (
  turn: Turn,
  loaded: LoadedProgramme,
  decide: (rounds: LoadedRounds) => Promise<Decision & { readonly round: RoundId }>,
): Promise<RenderedCard> => {
  const { contact, now, ports } = turn;
  const { rounds, outcome } = await storing(
    ports.rounds.change(loaded, contact.email, now, async (current) => {
      const decision = await decide(current);
      return { round: decision.round, steps: decision.steps, outcome: decision };
    }),
  );
  if (outcome.steps.length > 0) ports.wake();
  return outcome.draw(rounds);
};

/** The same about a group that was opened: as it stands at the moment it is decided. */
export const changeGroup = (
  turn: Turn,
  { loaded, grant, place }: OpenGroup,
  decide: (opened: OpenGroup) => Decision,
): Promise<RenderedCard> =>
  changeRound(turn, loaded, async (rounds) => {
    const current = placeWithin(rounds, grant, { round: place.round.id, group: place.group.id });
    const round = place.round.id;
    if (current === null) return { round, ...only(() => notForYou(turn)) };
    const opened = { loaded, rounds, place: current, grant };
    const decided = decide(opened);
    const isTooMany = decided.steps.length > 0 && isRoundChangedTooOften(current.group, turn.contact.email);
    return { round, ...(isTooMany ? only(() => noticeOf(turn, opened, { notice: 'tooOften' })) : decided) };
  });

/** A group after something was stored of it: it is there still, for groups never go once a round is confirmed. */
export const placeAfter = ({ source }: LoadedRounds, before: Place): Place =>
  placeOf(source.book, before.round.id, before.group.id) ?? before;
