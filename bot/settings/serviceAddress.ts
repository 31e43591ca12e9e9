/** Which addresses the bot may call, and its own. */

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

/** The same for an installation: its listed hosts, and loopback when it has no app id. */
export const allowsService =
  ({ serviceHosts, appId }: { readonly serviceHosts: readonly string[]; readonly appId: string }) =>
  (serviceUrl: string): boolean =>
    isAllowedAddress(serviceUrl, serviceHosts, appId === '');

const isHostLike = (hostname: string, pattern: string): boolean =>
  pattern.startsWith('*.') ? hostname.endsWith(pattern.slice(1)) : hostname === pattern;

/**
 * Whether a file may be put at an address: https on a listed host, `*.` for any begin of its name. Loopback over
 * http is allowed only without an app id, for trying and testing.
 */
export const isAllowedUpload = (
  url: string,
  patterns: readonly string[],
  allowLoopback: boolean,
): boolean => {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  const hosts = patterns.some((pattern) => isHostLike(hostname, pattern)) ? [hostname] : [];
  return isAllowedAddress(url, hosts, allowLoopback);
};

/** Where the bot itself listens. */
export const httpAddress = (host: string, port: number): string =>
  `http://${host === '::1' ? '[::1]' : host}:${port}`;
