/** Puts a file where Teams lets the bot put it: an upload session of OneDrive, in parts. */
import { z } from 'zod';
import { readRetryAfter } from '../waiting/retryAfter';
import { failure } from '../programme/failure';
import { patience } from '../waiting/patience';
import type { MadeFile } from '../ports/export';
import type { Log, Timer } from '../ports';
import { holdFile, type HeldFile } from './heldFile';

/** What putting a file needs. */
export interface PutPorts {
  /** Whether an address may be called; nothing else ever is. */
  readonly isAllowedUpload: (url: string) => boolean;
  readonly timer: Timer;
  readonly log: Log;
}

/** OneDrive takes parts of up to 60 MiB, each a multiple of 320 KiB. */
export const partSize = 10 * 320 * 1024;
/** For each part. Milliseconds. */
const partWithin = 60_000;

/** A part is tried so often in all, the first time included. */
const mostTries = 3;
/** Before a part is tried again, where OneDrive does not say how long. Milliseconds. */
const restBefore = 2_000;
/** Whoever waits for a file is not kept waiting longer, whatever OneDrive says. Milliseconds. */
const longestRest = 60_000;

/** The part of a file that begins somewhere. */
interface Part {
  readonly from: number;
  readonly bytes: Uint8Array;
  /** Size of the whole file: OneDrive wants to know it with every part. */
  readonly total: number;
}

/** An answer within its time; null when there was none. Follows nobody to another address: that one was not looked at. */
const ask = async ({ timer, log }: PutPorts, url: string, init: RequestInit): Promise<Response | null> => {
  const over = new AbortController();
  try {
    const asked = fetch(url, { ...init, redirect: 'manual', signal: over.signal });
    const answer = await patience(timer).wait(partWithin, asked);
    if (answer !== 'slow') return answer;
    over.abort();
  } catch (error) {
    log.warn('upload failed', { ...failure(error) });
  }
  return null;
};

const put = (ports: PutPorts, url: string, { from, bytes, total }: Part): Promise<Response | null> =>
  ask(ports, url, {
    method: 'PUT',
    headers: { 'content-range': `bytes ${from}-${from + bytes.length - 1}/${total}` },
    body: new Uint8Array(bytes),
  });

const session = z.looseObject({ nextExpectedRanges: z.array(z.string()) });

/** What OneDrive says of a session: from where on it still wants something, that it is gone, or nothing of use. */
type Told = { readonly next: number } | 'gone' | null;

const askSession = async (ports: PutPorts, url: string): Promise<Told> => {
  const answer = await ask(ports, url, {});
  if (answer?.status === 404) return 'gone';
  if (answer?.ok !== true) return null;
  const known = session.safeParse(await answer.json().catch(() => null));
  const next = Number(known.data?.nextExpectedRanges[0]?.split('-')[0] ?? Number.NaN);
  return Number.isNaN(next) ? null : { next };
};

/** No answer, too much at once, or trouble of theirs: the same part may be taken later. */
const mayPass = (answer: Response | null): boolean =>
  answer === null || answer.status === 429 || answer.status >= 500;

/** How long to wait before the part is tried again. Milliseconds. */
const restAfter = (answer: Response | null): number => {
  const { retryAfter } = readRetryAfter(answer?.headers.get('retry-after'), answer?.headers.get('date'));
  return Math.min(longestRest, retryAfter ?? restBefore);
};

/** OneDrive does not want a part that it has, and knows nothing more of a file that is whole. */
const mayHaveIt = ({ status }: Response): boolean => [404, 409, 416].includes(status);

/** Where to go on after a part that may have been taken although its answer was lost; null when it was not. */
const nextAfter = (told: Told, { from, bytes, total }: Part): number | null => {
  const end = from + bytes.length;
  // With the last part the session goes, and leaves the file. Teams gave the session a moment ago, so it was there.
  if (told === 'gone') return end === total ? total : null;
  return told !== null && told.next > from && told.next <= end ? told.next : null;
};

/** Where the next part begins; null when this one was not taken. */
const putPart = async (ports: PutPorts, url: string, part: Part): Promise<number | null> => {
  let mayBeTaken = false;
  for (let tries = 1; ; tries += 1) {
    const answer = await put(ports, url, part);
    if (answer?.ok === true) return part.from + part.bytes.length;
    const isWorthAsking = mayPass(answer) || (mayBeTaken && answer !== null && mayHaveIt(answer));
    if (!isWorthAsking) return null;
    // What was too much at once was not taken.
    mayBeTaken ||= answer?.status !== 429;
    if (tries === mostTries && !mayBeTaken) return null;
    await ports.timer.sleep(restAfter(answer), new AbortController().signal);
    const told = mayBeTaken ? await askSession(ports, url) : null;
    const next = nextAfter(told, part);
    if (next !== null || told === 'gone' || tries === mostTries) return next;
  }
};

const putAll = async (ports: PutPorts, url: string, held: HeldFile): Promise<boolean> => {
  const { size: total } = held;
  for (let from = 0; from < total;) {
    const bytes = await held.read(from, partSize);
    const next = await putPart(ports, url, { from, bytes, total });
    if (next === null) return false;
    from = next;
  }
  return true;
};

/**
 * Sends a file part by part; in memory is one part at a time. `refused` when a part was not taken, for whatever reason:
 * then OneDrive throws away what it has.
 */
export const putFile = async (
  ports: PutPorts,
  url: string,
  { chunks }: MadeFile,
): Promise<'uploaded' | 'refused'> => {
  const held = await holdFile(chunks);
  try {
    return (await putAll(ports, url, held)) ? 'uploaded' : 'refused';
  } finally {
    await held.close();
  }
};
