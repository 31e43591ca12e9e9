/** Reads what is asked for, and no more, and draws it: figures, one pupil, a student, or who is behind a figure. */
import type { WholeRate } from '../../bot/programme/wholeRate';
import { isPart } from '../../bot/programme/summary/comparison';
import type { SummaryAsked } from '../../bot/programme/summary/asked';
import { pupilTimeline, summaryDetails } from '../../bot/programme/summary/details';
import { pupilsNamed, schoolsNamed } from '../../bot/programme/summary/together';
import { pupilsOfStudent, studentDetails, whoDetails } from '../../bot/programme/summary/people';
import type { RenderedCard } from '../../bot/ports';
import { refreshing } from '../../cards/refresh';
import { summaryCard } from '../../cards/summary/summary';
import { dataOfScope } from '../../cards/summary/open';
import { summaryStudentCard } from '../../cards/summary/student';
import { summaryWhoCard } from '../../cards/summary/who';
import { forTotals } from '../looks';
import { readPage } from '../pupilPage';
import type { FactsOf } from '../schoolFacts';
import { attendanceIn, readAttendance } from '../schoolFigures';
import type { Turn } from '../turn';
import { knownWholeRate, wholeRate } from './comparison';
import type { Reader } from './reader';

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
  if (asked.who !== null) {
    const factsOf = await readPupils(turn, reader, pupilsOfStudent({ directory, schools, now }, student));
    const attendanceOf = attendanceIn(directory, factsOf, now, student);
    return summaryWhoCard(whoDetails({ directory, schools, attendanceOf, now }, asked, asked.who), language);
  }
  const met = new Set(directory.pairsOfStudent(student).map(({ pupil }) => pupil));
  const [factsOf, pauses] = await Promise.all([
    readPupils(turn, reader, [...met]),
    ports.records.pauses(loaded.head.id),
  ]);
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
export const showAsked = async (turn: Turn, reader: Reader, asked: SummaryAsked): Promise<RenderedCard> =>
  refreshing(await draw(turn, reader, asked), {
    verb: 'summary.show',
    data: dataOfScope(asked),
    userId: turn.contact.userId,
  });
