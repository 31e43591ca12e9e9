/** What stored facts of intervision must look like when they are read; the types tie it to the rules. */
import { z } from 'zod';

import type { GroupStepFact, RoundFact, RoundStepFact } from '../programme/rounds/facts';

const nullableText = z.string().nullable();
const texts = z.array(z.string());

const happened = { at: z.number(), order: z.number(), by: z.string(), round: z.string() };
const inGroup = { ...happened, group: z.string() };

const slot = z.object({ id: z.string(), start: z.number(), end: z.number(), room: nullableText });

const noSlotReason = z.enum(['noHours', 'teacherElsewhere', 'closed', 'tooFewFree']);

const setup = z.object({
  name: z.string(),
  from: z.string(),
  to: z.string(),
  minutes: z.number(),
  groupSize: z.number(),
  answerBy: z.string(),
});

const caseText = z.object({ title: z.string(), situation: z.string(), question: z.string() });

const ofRound = [
  z.object({ ...happened, kind: z.literal('created'), setup }),
  z.object({
    ...happened,
    kind: z.literal('proposed'),
    groups: z.array(z.object({ id: z.string(), teacher: z.string(), students: texts })),
  }),
  z.object({ ...happened, kind: z.literal('moved'), student: z.string(), group: nullableText }),
  z.object({ ...happened, kind: z.literal('confirmed') }),
  z.object({ ...happened, kind: z.literal('cancelled') }),
] as const satisfies readonly z.ZodType<RoundStepFact>[];

const ofSearch = [
  z.object({
    ...inGroup,
    kind: z.literal('slotsProposed'),
    slots: z.array(slot),
    fewer: noSlotReason.nullish(),
  }),
  z.object({ ...inGroup, kind: z.literal('slotsAccepted'), slots: z.array(slot), answerBy: z.string() }),
  z.object({ ...inGroup, kind: z.literal('available'), student: z.string(), slots: texts }),
  z.object({ ...inGroup, kind: z.literal('undecided'), best: nullableText }),
  z.object({ ...inGroup, kind: z.literal('slotChosen'), slot: z.string() }),
  z.object({ ...inGroup, kind: z.literal('shifted'), slot }),
  z.object({ ...inGroup, kind: z.literal('groupCancelled') }),
  z.object({ ...inGroup, kind: z.literal('handedOver'), teacher: z.string(), from: z.string().optional() }),
] as const satisfies readonly z.ZodType<GroupStepFact>[];

const ofMeeting = [
  z.object({ ...inGroup, kind: z.literal('caseAssigned'), student: z.string(), members: texts }),
  z.object({ ...inGroup, kind: z.literal('caseWritten'), student: z.string(), text: caseText.nullable() }),
  z.object({ ...inGroup, kind: z.literal('casePassed'), student: z.string(), to: z.string() }),
  z.object({ ...inGroup, kind: z.literal('caseVolunteered'), student: z.string() }),
  z.object({ ...inGroup, kind: z.literal('caseTraded'), student: z.string(), other: z.string() }),
  z.object({
    ...inGroup,
    kind: z.literal('announced'),
    slot,
    teacher: z.string(),
    members: texts,
    left: texts.optional(),
  }),
  z.object({ ...inGroup, kind: z.literal('begun'), slot, teacher: z.string(), members: texts }),
  z.object({
    ...inGroup,
    kind: z.literal('attended'),
    present: texts,
    members: texts.optional(),
    method: nullableText,
    advice: nullableText,
    followUp: nullableText,
  }),
] as const satisfies readonly z.ZodType<GroupStepFact>[];

/** A fact of intervision as stored. */
export const roundFactShape = z.discriminatedUnion('kind', [
  ...ofRound,
  ...ofSearch,
  ...ofMeeting,
]) satisfies z.ZodType<RoundFact>;
