/** What a stored programme must look like apart from its lists; the types tie it to the model. */
import { z } from 'zod';

import type { Programme } from '../programme/model';
import { defaultRetention } from '../programme/retention';

const nullableText = z.string().nullable();
const nullableNumber = z.number().nullable();
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
  language: z.enum(['nl', 'en']),
  start: z.string(),
  end: z.string(),
  requiredSessions: z.number(),
  tenants: z.array(z.string()),
  formerTenants: z.array(z.string()).exactOptional(),
  pupilLabel: z.enum(['firstName', 'initials', 'code']),
  sendWindow: z.object({ from: z.string(), to: z.string() }),
  /** Versions before this one kept everything. */
  retention: z
    .object({
      freeTextDays: z.number(),
      namesDays: z.number(),
      hoursDays: z.number(),
      accessDays: z.number(),
    })
    .default(defaultRetention),
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
