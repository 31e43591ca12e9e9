/** Whether a storage is on this machine: what is only tried there goes over plain http, and may be served by a bot that asks nobody who they are. */

const local = new Set(['127.0.0.1', 'localhost', '[::1]']);

const isLocal = (address: string): boolean => URL.canParse(address) && local.has(new URL(address).hostname);

const isNamed = (connectionString: string, service: string): boolean =>
  new RegExp(`(^|;)${service}Endpoint=https?://[^;]`, 'i').test(connectionString);

/** Whether every address in a connection string is this machine; a service that it does not name is in Azure. */
export const isOnThisMachine = (connectionString: string): boolean => {
  const addresses = connectionString.match(/https?:\/\/[^;]+/gi) ?? [];
  const areNamed =
    /^UseDevelopmentStorage=true/i.test(connectionString) ||
    ['Table', 'Queue'].every((service) => isNamed(connectionString, service));
  return areNamed && addresses.every(isLocal);
};
