/** Times that a teacher types for a group to meet (docs/rules.md, Intervision). */
import type { Directory } from '../directory';
import type { Day, Moment, WallTime } from '../model';
import { typedDayWithin } from '../typed/days';
import type { GroupId, Slot } from './model';
import { slotIdAt } from './slotId';

/** A teacher offers at most this many (contract, Intervision 2). */
export const mostOffered = 5;

/** Nobody meets before or after: wider than what the bot proposes, for the teacher knows the group. */
export const meetingHours = { first: '07:00', last: '23:00' } as const;

/** The bot proposes within these hours; what lies outside of them is asked about. */
export const usualHours = { first: '09:00', last: '21:00' } as const;

/** A day and a time as they were typed. */
export interface TypedTime {
  readonly date: string;
  readonly time: string;
}

/** Why that cannot be taken. */
export type TimeRefusal =
  | 'noDate'
  | 'noTime'
  | 'badDate'
  | 'badTime'
  | 'outsideDays'
  | 'outsideHours'
  | 'past';

/** `15:00`, `9.30`, `9u30`, `15 uur`, `15`; null when it is none. */
export const typedWallTime = (text: string): WallTime | null => {
  const found = /^(\d{1,2})(?:\s*(?:[:.h]|u(?:ur)?)\s*(\d{2})?)?$/.exec(text.trim().toLowerCase());
  const [hours, minutes] = [Number(found?.[1]), Number(found?.[2] ?? 0)];
  if (found === null || hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
};

/** Where a time must lie. */
export interface TimeFrame {
  readonly group: GroupId;
  /** First and last day. */
  readonly from: Day;
  readonly to: Day;
  readonly minutes: number;
  /** It starts after this moment. */
  readonly after: Moment;
  readonly room: string | null;
}

/** The slot that was typed, or why it is none. */
export const slotFrom = (
  { calendar }: Directory,
  { date, time }: TypedTime,
  { group, from, to, minutes, after, room }: TimeFrame,
): Slot | TimeRefusal => {
  if (date.trim() === '') return 'noDate';
  const found = typedDayWithin(date, from, to);
  if (found === null) return 'badDate';
  if (time.trim() === '') return 'noTime';
  const wall = typedWallTime(time);
  if (wall === null) return 'badTime';
  if (!found.isWithin) return 'outsideDays';
  const { day } = found;
  const start = calendar.momentOf(day, wall);
  const end = start + minutes * 60_000;
  const isWithin = wall >= meetingHours.first && end <= calendar.momentOf(day, meetingHours.last);
  if (!isWithin) return 'outsideHours';
  return start <= after ? 'past' : { id: slotIdAt(group, day, wall), start, end, room };
};
