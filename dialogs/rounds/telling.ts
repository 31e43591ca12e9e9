/** What a message of intervision is about, for whoever may still have it. */
import type { Moment, Role } from '../../bot/programme/model';
import type { RoundKind } from '../../bot/programme/plannedMessage';
import { expectedAs, isAboutOne } from '../../bot/programme/rounds/notExpected';
import { subjectParts, type RoundMessage } from '../../bot/programme/rounds/planning';
import { roundGrant } from '../../bot/programme/rounds/reach';
import { calledOff, placeOf, type Place } from '../../bot/programme/rounds/state';
import type { LoadedRounds } from '../../bot/ports/rounds';
import type { Sending } from '../sending';

/** A message with the group it is about. */
export interface Telling {
  readonly sending: Sending;
  readonly rounds: LoadedRounds;
  readonly place: Place;
  readonly kind: RoundKind;
  readonly receiver: string;
  /** Which offer, poll or setting of a meeting it tells of. */
  readonly number: number;
  /** Which time it is that its receiver hears of who leads the group or brings the case. */
  readonly nth: number;
  /** About a group with a fixed time, not about one week of it. */
  readonly isSeries: boolean;
  /** As what its receiver was expected, where it says that they are not any more, though others are; else null. */
  readonly was: Role | null;
}

/** The next meeting of a group with a fixed time: its invitation names no week. */
const nextOfSeries = ({ source: { book } }: LoadedRounds, groupId: string, at: Moment): Place | null => {
  const places = book
    .filter(({ isWeekly }) => isWeekly)
    .flatMap((round) => round.groups.map((group) => ({ round, group })))
    .filter((place) => place.group.id === groupId && calledOff(place) === null);
  return places.find(({ group }) => (group.meeting?.slot.start ?? 0) > at) ?? places.at(-1) ?? null;
};

const placeFor = (
  rounds: LoadedRounds,
  { subject }: RoundMessage,
  at: Moment,
): Pick<Telling, 'place' | 'isSeries'> | null => {
  const { round, group } = subjectParts(subject);
  const one = placeOf(rounds.source.book, round, group);
  const place = one ?? nextOfSeries(rounds, group, at);
  return place === null ? null : { place, isSeries: one === null };
};

/** A message with its group; null where there is nothing to tell any more, or not to its receiver. */
export const tellingOf = (sending: Sending, rounds: LoadedRounds, message: RoundMessage): Telling | null => {
  const about = placeFor(rounds, message, sending.at);
  const { kind, receiver, subject } = message;
  const isTheirs = roundGrant(rounds.source, message, sending.at) !== null;
  if (about === null || !isTheirs) return null;
  const was = isAboutOne(rounds.source, message) ? expectedAs(rounds.source, message) : null;
  const { number, nth } = subjectParts(subject);
  return { sending, rounds, kind, receiver, was, number, nth, ...about };
};
