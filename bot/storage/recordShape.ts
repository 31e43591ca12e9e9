/** What stored facts must look like when they are read; the types tie it to the model. */
import { z } from 'zod';

import { changeCauses, flagVerbs, outcomes, resolveReasons, topics } from '../programme/facts';
import type {
  Answer,
  CardChange,
  CareUse,
  ContactMade,
  FlagAction,
  FlagNotice,
  FollowUp,
  KeptHours,
  Pause,
  PendingNotice,
} from '../programme/facts';

const nullableText = z.string().nullable();

const session = z.object({
  id: z.string(),
  pupil: z.string(),
  student: z.string(),
  date: z.string(),
  start: z.number(),
  end: z.number(),
  room: nullableText,
});

const answer = z.object({
  kind: z.literal('answer'),
  at: z.number(),
  by: z.string(),
  session,
  outcome: z.enum(outcomes),
  minutesLate: z.number().nullable(),
  cause: z.enum(changeCauses).exactOptional(),
  reason: z.string().exactOptional(),
}) satisfies z.ZodType<Answer>;

const action = z.object({
  kind: z.literal('action'),
  at: z.number(),
  verb: z.enum(flagVerbs),
  by: z.string(),
  note: nullableText,
  reason: z.enum(resolveReasons).exactOptional(),
}) satisfies z.ZodType<FlagAction>;

/** Shape of a notice. */
export const noticeShape = z.object({
  flag: z.string(),
  ordinal: z.number(),
  at: z.number(),
  level: z.literal([1, 2, 3]),
}) satisfies z.ZodType<FlagNotice>;

const followUp = z.object({
  topics: z.array(z.enum(topics)),
  nextStep: nullableText,
  note: nullableText,
  case: z.boolean(),
}) satisfies z.ZodType<FollowUp>;

/** A fact as stored for good: with it everything a page can be made from again. */
export const factShape = z.object({
  pupil: z.string(),
  /** Number of facts on the page with this one: the order of facts of one moment. */
  ordinal: z.number(),
  fact: z.discriminatedUnion('kind', [answer, action]),
  followUp: followUp.nullable(),
  activity: z.string(),
  notices: z.array(noticeShape),
});
/** A fact with all that came with it. */
export type StoredFact = z.infer<typeof factShape>;

const changeShape = z.object({
  pupil: z.string(),
  at: z.number(),
  ordinal: z.number(),
  flags: z.array(z.string()),
  messages: z.array(z.string()),
  isCounted: z.literal(true).exactOptional(),
  shown: z.object({ to: z.string(), activity: z.string() }).nullable(),
}) satisfies z.ZodType<CardChange>;

/** Shape of a pending notice; versions before this one knew those of flags only, and did not say so. */
export const pendingShape = z.union([
  z.object({ of: z.literal('flag').default('flag'), pupil: z.string(), notice: noticeShape }),
  z.object({
    of: z.literal('student'),
    unreachable: z.object({ student: z.string(), since: z.number() }),
  }),
  z.object({ of: z.literal('change'), change: changeShape }),
]) satisfies z.ZodType<PendingNotice>;

/** Shape of a pause. */
export const pauseShape = z.object({
  at: z.number(),
  student: z.string(),
  from: z.string().exactOptional(),
  until: nullableText,
}) satisfies z.ZodType<Pause>;

/** Shape of a use of the care button. */
export const careUseShape = z.object({ at: z.number(), school: z.string() }) satisfies z.ZodType<CareUse>;

/** Shape of kept hours. */
export const keptHoursShape = z.object({
  student: z.string(),
  mark: z.string(),
  count: z.number(),
  minutes: z.number(),
}) satisfies z.ZodType<KeptHours>;

/** Shape of a contact with a student. */
export const contactMadeShape = z.object({
  student: z.string(),
  at: z.number(),
  by: z.string(),
  note: nullableText,
}) satisfies z.ZodType<ContactMade>;
