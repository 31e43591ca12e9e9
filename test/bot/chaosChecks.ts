/** What must hold of a wave, whatever happened on the way: each breach is a line. */
import type { Asked } from '../fakes/teamsStandIn';
import type { Death, Row } from './chaosWorld';

/** Everything seen of one wave. */
export interface Wave {
  readonly kind: string;
  /** Addresses of everybody for whom a message of this kind is due. */
  readonly receivers: readonly string[];
  readonly conversationOf: (receiver: string) => string;
  /** Requests of the bots while it went on, in order of arrival. */
  readonly asked: readonly Asked[];
  /** The outbox at its end. */
  readonly rows: readonly Row[];
  readonly deaths: readonly Death[];
  /** How many times as long as on an idle machine things take here, from 1. */
  readonly slowness: number;
}

/** Milliseconds from an answer of Teams until the bot has surely recorded it. */
const recordedWithin = 1000;
/** Messages jostle on their way and on a busy machine: a time is counted as shorter by so much. */
const jostle = 150;
/** Times over which the rate is counted, in seconds: the longer one notices what the jostling hides. */
const countedOver = [1, 4] as const;
/** What had its turn already when a 429 came may still arrive for so long: from who got it, and from another process. */
const onItsWay = 500;
const toldOthers = 1500;

/** A request whose outcome the bot could not know, or that it had no time to record. */
const isInDoubt = ({ at, answer, answeredAt }: Asked, { deaths, slowness }: Wave): boolean =>
  answer === 500 ||
  answer === 'reset' ||
  answer === 'hang' ||
  deaths.some((death) => at <= death.at && death.at <= (answeredAt ?? Infinity) + recordedWithin * slowness);

const deliveryProblem = (row: Row, delivered: readonly Asked[], wave: Wave): string | null => {
  const [first] = delivered;
  if (delivered.length > 2) return 'delivered more than twice';
  if (delivered.length === 2 && first !== undefined && !isInDoubt(first, wave)) {
    return 'delivered twice without a doubt';
  }
  if (row.status === 'sent' && delivered.length === 0) return 'recorded as sent, and never arrived';
  const mayHaveArrived = row.status === 'sent' || row.status === 'unknown';
  return delivered.length > 0 && !mayHaveArrived ? 'arrived, and not recorded so' : null;
};

const receiverProblem = (wave: Wave, receiver: string): string | null => {
  const rows = wave.rows.filter((row) => row.kind === wave.kind && row.receiver === receiver);
  const [row] = rows;
  if (row === undefined || rows.length !== 1) return `${rows.length} rows`;
  if (row.status === 'planned' || row.status === 'sending') return `stays ${row.status}`;
  if (row.status === 'failed' && row.attempts < 8) return `failed after ${row.attempts} tries: ${row.reason}`;
  const conversation = wave.conversationOf(receiver);
  const delivered = wave.asked.filter(
    (asked) => asked.what === 'message' && asked.delivered && asked.conversation === conversation,
  );
  const problem = deliveryProblem(row, delivered, wave);
  return problem === null
    ? null
    : `${problem} (${row.status}, ${row.attempts} attempts; ${answersIn(delivered)})`;
};

const answersIn = (asked: readonly Asked[]): string =>
  asked.map(({ at, answer }) => `${Math.round(at)}: ${answer}`).join(', ');

/** The requests of the time of so many seconds that had the most of them. */
export const busiest = (asked: readonly Asked[], seconds: number): readonly Asked[] => {
  let first = 0;
  let most: readonly Asked[] = [];
  for (const [last, { at }] of asked.entries()) {
    while ((asked[first]?.at ?? 0) <= at - (seconds * 1000 - jostle)) first += 1;
    if (last - first + 1 > most.length) most = asked.slice(first, last + 1);
  }
  return most;
};

const rateProblems = (asked: readonly Asked[], perSecond: number): string[] =>
  countedOver.flatMap((seconds) => {
    const most = busiest(asked, seconds);
    const allowed = seconds * perSecond;
    if (most.length <= allowed) return [];
    const start = most[0]?.at ?? 0;
    const told = most.map(({ what, at }) => `${what.slice(0, 2)}${Math.round(at - start)}`);
    return [`${most.length} requests in ${seconds} s, allowed are ${allowed}: ${told.join(' ')}`];
  });

/** Requests that came although Teams had asked for rest. */
const restless = ({ asked, slowness }: Wave): string[] =>
  asked.flatMap(({ what, at, answer, answeredAt, retryAfter }) => {
    if (answer !== 429 || retryAfter === null) return [];
    const until = at + retryAfter * 1000 - 50;
    const from = (other: Asked): number =>
      (answeredAt ?? at) +
      (what === 'message' && other.what === 'message' ? onItsWay : toldOthers) * slowness;
    const others = asked.filter((other) => other.at > from(other) && other.at < until);
    const told = others.map((other) => `${other.what} ${Math.round(other.at - at)} ms later`);
    return told.length === 0 ? [] : [`in a rest of ${retryAfter} s asked of a ${what}: ${told.join(', ')}`];
  });

/** Messages that went out outside the send window of the programme, or before they were due. */
const untimely = (rows: readonly Row[]): string[] =>
  rows.flatMap(({ key, dueAt, sentAt }) => {
    if (sentAt === null) return [];
    const time = sentAt.slice(11, 16);
    const isWeekend = [0, 6].includes(new Date(`${sentAt.slice(0, 10)}T12:00:00Z`).getUTCDay());
    const isInWindow = !isWeekend && time >= '08:30' && time < '19:00';
    return isInWindow && Date.parse(sentAt) >= Date.parse(dueAt) ? [] : [`${key} went out at ${sentAt}`];
  });

/** Every breach of what a wave must keep; `perSecond` is the rate for all bots together. */
export const waveProblems = (wave: Wave, perSecond: number): string[] => {
  const people = wave.receivers.flatMap((receiver) => {
    const problem = receiverProblem(wave, receiver);
    return problem === null ? [] : [`${receiver}: ${problem}`];
  });
  return [...people, ...rateProblems(wave.asked, perSecond), ...restless(wave), ...untimely(wave.rows)];
};
