/** What every conversation gets to see: who acts, in which programmes, and the ports it may use. */
import { grantsOf, type Grant } from '../bot/programme/access';
import type { Thing } from '../bot/programme/accessTable';
import type { Language, Moment, Person, Role } from '../bot/programme/model';
import type { ActionFields, Clock, LoadedProgramme, Log, Programmes, RenderedCard } from '../bot/ports';
import type { CalendarDesk } from '../bot/ports/calendar';
import type { Inbox } from '../bot/ports/inbox';
import type { AccessLog, ExportDesk, FileLinks } from '../bot/ports/export';
import type { Intervision } from '../bot/ports/intervision';
import type { OutboxStore } from '../bot/ports/outbox';
import type { Rounds } from '../bot/ports/rounds';
import type { Contact, ContactStore, RecordStore } from '../bot/ports/storage';
import type { Spoken } from './spoken';

/** The ports of the conversations. */
export interface DialogPorts {
  readonly programmes: Programmes;
  readonly contacts: ContactStore;
  readonly records: RecordStore;
  readonly outbox: OutboxStore;
  readonly links: Pick<FileLinks, 'keep'>;
  readonly access: AccessLog;
  readonly files: ExportDesk;
  readonly calendar: CalendarDesk;
  readonly rounds: Rounds;
  readonly inbox: Pick<Inbox, 'forget' | 'isForgotten'>;
  readonly intervision: Intervision;
  /** The programme's clock. */
  readonly clock: Clock;
  /** The time that all processes share, for what Teams does rather than people. */
  readonly shared: Clock;
  readonly log: Log;
  /** Told in which language somebody is answered. */
  readonly spoken: Pick<Spoken, 'note'>;
  /** Something may have become due. */
  readonly wake: () => void;
}

/** A person's present roles in one programme. */
export interface Membership {
  readonly loaded: LoadedProgramme;
  readonly roles: readonly Person[];
}

/** One thing a known person did. Who acts is the authenticated sender, never what a card says. */
export interface Turn {
  readonly ports: DialogPorts;
  readonly contact: Contact;
  /** At least one; running programmes first. */
  readonly memberships: readonly Membership[];
  readonly language: Language;
  readonly now: Moment;
  /** When they said it: earlier than now when its answer had to wait. */
  readonly saidAt: Moment;
  /** See `Inbound`. */
  readonly hasWaited: boolean;
  /** Names the activity, to know one that is delivered again; empty when it came without an id. */
  readonly activity: string;
  /** Id of the message whose card was pressed, in which the answer is shown; null for what was typed, or when not known. */
  readonly card: string | null;
  /** It was handled before, and nobody saw the answer: what it asks is stored, or was changed since. */
  readonly isAnew: boolean;
}

/**
 * A conversation: what was typed behind the command, without polite words and with them, or the fields of a card, to the
 * cards that answer.
 */
export type TextDialog = (turn: Turn, rest: string, asTyped: string) => Promise<readonly RenderedCard[]>;
export type CardDialog = (turn: Turn, data: ActionFields) => Promise<RenderedCard>;

/** What lets the person reach a thing, with the programme it holds in. */
export interface TurnGrant extends Grant {
  readonly loaded: LoadedProgramme;
}

/** What lets the person reach a thing, in each of their programmes; empty: nothing may be read for them. */
export const granted = ({ memberships }: Pick<Turn, 'memberships'>, thing: Thing): readonly TurnGrant[] =>
  memberships.flatMap(({ loaded, roles }) =>
    grantsOf(loaded.directory, roles, thing).map((grant) => ({ ...grant, loaded })),
  );

/** The same where a card names its programme: in that one alone, for codes and days are the same in others. */
export const grantedIn = (turn: Turn, thing: Thing, { programme = '' }: ActionFields): readonly TurnGrant[] =>
  granted(turn, thing).filter(({ loaded }) => programme === '' || loaded.head.id === programme);

/** The turn as if the person had no other programme than the one a card names; as it is where it names none. */
export const turnIn = (turn: Turn, { programme = '' }: ActionFields): Turn =>
  programme === ''
    ? turn
    : { ...turn, memberships: turn.memberships.filter(({ loaded }) => loaded.head.id === programme) };

/** The person's different roles over all their programmes. */
export const rolesIn = (turn: Turn): readonly Role[] => [
  ...new Set(turn.memberships.flatMap(({ roles }) => roles.map((person) => person.role))),
];
