/** `npm start`: the bot, the sample programme, and one playground page a role. Ends with all of them. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startBot, importProgramme } from './bot';
import { guide } from './guide';
import { startOtherStudents } from './otherStudents';
import { readDemoProgramme, type DemoPerson } from './people';
import { startPlayground, type Playground } from './playground';
import { requireFree } from './ports';

const root = resolve(__dirname, '../../..');
const programmeFolder = join(root, 'examples', 'programme');
const stopWithin = 9000;

/** Who is played by the visitor, each on a page of their own. */
const roles = [
  { role: 'student', email: 'noor.dejong@example.org' },
  { role: 'coordinator', email: 'cora.bakker@example.org' },
  { role: 'teacher', email: 'theo.visser@example.org' },
] as const;

/** The parts that run, in order of their start; each knows how it is stopped. */
const running: { stop(): Promise<unknown> }[] = [];

async function start(): Promise<void> {
  const { values } = parseArgs({ options: { 'playground-port': { type: 'string', default: '56150' } } });
  const firstPort = Number(values['playground-port']);
  const othersPort = firstPort + roles.length;
  await requireFree([...roles.keys()].map((offset) => firstPort + offset).concat(othersPort));

  const programme = await readDemoProgramme(programmeFolder);
  const played = roles.map(({ email }) => personAt(programme.people, email));
  const students = programme.people.filter((person) => person.pupil !== null && !played.includes(person));

  const dataDir = await importProgramme(root, programmeFolder);
  const folder = join(dataDir ?? join(tmpdir(), 'mentormaat'), 'playground');
  mkdirSync(folder, { recursive: true });
  const logFile = join(folder, 'bot.log');
  const bot = await startBot(root, createWriteStream(logFile));
  running.push(bot);
  void bot.ended.then(() => stopAll('the bot has stopped', 1));

  const endpoint = `${bot.address}/api/messages`;
  const others = await startOtherStudents({ programme, students, port: othersPort, endpoint });
  running.push({ stop: async () => others.close() });
  const pages = await Promise.all(
    played.map(async (person, n) => {
      const colleagues = programme.people.filter(({ email }) => email !== person.email);
      const page = await startPlayground({
        person,
        others: colleagues,
        port: firstPort + n,
        endpoint,
        folder: join(folder, person.role),
      });
      running.push(page);
      return page;
    }),
  );
  await installAll([...pages, others]);
  const lines = roles.map(({ role }, n) => ({
    role,
    name: played[n]?.name ?? '',
    address: pages[n]?.address ?? '',
  }));
  process.stdout.write(guide(lines, logFile));
}

async function installAll(parts: readonly Pick<Playground, 'install'>[]): Promise<void> {
  for (const part of parts) await part.install();
}

function personAt(people: readonly DemoPerson[], email: string): DemoPerson {
  const found = people.find((person) => person.email === email);
  if (found === undefined) throw new Error(`the sample programme has nobody at ${email}`);
  return found;
}

let stopping = false;

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
