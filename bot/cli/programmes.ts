/** `programmes`: what is stored. */
import type { Programme } from '../programme/model';
import type { CliPorts } from './cliPorts';
import { done } from './outcome';
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

const textOf = (rows: readonly ReturnType<typeof rowOf>[]): string =>
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
    'No programme is stored. Store one with: mentormaat import DIR',
  );

/** Every stored programme with its size. One that is replaced at this very moment is left out. */
export const programmes = (ports: CliPorts): Promise<Outcome> =>
  withStorage(ports, async (storage) => {
    const heads = await storage.programmes.list();
    const loaded = await Promise.all(heads.map((head) => storage.programmes.load(head)));
    const rows = loaded.filter((programme) => programme !== null).map(rowOf);
    return done(rows, textOf(rows));
  });
