/** Cards of who leads a group again, or is in it again: while they were out these said nothing. */
import { messageKey } from '../messages';
import { leadOf } from './lead';
import { pollKinds, toTeacher, upTo, type OutdatedCard } from './outdatedCard';
import { about, type RoundSource } from './planning';
import { cameBack } from './searchMessages';
import type { Place } from './state';

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

/** The questions that a member got before an import took them out, and the next one put them back. */
const ofMembers = ({ directory }: RoundSource, place: Place): readonly Card[] => {
  const { poll, takenOut } = place.group;
  return takenOut.flatMap(({ student, back }) => {
    if (back === null || poll === null) return [];
    const since = back.at;
    const anew = cameBack(directory, place.group, student);
    // That asks anew, and shows how it is; who could not hear that they were out has the newest question already.
    const newest = anew.includes(back) ? anew.length + 1 : Infinity;
    return upTo(poll.number).flatMap((number) =>
      upTo(takenOut.length + 1)
        .filter((nth) => number < poll.number || nth < newest)
        .flatMap((nth) =>
          pollKinds.map((kind) => ({ key: messageKey(kind, student, about(place, number, nth)), since })),
        ),
    );
  });
};

/** All of these, out of date since its reader is back. */
export const ofBack = (source: RoundSource, place: Place): readonly Card[] => [
  ...ofLeader(source, place),
  ...ofMembers(source, place),
];
