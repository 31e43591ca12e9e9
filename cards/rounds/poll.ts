/** The question to a member which times suit, and what they answered. */
import type { RenderedCard } from '../../bot/ports';
import type { Language, Moment } from '../../bot/programme/model';
import type { Slot, SlotId } from '../../bot/programme/rounds/model';
import { execute, type CardAction } from '../actions';
import { shortMoment } from '../dates';
import { slotChoices } from './offer';
import { drawRound, type Section } from './template';
import type { GroupView, Occasion } from './views';
import { formBehind, longSlot, namesOf, plainGroup, refData, whichDays } from './words';
import { words, type Words } from '../words';

/** The times to choose from. */
export interface PollView extends GroupView {
  readonly occasion: Occasion;
  readonly slots: readonly Slot[];
  /** What the reader answered; null while they have not. */
  readonly chosen: readonly SlotId[] | null;
  readonly closesAt: Moment;
  /** A time was chosen that is not asked about (any more): nothing was stored. */
  readonly isUnknown: boolean;
}

/** All and none are one press each. */
const buttonsOf = ({ text }: Words, view: PollView): readonly CardAction[] => {
  const slots = view.slots.map(({ id }) => id).join(',');
  const alone = { inputs: 'none' } as const;
  return [
    execute(text('poll.save'), 'round.available', refData(view), { style: 'positive' }),
    ...(view.slots.length > 1
      ? [execute(text('poll.all'), 'round.available', { ...refData(view), slots }, alone)]
      : []),
    execute(text('poll.none'), 'round.available', { ...refData(view), slots: '' }, alone),
  ];
};

const form = (all: Words, view: PollView): CardAction =>
  slotChoices(all, view, view.slots, view.chosen ?? []);

const answerOf = (all: Words, { chosen, slots, timeZone }: PollView): readonly string[] => {
  if (chosen === null) return [];
  const suiting = slots.filter(({ id }) => chosen.includes(id));
  if (suiting.length === 0) return [all.text('poll.stored.none')];
  return [
    all.text('poll.stored.slots'),
    ...suiting.map((slot) => `✓ ${longSlot(all.language, slot, timeZone)}`),
  ];
};

const until = ({ text, language }: Words, { closesAt, timeZone }: PollView): string =>
  text('poll.until', { until: shortMoment(language, closesAt, timeZone) });

const storedCard = (view: PollView, all: Words): RenderedCard => {
  const { text } = all;
  return drawRound({
    title: text('poll.stored'),
    subtitle: whichDays(all, view),
    sections: [{ lines: answerOf(all, view), hints: [until(all, view), text('poll.next')] }],
    actions: [formBehind(text('poll.change'), [form(all, view)], buttonsOf(all, view))],
    summary: text('poll.stored.summary'),
  });
};

/** Which times suit: all or none is one press. */
export const roundPollCard = (view: PollView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  if (view.occasion === 'stored' && !view.isUnknown) return storedCard(view, all);
  const isAgain = view.occasion === 'again';
  const question: Section = {
    lines: [text(isAgain ? 'poll.again' : 'poll.intro')],
    inputs: [form(all, view)],
    buttons: buttonsOf(all, view),
    hints: [until(all, view)],
  };
  const who = text('poll.who', {
    teacher: namesOf(all, [view.teacher]),
    members: namesOf(all, view.members),
  });
  return drawRound({
    title: text('poll.title'),
    subtitle: whichDays(all, view),
    problems: view.isUnknown ? [text('poll.unknown')] : [],
    sections: [question, { hints: [who] }],
    ...(view.occasion === 'sent' || isAgain ? { why: text('poll.why') } : {}),
    summary: text(isAgain ? 'poll.summary.again' : 'poll.summary', { group: plainGroup(all, view) }),
  });
};
