import type { Language } from '../../bot/programme/model';
import type { RenderedCard } from '../../bot/ports';
import { type CardAction, execute } from '../actions';
import { careButton } from '../care';
import template from './stored.json';
import { shortMoment } from '../dates';
import { followUpFacts, followUpForm } from '../followUpForm';
import { outcomeSentence } from '../outcomes';
import { cardTemplate, renderCard } from '../render';
import { sessionLine, sessionWhen } from '../sessions';
import type { CheckInStoredView } from '../studentViews';
import { type TextKey, type Words, words } from '../words';

const checkInStored = cardTemplate(template);

const titleKey = ({ error, followUpStored }: CheckInStoredView): TextKey => {
  if (error !== null) return 'checkInStored.title.error';
  return followUpStored ? 'checkInStored.title.followUp' : 'checkInStored.title';
};

const remarksOf = (view: CheckInStoredView, all: Words): readonly { readonly text: string }[] => {
  const { changeableUntil, followUpStored, error, session } = view;
  const corrected = view.corrected ? [{ text: all.text('checkInStored.corrected') }] : [];
  if (changeableUntil === null) return corrected;
  const until = shortMoment(all.language, changeableUntil, session.timeZone);
  const invite = followUpStored || error !== null ? [] : [all.text('checkInStored.invite')];
  const lines = [...invite, all.text('checkInStored.until', { until })].map((text) => ({ text }));
  return [...corrected, ...lines];
};

/**
 * Clients leave out the inputs that are empty: this makes an emptied one empty what was stored. What is not asked for
 * does not come, and stays.
 */
const emptyForm = (view: CheckInStoredView) => ({
  ...(talked(view) ? { topics: '' } : {}),
  ...(view.asksText ? { nextStep: '', note: '' } : {}),
  case: 'false',
});

/** Whether the two talked: otherwise topics are not asked for. */
const talked = ({ outcome, error }: CheckInStoredView): boolean =>
  outcome === 'onTime' || outcome === 'late' || error?.field === 'topics';

/** The same answer again, together with what stands in the form; what was said since on another card stays. */
const saveButton = (view: CheckInStoredView, { text }: Words): CardAction => {
  const { session: of, outcome, minutesLate, seen } = view;
  const { programme, session } = of;
  return execute(
    text('checkIn.button.save'),
    'checkIn.record',
    { programme, session, seen, outcome, minutesLate, ...emptyForm(view) },
    { style: 'positive' },
  );
};

const changeButton = ({ session: { programme, session } }: CheckInStoredView, { text }: Words): CardAction =>
  execute(text('checkIn.button.change'), 'checkIn.change', { programme, session }, { inputs: 'none' });

const buttonsOf = (view: CheckInStoredView, all: Words, changeable: boolean, hasFacts: boolean) => ({
  followUpTitle: all.text(hasFacts ? 'checkIn.button.followUp.again' : 'checkIn.button.followUp'),
  save: saveButton(view, all),
  change: changeable ? [changeButton(view, all)] : [],
  care: [careButton(all.language, view.session)],
});

/**
 * What was stored, until when it can be changed, and a form for what may be added. After an error the
 * form is open, with the error beside its input.
 */
export const checkInStoredCard = (view: CheckInStoredView, language: Language): RenderedCard => {
  const all = words(language);
  const { error, session } = view;
  const facts = followUpFacts(view.followUp, all);
  const changeable = view.changeableUntil !== null || error !== null;
  const data = {
    ...followUpForm(view, all),
    ...buttonsOf(view, all, changeable, facts.length > 0),
    title: all.text(titleKey(view)),
    titleColour: error === null ? 'default' : 'attention',
    sentence: outcomeSentence(all, session.pupil, view),
    line: sessionLine(language, session),
    facts,
    hasFacts: facts.length > 0,
    remarks: remarksOf(view, all),
    changeable,
    formOpen: error !== null,
    asksTopics: talked(view),
    asksText: view.asksText,
  };
  const when = sessionWhen(language, session);
  const key = error === null ? 'checkInStored.summary' : 'checkInStored.summary.error';
  return renderCard(checkInStored, data, all.text(key, { when }));
};
