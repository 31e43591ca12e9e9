/** The desk that makes files for the people of a chat, with a OneDrive in memory. */
import { ownRows } from '../../bot/privacy/ownData';
import { exportDesk } from '../../bot/export/desk';
import type { ExportDesk, MadeFile } from '../../bot/ports/export';
import type { Clock, Programmes } from '../../bot/ports';
import type { Storage } from '../../bot/ports/storage';
import { keepRounds } from '../../bot/rounds/keepRounds';
import { SilentLog } from '../fakes/silentLog';

/** What lies in somebody's OneDrive. */
export interface Uploaded {
  readonly url: string;
  readonly name: string;
  readonly bytes: Buffer;
}

export interface Desk {
  readonly files: ExportDesk;
  readonly uploads: Uploaded[];
  /** Links can be given under this address from now on. */
  giveLinks(address: string): void;
}

/** Everything of a file. */
export const bytesOf = async ({ chunks }: MadeFile): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
};

/** Takes what goes to OneDrive; an address with `full` in it refuses. */
export const aDesk = (storage: Storage, programmes: Programmes, clock: Clock): Desk => {
  const uploads: Uploaded[] = [];
  let linkAddress: string | null = null;
  let tokens = 0;
  const rounds = keepRounds(storage.rounds);
  const real = exportDesk({
    ...storage,
    rounds,
    ownRows: (loaded, email) => ownRows({ ...storage, rounds }, loaded, email),
    programmes,
    clock,
    timer: { sleep: () => Promise.resolve() },
    log: new SilentLog(),
    linkAddress: null,
    newToken: () => `token-${(tokens += 1)}`,
    isAllowedUpload: () => false,
  });
  return {
    uploads,
    giveLinks: (address) => void (linkAddress = address),
    files: {
      make: (order) => real.make(order),
      newToken: () => real.newToken(),
      get linkAddress() {
        return linkAddress;
      },
      upload: async (order, { uploadUrl }) => {
        if (uploadUrl.includes('full')) return 'refused';
        const file = await real.make(order);
        if (file === null) return 'notForYou';
        uploads.push({ url: uploadUrl, name: file.name, bytes: await bytesOf(file) });
        return 'uploaded';
      },
    },
  };
};
