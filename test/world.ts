/** A whole installation in memory: storage, Teams, clocks; processes start and end in it. */
import type { Loop } from '../bot/delivery/loop';
import { outbound } from '../bot/delivery/outbound';
import { rememberHeads } from '../bot/delivery/programmeHeads';
import { keepProgrammes } from '../bot/delivery/programmes';
import { rosterWatch } from '../bot/delivery/rosterWatch';
import type { Work } from '../bot/delivery/work';
import type { OutboxMessage } from '../bot/ports/outbox';
import type { Contact, Storage } from '../bot/ports/storage';
import type { Clock, Compose, Messenger, Programmes, Timer } from '../bot/ports';
import type { Answer, CardChange, FlagAction } from '../bot/programme/facts';
import type { Moment, Programme } from '../bot/programme/model';
import { cardChange } from '../bot/programme/cardChange';
import { addFact, flagBook, flagContext } from '../bot/programme/flags/flags';
import { directoryOf } from '../bot/programme/directory';
import { retellGroups } from '../bot/privacy/retoldGroups';
import { welcomeBack } from '../bot/privacy/welcomeBack';
import { backWith } from '../bot/roster/back';
import { composeMessage } from '../dialogs/outgoing';
import { readPage } from '../dialogs/pupilPage';
import { keepCounting } from '../dialogs/summary/counting';
import { redrawCard } from '../dialogs/redraw';
import { at } from './builders';
import { MachineTime } from './fakes/machineTime';
import { directSolvers } from './fakes/directSolvers';
import { ManualClock } from './fakes/manualClock';
import { memoryStorage, type MemoryStorage } from './fakes/memoryStorage';
import { ScriptedMessenger } from './fakes/scriptedMessenger';
import { seededRandom } from './fakes/seededRandom';
import { SilentLog } from './fakes/silentLog';
import { CountingMetrics } from './fakes/silentMetrics';
import { outgoingPorts } from './fakes/outgoingPorts';
import { retentionOf } from './fakes/retention';

/** One process of the bot. */
export interface BotProcess {
  readonly work: Work;
  readonly loop: Loop;
  readonly programmes: Programmes;
  /** Plans and sends what is due at the clock's moment, until all of it is done or the process is dead. */
  tick(): Promise<void>;
  /** Stops cleanly. */
  end(): Promise<void>;
}

/** How a process sees the world, where that is not as it is. */
export interface Circumstances {
  readonly storage?: Storage;
  readonly perSecond?: number;
  /** The time that all processes share. */
  readonly shared?: Clock;
  /** Whether the programme's clock can be trusted just now. */
  readonly isSure?: () => boolean;
  /** Whether it could be ever since a moment of the machine's. */
  readonly isSureSince?: (moment: Moment) => boolean;
  /** In the place of the scripted one. */
  readonly messenger?: Messenger;
  /** A process that is dead does nothing more. */
  readonly isDead?: () => boolean;
}

export interface World {
  readonly storage: MemoryStorage;
  readonly clock: ManualClock;
  readonly machine: MachineTime;
  readonly teams: ScriptedMessenger;
  readonly log: SilentLog;
  readonly metrics: CountingMetrics;
  start(circumstances?: Circumstances): Promise<BotProcess>;
  /** A process that ticks once and stops. */
  tickOnce(): Promise<void>;
  /** Gives everybody in the programme the bot. */
  install(programme: Programme): Promise<void>;
  import(programme: Programme): Promise<void>;
  /** Stores a fact of a pupil with the notices it gives rise to; `shown` is where its author was answered. */
  happen(
    programme: Programme,
    pupil: string,
    fact: Answer | FlagAction,
    shown?: CardChange['shown'],
  ): Promise<void>;
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
  shown: CardChange['shown'],
): Promise<void> => {
  const directory = directoryOf(programme);
  const school = directory.pupil(pupil)?.school ?? '';
  const { page, tag } = await readPage(storage, programme.id, school, pupil);
  const context = flagContext(directory, school);
  const before = flagBook(page.facts, fact.at, context);
  const { notices } = addFact(before, page.facts, fact, context);
  const added = notices.slice(before.notices.length);
  const change = cardChange(directory, page, { fact, notices: added }, shown);
  const changed = { ...page, facts: [...page.facts, fact], notices: [...page.notices, ...added] };
  await storage.records.append(
    programme.id,
    changed,
    tag,
    { fact, followUp: null, activity: '', change },
    added,
  );
};

const forEver = <T>(): Promise<T> => new Promise(() => undefined);

const turnOfEvents = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Resolves with the task, or a little after the process has died: then it never ends it. */
const untilDeath = async (task: Promise<unknown>, isDead: () => boolean): Promise<void> => {
  const state = { isDone: false };
  const ended = task.finally(() => (state.isDone = true));
  const died = async (): Promise<void> => {
    while (!state.isDone && !isDead()) await turnOfEvents();
    for (let turn = 0; turn < 20 && !state.isDone; turn += 1) await turnOfEvents();
  };
  await Promise.race([ended, died()]);
};

/** Time and Teams as a process meets them that may be dead. */
const mortal = (
  isDead: () => boolean,
  timer: Timer,
  teams: Messenger,
): { timer: Timer; teams: Messenger } => ({
  timer: {
    sleep: async (milliseconds, signal) => {
      await timer.sleep(milliseconds, signal);
      if (isDead()) await forEver();
    },
  },
  teams: {
    isReady: (contact) => teams.isReady(contact),
    send: async (contact, card) => {
      if (isDead()) return forEver();
      const result = await teams.send(contact, card);
      return isDead() ? forEver() : result;
    },
    update: async (contact, activityId, card) => {
      if (isDead()) return forEver();
      const result = await teams.update(contact, activityId, card);
      return isDead() ? forEver() : result;
    },
  },
});

/** An empty world at a moment. */
export const aWorld = (moment: string): World => {
  const clock = new ManualClock(at(moment));
  const machine = new MachineTime(1_000_000);
  const storage = memoryStorage(machine);
  const teams = new ScriptedMessenger(machine);
  const log = new SilentLog();
  const metrics = new CountingMetrics();
  const random = seededRandom();
  const start = async (circumstances: Circumstances = {}): Promise<BotProcess> => {
    const { storage: seen = storage, perSecond = 30, isDead = () => false } = circumstances;
    const { shared = machine, isSure = () => true, isSureSince = isSure } = circumstances;
    const heads = rememberHeads(seen.programmes, machine);
    const programmes = keepProgrammes(heads);
    const outgoing = outgoingPorts(seen);
    const its = mortal(isDead, machine, circumstances.messenger ?? teams);
    const { work, loop } = outbound({
      ...seen,
      programmes,
      watch: rosterWatch({ store: heads, programmes }),
      rounds: outgoing.rounds,
      intervision: directSolvers,
      messenger: its.teams,
      compose: showingKeys(composeMessage(outgoing)),
      redraw: redrawCard(outgoing),
      beside: [retentionOf(seen, machine, log), keepCounting({ records: seen.records, log })],
      clock: { now: () => clock.now(), isSure, isSureSince },
      shared,
      machine,
      timer: its.timer,
      random,
      metrics,
      log,
      perSecond,
      every: 1000,
    });
    await programmes.refresh();
    return {
      work,
      programmes,
      loop: { ...loop, moveTo: (target, arrived) => machine.drive(loop.moveTo(target, arrived)) },
      tick: async () => {
        await programmes.refresh();
        await machine.drive(
          untilDeath(
            work.settle(() => clock.now()),
            isDead,
          ),
        );
      },
      end: () => machine.drive(loop.stop()),
    };
  };
  return {
    storage,
    clock,
    machine,
    teams,
    log,
    metrics,
    start,
    tickOnce: async () => {
      const bot = await start();
      await bot.tick();
      await bot.end();
    },
    install: async ({ people }) => {
      for (const { email } of people) await storage.contacts.save(aContact({ email }), null);
    },
    import: async (programme) => {
      const stored = (await storage.programmes.list()).find(({ id }) => id === programme.id);
      const before = stored === undefined ? null : await storage.programmes.load(stored);
      await storage.programmes.replace(programme, stored?.version ?? null, () => undefined);
      // As the tool does.
      const today = directoryOf(programme).calendar.dayOf(clock.now());
      const back = backWith(before, programme, { isOpen: false, today });
      await welcomeBack(storage.outbox, programme.id, back, clock.now());
      await retellGroups(storage, programme, back.students, clock.now());
    },
    happen: (programme, pupil, fact, shown = null) => store(storage, programme, pupil, fact, shown),
    messages: () => all(storage),
    deliveries: async () =>
      (await all(storage))
        .filter(({ status }) => status === 'sent')
        .toSorted((a, b) => (a.sentAt ?? 0) - (b.sentAt ?? 0) || (a.key < b.key ? -1 : 1))
        .map(({ key, sentAt }) => `${wall(sentAt ?? 0)} ${key}`),
  };
};
