import type { CalendarDesk } from '../../bot/calendarPorts';

/** Offers no calendar feeds. */
export const noCalendar: CalendarDesk = {
  isOffered: false,
  addressOf: () => Promise.resolve(null),
  renew: () => Promise.resolve(null),
  file: () => Promise.resolve(null),
};
