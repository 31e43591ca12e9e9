/** Facts of intervision as they would have been stored, for conversations about them. */
import type { RoundFact } from '../../bot/programme/rounds/facts';
import type { NewRoundStep } from '../../bot/ports/rounds';
import type { Storage } from '../../bot/ports/storage';
import { at } from '../builders';

/** When, in which round, what, and by whom; the bot where nobody is named. */
export type Happened = readonly [moment: string, round: string, step: NewRoundStep, by?: string];

/** Stores what happened in a programme, in order. */
export const happen = async (
  { rounds }: Pick<Storage, 'rounds'>,
  programme: string,
  ...told: readonly Happened[]
): Promise<void> => {
  for (const [moment, round, step, by = 'bot'] of told) {
    const { rounds: heads, bookings } = await rounds.heads(programme);
    const head = heads.find((one) => one.round === round) ?? null;
    const fact: RoundFact = { at: at(moment), order: head?.facts ?? 0, by, round, ...step };
    const result = await rounds.append(programme, head, [fact], bookings);
    if (result !== 'stored') throw new Error('somebody else was first');
  }
};
