/** Cards of who leads a group again, or is in it again: while they were out these said nothing. */
import { messageKey } from '../messages';
import type { RoundKind } from '../plannedMessage';
import type { Point } from './facts';
import { leadOf } from './lead';
import { ofCase, ofMeeting, pollKinds, toTeacher, upTo, type OutdatedCard } from './outdatedCard';
import { about, type RoundSource } from './planning';
import { backSince, cameBack } from './searchMessages';
import { setAt, type GroupState, type Place } from './state';

type Card = Pick<OutdatedCard, 'key' | 'since'>;

/**
 * What a teacher got before they got the group back. What they get with that shows how it is; of what was given back before they
 * could hear they get nothing, and what they have is of use again.
 */
const ofLeader = ({ directory }: RoundSource, place: Place): readonly Card[] => {
  const { teacher, teachersBefore, teacherSince: since, meetings, offer } = place.group;
  if (!teachersBefore.includes(teacher)) return [];
  const lead = leadOf(directory, place.group);
  const known = lead.since < since ? lead.nth : lead.nth - 1;
  return upTo(Math.max(meetings, offer?.number ?? 0, 1)).flatMap((number) =>
    upTo(known).flatMap((nth) =>
      toTeacher.map((kind) => ({ key: messageKey(kind, teacher, about(place, number, nth)), since })),
    ),
  );
};

/** What a member got of polls or meetings before they were taken out of a group and put back; `anew`: when that is told again. */
const ofMember = (
  place: Place,
  { student, back }: GroupState['takenOut'][number],
  kinds: readonly RoundKind[],
  count: number,
  anew: readonly Point[],
): readonly Card[] => {
  if (back === null) return [];
  // What is told anew shows how it is; who could not hear that they were out has the newest already.
  const newest = anew.includes(back) ? anew.length + 1 : Infinity;
  return upTo(count).flatMap((number) =>
    upTo(place.group.takenOut.length + 1)
      .filter((nth) => number < count || nth < newest)
      .flatMap((nth) =>
        kinds.map((kind) => ({ key: messageKey(kind, student, about(place, number, nth)), since: back.at })),
      ),
  );
};

const ofMembers = ({ directory }: RoundSource, place: Place): readonly Card[] => {
  const { poll, meeting, meetings, takenOut } = place.group;
  return takenOut.flatMap((taken) => {
    const { student } = taken;
    const asked = cameBack(directory, place.group, student);
    const invited = backSince(directory, place.group, student, meeting === null ? null : setAt(meeting));
    return [
      ...ofMember(place, taken, pollKinds, poll?.number ?? 0, asked),
      ...ofMember(place, taken, [...ofMeeting, ...ofCase], meetings, invited),
    ];
  });
};

/** All of these, out of date since its reader is back. */
export const ofBack = (source: RoundSource, place: Place): readonly Card[] => [
  ...ofLeader(source, place),
  ...ofMembers(source, place),
];
