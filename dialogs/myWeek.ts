/** `mijn week`: this week's sessions and intervision, and what is still open. */
import { addDays, mondayOf } from '../bot/programme/calendar';
import { isUnresolved } from '../bot/programme/flags/replay';
import { givenName } from '../bot/programme/labels';
import { sessionDetails } from '../bot/programme/sessionDetails';
import type { RenderedCard } from '../bot/ports';
import { myWeekCard } from '../cards/myWeek';
import { refreshing } from '../cards/refresh';
import type { OwnFlagView } from '../cards/studentViews';
import type { OwnSession } from './checkIn/facts';
import { notForYou } from './flags/open';
import { ownFlags, type PageOf } from './flags/own';
import { emptyPage } from './pupilPage';
import { ownPauses } from './settings';
import { openSessions, studentSessions } from './studentSessions';
import { granted, type CardDialog, type TextDialog, type Turn } from './turn';
import { readWeekMeetings } from './weekMeetings';

const detailsOf = ({ loaded, session }: OwnSession) => sessionDetails(loaded.directory, session);

/** What still waits for somebody, from the pages that the sessions were read with. */
const openFlags = async (turn: Turn, all: readonly OwnSession[]): Promise<readonly OwnFlagView[]> => {
  const known = new Map(all.map(({ loaded, page }) => [`${loaded.head.id}/${page.pupil}`, page]));
  const pageOf: PageOf = async (loaded, pupil) =>
    known.get(`${loaded.head.id}/${pupil.id}`) ?? emptyPage(pupil.school, pupil.id);
  return (await ownFlags(turn, pageOf)).filter(isUnresolved);
};

/** The week of the moment in which it is asked, Monday to Sunday; null for whoever is in no programme. */
const ownWeek = async (turn: Turn): Promise<RenderedCard | null> => {
  const [first] = turn.memberships;
  if (first === undefined) return null;
  const { calendar, programme } = first.loaded.directory;
  const from = mondayOf(calendar.dayOf(turn.now));
  const to = addDays(from, 6);
  const all = await studentSessions(turn);
  const week = all.filter(({ session }) => session.date >= from && session.date <= to);
  const { open } = openSessions(turn, all);
  const view = {
    name: givenName(first.loaded.directory, turn.contact.email),
    timeZone: programme.timeZone,
    from,
    to,
    sessions: week.map((own) => ({
      ...detailsOf(own),
      outcome: own.answer?.outcome ?? null,
      minutesLate: own.answer?.minutesLate ?? null,
      begun: own.session.start <= turn.now,
      ended: own.session.end <= turn.now,
    })),
    open: open.filter(({ session }) => session.date < from).map(detailsOf),
    pauses: await ownPauses(turn),
    flags: await openFlags(turn, all),
    intervision: await readWeekMeetings(turn, { from, to }),
    hasPairs: all.length > 0,
    hasCalendar: turn.ports.calendar.isOffered && granted(turn, 'week').length > 0,
  };
  const card = myWeekCard(view, turn.language);
  return refreshing(card, { verb: 'week.show', data: {}, userId: turn.contact.userId });
};

/** `mijn week`. */
export const myWeek: TextDialog = async (turn) => {
  const card = await ownWeek(turn);
  return card === null ? [] : [card];
};

/** `week.show`: the same, as Teams asks for it anew. */
export const showWeek: CardDialog = async (turn) => (await ownWeek(turn)) ?? notForYou(turn);
