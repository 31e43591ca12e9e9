/**
 * Nothing is stored or shown by what a roster says that has been replaced: whoever was erased, or taken out of it, would
 * be written anew, or go on reading, at a bot that has not heard of it yet. A turn that finds out begins again, under the
 * new one.
 */
import { Fault } from '../bot/programme/failure';
import type { Inbound, RosterWatch } from '../bot/ports';
import type { LookUpMember } from './people';
import type { Reply } from './reply';
import { respond } from './respond';
import type { DialogPorts } from './turn';

class RosterChanged extends Fault {}

/** Imports do not come more often than this within one turn. */
const mostTurns = 4;

const isChanged = (error: unknown): boolean =>
  error instanceof RosterChanged || (error instanceof Error && isChanged(error.cause));

type Check = (programme: string) => Promise<void>;

/** The same port; these methods, whose first argument is a programme, ask before they write. */
const askingFirst = <T extends object>(port: T, writes: readonly (keyof T)[], check: Check): T =>
  new Proxy(port, {
    get: (target, name): unknown => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      if (!writes.some((write) => write === name)) return method.bind(target);
      return async (...given: readonly unknown[]): Promise<unknown> => {
        await check(String(given[0]));
        return Reflect.apply(method, target, given);
      };
    },
  });

/** What brings people into storage who stand in the roster; contacts and messages that are there are changed under a tag. */
const recordWrites = [
  'append',
  'addPause',
  'addContactMade',
  'addCareUse',
  'noteUnreachable',
] as const satisfies readonly (keyof DialogPorts['records'])[];

/** The ports of one turn, which sees one roster of each programme from begin to end. */
const portsOfTurn = (ports: DialogPorts, watch: RosterWatch): DialogPorts => {
  const all = ports.programmes.all();
  const check: Check = async (programme) => {
    const head = all.find(({ head: { id } }) => id === programme)?.head;
    if (head === undefined || !(await watch.isCurrent(head))) throw new RosterChanged(programme);
  };
  const checkTenant = async (tenant: string): Promise<void> => {
    for (const { head } of all) if (head.tenants.includes(tenant)) await check(head.id);
  };
  const { calendar, links, rounds } = ports;
  return {
    ...ports,
    programmes: {
      all: () => all,
      unreadable: () => ports.programmes.unreadable(),
      refresh: () => ports.programmes.refresh(),
    },
    records: askingFirst(ports.records, recordWrites, check),
    access: askingFirst(ports.access, ['add'], check),
    links: {
      keep: async (token, link, now) => {
        await check(link.programme);
        await links.keep(token, link, now);
      },
    },
    rounds: {
      of: (loaded) => rounds.of(loaded),
      facts: (loaded) => rounds.facts(loaded),
      change: async (loaded, by, at, decide) => {
        await check(loaded.head.id);
        return rounds.change(loaded, by, at, decide);
      },
    },
    calendar: {
      isOffered: calendar.isOffered,
      addressOf: async (owner) => {
        await checkTenant(owner.tenant);
        return calendar.addressOf(owner);
      },
      renew: async (owner) => {
        await checkTenant(owner.tenant);
        return calendar.renew(owner);
      },
      isOn: (owner) => calendar.isOn(owner),
      switchOff: async (owner) => {
        await checkTenant(owner.tenant);
        return calendar.switchOff(owner);
      },
      file: (token) => calendar.file(token),
    },
  };
};

/**
 * Throws `RosterChanged` when a programme of the tenant has been replaced. Where storage does not tell, what is shown stands
 * as it is: whatever is stored asks for itself.
 */
const asItStands = async ({ programmes }: DialogPorts, watch: RosterWatch, tenant: string): Promise<void> => {
  const ofTenant = programmes.all().filter(({ head }) => head.tenants.includes(tenant));
  for (const { head } of ofTenant) {
    const isCurrent = await watch.isCurrent(head).catch(() => true);
    if (!isCurrent) throw new RosterChanged(head.id);
  }
};

/** `respond`, under rosters that are stored; what a turn that began again had stored is stored once. */
export const respondOnCurrentRoster =
  (ports: DialogPorts, watch: RosterWatch) =>
  async (inbound: Inbound, lookUp: LookUpMember): Promise<Reply> => {
    for (let turn = 1; ; turn += 1) {
      try {
        const own = portsOfTurn(ports, watch);
        // Before it, and not beside it: what is done once, as welcoming somebody, would be done by a turn that is shown to nobody.
        await asItStands(own, watch, inbound.tenant);
        return await respond(own)(inbound, lookUp);
      } catch (error) {
        if (!isChanged(error) || turn === mostTurns) throw error;
      }
    }
  };
