/** Who is not let in, told to the operator without letting strangers fill the log. */
import type { Clock, Log } from '../ports';

/** Told of every activity that is refused. */
export type NoteRefusal = (status: number, reason: string) => void;

/** Between two lines about the same reason. Milliseconds. */
const quietFor = 600_000;

interface Told {
  readonly at: number;
  readonly since: number;
}

/**
 * A line at the first refusal for a reason, and then one in ten minutes at most with how many there were since: a wrong
 * app id or a missing tenant shows, a flood does not.
 */
export const refusalLog = ({ machine, log }: { readonly machine: Clock; readonly log: Log }): NoteRefusal => {
  const told = new Map<string, Told>();
  return (status, reason) => {
    const now = machine.now();
    const { at, since } = told.get(reason) ?? { at: -Infinity, since: 0 };
    if (now - at < quietFor) {
      told.set(reason, { at, since: since + 1 });
      return;
    }
    log.warn('activities not let in', { status, reason, count: since + 1 });
    told.set(reason, { at: now, since: 0 });
  };
};
