/** Metrics that go nowhere, and metrics a test can read. */
import type { Metrics } from '../../bot/ports';

/** Forgets every figure. */
export const silentMetrics: Metrics = {
  planned: () => undefined,
  ended: () => undefined,
  sentLate: () => undefined,
  sendTook: () => undefined,
  queueWaited: () => undefined,
  senderChanged: () => undefined,
  inboundTook: () => undefined,
  tickTook: () => undefined,
};

/** Counts by what happened, for example `ended studentNudge sent`; durations by the same names. */
export class CountingMetrics implements Metrics {
  readonly #counts = new Map<string, number>();
  readonly #durations = new Map<string, number[]>();

  /** How often it happened, for example `count('sendTook', 'sent')`. */
  count(...what: readonly string[]): number {
    return this.#counts.get(what.join(' ')) ?? 0;
  }

  /** How long each took, in milliseconds and in order, for example `durations('tickTook', 'well')`. */
  durations(...what: readonly string[]): readonly number[] {
    return this.#durations.get(what.join(' ')) ?? [];
  }

  /** Everything counted so far. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  planned(count: number): void {
    this.#add(count, 'planned');
  }

  ended(...[kind, status, cause]: Parameters<Metrics['ended']>): void {
    this.#add(1, 'ended', kind, status, ...(cause === null ? [] : [cause]));
  }

  sentLate(milliseconds: number): void {
    this.#took(milliseconds, 'sentLate');
  }

  sendTook(...[outcome, milliseconds]: Parameters<Metrics['sendTook']>): void {
    this.#took(milliseconds, 'sendTook', outcome);
  }

  queueWaited(milliseconds: number): void {
    this.#took(milliseconds, 'queueWaited');
  }

  senderChanged(...[change]: Parameters<Metrics['senderChanged']>): void {
    this.#add(1, 'senderChanged', change);
  }

  inboundTook(...[event, outcome, milliseconds]: Parameters<Metrics['inboundTook']>): void {
    this.#took(milliseconds, 'inboundTook', event, outcome);
  }

  tickTook(...[outcome, milliseconds]: Parameters<Metrics['tickTook']>): void {
    this.#took(milliseconds, 'tickTook', outcome);
  }

  #add(count: number, ...what: readonly string[]): void {
    const name = what.join(' ');
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
  }

  #took(milliseconds: number, ...what: readonly string[]): void {
    this.#add(1, ...what);
    const name = what.join(' ');
    this.#durations.set(name, [...(this.#durations.get(name) ?? []), milliseconds]);
  }
}
