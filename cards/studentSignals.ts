import type { SignalDetails, SignalLists } from '../bot/programme/signalDetails';
import type { RenderedCard } from '../bot/ports';
import type { Language } from '../bot/programme/model';
import { say } from './actions';
import { date, dayOfMoment, list } from './dates';
import { renderFitting } from './fitting';
import { shownName } from './names';
import { cardTemplate } from './render';
import { firstOf } from './rows';
import file from './studentSignals.json';
import { type TextKey, words } from './words';

const template = cardTemplate(file);

/** Students shown of each kind, fewer when names are long. */
const tiers: readonly [number, ...number[]] = [12, 8, 4];

const shownPupils = 4;

interface Line {
  readonly label: string;
  readonly detail: string;
}

const pupilsText = (student: SignalDetails, language: Language): string => {
  const { text } = words(language);
  if (student.pupils.length === 0) return text('signals.noPupils');
  const { shown, left } = firstOf(student.pupils.map(shownName), shownPupils);
  const others = left === 0 ? [] : [text('digest.others', { count: left })];
  return text('signals.pupils', { pupils: list(language, [...shown, ...others]) });
};

const lastText = ({ lastAnswered }: SignalDetails, language: Language): string => {
  const { text } = words(language);
  return lastAnswered === null
    ? text('signals.neverAnswered')
    : text('signals.lastAnswered', { date: date(language, lastAnswered) });
};

const lineOf = (student: SignalDetails, language: Language, said: readonly string[]): Line => ({
  label: shownName(student.name),
  detail: [pupilsText(student, language), ...said].join(' · '),
});

/** Who never had the app has filled in nothing: that need not be said as well. */
const reachText = (
  student: SignalLists['unreachable'][number],
  timeZone: string,
  language: Language,
): readonly string[] => {
  const { text } = words(language);
  const last = lastText(student, language);
  if (student.since === null)
    return [text('signals.never'), ...(student.lastAnswered === null ? [] : [last])];
  return [text('signals.since', { date: date(language, dayOfMoment(student.since, timeZone)) }), last];
};

/** One kind of signal: every line is made first, so that the count in the heading is of all of them. */
interface Kind {
  readonly heading: TextKey;
  readonly why: TextKey;
  readonly lines: readonly Line[];
}

const kindsOf = (view: SignalLists, language: Language): readonly Kind[] => {
  const { text } = words(language);
  return [
    {
      heading: 'signals.silent',
      why: 'signals.silentWhy',
      lines: view.silent.map((student) => lineOf(student, language, [lastText(student, language)])),
    },
    {
      heading: 'signals.cancelling',
      why: 'signals.cancellingWhy',
      lines: view.cancelling.map((student) => lineOf(student, language, [lastText(student, language)])),
    },
    {
      heading: 'signals.unreachable',
      why: 'signals.unreachableWhy',
      lines: view.unreachable.map((student) =>
        lineOf(student, language, reachText(student, view.timeZone, language)),
      ),
    },
    {
      heading: 'signals.paused',
      why: 'signals.pausedWhy',
      lines: view.paused.map((student) =>
        lineOf(student, language, [
          text('signals.until', { date: date(language, student.until) }),
          lastText(student, language),
        ]),
      ),
    },
  ];
};

const noticeOf = (view: SignalLists, language: Language): string => {
  const { text } = words(language);
  const count = view.silent.length + view.cancelling.length + view.unreachable.length;
  if (count > 0) return text('signals.notice', { count });
  const paused = view.paused.length;
  return paused === 0 ? text('signals.empty') : text('signals.pausedNotice', { count: paused });
};

/** Students who may need a person: silent, cancelling, unreachable, and, to know it, paused. */
export const studentSignalsCard = (view: SignalLists, language: Language): RenderedCard => {
  const { text } = words(language);
  const kinds = kindsOf(view, language).filter(({ lines }) => lines.length > 0);
  return renderFitting(
    template,
    tiers,
    (most) => ({
      heading: text('signals.title'),
      intro: kinds.length === 0 ? text('signals.empty') : '',
      kinds: kinds.map(({ heading, why, lines }) => {
        const { shown, left } = firstOf(lines, most);
        const more = left === 0 ? '' : text('signals.more', { count: left });
        return { heading: text(heading, { count: lines.length }), why: text(why), lines: shown, more };
      }),
      actions: [say(text('digest.summary'), text('typed.summary'))],
    }),
    noticeOf(view, language),
  );
};
