/** `pauze` and `taal`: what a person sets for themselves. */
import { isPauseTooMany } from '../bot/programme/bounds';
import { addDays } from '../bot/programme/calendar';
import { pausedUntil } from '../bot/programme/messages';
import { typedUntil } from '../bot/programme/typed/ahead';
import type { Day, Language } from '../bot/programme/model';
import type { RenderedCard } from '../bot/ports';
import { noticeCard } from '../cards/notice';
import { storing } from './notSure';
import { notForYou } from './flags/open';
import { changeContact } from './people';
import { breaksOf } from './summary/breaks';
import { granted, type TextDialog, type Turn, type TurnGrant } from './turn';

/** The day on which the pause of the reader ends that holds now; null without one. */
export const ownPause = async (turn: Turn): Promise<Day | null> => {
  for (const { loaded, directory, person } of granted(turn, 'pauses')) {
    const pauses = (await turn.ports.records.pauses(loaded.head.id)).filter(
      ({ student }) => student === person.email,
    );
    const until = pausedUntil(pauses, turn.now, directory.calendar);
    if (until !== null) return until;
  }
  return null;
};

/** How it stands now: what was asked before may have been changed since. */
const pauseAsItStands = async (turn: Turn): Promise<RenderedCard> => {
  const until = await ownPause(turn);
  return noticeCard(until === null ? { notice: 'pauseOff' } : { notice: 'paused', until }, turn.language);
};

/** In every programme of theirs, or, when it is too often for one, in none. */
const storePause = async (turn: Turn, until: Day | null): Promise<'stored' | 'tooMany'> => {
  const { ports, now } = turn;
  const { records } = ports;
  const known = await Promise.all(
    granted(turn, 'pauses').map(async ({ loaded: { head }, person: { email } }) => {
      const earlier = (await records.pauses(head.id)).filter(({ student }) => student === email);
      return { programme: head.id, student: email, earlier };
    }),
  );
  // Pressed twice, or delivered again: it stands already.
  const due = known.filter(({ earlier }) => (earlier.at(-1)?.until ?? null) !== until);
  // Everybody's messages read the pauses of all.
  if (until !== null && due.some(({ earlier, student }) => isPauseTooMany(earlier, student, now)))
    return 'tooMany';
  for (const { programme, student, earlier } of due) {
    // A clock that was put back must not bring an older pause back later.
    const at = Math.max(now, ...earlier.map((pause) => pause.at));
    await storing(records.addPause(programme, { at, student, until }));
  }
  return 'stored';
};

/** `tot 3-5`, `t/m de meivakantie`: closed days by the names of the schools and universities of the student's pairs. */
const untilDay = ({ directory, person }: TurnGrant, words: string, today: Day): Day | null => {
  const schools = directory
    .pairsOfStudent(person.email)
    .flatMap(({ pupil }) => directory.pupil(pupil)?.school ?? []);
  return typedUntil(words, { today, breaks: breaksOf(directory, schools) });
};

/** The last day of the student's programmes. */
const lastDayOf = (turn: Turn): Day =>
  granted(turn, 'pauses')
    .map(({ directory }) => directory.programme.end)
    .toSorted()
    .at(-1) ?? '';

const pauseUntil = async (turn: Turn, until: Day, today: Day): Promise<RenderedCard> => {
  const end = lastDayOf(turn);
  if (end < today) return noticeCard({ notice: 'pauseOver', end }, turn.language);
  // It would be over already: who means today as well is told how.
  if (until === today) return noticeCard({ notice: 'pauseToday' }, turn.language);
  if (until > addDays(end, 1))
    return noticeCard({ notice: 'pauseTooLong', asked: until, end, until: addDays(end, 1) }, turn.language);
  if (turn.isAnew) return pauseAsItStands(turn);
  const isStored = (await storePause(turn, until)) === 'stored';
  return noticeCard(isStored ? { notice: 'paused', until } : { notice: 'pauseTooMany' }, turn.language);
};

/** `pauze tot 3-5`, `pauze uit`: stops nudges and reminders until that day begins, or starts them again. */
export const pause: TextDialog = async (turn, rest) => {
  const [first] = granted(turn, 'pauses');
  if (first === undefined) return [notForYou(turn)];
  const words = rest.trim().toLowerCase();
  if (words === 'uit' || words === 'off') {
    if (turn.isAnew) return [await pauseAsItStands(turn)];
    await storePause(turn, null);
    return [noticeCard({ notice: 'pauseOff' }, turn.language)];
  }
  const today = first.directory.calendar.dayOf(turn.now);
  const until = untilDay(first, words, today);
  if (until === null) return [noticeCard({ notice: 'pauseUnclear', typed: rest.trim() }, turn.language)];
  return [await pauseUntil(turn, until, today)];
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
  if (turn.isAnew) return [noticeCard({ notice: 'language', language: turn.language }, turn.language)];
  const { tenant, aadObjectId } = turn.contact;
  await changeContact(turn.ports.contacts, tenant, aadObjectId, (contact) => ({
    ...contact,
    language: chosen,
  }));
  return [noticeCard({ notice: 'language', language: chosen }, chosen)];
};
