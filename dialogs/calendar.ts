/** `calendar.show`, `calendar.renew` and `calendar.stop`: the address of the reader's own calendar feed. */
import { calendarCard } from '../cards/calendar';
import type { CardDialog } from './turn';

/** How it stands now: what was asked before may have been changed since. */
const asItStands: CardDialog = async ({ ports: { calendar }, contact, language }) => {
  if (await calendar.isOn(contact))
    return calendarCard({ address: await calendar.addressOf(contact), said: null }, language);
  return calendarCard({ address: null, said: calendar.isOffered ? 'stopped' : null }, language);
};

/** Nothing is made or ended by what is handled anew. */
const unlessAnew =
  (dialog: CardDialog): CardDialog =>
  (turn, data) =>
    (turn.isAnew ? asItStands : dialog)(turn, data);

/** Where the reader finds their calendar. */
export const showCalendar = unlessAnew(async ({ ports, contact, language }) =>
  calendarCard({ address: await ports.calendar.addressOf(contact), said: null }, language),
);

/** A new address; who has the old one sees nothing any more. */
export const renewCalendar = unlessAnew(async ({ ports, contact, language }) =>
  calendarCard({ address: await ports.calendar.renew(contact), said: 'renewed' }, language),
);

/** No address any more, until the reader asks for one again. */
export const stopCalendar = unlessAnew(async ({ ports, contact, language }) => {
  if (!ports.calendar.isOffered) return calendarCard({ address: null, said: null }, language);
  await ports.calendar.switchOff(contact);
  return calendarCard({ address: null, said: 'stopped' }, language);
});
