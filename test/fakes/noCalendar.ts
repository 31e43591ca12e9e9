import type { CalendarDesk } from '../../bot/ports/calendar';

/** Offers no calendar feeds. */
export const noCalendar: CalendarDesk = {
  isOffered: false,
  addressOf: () => Promise.resolve(null),
  renew: () => Promise.resolve(null),
  isOn: () => Promise.resolve(false),
  switchOff: () => Promise.resolve(),
  file: () => Promise.resolve(null),
};
