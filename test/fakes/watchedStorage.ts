import type { SenderLeases } from '../../bot/ports/outbox';
import type { Storage } from '../../bot/ports/storage';

/** Told of every call, by port and method, before it happens; what it throws takes the call's place. */
export type Watch = (port: string, method: string, given: readonly unknown[]) => void;
/** Told of every call that has been applied, before its result is handed back. */
export type AfterWatch = (port: string, method: string) => void;

const nothing = (): void => undefined;

const watched = <T extends object>(port: T, name: string, before: Watch, after: AfterWatch): T =>
  new Proxy(port, {
    get: (target, method): unknown => {
      const value: unknown = Reflect.get(target, method, target);
      if (typeof value !== 'function' || typeof method !== 'string') return value;
      return (...given: readonly unknown[]): unknown => {
        try {
          before(name, method, given);
        } catch (error) {
          // As the real one does: a call that fails gives a promise that fails.
          return Promise.reject(error);
        }
        const result: unknown = Reflect.apply(value, target, given);
        if (!(result instanceof Promise)) return result;
        return result.then((done: unknown) => {
          after(name, method);
          return done;
        });
      };
    },
  });

/** Watches what a lease is used for too, as `lease`. */
const watchedLeases = (leases: SenderLeases, before: Watch, after: AfterWatch): SenderLeases => {
  const seen = watched(leases, 'leases', before, after);
  return {
    take: async (tenant) => {
      const lease = await seen.take(tenant);
      return lease === null ? null : watched(lease, 'lease', before, after);
    },
  };
};

/** The same storage, with somebody who looks on and may throw. */
export const watchedStorage = <S extends Storage>(
  storage: S,
  before: Watch,
  after: AfterWatch = nothing,
): S => ({
  ...storage,
  programmes: watched(storage.programmes, 'programmes', before, after),
  contacts: watched(storage.contacts, 'contacts', before, after),
  records: watched(storage.records, 'records', before, after),
  rounds: watched(storage.rounds, 'rounds', before, after),
  outbox: watched(storage.outbox, 'outbox', before, after),
  links: watched(storage.links, 'links', before, after),
  access: watched(storage.access, 'access', before, after),
  feeds: watched(storage.feeds, 'feeds', before, after),
  queueOf: (tenant: string) => watched(storage.queueOf(tenant), 'queue', before, after),
  inbox: watched(storage.inbox, 'inbox', before, after),
  pace: watched(storage.pace, 'pace', before, after),
  leases: watchedLeases(storage.leases, before, after),
});
