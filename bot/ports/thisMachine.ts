/** Whether a storage is on this machine: what is only tried there goes over plain http, and may be served by a bot that asks nobody who they are. */

const local = /^(?:localhost|\[::1\]|127(?:\.\d+){3})$/;

const isLocal = (address: string): boolean => URL.canParse(address) && local.test(new URL(address).hostname);

/** As the clients read it: with blanks before it, and in these capitals. */
const isNamed = (connectionString: string, service: string): boolean =>
  new RegExp(`(^|;)\\s*${service}Endpoint=https?://[^;]`).test(connectionString);

/** Whether every address in a connection string is this machine; a service that it does not name is in Azure. */
export const isOnThisMachine = (connectionString: string): boolean => {
  const addresses = connectionString.match(/https?:\/\/[^;]+/gi) ?? [];
  const areNamed =
    /^UseDevelopmentStorage=true/i.test(connectionString) ||
    ['Table', 'Queue'].every((service) => isNamed(connectionString, service));
  return areNamed && addresses.every(isLocal);
};
