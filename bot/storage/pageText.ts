/**
 * A pupil's page in few characters: a summary reads the page of every pupil of a school, so what the
 * page says anyway (whose it is) or usually says is left out.
 */
import { z } from 'zod';

import { flagVerbs, outcomes } from '../programme/model';
import type { Answer, FlagAction, PupilFact } from '../programme/model';
import type { PupilPage } from '../ports';
import { fromColumns, toColumns } from './columns';
import { noticeShape } from './recordShape';
import type { FoundRow } from './row';

const shortAnswer = z.object({
  o: z.enum(outcomes),
  t: z.number(),
  b: z.string(),
  d: z.string(),
  s: z.number(),
  e: z.number(),
  /** Minutes late, room, student when not who answered, id and pupil when not the page's. */
  m: z.number().optional(),
  r: z.string().optional(),
  u: z.string().optional(),
  i: z.string().optional(),
  p: z.string().optional(),
});
type ShortAnswer = z.infer<typeof shortAnswer>;

const shortAction = z.object({
  v: z.enum(flagVerbs),
  t: z.number(),
  b: z.string(),
  n: z.string().optional(),
});
type ShortAction = z.infer<typeof shortAction>;

const pageShape = z.object({
  school: z.string(),
  pupil: z.string(),
  facts: z.array(z.union([shortAnswer, shortAction])),
  notices: z.array(noticeShape),
  activities: z.array(z.string()),
});

const sessionId = (pupil: string, date: string): string => `${pupil}/${date}`;

function shortenAnswer(pupil: string, { at, by, session, outcome, minutesLate }: Answer): ShortAnswer {
  const isUsualId = session.id === sessionId(session.pupil, session.date);
  return {
    o: outcome,
    t: at,
    b: by,
    d: session.date,
    s: session.start,
    e: session.end,
    ...(minutesLate === null ? {} : { m: minutesLate }),
    ...(session.room === null ? {} : { r: session.room }),
    ...(session.student === by ? {} : { u: session.student }),
    ...(isUsualId ? {} : { i: session.id }),
    ...(session.pupil === pupil ? {} : { p: session.pupil }),
  };
}

function fullAnswer(page: string, { o, t, b, d, s, e, m, r, u, i, p }: ShortAnswer): Answer {
  const pupil = p ?? page;
  const session = {
    id: i ?? sessionId(pupil, d),
    pupil,
    student: u ?? b,
    date: d,
    start: s,
    end: e,
    room: r ?? null,
  };
  return { kind: 'answer', at: t, by: b, session, outcome: o, minutesLate: m ?? null };
}

const shortenAction = ({ at, by, verb, note }: FlagAction): ShortAction => ({
  v: verb,
  t: at,
  b: by,
  ...(note === null ? {} : { n: note }),
});

const fullAction = ({ v, t, b, n }: ShortAction): FlagAction => ({
  kind: 'action',
  at: t,
  verb: v,
  by: b,
  note: n ?? null,
});

/** The page as columns of its row. */
export function pageColumns(page: PupilPage): Record<string, string> {
  const shorten = (fact: PupilFact): ShortAnswer | ShortAction =>
    fact.kind === 'answer' ? shortenAnswer(page.pupil, fact) : shortenAction(fact);
  return toColumns({ ...page, facts: page.facts.map(shorten) });
}

/** The page a row holds. */
export function pageFrom(row: FoundRow): PupilPage {
  const page = fromColumns(row, pageShape);
  const facts = page.facts.map((short) => ('o' in short ? fullAnswer(page.pupil, short) : fullAction(short)));
  return { ...page, facts };
}
