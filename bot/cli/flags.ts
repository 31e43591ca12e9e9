/** `flags`: pupils' flags with reasons and history. */
import type { FactsOf } from '../../dialogs/schoolFacts';
import type { Directory } from '../programme/directory';
import { isUnresolved } from '../programme/flags/replay';
import { flagBook, flagContext } from '../programme/flags/flags';
import type { FlagContext } from '../programme/flags/flags';
import type { Day, Level, Moment, Pupil } from '../programme/model';
import type { Flag, Reason } from '../programme/facts';
import type { CliPorts } from './cliPorts';
import { isoWriter, shortMoment } from './moments';
import { noteLook } from './looked';
import { done } from './outcome';
import type { Outcome } from './outcome';
import { askProgramme, readFacts } from './storedProgramme';
import { textTable } from './textTable';

/** A flag in the fields that scripts rely on; moments in ISO 8601 with the programme's offset. */
export interface FlagRow {
  readonly flag: string;
  readonly pupil: string;
  readonly school: string;
  readonly class: string;
  readonly status: Flag['status'];
  readonly level: Level;
  readonly reasons: readonly Reason[];
  readonly openedOn: Day;
  readonly history: readonly {
    readonly at: string;
    readonly what: string;
    /** Address of the person, or `bot`. */
    readonly by: string;
    readonly note: string | null;
  }[];
}

const rowOf = (flag: Flag, pupil: Pupil, iso: (moment: Moment) => string): FlagRow => ({
  flag: flag.id,
  pupil: pupil.id,
  school: pupil.school,
  class: pupil.class,
  status: flag.status,
  level: flag.level,
  reasons: flag.reasons.map(({ rule, dates }) => ({ rule, dates })),
  openedOn: flag.openedOn,
  history: flag.history.map(({ at, what, by, note }) => ({ at: iso(at), what, by, note })),
});

/** The context is worked out once a school: it holds for all of its pupils. */
const contextsOf = (directory: Directory): ((school: string) => FlagContext) => {
  const known = new Map<string, FlagContext>();
  return (school) => {
    const context = known.get(school) ?? flagContext(directory, school);
    known.set(school, context);
    return context;
  };
};

/** All flags of some pupils at a moment, in order of the pupils and of opening. */
export const flagRows = (
  directory: Directory,
  pupils: readonly Pupil[],
  factsOf: FactsOf,
  now: Moment,
): FlagRow[] => {
  const iso = isoWriter(directory.calendar);
  const contextOf = contextsOf(directory);
  return pupils.flatMap((pupil) => {
    const { flags: all } = flagBook(factsOf(pupil.id), now, contextOf(pupil.school));
    return all.map((flag) => rowOf(flag, pupil, iso));
  });
};

const reasonText = ({ rule, dates }: Reason): string => `${rule} (${dates.join(' ')})`;

const lastEvent = ({ history }: FlagRow): string => {
  const last = history.at(-1);
  return last === undefined ? '' : `${last.what} ${shortMoment(last.at)} by ${last.by}`;
};

const textOf = (rows: readonly FlagRow[]): string =>
  textTable(
    ['opened', 'pupil', 'class', 'school', 'status', 'level', 'reasons', 'last'],
    rows.map((row) => [
      row.openedOn,
      row.pupil,
      row.class,
      row.school,
      row.status,
      row.level,
      row.reasons.map(reasonText).join(', '),
      lastEvent(row),
    ]),
    'No flags.',
  );

/** The flags of a programme; with `onlyOpen` those that wait for somebody. */
export const flags = (ports: CliPorts, programme: string, onlyOpen: boolean): Promise<Outcome> =>
  askProgramme(ports, programme, async (asked) => {
    await noteLook(asked, { what: 'flags' });
    const { directory, now } = asked;
    const all = flagRows(directory, directory.programme.pupils, await readFacts(asked), now);
    const rows = onlyOpen ? all.filter(isUnresolved) : all;
    return done(rows, textOf(rows));
  });
