/**
 * What waits for its answer as rows in a partition of its own: `v|tenant|id` an activity, `y|fingerprint of a person` up
 * to when theirs were forgotten, and `u|tenant|moment|key of an activity` that an answer was given up.
 */
import { z } from 'zod';

import type { GivenUp, KeptActivity } from '../ports/inbox';
import type { Moment } from '../programme/model';
import { fromColumns, toColumns } from './columns';
import { fingerprint, keyOf, keysUnder, momentPart, type KeyRange } from './keys';
import type { FoundRow, Row } from './row';

/** Where all of it is kept: no tenant has a key of two parts. */
export const inboxPartition = keyOf('inbox', 'kept');

/** What the queue says of an activity: nobody is in it, for what lies in a queue cannot be found and erased. */
export const placeShape = z.object({ tenant: z.string(), id: z.string() });
/** An activity, by its tenant and number. */
export type KeptPlace = z.infer<typeof placeShape>;

const keptShape = z.object({
  tenant: z.string(),
  aadObjectId: z.string(),
  cameAt: z.number(),
  saidAt: z.number(),
  activity: z.record(z.string(), z.unknown()),
  shown: z.number(),
  isMade: z.boolean(),
  tries: z.number(),
}) satisfies z.ZodType<KeptActivity>;

const rowShape = keptShape.extend({ handled: z.number().default(0) });

const forgottenShape = z.object({ upTo: z.number() });
const givenUpShape = z.object({ tenant: z.string(), cameAt: z.number() }) satisfies z.ZodType<GivenUp>;

/** The activities of everybody. */
export const keptKeys: KeyRange = keysUnder('v');
/** The activities of a tenant. */
export const keptKeysOf = (tenant: string): KeyRange => keysUnder('v', tenant);
/** Up to when whose were forgotten. */
export const forgottenKeys: KeyRange = keysUnder('y');
/** The answers given up. */
export const givenUpKeys: KeyRange = keysUnder('u');
/** The answers given up of a tenant, in order of time. */
export const givenUpKeysOf = (tenant: string): KeyRange => keysUnder('u', tenant);

/** The row key of an activity. */
export const keptKey = ({ tenant, id }: KeptPlace): string => keyOf('v', tenant, id);
/** The row key under which it stands up to when somebody's activities were forgotten: nobody can be told by it. */
export const forgottenKey = (tenant: string, aadObjectId: string): string =>
  keyOf('y', fingerprint(JSON.stringify([tenant, aadObjectId])));

/** The row of an activity; `handled` is how often it was begun with again. */
export const keptRow = ({ id }: Pick<KeptPlace, 'id'>, kept: KeptActivity, handled: number): Row => ({
  partitionKey: inboxPartition,
  rowKey: keptKey({ tenant: kept.tenant, id }),
  ...toColumns({ ...kept, handled }),
});
/** The activity a row holds; throws when it holds something else. */
export const keptFrom = (row: FoundRow): KeptActivity => {
  const { handled: _, ...kept } = fromColumns(row, rowShape);
  return kept;
};
/** How often it was begun with again; throws like `keptFrom`. */
export const handledIn = (row: FoundRow): number => fromColumns(row, rowShape).handled;

/** The row that says up to when somebody's activities were forgotten. */
export const forgottenRow = (tenant: string, aadObjectId: string, upTo: Moment): Row => ({
  partitionKey: inboxPartition,
  rowKey: forgottenKey(tenant, aadObjectId),
  ...toColumns({ upTo }),
});
/** That moment; throws when the row holds something else. */
export const forgottenFrom = (row: FoundRow): Moment => fromColumns(row, forgottenShape).upTo;

/** The row that says that an answer was given up, the same one however often it is: nobody is in it. */
export const givenUpRow = (of: string, { tenant, cameAt }: GivenUp): Row => ({
  partitionKey: inboxPartition,
  rowKey: keyOf('u', tenant, momentPart(cameAt), of),
  ...toColumns({ tenant, cameAt }),
});
/** The answer given up that a row tells of; throws when it holds something else. */
export const givenUpFrom = (row: FoundRow): GivenUp => fromColumns(row, givenUpShape);
