/** Which cards about a time that is looked for no longer show how things stand. */
import { dayNumber } from '../calendar';
import { messageKey } from '../messages';
import type { Moment } from '../model';
import { isBefore } from './facts';
import { isPolling } from './groupFold';
import { fewSubject, lastLeaving } from './few';
import { ended, latest, pollKinds, replaced, upTo, type Outdated, type OutdatedCard } from './outdatedCard';
import type { RoundSource } from './planning';
import { leavingSubject, roundCoordinators } from './searchMessages';
import { openingOf, type Place } from './state';

/** The question to the members which times suit. */
export const ofPoll = (place: Place, off: Moment | null): readonly Outdated[] => {
  const { group } = place;
  if (group.poll === null) return [];
  const { number, openedAt, struckAt } = group.poll;
  // It says who leads the group.
  const last = group.handOvers.at(-1);
  const handedOver = last !== undefined && isBefore(openingOf(group.poll), last) ? last.at : null;
  const decided = group.meeting?.timeSet.since ?? (isPolling(group) ? null : (group.offer?.at ?? null));
  return [
    ...replaced(number, openedAt, pollKinds, group.students),
    ...ended(number, off ?? decided ?? latest(struckAt, handedOver), pollKinds, group.students),
    ...group.takenOut.flatMap(({ student, out }) => ended(number, out.at, pollKinds, [student])),
  ];
};

/** Who may have been asked as a coordinator: who made the round, and who answers for its students since that one left. */
const coordinatorsOf = (source: RoundSource, place: Place, since: Moment): readonly string[] => [
  ...new Set([place.round.madeBy, ...roundCoordinators(source, place, since)]),
];

/** The question to the teacher, and to coordinators. */
export const ofOffer = (source: RoundSource, place: Place, off: Moment | null): readonly Outdated[] => {
  const { group } = place;
  if (group.offer === null) return [];
  const { number, at } = group.offer;
  const receivers = [...new Set([group.teacher, ...coordinatorsOf(source, place, at)])];
  const answered = group.isOfferOpen ? null : (group.meeting?.timeSet.since ?? group.poll?.openedAt ?? null);
  return [
    ...replaced(number, at, ['roundOffer'], receivers),
    ...ended(number, off ?? answered, ['roundOffer'], receivers),
  ];
};

/** That fewer than four are left in a group, to coordinators: somebody was moved, joined or is back, or it was called off. */
export const ofFew = (
  source: RoundSource,
  place: Place,
  off: Moment | null,
): readonly Pick<OutdatedCard, 'key' | 'since'>[] => {
  const { takenOut, joinedAt } = place.group;
  const leaving = lastLeaving(source.directory, place);
  const moved = takenOut.flatMap(({ to, out }) => (to === null ? [] : [out.at]));
  const since = Math.max(off ?? 0, ...moved, ...[...joinedAt.values()].map(({ at }) => at));
  if (leaving === null || since < leaving.at) return [];
  return coordinatorsOf(source, place, leaving.at).map((receiver) => ({
    key: messageKey('roundOffer', receiver, leaving.subject),
    since,
  }));
};

/** Each card by which coordinators may have been told that few are left in a group: one a day since its round was confirmed. */
export const fewCards = (source: RoundSource, place: Place, now: Moment): readonly string[] => {
  const { calendar } = source.directory;
  const days = dayNumber(calendar.dayOf(now)) - dayNumber(calendar.dayOf(place.round.confirmedAt ?? now));
  return coordinatorsOf(source, place, now).flatMap((receiver) =>
    upTo(days + 1).map((day) => messageKey('roundOffer', receiver, fewSubject(place, day - 1))),
  );
};

/** That a teacher has left, to coordinators: somebody else leads the group since, or it was called off. */
export const ofLeaving = (
  source: RoundSource,
  place: Place,
  off: Moment | null,
): readonly Pick<OutdatedCard, 'key' | 'since'>[] => {
  const { group } = place;
  const ends = [...group.teachersBefore.map(() => group.teacherSince), ...(off === null ? [] : [off])];
  return ends.flatMap((since, before) =>
    coordinatorsOf(source, place, since).map((receiver) => ({
      key: messageKey('roundOffer', receiver, leavingSubject(place, before)),
      since,
    })),
  );
};
