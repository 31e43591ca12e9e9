/** Flags: a coordinator sees those of their schools, a student those of their own pupil. */
import { isPairOn, type Directory } from '../bot/programme/directory';
import { schoolsOf } from '../bot/programme/digestDetails';
import { flagsOfPupil, openFlagOf, ruleLookup } from '../bot/programme/flagDetails';
import { pupilLabel } from '../bot/programme/labels';
import type { Day } from '../bot/programme/model';
import type { RenderedCard } from '../bot/ports';
import { flagListCard } from '../cards/flagList';
import { noticeCard } from '../cards/notice';
import { ownFlagsCard } from '../cards/ownFlags';
import { readPage } from './pupilPage';
import { readSchools } from './schoolFacts';
import { membershipsAs, type TextDialog, type Turn } from './turn';

const coordinatorFlags = async (turn: Turn): Promise<RenderedCard> => {
  const rows = [];
  for (const { loaded, directory, person } of membershipsAs(turn, 'coordinator')) {
    const schools = schoolsOf(directory, person);
    const factsOf = await readSchools(turn.ports.records, loaded.head.id, schools);
    for (const pupil of schools.flatMap((school) => directory.pupilsOfSchool(school))) {
      const flag = openFlagOf(directory, pupil, factsOf(pupil.id), turn.now);
      if (flag === null) continue;
      const school = directory.school(pupil.school)?.name ?? pupil.school;
      rows.push({ ...flag, pupil: pupilLabel(directory, pupil.id), class: pupil.class, school });
    }
  }
  return flagListCard({ flags: rows }, turn.language);
};

/** The pupils a student mentors on the day; those of before are no longer theirs to see. */
const presentPupils = (directory: Directory, student: string, today: Day): ReadonlySet<string> =>
  new Set(
    directory
      .pairsOfStudent(student)
      .filter((pair) => isPairOn(pair, today))
      .map(({ pupil }) => pupil),
  );

const studentFlags = async (turn: Turn): Promise<RenderedCard> => {
  const flags = [];
  for (const { loaded, directory, person } of membershipsAs(turn, 'student')) {
    for (const id of presentPupils(directory, person.email, directory.calendar.dayOf(turn.now))) {
      const pupil = directory.pupil(id);
      if (pupil === null) continue;
      const { page } = await readPage(turn.ports, loaded.head.id, pupil.school, id);
      const own = flagsOfPupil(directory, pupil, page.facts, turn.now);
      flags.push(
        ...own.map((flag) => ({ ...flag, pupil: pupilLabel(directory, id), ruleOf: ruleLookup(directory) })),
      );
    }
  }
  if (flags.length === 0) return noticeCard({ notice: 'noFlags' }, turn.language);
  return ownFlagsCard({ flags: flags.toReversed() }, turn.language);
};

/** `signalen`: what waits for a coordinator; for a student the flags of their own pupil. */
export const flags: TextDialog = async (turn) => {
  const isCoordinator = membershipsAs(turn, 'coordinator').length > 0;
  return [await (isCoordinator ? coordinatorFlags(turn) : studentFlags(turn))];
};
