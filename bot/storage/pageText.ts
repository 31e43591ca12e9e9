/**
 * A pupil's page in few characters: a summary reads the page of every pupil of a school, so what the
 * page says anyway (whose it is) or usually says is left out, and facts are checked by hand.
 */
import { z } from 'zod';

import { changeCauses, flagVerbs, outcomes, resolveReasons } from '../programme/facts';
import type { Answer, FlagAction, PupilFact } from '../programme/facts';
import type { PupilPage } from '../ports/storage';
import { isFields, number, oneOf, text, type Fields } from './byHand';
import { fromColumns, readRow, toColumns } from './columns';
import { noticeShape } from './recordShape';
import type { FoundRow } from './row';

const pageShape = z.object({
  school: z.string(),
  pupil: z.string(),
  facts: z.array(z.unknown()),
  notices: z.array(noticeShape),
  activities: z.array(z.string()),
});

const sessionId = (pupil: string, date: string): string => `${pupil}/${date}`;

/** Left out: minutes, why it was changed, room, a student who answered, the id and pupil every session here has. */
function shortenAnswer(page: string, answer: Answer): object {
  const { at, by, session, outcome, minutesLate, cause, reason } = answer;
  const { id, pupil, student, date, start, end, room } = session;
  return {
    o: outcome,
    t: at,
    b: by,
    d: date,
    s: start,
    e: end,
    ...(minutesLate === null ? {} : { m: minutesLate }),
    ...(cause === undefined ? {} : { c: cause }),
    ...(reason === undefined ? {} : { y: reason }),
    ...(room === null ? {} : { r: room }),
    ...(student === by ? {} : { u: student }),
    ...(pupil === page ? {} : { p: pupil }),
    ...(id === sessionId(pupil, date) ? {} : { i: id }),
  };
}

const shortenAction = ({ at, by, verb, note, reason }: FlagAction): object => ({
  v: verb,
  t: at,
  b: by,
  ...(note === null ? {} : { n: note }),
  ...(reason === undefined ? {} : { y: reason }),
});

function fullAnswer(page: string, short: Fields): Answer {
  const by = text(short['b']);
  const pupil = text(short['p'] ?? page);
  const date = text(short['d']);
  const session = {
    id: text(short['i'] ?? sessionId(pupil, date)),
    pupil,
    student: text(short['u'] ?? by),
    date,
    start: number(short['s']),
    end: number(short['e']),
    room: short['r'] === undefined ? null : text(short['r']),
  };
  const minutesLate = short['m'] === undefined ? null : number(short['m']);
  const outcome = oneOf(outcomes, short['o']);
  const why = {
    ...(short['c'] === undefined ? {} : { cause: oneOf(changeCauses, short['c']) }),
    ...(short['y'] === undefined ? {} : { reason: text(short['y']) }),
  };
  return { kind: 'answer', at: number(short['t']), by, session, outcome, minutesLate, ...why };
}

const fullAction = (short: Fields): FlagAction => ({
  kind: 'action',
  at: number(short['t']),
  verb: oneOf(flagVerbs, short['v']),
  by: text(short['b']),
  note: short['n'] === undefined ? null : text(short['n']),
  ...(short['y'] === undefined ? {} : { reason: oneOf(resolveReasons, short['y']) }),
});

function fullFact(page: string, short: unknown): PupilFact {
  if (!isFields(short)) throw new TypeError('Expected a fact');
  return 'o' in short ? fullAnswer(page, short) : fullAction(short);
}

/** The page as columns of its row. */
export function pageColumns(page: PupilPage): Record<string, string> {
  const shorten = (fact: PupilFact): object =>
    fact.kind === 'answer' ? shortenAnswer(page.pupil, fact) : shortenAction(fact);
  return toColumns({ ...page, facts: page.facts.map(shorten) });
}

/** The page a row holds. */
export function pageFrom(row: FoundRow): PupilPage {
  const page = fromColumns(row, pageShape);
  return readRow(row, () => ({ ...page, facts: page.facts.map((fact) => fullFact(page.pupil, fact)) }));
}
