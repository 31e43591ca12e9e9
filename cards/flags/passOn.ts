import type { FlagDetails } from '../../bot/programme/flags/details';
import { mailAddressIn } from '../../bot/programme/schoolContact';
import type { RenderedCard } from '../../bot/ports';
import type { Language, Moment } from '../../bot/programme/model';
import { execute, type CardAction } from '../actions';
import { date, shortMoment } from '../dates';
import { escapeMarkdown, inputText } from '../escape';
import { seenSteps } from './form';
import file from './passOn.json';
import { levelWord } from '../levels';
import { mailDraft } from '../mail';
import { plainName, shownName } from '../names';
import { reasonSentence } from '../reasons';
import { cardTemplate, renderCard } from '../render';
import { words } from '../words';

const template = cardTemplate(file);

/** A flag, and who passes it on from which programme. */
export interface PassOnView extends FlagDetails {
  readonly programmeName: string;
  /** The language of the programme, and so of the school. */
  readonly programmeLanguage: Language;
  /** Name of the coordinator. */
  readonly by: string;
  /** When it was asked for: the text does not follow what changes after that, and may be sent days later. */
  readonly asOf: Moment;
}

const namesIn = (view: PassOnView) => ({
  pupil: plainName(view.pupil),
  class: plainName(view.class),
  school: plainName(view.school),
  programme: plainName(view.programmeName),
});

/** The last sessions that have an answer, in words. */
const sessionLines = ({ recent, programmeLanguage }: PassOnView): readonly string[] => {
  const { text } = words(programmeLanguage);
  return recent.flatMap(({ date: of, steps }) => {
    const said = steps.at(-1);
    if (said === undefined) return [];
    // The reasons above call it not there, so the session says that it counts as that.
    const isTooLate = said.outcome === 'late' && said.attendance === 'absence';
    const key = isTooLate ? 'summary.mark.tooLate' : (`said.${said.outcome}` as const);
    const outcome = text(key, { minutes: said.minutesLate ?? 0 });
    return [`• ${text('passOn.text.session', { date: date(programmeLanguage, of), said: outcome })}`];
  });
};

/** Facts only, in the language of the programme: nothing that anybody typed, and no student. */
const letterOf = (view: PassOnView): readonly string[] => {
  const { programmeLanguage: language, flag, ruleOf, asOf, timeZone } = view;
  const { text } = words(language);
  const { level, reasons } = flag;
  return [
    text('passOn.text.hello'),
    text('passOn.text.what', { ...namesIn(view), level, word: levelWord(language, level) }),
    text('passOn.text.why', { moment: shortMoment(language, asOf, timeZone) }),
    ...reasons.map((reason) => `• ${reasonSentence(language, reason, ruleOf)}`),
    text('passOn.text.sessions'),
    ...sessionLines(view),
    text('passOn.text.ask'),
    text('passOn.text.bye', { name: plainName(view.by) }),
  ];
};

const copyButton = (letter: readonly string[], language: Language): CardAction => {
  const { text } = words(language);
  const input = {
    type: 'Input.Text',
    id: 'letter',
    label: text('passOn.copyLabel'),
    isMultiline: true,
    value: letter.map((line) => inputText(line)).join('\n'),
  };
  return {
    type: 'Action.ShowCard',
    title: text('passOn.copy'),
    card: { type: 'AdaptiveCard', body: [input] },
  };
};

const mailButtons = (
  view: PassOnView,
  letter: readonly string[],
  language: Language,
): readonly CardAction[] => {
  const address = mailAddressIn(view.contact);
  if (address === null) return [];
  const subject = words(view.programmeLanguage).text('passOn.text.subject', namesIn(view));
  const url = mailDraft(address, subject, letter);
  return [{ type: 'Action.OpenUrl', title: words(language).text('passOn.mail'), url }];
};

const actionsOf = (
  view: PassOnView,
  letter: readonly string[],
  language: Language,
): readonly CardAction[] => {
  const { text } = words(language);
  const flag = { programme: view.programme, flag: view.flag.id };
  const done = { ...flag, reason: 'passedToSchool', seen: seenSteps(view.flag) };
  return [
    ...mailButtons(view, letter, language),
    copyButton(letter, language),
    execute(text('passOn.done'), 'flag.resolve', done, { inputs: 'none', style: 'positive' }),
    execute(text('passOn.back'), 'flag.show', flag, { inputs: 'none' }),
  ];
};

const contactOf = ({ school, contact }: PassOnView, language: Language): string => {
  const { text } = words(language);
  return contact === null
    ? text('passOn.noContact', { school: shownName(school) })
    : text('passOn.contact', { school: shownName(school), contact: escapeMarkdown(contact) });
};

const howOf = ({ programmeLanguage }: PassOnView, language: Language): string => {
  const { text } = words(language);
  const how = text('passOn.how');
  return programmeLanguage === language ? how : `${how} ${text(`passOn.language.${programmeLanguage}`)}`;
};

/** A text about a flag for the school, to copy or as a mail draft; who passed it on resolves the flag with one press. */
export const flagPassOnCard = (view: PassOnView, language: Language): RenderedCard => {
  const { text } = words(language);
  const letter = letterOf(view);
  const data = {
    heading: text('passOn.title', { pupil: shownName(view.pupil) }),
    contact: contactOf(view, language),
    how: howOf(view, language),
    lines: letter.map((line) => ({ text: escapeMarkdown(line) })),
    actions: actionsOf(view, letter, language),
  };
  return renderCard(template, data, text('passOn.summary'));
};
