/** What stored programmes must look like when they are read; the types tie it to the model. */
import { z } from 'zod';

import type { Programme } from '../programme/model';

const none: string[] = [];
/** Most are empty: one list for all of those. */
const texts = z
  .array(z.string())
  .transform((found): readonly string[] => (found.length === 0 ? none : found));
const nullableText = z.string().nullable();
const nullableNumber = z.number().nullable();
const language = z.enum(['nl', 'en']);
const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);
const closed = z.array(z.object({ from: z.string(), to: z.string(), label: nullableText }));

/** The parts of a programme that grow with the number of people. */
export const listNames = ['people', 'pupils', 'pairs', 'groups'] as const;
/** One of the parts that grow. */
export type ListName = (typeof listNames)[number];

/** A programme without the parts that grow. */
export type ProgrammeCore = Omit<Programme, ListName>;

const flagRule = z.object({
  name: z.string(),
  counts: z.array(z.enum(['late', 'absence', 'missed'])),
  count: z.number(),
  among: z.number(),
  level: z.literal([1, 2, 3]),
});

const school = z.object({
  id: z.string(),
  name: z.string(),
  closed,
  contact: nullableText,
  lateFrom: nullableNumber,
  absentFrom: nullableNumber,
});

/** Shape of everything but the lists. */
export const coreShape = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
  language,
  start: z.string(),
  end: z.string(),
  requiredSessions: z.number(),
  tenants: z.array(z.string()),
  pupilLabel: z.enum(['firstName', 'initials', 'code']),
  sendWindow: z.object({ from: z.string(), to: z.string() }),
  rules: z.object({
    lateFrom: z.number(),
    absentFrom: z.number(),
    flagRules: z.array(flagRule),
    clearAfter: z.number(),
    reopenWithin: z.number(),
    raiseAfter: z.number(),
  }),
  schools: z.array(school),
  universities: z.array(z.object({ id: z.string(), name: z.string(), closed })),
}) satisfies z.ZodType<ProgrammeCore>;

const person = z.object({
  email: z.string(),
  name: z.string(),
  role: z.enum(['student', 'teacher', 'coordinator']),
  language: language.nullable(),
  university: nullableText,
  schools: texts,
  endedOn: nullableText,
});

const pupil = z.object({
  id: z.string(),
  firstName: z.string(),
  school: z.string(),
  class: z.string(),
  interests: texts,
  endedOn: nullableText,
});

const pair = z.object({
  pupil: z.string(),
  student: z.string(),
  weekday,
  start: z.string(),
  end: z.string(),
  room: nullableText,
  from: nullableText,
  until: nullableText,
});

const group = z.object({
  id: z.string(),
  teacher: z.string(),
  students: z.array(z.string()),
  meeting: z.object({ weekday, start: z.string(), end: z.string(), room: nullableText }).nullable(),
});

/** Shapes of the lists, a piece at a time. */
export const listShapes = {
  people: z.array(person),
  pupils: z.array(pupil),
  pairs: z.array(pair),
  groups: z.array(group),
} satisfies { [L in ListName]: z.ZodType<Programme[L]> };
