/** Has the cards that say who is in a group drawn anew when an import ends somebody's part, or brings them back. */
import type { RoundStore } from '../ports/roundStore';
import { directoryOf } from '../programme/directory';
import type { Moment, Programme } from '../programme/model';
import { cardsNaming } from '../programme/rounds/outdated';
import { roundSource } from '../programme/rounds/timetable';
import { drawAnew, type Outbox } from './drawnAnew';

interface Stores {
  readonly outbox: Outbox;
  readonly rounds: Pick<RoundStore, 'heads' | 'facts'>;
}

/** Those of the groups of these students; nothing is read when there are none. */
export const retellGroups = async (
  { outbox, rounds }: Stores,
  programme: Programme,
  students: readonly string[],
  now: Moment,
): Promise<void> => {
  if (students.length === 0) return;
  const { id } = programme;
  const heads = (await rounds.heads(id)).rounds;
  const facts = await Promise.all(heads.map(({ round }) => rounds.facts(id, round, 0)));
  const keys = cardsNaming(roundSource(directoryOf(programme), facts.flat()), new Set(students), now);
  await drawAnew(outbox, id, { keys, isOfUse: () => true }, now);
};
