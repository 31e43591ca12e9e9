/** Two built bots on one storage, each behind a line and a proxy of its own, with the sample programme in it. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { PupilFact } from '../../bot/programme/facts';
import { openAzureStorage } from '../../bot/storage/azure';
import type { Storage } from '../../bot/ports/storage';
import { sharedAzurite } from '../fakes/azurite';
import { StartedBot } from '../fakes/startedBot';
import { storageLine, type StorageLine } from '../fakes/storageLine';
import { storageProxy, type StorageProxy } from '../fakes/storageProxy';
import { TeamsStandIn, type Player } from '../fakes/teamsStandIn';
import { realRandom, silentLog } from '../storage/azuriteStorage';

const tenant = '00000000-0000-0000-0000-0000000000001';
export const player = (email: string): Player => ({
  name: email,
  email,
  aadObjectId: `aad-${email}`,
  tenant,
});
export const noor = player('noor.dejong@example.org');
export const cora = player('cora.bakker@example.org');

/** Lets nobody go on before two have arrived. */
class Meeting {
  #arrived = 0;
  #go: () => void = () => undefined;
  readonly #both = new Promise<void>((resolve) => {
    this.#go = resolve;
  });

  arrive(): Promise<void> {
    this.#arrived += 1;
    if (this.#arrived === 2) this.#go();
    return this.#both;
  }
}

/** A bot, what stands between it and its storage, and a Teams that delivers to it. */
export interface Side {
  readonly bot: StartedBot;
  readonly line: StorageLine;
  /** Before the tables. */
  readonly tables: StorageProxy;
  readonly teams: TeamsStandIn;
}

const makeSide = async (prefix: string, now: string): Promise<Side> => {
  const direct = await sharedAzurite();
  const endpoint = /TableEndpoint=(https?:\/\/[^/;]+)/.exec(direct)?.[1] ?? '';
  const tables = await storageProxy(endpoint);
  const line = await storageLine(direct.replace(endpoint, tables.url));
  const bot = await StartedBot.make({
    AZURE_STORAGE_CONNECTION_STRING: line.connectionString,
    TABLE_PREFIX: prefix,
    DEMO_CLOCK: `${now}@0`,
  });
  const teams = new TeamsStandIn(() => bot.endpoint);
  await teams.open();
  return { bot, line, tables, teams };
};

export class TwoBots {
  private constructor(
    readonly one: Side,
    readonly other: Side,
    /** What both keep, read directly. */
    readonly storage: Storage,
    private readonly prefix: string,
  ) {}

  /** Both stand at this moment; neither runs yet. */
  static async make(prefix: string, now: string): Promise<TwoBots> {
    const one = await makeSide(prefix, now);
    const other = await makeSide(prefix, now);
    const connectionString = await sharedAzurite();
    const storage = openAzureStorage({ connectionString }, prefix, realRandom, silentLog);
    const { code, err } = await one.bot.tool('import', join(process.cwd(), 'examples', 'programme'));
    if (code !== 0) throw new Error(err);
    return new TwoBots(one, other, storage, prefix);
  }

  async start(): Promise<void> {
    await Promise.all([this.one.bot.start(), this.other.bot.start()]);
  }

  async remove(): Promise<void> {
    for (const { bot, line, tables, teams } of [this.one, this.other]) {
      line.heal();
      await bot.remove();
      await Promise.all([line.close(), tables.close(), teams.close()]);
    }
  }

  /** Everything stored of Noor's pupil. */
  async facts(): Promise<readonly PupilFact[]> {
    return (await this.storage.records.page('hmp-2027', 'jdw', 'J3A01'))?.value.facts ?? [];
  }

  /** The answers to a session, in short. */
  async answers(session: string): Promise<readonly string[]> {
    return (await this.facts()).flatMap((fact) =>
      fact.kind === 'answer' && fact.session.id === session ? [`${fact.outcome} ${fact.minutesLate}`] : [],
    );
  }

  /** Does something before the next answer or act on a flag is stored by this bot. */
  beforeStoring({ tables }: Side, act: () => Promise<void>): void {
    tables.before('POST', `${this.prefix}Records`, act);
  }

  /** Holds both bots back before they store an answer or an act on a flag until both are about to. */
  meetBeforeWriting(): void {
    const meeting = new Meeting();
    for (const side of [this.one, this.other]) this.beforeStoring(side, () => meeting.arrive());
  }
}

/** An id for an activity, as a channel gives it: no other has it, at whichever bot. */
export const newId = (): { readonly id: string } => ({ id: `activity-${randomUUID()}` });
