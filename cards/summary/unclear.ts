import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import type { SummaryAsked } from '../../bot/programme/summary/asked';
import { say } from '../actions';
import { plainName, shownName } from '../names';
import { cardTemplate, renderCard } from '../render';
import { firstOf } from '../rows';
import { openScope } from './open';
import { periodText } from './template';
import file from './unclear.json';
import { type TextKey, words } from '../words';

/** When what was typed after `overzicht` means nothing, or more than one thing, to its reader. */
export interface SummaryUnclearView {
  /** What means more than one thing, or the part that is not known. */
  readonly typed: string;
  readonly isKnown: boolean;
  /** Known, but not to be shown together. */
  readonly isApart: boolean;
  /** A period that ends before it begins. */
  readonly isTurned: boolean;
  /** What it may mean; an empty label is everything. */
  readonly choices: readonly { readonly label: string; readonly scope: SummaryAsked }[];
}

const template = cardTemplate(file);

/** With the button for everything that makes six, which is what a card may hold. */
const shownChoices = 5;

type Choice = SummaryUnclearView['choices'][number];

/** `Sam de Boer (studentmentor)`; with its period, or just that, where the choices differ in it. */
const choiceTitle = (
  language: Language,
  { label, scope }: Choice,
  { withPeriod, isApart }: { readonly withPeriod: boolean; readonly isApart: boolean },
): string => {
  const { text } = words(language);
  if (label === '' && withPeriod) return periodText(scope, language);
  const name = label === '' ? text('summary.all') : plainName(label);
  // Where students are shown one at a time the card says so already.
  const isStudent = scope.student !== null && scope.pupil === null && !isApart;
  const who = isStudent ? text('summary.asStudent', { name }) : name;
  const isOpen = scope.from === null && scope.to === null;
  return withPeriod && !isOpen ? `${who}: ${periodText(scope, language)}` : who;
};

const periodOf = ({ scope }: Choice): string => `${scope.from}/${scope.to}`;

const askedWith = ({ isApart, choices }: SummaryUnclearView): TextKey => {
  if (choices.length === 1) return 'summary.didYouMeanThis';
  return isApart ? 'summary.chooseOne' : 'summary.didYouMean';
};

/** Offers what was meant, each with its exact ids; whoever is not within the reader's schools is as unknown as nobody. */
export const summaryUnclearCard = (view: SummaryUnclearView, language: Language): RenderedCard => {
  const { text } = words(language);
  const { shown, left } = firstOf(view.choices, shownChoices);
  const withPeriod = view.isTurned || new Set(view.choices.map(periodOf)).size > 1;
  const known = view.isApart ? 'summary.oneAtATime' : 'summary.severalMeanings';
  const unknown = view.isTurned ? 'summary.turned' : 'summary.notFound';
  const key = view.isKnown ? known : unknown;
  const data = {
    heading: text('summary.unclearTitle'),
    notFound: text(key, { typed: shownName(view.typed) }),
    help: text(shown.length === 0 ? 'summary.notFoundHelp' : askedWith(view)),
    more: left === 0 ? '' : text('summary.moreChoices', { count: left }),
    actions: [
      ...shown.map((choice) =>
        openScope(choiceTitle(language, choice, { withPeriod, isApart: view.isApart }), choice.scope),
      ),
      say(text('summary.all'), text('typed.summary')),
    ],
  };
  return renderCard(template, data, text(key, { typed: plainName(view.typed) }));
};
