import type { Language } from '../../bot/programme/model';
import { changeCauses, type Outcome } from '../../bot/programme/facts';
import type { RenderedCard } from '../../bot/ports';
import { type ActionOptions, type CardAction, execute } from '../actions';
import template from './checkIn.json';
import { escapeMarkdown } from '../escape';
import { shownName } from '../names';
import { pauseExample } from '../nudge';
import { type AnswerTarget, offButtons, outcomeSentence, recordButton, wentAheadButton } from '../outcomes';
import { cardTemplate, renderCard } from '../render';
import { sessionLine, sessionWhen } from '../sessions';
import type { CheckInView } from '../studentViews';
import { type TextKey, type Words, words } from '../words';

const checkIn = cardTemplate(template);

/** Minutes offered as buttons; anything else is typed. */
const usualMinutes = [5, 10, 15, 20];

type Simple = Exclude<Outcome, 'late'>;

const simpleButton =
  ({ text }: Words, target: AnswerTarget) =>
  (outcome: Simple, options: ActionOptions = {}): CardAction =>
    recordButton(text(`checkIn.button.${outcome}`), target, { outcome, minutesLate: null }, options);

const lateButtons = ({ text }: Words, target: AnswerTarget): readonly CardAction[] =>
  usualMinutes.map((minutes) =>
    recordButton(text('checkIn.button.minutes', { minutes }), target, {
      outcome: 'late',
      minutesLate: minutes,
    }),
  );

/** Sends the minutes from the input of the card. */
const lateSave = ({ text }: Words, target: AnswerTarget): CardAction =>
  execute(text('checkIn.button.save'), 'checkIn.record', { ...target, outcome: 'late' });

/** A number stays in its input; anything else a person or a client sent is told in the error. */
const typedNumber = (error: CheckInView['error']): number | null => {
  const typed = error?.typed.trim() ?? '';
  return /^-?\d+([.,]\d+)?$/.test(typed) ? Number(typed.replace(',', '.')) : null;
};

const errorText = ({ text }: Words, error: NonNullable<CheckInView['error']>): string => {
  if (error.field !== 'minutesLate') return text(`checkIn.error.${error.field}`);
  const typed = escapeMarkdown(error.typed.slice(0, 40));
  return typed === ''
    ? text('checkIn.error.minutesLate')
    : text('checkIn.error.minutesLate.typed', { typed });
};

const introOf = (view: CheckInView, all: Words): readonly string[] => {
  const { text } = all;
  if (view.error !== null) return [];
  const before =
    view.previous === null
      ? []
      : [
          text(view.previous.corrected ? 'checkIn.previous.corrected' : 'checkIn.previous', {
            answer: outcomeSentence(all, view.session.pupil, view.previous),
          }),
        ];
  if (view.begun) return [...before, text(`checkIn.intro.${view.occasion}`)];
  // Who called it off is asked no more: only they can put a slip right.
  return [...before, text(view.previous === null ? 'checkIn.intro.notBegun' : 'checkIn.intro.calledOff')];
};

const summaryKey = ({ begun, occasion }: CheckInView): TextKey => {
  if (!begun) return 'checkIn.summary.notBegun';
  const reminder = occasion === 'reminder1' || occasion === 'reminder2';
  return reminder ? 'checkIn.summary.reminder' : 'checkIn.summary';
};

const asLines = (lines: readonly string[]) => lines.map((text) => ({ text }));

const isSent = ({ occasion }: CheckInView): boolean => occasion !== 'asked' && occasion !== 'change';

const whyText = ({ canPause, session }: CheckInView, language: Language): string => {
  const { text } = words(language);
  const pause = text('checkIn.why.pause', { command: pauseExample(language, session) });
  return canPause ? `${text('checkIn.why')} ${pause}` : text('checkIn.why');
};

/** The sentences of the card. */
const textsOf = (view: CheckInView, language: Language) => {
  const all = words(language);
  const { text } = all;
  const pupil = shownName(view.session.pupil);
  return {
    question: text(view.begun ? 'checkIn.question' : 'checkIn.question.notBegun', { pupil }),
    line: sessionLine(language, view.session),
    intro: asLines(introOf(view, all)),
    errors: asLines(view.error === null ? [] : [`⚠ ${errorText(all, view.error)}`]),
    why: asLines(isSent(view) ? [whyText(view, language)] : []),
    lateTitle: text('checkIn.button.late'),
    lateQuestion: text('checkIn.late.question'),
    lateLabel: text('checkIn.late.label'),
    lateRequired: text('checkIn.late.required'),
    absentTitle: text('checkIn.button.absent'),
    absentQuestion: text('checkIn.absent.question', { pupil }),
    absentHint: text('checkIn.absent.hint'),
    notHeldTitle: text('checkIn.button.notHeld'),
    notHeldQuestion: text('checkIn.notHeld.question'),
  };
};

/**
 * Why an answer is changed is asked with it; not beside minutes that were wrong, for an input that must be filled in
 * would hold up every button that sends the inputs.
 */
const asksCause = ({ previous, begun, error }: CheckInView): boolean =>
  previous !== null && begun && error?.field !== 'minutesLate';

const causesOf = (view: CheckInView, { text }: Words) => ({
  asksCause: asksCause(view),
  causeLabel: text('checkIn.cause'),
  causePlaceholder: text('checkIn.cause.placeholder'),
  causes: changeCauses.map((value) => ({ title: text(`checkIn.cause.${value}`), value })),
});

const buttonsOf = (view: CheckInView, all: Words) => {
  const { begun, session: of } = view;
  const { programme, session } = of;
  const target: AnswerTarget = {
    programme,
    session,
    seen: view.seen,
  };
  const sent: ActionOptions = asksCause(view) ? { inputs: 'auto' } : {};
  const button = (outcome: Simple, options: ActionOptions = {}): CardAction =>
    simpleButton(all, target)(outcome, { ...sent, ...options });
  return {
    direct: begun
      ? [button('onTime', { style: 'positive' })]
      : [...offButtons(all, of, view.seen), ...(view.previous === null ? [] : [wentAheadButton(all, of)])],
    lateButtons: lateButtons(all, target),
    lateSave: lateSave(all, target),
    absentButtons: [button('absentUnnotified'), button('absentNotified'), button('absentUnknown')],
    notHeldButtons: [button('studentAbsent'), button('schoolCancelled')],
  };
};

/**
 * The question how a session went: on time is one tap, everything else two. Bad minutes bring the input
 * back in sight, with the error and what was typed. The notification names no pupil: it shows on locked
 * phones.
 */
export const checkInCard = (view: CheckInView, language: Language): RenderedCard => {
  const all = words(language);
  const lateAgain = view.begun && view.error?.field === 'minutesLate';
  const typed = typedNumber(view.error);
  const data = {
    ...textsOf(view, language),
    ...buttonsOf(view, all),
    ...causesOf(view, all),
    begun: view.begun,
    lateAgain,
    lateAsked: view.begun && !lateAgain,
    hasTyped: typed !== null,
    typed: typed ?? 0,
  };
  return renderCard(checkIn, data, all.text(summaryKey(view), { when: sessionWhen(language, view.session) }));
};
