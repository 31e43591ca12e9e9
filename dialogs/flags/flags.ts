/** Flags: a coordinator sees those of their schools, a student those of their own pupil. */
import { schoolsWithin } from '../../bot/programme/access';
import { pupilLabel } from '../../bot/programme/labels';
import type { RenderedCard } from '../../bot/ports';
import { flagListCard } from '../../cards/flags/list';
import { startIn } from '../../cards/listPages';
import { noticeCard } from '../../cards/notice';
import { ownFlagsCard } from '../../cards/flags/own';
import { refreshing } from '../../cards/refresh';
import { ownFlags, type PageOf } from './own';
import { readPage } from '../pupilPage';
import { readAttendance } from '../schoolFigures';
import { granted, type CardDialog, type TextDialog, type Turn } from '../turn';

/** Longer is no name, and comes back with every page. */
const longestTyped = 60;

const coordinatorFlags = async (turn: Turn, start: number, asked: string): Promise<RenderedCard> => {
  const rows = [];
  const typed = asked.trim().slice(0, longestTyped);
  const grants = granted(turn, 'flags');
  for (const grant of grants) {
    const { loaded, directory } = grant;
    const schools = schoolsWithin(grant);
    const today = directory.calendar.dayOf(turn.now);
    const attendanceOf = await readAttendance(turn.ports.records, loaded, schools, turn.now, today);
    for (const pupil of schools.flatMap((school) => directory.pupilsOfSchool(school))) {
      const flag = attendanceOf(pupil).openFlag();
      if (flag === null) continue;
      const school = directory.school(pupil.school)?.name ?? pupil.school;
      // Each by name: to spread hundreds of flags takes longer than to read them.
      rows.push({
        id: flag.id,
        level: flag.level,
        status: flag.status,
        since: directory.calendar.dayOf(flag.openedAt),
        programme: loaded.head.id,
        programmeName: grants.length > 1 ? directory.programme.name : null,
        label: () => pupilLabel(directory, pupil.id),
        class: pupil.class,
        school,
      });
    }
  }
  const card = flagListCard({ flags: rows, start, typed }, turn.language);
  const data = { start, typed: typed === '' ? null : typed };
  return refreshing(card, { verb: 'flag.list', data, userId: turn.contact.userId });
};

/** Null when there are none. */
const studentFlags = async (turn: Turn, start: number): Promise<RenderedCard | null> => {
  const pageOf: PageOf = async (loaded, pupil) =>
    (await readPage(turn.ports, loaded.head.id, pupil.school, pupil.id)).page;
  const own = await ownFlags(turn, pageOf);
  if (own.length === 0) return null;
  const data = { list: 'own', start };
  const card = ownFlagsCard({ flags: own, start }, turn.language);
  return refreshing(card, { verb: 'flag.list', data, userId: turn.contact.userId });
};

const noFlags = (turn: Turn): RenderedCard => noticeCard({ notice: 'noFlags' }, turn.language);

const isCoordinator = (turn: Turn): boolean => granted(turn, 'flags').length > 0;

/** `signalen`: what waits for a coordinator, whatever is typed behind it, which is said, and the flags of a student's own pupils; both for who is both. */
export const flags: TextDialog = async (turn, rest) => {
  const ofSchools = isCoordinator(turn) ? [await coordinatorFlags(turn, 0, rest)] : [];
  const own = await studentFlags(turn, 0);
  if (own !== null) return [...ofSchools, own];
  return ofSchools.length === 0 ? [noFlags(turn)] : ofSchools;
};

/** `flag.list`: another page of one of the two, that of the schools unless a card asks for `own`. */
export const listFlags: CardDialog = async (turn, data) => {
  const start = startIn(data['start']);
  if (isCoordinator(turn) && (data['list'] !== 'own' || granted(turn, 'flagOfOwnPupil').length === 0))
    return coordinatorFlags(turn, start, data['typed'] ?? '');
  return (await studentFlags(turn, start)) ?? noFlags(turn);
};
