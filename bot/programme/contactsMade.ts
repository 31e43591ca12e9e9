/** Contacts of coordinators with students: which count, and when the next is due (docs/rules.md, Students who may need a word). */
import { addDays } from './calendar';
import type { ContactMade } from './facts';
import type { Day, Moment } from './model';

/** Days of a pair's first month, from its first session. */
const firstMonth = 30;
/** Contacts in that month, and days between them. */
const contactsInFirstMonth = 2;
const betweenInFirstMonth = 14;
/** Days between contacts later on: a month. */
const betweenLater = 30;

/** Later than this the same words are meant again, and a contact stays. Milliseconds. */
const anHour = 3_600_000;

/** The last contact of the same person with the same student soon before, with a note that will do; else null. */
const soonBefore = (
  made: ContactMade,
  before: readonly ContactMade[],
  willDo: (note: string | null) => boolean,
): ContactMade | null =>
  before.findLast(
    (one) =>
      one.student === made.student &&
      one.by === made.by &&
      one.at <= made.at &&
      made.at - one.at <= anHour &&
      willDo(one.note),
  ) ?? null;

/**
 * Teams delivers again and people press twice: with the same note, or none, soon after a contact it is that contact;
 * else null.
 */
export const repeatedOf = (made: ContactMade, before: readonly ContactMade[]): ContactMade | null =>
  soonBefore(made, before, (note) => made.note === null || note === made.note);

/** Who presses first and writes afterwards means one contact: the one without a note that this note goes with; else null. */
export const notedOf = (made: ContactMade, before: readonly ContactMade[]): ContactMade | null =>
  made.note === null ? null : soonBefore(made, before, (note) => note === null);

/** Whether who noted a contact may still take it back: a slip, not a change of what others have read. */
export const canBeUndone = ({ at }: Pick<ContactMade, 'at'>, now: Moment): boolean => now - at <= anHour;

/** The contacts with one student by a moment, in order, each once. `made` is in order. */
export const contactsWith = (made: readonly ContactMade[], student: string, now: Moment): ContactMade[] => {
  const known: ContactMade[] = [];
  for (const one of made) {
    if (one.student === student && one.at <= now && repeatedOf(one, known) === null) known.push(one);
  }
  return known;
};

/** All that is stored of what counts as one contact together with this one, itself included: two presses at once store two. */
export const countedWith = (made: ContactMade, all: readonly ContactMade[]): ContactMade[] => {
  const known = contactsWith(all, made.student, Infinity);
  const countedAs = repeatedOf(made, known);
  return all.filter((one) => one.student === made.student && repeatedOf(one, known) === countedAs);
};

const dueFor = (first: Day, contacts: readonly Day[]): Day => {
  const last =
    contacts
      .filter((day) => day >= first)
      .toSorted()
      .at(-1) ?? first;
  const monthEnd = addDays(first, firstMonth);
  const early = new Set(contacts.filter((day) => day >= first && day < monthEnd)).size;
  const isEarly = last < monthEnd && early < contactsInFirstMonth;
  return addDays(last, isEarly ? betweenInFirstMonth : betweenLater);
};

/**
 * The day on which the next contact with a student is due: two weeks after a pair's first session, two weeks after
 * the first contact when that was in its first month (the second is owed though late), then a month after the last one. The earliest over the student's
 * pairs, given by their first sessions; null without pairs. It stays due until there is one.
 */
export const contactDue = (firstSessions: readonly Day[], contacts: readonly Day[]): Day | null =>
  firstSessions
    .map((first) => dueFor(first, contacts))
    .toSorted()
    .at(0) ?? null;
