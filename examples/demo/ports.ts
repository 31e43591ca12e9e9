import { once } from 'node:events';
import { createServer } from 'node:net';

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
