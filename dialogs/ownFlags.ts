/** The flags on a student's own pupils: what, why and where it stands, never who did what about it. */
import { isPairOn, type Directory } from '../bot/programme/directory';
import { flagsOfPupil, ruleLookup } from '../bot/programme/flagDetails';
import { pupilLabel } from '../bot/programme/labels';
import type { Day, Pupil } from '../bot/programme/model';
import type { LoadedProgramme } from '../bot/ports';
import type { PupilPage } from '../bot/storagePorts';
import type { OwnFlagView } from '../cards/studentViews';
import { nextMoment } from './pupilPage';
import { membershipsAs, type Turn } from './turn';

/** The page of a pupil, however it was come by. */
export type PageOf = (loaded: LoadedProgramme, pupil: Pupil) => Promise<PupilPage>;

/** The pupils a student mentors on the day; those of before are no longer theirs to see. */
const presentPupils = (directory: Directory, student: string, today: Day): readonly Pupil[] => {
  const ids = directory
    .pairsOfStudent(student)
    .filter((pair) => isPairOn(pair, today))
    .map(({ pupil }) => pupil);
  return [...new Set(ids)].map((id) => directory.pupil(id)).filter((pupil) => pupil !== null);
};

/** All flags on the pupils whom the acting student mentors now, newest first. */
export const ownFlags = async (turn: Turn, pageOf: PageOf): Promise<readonly OwnFlagView[]> => {
  const flags: OwnFlagView[] = [];
  for (const { loaded, directory, person } of membershipsAs(turn, 'student')) {
    for (const pupil of presentPupils(directory, person.email, directory.calendar.dayOf(turn.now))) {
      const page = await pageOf(loaded, pupil);
      const label = pupilLabel(directory, pupil.id);
      const ruleOf = ruleLookup(directory);
      for (const flag of flagsOfPupil(directory, pupil, page.facts, nextMoment(page, turn.now))) {
        const { level, status, openedOn, reasons } = flag;
        flags.push({ pupil: label, level, status, openedOn, reasons, ruleOf });
      }
    }
  }
  return flags.toReversed();
};
