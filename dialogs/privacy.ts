/** `privacy`: what is stored about the reader, and who took files in which they stand. */
import { exportKindOf, type Access } from '../bot/exportPorts';
import { personName } from '../bot/programme/labels';
import type { LoadedProgramme, RenderedCard } from '../bot/ports';
import { privacyCard } from '../cards/privacy';
import type { FileTaken } from '../cards/studentViews';
import { studentSessions } from './studentSessions';
import { granted, rolesIn, type TextDialog, type Turn } from './turn';

/** How far back files are told of. */
const days = 90;
const dayLength = 86_400_000;

/** A file with the programme it was made of. */
interface Taken {
  readonly loaded: LoadedProgramme;
  readonly access: Access;
}

/** Everybody's files of the reader's programmes in these days: one range of keys each. */
const readTaken = async ({ ports, memberships, now }: Turn): Promise<readonly Taken[]> => {
  const lists = await Promise.all(
    memberships.map(async ({ loaded }) => {
      const list = await ports.access.list(loaded.head.id, now - days * dayLength);
      return list.map((access) => ({ loaded, access }));
    }),
  );
  return lists.flat().toSorted((a, b) => a.access.at - b.access.at);
};

const shownOf = ({ loaded: { directory }, access }: Taken): FileTaken => ({
  at: access.at,
  timeZone: directory.programme.timeZone,
  by: personName(directory, access.who),
  kind: exportKindOf(access),
});

/** Whether a student stands in a file: it was of a school of a pupil of theirs, and flags name no students. */
const isIn = (student: string, { loaded: { directory }, access }: Taken): boolean =>
  exportKindOf(access) !== 'flags' &&
  directory
    .pairsOfStudent(student)
    .some(({ pupil }) => access.scope.includes(directory.pupil(pupil)?.school ?? ''));

/** Files about a student and files of a coordinator. */
const filesOf = (turn: Turn, taken: readonly Taken[]) => {
  const { email } = turn.contact;
  const isStudent = granted(turn, 'checkIns').length > 0;
  const isCoordinator = granted(turn, 'files').length > 0;
  return {
    filesAbout: isStudent ? taken.filter((one) => isIn(email, one)).map(shownOf) : null,
    filesTaken: isCoordinator ? taken.filter(({ access }) => access.who === email).map(shownOf) : null,
    filesSince: days,
  };
};

/** Counts of what is kept, who took files, and who to turn to. */
export const privacy: TextDialog = async (turn): Promise<readonly RenderedCard[]> => {
  const [sessions, taken] = await Promise.all([studentSessions(turn), readTaken(turn)]);
  const pairs = granted(turn, 'checkIns').flatMap(({ directory, person }) =>
    directory.pairsOfStudent(person.email),
  );
  const view = {
    address: turn.contact.email,
    programmes: turn.memberships.map(({ loaded }) => loaded.directory.programme.name),
    roles: rolesIn(turn),
    pairs: pairs.length,
    checkIns: sessions.filter(({ answer }) => answer !== null).length,
    ...filesOf(turn, taken),
    hasCalendar: turn.ports.calendar.isOffered && granted(turn, 'week').length > 0,
  };
  return [privacyCard(view, turn.language)];
};
