/** The processes of an installation, coming and going. */
import { startBot, type Bot, type BotPorts } from './bot';
import { Machine } from './machine';
import type { Moment } from '../../bot/programme/model';
import type { Service } from './universe';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const services: readonly (readonly Service[])[] = [
  ['table', 'queue', 'lease'],
  ['table'],
  ['queue'],
  ['lease'],
];

const storageLasts = [5 * second, 40 * second, 20 * minute];
/** Longer than a message is tried without a break, and than some of the breaks after it. */
const teamsLasts = [40 * second, 2 * minute, 9 * minute, hour];

export class Fleet {
  readonly bots: Bot[] = [];
  readonly #ports: BotPorts;
  #started = 0;
  #downUntil: Moment = 0;

  constructor(ports: BotPorts) {
    this.#ports = ports;
  }

  get #universe() {
    return this.#ports.universe;
  }

  /** The processes that live. */
  living(): readonly Bot[] {
    return this.bots.filter(({ machine }) => machine.isAlive);
  }

  start(): void {
    const { plan, chance, scheduler } = this.#universe;
    if (scheduler.now() < this.#downUntil)
      return scheduler.at(this.#downUntil + chance.between(0, minute), () => this.start());
    this.#started += 1;
    const machine = new Machine(this.#universe, `b${this.#started}`, chance.between(-plan.skew, plan.skew));
    this.#universe.trouble(`${machine.name} starts`);
    this.bots.push(startBot(this.#ports, machine));
  }

  /** Everything that happens to processes and storage from now until a moment. */
  disturb(until: Moment): void {
    const { plan, chance } = this.#universe;
    for (let count = plan.processes; count > 0; count -= 1) this.#within(minute, () => this.start());
    this.#sometimes(plan.crashes * plan.processes, until, () => this.#withOne((bot) => this.#crash(bot)));
    this.#sometimes(plan.pauses * plan.processes, until, () =>
      this.#withOne(({ machine }) => this.#freeze(machine)),
    );
    this.#sometimes(plan.leaps * plan.processes, until, () =>
      this.#withOne(({ machine }) => this.#leap(machine)),
    );
    this.#sometimes(plan.stops * plan.processes, until, () => this.#withOne((bot) => this.#replace(bot)));
    this.#sometimes(plan.outages, until, () => this.#outage(chance.oneOf(services), storageLasts));
    this.#sometimes(plan.teamsOutages, until, () => this.#outage(['teams'], teamsLasts));
  }

  #within(milliseconds: number, run: () => void): void {
    this.#universe.scheduler.after(this.#universe.chance.between(0, milliseconds), run);
  }

  /** So many times a day on average, never at the same hour; half of the time soon after something is due. */
  #sometimes(timesADay: number, until: Moment, run: () => void): void {
    const { chance, scheduler } = this.#universe;
    if (timesADay === 0) return;
    for (let at = scheduler.now(); at < until; at += chance.between(0, (2 * day) / timesADay)) {
      const moment = chance.happens(0.6) ? this.#ports.ticks.nearDue(at, chance) : at;
      scheduler.at(moment, run);
    }
  }

  #withOne(act: (bot: Bot) => void): void {
    const living = this.living();
    if (living.length > 0 && !this.#universe.isCalm) act(this.#universe.chance.oneOf(living));
  }

  /** A message leaves: now and then its process is gone, or asleep, before it has written down what became of it. */
  duringSend(by: Machine): void {
    const { plan, chance, scheduler, isCalm } = this.#universe;
    const bot = this.bots.find(({ machine }) => machine === by);
    if (isCalm || bot === undefined) return;
    const wait = chance.between(0, 180);
    if (plan.crashes > 0 && chance.happens(0.05)) scheduler.after(wait, () => this.#crash(bot));
    if (plan.pauses > 0 && chance.happens(0.1)) scheduler.after(wait, () => this.#freeze(by));
  }

  /** Teams wants to be left alone: now and then somebody else goes on, who must have heard of it. */
  duringRest(by: Machine): void {
    const { plan, chance, scheduler, isCalm } = this.#universe;
    const bot = this.bots.find(({ machine }) => machine === by);
    if (isCalm || bot === undefined || plan.crashes + plan.stops === 0 || !chance.happens(0.4)) return;
    const isCrash = plan.stops === 0 || chance.happens(0.5);
    const go = (): void => (isCrash ? this.#crash(bot) : this.#replace(bot));
    scheduler.after(chance.between(4, 15) * second, () => (by.isAlive ? go() : undefined));
  }

  #later(): number {
    const { chance } = this.#universe;
    return (
      chance.oneOf([second, 20 * second, 20 * second, 10 * minute, 3 * hour]) + chance.between(0, 5 * second)
    );
  }

  #crash(bot: Bot): void {
    if (!bot.machine.isAlive) return;
    bot.machine.crash();
    this.#universe.scheduler.after(this.#later(), () => this.start());
  }

  /** A clock that leaps is noticed within one interval. */
  #freeze(machine: Machine): void {
    const { chance } = this.#universe;
    const lasts = chance.oneOf([2 * second, 12 * second, 20 * second, 40 * second, minute, hour]);
    machine.freeze(lasts + chance.between(0, 9 * second), chance.happens(0.5));
    this.#ports.ticks.stirAt(machine.frozen.until);
  }

  #leap(machine: Machine): void {
    const { chance, scheduler } = this.#universe;
    // None is as long as a pause of the machine: where the two hide each other, nobody can see either.
    const by = chance.oneOf([-day, -3 * hour, -90 * second, 90 * second, 3 * hour, 365 * day]);
    const lasts = chance.between(second, chance.oneOf([50 * second, 10 * minute, 3 * hour]));
    machine.leap(by, lasts);
    this.#ports.ticks.stir();
    this.#ports.ticks.stirAt(scheduler.now() + lasts);
  }

  /** As when a new version is installed: the new one may come before the old one has gone. */
  #replace(bot: Bot): void {
    const wait = this.#universe.chance.oneOf([0, second, minute]);
    this.#universe.scheduler.after(wait, () => this.start());
    bot.stop();
  }

  #outage(away: readonly Service[], lasts: readonly number[]): void {
    const { chance, scheduler, awayUntil } = this.#universe;
    if (this.#universe.isCalm) return;
    const until = scheduler.now() + chance.oneOf(lasts);
    this.#universe.trouble(`${away.join(', ')} away until ${new Date(until).toISOString()}`);
    for (const service of away) awayUntil.set(service, until);
    scheduler.at(until, () => this.#universe.trouble(`${away.join(', ')} back`));
  }

  /** Nobody runs from a moment to another. */
  down(from: Moment, until: Moment): void {
    this.#universe.scheduler.at(from, () => {
      this.#downUntil = until;
      for (const bot of this.living()) {
        if (this.#universe.chance.happens(0.5)) bot.stop();
        else bot.machine.crash();
        this.start();
      }
    });
  }

  /** From now on nothing goes wrong, and somebody runs. */
  calm(): void {
    this.#universe.isCalm = true;
    this.#universe.awayUntil.clear();
    this.#downUntil = 0;
    this.#universe.trouble('calm');
    for (const { machine } of this.living()) machine.thaw();
    if (this.living().length === 0) this.start();
  }
}
