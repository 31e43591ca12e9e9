/** Writes of which nobody can tell whether they were stored. */
import { Fault } from '../bot/programme/failure';

/** Storage did not answer while something was being stored: it may be there, and doing the same again does no harm. */
export class NotSureStored extends Fault {}

/** The result of a write; what it throws is not known to have stored nothing. */
export const storing = async <T>(write: Promise<T>): Promise<T> => {
  try {
    return await write;
  } catch (cause) {
    throw new NotSureStored('not known whether stored', { cause });
  }
};
