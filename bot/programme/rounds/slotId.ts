/** What a time at which a group could meet is known by. */
import type { Day, WallTime } from '../model';
import type { GroupId, SlotId } from './model';

/** Of group, day and time alone, so that the same time keeps its answers whoever proposes it. Free of commas. */
export const slotIdAt = (group: GroupId, day: Day, time: WallTime): SlotId =>
  `${encodeURIComponent(group)}-${day.replaceAll('-', '')}T${time.replace(':', '')}`;
