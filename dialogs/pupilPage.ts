/** A pupil's page: read, added to, and tried again when somebody else was first. */
import { Fault } from '../bot/programme/failure';
import { cardChange } from '../bot/programme/cardChange';
import { factWithoutText, followUpWithoutText, keepsText } from '../bot/programme/freeText';
import type { FlagNotice, FollowUp, PupilFact } from '../bot/programme/facts';
import { markedContext, standingAfter } from '../bot/programme/kept/flag';
import type { Moment } from '../bot/programme/model';
import type { LoadedProgramme, RenderedCard } from '../bot/ports';
import type { PupilPage } from '../bot/ports/storage';
import { storing } from './notSure';
import type { DialogPorts, Turn } from './turn';

/** A page as it was read; the tag is null when nothing was stored yet. */
export interface ReadPage {
  readonly page: PupilPage;
  readonly tag: string | null;
}

/** The page of a pupil of whom nothing was stored yet. */
export const emptyPage = (school: string, pupil: string): PupilPage => ({
  school,
  pupil,
  facts: [],
  notices: [],
  activities: [],
});

/** A pupil's page, empty when nothing was stored yet. */
export const readPage = async (
  ports: Pick<DialogPorts, 'records'>,
  programme: string,
  school: string,
  pupil: string,
): Promise<ReadPage> => {
  const stored = await ports.records.page(programme, school, pupil);
  return stored === null
    ? { page: emptyPage(school, pupil), tag: null }
    : { page: stored.value, tag: stored.tag };
};

/** The moment of a new fact on a page: a clock that was put back must not bring facts out of order. */
export const nextMoment = ({ facts }: PupilPage, now: Moment): Moment =>
  Math.max(now, facts.at(-1)?.at ?? now);

/** Whether what this activity brought is stored already: Teams delivered it again. Without an id none is another one. */
export const isDelivered = ({ activities }: PupilPage, { activity }: Pick<Turn, 'activity'>): boolean =>
  activity !== '' && activities.includes(activity);

/** What one turn adds to a page. */
export interface Addition {
  readonly fact: PupilFact;
  readonly followUp: FollowUp | null;
  readonly notices: readonly FlagNotice[];
}

/** Where no text is kept none is stored, whatever a card still asked for. */
const textless = ({ fact, followUp, notices }: Addition): Addition => ({
  fact: factWithoutText(fact),
  followUp: followUp === null ? null : followUpWithoutText(followUp),
  notices,
});

/** Stores a fact with its page, and which delivered cards it makes out of date; `conflict` when the page changed since it was read. */
export const addToPage = async (
  turn: Turn,
  { head, directory }: LoadedProgramme,
  { page, tag }: ReadPage,
  added: Addition,
): Promise<'stored' | 'conflict'> => {
  const { fact, followUp, notices } = keepsText(directory, page.pupil, turn.now) ? added : textless(added);
  const { activity, card, contact, ports } = turn;
  const changed: PupilPage = {
    ...page,
    facts: [...page.facts, fact],
    notices: [...page.notices, ...notices],
    activities: [...page.activities, activity],
  };
  const shown = card === null ? null : { to: contact.email, activity: card };
  const change = cardChange(directory, page, { fact, notices }, shown);
  const standing = standingAfter(changed.facts, markedContext(directory, page.school));
  const result = await storing(
    ports.records.append(head.id, changed, tag, { fact, followUp, activity, change }, notices, standing),
  );
  if (result === 'stored' && (notices.length > 0 || change !== null)) ports.wake();
  return result;
};

/** Times a turn is tried again when somebody else stored something about the same pupil meanwhile. */
const mostConflicts = 8;

/** Runs a try until it gives a card: null is a conflict, and then everything is read and decided anew. */
export const untilStored = async (tryOnce: () => Promise<RenderedCard | null>): Promise<RenderedCard> => {
  for (let attempt = 0; attempt < mostConflicts; attempt += 1) {
    const card = await tryOnce();
    if (card !== null) return card;
  }
  throw new Fault(`not stored: the page of the pupil changed ${mostConflicts} times in a row`);
};
