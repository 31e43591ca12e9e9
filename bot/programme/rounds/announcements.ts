/** Meetings at a fixed time: announced when they are near, and followed when an import changes them (docs/rules.md, Intervision). */
import { remember } from '../remember';
import type { Moment } from '../model';
import type { GroupStep } from './facts';
import type { GroupId, RoundId, Slot } from './model';
import { weekdaysBefore, type RoundSource } from './planning';
import type { Announced, Place } from './state';
import { rosterSlot } from './weeks';

/** Weekdays before a meeting from which people count on it: the first invitation goes out then. */
export const announceWeekdays = 10;

/** What is to be stored of a group in a week. */
export interface AnnouncementDue {
  readonly round: RoundId;
  readonly step: Extract<GroupStep, { kind: 'announced' | 'groupCancelled' }> & { readonly group: GroupId };
}

const isSame = (a: Slot, b: Slot): boolean => a.start === b.start && a.end === b.end && a.room === b.room;

const isSameFor = (step: Pick<Announced, 'slot' | 'teacher' | 'members'>, known: Announced): boolean =>
  isSame(step.slot, known.slot) &&
  step.teacher === known.teacher &&
  step.members.toSorted().join('\n') === known.members.toSorted().join('\n');

const announce = (
  { bringers }: RoundSource,
  { round, group }: Place,
  slot: Slot,
): AnnouncementDue['step'] & { readonly kind: 'announced' } => {
  const members = bringers.of(round.id, group.id)?.members ?? group.students;
  const left = group.students.filter((student) => !members.includes(student));
  return {
    kind: 'announced',
    group: group.id,
    slot,
    // By the roster: that a person handed it over is another fact.
    teacher: group.givenTo,
    members,
    ...(left.length === 0 ? {} : { left }),
  };
};

/** What becomes of a meeting that was announced; null when nothing does. What is past took place as it was announced. */
const changed = (
  source: RoundSource,
  place: Place,
  known: Announced,
  now: Moment,
): AnnouncementDue['step'] | null => {
  const { round, group } = place;
  if (group.report !== null || group.begun !== null) return null;
  const isOff = group.cancelled?.by === 'bot';
  const isSet = group.meeting !== null && !isSame(group.meeting.slot, known.slot);
  if (isSet || (group.cancelled !== null && !isOff)) return null;
  const slot = rosterSlot(source.directory, group.id, round);
  if (slot === null)
    return isOff || known.slot.start <= now ? null : { kind: 'groupCancelled', group: group.id };
  if (slot.start <= now || (!isOff && known.slot.start <= now)) return null;
  const step = announce(source, place, slot);
  return isOff || !isSameFor(step, known) ? step : null;
};

/**
 * What is to be stored of groups with a fixed time: a meeting that is near, with its time; another time, place,
 * teacher or other members that the roster gives by now, while both are still to come; that the roster has the meeting no
 * longer. What somebody set for one week, called off, or reported stays, whatever an import does.
 */
export const announcementsDue = (source: RoundSource, now: Moment): readonly AnnouncementDue[] => {
  const { directory, book } = source;
  const isNear = remember(
    (start: Moment) => now >= weekdaysBefore(directory.calendar, start, announceWeekdays),
  );
  return book
    .filter(({ isWeekly }) => isWeekly)
    .flatMap((round) => round.groups.map((group): Place => ({ round, group })))
    .flatMap((place): readonly AnnouncementDue[] => {
      const { round, group } = place;
      const known = group.announced.at(-1);
      if (known !== undefined) {
        const step = changed(source, place, known, now);
        return step === null ? [] : [{ round: round.id, step }];
      }
      if (group.begun !== null || group.meeting === null) return [];
      // Set for this week while it was far away: the roster may have the group no longer when it comes.
      const isSet = !group.meeting.isOfRoster;
      const slot = isSet ? rosterSlot(directory, group.id, round) : group.meeting.slot;
      const isTime = slot !== null && (isSet || (slot.start > now && isNear(slot.start)));
      return isTime ? [{ round: round.id, step: announce(source, place, slot) }] : [];
    });
};
