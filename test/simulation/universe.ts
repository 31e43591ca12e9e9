/** What all parts of one simulation share: time, chance, what goes wrong, and what was found wrong. */
import type { Moment } from '../../bot/programme/model';
import type { Chance } from './chance';
import type { FaultPlan } from './plan';
import type { Scheduler } from './scheduler';
import type { Trace } from './trace';

/** What a call goes to. */
export type Service = 'table' | 'queue' | 'lease' | 'teams';

/** How a call goes. */
export type Fate = 'well' | 'failBefore' | 'failAfter' | 'repeated';

export class Universe {
  readonly chance: Chance;
  readonly scheduler: Scheduler;
  readonly plan: FaultPlan;
  readonly trace: Trace;
  readonly violations: string[] = [];
  /** Until when storage cannot be reached, by service. */
  readonly awayUntil = new Map<Service, Moment>();
  /** Nothing goes wrong any more. */
  isCalm = false;
  /** When something last went wrong anywhere. */
  troubleAt: Moment;

  constructor(chance: Chance, scheduler: Scheduler, plan: FaultPlan, trace: Trace) {
    this.chance = chance;
    this.scheduler = scheduler;
    this.plan = plan;
    this.trace = trace;
    this.troubleAt = scheduler.now();
  }

  note(text: string): void {
    this.trace.note(this.scheduler.now(), text);
  }

  /** Says that something went wrong that people or machines may feel for a while. */
  trouble(text: string): void {
    this.troubleAt = this.scheduler.now();
    this.note(text);
  }

  violate(text: string): void {
    const when = new Date(this.scheduler.now()).toISOString();
    this.note(`VIOLATION ${text}`);
    this.violations.push(`${when} ${text}`);
  }

  isAway(service: Service): boolean {
    return this.scheduler.now() < (this.awayUntil.get(service) ?? 0);
  }

  /** How the next call goes. */
  fate(service: Service): Fate {
    if (this.isAway(service)) return 'failBefore';
    if (this.isCalm || service === 'teams') return 'well';
    const { failBefore, failAfter, repeated } = this.plan;
    let drawn = this.chance.fraction();
    for (const [fate, probability] of [
      ['failBefore', failBefore],
      ['failAfter', failAfter],
      ['repeated', repeated],
    ] as const) {
      if (drawn < probability) return fate;
      drawn -= probability;
    }
    return 'well';
  }

  /** Milliseconds until a call is applied. */
  latency(): number {
    if (!this.isCalm && this.chance.happens(this.plan.slow)) return this.chance.between(200, 8_000);
    return this.chance.between(1, 12);
  }
}
