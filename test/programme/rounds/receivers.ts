/** Who a message of intervision may be for, said apart from how messages are planned. */
import { coversSchool } from '../../../bot/programme/directory';
import type { Role } from '../../../bot/programme/model';
import type { RoundKind } from '../../../bot/programme/plannedMessage';
import { subjectParts, type RoundMessage, type RoundSource } from '../../../bot/programme/rounds/planning';
import { placeOf, type Place } from '../../../bot/programme/rounds/state';

/** What somebody is of a group. */
type Part = 'teacher' | 'member' | 'bringer' | 'coordinator';

const partsFor = {
  roundOffer: ['teacher', 'coordinator'],
  roundPoll: ['member'],
  roundPollReminder: ['member'],
  roundInvite: ['teacher', 'member'],
  roundCase: ['bringer'],
  roundCaseReminder: ['bringer'],
  roundReminder: ['teacher'],
  roundAgenda: ['teacher', 'member'],
  roundReport: ['teacher'],
  roundReportReminder: ['teacher'],
  roundCancelled: ['teacher', 'member', 'coordinator'],
} as const satisfies Record<RoundKind, readonly Part[]>;

const roleOf = {
  teacher: 'teacher',
  member: 'student',
  bringer: 'student',
  coordinator: 'coordinator',
} as const;

type People = Readonly<Record<Part, readonly string[]>>;

/** Who made the round, and the coordinators of the members' schools: they are told when that person cannot be. */
const coordinatorsOf = ({ directory }: RoundSource, { round, group }: Place): readonly string[] => {
  const pupils = group.students.flatMap((student) => directory.pairsOfStudent(student));
  const schools = new Set(pupils.map(({ pupil }) => directory.pupil(pupil)?.school ?? ''));
  const theirs = directory.programme.people.filter(
    (person) => person.role === 'coordinator' && [...schools].some((school) => coversSchool(person, school)),
  );
  return [round.madeBy, ...theirs.map(({ email }) => email)];
};

const peopleAt = (source: RoundSource, place: Place): People => {
  const bringer = source.bringers.of(place.round.id, place.group.id)?.student ?? null;
  return {
    teacher: [place.group.teacher],
    member: place.group.students,
    bringer: bringer === null ? [] : [bringer],
    coordinator: coordinatorsOf(source, place),
  };
};

/** Of all weeks of a group with a fixed time: as the roster has it. */
const peopleAlways = ({ directory }: RoundSource, id: string): People => {
  const group = directory.programme.groups.find((one) => one.id === id);
  return {
    teacher: group === undefined ? [] : [group.teacher],
    member: group?.students ?? [],
    bringer: [],
    coordinator: [],
  };
};

/** Who is told that they are not expected any more: who led the group before, or was announced to be at one of its weeks. */
const peopleBefore = ({ book }: RoundSource, place: Place | null, id: string): People => {
  const own = book
    .filter(({ isWeekly }) => isWeekly)
    .flatMap(({ groups }) => groups.filter((group) => group.id === id));
  const announced = own.flatMap((group) => group.announced);
  return {
    teacher:
      place === null
        ? announced.map(({ teacher }) => teacher)
        : place.group.handOvers.map(({ from }) => from),
    member:
      place === null
        ? announced.flatMap(({ members }) => members)
        : place.group.takenOut.map(({ student }) => student),
    bringer: [],
    coordinator: [],
  };
};

/** In which roles the receiver of a message may have it, by what they are of the group it is about; none for others. */
export const rolesFor = (source: RoundSource, message: RoundMessage): readonly Role[] => {
  const { kind, receiver, subject } = message;
  const { round, group, nth } = subjectParts(subject);
  const place = placeOf(source.book, round, group);
  const isTheirEnd = kind === 'roundCancelled' && (nth > 1 || place === null);
  const people = isTheirEnd
    ? peopleBefore(source, place, group)
    : place === null
      ? peopleAlways(source, group)
      : peopleAt(source, place);
  return partsFor[kind]
    .filter((part) => people[part].includes(receiver))
    .map((part) => roleOf[part])
    .filter((role) => source.directory.person(receiver, role) !== null);
};
