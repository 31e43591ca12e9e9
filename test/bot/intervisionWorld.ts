/** The built bot with programmes in which groups meet, seen from outside: Teams, the tool, and the clock. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { openAzureStorage } from '../../bot/storage/azure';
import { openEmbeddedStorage } from '../../bot/storage/embedded';
import type { Storage } from '../../bot/ports/storage';
import { aTool } from '../cli/tool';
import { StartedBot } from '../fakes/startedBot';
import { playerIn, writeCast, type Cast } from '../fakes/roundFolders';
import { realRandom, silentLog } from '../storage/azuriteStorage';
import { TeamsStandIn, textsOf, type Player } from '../fakes/teamsStandIn';

const slot = z.object({ id: z.string(), start: z.string(), end: z.string(), room: z.string().nullable() });
const groups = z.array(
  z.object({
    group: z.string(),
    teacher: z.string(),
    students: z.array(z.string()),
    status: z.string(),
    slot: slot.nullable(),
    slots: z.array(slot),
    available: z.record(z.string(), z.array(z.string())),
    case: z.object({ student: z.string() }).nullable(),
    attended: z.array(z.string()).nullable(),
  }),
);
const rounds = z.array(z.object({ round: z.string(), name: z.string(), status: z.string(), groups }));
/** A round as the tool shows it. */
export type Round = z.infer<typeof rounds>[number];
/** A group in it. */
export type Group = Round['groups'][number];

const messages = z.array(
  z.object({
    key: z.string(),
    kind: z.string(),
    receiver: z.string(),
    status: z.string(),
    sentAt: z.string().nullable(),
    reason: z.string().nullable(),
  }),
);

/** Everything of a card that arrived, by the id of its input, with what is filled in beforehand. */
const inputsOf = (part: unknown): readonly (readonly [string, string])[] => {
  if (typeof part !== 'object' || part === null) return [];
  const found = z.object({ type: z.string(), id: z.string(), value: z.string().optional() }).safeParse(part);
  const own =
    found.success && found.data.type.startsWith('Input.')
      ? [[found.data.id, found.data.value ?? ''] as const]
      : [];
  return [...own, ...Object.values(part).flatMap(inputsOf)];
};

export class IntervisionWorld {
  private constructor(
    readonly bot: StartedBot,
    readonly teams: TeamsStandIn,
    private readonly folder: string,
    /** Where its clock stands. */
    private now: string,
  ) {}

  private beside: { readonly storage: Storage; close(): Promise<void> } | null = null;

  /** The storage of the bot, opened beside it once: starting the tool for every look would take most of the time. */
  private async storage(): Promise<Storage> {
    if (this.beside === null) {
      const opened = await openEmbeddedStorage(this.bot.dataDir, silentLog);
      const storage = openAzureStorage(opened, 'mentormaat', realRandom, silentLog);
      this.beside = { storage, close: () => opened.close() };
    }
    return this.beside.storage;
  }

  /** What the tool prints with --json. */
  private async json(...args: readonly string[]): Promise<unknown> {
    const ran = await aTool({ storage: await this.storage(), now: this.now }).run(...args, '--json');
    if (ran.exitCode !== 0) throw new Error(ran.err);
    return ran.json();
  }

  /** A bot whose clock stands at a moment, with these programmes and everybody in them installed. */
  static async make(start: string, ...casts: readonly Cast[]): Promise<IntervisionWorld> {
    const bot = await StartedBot.make({
      DEMO_CLOCK: `${start}@0`,
      SENDS_PER_SECOND: '1000',
      LOG_LEVEL: 'warn',
    });
    const folder = mkdtempSync(join(tmpdir(), 'mentormaat-rounds-'));
    const teams = new TeamsStandIn(() => bot.endpoint);
    await teams.open();
    const world = new IntervisionWorld(bot, teams, folder, start);
    for (const cast of casts) await world.import(cast);
    await bot.start({ PUBLIC_URL: bot.address });
    const players = casts.flatMap(({ id, students, teachers, coordinators }) =>
      [...students, ...teachers, ...coordinators].map(playerIn(id)),
    );
    await Promise.all(players.map((player) => teams.install(player)));
    return world;
  }

  private async import(cast: Cast): Promise<void> {
    const ran = await this.bot.tool('import', writeCast(join(this.folder, cast.id), cast));
    if (ran.code !== 0) throw new Error(ran.err);
  }

  async remove(): Promise<void> {
    await this.teams.close();
    await this.beside?.close();
    await this.bot.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async moveTo(now: string): Promise<void> {
    const { status } = await this.bot.moveClock(now);
    if (status !== 200) throw new Error(`the clock did not move to ${now}: ${status}`);
    this.now = now;
  }

  /** Presses a button; gives what the card that takes its place says. */
  async press(who: Player, verb: string, data: object): Promise<string> {
    const { body, text } = await this.teams.press(who, verb, data);
    if (body?.statusCode !== 200) throw new Error(`${verb}: ${text}`);
    return textsOf(body.value).join('\n');
  }

  /** What the newest message to somebody says. */
  newest(who: Player): string {
    return textsOf(this.teams.to(who).at(-1)?.activity.attachments).join('\n');
  }

  /** What is filled in beforehand in an input of the newest message to somebody that has it. */
  filledIn(who: Player, input: string): string {
    const filled = this.teams
      .to(who)
      .flatMap(({ activity }) => inputsOf(activity.attachments))
      .filter(([id]) => id === input);
    return filled.at(-1)?.[1] ?? '';
  }

  /** Says something, and gives what the answer says. */
  async ask(who: Player, text: string): Promise<string> {
    const response = await this.teams.say(who, text);
    if (!response.ok) throw new Error(`"${text}" was answered with ${response.status}`);
    return this.newest(who);
  }

  async rounds(programme: string): Promise<readonly Round[]> {
    return rounds.parse(await this.json('rounds', programme));
  }

  async round(programme: string, name: string): Promise<Round> {
    const found = (await this.rounds(programme)).find((one) => one.name === name);
    if (found === undefined) throw new Error(`no round ${name}`);
    return found;
  }

  /** Messages of intervision about something: `KIND NAME DAY TIME` when sent, else `KIND NAME STATUS REASON`. */
  async told(programme: string, about: string): Promise<readonly string[]> {
    const outbox = messages.parse(await this.json('outbox', programme));
    return outbox
      .filter(
        ({ kind, key }) => kind.startsWith('round') && key.split('/').slice(2).join('/').startsWith(about),
      )
      .map(({ kind, receiver, status, sentAt, reason }) => {
        const how = sentAt === null ? `${status} ${reason ?? ''}` : sentAt.slice(5, 16).replace('T', ' ');
        return `${kind} ${receiver.split('@')[0] ?? ''} ${how.trim()}`;
      })
      .toSorted();
  }
}
