/** `overzicht`: the attendance summary, one card that replaces itself as its reader looks closer. */
import { parseDay } from '../../bot/programme/calendar';
import { schoolsWithin } from '../../bot/programme/access';
import type { Directory } from '../../bot/programme/directory';
import type { Day } from '../../bot/programme/model';
import type { WholeRate } from '../../bot/programme/wholeRate';
import { isPart } from '../../bot/programme/summary/comparison';
import {
  everythingAsked,
  type SummaryAsked,
  type Where,
  type WhoAsked,
} from '../../bot/programme/summary/asked';
import { pupilTimeline, summaryDetails } from '../../bot/programme/summary/details';
import { pupilsNamed, schoolsNamed } from '../../bot/programme/summary/together';
import { pupilsOfStudent, studentDetails, whoDetails } from '../../bot/programme/summary/people';
import type { ActionFields, LoadedProgramme, RenderedCard } from '../../bot/ports';
import { refreshing } from '../../cards/refresh';
import { summaryCard } from '../../cards/summary/summary';
import { dataOfScope } from '../../cards/summary/open';
import { summaryStudentCard } from '../../cards/summary/student';
import { summaryUnclearCard } from '../../cards/summary/unclear';
import { summaryWhoCard } from '../../cards/summary/who';
import { forTotals } from '../looks';
import { notForYou } from '../flags/open';
import { readPage } from '../pupilPage';
import type { FactsOf } from '../schoolFacts';
import { attendanceIn, readAttendance } from '../schoolFigures';
import { knownWholeRate, wholeRate } from './comparison';
import { parsePolitely } from './politely';
import type { SummaryChoice } from './query';
import { mostTogether } from './together';
import { granted, type CardDialog, type TextDialog, type Turn } from '../turn';

interface Reader {
  readonly loaded: LoadedProgramme;
  readonly directory: Directory;
  /** Schools the reader may see. */
  readonly schools: readonly string[];
}

/** The programmes the person coordinates, with the schools they answer for. */
const readersIn = (turn: Turn): Reader[] =>
  granted(turn, 'summary').map((grant) => ({
    loaded: grant.loaded,
    directory: grant.directory,
    schools: schoolsWithin(grant),
  }));

/** Of some pupils their own pages, one request each. */
const readPupils = async (turn: Turn, reader: Reader, pupils: readonly string[]): Promise<FactsOf> => {
  const { loaded, directory } = reader;
  const pages = await Promise.all(
    pupils.map((pupil) => readPage(turn.ports, loaded.head.id, directory.pupil(pupil)?.school ?? '', pupil)),
  );
  const facts = new Map(pages.map(({ page }) => [page.pupil, page.facts]));
  return (pupil) => facts.get(pupil) ?? [];
};

const compared = async (turn: Turn, reader: Reader, asked: SummaryAsked): Promise<WholeRate | null> =>
  isPart(reader.directory, reader.schools, asked)
    ? wholeRate({ records: forTotals(turn.ports.records) }, reader.loaded, asked, turn.now)
    : null;

/** A student's sessions, or who missed one of them: from the pages of their pupils. */
const showStudent = async (
  turn: Turn,
  reader: Reader,
  asked: SummaryAsked,
  student: string,
): Promise<RenderedCard> => {
  const { loaded, directory, schools } = reader;
  const { language, now, ports } = turn;
  const factsOf = await readPupils(turn, reader, pupilsOfStudent({ directory, schools, now }, student));
  if (asked.who !== null) {
    const attendanceOf = attendanceIn(directory, factsOf, now, student);
    return summaryWhoCard(whoDetails({ directory, schools, attendanceOf, now }, asked, asked.who), language);
  }
  const pauses = await ports.records.pauses(loaded.head.id);
  return summaryStudentCard(
    studentDetails({ directory, schools, factsOf, now, pauses }, asked, student),
    language,
  );
};

/** One pupil, or some, from their pages alone. */
const showPupils = async (
  turn: Turn,
  reader: Reader,
  asked: SummaryAsked,
  pupils: readonly string[],
): Promise<RenderedCard> => {
  const { directory, schools } = reader;
  const { language, now } = turn;
  const factsOf = await readPupils(turn, reader, pupils);
  const source = { directory, schools, attendanceOf: attendanceIn(directory, factsOf, now, null), now };
  if (asked.who !== null) return summaryWhoCard(whoDetails(source, asked, asked.who), language);
  const timeline = pupilTimeline({ directory, schools, factsOf, now }, asked);
  // For single pupils no school is read.
  const rate = await knownWholeRate(reader.loaded, asked, now);
  return summaryCard(summaryDetails(source, asked, rate, timeline), language);
};

/** No more is read than what is asked for: pages where it is about single people, else what is kept of schools. */
const draw = async (turn: Turn, reader: Reader, asked: SummaryAsked): Promise<RenderedCard> => {
  const { loaded, directory, schools } = reader;
  const { language, now, ports } = turn;
  if (asked.student !== null) return showStudent(turn, reader, asked, asked.student);
  const pupils = pupilsNamed(asked);
  if (pupils !== null) return showPupils(turn, reader, asked, pupils);
  const named = asked.school === null ? schoolsNamed(asked.together) : [asked.school];
  const only = named.length === 0 ? schools : named;
  const [attendanceOf, rate] = await Promise.all([
    readAttendance(ports.records, loaded, only, now, asked.from),
    asked.who === null ? compared(turn, reader, asked) : null,
  ]);
  const source = { directory, schools, attendanceOf, now };
  if (asked.who !== null) return summaryWhoCard(whoDetails(source, asked, asked.who), language);
  return summaryCard(summaryDetails(source, asked, rate, []), language);
};

/** The card, which Teams asks for anew as it is looked at. */
const show = async (turn: Turn, reader: Reader, asked: SummaryAsked): Promise<RenderedCard> =>
  refreshing(await draw(turn, reader, asked), {
    verb: 'summary.show',
    data: dataOfScope(asked),
    userId: turn.contact.userId,
  });

interface Meaning {
  readonly reader: Reader;
  readonly choice: SummaryChoice;
}

/** The choice as it is asked of one programme; its name is said when there are more. */
const choiceIn = (reader: Reader, choice: SummaryChoice, isOneOfMore: boolean): Meaning => {
  const { id, name } = reader.directory.programme;
  const parts = isOneOfMore ? [choice.label, name] : [choice.label];
  const label = parts.filter((part) => part !== '').join(' · ');
  return { reader, choice: { label, scope: { ...choice.scope, programme: id } } };
};

/**
 * `overzicht …`: what the words mean in the programmes the reader coordinates. Words that name nobody ask for
 * the programme that is running.
 */
export const summary: TextDialog = async (turn, rest, asTyped) => {
  const readers = readersIn(turn);
  if (readers.length === 0) return [notForYou(turn)];
  const read = readers.map((reader) => {
    const today = reader.directory.calendar.dayOf(turn.now);
    return { reader, query: parsePolitely(reader.directory, reader.schools, { rest, asTyped }, today) };
  });
  const inTheirs = (reader: Reader, choices: readonly SummaryChoice[]): Meaning[] =>
    choices.map((choice) => choiceIn(reader, choice, readers.length > 1));
  const meanings = read.flatMap(({ reader, query }, index) =>
    inTheirs(
      reader,
      query.understood.filter(({ label }) => index === 0 || label !== ''),
    ),
  );
  const [first] = meanings;
  if (first !== undefined && meanings.length === 1)
    return [await show(turn, first.reader, first.choice.scope)];
  const isKnown = meanings.length > 0;
  const isApart = read.every(({ query }) => query.isApart || query.understood.length === 0);
  const offered = isKnown ? meanings : read.flatMap(({ reader, query }) => inTheirs(reader, query.nearest));
  const typed = isKnown ? rest.trim() || asTyped.trim() : (read[0]?.query.unknown ?? '');
  const choices = offered.map(({ choice }) => choice);
  const isTurned = !isKnown && read[0]?.query.isTurned === true;
  return [
    summaryUnclearCard({ typed, isKnown, isApart: isKnown && isApart, isTurned, choices }, turn.language),
  ];
};

const whoAsked = (text: string | undefined): WhoAsked | null =>
  text === 'missed' || text === 'late' ? text : null;

/** `school1`, `class1`, `pupil1`, `school2` …, up to the first that names no school. */
const togetherFrom = (data: ActionFields): readonly Where[] => {
  const found: Where[] = [];
  for (let number = 1; number <= mostTogether && data[`school${number}`]; number += 1) {
    const field = (name: string): string | null => data[`${name}${number}`] || null;
    found.push({ school: field('school'), class: field('class'), pupil: field('pupil') });
  }
  return found.length < 2 ? [] : found;
};

/** What the card asks for; missing and empty fields are not asked for. */
const askedFrom = (data: ActionFields): SummaryAsked => {
  const field = (name: string): string | null => data[name] || null;
  const day = (name: string): Day | null => parseDay(data[name] ?? '');
  const start = data['start'] ?? '';
  return {
    ...everythingAsked,
    programme: field('programme'),
    school: field('school'),
    class: field('class'),
    pupil: field('pupil'),
    student: field('student')?.toLowerCase() ?? null,
    who: whoAsked(data['who']),
    together: togetherFrom(data),
    from: day('from'),
    to: day('to'),
    start: /^\d{1,6}$/.test(start) ? Number(start) : 0,
  };
};

/** A pupil's school and class are those they are at now, whatever a card of before an import says. */
const whereNow = <T extends Where>({ directory }: Reader, where: T): T => {
  const pupil = where.pupil === null ? null : directory.pupil(where.pupil);
  return pupil === null ? where : { ...where, school: pupil.school, class: pupil.class };
};

const askedNow = (reader: Reader, asked: SummaryAsked): SummaryAsked => ({
  ...whereNow(reader, asked),
  together: asked.together.map((where) => whereNow(reader, where)),
});

/** Whether everything the card names lies within what the reader may see. */
const isAllowed = ({ directory, schools }: Reader, turn: Turn, asked: SummaryAsked): boolean => {
  const { programme, student, together } = asked;
  const isMine = ({ school, pupil }: Where): boolean =>
    (school === null || schools.includes(school)) &&
    (pupil === null || schools.includes(directory.pupil(pupil)?.school ?? ''));
  return (
    (programme === null || programme === directory.programme.id) &&
    isMine(asked) &&
    together.every(isMine) &&
    (student === null || pupilsOfStudent({ directory, schools, now: turn.now }, student).length > 0)
  );
};

/** The days as they were sent when there are no such days, or the last comes before the first; else null. */
const unknownDays = (data: ActionFields): string | null => {
  const { from = '', to = '' } = data;
  const wrong = [from, to].find((day) => day !== '' && parseDay(day) === null);
  if (wrong !== undefined) return wrong;
  return from !== '' && to !== '' && from > to ? `${from} – ${to}` : null;
};

const hasClass = ({ directory, schools }: Reader, { school, class: of }: SummaryAsked): boolean =>
  of === null ||
  (school === null ? schools : [school]).some((id) =>
    directory.pupilsOfSchool(id).some((pupil) => pupil.class === of),
  );

/** What was sent and means nothing is named, and no figures of anything else are shown. */
const notKnown = (turn: Turn, typed: string): RenderedCard =>
  summaryUnclearCard({ typed, isKnown: false, isApart: false, isTurned: false, choices: [] }, turn.language);

/** `summary.show`: what a button of the summary asks for, within the reader's own schools. */
export const showSummary: CardDialog = async (turn, data) => {
  const meant = readersIn(turn)
    .map((reader) => ({ reader, asked: askedNow(reader, askedFrom(data)) }))
    .filter(({ reader, asked }) => isAllowed(reader, turn, asked));
  if (meant.length === 0) return notForYou(turn);
  const days = unknownDays(data);
  if (days !== null) return notKnown(turn, days);
  const found = meant.find(({ reader, asked }) => hasClass(reader, asked));
  return found === undefined
    ? notKnown(turn, data['class'] ?? '')
    : show(turn, found.reader, { ...found.asked, programme: found.reader.directory.programme.id });
};
