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

/** At most `perSecond` requests in any one second a tenant; `machine` is the machine's clock. */
export const pacer = (perSecond: number, machine: Clock, timer: Timer): Pacer => {
  const started = new Map<string, Moment[]>();
  const restUntil = new Map<string, Moment>();
  /** Reserves the next free moment, so that callers who wait keep their place. */
  const reserve = (tenant: string): Moment => {
    const recent = started.get(tenant) ?? [];
    const oldest = recent.length < perSecond ? 0 : (recent[recent.length - perSecond] ?? 0) + second + 1;
    const at = Math.max(machine.now(), restUntil.get(tenant) ?? 0, oldest);
    started.set(tenant, [...recent.slice(-perSecond), at]);
    return at;
  };
  const waitUntil = async (moment: Moment, signal: AbortSignal): Promise<void> => {
    const wait = moment - machine.now();
    if (wait > 0) await timer.sleep(wait, signal);
    signal.throwIfAborted();
  };
  return {
    turn: async (tenant, signal) => {
      await waitUntil(reserve(tenant), signal);
      for (let rest = restUntil.get(tenant) ?? 0; rest > machine.now(); rest = restUntil.get(tenant) ?? 0) {
        await waitUntil(Math.max(rest, reserve(tenant)), signal);
      }
    },
    rest: (tenant, milliseconds) => {
      restUntil.set(tenant, Math.max(restUntil.get(tenant) ?? 0, machine.now() + milliseconds));
    },
  };
};
