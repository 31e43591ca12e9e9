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
}

/** Milliseconds from an answer of Teams until the bot has surely recorded it. */
const recordedWithin = 1000;
/** Counted over a little less than a second: messages jostle on their way. */
const countedOver = 950;
/** What had its turn already when a 429 came may still arrive for so long. */
const onItsWay = 500;

/** A request whose outcome the bot could not know, or that it had no time to record. */
const isInDoubt = ({ at, answer, answeredAt }: Asked, deaths: readonly Death[]): boolean =>
  answer === 500 ||
  answer === 'reset' ||
  answer === 'hang' ||
  deaths.some((death) => at <= death.at && death.at <= (answeredAt ?? Infinity) + recordedWithin);

const deliveryProblem = (row: Row, delivered: readonly Asked[], deaths: readonly Death[]): string | null => {
  const [first] = delivered;
  if (delivered.length > 2) return 'delivered more than twice';
  if (delivered.length === 2 && first !== undefined && !isInDoubt(first, deaths)) {
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
  const problem = deliveryProblem(row, delivered, wave.deaths);
  return problem === null ? null : `${problem} (${row.status}, ${row.attempts} attempts; ${told(delivered)})`;
};

const told = (asked: readonly Asked[]): string =>
  asked.map(({ at, answer }) => `${Math.round(at)}: ${answer}`).join(', ');

/** What counts for the rate: what the bot starts, and its look-ups. */
const isPaced = ({ what }: Asked): boolean => what === 'message' || what === 'member';

/** The most requests in any one second. */
export const busiestSecond = (asked: readonly Asked[]): number => {
  const moments = asked.filter(isPaced).map(({ at }) => at);
  let first = 0;
  let most = 0;
  for (const [last, moment] of moments.entries()) {
    while ((moments[first] ?? 0) <= moment - countedOver) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
};

/** Requests that came although Teams had asked for rest. */
const restless = (asked: readonly Asked[]): string[] =>
  asked.flatMap(({ at, answer, answeredAt, retryAfter }) => {
    if (answer !== 429 || retryAfter === null) return [];
    const from = (answeredAt ?? at) + onItsWay;
    const until = at + retryAfter * 1000 - 50;
    const count = asked.filter((other) => isPaced(other) && other.at > from && other.at < until).length;
    return count === 0 ? [] : [`${count} requests in a rest of ${retryAfter} s (429 at ${Math.round(at)})`];
  });

/** Every breach of what a wave must keep; `perSecond` is the rate for all bots together. */
export const waveProblems = (wave: Wave, perSecond: number): string[] => {
  const people = wave.receivers.flatMap((receiver) => {
    const problem = receiverProblem(wave, receiver);
    return problem === null ? [] : [`${receiver}: ${problem}`];
  });
  const most = busiestSecond(wave.asked);
  const rate =
    most <= perSecond ? [] : [`${most} requests within ${countedOver} ms, allowed are ${perSecond}`];
  return [...people, ...rate, ...restless(wave.asked)];
};
