/** What a student types who cannot come, in words of their own, and the cards with which they say so. */
import type { RenderedCard } from '../../bot/ports';
import { groupBy } from '../../bot/programme/groupBy';
import { studentSessions } from '../studentSessions';
import type { Turn } from '../turn';
import type { OwnSession } from './facts';
import { ask } from './show';

/** No such message is longer; looking at more of it costs time. */
const longest = 200;

/** What is said around it: it changes nothing of what is meant, for the card says of which day it is. */
const around = new Set(
  [
    'hoi hallo hey hi hello sorry helaas toch echt erg dus er de het mijn onze een beetje ook',
    'vandaag morgen overmorgen aanstaande deze volgende week op van voor om',
    'maandag dinsdag woensdag donderdag vrijdag',
    'the my our this next on for to be able a bit unfortunately really today tomorrow week',
    'monday tuesday wednesday thursday friday',
  ].flatMap((words) => words.split(' ')),
);

/** About oneself, or about the session: that somebody else is ill, or what else cannot be done, is no calling off. */
const meanings = new Set(
  [
    'kan niet, kan niet komen, kan niet bij zijn, haal niet, red niet',
    'ben ziek, ben verhinderd, ben grieperig, ziek, verhinderd, ziek melden, ziekmelden, me ziek melden',
    'afmelden, me afmelden, mij afmelden, wil me afmelden, wil afmelden, moet me afmelden',
    'afzeggen, wil afzeggen, moet afzeggen, sessie afzeggen',
    'gaat niet door, sessie gaat niet door, afspraak gaat niet door, gaat sessie niet door',
    'cannot, cannot come, cannot make it, cannot there, not come, not coming',
    'am sick, am ill, am unwell, am not coming, sick, ill',
    'cancel, cancel session, call off, call off session, session is off, session is cancelled',
  ].flatMap((some) => some.split(', ')),
);

/** Whether a text says, in Dutch or English and no more than that, that somebody cannot come or a session is off. */
export const soundsLikeCallingOff = (text: string): boolean => {
  if (text.length > longest) return false;
  const words = text
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/\bi'?m\b/g, 'i am')
    .replace(/\b(?:can't|cant|can not|won't|will not)(?![a-z])/g, 'cannot')
    .split(/[^a-z']+/);
  const core = words.filter((word) => word !== '' && word !== 'ik' && word !== 'i' && !around.has(word));
  return meanings.has(core.join(' '));
};

/** More cards would push the soonest session out of sight. */
const mostCards = 5;

/** Who says one of these does not mean today. */
const laterDay = /\b(?:over)?morgen\b|\bvolgende\b|\btomorrow\b|\bnext\b/i;

/** Of the sessions with one pupil the one that is meant: one of today that waits for its answer, else the next. */
const meant = (turn: Turn, own: readonly OwnSession[], text: string): OwnSession | undefined => {
  const open = own.filter(({ answer }) => answer === null);
  const next = open.find(({ session }) => session.start > turn.now);
  if (laterDay.test(text)) return next;
  const today = open.findLast(({ loaded: { directory }, session }) => {
    const isBegun = session.start <= turn.now;
    return isBegun && session.date === directory.calendar.dayOf(turn.now);
  });
  return today ?? next;
};

/**
 * Asks of the next session with each pupil whether it is off, the soonest first. Nothing is stored before a button says
 * whose reason it is: what somebody types is never an answer. Empty when no session is left.
 */
export const callOff = async (turn: Turn, text: string): Promise<readonly RenderedCard[]> => {
  const ofPupil = groupBy(
    await studentSessions(turn),
    ({ loaded, session }) => `${loaded.head.id}/${session.pupil}`,
  );
  return [...ofPupil.values()]
    .flatMap((own) => meant(turn, own, text) ?? [])
    .toSorted((a, b) => a.session.start - b.session.start)
    .slice(0, mostCards)
    .map((own) => ask(turn, own, { occasion: 'asked', error: null }));
};
