/** Removes what retention says must go; broken off anywhere it can be gone on with. */
import type { BegunErasure, Counts, Held, Receipt } from '../ports/privacy';
import { directoryOf } from '../programme/directory';
import type { Day, Moment, Programme } from '../programme/model';
import { retentionDay, retentionStages, stagesDue, type RetentionStage } from '../programme/retention';
import { isNone, plus } from './counts';
import { erase, type ErasePorts } from './erase';
import { rebuildAll } from './pages';
import { keepHours } from './keepHours';
import { removeObjected } from './objected';
import { changeRoster, loadNow } from './roster';
import { scopeOf } from './scope';
import { neededElsewhere, stageOf, type Stage } from './stages';
import { allThings, reviseThings } from './things';

/** One stage of retention, and what it came to; on a dry run what it would come to. */
export interface PurgedStage {
  readonly stage: RetentionStage;
  /** From this day on. */
  readonly on: Day;
  readonly isDue: boolean;
  readonly removed: Counts;
  readonly changed: Counts;
  /** Row keys of what this version cannot read, and so could not look into. */
  readonly unreadable: readonly string[];
}

const nothing = { removed: {}, changed: {}, unreadable: [] } as const;
type Gone = Pick<PurgedStage, 'removed' | 'changed' | 'unreadable'>;

const listsOf = ({ people, pupils, pairs, groups }: Programme): Counts => ({
  people: people.length,
  pupils: pupils.length,
  pairs: pairs.length,
  groups: groups.length,
});

/** How much of the roster goes. */
const goneFromRoster = (before: Programme, after: Programme): Counts => {
  const left = listsOf(after);
  return Object.fromEntries(
    Object.entries(listsOf(before))
      .map(([name, count]): [string, number] => [name, count - (left[name] ?? 0)])
      .filter(([, count]) => count > 0),
  );
};

const one = (kind: string): Counts => ({ [kind]: 1 });

/**
 * What each stage would do, the latest first: what it removes is no matter of the ones before it, and what it changes is
 * looked at again by them.
 */
class Counting {
  readonly gone = new Map<RetentionStage, Gone>();
  readonly #stages: readonly (readonly [RetentionStage, Stage])[];

  constructor(stages: readonly (readonly [RetentionStage, Stage])[]) {
    this.#stages = stages;
  }

  #add(stage: RetentionStage, removed: Counts, changed: Counts): void {
    const before = this.gone.get(stage) ?? nothing;
    this.gone.set(stage, {
      ...before,
      removed: plus(before.removed, removed),
      changed: plus(before.changed, changed),
    });
  }

  roster(programme: Programme): void {
    let left = programme;
    for (const [name, stage] of this.#stages) {
      const after = stage.roster(left);
      this.#add(name, goneFromRoster(left, after), {});
      left = after;
    }
  }

  held(held: Held): void {
    let left = held;
    for (const [name, stage] of this.#stages) {
      const after = stage.held(left);
      if (after === null) return this.#add(name, one(held.kind), {});
      if (after !== left) this.#add(name, {}, one(held.kind));
      left = after;
    }
  }

  round(fact: Parameters<Stage['round']>[0]): void {
    let left = fact;
    for (const [name, stage] of this.#stages) {
      if (stage.clearsRounds) return this.#add(name, one('round'), {});
      const after = stage.round(left);
      if (JSON.stringify(after) !== JSON.stringify(left)) this.#add(name, {}, one('round'));
      left = after;
    }
  }
}

const dryRun = async (
  ports: ErasePorts,
  programme: Programme,
  stages: readonly (readonly [RetentionStage, Stage])[],
): Promise<ReadonlyMap<RetentionStage, Gone>> => {
  const counting = new Counting(stages);
  counting.roster(programme);
  const scope = scopeOf(programme);
  for await (const thing of allThings(ports, scope)) {
    if (thing.kind === 'round') counting.round(thing.value);
    else counting.held(thing);
  }
  return counting.gone;
};

/** Sessions go with the pupils, so what they came to is kept first; it stands written down until all of it is done. */
const beginNames = async (ports: ErasePorts, programme: Programme): Promise<BegunErasure> => {
  const begun = await ports.receipts.begin(programme.id, {
    is: 'purge',
    id: 'names',
    names: [],
    pseudonym: ports.newId(),
  });
  await keepHours(ports.records, directoryOf(programme), programme.pupils, begun.pseudonym);
  return begun;
};

/** The same stage, broken off after the roster had been changed. */
const begunBefore = async (
  { receipts }: ErasePorts,
  programme: string,
  name: RetentionStage,
): Promise<BegunErasure | null> =>
  (await receipts.begun(programme)).find(({ is, id }) => is === 'purge' && id === name) ?? null;

const carryOut = async (
  ports: ErasePorts,
  id: string,
  name: RetentionStage,
  stage: Stage,
  now: Moment,
): Promise<Gone> => {
  const stored = await loadNow(ports.programmes, id);
  if (stored === null) return nothing;
  const before = stored.programme;
  const isFirst = name === 'names' && before.pupils.length > 0;
  const begun = isFirst ? await beginNames(ports, before) : await begunBefore(ports, id, name);
  const after = (await changeRoster(ports.programmes, id, stage.roster)) ?? before;
  const done = await reviseThings(ports, scopeOf(before), stage);
  const rounds = stage.clearsRounds ? await ports.rounds.clear(id) : 0;
  const removed = plus(plus(goneFromRoster(before, after), done.removed), { round: rounds });
  const changed = plus({}, done.changed);
  const { unreadable } = done;
  if (isNone(removed) && isNone(changed) && begun === null) return { ...nothing, unreadable };
  await rebuildAll(ports.records, after);
  await ports.programmes.removeOutdated(id);
  const receipt: Receipt = { at: now, what: 'purged', of: name, removed, changed };
  await ports.receipts.end(id, begun, receipt);
  return { removed, changed, unreadable };
};

/** Erasures that were broken off are gone on with: nobody has to remember them. */
const finishErasures = async (ports: ErasePorts, id: string, now: Moment): Promise<void> => {
  for (const begun of await ports.receipts.begun(id))
    if (begun.is !== 'purge') await erase(ports, id, begun.id, now);
};

const carryOutAll = async (
  ports: ErasePorts,
  programme: Programme,
  stages: readonly (readonly [RetentionStage, Stage])[],
  now: Moment,
): Promise<ReadonlyMap<RetentionStage, Gone>> => {
  const { id } = programme;
  await finishErasures(ports, id, now);
  await removeObjected(ports, programme);
  const gone = new Map<RetentionStage, Gone>();
  for (const [name, stage] of stages) gone.set(name, await carryOut(ports, id, name, stage, now));
  return gone;
};

/**
 * Removes what has to go by now, and says stage by stage what that was; a dry run removes nothing. Null when there is no
 * such programme.
 */
export const purge = async (
  ports: ErasePorts,
  id: string,
  now: Moment,
  isDryRun: boolean,
): Promise<readonly PurgedStage[] | null> => {
  const stored = await loadNow(ports.programmes, id);
  if (stored === null) return null;
  const { programme } = stored;
  const due = stagesDue(programme, directoryOf(programme).calendar.dayOf(now));
  const scope = scopeOf(programme);
  const elsewhere = await neededElsewhere(ports, scope);
  const stages = due.toReversed().map((name) => [name, stageOf(name, scope, elsewhere)] as const);
  const gone = isDryRun
    ? await dryRun(ports, programme, stages)
    : await carryOutAll(ports, programme, stages, now);
  return retentionStages.map((stage) => ({
    stage,
    on: retentionDay(programme, stage),
    isDue: due.includes(stage),
    ...(gone.get(stage) ?? nothing),
  }));
};
