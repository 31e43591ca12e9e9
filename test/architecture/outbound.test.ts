/** Where the bot calls: the files that can open a connection, and what each is for. docs/security.md lists the hosts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { factsOf } from './sourceFacts';

const root = resolve(__dirname, '..', '..');

/** With these a connection can be opened, or another program started that opens one. */
const modules =
  /^(node:)?(http|https|http2|net|tls|dgram|dns|dns\/promises|child_process|cluster|inspector|vm)$/;
const packages = /^(botbuilder|restify|azurite|@azure\/.*|@opentelemetry\/exporter-.*)(\/.*)?$/;

/** How a file can reach the outside, in order of name; types open nothing. */
const waysOf = (text: string): readonly string[] => {
  const { imports, calling } = factsOf(text);
  const loaded = imports
    .filter(({ target, typeOnly }) => !typeOnly && (modules.test(target) || packages.test(target)))
    .map(({ target }) => target);
  return [...new Set([...loaded, ...calling])].toSorted();
};

/** Every way out of the bot. A new one needs a row here, a reason, and its hosts in docs/security.md. */
const waysOut: Readonly<Record<string, readonly string[]>> = {
  // Application Insights or an OpenTelemetry collector, where the operator names one.
  'bot/metrics/azureMonitor.ts': ['fetch'],
  'bot/metrics/export.ts': [
    '@opentelemetry/exporter-metrics-otlp-http',
    '@opentelemetry/exporter-metrics-otlp-proto',
  ],
  // The clock of a bot on this machine, asked by the tool beside it.
  'bot/demoClock.ts': ['fetch'],
  // Service addresses of Teams in SERVICE_HOSTS, and login.microsoftonline.com for the token.
  'bot/delivery/teamsMessenger.ts': ['botbuilder'],
  'bot/teamsBot.ts': ['botbuilder'],
  // OneDrive, at an address of UPLOAD_HOSTS that Teams names.
  'bot/export/upload.ts': ['fetch'],
  // Takes connections, makes none.
  'bot/server.ts': ['node:http', 'restify'],
  // login.botframework.com.
  'bot/callers/signingKeys.ts': ['fetch'],
  // The storage account.
  'bot/storage/azureTable.ts': ['@azure/data-tables'],
  'bot/storage/clients.ts': ['@azure/data-tables', '@azure/storage-blob', '@azure/storage-queue'],
  'bot/storage/leases.ts': ['@azure/storage-blob'],
  'bot/storage/messageQueue.ts': ['@azure/storage-queue'],
  'bot/storage/table.ts': ['@azure/data-tables'],
  'bot/storage/managedIdentity.ts': ['@azure/identity'],
  // The embedded storage on this machine.
  'bot/storage/embedded.ts': ['node:child_process', 'node:net'],
  'bot/storage/embeddedKeeper.ts': ['node:net'],
};

test('only these files can call anybody', () => {
  const found = Object.fromEntries(
    ['bot', 'cards', 'dialogs']
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
          join(folder, file),
        ),
      )
      .filter((file) => file.endsWith('.ts'))
      .map((file) => [file.split(sep).join('/'), waysOf(readFileSync(join(root, file), 'utf8'))] as const)
      .filter(([, ways]) => ways.length > 0),
  );
  expect(found).toEqual(waysOut);
});

test.each([
  ["const answer = await fetch('https://evil.example');", 'fetch'],
  ["const answer = await globalThis.fetch('https://evil.example');", 'fetch'],
  ['const { fetch: get } = globalThis;', 'fetch'],
  ["const get = globalThis['fetch'];", 'fetch'],
  ['const get = fetch;', 'fetch'],
  ["new WebSocket('wss://evil.example');", 'WebSocket'],
  ["new EventSource('https://evil.example');", 'EventSource'],
  ["import { get } from 'node:https';", 'node:https'],
  ["const { lookup } = await import('node:dns/promises');", 'node:dns/promises'],
  ["import { BlobServiceClient } from '@azure/storage-blob';", '@azure/storage-blob'],
])('sees a way out in: %s', (text, way) => {
  expect(waysOf(text)).toEqual([way]);
});
