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
/** Rests go by storage's clock and the machine's, which nobody sets. Milliseconds. */
const mostOff = 5;

export class Rates {
  readonly #universe: Universe;
  readonly #requests = new Map<string, Moment[]>();
  readonly #sends = new Map<string, Moment[]>();
  readonly #toPeople = new Map<string, Moment[]>();
  readonly #rests: Rest[] = [];

  constructor(universe: Universe) {
    this.#universe = universe;
  }

  /** A request of the tenant's sender starts. */
  send(by: Machine, tenant: string): void {
    this.request(by, tenant);
    // One sender after another keeps to the rate by itself, whatever their clocks say.
    this.#count(this.#sends, tenant, 'sends');
  }

  /** A request to a tenant starts: a send or a look-up. */
  request(by: Machine, tenant: string): void {
    this.#rested(by, tenant, this.#universe.scheduler.now());
    const inLastSecond = this.#count(this.#requests, tenant, this.#areClocksExact() ? 'requests' : null);
    const { sendsPerSecond } = this.#universe.plan;
    // A look-up beside another process's sends goes by both their clocks: each keeps to the rate.
    if (inLastSecond > 2 * sendsPerSecond)
      this.#universe.violate(`${inLastSecond} requests to ${tenant} within a second`);
  }

  /** How many of these there were in the last second; too many are a violation when they have a name. */
  #count(moments: Map<string, Moment[]>, tenant: string, name: string | null): number {
    const now = this.#universe.scheduler.now();
    const recent = [...(moments.get(tenant) ?? []).filter((moment) => now - moment < 1_000), now];
    moments.set(tenant, recent);
    if (name !== null && recent.length > this.#universe.plan.sendsPerSecond)
      this.#universe.violate(`${recent.length} ${name} to ${tenant} within a second`);
    return recent.length;
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
    for (const rest of this.#rests) {
      if (rest.tenant !== tenant || now >= rest.until - mostOff) continue;
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
