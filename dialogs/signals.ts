/** `stil`: students a coordinator may have to speak to, and the contacts they had with them. */
import { longestText } from '../bot/programme/checkIn';
import { isRepeated } from '../bot/programme/contactsMade';
import { schoolsOf } from '../bot/programme/digestDetails';
import type { ContactMade } from '../bot/programme/facts';
import type { Person } from '../bot/programme/model';
import { signalDetails, studentMatters, studentsOf, type SignalSource } from '../bot/programme/signalDetails';
import type { ActionFields, LoadedProgramme, RenderedCard } from '../bot/ports';
import { asTyped } from '../cards/escape';
import { noticeCard } from '../cards/notice';
import { signalKinds } from '../cards/studentLines';
import { studentMattersCard } from '../cards/studentMatters';
import { studentSignalsCard, type StudentSignalsView } from '../cards/studentSignals';
import { storing } from './notSure';
import { readSignals } from './schoolFacts';
import { membershipsAs, type CardDialog, type TextDialog, type Turn } from './turn';

const notForYou = (turn: Turn): RenderedCard => noticeCard({ notice: 'notForYou' }, turn.language);

/** A programme of the acting coordinator, with the schools they answer for. */
interface Scope {
  readonly loaded: LoadedProgramme;
  readonly schools: readonly string[];
}

/** The acting coordinator's programmes; the one that is named first, for a card may come from any of them. */
const scopesOf = (turn: Turn, programme = ''): readonly Scope[] =>
  membershipsAs(turn, 'coordinator')
    .map(({ loaded, directory, person }) => ({ loaded, schools: schoolsOf(directory, person) }))
    .toSorted((a, b) => Number(b.loaded.head.id === programme) - Number(a.loaded.head.id === programme));

const readScope = ({ ports, now }: Turn, { loaded, schools }: Scope): Promise<SignalSource> =>
  readSignals(ports, loaded, schools, now);

/** The students of a scope, known without reading anything. */
const studentsIn = ({ now }: Turn, { loaded: { directory }, schools }: Scope): readonly Person[] =>
  studentsOf({ directory, schools, now });

/** Where the acting coordinator answers for a pupil of the student; null when nowhere. */
const scopeWith = (turn: Turn, data: ActionFields): { scope: Scope; student: string } | null => {
  const student = (data['student'] ?? '').toLowerCase();
  const scope = scopesOf(turn, data['programme']).find((candidate) =>
    studentsIn(turn, candidate).some(({ email }) => email === student),
  );
  return scope === undefined ? null : { scope, student };
};

const show = (
  turn: Turn,
  source: SignalSource,
  rest: Pick<StudentSignalsView, 'only' | 'stored'>,
): RenderedCard => studentSignalsCard({ lists: signalDetails(source), ...rest }, turn.language);

const showStudent = (
  turn: Turn,
  source: SignalSource,
  student: string,
  refusedNote: string | null,
): RenderedCard => {
  const details = studentMatters(source, student);
  return details === null ? notForYou(turn) : studentMattersCard({ ...details, refusedNote }, turn.language);
};

/** Names that fit several students give a card each, up to this many. */
const mostNamed = 3;

/** The students whose address or name was typed behind the command. */
const named = (turn: Turn, scope: Scope, typed: string): readonly string[] => {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [];
  const students = studentsIn(turn, scope);
  const exact = students.filter(({ email }) => email === wanted);
  const found = exact.length > 0 ? exact : students.filter(({ name }) => name.toLowerCase().includes(wanted));
  return found.map(({ email }) => email);
};

/**
 * Silent, unreachable, cancelling, due and paused students of the coordinator's schools, one card a programme. With a
 * name or address behind it: those students alone, when there are few.
 */
export const silent: TextDialog = async (turn, rest) => {
  const scopes = scopesOf(turn);
  if (scopes.length === 0) return [notForYou(turn)];
  const asked = scopes.map((scope) => ({ scope, students: named(turn, scope, rest) }));
  const count = asked.flatMap(({ students }) => students).length;
  const isNamed = count > 0 && count <= mostNamed;
  const cards = await Promise.all(
    asked
      .filter(({ students }) => !isNamed || students.length > 0)
      .map(async ({ scope, students }) => {
        const source = await readScope(turn, scope);
        return isNamed
          ? students.map((student) => showStudent(turn, source, student, null))
          : [show(turn, source, { only: null, stored: null })];
      }),
  );
  return cards.flat();
};

/** `student.list`: all lists, or one from a place on. */
export const listStudents: CardDialog = async (turn, data) => {
  const [scope] = scopesOf(turn, data['programme']);
  if (scope === undefined) return notForYou(turn);
  const kind = signalKinds.find((one) => one === data['kind']);
  const from = /^\d{1,6}$/.test(data['from'] ?? '') ? Number(data['from']) : 0;
  const only = kind === undefined ? null : { kind, from };
  return show(turn, await readScope(turn, scope), { only, stored: null });
};

/** `student.show`: one student with every contact. */
export const showStudentOf: CardDialog = async (turn, data) => {
  const found = scopeWith(turn, data);
  if (found === null) return notForYou(turn);
  return showStudent(turn, await readScope(turn, found.scope), found.student, null);
};

/** The contact as it is to be stored: a clock that was put back must not bring contacts out of order. */
const contactOf = (
  turn: Turn,
  student: string,
  note: string,
  before: readonly ContactMade[],
): ContactMade => {
  const last = before.findLast((made) => made.student === student)?.at ?? turn.now;
  return {
    student,
    at: Math.max(turn.now, last),
    by: turn.contact.email,
    note: note === '' ? null : note,
  };
};

/** `student.contacted`: stores who spoke to a student and when, and shows the lists as they are then. */
export const contactedStudent: CardDialog = async (turn, data) => {
  const found = scopeWith(turn, data);
  if (found === null) return notForYou(turn);
  const { scope, student } = found;
  const note = asTyped(data['note'] ?? '').trim();
  if (note.length > longestText) return showStudent(turn, await readScope(turn, scope), student, note);
  const { id } = scope.loaded.head;
  const before = await turn.ports.records.contactsMade(id);
  const made = contactOf(turn, student, note, before);
  if (!isRepeated(made, before)) await storing(turn.ports.records.addContactMade(id, made));
  // It is stored: whoever hears that this failed must not hear that nothing was.
  const source = await storing(readSignals(turn.ports, scope.loaded, scope.schools, made.at));
  const stored = studentMatters(source, student);
  return stored === null ? notForYou(turn) : show(turn, source, { only: null, stored });
};
