/**
 * People type while Teams asks for rest again and again, and processes die: the real inbound layer with the real store of
 * what waits, on simulated storage. What was taken in is answered, and once unless a death was in flight or storage failed.
 */
import type { Inbound } from '../../bot/ports';
import { keptActivities } from '../../bot/inbound/keptActivities';
import type { Moment } from '../../bot/programme/model';
import { teamsBot, type TeamsBot } from '../../bot/teamsBot';
import type { Reply } from '../../dialogs/reply';
import { openDoor } from '../fakes/openDoor';
import { ScriptedAdapter } from '../fakes/scriptedAdapter';
import { SilentLog } from '../fakes/silentLog';
import { silentMetrics } from '../fakes/silentMetrics';
import { Chance } from './chance';
import { Machine } from './machine';
import { noTrouble } from './plan';
import { Scheduler } from './scheduler';
import { SharedStorage, storageOf } from './storage';
import { tableError } from './table';
import { Trace } from './trace';
import { Universe } from './universe';

const second = 1_000;
const minute = 60 * second;
const tenant = 'tenant';
const processes = 2;
const people = 5;
const noisyFor = 15 * minute;
/** Longer than an activity is tried. */
const quietFor = 180 * minute;
/** Teams waits so long for an answer, and delivers twice more. */
const patience = 15 * second;
const mostDeliveries = 3;
/** From a card to the end of what is noted of it. */
const inFlightFor = 15 * second;

/** A card that somebody saw. */
interface Shown {
  readonly activity: string;
  readonly isSorry: boolean;
  readonly at: Moment;
  readonly by: Machine;
}

/** Teams as far as answers go: it takes them, or wants the tenant to be left alone. */
class Teams {
  readonly shown: Shown[] = [];
  #restUntil: Moment = 0;
  readonly #universe: Universe;
  readonly #chance: Chance;

  constructor(universe: Universe) {
    this.#universe = universe;
    this.#chance = universe.chance.fork();
  }

  get restLeft(): number {
    return this.#restUntil - this.#universe.scheduler.now();
  }

  /** Throws 429 while it wants to be left alone, which begins by chance. */
  take(card: string, by: Machine): void {
    const at = this.#universe.scheduler.now();
    const isCalm = this.#universe.isCalm;
    if (this.restLeft <= 0 && !isCalm && this.#chance.happens(0.3))
      this.#restUntil = at + this.#chance.oneOf([3, 20, 90, 200]) * second;
    if (this.restLeft > 0) throw Object.assign(new Error('too many'), { statusCode: 429 });
    const [activity = '', sorry] = card.split(' ');
    this.shown.push({ activity, isSorry: sorry !== undefined, at, by });
  }
}

/** What is shown goes over the line of a machine. */
class Line extends ScriptedAdapter {
  readonly #machine: Machine;
  readonly #teams: Teams;

  constructor(machine: Machine, teams: Teams) {
    super();
    this.#machine = machine;
    this.#teams = teams;
  }

  protected override show(what: string): Promise<void> {
    return this.#machine.call('teams', what, () => this.#teams.take(what, this.#machine), tableError);
  }
}

const says = (summary: string): Reply => ({ replacement: null, messages: [{ content: {}, summary }] });

const sorry = ({ activityId }: Inbound): Reply => says(`${activityId} sorry`);

const startProcess = (
  universe: Universe,
  shared: SharedStorage,
  teams: Teams,
  name: string,
): { readonly machine: Machine; readonly bot: TeamsBot; readonly log: SilentLog } => {
  const machine = new Machine(universe, name, 0);
  const log = new SilentLog();
  const { inbox } = storageOf(shared, machine, universe, log);
  const ports = { machine: machine.clock, timer: machine.timer, log };
  const kept = keptActivities({ inbox, ...ports });
  let restUntil: Moment = 0;
  const restLeft = (): number => Math.max(0, restUntil - machine.clock.now());
  const bot = teamsBot({
    ...openDoor,
    ...ports,
    adapter: new Line(machine, teams),
    // Something is always read for an answer.
    respond: ({ activityId }) =>
      machine.call('table', `answer to ${activityId}`, () => says(activityId), tableError),
    failed: sorry,
    unsure: sorry,
    beforeShow: async () => (restLeft() > 0 ? 'rest' : () => undefined),
    restLeft,
    keep: (activity, milliseconds) => kept.keep(activity, milliseconds),
    requestFailed: async () => void (restUntil = machine.clock.now() + Math.max(second, teams.restLeft)),
    moments: () => ({ cameAt: machine.clock.now(), saidAt: machine.clock.now() }),
    metrics: silentMetrics,
  });
  void kept.run((activity) => bot.onKept(activity));
  return { machine, bot, log };
};

/** Everything of a seed. */
class Scene {
  readonly universe: Universe;
  /** Where storage fails or is slow an answer may come twice; it is never lost. */
  readonly #isStorageWell: boolean;
  readonly #shared = new SharedStorage();
  readonly #teams: Teams;
  readonly #chance: Chance;
  readonly #bots: ReturnType<typeof startProcess>[] = [];
  readonly #taken = new Set<string>();
  #started = 0;

  constructor(seed: number) {
    const chance = new Chance(seed);
    const trouble = chance.oneOf([{}, {}, { slow: 0.03 }, { failBefore: 0.05 }, { failAfter: 0.05 }]);
    const plan = { ...noTrouble, smallPages: chance.oneOf([0, 0.1]), ...trouble };
    this.#isStorageWell = Object.keys(trouble).length === 0;
    const scheduler = new Scheduler(Date.parse('2027-03-01T09:00:00Z'), chance.fork());
    this.universe = new Universe(chance.fork(), scheduler, plan, new Trace(true));
    this.#chance = chance;
    this.#teams = new Teams(this.universe);
  }

  #start(place: number): void {
    const name = `process${(this.#started += 1)}`;
    this.#bots[place] = startProcess(this.universe, this.#shared, this.#teams, name);
  }

  #die(place: number): void {
    this.#bots[place]?.machine.crash();
    this.universe.scheduler.after(this.#chance.between(1, 20) * second, () => this.#start(place));
  }

  /** Until it is answered with 200, or Teams gives up. */
  #deliver(id: string, person: number, left: number): void {
    const alive = this.#bots.filter(({ machine }) => machine.isAlive);
    let isTaken = false;
    const { scheduler } = this.universe;
    scheduler.after(patience, () => {
      if (!isTaken && left > 1) this.#deliver(id, person, left - 1);
    });
    if (alive.length === 0) return;
    const { bot } = this.#chance.oneOf(alive);
    const from = { id: `29:${person}`, aadObjectId: `aad-${person}` };
    const conversation = { id: `chat-${person}`, tenantId: tenant };
    const recipient = { id: '28:bot' };
    const activity = {
      type: 'message',
      text: 'hulp',
      id,
      channelId: 'msteams',
      from,
      recipient,
      conversation,
    };
    const deliver = async (): Promise<void> => {
      const { status } = await bot.onActivity('', activity);
      if (status !== 200) return;
      isTaken = true;
      this.#taken.add(id);
    };
    void deliver();
  }

  async play(): Promise<readonly string[]> {
    const { scheduler } = this.universe;
    const from = scheduler.now();
    for (let place = 0; place < processes; place += 1) this.#start(place);
    for (let typed = 0; typed < 40; typed += 1) {
      const [id, person] = [`a${typed}`, this.#chance.between(1, people)];
      scheduler.at(from + this.#chance.between(1, noisyFor), () => this.#deliver(id, person, mostDeliveries));
    }
    for (let deaths = this.#chance.between(0, 8); deaths > 0; deaths -= 1) {
      const place = this.#chance.between(0, processes - 1);
      scheduler.at(from + this.#chance.between(1, noisyFor), () => this.#die(place));
    }
    await scheduler.runUntil(from + noisyFor);
    this.universe.isCalm = true;
    await scheduler.runUntil(from + noisyFor + quietFor);
    await this.#check();
    return this.universe.violations;
  }

  async #check(): Promise<void> {
    const { universe } = this;
    for (const id of this.#taken)
      if (!this.#teams.shown.some(({ activity }) => activity === id))
        universe.violate(`${id} was never answered`);
    const answers = this.#teams.shown.filter(({ isSorry }) => !isSorry);
    for (const [index, { activity, at, by }] of answers.entries()) {
      const isRepeated = answers.slice(index + 1).some((later) => later.activity === activity);
      const diedWithIt = by.endedAt - at <= inFlightFor;
      if (isRepeated && this.#isStorageWell && !diedWithIt)
        universe.violate(`${activity} was answered again, and nobody had died`);
    }
    const queue = this.#shared.queue('inbox').take(1, universe.scheduler.now());
    if (queue.length > 0) universe.violate(`${queue.length} messages are left in the queue`);
  }
}

/** Plays a seed: what was not as it must be, and the whole story. */
export const playKept = async (
  seed: number,
): Promise<{ readonly violations: readonly string[]; readonly trace: readonly string[] }> => {
  const scene = new Scene(seed);
  const violations = await scene.play();
  return { violations, trace: scene.universe.trace.lines() };
};
