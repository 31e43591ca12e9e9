/** One process of the bot: the real parts, wired as bot/wiring.ts does, on simulated ports. */
import { outbound } from '../../bot/delivery/outbound';
import { rememberHeads } from '../../bot/delivery/programmeHeads';
import { keepProgrammes } from '../../bot/delivery/programmes';
import { rosterWatch } from '../../bot/delivery/rosterWatch';
import { steadyClock } from '../../bot/delivery/steadyClock';
import type { Compose, Inbound, Redraw, RenderedCard, Timer } from '../../bot/ports';
import { splitSessionId } from '../../bot/programme/checkIn';
import { flagOfSubject } from '../../bot/programme/messages';
import type { Moment } from '../../bot/programme/model';
import { keepRounds } from '../../bot/rounds/keepRounds';
import type { RecordStore } from '../../bot/ports/storage';
import { composeMessage } from '../../dialogs/outgoing';
import { redrawCard } from '../../dialogs/redraw';
import type { LookUpMember } from '../../dialogs/people';
import { respondOnCurrentRoster } from '../../dialogs/onCurrentRoster';
import { failed } from '../../dialogs/respond';
import { spokenLanguages } from '../../dialogs/spoken';
import { directSolvers } from '../fakes/directSolvers';
import { noCalendar } from '../fakes/noCalendar';
import { noFiles } from '../fakes/noFiles';
import { SilentLog } from '../fakes/silentLog';
import { silentMetrics } from '../fakes/silentMetrics';
import type { Channel } from './channel';
import { flagState } from './flagState';
import type { Receiver } from './gateway';
import type { Machine } from './machine';
import type { Ticks } from './ticks';
import { storageOf, type SharedStorage } from './storage';
import type { Universe } from './universe';
import type { Watch } from './watch';
import { retentionOf } from '../fakes/retention';

/** What a process is started with. */
export interface BotPorts {
  readonly universe: Universe;
  readonly shared: SharedStorage;
  readonly channel: Channel;
  readonly watch: Watch;
  readonly ticks: Ticks;
}

/** A running process. */
export interface Bot extends Receiver {
  readonly log: SilentLog;
  /** It has been running since a moment, without a pause. */
  isFitSince(moment: Moment): boolean;
  /** Ends as on SIGTERM. */
  stop(): void;
}

/** Drawing cards is the dearest part, and says nothing of delivery. */
const plain: RenderedCard = { content: {}, summary: '' };

/** The key stands in the notification, and the watch hears what was decided, from what and when. */
const watched =
  (compose: Compose, stateOf: StateOf, { watch, universe }: BotPorts, machine: Machine): Compose =>
  async (loaded, message, at) => {
    const began = universe.scheduler.now();
    const state = await stateOf(loaded, message, at);
    const composed = await compose(loaded, message, at);
    if (composed.do !== 'send') return composed;
    watch.composed(machine, { loaded, message, at, began });
    const keyed = (card: RenderedCard): RenderedCard => ({
      ...card,
      content: { ...card.content, state },
      summary: message.key,
    });
    return {
      ...composed,
      cardIn: (language) => keyed(universe.plan.drawsCards ? composed.cardIn(language) : plain),
    };
  };

type StateOf = (...asked: Parameters<Compose>) => Promise<string>;

/** How the flag of a message stands, read before its card is made: what is drawn is never older. */
const readState =
  (records: RecordStore): StateOf =>
  async ({ head, directory }, { kind, subject }, at) => {
    if (kind !== 'flagRaised') return '';
    const flag = flagOfSubject(subject);
    const id = splitSessionId(flag).pupil;
    const page = await records.page(head.id, directory.pupil(id)?.school ?? '', id);
    return flagState(directory, flag, page?.value.facts ?? [], at);
  };

/** The state stands in the notification of an update. */
const watchedAgain =
  (redraw: Redraw, stateOf: StateOf, { universe }: BotPorts): Redraw =>
  async (loaded, message, at) => {
    const state = await stateOf(loaded, message, at);
    const cardIn = await redraw(loaded, message, at);
    if (cardIn === null) return null;
    return (language) => ({ ...(universe.plan.drawsCards ? cardIn(language) : plain), summary: state });
  };

const wired = (ports: BotPorts, machine: Machine) => {
  const { universe, shared, channel, ticks } = ports;
  const log = new SilentLog();
  const storage = storageOf(shared, machine, universe, log);
  const stateOf = readState(storage.records);
  const heads = rememberHeads(storage.programmes, machine.clock);
  const programmes = keepProgrammes(heads);
  const watch = rosterWatch({ store: heads, programmes });
  const rounds = keepRounds(storage.rounds);
  const clock = steadyClock(machine.wall, machine.clock, () => storage.time());
  const timer: Timer = {
    sleep: (milliseconds, signal) =>
      ticks.sleep(machine, () => out.loop.health() === 'well', milliseconds, signal),
  };
  const out = outbound({
    ...storage,
    programmes,
    watch,
    rounds,
    intervision: directSolvers,
    messenger: channel.messengerOf(machine),
    compose: watched(composeMessage({ ...storage, rounds, calendar: noCalendar }), stateOf, ports, machine),
    redraw: watchedAgain(redrawCard({ ...storage, rounds, calendar: noCalendar }), stateOf, ports),
    beside: [retentionOf(storage, machine.clock, log)],
    clock,
    shared: clock,
    machine: machine.clock,
    timer,
    random: machine.random,
    metrics: silentMetrics,
    log,
    perSecond: universe.plan.sendsPerSecond,
    every: ticks.every,
  });
  const spoken = spokenLanguages();
  const dialogs = {
    ...storage,
    files: noFiles,
    calendar: noCalendar,
    rounds,
    intervision: directSolvers,
    programmes,
    clock,
    shared: clock,
    log,
    spoken,
    wake: () => out.loop.wake(),
  };
  const answer = respondOnCurrentRoster(dialogs, watch);
  return { programmes, out, answer, log, spoken };
};

/** Answers activities, with what is said when that fails. */
const receiver = (
  { watch }: BotPorts,
  machine: Machine,
  { out, answer, spoken }: ReturnType<typeof wired>,
): Bot['receive'] => {
  const lookUp =
    ({ tenant, userId }: Inbound): LookUpMember =>
    async () => {
      const answered = await out.lookUpTurn(tenant, new AbortController().signal);
      watch.lookedUp(machine, tenant);
      const asked = machine.call(
        'teams',
        `look-up ${userId}`,
        () => [userId.slice(3)],
        () => new Error('away'),
      );
      return asked.finally(answered);
    };

  return async (inbound) => {
    const turn = watch.turnBegins(inbound);
    try {
      return { reply: await answer(inbound, lookUp(inbound)), isFailed: false };
    } catch (error) {
      const reply = failed(inbound, error, spoken.of(inbound));
      if (!turn.isShared && watch.isStored(inbound)) watch.turnFailed(inbound, error);
      return { reply, isFailed: true };
    }
  };
};

/** Starts a process on a machine; it takes activities as soon as it has read the programmes. */
export const startBot = (ports: BotPorts, machine: Machine): Bot => {
  const { universe } = ports;
  const parts = wired(ports, machine);
  const { programmes, out, log } = parts;
  let upAt = Number.POSITIVE_INFINITY;
  let isStopping = false;

  const receive = receiver(ports, machine, parts);

  /** A start that fails is tried again by whoever runs the process. */
  const start = async (): Promise<void> => {
    for (;;) {
      try {
        await programmes.refresh();
        break;
      } catch {
        await machine.timer.sleep(5_000, new AbortController().signal);
      }
    }
    upAt = universe.scheduler.now();
    universe.note(`${machine.name} is up`);
    await out.loop.run();
  };

  void start();
  return {
    machine,
    log,
    receive,
    get takesActivities() {
      return Number.isFinite(upAt) && !isStopping && machine.isAlive;
    },
    isFitSince: (moment) =>
      machine.isAlive &&
      !isStopping &&
      upAt <= moment &&
      machine.frozen.until <= moment &&
      machine.isSureSince(moment),
    stop: () => {
      isStopping = true;
      universe.trouble(`${machine.name} stops`);
      const gone = (): void => {
        machine.end();
        universe.trouble(`${machine.name} has ended`);
      };
      void out.loop.stop().then(gone);
      universe.scheduler.after(8_000, () => machine.isAlive && gone());
    },
  };
};
