/** A Teams that has bad days: it limits, fails and breaks lines, by seed. */
import type { Random } from '../../bot/ports';
import type { Fault, Trouble } from './teamsStandIn';

/** How bad it is. */
export interface Roughness {
  readonly random: Random;
  /** Requests it takes in a second; what is more is answered 429. */
  readonly perSecond: number;
  /** Chance that a request meets trouble. */
  readonly chance: number;
  /** Chance that a request is answered 429, whatever the rate. */
  readonly restChance: number;
}

const troubles: readonly Trouble[] = [
  { answer: 412, delivered: false },
  { answer: 502, delivered: false },
  { answer: 503, delivered: false },
  { answer: 504, delivered: false },
  { answer: 500, delivered: false },
  { answer: 500, delivered: true },
  { answer: 'reset', delivered: false },
  { answer: 'reset', delivered: true },
];

/** Answers to what people do, and cards drawn anew, meet limits only: whether they arrive twice is looked at elsewhere. */
export const roughTeams = ({ random, perSecond, chance, restChance }: Roughness): Fault => {
  let taken: number[] = [];
  return ({ what, at }) => {
    taken = taken.filter((moment) => moment > at - 1000);
    if (taken.length >= perSecond || random.fraction() < restChance) {
      return { answer: 429, delivered: false, retryAfter: 2 + Math.floor(random.fraction() * 2) };
    }
    taken.push(at);
    if (what === 'reply' || what === 'update' || random.fraction() >= chance) return null;
    return troubles[Math.floor(random.fraction() * troubles.length)] ?? null;
  };
};
