/** Whom to reach at a school. */

/** Only what needs no quoting: an address of another shape is shown in words and not written to. */
const address = /[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g;

/** The address among a school's contact words; null when there is none, or more than one. */
export const mailAddressIn = (contact: string | null): string | null => {
  const [only, ...others] = contact?.match(address) ?? [];
  return only === undefined || others.length > 0 ? null : only;
};
