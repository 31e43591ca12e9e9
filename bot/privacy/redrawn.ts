/** Has what was delivered about pupils drawn anew when an import changes what may be told of them, or how. */
import type { OutboxMessage, OutboxStore } from '../ports/outbox';
import { directoryOf } from '../programme/directory';
import { isSessionKind, partsOfKey } from '../programme/messages';
import type { Moment, Programme } from '../programme/model';
import type { AnyKind } from '../programme/plannedMessage';
import { studentOfSubject } from '../programme/unreachable';
import { isAboutPupil } from './subject';

/** By then every bot has the roster that says so: it would draw what is gone. Milliseconds. */
const drawnAfter = 5000;
/** Somebody changes a message as often as this only when something else is wrong. */
const mostTries = 5;

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

/** What a key says of a message. */
type Keyed = Readonly<Record<'kind' | 'receiver' | 'subject', string>>;

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

/** Looking through the messages of more people one by one takes longer than through all. */
const fewPeople = 100;

type Outbox = Pick<OutboxStore, 'list' | 'find' | 'update' | 'keysOfReceiver'>;

/** Keys of messages on which they stand: of a few people found by who got them, coordinators of before too, else among all. */
const keysOfRetold = async (
  outbox: Outbox,
  programme: Programme,
  about: About,
  now: Moment,
): Promise<readonly string[]> => {
  const isOutdated = ofRetold(programme, about, now);
  const keys: string[] = [];
  const coordinators = programme.people.filter(({ role }) => role === 'coordinator');
  const receivers =
    about.pupils.length === 0
      ? about.reassigned
      : [...coordinators.map(({ email }) => email), ...studentsOf(programme, new Set(about.pupils))];
  if (receivers.length > fewPeople) {
    for await (const message of outbox.list(programme.id, () => undefined))
      if (isOutdated(message) && isOfUse(message, now)) keys.push(message.key);
    return keys;
  }
  for (const receiver of new Set(receivers))
    for (const key of await outbox.keysOfReceiver(programme.id, receiver))
      if (isOutdated(partsOfKey(key))) keys.push(key);
  return keys;
};

const keysOfObjecting = async (
  outbox: Outbox,
  programme: Programme,
  objecting: readonly string[],
  now: Moment,
): Promise<readonly string[]> => {
  const isOutdated = ofObjecting(programme, objecting, now);
  const keys: string[] = [];
  if (objecting.length > 0)
    for await (const message of outbox.list(programme.id, () => undefined))
      if (isOutdated(message)) keys.push(message.key);
  return keys;
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
  const ofObjections = await keysOfObjecting(outbox, programme, objecting, now);
  const ofNames = isNobody(retold) ? [] : await keysOfRetold(outbox, programme, retold, now);
  const objected = new Set(ofObjections);
  const draw = async (key: string): Promise<boolean> => {
    const stored = await outbox.find(id, key);
    if (stored === null || stored.value.status !== 'sent' || !stored.value.activityId) return true;
    if (!objected.has(key) && !isOfUse(stored.value, now)) return true;
    const stale = { since: stored.value.stale?.since ?? now, tryAt: now + drawnAfter };
    return (await outbox.update(id, { ...stored.value, faults: 0, stale }, stored.tag)) !== 'conflict';
  };
  for (const key of new Set([...ofObjections, ...ofNames]))
    for (let tries = 0; tries < mostTries && !(await draw(key)); tries += 1);
};
