/** `privacy`: what is stored about the reader, how long, and who looked at pupils of theirs or took files. */
import { exportKindOf, lookKinds, type Access, type LookKind } from '../bot/ports/export';
import { retentionDay } from '../bot/programme/retention';
import { personName } from '../bot/programme/labels';
import type { RenderedCard } from '../bot/ports';
import { privacyCard } from '../cards/privacy';
import type { FileTaken, KeptUntil, LooksAt, PrivacyView } from '../cards/studentViews';
import { operatorLooks } from './operatorLooks';
import { studentSessions } from './studentSessions';
import { days, isAbout, readTaken, type Taken } from './taken';
import { granted, rolesIn, type Membership, type TextDialog, type Turn } from './turn';

const filesIn = (taken: readonly Taken[]): readonly FileTaken[] =>
  taken.flatMap(({ loaded: { directory }, access }) => {
    const kind = exportKindOf(access);
    if (kind === null) return [];
    const { timeZone } = directory.programme;
    return [{ at: access.at, timeZone, by: personName(directory, access.who), kind }];
  });

/** Flags name no students, so a file of them is not one in which a student stands. */
const isIn = (student: string, one: Taken): boolean =>
  exportKindOf(one.access) !== 'flags' && isAbout(student, one);

const lookOf = ({ what }: Access): LookKind | null => lookKinds.find((kind) => kind === what) ?? null;

/** The schools of the student's pupils that a look was about. */
const schoolsSeen = (student: string, { loaded: { directory }, access }: Taken): readonly string[] => {
  const own = directory.pairsOfStudent(student).map(({ pupil }) => directory.pupil(pupil)?.school ?? '');
  return [...new Set(own)].filter((school) => access.scope.includes(school));
};

/** Looks at the student's pupils, by what and school, the latest first. */
const looksAt = (student: string, taken: readonly Taken[]): readonly LooksAt[] => {
  const looks = new Map<string, LooksAt>();
  for (const one of taken.filter((each) => isAbout(student, each))) {
    const what = lookOf(one.access);
    if (what === null) continue;
    const { directory } = one.loaded;
    for (const school of schoolsSeen(student, one)) {
      const key = JSON.stringify([one.loaded.head.id, what, school]);
      looks.set(key, {
        what,
        school: directory.school(school)?.name ?? school,
        count: (looks.get(key)?.count ?? 0) + 1,
        last: one.access.at,
        timeZone: directory.programme.timeZone,
      });
    }
  }
  return [...looks.values()].toSorted((a, b) => b.last - a.last);
};

/** Who looked at what of a student, and the files of a coordinator. */
const accessOf = (turn: Turn, taken: readonly Taken[]) => {
  const { email } = turn.contact;
  const isStudent = granted(turn, 'checkIns').length > 0;
  const isCoordinator = granted(turn, 'files').length > 0;
  return {
    looks: isStudent ? looksAt(email, taken) : null,
    filesAbout: isStudent ? filesIn(taken.filter((one) => isIn(email, one))) : null,
    filesTaken: isCoordinator ? filesIn(taken.filter(({ access }) => access.who === email)) : null,
    operatorLooks: operatorLooks(turn, taken),
    filesSince: days,
  };
};

const keptUntil = ({ loaded }: Membership): KeptUntil => {
  const { programme } = loaded.directory;
  return {
    programme: programme.name,
    freeText: retentionDay(programme, 'freeText'),
    names: retentionDay(programme, 'names'),
    hours: retentionDay(programme, 'hours'),
    access: retentionDay(programme, 'access'),
  };
};

const mentoringOf = (
  turn: Turn,
  sessions: Awaited<ReturnType<typeof studentSessions>>,
): PrivacyView['mentoring'] => {
  const asStudent = granted(turn, 'checkIns');
  if (asStudent.length === 0) return null;
  const pairs = asStudent.flatMap(({ directory, person }) => directory.pairsOfStudent(person.email));
  return { pairs: pairs.length, checkIns: sessions.filter(({ answer }) => answer !== null).length };
};

/** Counts of what is kept, who took files, and who to turn to. */
export const privacy: TextDialog = async (turn): Promise<readonly RenderedCard[]> => {
  const [sessions, taken] = await Promise.all([studentSessions(turn), readTaken(turn)]);
  const view = {
    address: turn.contact.email,
    programmes: turn.memberships.map(({ loaded }) => loaded.directory.programme.name),
    roles: rolesIn(turn),
    mentoring: mentoringOf(turn, sessions),
    ...accessOf(turn, taken),
    keeps: turn.memberships.map(keptUntil),
    hasReminders: granted(turn, 'pauses').length > 0,
    hasCalendar: turn.ports.calendar.isOffered && granted(turn, 'week').length > 0,
    hasCalendarLink: turn.ports.calendar.isOffered && (await turn.ports.calendar.isOn(turn.contact)),
  };
  return [privacyCard(view, turn.language)];
};
