import type { SignalDetails, SignalLists } from '../bot/programme/signalDetails';
import type { RenderedCard } from '../bot/ports';
import type { Language } from '../bot/programme/model';
import { answerBelow, execute, say, type CardAction } from './actions';
import { savedBlocks, type ContactSaved } from './contactSaved';
import { renderFitting } from './fitting';
import { programmePart, shownName } from './names';
import { cardTemplate } from './render';
import { schoolNames } from './schoolNames';
import {
  contactedButton,
  lastContact,
  lastText,
  pupilsText,
  signalKinds,
  type SignalKind,
  studentsSaid,
  staffLines,
} from './studentLines';
import file from './studentSignals.json';
import { type TextKey, words } from './words';

const template = cardTemplate(file);

/** Students shown of each kind; fewer when names and addresses are long, at the worst none and the way to them. */
const tiers: readonly [number, ...number[]] = [5, 3, 2, 1, 0];
/** Students shown of the one kind that is asked for. */
const tiersOfOne: readonly [number, ...number[]] = [10, 6, 3, 1];

/** What the card shows: every list, or one of them from a place on. */
export interface StudentSignalsView {
  readonly lists: SignalLists;
  readonly only: { readonly kind: SignalKind; readonly from: number } | null;
  /** The contact that was just stored or taken back. */
  readonly stored: ContactSaved | null;
  /** Where the reader has more programmes; else null. */
  readonly programmeName?: string | null;
  /** The class, school or name that was asked for; null is all of the reader's. */
  readonly of: string | null;
  /** How many students have that name; null where it is none. */
  readonly named?: number | null;
  /** Names of the schools it is at: where there are more, each is named, for classes of one name are not one class. */
  readonly schools?: readonly string[];
}

interface Line {
  readonly label: string;
  readonly detail: string;
  readonly contact: string;
  readonly buttons: readonly CardAction[];
}

const headings: Readonly<Record<SignalKind, readonly [TextKey, TextKey]>> = {
  silent: ['signals.silent', 'signals.silentWhy'],
  unreachable: ['signals.unreachable', 'signals.unreachableWhy'],
  cancelling: ['signals.cancelling', 'signals.cancellingWhy'],
  due: ['signals.due', 'signals.dueWhy'],
  paused: ['signals.paused', 'signals.pausedWhy'],
};

/** Who never had the app has filled in nothing: that need not be said as well. */
const detailOf = (
  kind: SignalKind,
  { student, matter }: { readonly student: SignalDetails; readonly matter: string },
  language: Language,
): string => {
  const isNew = kind === 'unreachable' && student.lastAnswered === null;
  return [pupilsText(student, language), matter, ...(isNew ? [] : [lastText(student, language)])].join(' · ');
};

const lineOf = (
  { lists, of }: StudentSignalsView,
  language: Language,
  said: { readonly student: SignalDetails; readonly matter: string; readonly kind: SignalKind },
): Line => {
  const { student, kind } = said;
  const { programme, timeZone } = lists;
  const show = { student: student.student, programme, ...answerBelow };
  return {
    label: shownName(student.name),
    detail: detailOf(kind, said, language),
    contact: lastContact(student, timeZone, language),
    buttons: [
      contactedButton(student, { programme, digest: null, of }, language, 'none'),
      execute(words(language).text('signals.open'), 'student.show', show, { inputs: 'none' }),
    ],
  };
};

/** A list with the part of it that fits; the button behind it shows the rest. */
const kindOf = (view: StudentSignalsView, kind: SignalKind, language: Language, most: number) => {
  const { text } = words(language);
  const { of } = view;
  const all = studentsSaid(view.lists, language).filter((said) => said.kind === kind);
  const from = Math.min(view.only?.from ?? 0, Math.max(0, all.length - 1));
  const until = Math.min(all.length, from + most);
  const left = all.length - until;
  const data = { kind, from: String(view.only === null ? 0 : until), programme: view.lists.programme, of };
  const [heading, why] = headings[kind];
  return {
    heading: text(heading, { count: all.length }),
    why: text(why),
    lines: all.slice(from, until).map((said) => lineOf(view, language, said)),
    more: left === 0 ? '' : text('signals.more', { count: left }),
    next:
      left === 0
        ? []
        : [{ buttons: [execute(text('signals.showMore'), 'student.list', data, { inputs: 'none' })] }],
  };
};

const noticeOf = ({ lists, stored }: StudentSignalsView, language: Language): string => {
  const { text } = words(language);
  if (stored !== null) return text(`signals.${stored.what}Notice`);
  const count = new Set(
    [...lists.silent, ...lists.cancelling, ...lists.unreachable].map(({ student }) => student),
  ).size;
  if (count > 0) return text('signals.notice', { count });
  if (lists.due.length > 0) return text('signals.dueNotice', { count: lists.due.length });
  const paused = lists.paused.length;
  return paused === 0 ? text('signals.empty') : text('signals.pausedNotice', { count: paused });
};

const actionsOf = (view: StudentSignalsView, language: Language): readonly CardAction[] => {
  const { text } = words(language);
  const { programme } = view.lists;
  return [
    ...(view.only === null
      ? []
      : [execute(text('signals.all'), 'student.list', { programme, of: view.of }, { inputs: 'none' })]),
    say(text('digest.summary'), text('typed.summary'), programme),
  ];
};

/** `3A`, or `3A (Johan de Witt en Zuiderpark College)`. */
const placeText = (of: string, schools: readonly string[], language: Language): string =>
  schools.length < 2 ? shownName(of) : `${shownName(of)} (${schoolNames(schools, language, shownName)})`;

/** Whom the lists are about, where not everybody. */
const aboutOf = ({ of, named = null, schools = [] }: StudentSignalsView, language: Language): string[] => {
  const { text } = words(language);
  if (of === null) return [];
  return named === null
    ? [text('signals.of', { what: placeText(of, schools, language) })]
    : [text('signals.named', { count: named, name: shownName(of) })];
};

const introOf = (view: StudentSignalsView, isEmpty: boolean, language: Language): string => {
  const { text } = words(language);
  return [...aboutOf(view, language), ...(isEmpty ? [text('signals.empty')] : [])].join(' ');
};

/** Teachers and coordinators whom Teams refuses; they belong to no list of students, and to no class. */
const staffOf = ({ lists, only, of }: StudentSignalsView, language: Language) => {
  const lines = only === null && of === null ? staffLines(lists, language) : [];
  const heading = words(language).text('digest.staff');
  return lines.length === 0 ? [] : [{ heading, lines: lines.map((line) => ({ line })) }];
};

/** Students who may need a person: silent, unreachable, cancelling, due for a contact, and, to know it, paused. */
export const studentSignalsCard = (view: StudentSignalsView, language: Language): RenderedCard => {
  const { text } = words(language);
  const kinds = view.only === null ? signalKinds : [view.only.kind];
  const present = kinds.filter((kind) => view.lists[kind].length > 0);
  return renderFitting(
    template,
    view.only === null ? tiers : tiersOfOne,
    (most) => ({
      saved: savedBlocks(view.stored, { ...view.lists, digest: null, of: view.of }, language),
      heading: [text('signals.title'), ...programmePart(view)].join(' · '),
      intro: introOf(view, present.length === 0, language),
      kinds: present.map((kind) => kindOf(view, kind, language, most)),
      staff: staffOf(view, language),
      actions: actionsOf(view, language),
    }),
    noticeOf(view, language),
  );
};
