import type { CalendarDesk } from '../../bot/ports/calendar';

/** Offers no calendar feeds. */
export const noCalendar: CalendarDesk = {
  isOffered: false,
  addressOf: () => Promise.resolve(null),
  renew: () => Promise.resolve(null),
  file: () => Promise.resolve(null),
};
