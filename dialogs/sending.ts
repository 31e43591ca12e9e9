/** What every message the bot starts has in common at the moment it would go out. */
import { closingOf, moveToOpening, type Opening } from '../bot/programme/calendar';
import { isActiveOn, type Directory } from '../bot/programme/directory';
import { unlessFault } from '../bot/programme/failure';
import type { Language, Moment, Person, Role } from '../bot/programme/model';
import type { ExpiryReason, PlannedMessage } from '../bot/programme/plannedMessage';
import type { CalendarDesk } from '../bot/ports/calendar';
import type { OutboxMessage, OutboxStore } from '../bot/ports/outbox';
import type { LoadedProgramme, Outgoing, RenderedCard } from '../bot/ports';
import type { Rounds } from '../bot/ports/rounds';
import type { ContactStore, RecordStore } from '../bot/ports/storage';

/** What outgoing messages are made from. */
export interface OutgoingPorts {
  readonly records: RecordStore;
  readonly contacts: ContactStore;
  readonly rounds: Rounds;
  readonly outbox: Pick<OutboxStore, 'find'>;
  /** Whether people can have their meetings in a calendar. */
  readonly calendar: Pick<CalendarDesk, 'isOffered'>;
}

/** A message at the moment at which it would go out. */
export interface Sending {
  readonly ports: OutgoingPorts;
  readonly loaded: LoadedProgramme;
  readonly message: PlannedMessage;
  readonly at: Moment;
}

/** How another message stands; null where it has not entered, and where nobody can read it: that must not keep this one back. */
export const standingOf = async (
  { ports, loaded: { head } }: Sending,
  key: string,
): Promise<OutboxMessage | null> => (await unlessFault(ports.outbox.find(head.id, key)))?.value ?? null;

/** How to make a card in the language of its reader. */
export type CardIn = (language: Language) => RenderedCard;

/** The message is not to be sent any more. */
export const expire = (reason: ExpiryReason): Outgoing => ({ do: 'expire', reason });

/** A person in a role in which they take part on a day; null for everybody else. */
export const activeAs = (directory: Directory, email: string, role: Role, day: string): Person | null => {
  const person = directory.person(email, role);
  return person !== null && isActiveOn(person, day) ? person : null;
};

/** Sends inside the opening only: later, when that is still worth it. The card is made only when it goes out. */
export const inOpening = async (
  { loaded, message, at }: Sending,
  opening: Opening,
  makeCard: () => CardIn | Promise<CardIn>,
): Promise<Outgoing> => {
  const { calendar } = loaded.directory;
  const from = moveToOpening(at, opening, calendar);
  if (from >= message.worthUntil) return expire('tooLate');
  if (from > at) return { do: 'wait', until: from };
  const until = Math.min(message.worthUntil, closingOf(at, opening, calendar));
  return { do: 'send', until, carries: [], cardIn: await makeCard() };
};
