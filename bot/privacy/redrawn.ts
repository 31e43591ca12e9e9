/** Has what was delivered about pupils drawn anew when an import changes what may be told of them, or how. */
import type { OutboxMessage, OutboxStore } from '../ports/outbox';
import { directoryOf } from '../programme/directory';
import { isSessionKind } from '../programme/messages';
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
  /** Coordinators who do not answer for a school any more for which they did. */
  readonly lost: readonly string[];
}

/** Whether that is nobody. */
export const isNobody = ({ pupils, lost }: About): boolean => pupils.length === 0 && lost.length === 0;

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
  return ({ kind, receiver }: OutboxMessage): boolean => kind === 'digest' && coordinators.has(receiver);
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

/**
 * A name, class or school stands on it, for who may not be the one to know any more. Of what students got only what is still of
 * use: they know the pupil, and it is the most by far.
 */
const ofRetold = (programme: Programme, { pupils, schools, lost }: About, now: Moment) => {
  const isDigest = digestsOf(programme, schools, now);
  const retold = new Set(pupils);
  const students = new Set(
    programme.pairs.flatMap(({ pupil, student }) => (retold.has(pupil) ? [student] : [])),
  );
  const losers = new Set(lost);
  return (message: OutboxMessage): boolean => {
    const { kind, receiver, subject, worthUntil } = message;
    if (namingKinds.includes(kind) && losers.has(receiver)) return true;
    if (kind === 'flagRaised') return retold.has(subject.split('/')[0] ?? '');
    if (kind === 'studentUnreachable') return students.has(studentOfSubject(subject));
    if (isSessionKind(kind)) return now < worthUntil && retold.has(subject.split('/')[0] ?? '');
    return pupils.length > 0 && isDigest(message);
  };
};

/**
 * Has everything drawn anew that was delivered about pupils of whom somebody objects since an import, the flags, over or not,
 * digests, students who cannot be reached and open cards of sessions that name pupils who are called otherwise or are elsewhere
 * since, and what names pupils to a coordinator who lost a school.
 */
export const redrawAbout = async (
  outbox: Pick<OutboxStore, 'list' | 'find' | 'update'>,
  programme: Programme,
  { objecting, retold }: { readonly objecting: readonly string[]; readonly retold: About },
  now: Moment,
): Promise<void> => {
  if (objecting.length === 0 && isNobody(retold)) return;
  const { id } = programme;
  const isOutdated = [ofObjecting(programme, objecting, now), ofRetold(programme, retold, now)];
  const keys: string[] = [];
  for await (const message of outbox.list(id, () => undefined))
    if (isOutdated.some((is) => is(message))) keys.push(message.key);
  const draw = async (key: string): Promise<boolean> => {
    const stored = await outbox.find(id, key);
    if (stored === null || stored.value.status !== 'sent' || !stored.value.activityId) return true;
    const stale = { since: stored.value.stale?.since ?? now, tryAt: now + drawnAfter };
    return (await outbox.update(id, { ...stored.value, faults: 0, stale }, stored.tag)) !== 'conflict';
  };
  for (const key of keys) for (let tries = 0; tries < mostTries && !(await draw(key)); tries += 1);
};
