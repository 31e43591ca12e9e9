/** That a member of a group hears once who leads its meeting by now (docs/rules.md, Intervision). */
import type { Directory } from '../directory';
import type { Moment } from '../model';
import { announceWeekdays } from './announcements';
import { hearsAt } from './hearing';
import { weekdaysBefore } from './planning';
import type { GroupState, Meeting } from './state';

/** That another leads the meeting than its reader had heard. */
export interface NewLead {
  /** Counts what they hear of who leads it, the invitation included: from 2. */
  readonly nth: number;
  readonly since: Moment;
}

/** Who leads it as far as somebody knows, and who told them. */
interface Known extends NewLead {
  readonly teacher: string;
  readonly by: string | null;
}

const leadsAt = ({ teacher, handOvers }: GroupState, moment: Moment): string =>
  handOvers.find(({ at }) => at > moment)?.from ?? teacher;

/** From when on a member is told of a meeting: at a fixed time once it is near, as then people count on it. */
const toldFrom = (
  { calendar }: Directory,
  { joinedAt }: GroupState,
  { since, slot, isOfRoster }: Meeting,
  member: string,
): Moment =>
  Math.max(
    since,
    isOfRoster ? weekdaysBefore(calendar, slot.start, announceWeekdays) : 0,
    joinedAt.get(member) ?? 0,
  );

/**
 * The newest that a member is to hear of who leads a meeting: it was handed over after they had heard of another. Null when
 * they know, as it went back before they heard, or as they did it themselves.
 */
export const newLead = (
  directory: Directory,
  group: GroupState,
  meeting: Meeting,
  member: string,
): NewLead | null => {
  if (group.handOvers.length === 0) return null;
  const hears = (at: Moment): Moment => hearsAt(directory, { receiver: member, as: 'student' }, at);
  const from = toldFrom(directory, group, meeting, member);
  // The invitation for all weeks says of no single one who leads it; that to another time or place comes with its teacher.
  const isAsFirstTold = meeting.isOfRoster && meeting.since === 0;
  const invited = isAsFirstTold ? 0 : hears(from);
  const { teacher, nth, since, by } = group.handOvers
    .filter(({ at }) => invited < at && at < meeting.slot.start)
    .reduce<Known>(
      (known, handOver) => {
        const changed = Math.max(handOver.at, from);
        const leads = leadsAt(group, hears(changed));
        if (leads === known.teacher) return known;
        return { teacher: leads, nth: known.nth + 1, since: changed, by: handOver.by };
      },
      { teacher: leadsAt(group, invited), nth: 1, since: 0, by: null },
    );
  return teacher === member || nth === 1 || by === member ? null : { nth, since };
};
