/** `stil`: students a coordinator may have to speak to. */
import { schoolsWithin } from '../bot/programme/access';
import type { Person, Pupil } from '../bot/programme/model';
import { signalDetails, studentMatters, studentsOf, type SignalSource } from '../bot/programme/signalDetails';
import { pupilsFrom } from '../bot/programme/unreachable';
import type { ActionFields, LoadedProgramme, RenderedCard } from '../bot/ports';
import { signalKinds } from '../cards/studentLines';
import { startIn } from '../cards/listPages';
import { noticeCard } from '../cards/notice';
import { refreshing } from '../cards/refresh';
import { studentMattersCard, type StudentMattersView } from '../cards/studentMatters';
import { studentSignalsCard, type StudentSignalsView } from '../cards/studentSignals';
import { notForYou } from './flags/open';
import { readSignals } from './schoolFacts';
import { folded } from './summary/names';
import { granted, grantedIn, type CardDialog, type TextDialog, type Turn } from './turn';

/** A programme of the acting coordinator, with the schools they answer for. */
export interface Scope {
  readonly loaded: LoadedProgramme;
  readonly person: Person;
  readonly schools: readonly string[];
}

/** The acting coordinator's programmes; where a card names one, that one alone. */
const scopesOf = (turn: Turn, data: ActionFields): readonly Scope[] =>
  grantedIn(turn, 'students', data).map((grant) => ({
    loaded: grant.loaded,
    person: grant.person,
    schools: schoolsWithin(grant),
  }));

/** What the lists of a scope are made from. */
export const readScope = ({ ports, now }: Turn, { loaded, schools }: Scope): Promise<SignalSource> =>
  readSignals(ports, loaded, schools, now);

/** The students of a scope, known without reading anything. */
const studentsIn = ({ now }: Turn, { loaded: { directory }, schools }: Scope): readonly Person[] =>
  studentsOf({ directory, schools, now });

/** Where the acting coordinator answers for a pupil of the student; null when nowhere. */
export const scopeWith = (
  turn: Turn,
  data: ActionFields,
): { readonly scope: Scope; readonly student: string } | null => {
  const student = (data['student'] ?? '').toLowerCase();
  const scope = scopesOf(turn, data).find((candidate) =>
    studentsIn(turn, candidate).some(({ email }) => email === student),
  );
  return scope === undefined ? null : { scope, student };
};

/** Said on the card of who coordinates more than one programme, and gets a card of each; else null. */
const programmeNameOf = (turn: Turn, { directory }: SignalSource): string | null =>
  granted(turn, 'students').length > 1 ? directory.programme.name : null;

/** Students of pupils of one class or school, with its name as the files have it; or those with a name, as it was typed. */
interface Placed {
  readonly of: string;
  readonly isName: boolean;
  /** Names of the schools it is at. */
  readonly schools: readonly string[];
  readonly students: readonly Person[];
}

/**
 * The lists as a card, those of a class or school where that was asked for. What was just stored, with the way to take it
 * back, stays until somebody presses on.
 */
export const showLists = (
  turn: Turn,
  source: SignalSource,
  rest: Pick<StudentSignalsView, 'only' | 'stored'>,
  place: Placed | null = null,
): RenderedCard => {
  const { contact, language } = turn;
  const of = place?.of ?? null;
  const lists = signalDetails(source, place?.students);
  const named = place?.isName === true ? place.students.length : null;
  const about = { of, named, schools: place?.schools ?? [], programmeName: programmeNameOf(turn, source) };
  const card = studentSignalsCard({ lists, ...rest, ...about }, language);
  const data = { ...rest.only, programme: source.directory.programme.id, of };
  return rest.stored === null
    ? refreshing(card, { verb: 'student.list', data, userId: contact.userId })
    : card;
};

/** One student as a card. */
export const showStudent = (
  turn: Turn,
  source: SignalSource,
  student: string,
  refusedNote: StudentMattersView['refusedNote'],
): RenderedCard => {
  const details = studentMatters(source, student);
  if (details === null) return notForYou(turn);
  const programmeName = programmeNameOf(turn, source);
  return studentMattersCard({ ...details, programmeName, refusedNote }, turn.language);
};

/** Names that fit several students give a card each, up to this many. */
const mostNamed = 3;

/** The students whose address or name was typed behind the command: a whole word of it before a part of one. */
const named = (turn: Turn, scope: Scope, typed: string): readonly Person[] => {
  const wanted = folded(typed);
  if (wanted === '') return [];
  const students = studentsIn(turn, scope);
  const ways: readonly ((student: Person) => boolean)[] = [
    ({ email }) => email === typed.trim().toLowerCase(),
    ({ name }) => ` ${folded(name)} `.includes(` ${wanted} `),
    ({ name }) => folded(name).includes(wanted),
  ];
  return ways.map((fits) => students.filter(fits)).find((some) => some.length > 0) ?? [];
};

const together = (of: string, students: readonly Person[]): Placed => ({
  of: of.trim(),
  isName: true,
  schools: [],
  students,
});

const kindBefore = /^(?:klas|class|groep|school) /;

/** As names are compared; `3A Johan de Witt` is as good as the same with a comma. */
const foldedPlace = (name: string): string => folded(name).replaceAll(',', '');

/** Those of the class or school that was typed behind the command; null when it is none of the reader's. */
const placed = (turn: Turn, scope: Scope, typed: string): Placed | null => {
  const { directory } = scope.loaded;
  const today = directory.calendar.dayOf(turn.now);
  const wanted = foldedPlace(typed);
  const isTyped = (name: string): boolean =>
    [wanted, wanted.replace(kindBefore, '')].includes(foldedPlace(name));
  const schoolOf = ({ school }: Pupil): string => directory.school(school)?.name ?? school;
  const namesOf = (pupil: Pupil): readonly string[] => [
    pupil.class,
    schoolOf(pupil),
    pupil.school,
    `${pupil.class}, ${schoolOf(pupil)}`,
  ];
  const pupils = scope.schools
    .flatMap((school) => directory.pupilsOfSchool(school))
    .filter((pupil) => namesOf(pupil).some(isTyped));
  const [first] = pupils;
  if (first === undefined) return null;
  const ids = new Set(pupils.map(({ id }) => id));
  const meets = ({ email }: Person): boolean =>
    pupilsFrom(directory, email, today).some(({ id }) => ids.has(id));
  return {
    of: namesOf(first).find(isTyped) ?? typed,
    isName: false,
    schools: [...new Set(pupils.map(schoolOf))],
    students: studentsIn(turn, scope).filter(meets),
  };
};

/** Whom a card that was drawn before is about; null when the reader has no such class, school or students any more. */
export const listed = (turn: Turn, scope: Scope, of: string): Placed | null => {
  const place = placed(turn, scope, of);
  if (place !== null) return place;
  const students = named(turn, scope, of);
  return students.length === 0 ? null : together(of, students);
};

/** The lists of a class or school in each programme that has it; null when none does. */
const listsOf = async (
  turn: Turn,
  scopes: readonly Scope[],
  typed: string,
): Promise<readonly RenderedCard[] | null> => {
  const found = scopes.flatMap((scope) => {
    const of = placed(turn, scope, typed);
    return of === null ? [] : [{ scope, of }];
  });
  if (found.length === 0) return null;
  return Promise.all(
    found.map(async ({ scope, of }) =>
      showLists(turn, await readScope(turn, scope), { only: null, stored: null }, of),
    ),
  );
};

/**
 * Silent, unreachable, cancelling, due and paused students of the coordinator's schools, one card a programme. With a
 * name or address behind it: those students, when there are more than a few those of them on the lists; with a class or
 * school: those of its pupils. Who is at other schools is as unknown as nobody.
 */
export const silent: TextDialog = async (turn, polite, asTyped) => {
  const scopes = scopesOf(turn, {});
  if (scopes.length === 0) return [notForYou(turn)];
  // Somebody may be called as a polite word.
  const isName = scopes.some((scope) => named(turn, scope, asTyped).length > 0);
  const rest = isName ? asTyped : polite;
  const asked = scopes.map((scope) => ({ scope, students: named(turn, scope, rest) }));
  const count = asked.flatMap(({ students }) => students).length;
  if (count === 0 && rest.trim() !== '') {
    const unknown = noticeCard({ notice: 'studentUnknown', typed: rest.trim() }, turn.language);
    return (await listsOf(turn, scopes, rest)) ?? [unknown];
  }
  const isNamed = count > 0 && count <= mostNamed;
  const cards = await Promise.all(
    asked
      .filter(({ students }) => count === 0 || students.length > 0)
      .map(async ({ scope, students }) => {
        const source = await readScope(turn, scope);
        return isNamed
          ? students.map(({ email }) => showStudent(turn, source, email, null))
          : [
              showLists(
                turn,
                source,
                { only: null, stored: null },
                count === 0 ? null : together(rest, students),
              ),
            ];
      }),
  );
  return cards.flat();
};

/** `student.list`: all lists, or one from a place on; of the class or school of the card, while the reader has that. */
export const listStudents: CardDialog = async (turn, data) => {
  const [scope] = scopesOf(turn, data);
  if (scope === undefined) return notForYou(turn);
  const kind = signalKinds.find((one) => one === data['kind']);
  const from = startIn(data['from']);
  const only = kind === undefined ? null : { kind, from };
  const { of } = data;
  const place = of === undefined ? null : listed(turn, scope, of);
  if (of !== undefined && place === null)
    return noticeCard({ notice: 'studentUnknown', typed: of }, turn.language);
  return showLists(turn, await readScope(turn, scope), { only, stored: null }, place);
};

/** `student.show`: one student with every contact. */
export const showStudentOf: CardDialog = async (turn, data) => {
  const found = scopeWith(turn, data);
  if (found === null) return notForYou(turn);
  return showStudent(turn, await readScope(turn, found.scope), found.student, null);
};
