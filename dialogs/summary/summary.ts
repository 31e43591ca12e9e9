/** `overzicht`: the attendance summary, one card that replaces itself as its reader looks closer. */
import type { SummaryAsked, Where } from '../../bot/programme/summary/asked';
import { pupilsOfStudent } from '../../bot/programme/summary/people';
import type { Moment } from '../../bot/programme/model';
import type { RenderedCard } from '../../bot/ports';
import { summaryUnclearCard } from '../../cards/summary/unclear';
import { notForYou } from '../flags/open';
import type { CardDialog, TextDialog, Turn } from '../turn';
import { parsePolitely } from './politely';
import { askedFrom, unknownDays } from './pressed';
import { parseSummaryQuery, type SummaryChoice } from './query';
import { readersIn, type Reader } from './reader';
import { showAsked } from './show';

interface Meaning {
  readonly reader: Reader;
  readonly choice: SummaryChoice;
}

/** The choice as it is asked of one programme; its name is said when there are more. */
const choiceIn = (reader: Reader, choice: SummaryChoice, isOneOfMore: boolean): Meaning => {
  const { id, name } = reader.directory.programme;
  const parts = isOneOfMore && choice.label !== name ? [choice.label, name] : [choice.label];
  const label = parts.filter((part) => part !== '').join(' · ');
  return { reader, choice: { label, scope: { ...choice.scope, programme: id } } };
};

const isOfSomebody = ({ scope: { school, class: of, pupil, student, together } }: SummaryChoice): boolean =>
  school !== null || of !== null || pupil !== null || student !== null || together.length > 0;

const isRunning = ({ directory: { programme, calendar } }: Reader, now: Moment): boolean => {
  const today = calendar.dayOf(now);
  return programme.start <= today && today <= programme.end;
};

/** Whether words name nobody, and mean one thing in each of several programmes. */
const isOneOfEach = (meanings: readonly Meaning[]): boolean =>
  meanings.every(({ choice }) => !isOfSomebody(choice)) &&
  new Set(meanings.map(({ reader }) => reader)).size === meanings.length;

/**
 * `overzicht …`: what the words mean in the programmes the reader coordinates. Words that name nobody ask for
 * each programme that is running, a card each, or for the first where none is.
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
      query.understood.filter(({ label }) => index === 0 || label !== '' || isRunning(reader, turn.now)),
    ),
  );
  if (meanings.length === 1 || (meanings.length > 0 && isOneOfEach(meanings)))
    return Promise.all(meanings.map(({ reader, choice }) => showAsked(turn, reader, choice.scope)));
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

/** `hoe gaat het met Yara` asks no more than `Yara`. */
const askingAfter = /^(?:hoe (?:gaat|is|staat) het (?:met|in|op)|en|how (?:is|are|about)|what about)\s+/i;

/** The names in a text that is no command, as the summary reads them: those of whoever the reader may see; null without. */
export const namedAlone = (turn: Turn, text: string): string | null => {
  const typed = text.replace(askingAfter, '');
  const isNamed = readersIn(turn).some(({ directory, schools }) => {
    const today = directory.calendar.dayOf(turn.now);
    return parseSummaryQuery(directory, schools, typed, today).understood.some(isOfSomebody);
  });
  return isNamed ? typed : null;
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
    : showAsked(turn, found.reader, { ...found.asked, programme: found.reader.directory.programme.id });
};
