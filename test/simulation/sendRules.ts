/** What must hold at the moment a message goes out. */
import { moveToOpening } from '../../bot/programme/calendar';
import type { LoadedProgramme } from '../../bot/ports';
import { messageKey, remindersOf, staffOpening, studentOpening } from '../../bot/programme/messages';
import type { Moment } from '../../bot/programme/model';
import type { PlannedMessage } from '../../bot/programme/plannedMessage';
import { roundOpening } from '../../bot/programme/rounds/planning';
import type { Send } from './channel';
import type { Machine } from './machine';
import { pupilOf } from './presses';
import type { Universe } from './universe';

/** A decision to send, with what it was made from. */
export interface Composed {
  readonly loaded: LoadedProgramme;
  readonly message: PlannedMessage;
  /** By the clock of the process. */
  readonly at: Moment;
  /** When it began to look, by true time. */
  readonly began: Moment;
}

/** A message goes out so soon after the decision, or is decided anew. Milliseconds. */
const freshFor = 30_000;

/** Nothing goes out by a clock that is off by more: twice what counts as no leap, and the skew of machines. Milliseconds. */
const mostOff = 12_000;

/** A process that dies so soon after it was told had no time to store that. Milliseconds. */
const storedWithin = 1_000;

/** A request with the fence under which it was claimed. */
interface Sent {
  readonly send: Send;
  readonly fence: number | null;
}

const sessionKinds: readonly string[] = ['nudge', 'checkIn', 'reminder1', 'reminder2'];

export class SendRules {
  readonly #universe: Universe;
  readonly #composed = new Map<string, Composed>();
  readonly #sends = new Map<string, Sent[]>();
  /** When the first answer of a session was stored. */
  readonly answeredAt = new Map<string, Moment>();
  /** Messages that have ended in the outbox, with how. */
  readonly ended = new Map<string, string>();
  /** Fences by tenant as the pace row has them, with when each was raised. */
  readonly fences = new Map<string, { readonly fence: number; readonly at: Moment }>();
  /** The fence under which a process claimed a message last, by its name and the key. */
  readonly claims = new Map<string, number>();

  constructor(universe: Universe) {
    this.#universe = universe;
  }

  composed(machine: Machine, composed: Composed): void {
    this.#composed.set(`${machine.name} ${composed.message.key}`, composed);
  }

  check(send: Send): void {
    const composed = this.#composed.get(`${send.by.name} ${send.key}`);
    if (composed === undefined) return this.#wrong(send, 'was never decided on');
    if (send.at - composed.began > freshFor)
      this.#wrong(send, `was decided ${send.at - composed.began} ms ago`);
    this.#checkTime(send, composed);
    this.#checkAnswer(send, composed);
    this.#checkState(send);
    this.#checkOrder(send, composed);
    this.#checkEarlier(send);
    this.#checkFence(send);
  }

  #wrong(send: Send, text: string): void {
    this.#universe.violate(`${send.by.name} sends ${send.key}: ${text}`);
  }

  #checkTime(send: Send, { loaded, message, at, began }: Composed): void {
    const { directory } = loaded;
    if (Math.abs(at - began) > mostOff) this.#wrong(send, `by a clock that is off by ${at - began} ms`);
    const pair = directory
      .pairsOfPupil(pupilOf(message.subject))
      .find(({ student }) => student === message.receiver);
    if (message.kind.startsWith('round')) return this.#checkRoundTime(send, { loaded, message, at });
    const isStudents = sessionKinds.includes(message.kind);
    if (isStudents && pair === undefined) return this.#wrong(send, 'has no pair');
    const opening =
      isStudents && pair !== undefined ? studentOpening(directory, pair) : staffOpening(directory);
    if (moveToOpening(at, opening, directory.calendar) !== at) this.#wrong(send, 'outside the window');
    if (at >= message.worthUntil) this.#wrong(send, 'no longer worth sending');
    if (at < message.dueAt) this.#wrong(send, 'not due yet');
  }

  #checkRoundTime(send: Send, { loaded, message, at }: Omit<Composed, 'began'>): void {
    const { directory } = loaded;
    const as = directory.person(message.receiver, 'student') === null ? 'teacher' : 'student';
    const opening = roundOpening(directory, message.receiver, as, directory.calendar.dayOf(at));
    if (moveToOpening(at, opening, directory.calendar) !== at) this.#wrong(send, 'outside the window');
    if (at < message.dueAt) this.#wrong(send, 'not due yet');
  }

  #checkAnswer(send: Send, { message, began }: Composed): void {
    if (!sessionKinds.includes(message.kind)) return;
    const answered = this.answeredAt.get(message.subject);
    if (answered !== undefined && answered < began) this.#wrong(send, 'its session was answered before');
  }

  #checkState(send: Send): void {
    const ended = this.ended.get(send.key);
    if (ended !== undefined) this.#wrong(send, `had ended as ${ended}`);
  }

  /** What reminds of a session's question never comes before it. */
  #checkOrder(send: Send, { message: { kind, receiver, subject } }: Composed): void {
    const [reminder] = remindersOf(kind);
    if (reminder === undefined) return;
    const sent = this.#sends.get(messageKey(reminder, receiver, subject)) ?? [];
    if (sent.some((one) => one.send.isDelivered)) this.#wrong(send, `after its ${reminder}`);
  }

  #claimOf({ by, key }: Send): number | null {
    return this.claims.get(`${by.name} ${key}`) ?? null;
  }

  /** A message may go out again only when it is not known what became of the time before, and only once. */
  #checkEarlier(send: Send): void {
    const earlier = this.#sends.get(send.key) ?? [];
    const fence = this.#claimOf(send);
    this.#sends.set(send.key, [...earlier, { send, fence }]);
    const arrived = earlier.filter((one) => one.send.isDelivered || one.send.result?.status === 'unknown');
    const sure = arrived.find((one) => !this.#isUnsure(one, fence));
    if (sure !== undefined)
      this.#wrong(send, `arrived at ${new Date(sure.send.at).toISOString()}, and that was known`);
    if (arrived.length >= 2) this.#wrong(send, `may have arrived ${arrived.length} times`);
  }

  /**
   * Teams gave no outcome; or another sender has the tenant by now, and cannot know what the one before it was told: that one
   * died before it could store it, stood still, or could not reach storage.
   */
  #isUnsure({ send: { by, at, result, resultAt }, fence }: Sent, now: number | null): boolean {
    if (result === null || result.status === 'unknown') return true;
    const told = resultAt ?? at;
    if (told - at >= 15_000) return true;
    if (fence === now) return false;
    return by.endedAt < told + storedWithin || by.troubleAt >= at || by.frozen.until >= at;
  }

  #checkFence(send: Send): void {
    const newest = this.fences.get(send.tenant);
    const claimed = this.#claimOf(send);
    if (newest === undefined || claimed === null) return this.#wrong(send, 'without a claim');
    if (claimed < newest.fence && send.at - newest.at > 500)
      this.#wrong(
        send,
        `under fence ${claimed} while ${newest.fence} is the newest for ${send.at - newest.at} ms`,
      );
  }
}
