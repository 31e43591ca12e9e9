/** Contacts as rows: whole under the Entra id, and under the address a signpost to it with a copy. */
import { z } from 'zod';

import type { Contact } from '../ports/storage';
import { fromColumns, toColumns } from './columns';
import { keyOf, keysUnder } from './keys';
import type { KeyRange } from './keys';
import type { FoundRow, Row } from './row';

const contactShape = z.object({
  tenant: z.string(),
  aadObjectId: z.string(),
  email: z.string(),
  addressTaken: z.literal(true).exactOptional(),
  isBack: z.literal(true).exactOptional(),
  conversationId: z.string(),
  serviceUrl: z.string(),
  botId: z.string(),
  userId: z.string(),
  language: z.enum(['nl', 'en']).nullable(),
  languageAt: z.number().exactOptional(),
  unreachableSince: z.number().nullable(),
  welcomedAt: z.number().nullable(),
  unknownAt: z.number().exactOptional(),
}) satisfies z.ZodType<Contact>;

/** Signposts of versions before this one have no copy. */
const signpostShape = z.union([contactShape, z.object({ aadObjectId: z.string() })]);
/** What a signpost says. */
export type Signpost = z.infer<typeof signpostShape>;

/** All contacts of a tenant, signposts aside. */
export const contactKeys: KeyRange = keysUnder('i');
/** The row key of a contact. */
export const idKey = (aadObjectId: string): string => keyOf('i', aadObjectId);
/** The row key of the signpost under an address. */
export const addressKey = (email: string): string => keyOf('a', email);

/** The row of a contact, in the partition of its tenant. */
export function contactRow(contact: Contact): Row {
  return {
    partitionKey: keyOf(contact.tenant),
    rowKey: idKey(contact.aadObjectId),
    ...toColumns(contact),
  };
}

/** The row that leads from the address to the contact; written together with the contact's own. */
export function signpostRow(contact: Contact): Row {
  const { tenant, email } = contact;
  return { partitionKey: keyOf(tenant), rowKey: addressKey(email), ...toColumns(contact) };
}

/** The contact a row holds; throws when it holds something else. */
export function contactFrom(row: FoundRow): Contact {
  return fromColumns(row, contactShape);
}

/** What a signpost says; throws when the row holds something else. */
export function signpostFrom(row: FoundRow): Signpost {
  return fromColumns(row, signpostShape);
}
