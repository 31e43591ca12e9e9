import { chromium as playwright, type Browser } from 'playwright-core';
import { packagedChromium } from './chromium';

/** No sandbox, as tests often run as root in a container; nothing that would go to the network by itself. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--no-pings',
  '--font-render-hinting=none',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/**
 * Starts a real Chromium: the one in the npm package, elsewhere than on Linux the Chrome or Edge of the
 * machine. It reaches this machine only.
 */
export async function launchBrowser(): Promise<Browser> {
  const packaged = await packagedChromium();
  if (packaged === null) return launchInstalled();
  const { executable, environment, libraries } = packaged;
  const start = async (more: Readonly<Record<string, string>>): Promise<Browser> =>
    playwright.launch({
      executablePath: executable,
      args: [...flags, '--headless=shell', '--no-zygote'],
      env: { ...ownEnvironment(), ...environment, ...more },
    });
  try {
    return await start({});
  } catch {
    return start({ LD_LIBRARY_PATH: libraries });
  }
}

async function launchInstalled(): Promise<Browser> {
  try {
    return await playwright.launch({ channel: 'chrome', args: flags });
  } catch {
    return playwright.launch({ channel: 'msedge', args: flags });
  }
}

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
