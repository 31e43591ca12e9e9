import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Part } from './part';
import { memberOf, type DemoPerson } from './people';
import { chatOf } from './peopleChannel';

/** One playground page: Teams as one person sees it. */
export interface Playground {
  /** The page to open in a browser. Opening it installs the bot; what is sent to a closed page is lost. */
  readonly address: string;
}

/** Whose page, where, and for which bot. */
export interface PlaygroundOptions {
  /** Who opens the page. */
  readonly person: DemoPerson;
  /** Others in the same Teams, five at least: the playground wants neither more nor fewer. */
  readonly colleagues: readonly DemoPerson[];
  readonly port: number;
  /** Where the bot receives activities. */
  readonly endpoint: string;
  /** Where its configuration and log go. */
  readonly folder: string;
  /** Told as soon as there is something to stop. */
  onStart(part: Part): void;
}

const others = 5;
const script = '@microsoft/m365agentsplayground/cli.js';
const pollEvery = 100;

/**
 * Starts a playground and returns once it answers. Throws one line for people when it cannot: the
 * playground itself says why only in its log. The port must be free: it would silently take another.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { port, endpoint, folder } = options;
  await mkdir(folder, { recursive: true });
  const config = join(folder, 'playground.yml');
  const log = join(folder, 'playground.log');
  // JSON is YAML too.
  await writeFile(config, JSON.stringify(configuration(options), null, 2));
  await writeFile(log, '');
  const flags = ['-e', endpoint, '-c', 'msteams', '--dt', '-p', String(port)];
  const env = {
    TEAMSAPPTESTER_BROWSER: 'none',
    M365_AGENTS_PLAYGROUND_CONFIG_PATH: config,
    M365_AGENTS_PLAYGROUND_LOGFILE: log,
  };
  const child = spawn(process.execPath, [require.resolve(script), ...flags], {
    cwd: folder,
    env,
    stdio: 'ignore',
  });
  options.onStart({ stop: async () => stop(child) });
  const address = `http://localhost:${port}`;
  await answering(`${address}/_debug/ping`, child, log);
  return { address };
}

function configuration({ person, colleagues }: PlaygroundOptions): object {
  return {
    version: '0.1.1',
    tenantId: person.tenant,
    bot: { id: '28:mentormaat', name: 'Mentormaat' },
    currentUser: userOf(person),
    users: colleagues.slice(0, others).map(userOf),
    personalChat: { id: chatOf(person) },
    groupChat: { id: `19:group-${person.aadObjectId}`, name: 'Studentmentoren' },
    team: {
      id: `19:team-${person.aadObjectId}`,
      name: 'Mentorprogramma',
      aadGroupId: `group-${person.aadObjectId}`,
      channels: [{ id: `19:channel-${person.aadObjectId}`, name: 'Mededelingen' }],
    },
  };
}

/** A person as the playground's configuration spells it. */
function userOf(person: DemoPerson): object {
  const { userPrincipalName, tenantId: _tenant, ...member } = memberOf(person);
  return { ...member, userPrincipleName: userPrincipalName };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

async function answering(url: string, child: ChildProcess, log: string): Promise<void> {
  const stopped = once(child, 'exit').then(() => true);
  while (!(await answers(url))) {
    const ended = await Promise.race([stopped, pause(pollEvery).then(() => false)]);
    if (ended) throw new Error(`the playground did not start: ${await reasonIn(log)}`);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function reasonIn(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8')).split('\n');
  return (
    lines.find((line) => line.startsWith('error Reason'))?.slice('error Reason: '.length) ?? `see ${log}`
  );
}
