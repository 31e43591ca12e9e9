/** `calendar.show`, `calendar.renew` and `calendar.stop`: the address of the reader's own calendar feed. */
import type { RenderedCard } from '../bot/ports';
import { calendarCard } from '../cards/calendar';
import type { CardDialog } from './turn';

/** Where the reader finds their calendar. */
export const showCalendar: CardDialog = async ({ ports, contact, language }): Promise<RenderedCard> =>
  calendarCard({ address: await ports.calendar.addressOf(contact), said: null }, language);

/** A new address; who has the old one sees nothing any more. */
export const renewCalendar: CardDialog = async ({ ports, contact, language }): Promise<RenderedCard> =>
  calendarCard({ address: await ports.calendar.renew(contact), said: 'renewed' }, language);

/** No address any more, until the reader asks for one again. */
export const stopCalendar: CardDialog = async ({ ports, contact, language }): Promise<RenderedCard> => {
  if (!ports.calendar.isOffered) return calendarCard({ address: null, said: null }, language);
  await ports.calendar.switchOff(contact);
  return calendarCard({ address: null, said: 'stopped' }, language);
};
