/** Who is meant by an address or a pupil's code, and in what way something that is held concerns them. */
import type { KeptActivity } from '../ports/inbox';
import type { HeldFact } from '../ports/privacy';
import { partsOfKey, sessionKinds } from '../programme/messages';
import type { AnyKind } from '../programme/plannedMessage';
import { studentOfSubject } from '../programme/unreachable';
import type { PendingNotice, PupilFact } from '../programme/facts';
import type { Programme } from '../programme/model';
import { calledBy, holdsName } from '../programme/nameInText';
import type { OutboxMessage } from '../ports/outbox';
import type { RoundFact } from '../programme/rounds/facts';
import { peopleIn, textsIn } from './roundTexts';
import type { Thing } from './things';

/** Somebody of whom something may be held: who uses the bot, known by address, or a pupil, known by code. */
export type Subject =
  | { readonly is: 'person'; readonly id: string; readonly names: readonly string[] }
  | { readonly is: 'pupil'; readonly id: string; readonly names: readonly string[] };

/** The first name beside the whole one: texts name whoever takes part by either. A pupil has a first name only. */
const namesOf = (names: readonly string[]): readonly string[] => [
  ...new Set(
    names.flatMap((name) => [name, name.trim().split(/\s+/)[0] ?? '']).filter((name) => name !== ''),
  ),
];

/** Whom WHO means in a programme; of somebody who is not in its roster an address is told by its `@`. */
export const subjectOf = ({ people, pupils }: Programme, who: string): Subject => {
  const pupil = pupils.find(({ id }) => id === who);
  if (pupil !== undefined) return { is: 'pupil', id: who, names: calledBy(pupil.firstName) };
  const id = who.toLowerCase();
  const own = people.filter(({ email }) => email === id);
  if (own.length === 0 && !who.includes('@')) return { is: 'pupil', id: who, names: [] };
  return { is: 'person', id, names: namesOf(own.map(({ name }) => name)) };
};

/** In what way: it is theirs; it is somebody else's and says who they are; or a text in it names them. */
export type Concern = 'own' | 'named' | 'mentioned';

/** A code of digits alone cannot be told from a room or an hour. */
const isInText = ({ is, id }: Subject, text: string): boolean =>
  is === 'person' ? text.toLowerCase().includes(id) : /\p{L}/u.test(id) && holdsName(text, id);

/** Whether a text that somebody typed names them: by address or code, by first name or by whole name. */
export const mentions = (subject: Subject, text: string | null | undefined): boolean =>
  text !== null &&
  text !== undefined &&
  (isInText(subject, text) || subject.names.some((name) => holdsName(text, name)));

type PupilMessage = Readonly<Record<'kind' | 'subject', string>>;

/** Messages of these kinds are about a pupil; a day, a student, or a round and group may be called as a pupil is. */
const kindsOfPupils: readonly string[] = [...sessionKinds, 'flagRaised'] satisfies readonly AnyKind[];

/** Whether a message is about this pupil. */
export const isAboutPupil = ({ kind, subject }: PupilMessage, pupil: string): boolean =>
  kindsOfPupils.includes(kind) && subject.startsWith(`${pupil}/`);

/** Whether the key of a message (`KIND/RECEIVER/SUBJECT`) names them. */
export const isKeyOf = ({ is, id }: Subject, key: string): boolean => {
  const { kind, receiver, subject } = partsOfKey(key);
  return is === 'person' ? receiver === id : isAboutPupil({ kind, subject }, id);
};

const noticeConcern = (subject: Subject, notice: PendingNotice): Concern | null => {
  const { is, id } = subject;
  if (notice.of === 'flag') return is === 'pupil' && notice.pupil === id ? 'own' : null;
  if (notice.of === 'student') return is === 'person' && notice.unreachable.student === id ? 'own' : null;
  const { pupil, messages, shown } = notice.change;
  if (is === 'pupil' && pupil === id) return 'own';
  const isShown = is === 'person' && shown?.to === id;
  return isShown || messages.some((key) => isKeyOf(subject, key)) ? 'named' : null;
};

const messageConcern = ({ is, id }: Subject, message: OutboxMessage): Concern | null => {
  if (is === 'pupil') return isAboutPupil(message, id) ? 'own' : null;
  if (message.receiver === id) return 'own';
  const isAbout = message.kind === 'studentUnreachable' && studentOfSubject(message.subject) === id;
  return isAbout ? 'own' : null;
};

const textsOf = (fact: PupilFact): readonly (string | null | undefined)[] =>
  fact.kind === 'answer' ? [fact.reason] : [fact.note];

const factConcern = (subject: Subject, { pupil, fact, followUp }: HeldFact): Concern | null => {
  if (subject.is === 'pupil' && pupil === subject.id) return 'own';
  const isBy = fact.by === subject.id || (fact.kind === 'answer' && fact.session.student === subject.id);
  if (subject.is === 'person' && isBy) return 'named';
  const texts = [...textsOf(fact), followUp?.note, followUp?.nextStep];
  return texts.some((text) => mentions(subject, text)) ? 'mentioned' : null;
};

const roundConcern = (subject: Subject, fact: RoundFact): Concern | null => {
  if (subject.is === 'person' && peopleIn(fact).includes(subject.id)) return 'named';
  return textsIn(fact).some((text) => mentions(subject, text)) ? 'mentioned' : null;
};

const isPerson = ({ is, id }: Subject, address: string): boolean => is === 'person' && id === address;

/** Whose a calendar feed is can be told by their contacts alone. */
export type IsTheirFeed = (owner: { readonly tenant: string; readonly aadObjectId: string }) => boolean;

/** What somebody typed and pressed, to be looked through: everything in it is a text, a number or a list of such. */
const keptConcern = (subject: Subject, kept: KeptActivity, isTheirFeed: IsTheirFeed): Concern | null => {
  if (isTheirFeed(kept)) return 'own';
  const { text, value } = kept.activity;
  return mentions(subject, JSON.stringify([text, value])) ? 'mentioned' : null;
};

/** Whether something that waits was pressed on a card of this programme, and so is about no other. */
export const isPressedIn = ({ activity }: KeptActivity, programme: string): boolean => {
  const named = new Set<unknown>();
  JSON.stringify(activity['value'], (name, value: unknown) => {
    if (name === 'programme') named.add(value);
    return value;
  });
  return named.has(programme);
};

/** In what way a thing concerns somebody; null when it does not. */
export const concernOf = (subject: Subject, held: Thing, isTheirFeed: IsTheirFeed): Concern | null => {
  switch (held.kind) {
    case 'fact':
      return factConcern(subject, held.value);
    case 'notice':
      return noticeConcern(subject, held.value);
    case 'message':
      return messageConcern(subject, held.value);
    case 'pause':
      return isPerson(subject, held.value.student) ? 'own' : null;
    case 'hours':
      return isPerson(subject, held.value.student) ? 'own' : null;
    case 'contactMade': {
      const { student, by, note } = held.value;
      if (isPerson(subject, student)) return 'own';
      if (isPerson(subject, by)) return 'named';
      return mentions(subject, note) ? 'mentioned' : null;
    }
    case 'access': {
      const { who, pupils = [], people = [] } = held.value;
      const isLookedAt = (subject.is === 'pupil' ? pupils : people).includes(subject.id);
      return isLookedAt || isPerson(subject, who) ? 'named' : null;
    }
    case 'link':
      return isPerson(subject, held.value.by) ? 'own' : null;
    case 'contact':
      return isPerson(subject, held.value.email) ? 'own' : null;
    case 'feed':
      return isTheirFeed(held.value) ? 'own' : null;
    case 'kept':
      return keptConcern(subject, held.value, isTheirFeed);
    case 'round':
      return roundConcern(subject, held.value);
    case 'careUse':
      return null;
    default:
      return held satisfies never;
  }
};
