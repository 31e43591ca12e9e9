import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartedBot } from '../fakes/startedBot';

const isAddress = (address: string | AddressInfo | null): address is AddressInfo =>
  typeof address === 'object' && address !== null;

test('a signal ends a start that waits for a storage that does not answer', async () => {
  const silent = createServer().unref();
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  const port = isAddress(address) ? address.port : 0;
  const places = ['Table', 'Queue'].map((kind) => `${kind}Endpoint=http://127.0.0.1:${port}/hmp`).join(';');
  const bot = await StartedBot.make({
    AZURE_STORAGE_CONNECTION_STRING: `DefaultEndpointsProtocol=http;AccountName=hmp;AccountKey=a2V5;${places}`,
  });
  const asked = once(silent, 'connection');
  const starting = bot.start().catch((error: unknown) => String(error));
  await Promise.race([asked, starting]);
  await bot.stop();
  expect(await starting).toMatch(/^Error: the bot ended with (0|null):\n$/);
  silent.close();
}, 60_000);

test('a DATA_DIR that cannot be a folder is named', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'mentormaat-start-'));
  const file = join(directory, 'file');
  await writeFile(file, '');
  const bot = await StartedBot.make({ DATA_DIR: file });
  await expect(bot.start()).rejects.toThrow(`DATA_DIR ${file} cannot be written to`);
  await rm(directory, { recursive: true });
}, 60_000);
