/** The limits of Teams, counted over all processes by true time. */
import type { Moment } from '../../bot/programme/model';
import type { Send } from './channel';
import type { Machine } from './machine';
import type { Universe } from './universe';

/** What Teams takes in one conversation. */
const conversationLimits = [
  { within: 1_000, most: 7 },
  { within: 2_000, most: 8 },
  { within: 30_000, most: 60 },
  { within: 3_600_000, most: 1_800 },
] as const;

/** Tenants that are to be left alone, and from when on that is known. */
interface Rest {
  readonly tenant: string;
  readonly by: Machine;
  readonly knownAt: Moment;
  readonly until: Moment;
}

/** A process that was told of a rest holds its tongue within this; others once it is stored. Milliseconds. */
const graceOfTold = 300;
const graceOfOthers = 3_000;

export class Rates {
  readonly #universe: Universe;
  readonly #requests = new Map<string, Moment[]>();
  readonly #toPeople = new Map<string, Moment[]>();
  readonly #rests: Rest[] = [];

  constructor(universe: Universe) {
    this.#universe = universe;
  }

  /** A request to a tenant starts: a send or a look-up. */
  request(by: Machine, tenant: string): void {
    const now = this.#universe.scheduler.now();
    this.#rested(by, tenant, now);
    const starts = this.#requests.get(tenant) ?? [];
    starts.push(now);
    this.#requests.set(tenant, starts);
    const { sendsPerSecond } = this.#universe.plan;
    const first = starts.at(-sendsPerSecond - 1) ?? Number.NEGATIVE_INFINITY;
    if (this.#areClocksExact() && now - first < 1_000)
      this.#universe.violate(`${sendsPerSecond + 1} requests to ${tenant} within ${now - first} ms`);
  }

  /** Who takes storage's time, because both its clocks were off, has it to half a second. */
  #areClocksExact(): boolean {
    const { skew, leaps, pauses } = this.#universe.plan;
    return skew === 0 && (leaps === 0 || pauses === 0);
  }

  message(receiver: string): void {
    const now = this.#universe.scheduler.now();
    const sends = this.#toPeople.get(receiver) ?? [];
    sends.push(now);
    this.#toPeople.set(receiver, sends);
    for (const { within, most } of conversationLimits) {
      const first = sends.at(-most - 1) ?? Number.NEGATIVE_INFINITY;
      if (now - first < within)
        this.#universe.violate(`more than ${most} to ${receiver} within ${within} ms`);
    }
  }

  /** A process was told to leave a tenant alone. */
  told({ by, tenant, result }: Pick<Send, 'by' | 'tenant' | 'result'>): void {
    if (result?.status !== 'later' || !result.throttled || result.retryAfter === null) return;
    const knownAt = this.#universe.scheduler.now();
    this.#rests.push({ tenant, by, knownAt, until: knownAt + result.retryAfter });
  }

  #rested(by: Machine, tenant: string, now: Moment): void {
    const slack = this.#universe.plan.skew * 2 + 5;
    for (const rest of this.#rests) {
      if (rest.tenant !== tenant || now >= rest.until - slack) continue;
      const grace = by === rest.by ? graceOfTold : graceOfOthers;
      const isKnown = by === rest.by || this.#isStored(rest, by, now);
      if (now > rest.knownAt + grace && isKnown)
        this.#universe.violate(`${by.name} asks ${tenant} ${rest.until - now} ms before its rest is over`);
    }
  }

  /** Whether nothing kept the process that was told from storing it, nor the other one from reading it. */
  #isStored({ by: told, knownAt }: Rest, by: Machine, now: Moment): boolean {
    if (told.endedAt < knownAt + graceOfOthers) return false;
    return [told, by].every(
      (machine) =>
        machine.troubleAt < knownAt && (machine.frozen.until < knownAt || machine.frozen.from > now),
    );
  }
}
