/** Decides about a planned message of intervision at the moment it would go out. */
import { roundOpening, type RoundMessage } from '../bot/programme/rounds/planning';
import { roundSending } from '../bot/programme/rounds/sending';
import type { Outgoing } from '../bot/ports';
import { roundCardIn } from './rounds/cards';
import { companionsOf, joined } from './rounds/companions';
import { expire, inOpening, type Sending } from './sending';

/** A message of intervision: inside its receiver's opening, as long as it is wanted; what arrives together is one card. */
export const ofRound = async (sending: Sending, planned: RoundMessage): Promise<Outgoing> => {
  const { loaded, at, ports } = sending;
  const { directory } = loaded;
  const rounds = await ports.rounds.of(loaded);
  const decided = roundSending(rounds.source, rounds.timetable(), planned, at);
  if (decided.do === 'expire') return expire(decided.reason);
  const { message, as } = decided;
  const others = decided.together.filter(({ key }) => key !== message.key);
  const join = joined(message.key, await companionsOf(sending, others), at);
  if (join.do === 'leave') return expire('merged');
  if (join.do === 'stay') return join;
  const parts = decided.together.filter((part) => part.key === message.key || join.carries.includes(part));
  const opening = roundOpening(directory, message.receiver, as, directory.calendar.dayOf(at));
  const outgoing = await inOpening({ ...sending, message }, opening, () =>
    roundCardIn(sending, rounds, parts),
  );
  return outgoing.do === 'send' ? { ...outgoing, carries: join.carries.map(({ key }) => key) } : outgoing;
};
