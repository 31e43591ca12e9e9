/**
 * The lists of a stored programme, checked by hand while they are read: of 100,000 pairs a schema takes a second, and
 * the copies it makes of everything stay in memory long enough to double what the bot holds then.
 */
import type { Group, Language, Pair, Person, Programme, Pupil, Role, Weekday } from '../programme/model';
import { remember } from '../programme/remember';
import { isFields, oneOf, text, textOrNull, type Fields } from './byHand';
import type { ListName } from './programmeShape';

const languages: readonly Language[] = ['nl', 'en'];
const roles: readonly Role[] = ['student', 'teacher', 'coordinator'];
const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

const listOf = (value: unknown): readonly unknown[] => {
  if (!Array.isArray(value)) throw new TypeError(`Expected a list, found ${typeof value}`);
  return value;
};

const fieldsOf = (value: unknown): Fields => {
  if (!isFields(value)) throw new TypeError(`Expected an object, found ${typeof value}`);
  return value;
};

const textsOf = (value: unknown): readonly string[] => listOf(value).map(text);

const readTexts = remember((json: string) => textsOf(JSON.parse(json)));

/** Many people say the same, mostly nothing: one list for all of those. */
const sharedTexts = (value: unknown): readonly string[] => readTexts(JSON.stringify(value) ?? '');

/** The same text, as it may be held already. */
type Held = (address: string) => string;

const person = (found: Fields, held: Held): Person => ({
  email: held(text(found['email'])),
  name: text(found['name']),
  role: oneOf(roles, found['role']),
  language: found['language'] === null ? null : oneOf(languages, found['language']),
  university: textOrNull(found['university']),
  schools: sharedTexts(found['schools']),
  endedOn: textOrNull(found['endedOn']),
});

const pupil = (found: Fields): Pupil => ({
  id: text(found['id']),
  firstName: text(found['firstName']),
  school: text(found['school']),
  class: text(found['class']),
  interests: sharedTexts(found['interests']),
  endedOn: textOrNull(found['endedOn']),
  ...(found['objection'] === true ? { objection: true } : {}),
});

const pair = (found: Fields): Pair => ({
  pupil: text(found['pupil']),
  student: text(found['student']),
  weekday: oneOf(weekdays, found['weekday']),
  start: text(found['start']),
  end: text(found['end']),
  room: textOrNull(found['room']),
  from: textOrNull(found['from']),
  until: textOrNull(found['until']),
});

const meeting = (found: Fields): Group['meeting'] => ({
  weekday: oneOf(weekdays, found['weekday']),
  start: text(found['start']),
  end: text(found['end']),
  room: textOrNull(found['room']),
});

const group = (found: Fields): Group => ({
  id: text(found['id']),
  teacher: text(found['teacher']),
  students: textsOf(found['students']),
  meeting: found['meeting'] === null ? null : meeting(fieldsOf(found['meeting'])),
});

const itemsBy =
  <T>(read: (found: Fields, held: Held) => T) =>
  (piece: unknown, held: Held): T[] =>
    listOf(piece).map((item) => read(fieldsOf(item), held));

/** What a piece of each list holds; each throws when it is something else. */
export const listReaders = {
  people: itemsBy(person),
  pupils: itemsBy(pupil),
  pairs: itemsBy(pair),
  groups: itemsBy(group),
} satisfies { [L in ListName]: (piece: unknown, held: Held) => Programme[L] };
