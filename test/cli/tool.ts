/** Runs the operator's tool on memory storage and keeps what it writes. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../bot/cli/cli';
import type { CliPorts, DoctorPorts } from '../../bot/cli/cliPorts';
import type { FollowUp, PupilFact } from '../../bot/programme/facts';
import type { Programme } from '../../bot/programme/model';
import type { PupilPage, Storage } from '../../bot/ports/storage';
import { importFolder } from '../../bot/roster/importFolder';
import { at } from '../builders';
import { memoryStorage } from '../fakes/memoryStorage';
import { settled } from '../fakes/settled';

export interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
  /** Standard output as JSON. */
  readonly json: () => unknown;
}

export interface Tool {
  readonly storage: Storage;
  /** How often storage was opened and not closed again. */
  readonly open: () => number;
  readonly run: (...args: readonly string[]) => Promise<Ran>;
}

export interface Surroundings {
  readonly storage?: Storage;
  readonly now?: string;
  readonly doctor?: Partial<DoctorPorts>;
  readonly openStorage?: CliPorts['openStorage'];
  readonly rosterSettled?: CliPorts['rosterSettled'];
}

/** A pipe that takes its time: text is there only once the write has resolved, one write after the other. */
const slowPipe = () => {
  const taken: string[] = [];
  let busy = false;
  const write = async (text: string): Promise<void> => {
    if (busy) throw new Error('written before the pipe had taken the text before it');
    busy = true;
    await new Promise((resolve) => setImmediate(resolve));
    taken.push(text);
    busy = false;
  };
  return { write, text: () => taken.join('') };
};

const soundDoctor: DoctorPorts = {
  configuration: [],
  isConfigured: true,
  storage: 'in memory',
  hasAppId: true,
  advice: [],
  isAllowedService: (serviceUrl) => serviceUrl.startsWith('https://smba.trafficmanager.net/'),
  clock: 'system',
  machineNow: () => at('2027-03-05T12:00:00+01:00'),
};

export const aTool = (surroundings: Surroundings = {}): Tool => {
  const { storage = memoryStorage(), now = '2027-03-05T12:00:00+01:00', doctor = {} } = surroundings;
  let open = 0;
  let ids = 0;
  const openStorage = () => {
    open += 1;
    return Promise.resolve({
      storage,
      close: () => {
        open -= 1;
        return Promise.resolve();
      },
    });
  };
  const run = async (...args: readonly string[]): Promise<Ran> => {
    const [out, err] = [slowPipe(), slowPipe()];
    const exitCode = await runCli(args, {
      openStorage: surroundings.openStorage ?? openStorage,
      now: () => Promise.resolve(at(now)),
      newId: () => `0000000${(ids += 1)}-0000-4000-8000-000000000000`,
      rosterSettled: surroundings.rosterSettled ?? settled,
      importFolder,
      doctor: { ...soundDoctor, ...doctor },
      out: out.write,
      err: err.write,
    });
    return { exitCode, out: out.text(), err: err.text(), json: () => JSON.parse(out.text()) };
  };
  return { storage, open: () => open, run };
};

/** Stores a programme as an import would. */
export const store = async (storage: Storage, programme: Programme): Promise<void> => {
  await storage.programmes.replace(programme, null, () => {});
};

export const noFollowUp: FollowUp = { topics: [], nextStep: null, note: null, case: false };

/** Stores facts of one pupil in order, the answers with a follow-up. */
export const storeFacts = async (
  storage: Storage,
  programme: string,
  { school, pupil }: { readonly school: string; readonly pupil: string },
  facts: readonly PupilFact[],
  followUp: FollowUp = noFollowUp,
): Promise<void> => {
  for (const [index, fact] of facts.entries()) {
    const tag = (await storage.records.page(programme, school, pupil))?.tag ?? null;
    const activities = facts.slice(0, index + 1).map((_, number) => `activity-${number}`);
    const page: PupilPage = { school, pupil, facts: facts.slice(0, index + 1), notices: [], activities };
    const added = { fact, followUp, activity: `activity-${index}`, change: null };
    await storage.records.append(programme, page, tag, added, []);
  }
};

/** A folder on disk with these files, for as long as a test needs it. */
export const withFolder = async <T>(
  files: Readonly<Record<string, string>>,
  use: (dir: string) => Promise<T>,
): Promise<T> => {
  const dir = await mkdtemp(join(tmpdir(), 'mentormaat-cli-'));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
    return await use(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};
