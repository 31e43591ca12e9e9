/** The parts of a running bot, wired by hand. */
import { Fault } from './programme/failure';
import { composeMessage } from '../dialogs/outgoing';
import { redrawCard } from '../dialogs/redraw';
import { respondOnCurrentRoster } from '../dialogs/onCurrentRoster';
import { failed, unsure } from '../dialogs/respond';
import { spokenLanguages } from '../dialogs/spoken';
import { keepCounting } from '../dialogs/summary/counting';
import { calendarDesk } from './calendar/desk';
import { callerOf } from './callers/callers';
import type { Config } from './config';
import { withAllowedAddresses } from './delivery/allowedAddresses';
import { outbound } from './delivery/outbound';
import { filePages } from './export/filePage';
import { exportDesk } from './export/desk';
import { fileActivity } from './inbound/fileActivity';
import { intervisionWith } from './intervision/intervision';
import { inThread } from './intervision/solvingThread';
import { rememberHeads } from './delivery/programmeHeads';
import { firstRead, keepProgrammes } from './delivery/programmes';
import { withRecentPauses } from './delivery/recentPauses';
import { rosterSettles, rosterWatch } from './delivery/rosterWatch';
import { steadyClock, type SteadyClock } from './delivery/steadyClock';
import {
  cardActivity,
  teamsMessenger,
  withoutHiddenRetries,
  type TeamsAdapter,
} from './delivery/teamsMessenger';
import { tickEvery, type DemoClock } from './demoClock';
import type { CalendarDesk } from './ports/calendar';
import type { ExportDesk } from './ports/export';
import type { Clock, Inbound, Log, Metrics, Programmes, Random } from './ports';
import type { Language } from './programme/model';
import { keptActivities } from './inbound/keptActivities';
import type { Rounds } from './ports/rounds';
import { ownRows } from './privacy/ownData';
import { isSameDay, keepRetention, type Retention } from './privacy/schedule';
import { Turns } from './rounds/inTurn';
import { keepRounds } from './rounds/keepRounds';
import type { Storage } from './ports/storage';
import type { OpenBot } from './runBot';
import { refusalLog } from './callers/refusals';
import { senderLimit } from './callers/senderLimit';
import { allowsService, httpAddress, isAllowedUpload } from './settings/serviceAddress';
import type { SigningKeys } from './callers/signingKeys';
import { teamsBot, type TeamsBot } from './teamsBot';
import type { World } from './world';

/** Two uuids hold 244 random bits. */
const newToken = (random: Random): string => `${random.uuid()}${random.uuid()}`.replaceAll('-', '');

/** What every part of a running bot has. */
export interface Parts {
  readonly config: Config;
  readonly world: World;
  readonly demo: DemoClock | null;
  readonly adapter: TeamsAdapter;
  /** Null without an app id. */
  readonly keys: SigningKeys | null;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Who hands out files and calendars. */
const desksOf = (
  { config, world, log }: Pick<Parts, 'config' | 'world' | 'log'>,
  storage: Omit<Storage, 'rounds'> & { readonly rounds: Rounds },
  opened: Storage,
  programmes: Programmes,
  clock: Clock,
): { readonly files: ExportDesk; readonly calendar: CalendarDesk } => {
  const shared = { ...storage, programmes, clock, newToken: () => newToken(world.random) };
  // A file may be long, and stands in memory whole: many at once would be felt by who checks in meanwhile.
  const own = new Turns();
  const files = exportDesk({
    ...shared,
    timer: world.timer,
    log,
    ownRows: (loaded, email) => own.take(() => ownRows({ ...opened, rounds: storage.rounds }, loaded, email)),
    // On loopback, where nobody else comes, links may lead to the bot itself.
    linkAddress: config.publicUrl ?? (config.appId === '' ? httpAddress(config.host, config.port) : null),
    isAllowedUpload: (url) => isAllowedUpload(url, config.uploadHosts, config.appId === ''),
  });
  return { files, calendar: calendarDesk({ ...shared, address: config.publicUrl }) };
};

/** Heads of stored programmes, of those too that cannot be read. */
const headsOf = (programmes: Programmes) => [
  ...programmes.all().map(({ head }) => head),
  ...programmes.unreadable(),
];

/** Who removes what has been kept long enough; under a demo clock every day is right. */
const retentionOf = (
  { config, world, demo, log }: Pick<Parts, 'config' | 'world' | 'demo' | 'log'>,
  opened: Storage,
  shared: Clock,
): Retention =>
  keepRetention({
    ...opened,
    shared,
    machine: world.machine,
    timer: world.timer,
    log,
    newId: () => world.random.uuid(),
    settled: () => world.timer.sleep(rosterSettles, new AbortController().signal),
    allowedTenants: config.allowedTenants ?? [],
    isDayRight: async (now) => demo !== null || isSameDay(await opened.time(), now),
  });

/** The time of the programmes: the demo's, or the one that processes share. */
const clockOf = (shared: SteadyClock, demo: DemoClock | null): SteadyClock =>
  demo === null ? shared : { now: () => demo.now(), isSure: () => true, isSureSince: () => true };

/** The programmes of a process, and the look whether they are still the stored ones. */
const programmesIn = (storage: Storage, { machine }: World) => {
  const heads = rememberHeads(storage.programmes, machine);
  const programmes = keepProgrammes(heads);
  return { programmes, watch: rosterWatch({ store: heads, programmes }) };
};

/** The bot on a storage that can be used; its programmes are not read yet. */
export const makeBot = ({ config, world, demo, adapter, metrics, log }: Parts, opened: Storage): OpenBot => {
  const { machine, timer, random } = world;
  const storage: Storage = { ...opened, records: withRecentPauses(opened.records, machine) };
  const shared = steadyClock(world.wall, machine, () => opened.time());
  const clock = clockOf(shared, demo);
  const { programmes, watch } = programmesIn(storage, world);
  const rounds = keepRounds(storage.rounds);
  const isAllowed = allowsService(config);
  const seen = { ...storage, rounds, contacts: withAllowedAddresses(storage.contacts, isAllowed) };
  const { files, calendar } = desksOf({ config, world, log }, seen, opened, programmes, clock);
  const told = { ...seen, calendar };
  const intervision = intervisionWith(inThread);
  const out = outbound({
    ...storage,
    programmes,
    watch,
    rounds,
    intervision,
    messenger: teamsMessenger(adapter, isAllowed),
    compose: composeMessage(told),
    redraw: redrawCard(told),
    beside: [
      retentionOf({ config, world, demo, log }, opened, shared),
      keepCounting({ records: opened.records, log }),
    ],
    clock,
    shared,
    machine,
    timer,
    random,
    metrics,
    log,
    perSecond: config.sendsPerSecond,
    every: tickEvery(demo),
  });
  const spoken = spokenLanguages();
  const wake = (): void => out.loop.wake();
  const answering = { ...told, files, intervision, programmes, clock, shared, log, spoken, wake };
  return {
    respond: respondOnCurrentRoster(answering, watch),
    file: async (token) => {
      const link = await storage.links.take(token, shared.now());
      return link === null ? null : files.make(link);
    },
    languageOf: (inbound) => spoken.of(inbound),
    filePages: filePages(),
    calendar: (token) => calendar.file(token),
    beforeLookUp: (tenant, signal) => out.lookUpTurn(tenant, signal),
    beforeShow: (tenant, signal, within) => out.answerTurn(tenant, signal, within),
    restLeft: (tenant) => out.restLeft(tenant),
    requestFailed: (tenant, error) => out.requestFailed(tenant, error),
    moments: () => ({ cameAt: shared.now(), saidAt: clock.now() }),
    kept: keptActivities({ inbox: storage.inbox, machine, timer, log }),
    hasProgrammeIn: (tenant) => headsOf(programmes).some(({ tenants }) => tenants.includes(tenant)),
    load: async () => void (await Promise.all([shared.begin(), firstRead(programmes)])),
    unreadable: () => programmes.unreadable().map(({ id }) => id),
    loops: out.loop,
  };
};

/** Until there is a bot everybody hears that it does not work just now: nothing is read, nothing is stored. */
export const makeTeamsBot = (
  { config, world, adapter, keys, metrics, log }: Parts,
  bot: () => OpenBot | null,
): TeamsBot => {
  const needed = (): OpenBot => {
    const open = bot();
    if (open === null) throw new Fault('storage could not be reached since the start');
    return open;
  };
  const languageOf = (inbound: Inbound): Language => bot()?.languageOf(inbound) ?? 'nl';
  return teamsBot({
    adapter,
    respond: async (inbound, lookUp) => needed().respond(inbound, lookUp),
    failed: (inbound, error) => failed(inbound, error, languageOf(inbound)),
    unsure: (inbound) => unsure(inbound, languageOf(inbound)),
    isAllowedTenant: (tenant) =>
      config.allowedTenants?.includes(tenant) ?? bot()?.hasProgrammeIn(tenant) ?? true,
    isAllowedService: allowsService(config),
    beforeLookUp: async (tenant, signal) => needed().beforeLookUp(tenant, signal),
    beforeShow: async (...asked) => bot()?.beforeShow(...asked) ?? (() => undefined),
    restLeft: (tenant) => bot()?.restLeft(tenant) ?? 0,
    keep: async (kept, milliseconds) => needed().kept.keep(kept, milliseconds),
    // Without a bot nothing is kept, and nothing stored.
    moments: () => bot()?.moments() ?? { cameAt: world.wall.now(), saidAt: world.wall.now() },
    requestFailed: async (tenant, error) => bot()?.requestFailed(tenant, error),
    prepare: (context) => withoutHiddenRetries(adapter, context),
    asActivity: (card) => fileActivity(card) ?? cardActivity(card),
    callerOf: keys === null ? null : callerOf({ appId: config.appId, keys, wall: world.wall }),
    warm: async () => keys?.warm(),
    senderLimit: senderLimit({ machine: world.machine, log }),
    noteRefusal: refusalLog({ machine: world.machine, log }),
    machine: world.machine,
    timer: world.timer,
    metrics,
    log,
  });
};
