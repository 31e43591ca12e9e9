/** People as conversations see them: where nothing may be sent to, there is nobody. */
import type { Contact, ContactStore } from '../ports/storage';
import type { IsAllowedService } from './teamsMessenger';

/**
 * A row may be old, or changed by somebody else than the bot. Nothing is sent to an address that may not be called, so
 * its person is listed as one without the bot until they write: that brings their present address. It is asked anew
 * each time, so that a mistake in SERVICE_HOSTS loses nobody once it is mended.
 */
export const withAllowedAddresses = (contacts: ContactStore, isAllowed: IsAllowedService): ContactStore => {
  const isReached = ({ serviceUrl }: Contact): boolean => isAllowed(serviceUrl);
  return {
    byId: (tenant, aadObjectId) => contacts.byId(tenant, aadObjectId),
    byAddress: async (tenant, email) => {
      const found = await contacts.byAddress(tenant, email);
      return found !== null && isReached(found) ? found : null;
    },
    everyone: async (tenant) => (await contacts.everyone(tenant)).filter(isReached),
    save: (contact, tag) => contacts.save(contact, tag),
  };
};
