/** People who talk with the bot in memory, one activity after the other or several at once. */
import { calendarDesk } from '../../bot/calendar/desk';
import { keepProgrammes } from '../../bot/delivery/programmes';
import type {
  ActionFields,
  Inbound,
  InboundEvent,
  OfferedPlace,
  Programmes,
  RenderedCard,
  RosterWatch,
} from '../../bot/ports';
import { keepRounds } from '../../bot/rounds/keepRounds';
import type { Rounds } from '../../bot/ports/rounds';
import type { Storage } from '../../bot/ports/storage';
import type { Programme } from '../../bot/programme/model';
import { respondOnCurrentRoster } from '../../dialogs/onCurrentRoster';
import type { LookUpMember } from '../../dialogs/people';
import type { Reply } from '../../dialogs/reply';
import { respond } from '../../dialogs/respond';
import { spokenLanguages, type Spoken } from '../../dialogs/spoken';
import type { DialogPorts } from '../../dialogs/turn';
import { at } from '../builders';
import { directSolvers } from '../fakes/directSolvers';
import { ManualClock } from '../fakes/manualClock';
import { memoryStorage, type MemoryStorage } from '../fakes/memoryStorage';
import { SilentLog } from '../fakes/silentLog';
import { watchedStorage } from '../fakes/watchedStorage';
import { aDesk, type Desk } from './desk';

/** One person at their keyboard. */
export interface Talker {
  installs(changes?: Partial<Inbound>): Promise<Reply>;
  removes(changes?: Partial<Inbound>): Promise<Reply>;
  says(text: string, changes?: Partial<Inbound>): Promise<Reply>;
  presses(verb: string, data: ActionFields, changes?: Partial<Inbound>): Promise<Reply>;
  /** Teams asks for a card anew by itself. */
  refreshes(verb: string, data: ActionFields): Promise<Reply>;
  /** Answers Teams' question whether a file may be stored; null is no. */
  consents(place: OfferedPlace | null, data: ActionFields): Promise<Reply>;
}

export interface Chat {
  /** What its conversations use. */
  readonly ports: DialogPorts;
  readonly storage: MemoryStorage;
  readonly clock: ManualClock;
  readonly machine: ManualClock;
  readonly programmes: Programmes;
  readonly desk: Desk;
  readonly log: SilentLog;
  readonly spoken: Spoken;
  readonly rounds: Rounds;
  /** Calls to storage since `forget`, as `records.page`. */
  readonly calls: readonly string[];
  /** The same with what each was given. */
  readonly asked: readonly { readonly call: string; readonly given: readonly unknown[] }[];
  /** How often the work loop was woken. */
  readonly woken: () => number;
  /** What Teams tells of somebody who is called otherwise here. */
  readonly addresses: Map<string, readonly string[]>;
  /** Addresses that were asked from Teams. */
  readonly lookedUp: readonly string[];
  forget(): void;
  /** The next call of this name, as `records.page`, fails. */
  failNext(call: string): void;
  as(email: string, tenant?: string): Talker;
  import(programme: Programme): Promise<void>;
}

/** Everything a reply shows, as the text of its cards. */
export const shown = ({ replacement, messages }: Reply): string =>
  [...(replacement === null ? [] : [replacement]), ...messages]
    .map((card) => JSON.stringify(card))
    .join('\n');

/** The card that takes the place of the pressed one. */
export const replaced = ({ replacement }: Reply): RenderedCard => {
  if (replacement === null) throw new Error('the card was left as it was');
  return replacement;
};

/**
 * Starts a conversation with everybody in a programme at a moment; calendars are offered at the address given. With a watch
 * every turn is one on the current roster.
 */
export const aChat = async (
  programme: Programme,
  moment: string,
  publicUrl: string | null = null,
  watch: RosterWatch | null = null,
): Promise<Chat> => {
  const storage = memoryStorage();
  const [clock, machine] = [new ManualClock(at(moment)), new ManualClock(5_000_000)];
  const calls: string[] = [];
  const asked: Chat['asked'][number][] = [];
  const lookedUp: string[] = [];
  const addresses: Chat['addresses'] = new Map();
  let woken = 0;
  let activities = 0;
  const failing = new Set<string>();
  const seen: Storage = watchedStorage(storage, (port, method, given) => {
    calls.push(`${port}.${method}`);
    asked.push({ call: `${port}.${method}`, given });
    if (failing.delete(`${port}.${method}`)) throw new Error('storage cannot be reached');
  });
  const programmes = keepProgrammes(storage.programmes);
  const wake = (): void => {
    woken += 1;
  };
  const desk = aDesk(seen, programmes, clock);
  const { files } = desk;
  const rounds = keepRounds(seen.rounds);
  let feeds = 0;
  const newToken = (): string => String((feeds += 1)).padStart(64, '0');
  const calendar = calendarDesk({ ...seen, rounds, programmes, clock, newToken, address: publicUrl });
  const log = new SilentLog();
  const spoken = spokenLanguages();
  const ports: DialogPorts = {
    ...seen,
    files,
    calendar,
    rounds,
    intervision: directSolvers,
    programmes,
    clock,
    shared: machine,
    log,
    spoken,
    wake,
  };
  const answer = watch === null ? respond(ports) : respondOnCurrentRoster(ports, watch);
  const send = (
    email: string,
    tenant: string,
    event: InboundEvent,
    changes: Partial<Inbound>,
  ): Promise<Reply> => {
    activities += 1;
    const inbound: Inbound = {
      tenant,
      aadObjectId: `aad-${email.toLowerCase()}`,
      conversationId: `chat-${email}`,
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      botId: '28:bot',
      userId: `29:${email}`,
      activityId: `activity-${activities}`,
      cardId: null,
      isPersonal: true,
      event,
      cameAt: machine.now(),
      saidAt: clock.now(),
      ...changes,
    };
    const lookUp: LookUpMember = () => {
      lookedUp.push(email);
      return Promise.resolve(addresses.get(email) ?? [email]);
    };
    return answer(inbound, lookUp);
  };
  const chat: Chat = {
    ports,
    storage,
    clock,
    machine,
    programmes,
    desk,
    log,
    spoken,
    rounds,
    calls,
    asked,
    woken: () => woken,
    lookedUp,
    addresses,
    forget: () => void (calls.length = asked.length = 0),
    failNext: (call) => void failing.add(call),
    as: (email, tenant = 'tenant-1') => ({
      installs: (changes = {}) => send(email, tenant, { kind: 'installed' }, changes),
      removes: (changes = {}) => send(email, tenant, { kind: 'removed' }, changes),
      says: (text, changes = {}) => send(email, tenant, { kind: 'text', text }, changes),
      presses: (verb, data, changes = {}) => send(email, tenant, { kind: 'action', verb, data }, changes),
      refreshes: (verb, data) => send(email, tenant, { kind: 'refresh', verb, data }, {}),
      consents: (place, data) => send(email, tenant, { kind: 'fileConsent', place, data }, {}),
    }),
    import: async (changed) => {
      const stored = (await storage.programmes.list()).find(({ id }) => id === changed.id);
      await storage.programmes.replace(changed, stored?.version ?? null, () => undefined);
      await programmes.refresh();
    },
  };
  await chat.import(programme);
  return chat;
};
