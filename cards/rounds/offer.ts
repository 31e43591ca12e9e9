/** The times a teacher proposes to a group, and the question when too few can come. */
import type { RenderedCard } from '../../bot/ports';
import type { Day, Language } from '../../bot/programme/model';
import type { NoSlotReason, Slot } from '../../bot/programme/rounds/model';
import type { TypedTime } from '../../bot/programme/rounds/typedSlots';
import { execute, type CardAction } from '../actions';
import { day, list } from '../dates';
import { doubtHints, doubtParts, type SlotDoubtView } from './doubts';
import { drawRound, type Section } from './template';
import { timesForm, typedTimeOf, type TimeProblem } from './times';
import type { GroupView, Occasion } from './views';
import { formBehind, longSlot, plainGroup, refData, shortSlot, showButton, whichDays } from './words';
import { words, type Words } from '../words';

/** Times for a group, to accept or to change. */
export interface OfferView extends GroupView {
  readonly occasion: Occasion;
  /** The reader leads the group; else they coordinate. */
  readonly isTeacher: boolean;
  /** Which question to the teacher this is; 0 when there is none. */
  readonly number: number;
  /** What is proposed and can still be asked about; what was stored when it was. */
  readonly slots: readonly Slot[];
  /** Those of the times that not everybody can make, with who cannot. */
  readonly notForAll: readonly SlotDoubtView[];
  /** What was most in the way where fewer than five were found. */
  readonly fewer: NoSlotReason | null;
  /** Something was proposed, by now too late or not. */
  readonly wasProposed: boolean;
  /** Too few could come: the best time there is, whether it has begun, how many can now; null for an ordinary offer. */
  readonly undecided: {
    readonly best: Slot | null;
    readonly isOver: boolean;
    readonly coming: number;
    /** Too few still: by now more may be free. */
    readonly isFew: boolean;
  } | null;
  /** The day on which members can answer last, once there is a poll. */
  readonly answerBy: Day | null;
  /** What was wrong; `none`: no time was chosen, `stale`: a time that is not offered any more. */
  readonly error:
    | { readonly problem: 'none' | 'stale' }
    | { readonly problem: 'teacherBusy' | 'tooSoon'; readonly slots: readonly Slot[] }
    | {
        readonly typed: readonly TypedTime[];
        readonly problems: readonly TimeProblem[];
        /** Nothing is wrong, but not everybody can: to be confirmed or changed. */
        readonly doubts: readonly SlotDoubtView[];
      }
    | null;
}

/** A choice of times by their ids, each in a line. */
export const slotChoices = (
  { language, text }: Words,
  { timeZone }: GroupView,
  slots: readonly Slot[],
  chosen: readonly string[],
): CardAction => ({
  type: 'Input.ChoiceSet',
  id: 'slots',
  label: text('round.slots'),
  isMultiSelect: true,
  style: 'expanded',
  wrap: true,
  value: chosen.join(','),
  choices: slots.map((slot) => ({ title: shortSlot(language, slot, timeZone), value: slot.id })),
});

const problemOf = ({ text, language }: Words, { error, timeZone }: OfferView): readonly string[] => {
  if (error === null) return [];
  if ('typed' in error) {
    if (error.doubts.length > 0) return [text('offer.doubt', { count: error.doubts.length })];
    return [text(error.problems.length === 0 ? 'offer.error.none' : 'offer.error.times')];
  }
  if (!('slots' in error)) return [text(`offer.error.${error.problem}`)];
  const when = list(
    language,
    error.slots.map((slot) => shortSlot(language, slot, timeZone)),
  );
  return [text(`offer.error.${error.problem}`, { when, count: error.slots.length })];
};

/** The times that not everybody can make, once there is nothing else wrong. */
const doubtsOf = ({ error }: OfferView): readonly SlotDoubtView[] =>
  error !== null && 'typed' in error ? error.doubts : [];

/** What stands in the form: what was typed, else the times that are proposed. After a poll that failed it is empty. */
const typedOf = ({ error, slots, undecided, timeZone }: OfferView): readonly TypedTime[] => {
  if (error !== null && 'typed' in error) return error.typed;
  return undecided === null ? slots.map((slot) => typedTimeOf(slot, timeZone)) : [];
};

const form = (all: Words, view: OfferView) =>
  timesForm(
    all,
    view,
    typedOf(view),
    view.error !== null && 'typed' in view.error ? view.error.problems : [],
  );

const undecidedPart = (all: Words, view: OfferView): readonly Section[] => {
  const { language, text } = all;
  const { undecided, members, timeZone } = view;
  if (undecided === null) return [];
  const { best, isOver, coming, isFew } = undecided;
  if (best === null) return [{ lines: [text('offer.undecided.nobody')] }];
  const slot = longSlot(language, best, timeZone);
  if (isOver) return [{ lines: [text('offer.undecided.over', { slot })] }];
  return [
    {
      lines: [
        text(isFew ? 'offer.undecided' : 'offer.undecided.enough', {
          slot,
          coming,
          members: members.length,
        }),
      ],
      buttons: [
        execute(
          text('offer.take'),
          'round.take',
          { ...refData(view), slot: best.id },
          {
            style: 'positive',
            inputs: 'none',
          },
        ),
      ],
    },
  ];
};

/** The form stands open when there is nothing else to choose, and with an error, which is seen at once with what was typed. */
const openForm = (all: Words, view: OfferView): readonly Section[] => {
  const isTyped = view.error !== null && 'typed' in view.error;
  const { undecided, slots } = view;
  const isAnew = undecided === null ? slots.length === 0 : undecided.best === null || undecided.isOver;
  if (!isTyped && !isAnew) return [];
  const { inputs, save } = form(all, view);
  const doubts = doubtsOf(view);
  const sure = execute(
    all.text('offer.sure'),
    'round.offer',
    { ...refData(view), use: 'times', sure: doubts.map(({ slot }) => slot.id).join(',') },
    { style: 'positive' },
  );
  return [
    ...doubtParts(all, doubts, view.timeZone),
    { heading: all.text('offer.anew'), inputs, buttons: doubts.length === 0 ? [save] : [sure, save] },
  ];
};

/** Why there are not five times to choose from. */
const fewerLines = ({ text }: Words, { fewer, undecided, answerBy, slots }: OfferView): readonly string[] => {
  if (fewer === null || undecided !== null || answerBy !== null) return [];
  const why = text(`offer.fewer.${fewer}`);
  return [slots.length === 0 ? why : text('offer.fewer', { why })];
};

const choicePart = (all: Words, view: OfferView): readonly Section[] => {
  if (view.undecided !== null || view.slots.length === 0 || doubtsOf(view).length > 0) return [];
  const chosen = view.slots.map(({ id }) => id);
  const accept = execute(
    all.text(view.answerBy === null ? 'offer.accept' : 'offer.strike'),
    'round.offer',
    // While the group is asked no offer is answered: what is unticked is struck off.
    { ...refData(view), use: 'slots', ...(view.answerBy === null ? { offer: String(view.number) } : {}) },
    { style: 'positive' },
  );
  return [
    { inputs: [slotChoices(all, view, view.slots, chosen)] },
    { hints: [...doubtHints(all, view.notForAll, view.timeZone), ...fewerLines(all, view)] },
    { buttons: [accept] },
  ];
};

const behindButton = (all: Words, view: OfferView): CardAction => {
  const { inputs, save } = form(all, view);
  return formBehind(all.text('offer.change'), inputs, [save]);
};

const storedCard = (view: OfferView, all: Words): RenderedCard => {
  const { language, text } = all;
  const until = view.answerBy === null ? '' : day(language, view.answerBy);
  return drawRound({
    title: text('offer.stored'),
    subtitle: whichDays(all, view),
    sections: [
      {
        lines: [
          text('offer.stored.times'),
          ...view.slots.map((slot) => longSlot(language, slot, view.timeZone)),
        ],
        hints: doubtHints(all, view.notForAll, view.timeZone),
      },
      { lines: [text('offer.stored.until', { until })], hints: [text('offer.stored.change')] },
    ],
    actions: [behindButton(all, view), showButton(all, view, 'group')],
    summary: text('offer.stored.summary'),
  });
};

/** Which question it is: for times, what to do when too few can come, or none while the group is being asked. */
const kindOf = ({ undecided, answerBy }: OfferView) => {
  if (undecided !== null) return 'undecided';
  return answerBy === null ? 'usual' : 'polling';
};

const introLine = ({ text, language }: Words, view: OfferView): string => {
  const { slots, wasProposed, answerBy, notForAll } = view;
  if (answerBy !== null) return text('offer.intro.polling', { until: day(language, answerBy) });
  if (slots.length > 0) return text(notForAll.length > 0 ? 'offer.intro.some' : 'offer.intro');
  return text(wasProposed ? 'offer.intro.over' : 'offer.intro.nothing');
};

/** Where nothing was found the reason stands beside it. Of times that are doubted nothing is promised. */
const introLines = (all: Words, view: OfferView): readonly string[] =>
  doubtsOf(view).length > 0
    ? []
    : [introLine(all, view), ...(view.slots.length === 0 && !view.wasProposed ? fewerLines(all, view) : [])];

/** Times for a group: accepted as they are with one press, or changed; taken although few can come. */
export const roundOfferCard = (view: OfferView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  if (view.occasion === 'stored' && view.error === null) return storedCard(view, all);
  const kind = kindOf(view);
  const isOpen = openForm(all, view).length > 0;
  return drawRound({
    title: text(`offer.title.${kind}`),
    subtitle: whichDays(all, view),
    problems: problemOf(all, view),
    sections: [
      ...(view.undecided === null ? [{ lines: introLines(all, view) }] : undecidedPart(all, view)),
      ...choicePart(all, view),
      ...openForm(all, view),
    ],
    actions: [...(isOpen ? [] : [behindButton(all, view)]), showButton(all, view, 'group')],
    ...(view.occasion === 'sent'
      ? { why: text(view.isTeacher ? 'offer.why.usual' : 'offer.why.undecided') }
      : {}),
    summary: text(`offer.summary.${kind}`, { group: plainGroup(all, view) }),
  });
};
