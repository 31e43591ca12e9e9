/** `npm start`: the bot, the sample programme, and one playground page a role. Ends with all of them. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { importProgramme, startBot, type Bot } from './bot';
import { readCast, type Player } from './cast';
import { guide, type GuidePage } from './guide';
import { startOtherPeople } from './otherPeople';
import type { Part } from './part';
import { startPlayground } from './playground';
import { firstPortOf, requireFree } from './ports';

const root = resolve(__dirname, '../../..');
const programmeFolder = join(root, 'examples', 'programme');
const stopWithin = 9000;
/** People do not answer at once; in the demo's time this is most of an hour. */
const thinkingTime = 3000;

/** The parts that run, in order of their start. */
const running: Part[] = [];
let stopping = false;

function onStart(part: Part): void {
  running.push(part);
  if (stopping) void part.stop();
}

async function start(): Promise<void> {
  const firstPort = firstPortOf(process.argv.slice(2));
  const { programme, players, others } = await readCast(programmeFolder);
  const othersPort = firstPort + players.length;
  await requireFree([...players.keys()].map((offset) => firstPort + offset).concat(othersPort));

  await importProgramme(root, programmeFolder, onStart);
  const bot = await startBot(root, onStart);
  void bot.ended.then(() => stopAll('the bot has stopped', 1));
  const { folder, logFile } = keepLog(bot);
  const endpoint = `${bot.address}/api/messages`;
  const otherPeople = await startOtherPeople({
    programme,
    people: others,
    port: othersPort,
    endpoint,
    thinkingTime,
  });
  onStart(otherPeople);
  const pages = players.map((player, n) => openPage(player, firstPort + n, endpoint, folder));
  const [lines] = await Promise.all([Promise.all(pages), otherPeople.install()]);
  process.stdout.write(guide(lines, logFile));
}

/** Playground files and the bot's log go beside the stored data. */
function keepLog({ dataDir, log }: Bot): { readonly folder: string; readonly logFile: string } {
  const folder = join(dataDir ?? join(tmpdir(), 'mentormaat'), 'playground');
  mkdirSync(folder, { recursive: true });
  const logFile = join(folder, 'bot.log');
  log.pipe(createWriteStream(logFile));
  return { folder, logFile };
}

async function openPage(
  { role, person, colleagues }: Player,
  port: number,
  endpoint: string,
  folder: string,
): Promise<GuidePage> {
  const own = join(folder, role);
  const { address } = await startPlayground({ person, colleagues, port, endpoint, folder: own, onStart });
  return { role, name: person.name, address };
}

/** Stops every part, the last one started first, and ends this process. */
async function stopAll(why: string | null, code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (why !== null) process.stderr.write(`${why}\n`);
  const stopped = Promise.allSettled(running.toReversed().map(async (part) => part.stop()));
  await Promise.race([stopped, pause(stopWithin)]);
  process.exit(code);
}

process.on('SIGINT', () => void stopAll(null, 0));
process.on('SIGTERM', () => void stopAll(null, 0));
start().catch((error: unknown) => void stopAll(error instanceof Error ? error.message : String(error), 1));
