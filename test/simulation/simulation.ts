/** One seed from beginning to end. */
import { addDays } from '../../bot/programme/calendar';
import { splitSessionId } from '../../bot/programme/checkIn';
import { solversAreOpen } from '../fakes/directSolvers';
import { Channel } from './channel';
import { Chance } from './chance';
import { Fleet } from './fleet';
import { factsOfPupil } from './facts';
import { finalRules } from './finalRules';
import { flagState } from './flagState';
import { Gateway } from './gateway';
import { HeldUp } from './heldUp';
import { Intervising } from './intervision';
import { People } from './people';
import { faultPlan, type FaultPlan } from './plan';
import { Roster } from './roster';
import { Scheduler } from './scheduler';
import { SharedStorage } from './storage';
import { Ticks } from './ticks';
import { aTown, changedTown } from './town';
import { Trace } from './trace';
import { Universe } from './universe';
import { Watch } from './watch';

const hour = 3_600_000;
const day = 24 * hour;

/** What became of a seed. */
export interface Outcome {
  readonly seed: number;
  readonly plan: FaultPlan;
  readonly violations: readonly string[];
  readonly fingerprint: string;
  readonly trace: readonly string[];
  readonly messages: number;
}

/** Everything of a seed, before anything has happened. */
const assemble = (seed: number, keepsTrace: boolean) => {
  const chance = new Chance(seed);
  const plan = faultPlan(chance.fork());
  const town = aTown(chance.fork());
  const start = Date.parse(`${addDays(town.start, -3)}T09:00:00Z`);
  const scheduler = new Scheduler(start, chance.fork());
  const universe = new Universe(chance.fork(), scheduler, plan, new Trace(keepsTrace));
  const shared = new SharedStorage();
  const ticks = new Ticks(universe, shared, town.id, chance.oneOf([5_003, 10_007, 10_007, 20_011, 29_989]));
  const roster = new Roster(town, universe, shared, ticks);
  const intervising = new Intervising(universe, shared, ticks, roster);
  roster.onReign = () => intervising.look();
  const watch = new Watch(universe, shared);
  const channel = new Channel(universe, watch);
  const fleet = new Fleet({ universe, shared, channel, watch, ticks });
  const gateway = new Gateway(
    universe,
    () => fleet.bots,
    (activity) => watch.stored.has(activity),
  );
  const people = new People(town, universe, gateway, channel, watch);
  roster.onMoved = (pupil) => people.duringMove(pupil);
  watch.onLeaving = ({ by }) => fleet.duringSend(by);
  watch.onRest = ({ by }) => fleet.duringRest(by);
  watch.onArrival = (send) => people.onDelivered(send);
  watch.onChange = () => ticks.stir();
  watch.onShown = (activityId, flag) => {
    const facts = factsOfPupil(shared, splitSessionId(flag).pupil);
    channel.cards.set(activityId, flagState(roster.present.directory, flag, facts, scheduler.now()));
  };
  const parts = { universe, shared, ticks, roster, intervising, watch, channel, fleet, people, start, town };
  const heldUp = new HeldUp(parts);
  watch.onOpen = (due) => heldUp.expect(due);
  ticks.onDue = (due) => heldUp.expect(due);
  return { ...parts, heldUp };
};

/** Everything of a seed. */
export type Parts = ReturnType<typeof assemble>;

const schedule = (parts: Parts, noisyUntil: number): void => {
  const { universe, roster, fleet, people, intervising, start, town } = parts;
  const { scheduler, plan } = universe;
  const chance = universe.chance.fork();
  fleet.disturb(noisyUntil);
  people.settleIn();
  if (plan.makesRound) scheduler.at(start + chance.between(1, 40) * hour, () => intervising.makeRound());
  const anyTime = (): number => chance.between(start + hour, noisyUntil);
  if (plan.weekendDown) {
    const friday = start + ((12 - new Date(start).getUTCDay()) % 7) * day + chance.between(0, 8) * hour;
    fleet.down(friday, friday + chance.between(2, 3) * day);
  }
  for (let left = chance.between(0, 3); left > 0; left -= 1) scheduler.at(anyTime(), () => people.goAway());
  for (let left = chance.between(0, 6); left > 0; left -= 1) scheduler.at(anyTime(), () => people.chat());
  if (chance.happens(0.3)) {
    const at = anyTime();
    const today = new Date(at).toISOString().slice(0, 10);
    scheduler.at(at, () => void roster.import(changedTown(chance, town, today)));
  }
};

/** The days of the programme, with all that goes wrong, and the quiet days after them. */
const live = async (parts: Parts, noisyUntil: number): Promise<void> => {
  const { universe, fleet, people, roster, town } = parts;
  const { scheduler } = universe;
  void roster.import(town);
  await scheduler.runUntil(parts.start + 600_000, () => roster.reigns.length > 0);
  schedule(parts, noisyUntil);
  await scheduler.runUntil(noisyUntil);
  fleet.calm();
  await scheduler.runUntil(noisyUntil + 6 * hour);
  people.makeSure();
  await scheduler.runUntil(noisyUntil + 10 * day);
  await finalRules(parts);
};

/** Runs a seed; the same one always happens in the same way. */
export const simulate = async (seed: number, keepsTrace = false): Promise<Outcome> => {
  await solversAreOpen();
  const parts = assemble(seed, keepsTrace);
  const { universe, town } = parts;
  const { trace, plan, violations } = universe;
  const noisyUntil = Date.parse(`${addDays(town.end, 1)}T00:00:00Z`);
  const { stackTraceLimit } = Error;
  try {
    // Thousands of requests fail, and nobody looks where.
    Error.stackTraceLimit = 0;
    await live(parts, noisyUntil);
  } catch (error) {
    universe.violate(String(error));
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  return {
    seed,
    plan,
    violations,
    fingerprint: trace.fingerprint(),
    trace: trace.lines(),
    messages: parts.channel.sends.length,
  };
};
