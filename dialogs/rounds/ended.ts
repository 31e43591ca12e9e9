/** What is told of a meeting that does not take place, or takes place without the reader. */
import { personName } from '../../bot/programme/labels';
import { calledOff, type Ended, type Place } from '../../bot/programme/rounds/state';
import type { EndedView } from '../../cards/rounds/ended';
import type { Telling } from './telling';
import { groupView } from './views';

/** The bot calls a group off only when it meets every week by now, and a week when the roster has it no longer. */
const endedOf = ({ round, group }: Place, ended: Ended | null): EndedView['ended'] => {
  if (ended === null) return 'lapsed';
  if (ended.by === 'bot') return round.isWeekly ? 'roster' : 'weekly';
  return group.cancelled === null ? 'round' : 'group';
};

/** The group to which a person moved the reader out of this one, as they are told; null when nobody did. */
const movedTo = ({ place: { round, group }, receiver, nth, was, isSeries }: Telling) => {
  const taken = was === 'student' && !isSeries ? group.takenOut[nth - 2] : undefined;
  if (taken === undefined || taken.to === null) return null;
  const now = round.groups.find(({ students }) => students.includes(receiver))?.id ?? taken.to;
  return { by: taken.by, to: now };
};

/** Others meet without the reader: another leads the group, or they are not of it any more. */
const withoutReader = ({ sending: { loaded, at }, place, isSeries, was }: Telling): EndedView => {
  const isLed = was === 'teacher';
  return {
    ...groupView(loaded, place, at),
    // Of a round the bot takes out only whom the files give a group with a fixed time.
    ended: isLed ? 'ledByOther' : isSeries ? 'left' : 'toFixed',
    by: personName(loaded.directory, place.group.teacher),
    slot: isLed && !isSeries ? (place.group.meeting?.slot ?? null) : null,
    isStaff: false,
    toGroup: '',
  };
};

/** What a message says of a meeting that does not take place, or takes place without its reader. */
export const endedView = (telling: Telling): EndedView => {
  const { sending, place, receiver } = telling;
  const { loaded, at } = sending;
  const ended = calledOff(place);
  const moved = movedTo(telling);
  if (moved !== null)
    return {
      ...groupView(loaded, place, at),
      ended: 'moved',
      by: personName(loaded.directory, moved.by),
      slot: null,
      isStaff: false,
      toGroup: moved.to,
    };
  if (telling.was !== null && ended === null) return withoutReader(telling);
  return {
    ...groupView(loaded, place, at),
    ended: endedOf(place, ended),
    by: ended === null ? '' : personName(loaded.directory, ended.by),
    slot: place.group.meeting?.slot ?? null,
    isStaff: telling.was !== 'student' && !place.group.students.includes(receiver),
    toGroup: '',
  };
};
