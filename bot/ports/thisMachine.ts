/** Whether a storage is on this machine: what is only tried there goes over plain http, and may be served by a bot that asks nobody who they are. */

const local = /^(?:localhost|\[::1\]|127(?:\.\d+){3})$/;

const isLocal = (address: string): boolean => URL.canParse(address) && local.test(new URL(address).hostname);

/** The services that the bot uses: facts and messages, work, and who sends. */
const services = ['Table', 'Queue', 'Blob'];

/** As the clients read it: with blanks before it, in these capitals, and the first of several. */
const isNamed = (connectionString: string, service: string): boolean => {
  const [, address = ''] = new RegExp(`(?:^|;)\\s*${service}Endpoint=([^;]*)`).exec(connectionString) ?? [];
  return /^https?:\/\//i.test(address);
};

/** Whether every address in a connection string is this machine; a service that it does not name is in Azure. */
export const isOnThisMachine = (connectionString: string): boolean => {
  const addresses = connectionString.match(/https?:\/\/[^;]+/gi) ?? [];
  const areNamed =
    /^UseDevelopmentStorage=true/i.test(connectionString) ||
    services.every((service) => isNamed(connectionString, service));
  return areNamed && addresses.every(isLocal);
};
