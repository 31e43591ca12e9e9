/** Files go to OneDrive in parts, and nowhere else. */
import { createServer, type Server } from 'node:http';
import type { MadeFile } from '../../bot/ports/export';
import { partSize, putFile } from '../../bot/export/upload';
import { isAllowedUpload } from '../../bot/settings/serviceAddress';
import { SilentLog } from '../fakes/silentLog';

interface Part {
  readonly range: string;
  readonly bytes: Buffer;
}

const parts: Part[] = [];
let answers: readonly { readonly status: number; readonly location?: string }[] = [];
let server: Server;
let address = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      parts.push({ range: request.headers['content-range'] ?? '', bytes: Buffer.concat(chunks) });
      const { status, location } = answers[parts.length - 1] ?? { status: 201 };
      response.writeHead(status, location === undefined ? {} : { location }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  address = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}`;
});

beforeEach(() => {
  parts.length = 0;
  answers = [];
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

const never = { sleep: () => new Promise<void>(() => undefined) };
const ports = { isAllowedUpload: () => true, timer: never, log: new SilentLog() };

const aFile = (size: number): { readonly whole: Buffer; readonly file: MadeFile } => {
  const whole = Buffer.alloc(size, 'mentormaat');
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < size; at += 100_000) yield whole.subarray(at, at + 100_000);
  }
  return { whole, file: { name: 'x', contentType: 'text/csv', chunks: chunks() } };
};

test('in parts of a size OneDrive takes, with their place in the whole', async () => {
  expect(partSize % (320 * 1024)).toBe(0);
  answers = [{ status: 202 }, { status: 202 }, { status: 201 }];
  const { whole, file } = aFile(partSize * 2 + 17);
  expect(await putFile(ports, address, file)).toBe('uploaded');
  expect(parts.map(({ range }) => range)).toEqual([
    `bytes 0-${partSize - 1}/${whole.length}`,
    `bytes ${partSize}-${2 * partSize - 1}/${whole.length}`,
    `bytes ${2 * partSize}-${whole.length - 1}/${whole.length}`,
  ]);
  expect(Buffer.concat(parts.map(({ bytes }) => bytes)).equals(whole)).toBe(true);
});

test.each([
  ['a refusal', [{ status: 202 }, { status: 403 }], 2],
  ['being sent on to another address', [{ status: 307, location: 'http://127.0.0.1:9/' }], 1],
])('stops at %s', async (_, given, sent) => {
  answers = given;
  expect(await putFile(ports, address, aFile(partSize + 1).file)).toBe('refused');
  expect(parts).toHaveLength(sent);
});

test('gives up where nobody answers in time', async () => {
  const hasty = { ...ports, timer: { sleep: () => Promise.resolve() } };
  expect(await putFile(hasty, address, aFile(10).file)).toBe('refused');
});

test.each([
  ['https://hmp-my.sharepoint.com/personal/x/_api/v2.0/up?tempauth=1', true],
  ['https://sharepoint.com/x', false],
  ['https://evilsharepoint.com/x', false],
  ['https://hmp.sharepoint.com.evil.example/x', false],
  ['https://hmp.sharepoint.com@evil.example/x', false],
  ['https://user@hmp.sharepoint.com/x', false],
  ['https://hmp.sharepoint.com:8443/x', false],
  ['http://hmp.sharepoint.com/x', false],
  ['http://127.0.0.1:9/x', false],
  ['file:///etc/passwd', false],
  ['', false],
])('%s may be called: %p', (url, isAllowed) => {
  expect(isAllowedUpload(url, ['*.sharepoint.com'], false)).toBe(isAllowed);
});

test('a host may be named whole, and loopback only for trying', () => {
  expect(isAllowedUpload('https://files.example.org/x', ['files.example.org'], false)).toBe(true);
  expect(isAllowedUpload('https://a.files.example.org/x', ['files.example.org'], false)).toBe(false);
  expect(isAllowedUpload('http://127.0.0.1:9/x', [], true)).toBe(true);
});
