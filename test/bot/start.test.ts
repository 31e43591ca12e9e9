import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sharedAzurite } from '../fakes/azurite';
import { StartedBot } from '../fakes/startedBot';
import { storageLine } from '../fakes/storageLine';
import { TeamsStandIn, textsOf } from '../fakes/teamsStandIn';

const answers = async (bot: StartedBot, route: string): Promise<boolean> =>
  fetch(`${bot.address}${route}`).then(
    ({ ok }) => ok,
    () => false,
  );

const someoneOf = (tenant: string) => ({ name: 'x', email: 'x@example.org', aadObjectId: 'x', tenant });

const isAddress = (address: string | AddressInfo | null): address is AddressInfo =>
  typeof address === 'object' && address !== null;

test('a signal ends a start that waits for a storage that does not answer', async () => {
  const silent = createServer().unref();
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  const port = isAddress(address) ? address.port : 0;
  const places = ['Table', 'Queue', 'Blob']
    .map((kind) => `${kind}Endpoint=http://127.0.0.1:${port}/hmp`)
    .join(';');
  const bot = await StartedBot.make({
    AZURE_STORAGE_CONNECTION_STRING: `DefaultEndpointsProtocol=http;AccountName=hmp;AccountKey=a2V5;${places}`,
  });
  const asked = once(silent, 'connection');
  const starting = bot.start().catch((error: unknown) => String(error));
  await Promise.race([asked, starting]);
  await bot.stop();
  expect(await starting).toMatch(/^Error: the bot ended with 0:\n/);
  // Listening, stopping, stopped: no complaint of what it was cut short in.
  for (const line of bot.log.trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ level: 30 });
  silent.close();
});

test('a storage account that cannot be used as it is written ends the start, and is named', async () => {
  const kinds = ['Table', 'Queue', 'Blob'];
  const places = kinds.map((kind) => `${kind}Endpoint=http://127.0.0.1:1/${kind}`).join(';');
  const bot = await StartedBot.make({ AZURE_STORAGE_CONNECTION_STRING: `AccountName=hmp;${places}` });
  await expect(bot.start()).rejects.toThrow('AZURE_STORAGE_CONNECTION_STRING: ');
  expect(bot.log).toContain('cannot be used as it is written');
  expect(await bot.stop()).toBe(1);
  await bot.remove();
});

test('before the programmes were read nobody is known: everybody hears kindly that it does not work, nothing is stored', async () => {
  const line = await storageLine(await sharedAzurite());
  const settings = { AZURE_STORAGE_CONNECTION_STRING: line.connectionString, TABLE_PREFIX: 'starting' };
  const bot = await StartedBot.make({ ...settings, DEMO_CLOCK: '2027-02-16T11:30:00+01:00@0' });
  const teams = new TeamsStandIn(() => bot.endpoint);
  await teams.open();
  await bot.tool('import', join(process.cwd(), 'examples', 'programme'));
  line.cut();
  bot.launch();
  while (!(await answers(bot, '/healthz'))) await pause(50);
  const person = { name: 'x', email: 'noor.dejong@example.org', aadObjectId: 'aad-noor' };
  const known = { ...person, tenant: '00000000-0000-0000-0000-0000000000001' };
  const stranger = { ...person, tenant: 'another' };
  const press = { session: 'J3A01/2027-02-16', outcome: 'onTime' };
  for (const player of [known, stranger]) {
    const { status, text } = await teams.press(player, 'checkIn.record', press);
    expect(status).toBe(200);
    expect(text).toContain('er is niets opgeslagen');
    await teams.say(player, 'hulp');
  }
  expect(teams.arrived.map(({ activity }) => textsOf(activity).join(' '))).toEqual(
    Array(2).fill(expect.stringContaining('er is niets opgeslagen')),
  );
  expect(teams.asked.filter(({ what }) => what === 'member')).toEqual([]);
  expect((await bot.moveClock('2027-02-17T11:30:00+01:00')).status).toBe(503);
  line.heal();
  await bot.untilReady();
  expect((await teams.press(stranger, 'checkIn.record', press)).status).toBe(403);
  expect((await teams.press(known, 'checkIn.record', press)).text).toContain('✓ Opgeslagen');
  await bot.remove();
  await Promise.all([line.close(), teams.close()]);
});

test('a tenant that is not among ALLOWED_TENANTS is refused before there is storage', async () => {
  const line = await storageLine(await sharedAzurite());
  line.cut();
  const settings = { AZURE_STORAGE_CONNECTION_STRING: line.connectionString, ALLOWED_TENANTS: 'ours' };
  const bot = await StartedBot.make(settings);
  const teams = new TeamsStandIn(() => bot.endpoint);
  await teams.open();
  bot.launch();
  while (!(await answers(bot, '/healthz'))) await pause(50);
  expect((await teams.say(someoneOf('ours'), 'hulp')).status).toBe(200);
  expect((await teams.say(someoneOf('another'), 'hulp')).status).toBe(403);
  expect(await bot.stop()).toBe(0);
  await bot.remove();
  await Promise.all([line.close(), teams.close()]);
});

test('a DATA_DIR that cannot be a folder is named', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'mentormaat-start-'));
  const file = join(directory, 'file');
  await writeFile(file, '');
  const bot = await StartedBot.make({ DATA_DIR: file });
  await expect(bot.start()).rejects.toThrow(`DATA_DIR ${file} cannot be written to`);
  await rm(directory, { recursive: true });
});

test('whatever ends a start, what is said of it quotes nothing: neither a key that no setting names nor a name', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'mentormaat-start-'));
  const preload = join(directory, 'preload.js');
  const fault = "throw new TypeError('https://hmp.example/?sig=sentinel')";
  await writeFile(preload, `require('node:http').createServer = () => { ${fault}; };`);
  const bot = await StartedBot.make({ NODE_OPTIONS: `--require ${preload}` });
  await expect(bot.start()).rejects.toThrow('the bot ended with 1');
  const last = bot.log.trim().split('\n').at(-1);
  expect(last).toMatch(
    /^TypeError at \S+:\d+ < .*bot\/startBot.js:\d+; what it stands on is checked by: npx mentormaat doctor$/,
  );
  expect(bot.log).not.toMatch(/sentinel|hmp\.example/);
  await bot.remove();
  await rm(directory, { recursive: true });
});

test('a connection string that cannot be used is named without anything that stands in it', async () => {
  for (const written of [
    'AccountName=sentinel;AccountKey=sentinel',
    'sentinel',
    'BlobEndpoint=sentinel;Sig=sentinel',
  ]) {
    const bot = await StartedBot.make({ AZURE_STORAGE_CONNECTION_STRING: written });
    await expect(bot.start()).rejects.toThrow('AZURE_STORAGE_CONNECTION_STRING: ');
    expect(bot.log).not.toContain('sentinel');
    await bot.remove();
  }
});
