/** The flags on a student's own pupils: what, why and where it stands, never who did what about it. */
import { pupilWithin, type Grant } from '../../bot/programme/access';
import { isUnresolved, openedAt } from '../../bot/programme/flags/replay';
import { flagsOfPupil, ruleLookup } from '../../bot/programme/flags/details';
import { ownPupilLabel } from '../../bot/programme/labels';
import type { Day, Pupil } from '../../bot/programme/model';
import type { LoadedProgramme } from '../../bot/ports';
import type { PupilPage } from '../../bot/ports/storage';
import type { OwnFlagView } from '../../cards/studentViews';
import { nextMoment } from '../pupilPage';
import { granted, type Turn } from '../turn';

/** The page of a pupil, however it was come by. */
export type PageOf = (loaded: LoadedProgramme, pupil: Pupil) => Promise<PupilPage>;

/** The pupils a student mentors on the day; those of before are no longer theirs to see. */
const presentPupils = (grant: Grant, today: Day): readonly Pupil[] => {
  const ids = new Set(grant.directory.pairsOfStudent(grant.person.email).map(({ pupil }) => pupil));
  return [...ids].flatMap((id) => pupilWithin(grant, id, today) ?? []);
};

/** What waits for somebody comes first, then the newest. */
const inOrder = (flags: readonly OwnFlagView[]): readonly OwnFlagView[] =>
  flags
    .toReversed()
    .toSorted(
      (a, b) =>
        Number(isUnresolved(b)) - Number(isUnresolved(a)) ||
        Number(b.since > a.since) - Number(a.since > b.since),
    );

/** All flags on the pupils whom the acting student mentors now: what waits first, then the newest. */
export const ownFlags = async (turn: Turn, pageOf: PageOf): Promise<readonly OwnFlagView[]> => {
  const flags: OwnFlagView[] = [];
  for (const grant of granted(turn, 'flagOfOwnPupil')) {
    const { loaded, directory } = grant;
    for (const pupil of presentPupils(grant, directory.calendar.dayOf(turn.now))) {
      const page = await pageOf(loaded, pupil);
      const label = ownPupilLabel(directory, grant.person.email, pupil.id);
      const ruleOf = ruleLookup(directory);
      for (const flag of flagsOfPupil(directory, pupil, page.facts, nextMoment(page, turn.now))) {
        const { level, status, reasons } = flag;
        const isContinued = flag.continuedAs !== undefined;
        const since = directory.calendar.dayOf(openedAt(flag));
        flags.push({ pupil: label, level, status, isContinued, since, reasons, ruleOf });
      }
    }
  }
  return inOrder(flags);
};
