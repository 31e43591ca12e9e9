/** Who reads the summary: a coordinator, within the schools they answer for. */
import { schoolsWithin } from '../../bot/programme/access';
import type { Directory } from '../../bot/programme/directory';
import type { LoadedProgramme } from '../../bot/ports';
import { granted, type Turn } from '../turn';

/** A programme as its coordinator may see it. */
export interface Reader {
  readonly loaded: LoadedProgramme;
  readonly directory: Directory;
  /** Schools the reader may see. */
  readonly schools: readonly string[];
}

/** The programmes the person coordinates, with the schools they answer for. */
export const readersIn = (turn: Turn): Reader[] =>
  granted(turn, 'summary').map((grant) => ({
    loaded: grant.loaded,
    directory: grant.directory,
    schools: schoolsWithin(grant),
  }));
