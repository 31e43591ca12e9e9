/**
 * Writes down what a coordinator gets to see of pupils: by what is read for them, so that no conversation can forget it.
 * It is written while the reading goes on, and nothing is shown before it stands there.
 */
import { schoolsWithin } from '../bot/programme/access';
import type { Directory } from '../bot/programme/directory';
import type { Thing } from '../bot/programme/accessTable';
import { lookKinds, lookName, sameLook, type Access, type LookKind } from '../bot/ports/export';
import type { RecordStore } from '../bot/ports/storage';
import { granted, type Turn } from './turn';

/** The records behind those that are watched. */
const originals = new WeakMap<RecordStore, RecordStore>();

/** The same records, for totals in which nobody stands: reading them is no look at anybody. */
export const forTotals = (records: RecordStore): RecordStore => originals.get(records) ?? records;

/** Whether somebody asked to see it, or Teams did as they looked at a card that they had. */
export type LookedBy = 'asked' | 'refresh';

/** What was read in one breath: schools whole, or single pupils of a school. */
interface Breath {
  readonly schools: Set<string>;
  readonly pupils: Map<string, string>;
}

/** What one turn looks at. */
class Looks {
  readonly #turn: Turn;
  readonly #what: LookKind;
  readonly #by: LookedBy;
  readonly #scopes: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #directories: ReadonlyMap<string, Directory>;
  readonly #noted = new Set<string>();
  readonly #breaths = new Map<string, Breath>();
  readonly #writes: Promise<void>[] = [];

  constructor(turn: Turn, what: LookKind, by: LookedBy) {
    this.#turn = turn;
    this.#what = what;
    this.#by = by;
    const grants = granted(turn, what);
    this.#scopes = new Map(grants.map((grant) => [grant.loaded.head.id, new Set(schoolsWithin(grant))]));
    this.#directories = new Map(grants.map(({ loaded, directory }) => [loaded.head.id, directory]));
  }

  /** The same of a pupil, at the school they are at. */
  notePupil(programme: string, pupil: string): void {
    this.note(programme, this.#directories.get(programme)?.pupil(pupil)?.school ?? '', pupil);
  }

  /** A school that is not theirs is read for what nobody stands in, if at all. */
  note(programme: string, school: string, pupil: string | null): void {
    if (this.#scopes.get(programme)?.has(school) !== true) return;
    const keys = [[programme, school], ...(pupil === null ? [] : [[programme, school, pupil]])].map((key) =>
      JSON.stringify(key),
    );
    if (keys.some((key) => this.#noted.has(key))) return;
    this.#noted.add(keys.at(-1) ?? '');
    const breath = this.#breaths.get(programme) ?? this.#begin(programme);
    if (pupil === null) breath.schools.add(school);
    else breath.pupils.set(pupil, school);
  }

  /** What is asked for in the same breath is one look. */
  #begin(programme: string): Breath {
    const breath: Breath = { schools: new Set(), pupils: new Map() };
    this.#breaths.set(programme, breath);
    const written = Promise.resolve().then(() => {
      this.#breaths.delete(programme);
      return this.#write(programme, breath);
    });
    // Whoever waits at the end hears of a failure; until then it must not stop the process.
    written.catch(() => undefined);
    this.#writes.push(written);
    return breath;
  }

  async #write(programme: string, { schools, pupils }: Breath): Promise<void> {
    const { ports, contact, now } = this.#turn;
    const look: Omit<Access, 'scope'> = { at: now, who: contact.email, what: this.#what };
    const single = [...pupils].filter(([, school]) => !schools.has(school));
    const rows: Access[] = [
      ...(schools.size === 0 ? [] : [{ ...look, scope: [...schools] }]),
      ...(single.length === 0
        ? []
        : [
            {
              ...look,
              scope: [...new Set(single.map(([, school]) => school))],
              pupils: single.map(([pupil]) => pupil),
            },
          ]),
    ];
    const known = await this.#recent(programme);
    const added = rows.filter((row) => !known.has(lookName(row)));
    await Promise.all(added.map((row) => ports.access.add(programme, row)));
  }

  /** A chat that stays open would fill the record: of looks that nobody asked for the same is one an hour. */
  async #recent(programme: string): Promise<ReadonlySet<string>> {
    if (this.#by === 'asked') return new Set();
    const { ports, now } = this.#turn;
    return new Set((await ports.access.list(programme, now - sameLook)).map(lookName));
  }

  /** Resolves when everything is written; rejects when something could not be. */
  async written(): Promise<void> {
    await Promise.all(this.#writes);
  }
}

/** What gives data on pupils, and what stores something after a look at them. */
type Watched = 'page' | 'gathered' | 'answersOf' | 'checkIns' | 'pages' | 'figures' | 'append';

const watched = (records: RecordStore, looks: Looks): RecordStore => {
  const own: Pick<RecordStore, Watched> = {
    page: (programme, school, pupil) => {
      looks.note(programme, school, pupil);
      return records.page(programme, school, pupil);
    },
    gathered: (programme, school, pupil) => {
      looks.note(programme, school, pupil);
      return records.gathered(programme, school, pupil);
    },
    answersOf: (programme, pupil) => {
      looks.notePupil(programme, pupil);
      return records.answersOf(programme, pupil);
    },
    checkIns: (programme, pupil, from) => {
      looks.notePupil(programme, pupil);
      return records.checkIns(programme, pupil, from);
    },
    pages: (programme, school) => {
      looks.note(programme, school, null);
      return records.pages(programme, school);
    },
    figures: (programme, school, reach) => {
      looks.note(programme, school, null);
      return records.figures(programme, school, reach);
    },
    // Nothing is stored either: who is told that it failed must find nothing there.
    append: async (...given) => {
      await looks.written();
      return records.append(...given);
    },
  };
  const proxy = new Proxy(records, {
    get: (target, name): unknown => {
      const holder = name in own ? own : target;
      const method: unknown = Reflect.get(holder, name);
      return typeof method === 'function' ? method.bind(holder) : method;
    },
  });
  originals.set(proxy, records);
  return proxy;
};

const lookOf = (things: readonly Thing[]): LookKind | null =>
  lookKinds.find((kind) => things.some((thing) => thing === kind)) ?? null;

/** Lets a conversation about these things go on, and gives its answer once it is written down what was looked at. */
export const recordingLooks = async <T>(
  turn: Turn,
  things: readonly Thing[],
  by: LookedBy,
  converse: (turn: Turn) => Promise<T>,
): Promise<T> => {
  const what = lookOf(things);
  if (what === null || granted(turn, what).length === 0) return converse(turn);
  const looks = new Looks(turn, what, by);
  const records = watched(turn.ports.records, looks);
  const answer = await converse({ ...turn, ports: { ...turn.ports, records } });
  await looks.written();
  return answer;
};
