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

/**
 * Whether OneDrive has a part although its answer was lost: it says from where on it still wants something. After the last
 * part there is no session to ask any more, and 404 is the answer.
 */
const isThere = async (ports: PutPorts, url: string, { from, bytes, total }: Part): Promise<boolean> => {
  const answer = await ask(ports, url, {});
  if (answer?.status === 404) return from + bytes.length === total;
  if (answer?.ok !== true) return false;
  const known = session.safeParse(await answer.json().catch(() => null));
  const next = Number(known.data?.nextExpectedRanges[0]?.split('-')[0] ?? Number.NaN);
  return next > from;
};

/** No answer, too much at once, or trouble of theirs: the same part may be taken later. */
const mayPass = (answer: Response | null): boolean =>
  answer === null || answer.status === 429 || answer.status >= 500;

/** How long to wait before the part is tried again. Milliseconds. */
const restAfter = (answer: Response | null): number => {
  const { retryAfter } = readRetryAfter(answer?.headers.get('retry-after'), answer?.headers.get('date'));
  return Math.min(longestRest, retryAfter ?? restBefore);
};

const putPart = async (ports: PutPorts, url: string, part: Part): Promise<boolean> => {
  for (let tries = 1; ; tries += 1) {
    const answer = await put(ports, url, part);
    if (answer?.ok === true) return true;
    if (!mayPass(answer) || tries === mostTries) return false;
    await ports.timer.sleep(restAfter(answer), new AbortController().signal);
    // What was too much at once was not taken: a session that is gone then is gone with its file.
    if (answer?.status !== 429 && (await isThere(ports, url, part))) return true;
  }
};

const putAll = async (ports: PutPorts, url: string, held: HeldFile): Promise<boolean> => {
  const { size: total } = held;
  for (let from = 0; from < total; from += partSize) {
    const bytes = await held.read(from, partSize);
    if (!(await putPart(ports, url, { from, bytes, total }))) return false;
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
