/** `pauze` and `taal`: what a person sets for themselves. */
import { futureDay } from '../bot/programme/typedDays';
import type { Day, Language } from '../bot/programme/model';
import { noticeCard } from '../cards/notice';
import { changeContact } from './people';
import { membershipsAs, type TextDialog, type Turn } from './turn';

const storePause = async (turn: Turn, until: Day | null): Promise<void> => {
  for (const { loaded, person } of membershipsAs(turn, 'student')) {
    await turn.ports.records.addPause(loaded.head.id, { at: turn.now, student: person.email, until });
  }
};

/** `pauze tot 3-5`, `pauze uit`: stops nudges and reminders until that day begins, or starts them again. */
export const pause: TextDialog = async (turn, rest) => {
  const [first] = membershipsAs(turn, 'student');
  if (first === undefined) return [noticeCard({ notice: 'notForYou' }, turn.language)];
  const words = rest.trim().toLowerCase();
  if (words === 'uit' || words === 'off') {
    await storePause(turn, null);
    return [noticeCard({ notice: 'pauseOff' }, turn.language)];
  }
  const today = first.directory.calendar.dayOf(turn.now);
  const until = futureDay(words.replace(/^(tot|until|t\/m|till)\s+/, ''), today);
  if (until === null) return [noticeCard({ notice: 'pauseUnclear', typed: rest.trim() }, turn.language)];
  await storePause(turn, until);
  return [noticeCard({ notice: 'paused', until }, turn.language)];
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
  await changeContact(turn.ports.contacts, tenant, aadObjectId, (contact) => ({
    ...contact,
    language: chosen,
  }));
  return [noticeCard({ notice: 'language', language: chosen }, chosen)];
};
