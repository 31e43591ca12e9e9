/** Apart from the other clients: the library is large, and only an account without a key needs it. */
import { DefaultAzureCredential, type TokenCredential } from '@azure/identity';

/** The identity that the machine has been given. Throws when it is configured in a way that cannot be. */
export const managedIdentity = (): TokenCredential => new DefaultAzureCredential();
