/**
 * Intervision as rows, in one partition a programme: `head` changes when a teacher is booked, `head|round` how many
 * facts a round has, `fact|round|order` a fact. A fact is JSON as the rules have it: what people typed stands in it under its own name.
 */
import { z } from 'zod';

import type { RoundHead } from '../ports/roundStore';
import type { RoundFact } from '../programme/rounds/facts';
import type { RoundId } from '../programme/rounds/model';
import { fromColumns, toColumns } from './columns';
import { keyOf, keysBeginning, keysUnder, ordinalPart, type KeyRange } from './keys';
import { roundFactShape } from './roundShape';
import type { FoundRow, Row } from './row';

/** A head as it is stored. */
type StoredHead = Omit<RoundHead, 'tag'>;

const headShape = z.object({
  round: z.string(),
  facts: z.number(),
  rewritten: z.number(),
}) satisfies z.ZodType<StoredHead>;

const bookingsKey = keyOf('head');

/** The heads of the rounds of a programme. */
export const headKeys: KeyRange = keysUnder('head');

/** All of that, and before it that of bookings: what was booked by then is in what is read after it. */
export const allHeadKeys: KeyRange = keysBeginning(bookingsKey);

/** The facts of a round from a place in their order on. */
export const factKeys = (round: RoundId, from: number): KeyRange => ({
  ...keysUnder('fact', round),
  from: keyOf('fact', round, ordinalPart(from)),
});

/** What a row is of. */
export const kindOf = ({ rowKey }: FoundRow): 'bookings' | 'head' | 'fact' => {
  if (rowKey === bookingsKey) return 'bookings';
  return rowKey >= headKeys.from && rowKey < headKeys.to ? 'head' : 'fact';
};

/** The row of a programme's bookings: it holds nothing, its tag is what counts. */
export const bookingsRow = (programme: string): Row => ({
  partitionKey: keyOf(programme),
  rowKey: bookingsKey,
});

/** The row of a head. */
export const headRow = (programme: string, head: StoredHead): Row => ({
  partitionKey: keyOf(programme),
  rowKey: keyOf('head', head.round),
  ...toColumns(head),
});

/** The row of a fact. */
export const roundFactRow = (programme: string, fact: RoundFact): Row => ({
  partitionKey: keyOf(programme),
  rowKey: keyOf('fact', fact.round, ordinalPart(fact.order)),
  ...toColumns(fact),
});

/** The head a row holds; throws when it holds something else. */
export const headFrom = (row: FoundRow): RoundHead => ({ ...fromColumns(row, headShape), tag: row.etag });

/** The fact a row holds; throws when it holds something else. */
export const roundFactFrom = (row: FoundRow): RoundFact => fromColumns(row, roundFactShape);
