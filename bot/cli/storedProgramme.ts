/** Opens storage for one command, and the programme it asks about. */
import { readSchools } from '../../dialogs/schoolFacts';
import type { FactsOf } from '../../dialogs/schoolFacts';
import { directoryOf } from '../programme/directory';
import type { Directory } from '../programme/directory';
import { loadNow } from '../privacy/roster';
import type { Moment } from '../programme/model';
import type { RoundSource } from '../programme/rounds/planning';
import { roundSource } from '../programme/rounds/timetable';
import { readRounds } from '../rounds/storedRounds';
import type { ProgrammeStore, Storage } from '../ports/storage';
import type { CliPorts } from './cliPorts';
import { listed, refused } from './outcome';
import type { Outcome } from './outcome';

/** A stored programme with everything that can be asked of it. */
export interface Asked {
  readonly storage: Storage;
  readonly directory: Directory;
  readonly now: Moment;
}

/** Uses storage and closes it again, whatever happens. */
export const withStorage = async <T>(ports: CliPorts, use: (storage: Storage) => Promise<T>): Promise<T> => {
  const opened = await ports.openStorage();
  try {
    return await use(opened.storage);
  } finally {
    await opened.close();
  }
};

const noSuchProgramme = async (store: ProgrammeStore, id: string): Promise<Outcome> => {
  const ids = (await store.list()).map((head) => head.id);
  const there = ids.length === 0 ? 'none is stored, see mentormaat import' : `stored: ${listed(ids)}`;
  return refused(`there is no programme ${JSON.stringify(id)}; ${there}`);
};

/** Answers from a stored programme; refused when it is not there. */
export const askProgramme = (
  ports: CliPorts,
  id: string,
  answer: (asked: Asked) => Promise<Outcome>,
): Promise<Outcome> =>
  withStorage(ports, async (storage) => {
    const stored = await loadNow(storage.programmes, id);
    if (stored === null) return noSuchProgramme(storage.programmes, id);
    return answer({ storage, directory: directoryOf(stored.programme), now: await ports.now() });
  });

/** The facts of all pupils: one range of keys a school. */
export const readFacts = ({ storage, directory }: Asked): Promise<FactsOf> =>
  readSchools(
    storage.records,
    directory.programme.id,
    directory.programme.schools.map((school) => school.id),
  );

/** The rounds of a programme, weeks of groups with a fixed time included: the heads, and a range of keys a round. */
export const readRoundSource = async ({ storage, directory }: Asked): Promise<RoundSource> => {
  const { facts } = await readRounds(storage.rounds, directory.programme.id);
  return roundSource(directory, [...facts.values()].flat());
};
