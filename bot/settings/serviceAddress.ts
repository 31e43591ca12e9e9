/** Which addresses the bot may call, and its own. */

const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/** Printable signs of ASCII without what a URL of this kind never has: backslash, user, fragment and query. */
const plain = /^[!-~]+$/;
const never = /[\\@#?]/;

/**
 * Null unless scheme and host stand there as they are read. A reader of URLs mends much (backslashes, missing slashes,
 * line breaks, other letters), and who calls the address may mend it otherwise than who checked it.
 */
const asWritten = (address: string): URL | null => {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const begin = `${url.protocol}//${url.host}`;
  const isSame = address.toLowerCase() === begin || address.toLowerCase().startsWith(`${begin}/`);
  return isSame ? url : null;
};

const isHostAllowed = (
  { protocol, hostname, port }: URL,
  hosts: readonly string[],
  allowLoopback: boolean,
): boolean => {
  if (protocol === 'http:') return allowLoopback && loopback.includes(hostname);
  return protocol === 'https:' && port === '' && hosts.includes(hostname);
};

const isAllowedAddress = (serviceUrl: string, hosts: readonly string[], allowLoopback: boolean): boolean => {
  if (!plain.test(serviceUrl) || never.test(serviceUrl)) return false;
  const url = asWritten(serviceUrl);
  return url !== null && isHostAllowed(url, hosts, allowLoopback);
};

/**
 * Which service addresses an installation may call: those over https on a listed host, matched whole, with nothing but a
 * path behind it. Loopback over http only without an app id, for trying and testing.
 */
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
  const parsed = asWritten(url);
  if (parsed === null) return false;
  const { hostname } = parsed;
  const hosts = patterns.some((pattern) => isHostLike(hostname, pattern)) ? [hostname] : [];
  return isHostAllowed(parsed, hosts, allowLoopback);
};

/** Where the bot itself listens. */
export const httpAddress = (host: string, port: number): string =>
  `http://${host === '::1' ? '[::1]' : host}:${port}`;
