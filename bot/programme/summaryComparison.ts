/** What a part of the programme is compared with. */
import type { Directory } from './directory';
import { answersIn, type PupilFact } from './facts';
import type { Moment } from './model';
import { countedSessions, figuresOf, type SummaryScope } from './summary';
import type { SummaryAsked } from './summaryAsked';

/** The rate of a whole programme in a period; null when nothing was observed. Tells nothing about anybody. */
export const rateOfWhole = (
  directory: Directory,
  factsOf: (pupil: string) => readonly PupilFact[],
  range: Pick<SummaryScope, 'from' | 'to'>,
  now: Moment,
): number | null =>
  figuresOf(
    directory.programme.pupils.flatMap((pupil) =>
      countedSessions(directory, pupil, answersIn(factsOf(pupil.id)), range, now),
    ),
  ).attendanceRate;

/** Whether what is asked for is less than the whole programme, so that comparing says something. */
export const isPart = (directory: Directory, schools: readonly string[], asked: SummaryAsked): boolean =>
  schools.length < directory.programme.schools.length ||
  asked.school !== null ||
  asked.class !== null ||
  asked.pupil !== null;
