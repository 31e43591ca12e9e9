/** A whole installation in memory: storage, Teams, clocks; processes start and end in it. */
import { loop, type Loop } from '../bot/delivery/loop';
import { pacer } from '../bot/delivery/pacer';
import { keepProgrammes } from '../bot/delivery/programmes';
import { sender } from '../bot/delivery/sender';
import { work, type Work } from '../bot/delivery/work';
import type { Contact, OutboxMessage, Storage } from '../bot/storagePorts';
import type { Compose, Programmes } from '../bot/ports';
import type { Answer, FlagAction } from '../bot/programme/facts';
import type { Moment, Programme } from '../bot/programme/model';
import { addFact, flagBook, flagContext } from '../bot/programme/flags';
import { directoryOf } from '../bot/programme/directory';
import { composeMessage } from '../dialogs/outgoing';
import { readPage } from '../dialogs/pupilPage';
import { at } from './builders';
import { MachineTime } from './fakes/machineTime';
import { ManualClock } from './fakes/manualClock';
import { memoryStorage, type MemoryStorage } from './fakes/memoryStorage';
import { ScriptedMessenger } from './fakes/scriptedMessenger';
import { seededRandom } from './fakes/seededRandom';
import { SilentLog } from './fakes/silentLog';

/** One process of the bot. */
export interface BotProcess {
  readonly work: Work;
  readonly loop: Loop;
  readonly programmes: Programmes;
  /** Plans and sends what is due at the clock's moment. */
  tick(): Promise<void>;
  end(): void;
}

export interface World {
  readonly storage: MemoryStorage;
  readonly clock: ManualClock;
  readonly machine: MachineTime;
  readonly teams: ScriptedMessenger;
  readonly log: SilentLog;
  /** Starts a process, on another view of the storage if given. */
  start(storage?: Storage, sendsPerSecond?: number): Promise<BotProcess>;
  /** Gives everybody in the programme the bot. */
  install(programme: Programme): Promise<void>;
  import(programme: Programme): Promise<void>;
  /** Stores a fact of a pupil with the notices it gives rise to. */
  happen(programme: Programme, pupil: string, fact: Answer | FlagAction): Promise<void>;
  messages(): Promise<readonly OutboxMessage[]>;
  /** Keys with when they were sent, on the wall in Amsterdam; in order. */
  deliveries(): Promise<readonly string[]>;
}

export const aContact = (changes: Partial<Contact> & Pick<Contact, 'email'>): Contact => ({
  tenant: 'tenant-1',
  aadObjectId: `aad-${changes.email}`,
  conversationId: `chat-${changes.email}`,
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  botId: '28:bot',
  userId: `29:${changes.email}`,
  language: null,
  unreachableSince: null,
  welcomedAt: 0,
  ...changes,
});

/** The card of a message tells its key, so that a test knows what was delivered. */
const showingKeys =
  (compose: Compose): Compose =>
  async (loaded, message, moment) => {
    const composed = await compose(loaded, message, moment);
    if (composed.do !== 'send') return composed;
    return { ...composed, cardIn: (language) => ({ ...composed.cardIn(language), summary: message.key }) };
  };

const all = async (storage: Storage): Promise<readonly OutboxMessage[]> => {
  const messages: OutboxMessage[] = [];
  for (const { id } of await storage.programmes.list())
    for await (const message of storage.outbox.list(id)) messages.push(message);
  return messages;
};

const wall = (moment: Moment): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Amsterdam',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(moment);

const store = async (
  storage: Storage,
  programme: Programme,
  pupil: string,
  fact: Answer | FlagAction,
): Promise<void> => {
  const directory = directoryOf(programme);
  const school = directory.pupil(pupil)?.school ?? '';
  const { page, tag } = await readPage(storage, programme.id, school, pupil);
  const context = flagContext(directory, school);
  const before = flagBook(page.facts, fact.at, context);
  const { notices } = addFact(before, page.facts, fact, context);
  const added = notices.slice(before.notices.length);
  const changed = { ...page, facts: [...page.facts, fact], notices: [...page.notices, ...added] };
  await storage.records.append(programme.id, changed, tag, { fact, followUp: null, activity: '' }, added);
};

/** An empty world at a moment. */
export const aWorld = (moment: string): World => {
  const storage = memoryStorage();
  const clock = new ManualClock(at(moment));
  const machine = new MachineTime(1_000_000);
  const teams = new ScriptedMessenger(machine);
  const log = new SilentLog();
  const random = seededRandom();
  const start = async (seen: Storage = storage, sendsPerSecond = 30): Promise<BotProcess> => {
    const programmes = keepProgrammes(seen.programmes);
    const pace = pacer(sendsPerSecond, machine, machine);
    const compose = showingKeys(composeMessage(seen));
    const owner = random.uuid();
    const ports = {
      ...seen,
      messenger: teams,
      compose,
      pacer: pace,
      machine,
      timer: machine,
      random,
      log,
      owner,
    };
    const works = work({ ...seen, programmes, sender: sender(ports), log });
    const ended = new AbortController();
    await programmes.refresh();
    return {
      work: works,
      programmes,
      loop: loop({ work: works, programmes, clock, timer: machine, log, every: 1000 }),
      tick: async () => {
        await programmes.refresh();
        await works.tick({ at: () => clock.now(), signal: ended.signal });
      },
      end: () => ended.abort(),
    };
  };
  return {
    storage,
    clock,
    machine,
    teams,
    log,
    start,
    install: async ({ people }) => {
      for (const { email } of people) await storage.contacts.save(aContact({ email }), null);
    },
    import: async (programme) => {
      const stored = (await storage.programmes.list()).find(({ id }) => id === programme.id);
      await storage.programmes.replace(programme, stored?.version ?? null, () => undefined);
    },
    happen: (programme, pupil, fact) => store(storage, programme, pupil, fact),
    messages: () => all(storage),
    deliveries: async () =>
      (await all(storage))
        .filter(({ status }) => status === 'sent')
        .toSorted((a, b) => (a.sentAt ?? 0) - (b.sentAt ?? 0) || (a.key < b.key ? -1 : 1))
        .map(({ key, sentAt }) => `${wall(sentAt ?? 0)} ${key}`),
  };
};
