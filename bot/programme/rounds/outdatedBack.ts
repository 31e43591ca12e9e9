/** Cards of who leads a group again, or is in it again: while they were out these said nothing. */
import { messageKey } from '../messages';
import { pollKinds, toTeacher, type OutdatedCard } from './outdatedCard';
import { about, type RoundSource } from './planning';
import { cameBack } from './searchMessages';
import { nthLead, type Place } from './state';

type Card = Pick<OutdatedCard, 'key' | 'since'>;

/** The numbers from 1 up to another. */
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** What a teacher got before they got the group back; what they get with that shows how it is. */
const ofLeader = (place: Place): readonly Card[] => {
  const { teacher, teachersBefore, teacherSince: since, meetings, offer } = place.group;
  if (!teachersBefore.includes(teacher)) return [];
  return upTo(Math.max(meetings, offer?.number ?? 0, 1)).flatMap((number) =>
    upTo(nthLead(place.group) - 1).flatMap((nth) =>
      toTeacher.map((kind) => ({ key: messageKey(kind, teacher, about(place, number, nth)), since })),
    ),
  );
};

/** The questions that a member got before an import took them out, and the next one put them back. */
const ofMembers = ({ directory }: RoundSource, place: Place): readonly Card[] => {
  const { poll, takenOut } = place.group;
  return takenOut.flatMap(({ student, backAt: since }) => {
    if (since === null || poll === null) return [];
    const anew = cameBack(directory, place.group, student);
    // That asks anew, and shows how it is; who could not hear that they were out has the newest question already.
    const newest = anew.includes(since) ? anew.length + 1 : Infinity;
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
  ...ofLeader(place),
  ...ofMembers(source, place),
];
