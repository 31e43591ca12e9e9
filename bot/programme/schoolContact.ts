/** Whom to reach at a school. */

/**
 * Only what needs no quoting, and only whole: of `o'brien@x.example` the end is the address of somebody else. An address of
 * another shape is shown in words and not written to.
 */
const address =
  /(?<![^\s(<,;:"“])[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?=[)>,;:"”]|[.!?]?(?:\s|$))/;

/** The address among a school's contact words; null when there is none, or more than one. */
export const mailAddressIn = (contact: string | null): string | null => {
  if (contact === null || contact.split('@').length !== 2) return null;
  return address.exec(contact)?.[0] ?? null;
};
