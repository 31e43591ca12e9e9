/** The bot with an app id as it is wired, on a storage in memory, behind its own door; nothing but loopback is called. */
import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import { readConfig, type Config } from '../../bot/config';
import type { Programme } from '../../bot/programme/model';
import { TeamsAdapter } from '../../bot/delivery/teamsMessenger';
import { makeServer } from '../../bot/server';
import { signingKeys } from '../../bot/callers/signingKeys';
import { makeBot, makeTeamsBot } from '../../bot/wiring';
import { aProgramme, at } from '../builders';
import { MachineTime } from '../fakes/machineTime';
import { ManualClock } from '../fakes/manualClock';
import { memoryStorage, type MemoryStorage } from '../fakes/memoryStorage';
import { seededRandom } from '../fakes/seededRandom';
import { SilentLog } from '../fakes/silentLog';
import { silentMetrics } from '../fakes/silentMetrics';
import { TokenIssuer } from '../fakes/tokenIssuer';
import { watchedStorage } from '../fakes/watchedStorage';
import { aContact } from '../world';

/** Half an hour after the first session of Sam and Yara. */
export const now = at('2027-02-09T10:30:00+01:00');

const configWith = (changes: Readonly<Record<string, string>>): Config => {
  const result = readConfig(changes);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.config;
};

/** With an app id, and everything it needs to start. */
export const guarded: Readonly<Record<string, string>> = {
  MicrosoftAppId: TokenIssuer.appId,
  MicrosoftAppPassword: 'not used here',
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: 'tenant-of-the-app',
  AZURE_STORAGE_CONNECTION_STRING: 'UseDevelopmentStorage=true',
  SERVICE_HOSTS: 'localhost',
};

/** What a request is answered with. */
export interface Answered {
  readonly status: number;
  readonly text: string;
}

/** A bot that runs in this process, with what went on in it. */
export interface GuardedBot {
  readonly address: string;
  readonly machine: MachineTime;
  readonly wall: ManualClock;
  readonly log: SilentLog;
  /** Calls to storage since the programmes were read, as `records.append`. */
  readonly calls: string[];
  /** What it keeps; looking into it is no call. */
  readonly storage: MemoryStorage;
  readonly keys: ReturnType<typeof signingKeys> | null;
  post(headers: Readonly<Record<string, string>>, body: string): Promise<Answered>;
  close(): Promise<void>;
}

const silent = async (): Promise<void> => undefined;

/** Opens a bot for a programme, that of the builders unless told; keys come from the issuer. What `onCall` throws, storage does. */
export const guardedBot = async (
  metadata: string,
  environment: Readonly<Record<string, string>> = guarded,
  onCall: (call: string) => void = () => undefined,
  programme: Programme = aProgramme(),
): Promise<GuardedBot> => {
  const config = configWith(environment);
  const machine = new MachineTime(now);
  const wall = new ManualClock(now);
  const log = new SilentLog();
  const calls: string[] = [];
  const stored = memoryStorage(machine);
  const storage = watchedStorage(stored, (port, method) => {
    calls.push(`${port}.${method}`);
    onCall(`${port}.${method}`);
  });
  await stored.programmes.replace(programme, null, () => undefined);
  for (const { email } of programme.people) await stored.contacts.save(aContact({ email }), null);
  const credentials = { ...config.credentials };
  const authentication = new ConfigurationBotFrameworkAuthentication(
    credentials,
    new ConfigurationServiceClientCredentialFactory(credentials),
  );
  const keys = config.appId === '' ? null : signingKeys({ metadata, machine, log });
  // A turn waits for its place among what is sent, and nobody moves this clock on: such a wait is over at once.
  const sleep: MachineTime['sleep'] = async (milliseconds, signal) =>
    milliseconds > 1000 ? machine.sleep(milliseconds, signal) : machine.pass(milliseconds);
  const timer = { sleep };
  const world = { wall, machine, timer, random: seededRandom(), out: silent, err: silent };
  const adapter = new TeamsAdapter(authentication, config.appId);
  const parts = { config, world, demo: null, adapter, keys, metrics: silentMetrics, log };
  const bot = makeBot(parts, storage);
  await bot.load();
  calls.length = 0;
  const teams = makeTeamsBot(parts, () => bot);
  const entrance = makeServer({
    onActivity: teams.onActivity,
    readiness: async () => ({ ready: true }),
    demo: null,
    log,
  });
  const address = `http://127.0.0.1:${await entrance.listen('127.0.0.1', 0)}`;
  return {
    address,
    machine,
    wall,
    log,
    calls,
    storage: stored,
    keys,
    post: async (headers, body) => {
      const all = { 'content-type': 'application/json', ...headers };
      const answer = await fetch(`${address}/api/messages`, { method: 'POST', headers: all, body });
      return { status: answer.status, text: await answer.text() };
    },
    close: async () => {
      entrance.close();
      entrance.cutOff();
    },
  };
};

/** What every line says of who was not let in: a reason and a count, and nothing of what they sent. */
export const refusalLine = {
  event: 'activities not let in',
  status: expect.any(Number),
  reason: expect.stringMatching(/^(no valid token|(channel|tenant|service URL) not allowed)$/),
  count: expect.any(Number),
};

/** A press on "on time" by Sam, after the session of that morning. */
export const aPress = (changes: object = {}): Record<string, unknown> => ({
  type: 'invoke',
  name: 'adaptiveCard/action',
  id: 'activity-1',
  channelId: 'msteams',
  serviceUrl: TokenIssuer.serviceUrl,
  from: { id: '29:sam', name: 'Sam', aadObjectId: 'aad-sam@leiden.example' },
  recipient: { id: '28:bot', name: 'mentormaat' },
  conversation: { id: 'chat-sam@leiden.example', conversationType: 'personal', tenantId: 'tenant-1' },
  channelData: { tenant: { id: 'tenant-1' } },
  value: {
    action: {
      type: 'Action.Execute',
      verb: 'checkIn.record',
      data: { session: 'p1/2027-02-09', outcome: 'onTime' },
    },
  },
  ...changes,
});
