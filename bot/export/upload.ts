/** Puts a file where Teams lets the bot put it: an upload session of OneDrive, in parts. */
import { failure } from '../programme/failure';
import { patience } from '../waiting/patience';
import type { MadeFile } from '../ports/export';
import type { Log, Timer } from '../ports';

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

/** OneDrive wants to know the size with the first part: the packed file is kept until then. */
const wholeOf = async ({ chunks }: MadeFile): Promise<Buffer> => {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
};

/** Sends nobody on to another address: that one was not looked at. */
const put = async ({ timer }: PutPorts, url: string, file: Buffer, from: number): Promise<boolean> => {
  const part = file.subarray(from, from + partSize);
  const over = new AbortController();
  const sent = fetch(url, {
    method: 'PUT',
    redirect: 'error',
    signal: over.signal,
    headers: { 'content-range': `bytes ${from}-${from + part.length - 1}/${file.length}` },
    body: new Uint8Array(part),
  });
  const answer = await patience(timer).wait(partWithin, sent);
  if (answer !== 'slow') return answer.ok;
  over.abort();
  return false;
};

/** `refused` when a part was not taken, for whatever reason: then OneDrive throws away what it has. */
export const putFile = async (
  ports: PutPorts,
  url: string,
  file: MadeFile,
): Promise<'uploaded' | 'refused'> => {
  const whole = await wholeOf(file);
  for (let from = 0; from < whole.length; from += partSize) {
    const taken = await put(ports, url, whole, from).catch((error: unknown) => {
      ports.log.warn('upload failed', { ...failure(error) });
      return false;
    });
    if (!taken) return 'refused';
  }
  return 'uploaded';
};
