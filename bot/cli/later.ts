/** Commands of which the tool does not know enough yet, and says so. */
import { refused } from './outcome';
import type { Outcome } from './outcome';

/** A command that a later version has; nothing was read or changed. */
export const notYet = (command: string): Promise<Outcome> =>
  Promise.resolve(refused(`${command} is not there yet in this version; nothing was read or changed`));
