/** `overzicht`: the attendance summary, one card that replaces itself as its reader looks closer. */
import { parseDay } from '../bot/programme/calendar';
import { schoolsOf } from '../bot/programme/digestDetails';
import type { Directory } from '../bot/programme/directory';
import type { Day } from '../bot/programme/model';
import type { SummaryScope } from '../bot/programme/summary';
import { summaryDetails } from '../bot/programme/summaryDetails';
import type { ActionFields, LoadedProgramme, RenderedCard } from '../bot/ports';
import { noticeCard } from '../cards/notice';
import { summaryCard } from '../cards/summary';
import { summaryUnclearCard } from '../cards/summaryUnclear';
import { readSchools } from './schoolFacts';
import { parseSummaryQuery } from './summaryQuery';
import { membershipsAs, type CardDialog, type TextDialog, type Turn } from './turn';

interface Asked {
  readonly loaded: LoadedProgramme;
  readonly directory: Directory;
  /** Schools the reader may see. */
  readonly schools: readonly string[];
}

/** The programmes the person coordinates, with the schools they answer for. */
const coordinated = (turn: Turn): Asked[] =>
  membershipsAs(turn, 'coordinator').map(({ loaded, directory, person }) => ({
    loaded,
    directory,
    schools: schoolsOf(directory, person),
  }));

const show = async (turn: Turn, asked: Asked, scope: SummaryScope): Promise<RenderedCard> => {
  const { loaded, directory, schools } = asked;
  const ofPupil = scope.pupil === null ? null : (directory.pupil(scope.pupil)?.school ?? null);
  const only = scope.school ?? ofPupil;
  const factsOf = await readSchools(turn.ports.records, loaded.head.id, only === null ? schools : [only]);
  return summaryCard(summaryDetails({ directory, schools, factsOf, now: turn.now }, scope), turn.language);
};

/** `overzicht …`: the programme the words fit first; without words the one that is running. */
export const summary: TextDialog = async (turn, rest) => {
  const all = coordinated(turn);
  const choices = [];
  for (const asked of all) {
    const today = asked.directory.calendar.dayOf(turn.now);
    const query = parseSummaryQuery(asked.directory, asked.schools, rest, today);
    if (query.understood) return [await show(turn, asked, query.scope)];
    choices.push(...query.choices);
  }
  if (all.length === 0) return [noticeCard({ notice: 'notForYou' }, turn.language)];
  return [summaryUnclearCard({ typed: rest.trim(), choices }, turn.language)];
};

/** What the card asks for; missing and empty fields, and days that do not exist, are not asked for. */
const scopeFrom = (data: ActionFields): SummaryScope => {
  const field = (name: string): string | null => data[name] || null;
  const day = (name: string): Day | null => parseDay(data[name] ?? '');
  return {
    school: field('school'),
    class: field('class'),
    pupil: field('pupil'),
    from: day('from'),
    to: day('to'),
  };
};

/** Whether everything the card names lies within what the reader may see. */
const isAllowed = ({ directory, schools }: Asked, scope: SummaryScope): boolean => {
  const isSchool = scope.school === null || schools.includes(scope.school);
  const pupil = scope.pupil === null ? null : directory.pupil(scope.pupil);
  return isSchool && (scope.pupil === null || (pupil !== null && schools.includes(pupil.school)));
};

/** `summary.show`: what a button of the summary asks for, within the reader's own schools. */
export const showSummary: CardDialog = async (turn, data) => {
  const scope = scopeFrom(data);
  const asked = coordinated(turn).find((candidate) => isAllowed(candidate, scope));
  return asked === undefined ? noticeCard({ notice: 'notForYou' }, turn.language) : show(turn, asked, scope);
};
