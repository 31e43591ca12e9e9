/** What is left of a thing, and of the roster, once somebody has been erased (docs/rules.md, Privacy). */
import type { RoundFact } from '../programme/rounds/facts';
import type { Access } from '../ports/export';
import type { KeptActivity } from '../ports/inbox';
import type { Held, HeldFact } from '../ports/privacy';
import type { ContactMade, FollowUp, PendingNotice, PupilFact } from '../programme/facts';
import type { Day, Pair, Person, Programme } from '../programme/model';
import { textGone } from '../programme/freeText';
import { renamedRound, withoutTexts } from './roundTexts';
import { concernOf, isKeyOf, isPressedIn, mentions, type IsTheirFeed, type Subject } from './subject';

/** Somebody to erase, and what they are called from then on: found out by nobody. */
export interface Erasing {
  /** From which programme. */
  readonly programme: string;
  readonly subject: Subject;
  readonly pseudonym: string;
  readonly isTheirFeed: IsTheirFeed;
  /** They take part in another programme of a tenant: how Teams reaches them is needed there, and what they said may be about it. */
  readonly keepsContact: boolean;
}

const renamed = ({ subject, pseudonym }: Erasing, address: string): string =>
  subject.is === 'person' && address === subject.id ? pseudonym : address;

const unlessMentioned = ({ subject }: Erasing, text: string | null): string | null =>
  mentions(subject, text) ? null : text;

const factWithout = (erasing: Erasing, fact: PupilFact): PupilFact => {
  const by = renamed(erasing, fact.by);
  if (fact.kind === 'action') return { ...fact, by, note: unlessMentioned(erasing, fact.note) };
  const session = { ...fact.session, student: renamed(erasing, fact.session.student) };
  const { reason } = fact;
  const why = reason === undefined ? {} : { reason: unlessMentioned(erasing, reason) ?? textGone };
  return { ...fact, by, session, ...why };
};

/** What a student typed goes with them, whoever it names. */
const followUpWithout = (erasing: Erasing, { fact, followUp }: HeldFact): FollowUp | null => {
  if (followUp === null) return null;
  // It stays the student's under a correction that somebody else made.
  const student = fact.kind === 'answer' ? fact.session.student : fact.by;
  if (erasing.subject.is === 'person' && student === erasing.subject.id)
    return { ...followUp, note: null, nextStep: null, case: false };
  const { note, nextStep } = followUp;
  return { ...followUp, note: unlessMentioned(erasing, note), nextStep: unlessMentioned(erasing, nextStep) };
};

const heldFactWithout = (erasing: Erasing, held: HeldFact): HeldFact => ({
  ...held,
  fact: factWithout(erasing, held.fact),
  followUp: followUpWithout(erasing, held),
  activity: held.fact.by === erasing.subject.id ? '' : held.activity,
});

/** Only what tells of cards names people and is not about them alone. */
const noticeWithout = ({ subject }: Erasing, notice: PendingNotice): PendingNotice => {
  if (notice.of !== 'change') return notice;
  const { shown, messages } = notice.change;
  const change = {
    ...notice.change,
    shown: shown?.to === subject.id ? null : shown,
    messages: messages.filter((key) => !isKeyOf(subject, key)),
  };
  return { of: 'change', change };
};

const contactMadeWithout = (erasing: Erasing, made: ContactMade): ContactMade => ({
  ...made,
  by: renamed(erasing, made.by),
  note: unlessMentioned(erasing, made.note),
});

/** That somebody looked stays; at whom goes with a pupil. */
const accessWithout = (erasing: Erasing, access: Access): Access => {
  const { who, pupils, people } = access;
  const { is, id } = erasing.subject;
  const left = pupils?.filter((pupil) => is === 'person' || pupil !== id);
  const known = people?.map((address) => renamed(erasing, address));
  return {
    ...access,
    who: renamed(erasing, who),
    ...(left === undefined ? {} : { pupils: left }),
    ...(known === undefined ? {} : { people: known }),
  };
};

/** A value as it came from Teams, without the texts in it that name them. */
const valueWithout = ({ subject }: Erasing, value: unknown): unknown => {
  const text = JSON.stringify(value) ?? 'null';
  return JSON.parse(text, (_, inner: unknown) =>
    typeof inner === 'string' && mentions(subject, inner) ? '' : inner,
  );
};

/** What somebody else did waits on: without their name, as the note of a check-in would stay. */
const keptWithout = (erasing: Erasing, kept: KeptActivity): KeptActivity => {
  const { text, value } = kept.activity;
  const activity = {
    ...kept.activity,
    text: valueWithout(erasing, text),
    value: valueWithout(erasing, value),
  };
  return { ...kept, activity };
};

const namedWithout = (erasing: Erasing, held: Held): Held | null => {
  switch (held.kind) {
    case 'fact':
      return { ...held, value: heldFactWithout(erasing, held.value) };
    case 'notice':
      return { ...held, value: noticeWithout(erasing, held.value) };
    case 'contactMade':
      return { ...held, value: contactMadeWithout(erasing, held.value) };
    case 'access':
      return { ...held, value: accessWithout(erasing, held.value) };
    case 'kept':
      return { ...held, value: keptWithout(erasing, held.value) };
    case 'message':
    case 'pause':
    case 'careUse':
    case 'hours':
    case 'link':
    case 'feed':
    case 'contact':
      return null;
    default:
      return held satisfies never;
  }
};

/** A fact of intervision without them; the case they brought goes, and that there was one stays. */
export const roundWithout =
  (erasing: Erasing) =>
  (fact: RoundFact): RoundFact => {
    const { subject } = erasing;
    const isTheirCase = fact.kind === 'caseWritten' && fact.student === subject.id;
    const goes = (text: string): boolean => isTheirCase || mentions(subject, text);
    return withoutTexts(
      renamedRound(fact, (address) => renamed(erasing, address)),
      goes,
    );
  };

/** Theirs, and kept for the other programme: without it they could not be reached there, or got no answer. */
const isForOther = ({ programme, keepsContact }: Erasing, held: Held): boolean => {
  if (!keepsContact) return false;
  if (held.kind === 'kept') return !isPressedIn(held.value, programme);
  return held.kind === 'contact' || held.kind === 'feed';
};

/** What stands in the place of a thing: the same when it does not concern them, null when it goes with them. */
export const heldWithout =
  (erasing: Erasing) =>
  (held: Held): Held | null => {
    const concern = concernOf(erasing.subject, held, erasing.isTheirFeed);
    if (concern === null) return held;
    if (concern !== 'own') return namedWithout(erasing, held);
    return isForOther(erasing, held) ? held : null;
  };

const earlier = (a: Day | null, b: Day): Day => (a !== null && a < b ? a : b);

const personWithout = ({ subject, pseudonym }: Erasing, person: Person, today: Day): Person =>
  person.email === subject.id
    ? {
        ...person,
        email: pseudonym,
        name: pseudonym,
        language: null,
        endedOn: earlier(person.endedOn, today),
      }
    : person;

/** A pair that has met stays, so that the pupil's figures do; one that would only begin later goes. */
const pairsWithout = ({ subject, pseudonym }: Erasing, { start, pairs }: Programme, today: Day): Pair[] =>
  pairs
    .filter((pair) => pair.student !== subject.id || (pair.from ?? start) <= today)
    .map((pair) =>
      pair.student === subject.id ? { ...pair, student: pseudonym, until: earlier(pair.until, today) } : pair,
    );

/** The roster without them: a pupil goes with their pairs; of a person there is a pseudonym left, ended today. */
export const rosterWithout = (erasing: Erasing, programme: Programme, today: Day): Programme => {
  const { subject } = erasing;
  if (subject.is === 'pupil') {
    return {
      ...programme,
      pupils: programme.pupils.filter(({ id }) => id !== subject.id),
      pairs: programme.pairs.filter(({ pupil }) => pupil !== subject.id),
    };
  }
  return {
    ...programme,
    people: programme.people.map((person) => personWithout(erasing, person, today)),
    pairs: pairsWithout(erasing, programme, today),
    groups: programme.groups.map((group) => ({
      ...group,
      teacher: renamed(erasing, group.teacher),
      students: group.students.filter((student) => student !== subject.id),
    })),
  };
};
