/** Who can come at the times of a poll: as it is counted when one is chosen, and as cards tell it. */
import type { Directory } from '../directory';
import type { Moment } from '../model';
import { appointmentsAfter, type Appointments } from './appointments';
import { inTheWay } from './inTheWay';
import type { Slot, SlotId } from './model';
import type { RoundSource } from './planning';
import type { GroupState, Place } from './state';
import { activeStudents } from './weeks';

/**
 * The times of its poll that suit who answered, by address: none at which they have another meeting by now, or on a day
 * that is closed for them by now. A session of their own is theirs to weigh.
 */
export const stillAvailable = (
  directory: Directory,
  { poll }: GroupState,
  taken: Appointments,
): Readonly<Record<string, readonly SlotId[]>> => {
  const slots = new Map((poll?.slots ?? []).map((slot) => [slot.id, slot]));
  const canStill = (who: string, id: SlotId): boolean => {
    const slot = slots.get(id);
    if (slot === undefined) return false;
    const { closed, isAtMeeting } = inTheWay(directory, who, slot, taken);
    return closed.length === 0 && !isAtMeeting;
  };
  const answers = [...(poll?.answers ?? [])];
  return Object.fromEntries(answers.map(([who, ids]) => [who, ids.filter((id) => canStill(who, id))]));
};

/** The members who take part at a moment, can at a time of their poll, and have nothing else then. */
export const whoCan = (source: RoundSource, { group }: Place, slot: Slot, now: Moment): readonly string[] => {
  const { directory } = source;
  const available = stillAvailable(directory, group, appointmentsAfter(source, now, new Set([group])));
  return activeStudents(directory, group.students, directory.calendar.dayOf(now)).filter(
    (who) => available[who]?.includes(slot.id) === true,
  );
};
