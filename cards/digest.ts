import type { SignalDetails } from '../bot/programme/signalDetails';
import type { Figures } from '../bot/programme/summary';
import type { DigestDetails } from '../bot/programme/digestDetails';
import type { RenderedCard } from '../bot/ports';
import type { Language } from '../bot/programme/model';
import { say } from './actions';
import { dayRange, list } from './dates';
import file from './digest.json';
import type { Fact } from './figures';
import { renderFitting } from './fitting';
import { type FlagLine, flagRow } from './flagRows';
import { shownName } from './names';
import { cardTemplate } from './render';
import { firstOf, type Section } from './rows';
import { type TextKey, words } from './words';

const template = cardTemplate(file);

/** Flags shown of each kind: it is read on a phone, the whole list is one press away. */
const tiers: readonly [number, ...number[]] = [5, 3];

const shownStudents = 5;
const shownClosures = 6;

const held = (figures: Figures): number => figures.present + figures.late;

const factsOf = (view: DigestDetails, language: Language): readonly Fact[] => {
  const { text } = words(language);
  const fact = (title: TextKey, count: (figures: Figures) => number): Fact => ({
    title: text(title),
    value: text('digest.against', { now: count(view.lastWeek), before: count(view.weekBefore) }),
  });
  return [
    fact('digest.held', held),
    fact('digest.late', ({ late }) => late),
    fact('digest.missed', ({ absence, missed }) => absence + missed),
    fact('digest.unknown', ({ unknown }) => unknown),
  ];
};

const flagSection = (
  lines: readonly FlagLine[],
  heading: TextKey,
  language: Language,
  most: number,
): Section => {
  const { text } = words(language);
  const { shown, left } = firstOf(lines, most);
  return {
    heading: text(heading, { count: lines.length }),
    rows: shown.map((line) => flagRow(line, language)),
    more: left === 0 ? '' : text('digest.more', { count: left }),
  };
};

const sectionsOf = (view: DigestDetails, language: Language, most: number): readonly Section[] => {
  const fresh = view.newFlags.map((flag) => ({ ...flag, school: null }));
  const waiting = view.waitingFlags.map((flag) => ({ ...flag, school: null }));
  return [
    flagSection(fresh, 'digest.newFlags', language, most),
    flagSection(waiting, 'digest.waitingFlags', language, most),
  ].filter(({ rows }) => rows.length > 0);
};

const studentLines = ({ signals }: DigestDetails, language: Language): readonly string[] => {
  const { text } = words(language);
  const line = (students: readonly SignalDetails[], key: TextKey): readonly string[] => {
    if (students.length === 0) return [];
    const { shown, left } = firstOf(students, shownStudents);
    const others = left === 0 ? [] : [text('digest.others', { count: left })];
    return [text(key, { names: list(language, [...shown.map(({ name }) => shownName(name)), ...others]) })];
  };
  return [
    ...line(signals.silent, 'digest.silent'),
    ...line(signals.cancelling, 'digest.cancelling'),
    ...line(signals.unreachable, 'digest.unreachable'),
  ];
};

const closedLines = ({ closedThisWeek }: DigestDetails, language: Language): readonly string[] => {
  const { text } = words(language);
  const { shown, left } = firstOf(closedThisWeek, shownClosures);
  const lines = shown.map(({ where, from, to, label }) => {
    const values = { where: shownName(where), period: dayRange(language, from, to) };
    return label === null
      ? text('digest.closedLine', values)
      : text('digest.closedLabel', { ...values, label: shownName(label) });
  });
  return left === 0 ? lines : [...lines, text('digest.closedMore', { count: left })];
};

interface Block {
  readonly heading: string;
  readonly lines: readonly { readonly line: string }[];
}

const blocksOf = (view: DigestDetails, language: Language): readonly Block[] => {
  const { text } = words(language);
  const block = (heading: TextKey, lines: readonly string[]): Block => ({
    heading: text(heading),
    lines: lines.map((line) => ({ line })),
  });
  return [
    block('digest.students', studentLines(view, language)),
    block('digest.closed', closedLines(view, language)),
  ].filter(({ lines }) => lines.length > 0);
};

/** The one line that stands where there are no figures or no flags; empty when there are both. */
const remarkOf = (view: DigestDetails, language: Language, isQuiet: boolean): string => {
  const { text } = words(language);
  if (isQuiet) return text('digest.nothing');
  const remarks = [
    ...(view.lastWeek.sessions === 0 ? [text('digest.noSessions')] : []),
    ...(view.newFlags.length + view.waitingFlags.length === 0 ? [text('digest.noFlags')] : []),
  ];
  return remarks.join(' ');
};

/** The Monday message: last week against the week before, and what waits for a person. */
export const digestCard = (view: DigestDetails, language: Language): RenderedCard => {
  const { text } = words(language);
  const period = dayRange(language, view.from, view.to);
  const blocks = blocksOf(view, language);
  const flags = view.newFlags.length + view.waitingFlags.length;
  const isQuiet = view.lastWeek.sessions === 0 && flags === 0 && blocks.length === 0;
  return renderFitting(
    template,
    tiers,
    (most) => ({
      heading: text('digest.title', { name: shownName(view.name) }),
      period: text('digest.period', { period, programme: shownName(view.programme) }),
      hasSessions: view.lastWeek.sessions > 0,
      facts: view.lastWeek.sessions > 0 ? factsOf(view, language) : [],
      remark: remarkOf(view, language, isQuiet),
      sections: sectionsOf(view, language, most),
      blocks,
      actions: [
        say(text('digest.summary'), text('typed.summary')),
        say(text('digest.flags'), text('typed.flags')),
        say(text('digest.silentButton'), text('typed.silent')),
      ],
    }),
    text('digest.notice', { period, held: held(view.lastWeek), flags: view.newFlags.length }),
  );
};
