/** What is stored, read past all processes. */
import { messageFrom, messageKeys } from '../../bot/storage/outboxRows';
import { allFactKeys, factFrom } from '../../bot/storage/recordRows';
import type { PupilFact } from '../../bot/programme/facts';
import type { StoredFact } from '../../bot/storage/recordShape';
import type { OutboxMessage } from '../../bot/ports/outbox';
import type { KeyRange } from '../../bot/storage/keys';
import type { FoundRow } from '../../bot/storage/row';
import type { SharedStorage } from './storage';
import type { Rows } from './table';

/** The one programme of a simulation. */
export const programmeId = 'hmp';

export const rowsIn = (rows: Rows, keys: KeyRange): readonly FoundRow[] =>
  rows
    .keysIn(programmeId, keys)
    .map((key) => rows.get(programmeId, key))
    .filter((row) => row !== null);

/** Every fact, pupil after pupil; those of a pupil in order of their moments. */
export const factsIn = ({ records }: SharedStorage): readonly StoredFact[] =>
  rowsIn(records, allFactKeys)
    .map(factFrom)
    .toSorted(
      (a, b) =>
        (a.pupil < b.pupil ? -1 : a.pupil > b.pupil ? 1 : 0) ||
        a.fact.at - b.fact.at ||
        a.ordinal - b.ordinal,
    );

/** The facts of a pupil, in order. */
export const factsOfPupil = (shared: SharedStorage, pupil: string): readonly PupilFact[] =>
  factsIn(shared)
    .filter((stored) => stored.pupil === pupil)
    .map(({ fact }) => fact);

/** Every message. */
export const messagesIn = ({ outbox }: SharedStorage): readonly OutboxMessage[] =>
  rowsIn(outbox, messageKeys).map(messageFrom);
