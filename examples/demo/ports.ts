import { once } from 'node:events';
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';

const usual = 56150;
/** Three pages and the other people's Teams need one port each. */
const highest = 65_532;

/** The first of the demo's ports, from `--playground-port`. Throws one line for people when it is none. */
export function firstPortOf(args: readonly string[]): number {
  const options = { 'playground-port': { type: 'string', default: String(usual) } } as const;
  const given = parseArgs({ args: [...args], options }).values['playground-port'];
  const port = Number(given);
  if (Number.isInteger(port) && port > 0 && port <= highest) return port;
  throw new Error(`--playground-port ${given} is no port: give a number from 1 to ${highest}`);
}

/**
 * Throws one line for people when something else uses one of the ports. The playground would take another
 * port without a word, and its printed address would lead nowhere.
 */
export async function requireFree(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    if (!(await isFree(port))) {
      throw new Error(
        `port ${port} is in use (perhaps by another demo): stop what uses it, ` +
          `or choose four other ports in a row, as in: npm start -- --playground-port 57150`,
      );
    }
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    probe.listen(port);
    await once(probe, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    probe.close();
  }
}
