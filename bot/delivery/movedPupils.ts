/**
 * Pupils whom an import moved to another school. A process learns of an import up to a tick later, and until then it
 * stores what happens where the pupil was: that is brought along, and whoever had to hear of it is told. So is what an
 * import left behind that was broken off.
 */
import type { Clock, LoadedProgramme } from '../ports';
import type { FlagNotice } from '../programme/facts';
import { flagBook, type FlagContext } from '../programme/flags/flags';
import { markedContext, standingAfter } from '../programme/kept/flag';
import type { Moment } from '../programme/model';
import type { PupilPage, RecordStore, Stray } from '../ports/storage';
import { inParallel } from './parallel';

/** A programme as it was last seen, with the moves that are looked after. */
interface Seen {
  readonly loaded: LoadedProgramme;
  /** When it was seen, by the programme's clock. */
  readonly at: Moment;
  readonly moves: readonly Stray[];
  /** What was stored before this moment was stored where it belonged. */
  readonly since: Moment;
  /** By the machine's clock. */
  readonly until: Moment;
}

/** Other processes learn of it within a tick, and what they had begun then ends within seconds. */
const lookedAfter = 3 * 60_000;

const movesBetween = (before: LoadedProgramme, after: LoadedProgramme): Stray[] =>
  after.directory.programme.pupils.flatMap(({ id, school }) => {
    const from = before.directory.pupil(id)?.school ?? school;
    return from === school ? [] : [{ pupil: id, from }];
  });

const isSame = (a: FlagNotice, b: FlagNotice): boolean => a.flag === b.flag && a.ordinal === b.ordinal;

/** Notices that all facts together give, of those that came where the pupil was: there the others were not known. */
const missingNotices = (
  page: PupilPage,
  before: PupilPage,
  since: Moment,
  context: FlagContext,
): readonly FlagNotice[] => {
  const came = new Set(before.facts.map(({ at }) => at).filter((at) => at >= since));
  const { notices } = flagBook(page.facts, page.facts.at(-1)?.at ?? 0, context);
  return notices.filter(
    (notice) => came.has(notice.at) && !page.notices.some((given) => isSame(given, notice)),
  );
};

/**
 * Looks after the pupils of a programme at a moment, before it is planned; costs nothing while nobody was moved, but for
 * one look at the keys of all pages when a programme is first seen.
 */
export type LookAfterMoves = (loaded: LoadedProgramme, now: Moment) => Promise<void>;

/** Remembers how each programme was seen last. */
export const movedPupils = (
  records: Pick<RecordStore, 'movePage' | 'strays'>,
  machine: Clock,
): LookAfterMoves => {
  const seen = new Map<string, Seen>();

  const firstLook = async (loaded: LoadedProgramme, now: Moment): Promise<Seen> => {
    const { head, directory } = loaded;
    const moves = await records.strays(head.id, (pupil) => directory.pupil(pupil)?.school ?? null);
    return { loaded, at: now, moves, since: now, until: machine.now() + lookedAfter };
  };

  const lookAt = async (loaded: LoadedProgramme, now: Moment): Promise<Seen> => {
    const before = seen.get(loaded.head.id);
    if (before === undefined) return firstLook(loaded, now);
    if (before.loaded.head.version === loaded.head.version) return { ...before, at: now };
    const open = machine.now() < before.until ? before.moves : [];
    const moves = [...movesBetween(before.loaded, loaded), ...open];
    return { loaded, at: now, moves, since: before.at, until: machine.now() + lookedAfter };
  };

  return async (loaded, now) => {
    const { head, directory } = loaded;
    const current = await lookAt(loaded, now);
    const { moves, since, until } = current;
    if (machine.now() < until) {
      await inParallel(moves, async ({ pupil, from }) => {
        const to = directory.pupil(pupil)?.school ?? from;
        if (to === from) return;
        const context = markedContext(directory, to);
        await records.movePage(head.id, pupil, { from, to }, (page, before) => ({
          standing: standingAfter(page.facts, context),
          notices: missingNotices(page, before, since, context),
        }));
      });
    }
    // Last: a look that failed is taken again.
    seen.set(head.id, current);
  };
};
