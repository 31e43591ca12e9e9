/** Keeps the sends of each tenant under its rate, and leaves a tenant alone when Teams asks for it. */
import type { Clock, Timer } from '../ports';
import type { Moment } from '../programme/model';

/** Asked before every request to Teams. */
export interface Pacer {
  /** Resolves when one more request to the tenant may start. Rejects only when the signal is aborted. */
  turn(tenant: string, signal: AbortSignal): Promise<void>;
  /** No request to the tenant for some milliseconds from now. */
  rest(tenant: string, milliseconds: number): void;
}

const second = 1000;

/**
 * At most `perSecond` requests in any one second a tenant; `machine` is the machine's clock. Counts what
 * has really started: a busy machine wakes sleepers late, and then several at once.
 */
export const pacer = (perSecond: number, machine: Clock, timer: Timer): Pacer => {
  /** The newest starts of a tenant, at most so many as may fall in one second. */
  const started = new Map<string, readonly Moment[]>();
  const restUntil = new Map<string, Moment>();
  const freeAt = (tenant: string): Moment => {
    const recent = started.get(tenant) ?? [];
    const oldest = recent.length < perSecond ? 0 : (recent[0] ?? 0) + second + 1;
    return Math.max(oldest, restUntil.get(tenant) ?? 0);
  };
  return {
    turn: async (tenant, signal) => {
      for (let wait = freeAt(tenant) - machine.now(); wait > 0; wait = freeAt(tenant) - machine.now()) {
        await timer.sleep(wait, signal);
        signal.throwIfAborted();
      }
      signal.throwIfAborted();
      started.set(tenant, [...(started.get(tenant) ?? []), machine.now()].slice(-perSecond));
    },
    rest: (tenant, milliseconds) => {
      restUntil.set(tenant, Math.max(restUntil.get(tenant) ?? 0, machine.now() + milliseconds));
    },
  };
};
