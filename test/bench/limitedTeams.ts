/**
 * Started as a process of its own: a Teams that takes so many messages in any one second of a tenant and refuses
 * what is more, and tells whoever started it what arrived. The limit is the first argument.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';

/** A message as it arrived: milliseconds of this process's clock, to whom, and whether it was taken. */
export interface Arrival {
  readonly at: number;
  readonly conversation: string;
  readonly isTaken: boolean;
}

const second = 1000;
const perSecond = Number(process.argv[2]);

/** Counts what was taken in the second before. */
const limiter = (): ((at: number) => boolean) => {
  let taken: number[] = [];
  return (at) => {
    taken = taken.filter((moment) => moment > at - second);
    if (taken.length >= perSecond) return false;
    taken.push(at);
    return true;
  };
};

const arrivals: Arrival[] = [];
const limiters = new Map<string, (at: number) => boolean>();

const isTaken = (conversation: string, at: number): boolean => {
  const [tenant = ''] = conversation.split(':');
  const takes = limiters.get(tenant) ?? limiter();
  limiters.set(tenant, takes);
  return takes(at);
};

const note = ({ url = '' }: IncomingMessage): Arrival => {
  const at = performance.now();
  const conversation = decodeURIComponent(/^\/v3\/conversations\/([^/]+)/.exec(url)?.[1] ?? '');
  const arrival = { at, conversation, isTaken: isTaken(conversation, at) };
  arrivals.push(arrival);
  return arrival;
};

const server = createServer((request, response) => {
  const arrival = note(request);
  request.resume().once('end', () => {
    const head = { 'content-type': 'application/json' };
    if (arrival.isTaken) response.writeHead(201, head).end(JSON.stringify({ id: `sent-${arrivals.length}` }));
    else response.writeHead(429, { ...head, 'retry-after': '1' }).end('{}');
  });
});

process.on('message', (asked) => process.send?.(asked === 'count' ? arrivals.length : arrivals));

const open = async (): Promise<void> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
};

// Whoever started this may fail.
process.once('disconnect', () => process.exit());

void open();
