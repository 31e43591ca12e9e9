/** To whom the invitation to a meeting was due by a moment. What became of each message the outbox knows. */
import type { Moment } from '../model';
import { newLead } from './newLead';
import { subjectOf, subjectParts, type RoundSource } from './planning';
import { calledOff, type Place } from './state';
import { roundTimetable } from './timetable';
import { membersNow } from './weeks';

/** Teacher and members with an invitation to a meeting as it stands; null while it has no time, or when it was called off. */
export type InvitedTo = (place: Place) => readonly string[] | null;

const keyOf = (group: string, receiver: string): string => JSON.stringify([group, receiver]);

/**
 * Who is invited by a moment. An invitation for all weeks of a group with a fixed time is one to each of them, but for a
 * week that was set anew: that has its own.
 */
export const invitedBy = (source: RoundSource, now: Moment): InvitedTo => {
  const { directory, book } = source;
  const rounds = new Set(book.map(({ id }) => id));
  const invited = new Set(
    roundTimetable(source)
      .between(-Infinity, now)
      .filter(({ kind, dueAt, worthUntil }) => kind === 'roundInvite' && dueAt < worthUntil)
      .map(({ subject, receiver }) => {
        const { round, group } = subjectParts(subject);
        return keyOf(rounds.has(round) ? subjectOf(round, group, 1) : group, receiver);
      }),
  );
  return (place) => {
    const { round, group } = place;
    const { meeting, teacher } = group;
    if (meeting === null || calledOff(place) !== null) return null;
    const own = subjectOf(round.id, group.id, 1);
    return [teacher, ...membersNow(directory, group, now)].filter(
      (email) =>
        invited.has(keyOf(own, email)) ||
        (meeting.isOfRoster && invited.has(keyOf(group.id, email))) ||
        // That another leads it may be on its way still; of the meeting they had heard.
        (!meeting.isOfRoster && newLead(source, place, meeting, email) !== null),
    );
  };
};
