/** `programmes`: what is stored. */
import type { Programme } from '../programme/model';
import { UnreadableProgramme } from '../programme/unreadable';
import type { Storage } from '../ports/storage';
import type { CliPorts } from './cliPorts';
import { reasonOf } from './faults';
import type { Outcome } from './outcome';
import { withStorage } from './storedProgramme';
import { textTable } from './textTable';

/** How many of each kind a programme holds, ended ones included. */
export const countsOf = (programme: Programme) => ({
  schools: programme.schools.length,
  universities: programme.universities.length,
  people: programme.people.length,
  pupils: programme.pupils.length,
  pairs: programme.pairs.length,
  groups: programme.groups.length,
});

const rowOf = (programme: Programme) => ({
  programme: programme.id,
  name: programme.name,
  start: programme.start,
  end: programme.end,
  timeZone: programme.timeZone,
  language: programme.language,
  tenants: programme.tenants,
  counts: countsOf(programme),
});

const textOf = (rows: readonly ReturnType<typeof rowOf>[], none: string): string =>
  textTable(
    ['programme', 'name', 'start', 'end', 'schools', 'people', 'pupils', 'pairs', 'groups'],
    rows.map(({ programme, name, start, end, counts }) => [
      programme,
      name,
      start,
      end,
      counts.schools,
      counts.people,
      counts.pupils,
      counts.pairs,
      counts.groups,
    ]),
    none,
  );

/** The programmes that can be read, and a line about each that cannot. One after the other: they are large. */
const readable = async (store: Storage['programmes']) => {
  const programmes: Programme[] = [];
  const complaints: string[] = [];
  for (const head of await store.list()) {
    try {
      const programme = await store.load(head);
      if (programme !== null) programmes.push(programme);
    } catch (error) {
      if (!(error instanceof UnreadableProgramme)) throw error;
      complaints.push(`programme ${head.id} cannot be read: ${reasonOf(error)}; see mentormaat doctor`);
    }
  }
  return { programmes, complaints };
};

/**
 * Every stored programme with its size; 1 when there are some that cannot be read. One that is replaced at this very
 * moment is left out.
 */
export const programmes = (ports: CliPorts): Promise<Outcome> =>
  withStorage(ports, async (storage) => {
    const found = await readable(storage.programmes);
    const rows = found.programmes.map(rowOf);
    const isWhole = found.complaints.length === 0;
    const none = isWhole
      ? 'No programme is stored. Store one with: mentormaat import DIR'
      : 'None can be read.';
    const report = { data: rows, text: textOf(rows, none) };
    return { exitCode: isWhole ? 0 : 1, report, complaints: found.complaints };
  });
