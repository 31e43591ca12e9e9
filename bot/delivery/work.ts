/** The work of one tick: plan what is due, hand it out, and send until nothing is left for now. */
import type { LoadedProgramme, Log, Programmes } from '../ports';
import type { OutboxMessage, OutboxStore, Received, Stored, WorkItem } from '../storagePorts';
import { groupBy } from '../programme/groupBy';
import type { Moment } from '../programme/model';
import { nextDue, planDue, type PlannerPorts } from './planner';
import type { Sender, Shift } from './sender';

/** What a tick needs. */
export interface WorkPorts extends PlannerPorts {
  readonly programmes: Programmes;
  readonly sender: Sender;
  readonly log: Log;
}

/** Receivers worked for at the same time; one receiver's messages always go one after the other. */
const receiversAtOnce = 16;
/** Handed-out handfuls worked on at the same time. */
const hintsAtOnce = 2;
/** Open messages read at a time when looking for what the queue did not bring. */
const leftoversAtOnce = 200;

/** Runs tasks at most so many at a time; throws the first error after all have ended. */
const inParallel = async (tasks: readonly (() => Promise<void>)[], limit: number): Promise<void> => {
  let next = 0;
  const errors: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (let task = tasks[next++]; task !== undefined; task = tasks[next++]) {
      await task().catch((error: unknown) => errors.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, tasks.length) }, worker));
  if (errors.length > 0) throw errors[0];
};

type Found = Stored<OutboxMessage>;

/** Each receiver's messages, in order of their moment. */
const byReceiver = (messages: readonly Found[]): Found[][] => {
  const inOrder = messages.toSorted((a, b) => a.value.dueAt - b.value.dueAt);
  return [...groupBy(inOrder, ({ value }) => value.receiver).values()];
};

const findAll = async (outbox: OutboxStore, { programme, keys }: WorkItem): Promise<Found[]> => {
  const found = await Promise.all(keys.map((key) => outbox.find(programme, key)));
  return found.filter((message) => message !== null);
};

/** A message that cannot be worked on must not hold up the others; it is tried again with the next tick. */
const handle = async (
  ports: WorkPorts,
  loaded: LoadedProgramme,
  message: Found,
  shift: Shift,
): Promise<void> => {
  try {
    await ports.sender.handle(loaded, message, shift);
  } catch (error) {
    if (shift.signal.aborted) return;
    const { kind } = message.value;
    ports.log.error('message not handled', { programme: loaded.head.id, kind, error: String(error) });
  }
};

const sendAll = (
  ports: WorkPorts,
  loaded: LoadedProgramme,
  messages: readonly Found[],
  shift: Shift,
): Promise<void> =>
  inParallel(
    byReceiver(messages).map((group) => async () => {
      for (const message of group) await handle(ports, loaded, message, shift);
    }),
    receiversAtOnce,
  );

/** What the work loop is made of. */
export interface Work {
  /** Plans and sends everything due by `at`; false when another sender, alive or dead, had some of it in hand. */
  tick(shift: Shift): Promise<boolean>;
  /** The next moment after this one at which any programme has something to send, or null. */
  nextDue(after: Moment): Promise<Moment | null>;
}

/** Makes the work of this process. */
export const work = (ports: WorkPorts): Work => {
  const { outbox, queue, programmes } = ports;
  const loadedOf = (id: string): LoadedProgramme | undefined =>
    programmes.all().find(({ head }) => head.id === id);

  const workOn = async (received: Received, shift: Shift): Promise<void> => {
    const loaded = loadedOf(received.item.programme);
    if (loaded !== undefined) await sendAll(ports, loaded, await findAll(outbox, received.item), shift);
    await received.done();
  };

  const workQueue = async (shift: Shift): Promise<void> => {
    for (let received = await queue.take(); received.length > 0; received = await queue.take()) {
      if (shift.signal.aborted) return;
      await inParallel(
        received.map((hint) => () => workOn(hint, shift)),
        hintsAtOnce,
      );
    }
  };

  /**
   * Hints get lost and claims run out: whatever is open and due is looked at again, once a tick. False when
   * some of it was claimed.
   */
  const workLeftovers = async (loaded: LoadedProgramme, shift: Shift): Promise<boolean> => {
    const seen = new Set<string>();
    let isOurs = true;
    for (;;) {
      const open = await outbox.open(loaded.head.id, shift.at(), leftoversAtOnce);
      const fresh = open.filter(({ value }) => !seen.has(value.key));
      if (fresh.length === 0 || shift.signal.aborted) return isOurs;
      for (const { value } of fresh) seen.add(value.key);
      isOurs = isOurs && fresh.every(({ value }) => value.status === 'planned');
      await sendAll(ports, loaded, fresh, shift);
      if (open.length < leftoversAtOnce) return isOurs;
    }
  };

  return {
    tick: async (shift) => {
      const now = shift.at();
      for (const loaded of programmes.all()) await planDue(ports, loaded, now);
      await workQueue(shift);
      let isOurs = true;
      for (const loaded of programmes.all()) isOurs = (await workLeftovers(loaded, shift)) && isOurs;
      return isOurs;
    },
    nextDue: async (after) => {
      const moments = await Promise.all(programmes.all().map((loaded) => nextDue(outbox, loaded, after)));
      const later = moments.filter((moment) => moment !== null);
      return later.length === 0 ? null : Math.min(...later);
    },
  };
};
