/** What is in the way of a person at a time: the one answer for what is chosen by hand and what the bot chooses. */
import { isClosed } from '../calendar';
import { sessionsOn, type Appointments } from './appointments';
import type { Directory } from '../directory';
import type { Slot } from './model';
import { overlaps } from './overlaps';
import { studentPlaces } from './weeks';

/** A place that is closed for somebody, by name, with what the files call these days. */
export interface Closing {
  readonly place: string;
  readonly label: string | null;
}

/** What is in somebody's way; nothing when all of it is empty or false. */
export interface InTheWay {
  /** Their university, or schools of the pupils they have that day: of a student. */
  readonly closed: readonly Closing[];
  /** A session of their own. */
  readonly isInSession: boolean;
  /** Another meeting, as teacher or member. */
  readonly isAtMeeting: boolean;
}

/** What is in somebody's way at a time, beside meetings that are known. */
export const inTheWay = (
  directory: Directory,
  who: string,
  slot: Pick<Slot, 'start' | 'end'>,
  meetings: Appointments,
): InTheWay => {
  const day = directory.calendar.dayOf(slot.start);
  return {
    closed: studentPlaces(directory, who, day).flatMap(({ name, closed }) => {
      const closure = closed.find((one) => isClosed([one], day));
      return closure === undefined ? [] : [{ place: name, label: closure.label }];
    }),
    isInSession: sessionsOn(directory, who, day).some((session) => overlaps(session, slot)),
    isAtMeeting: (meetings.get(who) ?? []).some((meeting) => overlaps(meeting, slot)),
  };
};

/** Whether nothing is in somebody's way. */
export const isFree = ({ closed, isInSession, isAtMeeting }: InTheWay): boolean =>
  closed.length === 0 && !isInSession && !isAtMeeting;
