/** What a part of the programme is compared with. */
import type { Directory } from '../directory';
import type { SummaryAsked } from './asked';

/** Whether what is asked for is less than the whole programme, so that comparing says something. */
export const isPart = (directory: Directory, schools: readonly string[], asked: SummaryAsked): boolean =>
  schools.length < directory.programme.schools.length ||
  asked.together.length > 0 ||
  asked.school !== null ||
  asked.class !== null ||
  asked.pupil !== null;
