/** The people of a programme: they install the bot, answer its messages, press twice, go away and come back. */
import { addDays } from '../../bot/programme/calendar';
import { splitSessionId } from '../../bot/programme/checkIn';
import type { Person, Programme } from '../../bot/programme/model';
import type { Inbound, InboundEvent } from '../../bot/ports';
import { Answers, type Intent } from './answers';
import type { Channel, Send } from './channel';
import type { Chance } from './chance';
import type { Gateway, Told } from './gateway';
import { dataOf, pupilOf, someOutcome, type FlagPress, type PeopleWatch } from './presses';
import { tenantOf } from './town';
import type { Universe } from './universe';

const minute = 60_000;
const hour = 60 * minute;

/** What is called off a week ahead; some weeks have no such session. */
const weekLater = (session: string): string => {
  const { pupil, date } = splitSessionId(session);
  return `${pupil}/${addDays(date, 7)}`;
};

interface Resident {
  readonly email: string;
  readonly role: Person['role'];
  /** A new one with every installation. */
  conversation: number;
  isInstalled: boolean;
  isAway: boolean;
}

export class People {
  readonly answers = new Answers();
  readonly flagPresses: FlagPress[] = [];
  readonly #residents = new Map<string, Resident>();
  readonly #universe: Universe;
  readonly #chance: Chance;
  readonly #gateway: Gateway;
  readonly #channel: Channel;
  readonly #watch: PeopleWatch;

  constructor(
    programme: Programme,
    universe: Universe,
    gateway: Gateway,
    channel: Channel,
    watch: PeopleWatch,
  ) {
    this.#universe = universe;
    this.#chance = universe.chance.fork();
    this.#gateway = gateway;
    this.#channel = channel;
    this.#watch = watch;
    for (const { email, role } of programme.people)
      this.#residents.set(email, { email, role, conversation: 0, isInstalled: false, isAway: false });
  }

  #after(milliseconds: number, run: () => void): void {
    this.#universe.scheduler.after(milliseconds, run);
  }

  #resident(email: string): Resident {
    const resident = this.#residents.get(email);
    if (resident === undefined) throw new Error(`nobody is called ${email}`);
    return resident;
  }

  #inbound({ email, conversation }: Resident, event: InboundEvent): Inbound {
    return {
      tenant: tenantOf(email),
      aadObjectId: `aad-${email}`,
      conversationId: `chat-${email}-${conversation}`,
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      botId: '28:bot',
      userId: `29:${email}`,
      activityId: '',
      cardId: null,
      isPersonal: true,
      event,
      cameAt: this.#universe.scheduler.now(),
      saidAt: this.#universe.scheduler.now(),
    };
  }

  // -------------------------------------------------------------- coming and going

  /** Most install on the first day, some days later, a few never. */
  settleIn(): void {
    for (const resident of this.#residents.values()) {
      if (this.#chance.happens(0.04)) continue;
      const wait = this.#chance.happens(0.85)
        ? this.#chance.between(1, 60) * minute
        : this.#chance.between(20, 130) * hour;
      this.#after(wait, () => this.#install(resident));
    }
  }

  /** Pressed until it is answered: without it nobody can be reached. */
  #install(resident: Resident): void {
    resident.isInstalled = true;
    this.#gateway.post(this.#inbound(resident, { kind: 'installed' }), (told) => {
      if (told === null || told.isFailed) this.#after(20 * minute, () => this.#install(resident));
      else this.#watch.onBack(resident.email);
    });
  }

  /** Somebody blocks the bot, or removes it, and comes back some time later. */
  goAway(): void {
    const resident = this.#chance.oneOf([...this.#residents.values()]);
    if (!resident.isInstalled || resident.isAway) return;
    const chat = `chat-${resident.email}-${resident.conversation}`;
    const status = this.#chance.oneOf([403, 404] as const);
    this.#universe.trouble(`${resident.email} goes away ${status}`);
    this.#channel.refusing.set(chat, status);
    resident.isAway = true;
    if (this.#chance.happens(0.4)) this.#remove(resident);
    this.#after(this.#chance.between(1, 60) * hour, () => this.#comeBack(resident, chat, status));
  }

  /** Teams delivers again what was not taken in. */
  #remove(resident: Resident): void {
    this.#gateway.post(this.#inbound(resident, { kind: 'removed' }), (told) => {
      if (told === null || told.isFailed)
        this.#after(minute, () => resident.isAway && this.#remove(resident));
    });
  }

  #comeBack(resident: Resident, chat: string, status: 403 | 404): void {
    this.#universe.note(`${resident.email} comes back`);
    const isNew = status === 404 || this.#chance.happens(0.5);
    resident.isAway = false;
    if (isNew) resident.conversation += 1;
    else this.#channel.refusing.delete(chat);
    if (isNew || this.#chance.happens(0.5)) this.#install(resident);
    else this.#type(resident, 'mijn week');
  }

  // -------------------------------------------------------------- typing

  #type(resident: Resident, text: string, answered: () => void = () => undefined): void {
    this.#gateway.post(this.#inbound(resident, { kind: 'text', text }), (told) => {
      if (told === null || told.isFailed)
        return this.#after(20 * minute, () => this.#type(resident, text, answered));
      this.#watch.onBack(resident.email);
      answered();
    });
  }

  /** Now and then somebody types a command. */
  chat(): void {
    const resident = this.#chance.oneOf([...this.#residents.values()]);
    if (!resident.isInstalled) return;
    if (resident.role === 'coordinator')
      return this.#type(resident, this.#chance.oneOf(['signalen', 'overzicht', 'taal en']));
    const text = this.#chance.oneOf([
      'mijn week',
      'taal nl',
      'taal en',
      'pauze uit',
      'pauze tot morgen',
      'inchecken',
    ]);
    const isPause = text.startsWith('pauze');
    this.#type(resident, text, () => isPause && this.#watch.onPause(resident.email));
  }

  // -------------------------------------------------------------- answering

  /** What somebody does with a message that has arrived. */
  onDelivered({ key, receiver, activityId }: Send): void {
    const [kind = '', , ...subject] = key.split('/');
    if (kind.startsWith('round')) return;
    const resident = this.#resident(receiver);
    const wait = this.#chance.oneOf([minute, 10 * minute, hour, 7 * hour]) + this.#chance.between(0, minute);
    if (kind === 'flagRaised') {
      if (this.#chance.happens(0.7))
        this.#after(wait, () => this.#onFlag(resident, subject.slice(0, 2).join('/'), activityId));
      return;
    }
    if (kind === 'checkIn')
      this.#askedOf.set(pupilOf(subject.join('/')), { resident, session: subject.join('/') });
    const willing = kind === 'nudge' ? 0.15 : 0.6;
    if (kind === 'digest' || kind === 'studentUnreachable' || !this.#chance.happens(willing)) return;
    const session = subject.join('/');
    const isAhead = kind === 'nudge' && this.#chance.happens(0.3);
    this.#after(wait, () => this.#answer(resident, kind, isAhead ? weekLater(session) : session));
  }

  /** The newest session of each pupil that a student was asked about, with who. */
  readonly #askedOf = new Map<string, { readonly resident: Resident; readonly session: string }>();

  /** A pupil goes to another school, and a check-in about them comes in before a process has heard of it. */
  duringMove(pupil: string): void {
    const asked = this.#askedOf.get(pupil);
    if (asked === undefined) return;
    this.#after(this.#chance.between(0, 20_000), () => this.#answer(asked.resident, 'again', asked.session));
  }

  #answer(resident: Resident, kind: string, session: string): void {
    if (this.answers.goingOn(session).length > 0) return;
    const said =
      kind === 'nudge' && this.#chance.happens(0.7)
        ? this.#chance.oneOf(['studentAbsent', 'schoolCancelled'])
        : someOutcome(this.#chance);
    const first = this.answers.begin(resident.email, session, said);
    this.#press(resident, first);
    if (this.#chance.happens(0.15)) this.#pressBeside(resident, first);
    if (this.#chance.happens(0.25))
      this.#after(this.#chance.between(3, 300) * minute, () => this.#answer(resident, 'again', session));
    if (this.#chance.happens(0.05)) this.#pressOthers(resident);
  }

  /** A second device at the same time. */
  #pressBeside(resident: Resident, first: Intent): void {
    this.#after(this.#chance.between(0, 30), () => {
      const second = this.#chance.happens(0.5) ? first.said : someOutcome(this.#chance);
      this.#press(resident, this.answers.begin(resident.email, first.session, second, first));
    });
  }

  /** Card data can be altered: somebody else's session. */
  #pressOthers(resident: Resident): void {
    const theirs = this.answers.intents.filter(({ student }) => student !== resident.email);
    if (theirs.length === 0) return;
    const { session } = this.#chance.oneOf(theirs);
    const intent = new Answers().begin(resident.email, session, 'absentUnknown');
    this.strangers.push(intent);
    this.#post(resident, intent, () => undefined);
  }

  /** Presses that must not be stored. */
  readonly strangers: Intent[] = [];

  #post(resident: Resident, intent: Intent, told: (answer: Told | null) => void): void {
    const data = dataOf(intent.session, intent.said);
    const event: InboundEvent = { kind: 'action', verb: 'checkIn.record', data };
    intent.deliveries.push(this.#gateway.post(this.#inbound(resident, event), told));
  }

  /** Until there is an answer. */
  #press(resident: Resident, intent: Intent): void {
    this.#post(resident, intent, (told) => {
      if (told === null || told.isFailed) {
        const wait = this.#universe.isCalm ? minute : this.#chance.between(1, 30) * minute;
        return this.#after(wait, () => this.#press(resident, intent));
      }
      this.#watch.onBack(resident.email);
      const wrong = this.answers.told(intent, told);
      if (wrong !== null) this.#universe.violate(`${intent.session}: ${wrong}`);
      if (intent.result === 'stored') this.#watch.onStored(intent);
    });
  }

  /** Once nothing goes wrong any more, whoever is not sure presses once more. */
  makeSure(): void {
    for (const { student, session } of this.answers.unsure()) {
      if (this.answers.goingOn(session).length > 0) continue;
      this.#press(this.#resident(student), this.answers.begin(student, session, someOutcome(this.#chance)));
    }
  }

  #onFlag(resident: Resident, flag: string, cardId: string | null): void {
    const by = resident.email;
    const verb = this.#chance.oneOf(['acknowledge', 'acknowledge', 'note', 'resolve'] as const);
    const note = verb === 'acknowledge' ? '' : `note ${this.flagPresses.length}`;
    const event: InboundEvent = { kind: 'action', verb: `flag.${verb}`, data: { flag, note } };
    const { ids } = this.#gateway.post({ ...this.#inbound(resident, event), cardId }, (told) => {
      if (told === null || told.isFailed) return this.#lookAgain(resident, flag, cardId);
      press.isAnswered = true;
      this.#watch.onBack(by);
      this.#watch.onFlagPress(press, told);
    });
    const press: FlagPress = { by, cardId, flag, verb, note, ids, isAnswered: false };
    this.flagPresses.push(press);
  }

  /** Who was told that it may not have worked looks at the flag until they see it. */
  #lookAgain(resident: Resident, flag: string, cardId: string | null): void {
    const event: InboundEvent = { kind: 'action', verb: 'flag.show', data: { flag } };
    const wait = this.#universe.isCalm ? minute : this.#chance.between(1, 30) * minute;
    this.#after(wait, () => {
      this.#gateway.post({ ...this.#inbound(resident, event), cardId }, (told) => {
        if (told === null || told.isFailed) return this.#lookAgain(resident, flag, cardId);
        this.#watch.onBack(resident.email);
        if (cardId !== null) this.#watch.onShown(cardId, flag);
      });
    });
  }
}
