/** Every setting that is a secret holds a word nobody else uses, and everything fails: the words are in no line. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import { StartedBot } from '../fakes/startedBot';

const key = Buffer.from('sentinel of the key of the storage').toString('base64');
/** Nothing listens here. */
const nowhere = 'http://127.0.0.1:1';
const services = ['Table', 'Queue', 'Blob'].map((service) => `${service}Endpoint=${nowhere}/sentinelaccount`);

const secrets: Readonly<Record<string, string>> = {
  MicrosoftAppPassword: 'sentinel~of.the-app',
  AZURE_STORAGE_CONNECTION_STRING: `DefaultEndpointsProtocol=http;AccountName=sentinelaccount;AccountKey=${key};${services.join(';')}`,
  APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=5e4714e1-0000-0000-0000-000000000000;IngestionEndpoint=${nowhere}`,
  OTEL_EXPORTER_OTLP_HEADERS: 'authorization=sentinel-of-the-collector',
  AZURE_CLIENT_SECRET: 'sentinel-of-the-client',
};

const words = [key, 'sentinel~of', 'sentinel-of', '5e4714e1'];
const secretWords = (text: string): readonly string[] => words.filter((word) => text.includes(word));

describe('a bot that nothing works for', () => {
  let bot: StartedBot;
  let calls = '';

  beforeAll(async () => {
    bot = await StartedBot.make({
      ...secrets,
      MicrosoftAppId: '11111111-2222-3333-4444-555555555555',
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: 'home',
      OTEL_EXPORTER_OTLP_ENDPOINT: nowhere,
      OTEL_METRIC_EXPORT_INTERVAL: '1000',
      LOG_LEVEL: 'trace',
      NODE_OPTIONS: `--require ${join(process.cwd(), 'test', 'fakes', 'tellCalls.js')}`,
    });
    calls = join(bot.dataDir, 'calls.txt');
  });

  afterAll(() => bot.remove());

  const until = async (event: string): Promise<void> => {
    while (!bot.log.includes(event)) {
      if (!bot.isRunning) throw new Error(`the bot ended:\n${bot.log}`);
      await pause(50);
    }
  };

  test('says what fails, what could be safer, and no secret', async () => {
    bot.launch({ TELL_CALLS: calls });
    for (const event of ['storage cannot be reached', 'signing keys cannot be fetched']) await until(event);
    for (const authorization of ['', `Bearer ${secrets['MicrosoftAppPassword']}`, `Basic ${key}`]) {
      const headers = { 'content-type': 'application/json', authorization };
      const answer = await fetch(bot.endpoint, { method: 'POST', headers, body: '{"type":"message"}' });
      expect(secretWords(await answer.text())).toEqual([]);
    }
    expect(await (await fetch(`${bot.address}/readyz`)).text()).toMatch(/"ready":false/);
    expect(await bot.stop()).toBe(0);
    const lines = bot.log.trim().split('\n');
    const said = lines.map((line): { readonly msg?: string; readonly setting?: string } => JSON.parse(line));
    const safer = said.filter(({ msg }) => msg === 'could be safer').map(({ setting }) => setting);
    expect(safer).toEqual(['MicrosoftAppPassword', 'AZURE_STORAGE_CONNECTION_STRING']);
    expect(secretWords(bot.log)).toEqual([]);
  });

  test('tried to call the issuer of tokens and what it was told to, and nobody else', () => {
    const places = new Set(readFileSync(calls, 'utf8').trim().split('\n'));
    expect([...places].toSorted()).toEqual(['127.0.0.1:1', 'login.botframework.com:443']);
  });

  test.each([['doctor'], ['programmes'], ['outbox', 'hmp'], ['import', 'examples/programme']])(
    'the tool tells no secret: %s %s',
    async (...args) => {
      const { code, out, err } = await bot.tool(...args);
      expect(code).toBe(1);
      expect(`${out}${err}`).not.toBe('');
      expect(secretWords(`${out}${err}`)).toEqual([]);
    },
  );
});

test('a setting that cannot be used is named without what it holds', async () => {
  const wrong = Object.fromEntries(Object.keys(secrets).map((name) => [name, 'sentinel-of-a-mistake']));
  const bot = await StartedBot.make({ ...wrong, CertificatePrivateKey: 'sentinel-of-a-mistake', PORT: 'x' });
  const { code, err } = await bot.tool('bot');
  expect(code).toBe(1);
  expect(err.trim().split('\n').length).toBeGreaterThan(4);
  expect(secretWords(err)).toEqual([]);
  await bot.remove();
});
