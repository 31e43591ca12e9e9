/** `pauze` and `taal`: what a person sets for themselves. */
import { isPauseTooMany } from '../bot/programme/bounds';
import { addDays } from '../bot/programme/calendar';
import { pauseAhead, pausedUntil } from '../bot/programme/messages';
import { typedPause, type TypedPause } from '../bot/programme/typed/pause';
import type { Pause } from '../bot/programme/facts';
import type { Day, Language, Moment } from '../bot/programme/model';
import type { RenderedCard } from '../bot/ports';
import { noticeCard } from '../cards/notice';
import type { PauseDays } from '../cards/studentViews';
import { storing } from './notSure';
import { notForYou } from './flags/open';
import { changeContact } from './people';
import { breaksOf } from './summary/breaks';
import { granted, type TextDialog, type Turn, type TurnGrant } from './turn';

/** The pause of the reader that holds now, then the one that comes; none without either. */
export const ownPauses = async (turn: Turn): Promise<readonly PauseDays[]> => {
  let present: PauseDays | null = null;
  let ahead: PauseDays | null = null;
  for (const { loaded, directory, person } of granted(turn, 'pauses')) {
    const { calendar } = directory;
    const pauses = (await turn.ports.records.pauses(loaded.head.id)).filter(
      ({ student }) => student === person.email,
    );
    const until = pausedUntil(pauses, turn.now, calendar);
    if (until !== null) present ??= { from: null, until };
    const coming = pauseAhead(pauses, turn.now, calendar);
    if (coming !== null) ahead ??= { from: calendar.dayOf(coming.since), until: coming.until };
  }
  return [present, ahead].filter((one) => one !== null);
};

/** How it stands now: what was asked before may have been changed since. */
const pauseAsItStands = async (turn: Turn): Promise<RenderedCard> => {
  const [days, also] = await ownPauses(turn);
  if (days === undefined) return noticeCard({ notice: 'pauseOff' }, turn.language);
  return noticeCard({ notice: 'paused', ...days, ...(also === undefined ? {} : { also }) }, turn.language);
};

/**
 * Whether something they said earlier stands in the place of what they say here, though it came later: this one had to wait, or
 * was slow. What stands for a moment that is still to come was said under a clock that has been put back since.
 */
const isOlder = ({ ports, saidAt, hasWaited }: Turn, standing: Moment): boolean =>
  standing <= ports.clock.now() && (standing > saidAt || (hasWaited && standing === saidAt));

/** In every programme of theirs, or, when it is too often for one, or they said something else since, in none. */
const storePause = async (turn: Turn, days: PauseDays | null): Promise<'stored' | 'tooMany' | 'older'> => {
  const until = days?.until ?? null;
  const from = days?.from ?? undefined;
  const { ports, saidAt } = turn;
  const { records } = ports;
  const known = await Promise.all(
    granted(turn, 'pauses').map(async ({ loaded: { head }, person: { email } }) => {
      const earlier = (await records.pauses(head.id)).filter(({ student }) => student === email);
      return { programme: head.id, student: email, earlier };
    }),
  );
  // This very pause may stand in one programme and not yet in another.
  const isAsked = (one: Pause): boolean => one.until === until && one.from === from;
  if (known.some(({ earlier }) => earlier.some((one) => !isAsked(one) && isOlder(turn, one.at))))
    return 'older';
  // Pressed twice, or delivered again: it stands already.
  const due = known.filter(({ earlier }) => {
    const last = earlier.at(-1);
    return (last?.until ?? null) !== until || last?.from !== from;
  });
  // Everybody's messages read the pauses of all.
  if (until !== null && due.some(({ earlier, student }) => isPauseTooMany(earlier, student, saidAt)))
    return 'tooMany';
  for (const { programme, student, earlier } of due) {
    // A clock that was put back must not bring an older pause back later.
    const at = Math.max(saidAt, ...earlier.map((pause) => pause.at));
    await storing(
      records.addPause(programme, { at, student, until, ...(from === undefined ? {} : { from }) }),
    );
  }
  return 'stored';
};

/** `tot 3-5`, `de meivakantie`: closed days by the names of the schools and universities of the student's pairs. */
const daysTyped = ({ directory, person }: TurnGrant, words: string, today: Day): TypedPause | null => {
  const schools = directory
    .pairsOfStudent(person.email)
    .flatMap(({ pupil }) => directory.pupil(pupil)?.school ?? []);
  return typedPause(words, { today, breaks: breaksOf(directory, schools) });
};

/** The last day of the student's programmes. */
const lastDayOf = (turn: Turn): Day =>
  granted(turn, 'pauses')
    .map(({ directory }) => directory.programme.end)
    .toSorted()
    .at(-1) ?? '';

/** What was stored, with the other pause that they have beside it. */
const pausedCard = async (turn: Turn, days: PauseDays): Promise<RenderedCard> => {
  const also = (await ownPauses(turn)).find((one) => (one.from === null) !== (days.from === null));
  return noticeCard({ notice: 'paused', ...days, ...(also === undefined ? {} : { also }) }, turn.language);
};

const pauseFor = async (turn: Turn, typed: TypedPause, today: Day): Promise<RenderedCard> => {
  const { from, until } = typed;
  const end = lastDayOf(turn);
  const longest = addDays(end, 1);
  if (end < today) return noticeCard({ notice: 'pauseOver', end }, turn.language);
  if (typed.isTurned === true) {
    const { offer } = typed;
    return noticeCard({ notice: 'pauseTurned', from: typed.from, until: typed.until, offer }, turn.language);
  }
  // It would be over already: who means today as well is told how.
  if (until === today) return noticeCard({ notice: 'pauseToday' }, turn.language);
  if (until === null && from <= end)
    return noticeCard({ notice: 'pauseNoEnd', from, end, until: longest }, turn.language);
  const asked = until ?? from;
  // What begins after the end is no pause of this programme.
  const begin = from !== null && from <= end ? from : null;
  if (until === null || until > longest)
    return noticeCard({ notice: 'pauseTooLong', asked, from: begin, end, until: longest }, turn.language);
  const stored = await storePause(turn, { from, until });
  if (stored === 'older') return pauseAsItStands(turn);
  return stored === 'stored'
    ? pausedCard(turn, { from, until })
    : noticeCard({ notice: 'pauseTooMany' }, turn.language);
};

/** `pauze tot 3-5`, `pauze van 3-5 tot 10-5`, `pauze uit`: stops nudges and reminders until that day begins, or starts them again. */
export const pause: TextDialog = async (turn, rest) => {
  const [first] = granted(turn, 'pauses');
  if (first === undefined) return [notForYou(turn)];
  const words = rest.trim().toLowerCase();
  if (words === 'uit' || words === 'off') {
    if ((await storePause(turn, null)) === 'older') return [await pauseAsItStands(turn)];
    return [noticeCard({ notice: 'pauseOff' }, turn.language)];
  }
  // What they said before midnight and is answered after it means the day on which they said it.
  const today = first.directory.calendar.dayOf(turn.saidAt);
  const days = daysTyped(first, words, today);
  if (days === null) return [noticeCard({ notice: 'pauseUnclear', typed: rest.trim() }, turn.language)];
  return [await pauseFor(turn, days, today)];
};

const languages: Readonly<Record<string, Language>> = {
  nl: 'nl',
  nederlands: 'nl',
  dutch: 'nl',
  en: 'en',
  engels: 'en',
  english: 'en',
};

/** `taal en`, `language nl`: the bot's language from now on, whatever Teams says. */
export const language: TextDialog = async (turn, rest) => {
  const chosen = new Map(Object.entries(languages)).get(rest.trim().toLowerCase());
  if (chosen === undefined) {
    return [noticeCard({ notice: 'languageUnknown', typed: rest.trim() }, turn.language)];
  }
  const { tenant, aadObjectId } = turn.contact;
  const contact = await changeContact(turn.ports.contacts, tenant, aadObjectId, (current) =>
    current.languageAt !== undefined && isOlder(turn, current.languageAt)
      ? current
      : { ...current, language: chosen, languageAt: turn.saidAt },
  );
  const stands = contact?.language ?? chosen;
  return [noticeCard({ notice: 'language', language: stands }, stands)];
};
