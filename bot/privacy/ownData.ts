/** What somebody gets of what is held on them: theirs, and not what others wrote or who else stands beside it. */
import type { LoadedProgramme } from '../ports';
import type { Held, HeldFact } from '../ports/privacy';
import type { RoundFact } from '../programme/rounds/facts';
import { inRoster } from './collected';
import { ownThings, type OwnThingPorts, type OwnThings } from './ownThings';
import { concernOf, type Subject } from './subject';
import type { ThingKind } from './things';

type Kind = ThingKind | 'people' | 'pairs' | 'groups';

type Fields = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
type Iso = (moment: number) => string;

const factOf = ({ pupil, fact, followUp }: HeldFact, email: string, iso: Iso): Fields => {
  const at = iso(fact.at);
  if (fact.kind === 'action') return { pupil, at, did: fact.verb, note: fact.note };
  const { session, outcome, minutesLate } = fact;
  const said = { session: session.id, at, outcome, minutesLate };
  // What a student added stays with a correction: it is not of who corrected.
  if (session.student !== email) return { ...said, reason: fact.reason ?? null };
  // A correction is somebody else's: that it is one is told, not whose or why.
  if (fact.by !== email) return { ...said, corrected: true };
  return {
    ...said,
    topics: followUp?.topics ?? [],
    nextStep: followUp?.nextStep ?? null,
    note: followUp?.note ?? null,
  };
};

const roundOf = (fact: RoundFact, email: string, iso: Iso): Fields => {
  const base = { what: fact.kind, round: fact.round, at: iso(fact.at) };
  if (fact.kind === 'caseWritten' && fact.student === email && fact.text !== null)
    return { ...base, ...fact.text };
  if (fact.kind === 'available' && fact.student === email) return { ...base, slots: fact.slots };
  if (fact.kind === 'attended' && fact.by === email) {
    const { method, advice, followUp } = fact;
    return { ...base, method, advice, followUp };
  }
  return base;
};

/** Null for what is about somebody without being for them, such as what a coordinator was told. */
const heldOf = (held: Held, email: string, iso: Iso): Fields | null => {
  switch (held.kind) {
    case 'fact':
      return factOf(held.value, email, iso);
    case 'message': {
      const { receiver, kind, subject, status, sentAt } = held.value;
      const sent = sentAt === null ? null : iso(sentAt);
      return receiver === email ? { kind, subject, status, sent } : null;
    }
    case 'pause':
      return { at: iso(held.value.at), until: held.value.until };
    case 'contactMade': {
      const { at, note, student, by } = held.value;
      return by === email ? { at: iso(at), student, note } : { at: iso(at), note };
    }
    case 'hours':
      return { sessions: held.value.count, minutes: held.value.minutes };
    case 'access': {
      const { at, what, scope } = held.value;
      return { at: iso(at), what, schools: scope };
    }
    case 'contact': {
      const { tenant, aadObjectId, language, unreachableSince } = held.value;
      const since = unreachableSince === null ? null : iso(unreachableSince);
      return { email, tenant, aadObjectId, language, unreachableSince: since };
    }
    case 'kept': {
      const { text } = held.value.activity;
      return { at: iso(held.value.saidAt), text: typeof text === 'string' ? text : null };
    }
    case 'feed':
      return { entries: held.value.delivered.length };
    case 'link':
      return { kind: held.value.kind, until: iso(held.value.until) };
    case 'notice':
    case 'careUse':
      return null;
    default:
      return held satisfies never;
  }
};

const textOf = (value: Fields[string]): string => {
  if (value === null) return '';
  return typeof value === 'object' ? value.join(', ') : String(value);
};

/** Fields that say something, thing after thing. */
class Listing {
  readonly rows: (readonly string[])[] = [];
  readonly #counts = new Map<Kind, number>();

  add(kind: Kind, thing: Fields): void {
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    for (const [field, value] of Object.entries(thing)) {
      const text = textOf(value);
      if (text !== '') this.rows.push([kind, String(number), field, text]);
    }
  }
}

/**
 * What somebody who uses the bot under this address may have of these things, and of the roster: a row a field, with the
 * kind of thing, its number among those of its kind, and the name and value of the field.
 */
export const ownRowsAmong = async (
  { things, isTheirFeed }: OwnThings,
  { directory: { programme, calendar } }: LoadedProgramme,
  email: string,
): Promise<readonly (readonly string[])[]> => {
  const iso: Iso = (moment) => calendar.iso(moment);
  // Without names: texts of others that name them are others'.
  const subject: Subject = { is: 'person', id: email, names: [] };
  const roster = inRoster(subject, programme);
  const listing = new Listing();
  for (const { name, role, university, schools, endedOn } of roster.people)
    listing.add('people', { programme: programme.name, name, role, university, schools, endedOn });
  for (const { pupil, weekday, start, end, room, from, until } of roster.pairs)
    listing.add('pairs', { pupil, weekday, start, end, room, from, until });
  for (const { id } of roster.groups) listing.add('groups', { group: id });
  for await (const held of things) {
    const concern = concernOf(subject, held, isTheirFeed);
    if (concern === null || concern === 'mentioned') continue;
    const thing = held.kind === 'round' ? roundOf(held.value, email, iso) : heldOf(held, email, iso);
    if (thing !== null) listing.add(held.kind, thing);
  }
  return listing.rows;
};

/** Everything that is held of them, as rows; nothing is read but where something of theirs can stand. */
export const ownRows = async (
  ports: OwnThingPorts,
  loaded: LoadedProgramme,
  email: string,
): Promise<readonly (readonly string[])[]> =>
  ownRowsAmong(await ownThings(ports, loaded, email), loaded, email);
