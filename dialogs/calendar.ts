/** `calendar.show` and `calendar.renew`: the address of the reader's own calendar feed. */
import type { RenderedCard } from '../bot/ports';
import { calendarCard } from '../cards/calendar';
import type { CardDialog } from './turn';

/** Where the reader finds their calendar. */
export const showCalendar: CardDialog = async ({ ports, contact, language }): Promise<RenderedCard> =>
  calendarCard({ address: await ports.calendar.addressOf(contact), isRenewed: false }, language);

/** A new address; who has the old one sees nothing any more. */
export const renewCalendar: CardDialog = async ({ ports, contact, language }): Promise<RenderedCard> =>
  calendarCard({ address: await ports.calendar.renew(contact), isRenewed: true }, language);
