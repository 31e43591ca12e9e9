/** Has what was delivered about pupils drawn anew when an import changes what may be told of them, or how. */
import type { OutboxMessage } from '../ports/outbox';
import { directoryOf } from '../programme/directory';
import { isSessionKind } from '../programme/messages';
import type { Moment, Programme } from '../programme/model';
import type { AnyKind } from '../programme/plannedMessage';
import { studentOfSubject } from '../programme/unreachable';
import { drawAnew, keysAmongAll, keysOfPeople, type Keyed, type Outbox, type Outdated } from './drawnAnew';
import { isAboutPupil } from './subject';

/** Of whom an import tells otherwise than before. */
export interface About {
  /** Pupils who are called otherwise, or are in another class or school. */
  readonly pupils: readonly string[];
  /** The schools at which these pupils are or were. */
  readonly schools: readonly string[];
  /** Coordinators who do not answer for the schools any more for which they did, or answer for others too. */
  readonly reassigned: readonly string[];
}

/** Whether that is nobody. */
export const isNobody = ({ pupils, reassigned }: About): boolean =>
  pupils.length === 0 && reassigned.length === 0;

/** What coordinators get that names pupils. */
const namingKinds: readonly string[] = [
  'flagRaised',
  'digest',
  'studentUnreachable',
] satisfies readonly AnyKind[];

/** Digests of some schools: they list flags by name. */
const digestsOf = (programme: Programme, schools: readonly string[], now: Moment) => {
  const directory = directoryOf(programme);
  const today = directory.calendar.dayOf(now);
  const coordinators = new Set(
    schools.flatMap((school) => directory.coordinatorsOf(school, today)).map(({ email }) => email),
  );
  return ({ kind, receiver }: Pick<Keyed, 'kind' | 'receiver'>): boolean =>
    kind === 'digest' && coordinators.has(receiver);
};

/** A flag, or a text, stands on it that is no longer kept; the agenda of a meeting that is still to come counts flags. */
const ofObjecting = (programme: Programme, pupils: readonly string[], now: Moment) => {
  const schoolOf = new Map(programme.pupils.map(({ id, school }) => [id, school]));
  const isDigest = digestsOf(
    programme,
    pupils.map((id) => schoolOf.get(id) ?? ''),
    now,
  );
  return (message: OutboxMessage): boolean =>
    pupils.length > 0 &&
    (pupils.some((pupil) => isAboutPupil(message, pupil)) ||
      (message.kind === 'roundAgenda' ? now < message.worthUntil : isDigest(message)));
};

/** Who was paired with these pupils, or is. */
const studentsOf = (programme: Programme, pupils: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(programme.pairs.flatMap(({ pupil, student }) => (pupils.has(pupil) ? [student] : [])));

/** Whether a name, class or school stands on it, for who may not be the one to know any more, or may again. */
const ofRetold = (programme: Programme, { pupils, schools, reassigned }: About, now: Moment) => {
  const isDigest = digestsOf(programme, schools, now);
  const retold = new Set(pupils);
  const students = studentsOf(programme, retold);
  const others = new Set(reassigned);
  return (message: Keyed): boolean => {
    const { kind, receiver, subject } = message;
    if (namingKinds.includes(kind) && others.has(receiver)) return true;
    if (kind === 'flagRaised' || isSessionKind(kind)) return retold.has(subject.split('/')[0] ?? '');
    if (kind === 'studentUnreachable') return students.has(studentOfSubject(subject));
    return retold.size > 0 && isDigest(message);
  };
};

/** Of what students got only what can still be answered: they know the pupil, and it is the most by far. */
const isOfUse = ({ kind, worthUntil }: OutboxMessage, now: Moment): boolean =>
  !isSessionKind(kind) || now < worthUntil;

/** Keys of messages on which they stand: coordinators of before may hold them too. */
const keysOfRetold = async (
  outbox: Outbox,
  programme: Programme,
  about: About,
  outdated: Outdated,
): Promise<readonly string[]> => {
  const coordinators = programme.people.filter(({ role }) => role === 'coordinator');
  const receivers =
    about.pupils.length === 0
      ? about.reassigned
      : [...coordinators.map(({ email }) => email), ...studentsOf(programme, new Set(about.pupils))];
  return keysOfPeople(outbox, programme.id, new Set(receivers), outdated);
};

/**
 * Has everything drawn anew that was delivered about pupils of whom somebody objects since an import, the flags, over or not,
 * digests, students who cannot be reached and open cards of sessions that name pupils who are called otherwise or are elsewhere
 * since, and what names pupils to a coordinator whose schools are others now.
 */
export const redrawAbout = async (
  outbox: Outbox,
  programme: Programme,
  { objecting, retold }: { readonly objecting: readonly string[]; readonly retold: About },
  now: Moment,
): Promise<void> => {
  const { id } = programme;
  const objected = new Set(
    objecting.length === 0 ? [] : await keysAmongAll(outbox, id, ofObjecting(programme, objecting, now)),
  );
  const outdated = {
    concerns: ofRetold(programme, retold, now),
    isOfUse: (message: OutboxMessage) => isOfUse(message, now),
  };
  const ofNames = isNobody(retold) ? [] : await keysOfRetold(outbox, programme, retold, outdated);
  const keys = new Set([...objected, ...ofNames]);
  const isWanted = (message: OutboxMessage): boolean =>
    objected.has(message.key) || outdated.isOfUse(message);
  await drawAnew(outbox, id, { keys, isOfUse: isWanted }, now);
};
