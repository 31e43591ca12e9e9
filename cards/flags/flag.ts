import type { RenderedCard } from '../../bot/ports';
import { isUnresolved } from '../../bot/programme/flags/replay';
import type { Language } from '../../bot/programme/model';
import { answerBelow, execute, say, type CardAction } from '../actions';
import { changesOf } from '../checkIn/answerChanges';
import { signLegend, signRow } from '../attendance';
import type { FlagView } from '../coordinatorViews';
import { dayRange, shortMoment } from '../dates';
import { escapeMarkdown } from '../escape';
import { renderFitting } from '../fitting';
import file from './flag.json';
import { formButton, isFormOpen, openForm } from './form';
import { historyOf, occasionText, statusText, unsavedOf } from './history';
import { flagState } from './rows';
import { levelColour, levelText, levelWord } from '../levels';
import { plainName, shownName } from '../names';
import { reasonSentence } from '../reasons';
import { cardTemplate } from '../render';
import { firstOf } from '../rows';
import { words } from '../words';

const template = cardTemplate(file);

/** Steps of the history shown, and changed answers: what people wrote may be 500 characters each. */
interface Limits {
  readonly steps: number;
  readonly changes: number;
}

const tiers: readonly [Limits, ...Limits[]] = [
  { steps: 12, changes: 4 },
  { steps: 8, changes: 3 },
  { steps: 5, changes: 2 },
  { steps: 3, changes: 1 },
  { steps: 1, changes: 1 },
];

const shownReasons = 8;
const shownOthers = 3;

const press = (
  title: string,
  verb: string,
  data: Readonly<Record<string, string>>,
  isMain = false,
): CardAction => execute(title, verb, data, { inputs: 'none', ...(isMain ? { style: 'positive' } : {}) });

/** With its form open nothing on it takes its place: what is being typed would be gone. The others come below. */
const actionsOf = (view: FlagView, language: Language): readonly CardAction[] => {
  const { text } = words(language);
  const { programme } = view;
  const { id, pupil, status, continuedAs } = view.flag;
  const [flag, ofPupil] = [
    { programme, flag: id },
    { programme, pupil },
  ];
  const isOpen = isFormOpen(view);
  const acknowledge = press(text('flags.acknowledge'), 'flag.acknowledge', flag, true);
  const onUnresolved = [
    ...(isOpen ? [] : [formButton(view, language)]),
    press(text('flags.passOn'), 'flag.passOn', { ...flag, ...answerBelow }),
  ];
  return [
    ...(status === 'open' && !isOpen ? [acknowledge] : []),
    ...(isUnresolved(view.flag) ? onUnresolved : []),
    ...(continuedAs === undefined
      ? []
      : [press(text('flags.goOn'), 'flag.show', { programme, flag: continuedAs }, true)]),
    press(text('flags.correct'), 'checkIn.corrections', { ...ofPupil, ...answerBelow }),
    ...(isOpen ? [] : [press(text('flags.pupilSummary'), 'summary.show', ofPupil)]),
    say(text('flags.all'), text('typed.flags')),
  ];
};

const recentOf = ({ recent }: FlagView, language: Language) => {
  const marks = recent.map(({ attendance }) => attendance ?? 'unknown');
  const from = recent[0]?.date;
  const to = recent.at(-1)?.date;
  if (from === undefined || to === undefined) return [];
  const heading = words(language).text('flags.recent', {
    count: recent.length,
    period: dayRange(language, from, to),
  });
  return [{ heading, signs: signRow(marks), legend: signLegend(language, marks) }];
};

/** The pupil's other flags, a line each. */
const othersOf = ({ others, pupil }: FlagView, language: Language) => {
  if (others.length === 0) return [];
  const { text } = words(language);
  const { shown, left } = firstOf(others, shownOthers);
  return [
    {
      heading: text('flags.others', { pupil: shownName(pupil) }),
      lines: shown.map((flag) => ({ text: `• ${flagState(flag, language)}` })),
      more: left === 0 ? [] : [{ text: text('flags.othersLeft', { count: left }) }],
    },
  ];
};

/** Of a flag of the highest level: whom to pass it on to. */
const handOverOf = ({ flag, contact }: FlagView, language: Language) => {
  if (flag.level < 3 || !isUnresolved(flag)) return [];
  const { text } = words(language);
  const line =
    contact === null
      ? text('flags.handOver')
      : text('flags.handOver.contact', { contact: escapeMarkdown(contact) });
  return [{ text: line }];
};

/** Of a card that does not follow: when this was so, and the button that shows it as it is then. */
const asOfOf = (view: FlagView, language: Language) => {
  const { asOf, timeZone, programme, flag } = view;
  if (asOf === null) return [];
  const { text } = words(language);
  const renew = press(text('flags.renew'), 'flag.show', { programme, flag: flag.id });
  return [
    {
      text: text('flags.asOf', { moment: shortMoment(language, asOf, timeZone) }),
      renew: isFormOpen(view) ? [] : [{ buttons: [renew] }],
    },
  ];
};

const factsOf = (view: FlagView, language: Language) => {
  const { text } = words(language);
  const student = view.student === null ? text('flags.noStudent') : shownName(view.student);
  return [
    { title: text('flags.class'), value: shownName(view.class) },
    { title: text('flags.school'), value: shownName(view.school) },
    { title: text('flags.student'), value: student },
    { title: text('flags.status'), value: statusText(view, language) },
  ];
};

const headOf = (view: FlagView, language: Language) => {
  const { text } = words(language);
  const { level, reasons } = view.flag;
  return {
    occasion: view.error === null ? occasionText(view, language) : '',
    unsaved: unsavedOf(view, language),
    heading: text('flags.title', { pupil: shownName(view.pupil) }),
    level: levelText(language, level),
    style: levelColour(level),
    handOver: handOverOf(view, language),
    facts: factsOf(view, language),
    asOf: asOfOf(view, language),
    why: text('flags.why'),
    reasons: reasons
      .slice(-shownReasons)
      .map((reason) => ({ sentence: `• ${reasonSentence(language, reason, view.ruleOf)}` })),
    recent: recentOf(view, language),
    others: othersOf(view, language),
    historyHeading: text('flags.history'),
  };
};

/**
 * A pupil's flag with its reasons and history, and what a coordinator can do with it as it stands now. The notification
 * names neither pupil nor class: it shows on locked phones.
 */
export const flagCard = (view: FlagView, language: Language): RenderedCard =>
  renderFitting(
    template,
    tiers,
    ({ steps, changes }) => ({
      ...headOf(view, language),
      changed: changesOf(language, view.recent, view, changes),
      ...historyOf(view, language, steps),
      forms: openForm(view, language),
      actions: actionsOf(view, language),
    }),
    words(language).text('flags.notice', {
      school: plainName(view.school),
      level: levelWord(language, view.flag.level),
    }),
  );
