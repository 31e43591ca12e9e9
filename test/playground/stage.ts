/** The built bot with the sample programme, and people on a playground page each, in a real Chromium. */
import { join } from 'node:path';
import { readCast, type PlayedRole } from '../../examples/demo/cast';
import type { Part } from '../../examples/demo/part';
import { readDemoProgramme } from '../../examples/demo/people';
import { startPlayground } from '../../examples/demo/playground';
import { StartedBot } from '../fakes/startedBot';
import { launchBrowser } from './browser';
import { freePort } from './freePort';
import { openChat, type ChatPage } from './page';

const folder = join(process.cwd(), 'examples', 'programme');

/** What a test on screen needs; the clock stands still until it is moved. */
export interface Stage {
  readonly bot: StartedBot;
  /** Opens the playground of whoever plays this role in the demo; that installs the bot for them. */
  pageOf(role: PlayedRole): Promise<ChatPage>;
  /** Opens the playground of anybody in the programme. */
  pageAs(email: string): Promise<ChatPage>;
  /** Moves the clock to a moment with its offset; what was due until then has been sent when this returns. */
  itIs(moment: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts everything on Monday 8 February 2027 at noon, the day before the first session of the student who is played. */
export async function setStage(): Promise<Stage> {
  const parts: Part[] = [];
  const [bot, browser] = await Promise.all([
    StartedBot.make({ DEMO_CLOCK: '2027-02-08T12:00:00+01:00@0', LOG_LEVEL: 'warn' }),
    launchBrowser(),
  ]);
  expect(await bot.tool('import', folder)).toMatchObject({ code: 0 });
  await bot.start();
  const pageAs = async (email: string): Promise<ChatPage> => {
    const { people } = await readDemoProgramme(folder);
    const person = people.find((each) => each.email === email);
    if (person === undefined) throw new Error(`the sample programme has nobody at ${email}`);
    const { address } = await startPlayground({
      person,
      colleagues: people.filter((each) => each !== person),
      port: await freePort(),
      endpoint: bot.endpoint,
      folder: join(bot.dataDir, email),
      onStart: (part) => parts.push(part),
    });
    return openChat(browser, address);
  };
  return {
    bot,
    pageAs,
    pageOf: async (role) => {
      const player = (await readCast(folder)).players.find((each) => each.role === role);
      if (player === undefined) throw new Error(`nobody plays the ${role}`);
      return pageAs(player.person.email);
    },
    itIs: async (moment) => expect((await bot.moveClock(moment)).status).toBe(200),
    close: async () => {
      await browser.close();
      await Promise.all(parts.map(async (part) => part.stop()));
      await bot.remove();
    },
  };
}
