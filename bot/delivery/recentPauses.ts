/** Pauses for a wave of messages, which asks for those of its programme once a message. */
import type { Clock } from '../ports';
import type { Pause } from '../programme/facts';
import type { RecordStore } from '../ports/storage';
import type { Moment } from '../programme/model';

/** How long what was read is believed. Milliseconds of the machine's clock. */
const believedFor = 1_000;

interface Read {
  readonly from: Moment;
  readonly pauses: Promise<readonly Pause[]>;
}

/**
 * The same records, with the pauses of a programme as they were read at most a second ago. A pause that is set through
 * them counts at once; one that another process stores counts a second later.
 */
export const withRecentPauses = (records: RecordStore, machine: Clock): RecordStore => {
  const reads = new Map<string, Read>();
  const read = (programme: string): Promise<readonly Pause[]> => {
    const pauses = records.pauses(programme);
    const begun: Read = { from: machine.now(), pauses };
    reads.set(programme, begun);
    // What failed is asked again.
    pauses.catch(() => reads.get(programme) === begun && reads.delete(programme));
    return pauses;
  };
  const own: Pick<RecordStore, 'pauses' | 'addPause'> = {
    pauses: (programme) => {
      const known = reads.get(programme);
      const isRecent = known !== undefined && machine.now() - known.from < believedFor;
      return isRecent ? known.pauses : read(programme);
    },
    addPause: async (programme, pause) => {
      try {
        await records.addPause(programme, pause);
      } finally {
        // Also when the reply got lost: then it may be stored.
        reads.delete(programme);
      }
    },
  };
  return new Proxy(records, {
    get: (target, name): unknown => {
      const holder = name in own ? own : target;
      const method: unknown = Reflect.get(holder, name);
      return typeof method === 'function' ? method.bind(holder) : method;
    },
  });
};
