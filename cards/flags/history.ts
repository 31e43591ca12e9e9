/** What happened to a flag, and where it stands, in words. */
import type { FlagEvent, ResolveReason } from '../../bot/programme/facts';
import type { Language } from '../../bot/programme/model';
import type { FlagView } from '../coordinatorViews';
import { date, dayOfMoment, shortMoment } from '../dates';
import { escapeMarkdown } from '../escape';
import { shownName } from '../names';
import { lastOf } from '../rows';
import { type TextKey, words } from '../words';

const eventKeys = {
  opened: 'flags.event.opened',
  added: 'flags.event.added',
  raised: 'flags.event.raised',
  acknowledged: 'flags.event.acknowledged',
  note: 'flags.event.note',
  resolved: 'flags.event.resolved',
  cleared: 'flags.event.cleared',
  reopened: 'flags.event.reopened',
  withdrawn: 'flags.event.withdrawn',
} as const satisfies Readonly<Record<FlagEvent['what'], TextKey>>;

const nameOfActor = (view: FlagView, language: Language, event: FlagEvent): string =>
  event.by === 'bot' ? words(language).text('flags.bot') : shownName(view.nameOf(event.by));

/** Why a flag was resolved, in words: also the note of somebody who chose a reason and wrote nothing. */
export const reasonWords = (language: Language, reason: ResolveReason): string =>
  words(language).text(`flags.reason.${reason}`);

/** Nothing was written besides the reason: its words, in whichever language, are not said twice. */
const isOnlyReason = ({ note, reason }: FlagEvent): boolean =>
  note === null ||
  (reason !== undefined && [reasonWords('nl', reason), reasonWords('en', reason)].includes(note));

/** One step; `note` is empty when none was written. */
interface Step {
  readonly what: string;
  readonly note: string;
}

const stepOf = (view: FlagView, language: Language, event: FlagEvent): Step => {
  const { text } = words(language);
  const when = shortMoment(language, event.at, view.timeZone);
  const name = nameOfActor(view, language, event);
  const what =
    event.reason === undefined
      ? text(eventKeys[event.what], { name })
      : text('flags.event.resolvedBecause', { name, reason: reasonWords(language, event.reason) });
  const note = isOnlyReason(event) ? '' : text('flags.quote', { note: escapeMarkdown(event.note ?? '') });
  return { what: `${when} · ${what}`, note };
};

/** The newest `most` steps, oldest of them first. */
export const historyOf = (view: FlagView, language: Language, most: number) => {
  const { shown, left } = lastOf(view.flag.history, most);
  return {
    history: shown.map((event) => stepOf(view, language, event)),
    earlier: left === 0 ? '' : words(language).text('flags.earlier', { count: left }),
  };
};

const lastEvent = (view: FlagView, kinds: readonly FlagEvent['what'][]): FlagEvent | undefined =>
  view.flag.history.findLast(({ what }) => kinds.includes(what));

/** Since when it is open: the day on which it was opened, or opened again, as every list says it. */
const openSince = (view: FlagView): string => {
  const event = lastEvent(view, ['opened', 'reopened']);
  if (event === undefined) return view.flag.openedOn;
  return dayOfMoment(event.at, view.timeZone);
};

const byWhom = (
  view: FlagView,
  language: Language,
  event: FlagEvent | undefined,
): { name: string; date: string } =>
  event === undefined
    ? { name: words(language).text('flags.bot'), date: date(language, view.flag.openedOn) }
    : {
        name: nameOfActor(view, language, event),
        date: date(language, dayOfMoment(event.at, view.timeZone)),
      };

/** Where the flag stands: `opgepakt door Sanne Bakker op 16 maart`. */
export const statusText = (view: FlagView, language: Language): string => {
  const { text } = words(language);
  const { status, continuedAs } = view.flag;
  if (status === 'withdrawn')
    return text(continuedAs === undefined ? 'flags.status.withdrawn' : 'flags.status.continued');
  if (status === 'open') return text('flags.status.open', { date: date(language, openSince(view)) });
  if (status === 'acknowledged')
    return text('flags.status.acknowledged', byWhom(view, language, lastEvent(view, ['acknowledged'])));
  const event = lastEvent(view, ['resolved', 'cleared']);
  const key = event?.what === 'cleared' ? 'flags.status.cleared' : 'flags.status.resolved';
  return text(key, byWhom(view, language, event));
};

const raisedKeys = {
  opened: 'flags.raised.opened',
  reopened: 'flags.raised.reopened',
  raised: 'flags.raised.raised',
} as const satisfies Partial<Record<FlagEvent['what'], TextKey>>;

/** A flag that opens at a higher level at once is new, not raised. */
const raisedText = (view: FlagView, language: Language): string => {
  const opening = lastEvent(view, ['opened', 'reopened']);
  const raised = lastEvent(view, ['raised']);
  const isRaised = raised !== undefined && raised.at > (opening?.at ?? -Infinity);
  const how = isRaised ? 'raised' : opening?.what === 'reopened' ? 'reopened' : 'opened';
  return words(language).text(raisedKeys[how]);
};

const savedKeys = {
  acknowledged: 'flags.saved.acknowledged',
  note: 'flags.saved.note',
  resolved: 'flags.saved.resolved',
  alreadyDone: 'flags.saved.alreadyDone',
  alreadyClosed: 'flags.saved.alreadyClosed',
  nothingStored: 'flags.saved.nothingStored',
  notPassedOn: 'flags.saved.notPassedOn',
} as const satisfies Partial<Record<FlagView['occasion'], TextKey>>;

/** The first line of the card: why it comes or what was stored; empty when it was asked for. */
export const occasionText = (view: FlagView, language: Language): string => {
  if (view.occasion === 'asked') return '';
  if (view.occasion === 'raised') return raisedText(view, language);
  return words(language).text(savedKeys[view.occasion], { status: view.flag.status });
};

/** What was typed and not kept, below that line. */
export const unsavedOf = ({ unsaved }: FlagView, language: Language) =>
  unsaved === '' ? [] : [{ text: words(language).text('flags.quote', { note: escapeMarkdown(unsaved) }) }];
