/** Where each kind of thing that is held of people stands in the tables, and how it is read and written. */
import type { Held, HeldFact, HeldKind, HeldScope } from '../ports/privacy';
import { accessFrom, accessKeys } from './accessLog';
import { feedFrom, feedKeys, feedsPartition } from './calendarFeeds';
import { toColumns } from './columns';
import { contactFrom, contactKeys, contactRow } from './contactRows';
import { linkFrom, linkKeys, linksPartition } from './fileLinks';
import { inboxPartition, keptFrom, keptKeysOf } from './inboxRows';
import { keyOf } from './keys';
import type { KeyRange } from './keys';
import { messageFrom, messageKeys, messageRow } from './outboxRows';
import {
  allFactKeys,
  allHoursKeys,
  careUseFrom,
  careUseKeys,
  contactMadeFrom,
  contactMadeKeys,
  contactMadeRow,
  factFrom,
  keptHoursFrom,
  keptHoursRow,
  noticeFrom,
  noticeKeys,
  noticeRow,
  pauseFrom,
  pauseKeys,
  pauseRow,
} from './recordRows';
import type { FoundRow, Row } from './row';

/** The tables in which people are held; the roster has one of its own. */
export type HeldTable = 'people' | 'records' | 'outbox';

/** A range of rows of one partition. */
export interface Place {
  readonly partitionKey: string;
  readonly keys: KeyRange;
}

/** One kind of thing as rows. */
interface HeldRows {
  readonly table: HeldTable;
  readonly places: (scope: HeldScope) => readonly Place[];
  /** Throws an `UnreadableRow` for what this version does not write. */
  readonly read: (row: FoundRow) => Held;
}

const inProgramme =
  (keys: KeyRange): HeldRows['places'] =>
  ({ programme }) => [{ partitionKey: keyOf(programme), keys }];

/** The fact a row holds, as it is held of people. */
export const factIn = (row: FoundRow): HeldFact => {
  const { pupil, fact, followUp, activity, notices } = factFrom(row);
  return { pupil, fact, followUp, activity, notices };
};

/** Every kind. */
export const heldRows: Readonly<Record<HeldKind, HeldRows>> = {
  kept: {
    table: 'people',
    places: ({ tenants }) =>
      tenants.map((tenant) => ({ partitionKey: inboxPartition, keys: keptKeysOf(tenant) })),
    read: (row) => ({ kind: 'kept', value: keptFrom(row) }),
  },
  message: {
    table: 'outbox',
    places: inProgramme(messageKeys),
    read: (row) => ({ kind: 'message', value: messageFrom(row) }),
  },
  notice: {
    table: 'records',
    places: inProgramme(noticeKeys),
    read: (row) => ({ kind: 'notice', value: noticeFrom(row) }),
  },
  fact: {
    table: 'records',
    places: inProgramme(allFactKeys),
    read: (row) => ({ kind: 'fact', value: factIn(row) }),
  },
  pause: {
    table: 'records',
    places: inProgramme(pauseKeys),
    read: (row) => ({ kind: 'pause', value: pauseFrom(row) }),
  },
  contactMade: {
    table: 'records',
    places: inProgramme(contactMadeKeys),
    read: (row) => ({ kind: 'contactMade', value: contactMadeFrom(row) }),
  },
  careUse: {
    table: 'records',
    places: inProgramme(careUseKeys(0)),
    read: (row) => ({ kind: 'careUse', value: careUseFrom(row) }),
  },
  hours: {
    table: 'records',
    places: inProgramme(allHoursKeys),
    read: (row) => ({ kind: 'hours', value: keptHoursFrom(row) }),
  },
  access: {
    table: 'records',
    places: inProgramme(accessKeys),
    read: (row) => ({ kind: 'access', value: accessFrom(row) }),
  },
  link: {
    table: 'people',
    places: () => [{ partitionKey: linksPartition, keys: linkKeys }],
    read: (row) => ({ kind: 'link', value: linkFrom(row) }),
  },
  feed: {
    table: 'people',
    places: () => [{ partitionKey: feedsPartition, keys: feedKeys }],
    read: (row) => ({ kind: 'feed', value: feedFrom(row) }),
  },
  contact: {
    table: 'people',
    places: ({ tenants }) => tenants.map((tenant) => ({ partitionKey: keyOf(tenant), keys: contactKeys })),
    read: (row) => ({ kind: 'contact', value: contactFrom(row) }),
  },
};

/** Feeds and links of everybody lie together: whether one is of this programme's people. */
export const isInScope = (held: Held, { programme, tenants }: HeldScope): boolean => {
  if (held.kind === 'link') return held.value.programme === programme;
  return (held.kind !== 'feed' && held.kind !== 'kept') || tenants.includes(held.value.tenant);
};

const inPlaceOf = ({ partitionKey, rowKey }: FoundRow, columns: Readonly<Record<string, string>>): Row => ({
  partitionKey,
  rowKey,
  ...columns,
});

/** The row of a changed thing; it stands under another key where what changed is part of the key. */
export const changedRow = ({ programme }: HeldScope, found: FoundRow, held: Held): Row => {
  switch (held.kind) {
    case 'fact':
      return {
        ...inPlaceOf(found, toColumns({ ...factFrom(found), ...held.value })),
        kind: held.value.fact.kind,
      };
    case 'notice':
      return noticeRow(programme, held.value);
    case 'pause':
      return pauseRow(programme, held.value);
    case 'contactMade':
      return contactMadeRow(programme, held.value);
    case 'hours':
      return keptHoursRow(programme, held.value);
    case 'message':
      return messageRow(programme, held.value);
    case 'contact':
      return contactRow(held.value);
    case 'kept':
    case 'careUse':
    case 'access':
    case 'feed':
    case 'link':
      return inPlaceOf(found, toColumns(held.value));
    default:
      return held satisfies never;
  }
};
