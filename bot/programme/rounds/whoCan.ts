/** Who can come at the times of a poll: as it is counted when one is chosen, and as cards tell it. */
import type { Moment } from '../model';
import { appointmentsAfter, type Appointments } from './appointments';
import type { Slot, SlotId } from './model';
import type { RoundSource } from './planning';
import type { GroupState, Place } from './state';
import { overlaps } from './teacherBusy';
import { activeStudents } from './weeks';

/** The times of its poll that suit who answered, by address: none at which they have another meeting by now. */
export const stillAvailable = (
  { poll }: GroupState,
  taken: Appointments,
): Readonly<Record<string, readonly SlotId[]>> => {
  const slots = new Map((poll?.slots ?? []).map((slot) => [slot.id, slot]));
  const isFree = (who: string, id: SlotId): boolean => {
    const slot = slots.get(id);
    return slot !== undefined && !(taken.get(who) ?? []).some((interval) => overlaps(interval, slot));
  };
  const answers = [...(poll?.answers ?? [])];
  return Object.fromEntries(answers.map(([who, ids]) => [who, ids.filter((id) => isFree(who, id))]));
};

/** The members who take part at a moment, can at a time of their poll, and have no other meeting then. */
export const whoCan = (source: RoundSource, { group }: Place, slot: Slot, now: Moment): readonly string[] => {
  const { directory } = source;
  const available = stillAvailable(group, appointmentsAfter(source, now, new Set([group])));
  return activeStudents(directory, group.students, directory.calendar.dayOf(now)).filter(
    (who) => available[who]?.includes(slot.id) === true,
  );
};
