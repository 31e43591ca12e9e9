import { addDays } from '../bot/programme/calendar';
import { groupBy } from '../bot/programme/groupBy';
import type { SignalDetails } from '../bot/programme/signalDetails';
import type { Figures } from '../bot/programme/summary/summary';
import type { DigestDetails } from '../bot/programme/digestDetails';
import type { RenderedCard } from '../bot/ports';
import type { Language, Moment } from '../bot/programme/model';
import type { RoundsDigest } from '../bot/programme/rounds/roundsDigest';
import { say } from './actions';
import { savedBlocks, type ContactSaved } from './contactSaved';
import { dayOfMoment, dayRange, list, shortMoment } from './dates';
import { digestRoundLines } from './digestRounds';
import file from './digest.json';
import type { Fact } from './figures';
import { renderFitting } from './fitting';
import { flagRow } from './flags/rows';
import { shownName } from './names';
import { cardTemplate } from './render';
import { firstOf, type Row, type Section } from './rows';
import { contactedButton, lastContact, type SignalKind, staffLines, studentsSaid } from './studentLines';
import { type TextKey, words } from './words';

const template = cardTemplate(file);

/** Flags shown of each kind, and students: it is read on a phone, the whole list is one press away. */
const tiers: readonly [number, ...number[]] = [3, 2];

const shownStudents = 5;
const shownClosures = 6;

/** The digest, as the Monday message or after a contact was noted on it. */
export interface DigestView extends DigestDetails {
  readonly rounds: RoundsDigest;
  readonly stored: ContactSaved | null;
  /** The moment it was drawn anew, of which everything on it is then; null for the message itself. */
  readonly asOf: Moment | null;
  /** Its week is over: of what waited then only the figures are told. */
  readonly isOver: boolean;
}

const held = (figures: Figures): number => figures.present + figures.late;

const factsOf = (view: DigestView, language: Language): readonly Fact[] => {
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
  view: DigestView,
  flags: DigestDetails['newFlags'],
  heading: TextKey,
  language: Language,
  most: number,
): Section => {
  const { text } = words(language);
  const { shown, left } = firstOf(flags, most);
  const overdue = text('digest.overdue', { days: view.raiseAfter });
  const rowOf = (flag: DigestDetails['newFlags'][number]): Row => {
    const row = flagRow(flag, language);
    return flag.isOverdue ? { ...row, detail: `${row.detail} · ${overdue}` } : row;
  };
  return {
    heading: text(heading, { count: flags.length }),
    rows: shown.map(rowOf),
    more: left === 0 ? '' : text('digest.more', { count: left }),
  };
};

/** Kinds that a person should do something about at once; who is due or paused stands below. */
const urgent: readonly SignalKind[] = ['silent', 'unreachable', 'cancelling'];

/** Nobody says twice in a week that they spoke to somebody: the button is gone then. */
const isContacted = ({ contacts }: SignalDetails, { signals, to }: DigestView): boolean =>
  contacts.some(({ at }) => dayOfMoment(at, signals.timeZone) > to);

/** A student with everything that is the matter; what opens them answers below, so that the digest stays. */
const studentLine = (
  view: DigestView,
  student: SignalDetails,
  matters: readonly string[],
  language: Language,
) => {
  const { text } = words(language);
  const { programme, timeZone } = view.signals;
  const contact = student.contacts.length === 0 ? [] : [lastContact(student, timeZone, language)];
  const open = say(text('signals.open'), `${text('typed.silent')} ${student.student}`, programme);
  const contacted = contactedButton(
    student,
    { programme, digest: addDays(view.to, 1), of: null },
    language,
    'none',
  );
  return {
    label: shownName(student.name),
    detail: [...matters, ...contact].join(' · '),
    buttons: isContacted(student, view) ? [open] : [contacted, open],
  };
};

const studentBlocks = (view: DigestView, language: Language, most: number) => {
  const { text } = words(language);
  const said = studentsSaid(view.signals, language).filter(({ kind }) => urgent.includes(kind));
  const byStudent = [...groupBy(said, ({ student }) => student.student).values()];
  const { shown, left } = firstOf(byStudent, most);
  const lines = shown.flatMap((all) => {
    const [first] = all;
    const matters = all.map(({ matter }) => matter);
    return first === undefined ? [] : [studentLine(view, first.student, matters, language)];
  });
  const heading = text('digest.students', { count: byStudent.length });
  const more = left === 0 ? '' : text('digest.moreStudents', { count: left });
  return byStudent.length === 0 ? [] : [{ heading, lines, more }];
};

const sectionsOf = (view: DigestView, language: Language, most: number): readonly Section[] =>
  [
    flagSection(view, view.newFlags, 'digest.newFlags', language, most),
    flagSection(view, view.waitingFlags, 'digest.waitingFlags', language, most),
  ].filter(({ rows }) => rows.length > 0);

/** Who is due for a contact, and who paused: names in a line. */
const studentLines = ({ signals }: DigestView, language: Language): readonly string[] => {
  const { text } = words(language);
  const line = (students: readonly SignalDetails[], key: TextKey): readonly string[] => {
    if (students.length === 0) return [];
    const { shown, left } = firstOf(students, shownStudents);
    const others = left === 0 ? [] : [text('digest.others', { count: left })];
    const names = list(language, [...shown.map(({ name }) => shownName(name)), ...others]);
    return [text(key, { names, count: students.length })];
  };
  return [...line(signals.due, 'digest.due'), ...line(signals.paused, 'digest.paused')];
};

const careLines = ({ careCounts }: DigestView, language: Language): readonly string[] =>
  careCounts.map(({ school, count }) =>
    words(language).text('digest.careLine', { school: shownName(school), count }),
  );

const closedLines = ({ closedThisWeek }: DigestView, language: Language): readonly string[] => {
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

const blocksOf = (view: DigestView, language: Language): readonly Block[] => {
  const { text } = words(language);
  const block = (heading: TextKey, lines: readonly string[]): Block => ({
    heading: text(heading),
    lines: lines.map((line) => ({ line })),
  });
  return [
    block('digest.attention', studentLines(view, language)),
    block('digest.staff', staffLines(view.signals, language)),
    block('digest.rounds', digestRoundLines(view.rounds, view.signals.timeZone, language)),
    block('digest.care', careLines(view, language)),
    block('digest.closed', closedLines(view, language)),
  ].filter(({ lines }) => lines.length > 0);
};

/** The line that stands where there are no figures or nobody has to take up a flag; empty when there are both. */
const remarkOf = (view: DigestView, language: Language, isQuiet: boolean): string => {
  const { text } = words(language);
  if (isQuiet) return text('digest.nothing');
  const { acknowledgedFlags: count } = view;
  const flags = view.newFlags.length + view.waitingFlags.length + count;
  const noSessions = view.lastWeek.sessions === 0 ? [text('digest.noSessions')] : [];
  if (view.isOver) return [...noSessions, text('digest.over')].join(' ');
  const remarks = [
    ...noSessions,
    ...(flags === 0 ? [text('digest.noFlags')] : []),
    ...(count === 0 ? [] : [text('digest.acknowledged', { count })]),
  ];
  return remarks.join(' ');
};

/** No session to tell of, no flag, nobody to speak to, nothing closed. */
const isQuietWeek = (view: DigestView, language: Language): boolean =>
  view.lastWeek.sessions === 0 &&
  view.acknowledgedFlags === 0 &&
  sectionsOf(view, language, 1).length === 0 &&
  studentBlocks(view, language, 1).length === 0 &&
  blocksOf(view, language).length === 0;

/** The Monday message: last week against the week before, and what waits for a person. */
export const digestCard = (view: DigestView, language: Language): RenderedCard => {
  const { text } = words(language);
  const period = dayRange(language, view.from, view.to);
  const isQuiet = !view.isOver && isQuietWeek(view, language);
  const asOf =
    view.asOf === null
      ? []
      : [text('digest.asOf', { moment: shortMoment(language, view.asOf, view.signals.timeZone) })];
  return renderFitting(
    template,
    tiers,
    (most) => ({
      saved: savedBlocks(view.stored, { ...view.signals, digest: addDays(view.to, 1), of: null }, language),
      heading: text('digest.title', { name: shownName(view.name) }),
      period: [text('digest.period', { period, programme: shownName(view.programme) }), ...asOf].join(' · '),
      hasSessions: view.lastWeek.sessions > 0,
      facts: view.lastWeek.sessions > 0 ? factsOf(view, language) : [],
      remark: remarkOf(view, language, isQuiet),
      sections: view.isOver ? [] : sectionsOf(view, language, most),
      students: view.isOver ? [] : studentBlocks(view, language, most),
      blocks: view.isOver ? [] : blocksOf(view, language),
      actions: [
        say(text('digest.summary'), text('typed.summary'), view.signals.programme),
        say(text('digest.flags'), text('typed.flags')),
        say(text('digest.silentButton'), text('typed.silent'), view.signals.programme),
        ...(digestRoundLines(view.rounds, view.signals.timeZone, language).length === 0
          ? []
          : [say(text('command.intervision'), text('typed.intervision'))]),
      ],
    }),
    text('digest.notice', { period, held: held(view.lastWeek), flags: view.newFlags.length }),
  );
};
