/**
 * What is kept of a pupil as a short text. Fields between spaces, as JSON in a JSON answer would be a third of it
 * quotation marks, and checked by hand: a question about a school reads hundreds.
 */
import type { FlagStatus } from '../programme/facts';
import type { FlagStanding, OpenFlag } from '../programme/kept/flag';
import type { KeptPupil } from '../programme/kept/pupil';
import type { KeptSessions } from '../programme/kept/sessions';
import { saidText, type SaidSessions } from '../programme/kept/signs';
import type { Level } from '../programme/model';
import { oneOf } from './byHand';
import { jsonText } from './columns';

const nothing = '-';
const plainId = /^[\w.@:+-]+$/;
const plainWord = /^[\w-]*$/;

const orNothing = (number: number | null): string => (number === null ? nothing : String(number));

const saidFields = (sessions: SaidSessions | null): readonly string[] =>
  sessions === null ? [nothing, ''] : [String(sessions.first), sessions.said];

const aheadText = (ahead: KeptSessions['ahead']): string =>
  ahead.map(([day, end]) => `${day}:${end}`).join(',');

const flagText = ({ level, status, openedOn, openedAt, isOverdue }: OpenFlag): string =>
  [level, status, openedOn, openedAt, isOverdue ? 1 : 0].join(',');

/** What is not as this version keeps it is left out, and worked out from the page. */
const isWritable = (pupil: string, { mark, flag }: FlagStanding): boolean =>
  plainWord.test(mark) && (flag === null || flag.id === `${pupil}/${flag.openedOn}`);

const standingText = (pupil: string, standing: FlagStanding | null): string => {
  if (standing === null || !isWritable(pupil, standing)) return nothing;
  const { mark, flag, levelTwoSince } = standing;
  return [mark, orNothing(levelTwoSince), flag === null ? nothing : flagText(flag)].join(';');
};

/** What is kept, as text. */
export const figureText = ({ pupil, upTo, sessions, standing }: KeptPupil): string =>
  [
    String(upTo),
    orNothing(sessions?.since ?? null),
    ...saidFields(sessions?.before ?? null),
    ...saidFields(sessions?.recent ?? null),
    aheadText(sessions?.ahead ?? []),
    standingText(pupil, standing),
    plainId.test(pupil) ? pupil : jsonText(pupil),
  ].join(' ');

const numberIn = (text: string): number => {
  const number = Number(text);
  if (text === '' || !Number.isSafeInteger(number))
    throw new TypeError(`Expected a whole number, found ${jsonText(text)}`);
  return number;
};

const orNull = (text: string): number | null => (text === nothing ? null : numberIn(text));

const saidIn = (first: string, said: string): SaidSessions | null => {
  if (first === nothing) return null;
  if (!saidText.test(said)) throw new TypeError(`Expected signs of sessions, found ${jsonText(said)}`);
  return { first: numberIn(first), said };
};

/** The two parts of a text around a separator; throws where there is none. */
const inTwo = (text: string, separator: string): readonly [string, string] => {
  const place = text.indexOf(separator);
  if (place === -1) throw new TypeError(`Expected ${jsonText(separator)} in ${jsonText(text)}`);
  return [text.slice(0, place), text.slice(place + 1)];
};

const aheadIn = (text: string): KeptSessions['ahead'] =>
  text === ''
    ? []
    : text.split(',').map((pair) => {
        const [day, end] = inTwo(pair, ':');
        return [numberIn(day), numberIn(end)] as const;
      });

const levels = [1, 2, 3] as const satisfies readonly Level[];
const statuses = ['open', 'acknowledged', 'resolved', 'withdrawn'] as const satisfies readonly FlagStatus[];
const day = /^\d{4}-\d\d-\d\d$/;

const flagIn = (pupil: string, text: string): OpenFlag | null => {
  if (text === nothing) return null;
  const [level, status, openedOn = '', openedAt = '', isOverdue = ''] = text.split(',');
  if (!day.test(openedOn)) throw new TypeError(`Expected a day, found ${jsonText(openedOn)}`);
  return {
    id: `${pupil}/${openedOn}`,
    level: oneOf(levels, Number(level)),
    status: oneOf(statuses, status),
    openedOn,
    openedAt: numberIn(openedAt),
    isOverdue: oneOf(['0', '1'], isOverdue) === '1',
  };
};

const standingIn = (pupil: string, text: string): FlagStanding | null => {
  if (text === nothing) return null;
  const [mark, rest] = inTwo(text, ';');
  const [levelTwoSince, flag] = inTwo(rest, ';');
  return { mark, flag: flagIn(pupil, flag), levelTwoSince: orNull(levelTwoSince) };
};

const pupilIn = (text: string): string => {
  if (plainId.test(text)) return text;
  const pupil: unknown = JSON.parse(text);
  if (typeof pupil !== 'string') throw new TypeError(`Expected a pupil, found ${text}`);
  return pupil;
};

/** What such a text holds; throws when it is not as this version writes it. */
export function figuresIn(text: string): KeptPupil {
  const [upTo = '', since = '', beforeFirst = '', beforeSaid = '', first = '', said = '', ...rest] =
    text.split(' ');
  const [ahead = '', standing = '', ...ofPupil] = rest;
  const pupil = pupilIn(ofPupil.join(' '));
  const recent = saidIn(first, said);
  const before = saidIn(beforeFirst, beforeSaid);
  return {
    pupil,
    upTo: numberIn(upTo),
    sessions: recent === null ? null : { since: orNull(since), recent, before, ahead: aheadIn(ahead) },
    standing: standingIn(pupil, standing),
  };
}
