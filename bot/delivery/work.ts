/** The work of one tick: plan what is due, and take it in hand where this process is the tenant's sender. */
import type { Clock, LoadedProgramme, Programmes, RosterWatch } from '../ports';
import type { RecordStore } from '../ports/storage';
import type { Moment } from '../programme/model';
import type { Due, Lanes } from './lanes';
import { eachAlone, eachStep } from './parallel';
import { movedPupils } from './movedPupils';
import { nextDue, planDue, type PlannerPorts } from './planner';
import { RoundPlans, type RoundPlanPorts } from './rounds/plans';

/** What is done beside the work, which does not wait for it; it costs next to nothing where nothing has to be done. */
export interface Beside {
  /** Told of the programmes at every tick. */
  look(programmes: readonly LoadedProgramme[], now: Moment): void;
  /** Resolves when everything that had to be done has been. */
  idle(): Promise<void>;
}

/** What a tick needs. */
export interface WorkPorts extends Omit<PlannerPorts, 'roundPlans'>, RoundPlanPorts {
  readonly programmes: Programmes;
  readonly watch: Pick<RosterWatch, 'isCurrent'>;
  readonly records: PlannerPorts['records'] & Pick<RecordStore, 'movePage' | 'strays'>;
  /** The machine's clock. */
  readonly machine: Clock;
  readonly lanes: Lanes;
  readonly beside: readonly Beside[];
  /** Grows with whatever is done to messages. */
  readonly activity: () => number;
}

/** Open messages looked for at a time: a page of storage. */
const openAtOnce = 1_000;

/** Stands among the keys of what stays open for what could not be planned yet. */
const notPlanned = '(a card to be drawn anew)';

/** Waits for a task, or gives up; whether it has ended. */
type WaitFor = (task: Promise<void>) => Promise<boolean>;

const toTheEnd: WaitFor = async (task) => {
  await task;
  return true;
};

/** What the work loop is made of. */
export interface Work {
  /** Plans what is due at a moment and takes it in hand; `at` is asked again whenever one of it is sent. */
  tick(at: () => Moment): Promise<void>;
  /**
   * A tick, and everything due brought to its end; the keys of what stays open: another process, alive or dead, has it
   * in hand, or it was not waited for. What cannot be read does not count.
   */
  settle(at: () => Moment, waitFor?: WaitFor): Promise<readonly string[]>;
  /** Grows with whatever is done to messages. */
  activity(): number;
  /** How long something in hand still waits because Teams wants a tenant to be left alone. Milliseconds. */
  restLeft(): number;
  /** The next moment after this one at which any programme has something to send or to decide, or null. */
  nextDue(after: Moment): Promise<Moment | null>;
  /** Takes nothing new for good; resolves when what was in flight has ended. */
  close(): Promise<void>;
}

/** Those that are planned for: not those that were known and cannot be read any more. */
const readableOf = (programmes: Programmes): readonly LoadedProgramme[] =>
  programmes.all().filter(({ head }) => programmes.unreadable().every(({ id }) => id !== head.id));

/** Makes the work of this process. */
export const work = (given: WorkPorts): Work => {
  const ports = { ...given, roundPlans: new RoundPlans(given) };
  const { outbox, programmes, lanes } = ports;
  const lookAfterMoves = movedPupils(ports.records, ports.machine);

  const dueOf = async (loaded: LoadedProgramme, moment: Moment): Promise<Due> => {
    const keys = await outbox.openKeys(loaded.head.id, moment, openAtOnce + lanes.known);
    return { loaded, keys };
  };

  /** What fails for one programme holds up no other. False when something is to be planned that could not be yet. */
  const tick = async (at: () => Moment): Promise<boolean> => {
    const now = at();
    const all = programmes.all();
    const due: Due[] = [];
    let isAllPlanned = true;
    const plan = async (loaded: LoadedProgramme): Promise<void> => {
      await lookAfterMoves(loaded, now);
      // A tick may take long. Messages to people who have gone from the roster meanwhile would stay behind them.
      const isPlanned = (await ports.watch.isCurrent(loaded.head)) && (await planDue(ports, loaded, now));
      isAllPlanned &&= isPlanned;
    };
    await eachStep([
      () => eachAlone(readableOf(programmes), plan),
      () => eachAlone(all, async (loaded) => void due.push(await dueOf(loaded, now))),
      () => lanes.bringOn({ due: due.filter(({ keys }) => keys.length > 0), programmes: all, at }),
      async () => ports.beside.forEach((one) => one.look(all, now)),
    ]);
    return isAllPlanned;
  };

  const openAt = async (moment: Moment): Promise<readonly string[]> => {
    const due = await Promise.all(programmes.all().map((loaded) => dueOf(loaded, moment)));
    return due.flatMap(({ loaded, keys }) => keys.filter((key) => !lanes.isUnreadable(loaded.head.id, key)));
  };

  return {
    tick: async (at) => void (await tick(at)),
    settle: async (at, waitFor = toTheEnd) => {
      for (;;) {
        const isAllPlanned = await tick(at);
        await Promise.all(ports.beside.map((one) => one.idle()));
        const hasMore = lanes.hasMore();
        const isIdle = await waitFor(lanes.idle());
        const open = await openAt(at());
        if (isAllPlanned && open.length === 0) return [];
        if (!hasMore || !isIdle) return isAllPlanned ? open : [...open, notPlanned];
      }
    },
    activity: ports.activity,
    restLeft: () => lanes.restLeft,
    nextDue: async (after) => {
      const moments = await Promise.all(programmes.all().map((loaded) => nextDue(ports, loaded, after)));
      const later = moments.filter((moment) => moment !== null);
      return later.length === 0 ? null : Math.min(...later);
    },
    close: () => lanes.close(),
  };
};
