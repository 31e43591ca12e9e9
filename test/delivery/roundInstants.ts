/** Stories of intervision that are told at one instant, or with some time between all that happens. */
import type { Programme } from '../../bot/programme/model';
import type { RoundSource } from '../../bot/programme/rounds/planning';
import { at } from '../builders';
import { happen } from '../dialogs/happening';
import { MemoryRounds } from '../fakes/memoryRounds';
import type { Act } from './roundActs';
import { loadedOf, Office } from './roundLives';

export const minute = 60_000;

/** What people do as things stand then, under a roster that an import has changed before, or not. */
export interface Happening {
  /** Names it where a story goes wrong. */
  readonly what: string;
  readonly imported: Programme | null;
  readonly acts: (source: RoundSource) => readonly Act[];
}

/** A story: how it begins, what happened before with a minute between, and what may happen at one instant. */
export interface Story {
  readonly programme: Programme;
  readonly made: readonly Act[];
  readonly before: readonly Happening[];
  readonly events: readonly Happening[];
}

/** Keys of everything that anybody is told in a week, where so many milliseconds pass between two events. */
export const toldIn = async (story: Story, between: number): Promise<readonly string[]> => {
  const storage = { rounds: new MemoryRounds() };
  const office = new Office(storage.rounds);
  let loaded = loadedOf(story.programme, '');
  const happens = async (now: number, acts: readonly Act[]): Promise<void> => {
    for (const [round, step, by] of acts)
      await happen(storage, 'hmp', [new Date(now).toISOString(), round, step, by]);
    // Again for what follows from what is sent.
    await office.tick(loaded, now);
    await office.tick(loaded, now);
  };
  await happens(at('2027-03-03T09:00:00+01:00'), story.made);
  const half = at('2027-03-03T09:30:00+01:00');
  const ten = at('2027-03-03T10:00:00+01:00');
  const timed = [
    ...story.before.map((one, index) => [half + index * minute, one] as const),
    ...story.events.map((one, index) => [ten + index * between, one] as const),
  ];
  for (const [version, [now, { imported, acts }]] of timed.entries()) {
    if (imported !== null) loaded = loadedOf(imported, String(version));
    await happens(now, acts((await office.rounds.of(loaded)).source));
  }
  const end = at('2027-03-10T12:00:00+01:00');
  let now: number | null = at('2027-03-03T11:00:00+01:00');
  while (now !== null && now < end) {
    await office.tick(loaded, now);
    now = await office.nextDue(loaded, now);
  }
  const sent = [...office.ended.values()].filter(({ reason }) => reason === null);
  return sent.map(({ message }) => message.key).toSorted();
};
