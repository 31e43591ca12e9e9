/** Figures as the version before kept them, in JSON and letters: read until the pupil's next answer writes them anew. */
import { outcomes, type Outcome } from '../programme/facts';
import type { FlagStanding, OpenFlag } from '../programme/kept/flag';
import type { KeptPupil } from '../programme/kept/pupil';
import { inTwoParts, type KeptSessions } from '../programme/kept/sessions';
import type { SaidOn } from '../programme/kept/signs';
import type { Moment } from '../programme/model';
import { isFields } from './byHand';

interface OlderSessions {
  readonly first: number;
  readonly said: string;
  readonly ahead: KeptSessions['ahead'];
}

interface OlderPupil extends Omit<KeptPupil, 'sessions'> {
  readonly sessions: OlderSessions | null;
}

const isNumber = (value: unknown): value is number => typeof value === 'number';

const olderText = /^(?:\d*[pluxnscg])*$/;

const isSessions = (value: unknown): value is OlderSessions =>
  isFields(value) &&
  isNumber(value['first']) &&
  typeof value['said'] === 'string' &&
  olderText.test(value['said']) &&
  Array.isArray(value['ahead']) &&
  value['ahead'].every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isNumber));

const flagTexts = ['id', 'status', 'openedOn'] as const;

const isFlag = (value: unknown): value is OpenFlag =>
  isFields(value) &&
  flagTexts.every((name) => typeof value[name] === 'string') &&
  [1, 2, 3].some((level) => level === value['level']) &&
  isNumber(value['openedAt']) &&
  typeof value['isOverdue'] === 'boolean';

const isStanding = (value: unknown): value is FlagStanding =>
  isFields(value) &&
  typeof value['mark'] === 'string' &&
  (value['flag'] === null || isFlag(value['flag'])) &&
  (value['levelTwoSince'] === null || isNumber(value['levelTwoSince']));

const isOlder = (value: unknown): value is OlderPupil =>
  isFields(value) &&
  typeof value['pupil'] === 'string' &&
  isNumber(value['upTo']) &&
  (value['sessions'] === null || isSessions(value['sessions'])) &&
  (value['standing'] === null || isStanding(value['standing']));

const letters: Readonly<Record<string, Outcome>> = {
  p: 'onTime',
  l: 'late',
  u: 'absentUnnotified',
  x: 'absentUnknown',
  n: 'absentNotified',
  s: 'studentAbsent',
  c: 'schoolCancelled',
};

const week = 7;

/** A letter a session, `…g` before it for other days than seven, `…p` so many on time, `…l` late by so many minutes. */
const saidIn = ({ first, said }: OlderSessions): SaidOn[] => {
  const found: SaidOn[] = [];
  let day = first - week;
  let step = week;
  for (const [, digits = '', letter = ''] of said.matchAll(/(\d*)([a-z])/g)) {
    const outcome = letters[letter];
    const number = digits === '' ? null : Number(digits);
    if (outcome === undefined) {
      step = number ?? week;
      continue;
    }
    const times = outcome === 'onTime' ? Math.max(number ?? 1, 1) : 1;
    for (let time = 0; time < times; time += 1) {
      day += step;
      step = week;
      found.push({ day, outcome: outcomes.indexOf(outcome), minutes: outcome === 'late' ? number : null });
    }
  }
  return found;
};

const sessionsIn = (sessions: OlderSessions, upTo: Moment): KeptSessions => ({
  ...inTwoParts(saidIn(sessions), upTo),
  ahead: sessions.ahead,
});

/** What such a text holds; throws when it is no JSON, null when it is something else. */
export const olderFiguresIn = (text: string): KeptPupil | null => {
  const value: unknown = JSON.parse(text);
  if (!isOlder(value)) return null;
  const { sessions, upTo } = value;
  return { ...value, sessions: sessions === null ? null : sessionsIn(sessions, upTo) };
};
