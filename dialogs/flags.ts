/** Flags: a coordinator sees those of their schools, a student those of their own pupil. */
import { schoolsWithin } from '../bot/programme/access';
import { pupilLabel } from '../bot/programme/labels';
import type { RenderedCard } from '../bot/ports';
import { flagListCard } from '../cards/flagList';
import { noticeCard } from '../cards/notice';
import { ownFlagsCard } from '../cards/ownFlags';
import { ownFlags, type PageOf } from './ownFlags';
import { readPage } from './pupilPage';
import { readAttendance } from './schoolFigures';
import { granted, type CardDialog, type TextDialog, type Turn } from './turn';

const coordinatorFlags = async (turn: Turn, start: number): Promise<RenderedCard> => {
  const rows = [];
  for (const grant of granted(turn, 'flags')) {
    const { loaded, directory } = grant;
    const schools = schoolsWithin(grant);
    const attendanceOf = await readAttendance(turn.ports.records, loaded, schools, turn.now);
    for (const pupil of schools.flatMap((school) => directory.pupilsOfSchool(school))) {
      const flag = attendanceOf(pupil).openFlag();
      if (flag === null) continue;
      const school = directory.school(pupil.school)?.name ?? pupil.school;
      rows.push({
        ...flag,
        programme: loaded.head.id,
        label: () => pupilLabel(directory, pupil.id),
        class: pupil.class,
        school,
      });
    }
  }
  return flagListCard({ flags: rows, start }, turn.language);
};

const studentFlags = async (turn: Turn, start: number): Promise<RenderedCard> => {
  const pageOf: PageOf = async (loaded, pupil) =>
    (await readPage(turn.ports, loaded.head.id, pupil.school, pupil.id)).page;
  const own = await ownFlags(turn, pageOf);
  if (own.length === 0) return noticeCard({ notice: 'noFlags' }, turn.language);
  return ownFlagsCard({ flags: own, start }, turn.language);
};

const flagsFrom = (turn: Turn, start: number): Promise<RenderedCard> =>
  granted(turn, 'flags').length > 0 ? coordinatorFlags(turn, start) : studentFlags(turn, start);

/** `signalen`: what waits for a coordinator; for a student the flags of their own pupil. */
export const flags: TextDialog = async (turn) => [await flagsFrom(turn, 0)];

/** `flag.list`: another page of the same. */
export const listFlags: CardDialog = (turn, data) => {
  const start = data['start'] ?? '';
  return flagsFrom(turn, /^\d{1,6}$/.test(start) ? Number(start) : 0);
};
