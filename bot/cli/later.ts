/** Commands of which the tool does not know enough yet, and says so. */
import type { CliPorts } from './cliPorts';
import { done, refused } from './outcome';
import type { Outcome } from './outcome';
import { askProgramme } from './storedProgramme';

/** `rounds`: nobody can make an intervision round yet, so there are none. */
export const rounds = (ports: CliPorts, programme: string): Promise<Outcome> =>
  askProgramme(ports, programme, () =>
    Promise.resolve(done([], 'No rounds: this version has no intervision rounds yet.\n')),
  );

/** A command that a later version has; nothing was read or changed. */
export const notYet = (command: string): Promise<Outcome> =>
  Promise.resolve(refused(`${command} is not there yet in this version; nothing was read or changed`));
