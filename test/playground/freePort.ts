import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems give to connections going out: one of those may take a port that was free a moment ago. */
const lowest = 20_000;
const blocks = 100;
const portsOfBlock = 100;

let given = 0;

const isFree = async (port: number): Promise<boolean> => {
  const probe = createServer();
  const isListening = once(probe, 'listening').then(
    () => true,
    () => false,
  );
  probe.listen(port, '127.0.0.1');
  if (!(await isListening)) return false;
  probe.close();
  await once(probe, 'close');
  return true;
};

/**
 * The first of some ports in a row that are free, for programs that cannot choose one themselves. Each process that asks
 * has a block of its own, so that two tests at once do not get the same.
 */
export async function freePort(inARow = 1): Promise<number> {
  const block = lowest + (process.pid % blocks) * portsOfBlock;
  for (let tries = 0; tries < portsOfBlock; tries += 1) {
    const first = block + (given % (portsOfBlock - inARow + 1));
    given += inARow;
    const found = await Promise.all(Array.from({ length: inARow }, (_, offset) => isFree(first + offset)));
    if (found.every((one) => one)) return first;
  }
  throw new Error(`no port is free from ${block} to ${block + portsOfBlock - 1}`);
}
