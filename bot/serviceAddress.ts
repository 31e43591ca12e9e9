/** Which addresses the bot may call. */

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether a service address may be called: https on a listed host, matched whole. Loopback over http is
 * allowed only without an app id, for trying and testing.
 */
export const isAllowedAddress = (
  serviceUrl: string,
  hosts: readonly string[],
  allowLoopback: boolean,
): boolean => {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, hostname, username, password, port } = new URL(serviceUrl);
  if (username !== '' || password !== '') return false;
  if (protocol === 'http:') return allowLoopback && loopback.includes(hostname);
  return protocol === 'https:' && port === '' && hosts.includes(hostname);
};
