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

interface Answer {
  readonly status: number;
  readonly location?: string;
  readonly retryAfter?: string;
  /** The part is taken, and its answer never comes. */
  readonly isLost?: boolean;
  /** The part is taken, and nothing more is heard. */
  readonly isSilent?: boolean;
}

const parts: Part[] = [];
let answers: readonly Answer[] = [];
/** What OneDrive says of the session, where it is asked; null when there is none any more, undefined when that is lost. */
type Session = string | null | undefined;
let expected: Session = '0-';
/** What it says first, before that. */
let expectedFirst: readonly Session[] = [];
let asked = 0;
/** Called when a part has come that is never answered. */
let fallenSilent: () => void = () => undefined;
let server: Server;
let address = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method === 'GET') {
        const now = asked < expectedFirst.length ? expectedFirst[asked] : expected;
        asked += 1;
        if (now === undefined) {
          response.destroy();
          return;
        }
        response.writeHead(now === null ? 404 : 200);
        response.end(JSON.stringify(now === null ? {} : { nextExpectedRanges: [now] }));
        return;
      }
      parts.push({ range: request.headers['content-range'] ?? '', bytes: Buffer.concat(chunks) });
      const {
        status,
        location,
        retryAfter,
        isLost = false,
        isSilent = false,
      }: Answer = answers[parts.length - 1] ?? { status: 201 };
      if (isLost) {
        response.destroy();
        return;
      }
      if (isSilent) {
        fallenSilent();
        return;
      }
      if (location !== undefined) response.setHeader('location', location);
      if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
      response.writeHead(status).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  address = `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}`;
});

beforeEach(() => {
  parts.length = 0;
  answers = [];
  expected = '0-';
  expectedFirst = [];
  asked = 0;
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

const ranges = (): readonly string[] => parts.map(({ range }) => range);

describe('a part that was not taken', () => {
  /** Waits are short, and answers are waited for. */
  const patient = {
    ...ports,
    timer: {
      sleep: (milliseconds: number) =>
        milliseconds < 10_000 ? Promise.resolve() : new Promise<void>(() => undefined),
    },
  };
  const first = `bytes 0-${partSize - 1}/${partSize + 5}`;
  const second = `bytes ${partSize}-${partSize + 4}/${partSize + 5}`;

  test.each<[string, Answer]>([
    ['trouble of theirs', { status: 503 }],
    ['too much at once', { status: 429 }],
    ['no answer', { status: 0, isLost: true }],
  ])('is sent again: %s', async (_, trouble) => {
    answers = [{ status: 202 }, trouble, { status: 201 }];
    expected = `${partSize}-`;
    const { whole, file } = aFile(partSize + 5);
    expect(await putFile(patient, address, file)).toBe('uploaded');
    expect(ranges()).toEqual([first, second, second]);
    const put = [parts[0], parts[2]].map((part) => part?.bytes ?? Buffer.alloc(0));
    expect(Buffer.concat(put).equals(whole)).toBe(true);
  });

  test('is sent again when nothing was heard of it for a minute', async () => {
    answers = [{ status: 202 }, { status: 0, isSilent: true }, { status: 201 }];
    expected = `${partSize}-`;
    const silent = new Promise<void>((resolve) => (fallenSilent = resolve));
    const timer = {
      sleep: (milliseconds: number, signal: AbortSignal) =>
        new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => resolve());
          if (milliseconds < 10_000) resolve();
          else if (parts.length === 1) void silent.then(resolve);
        }),
    };
    expect(await putFile({ ...ports, timer }, address, aFile(partSize + 5).file)).toBe('uploaded');
    expect(ranges()).toEqual([first, second, second]);
  });

  test('is not sent again when only its answer was lost', async () => {
    answers = [{ status: 0, isLost: true }, { status: 201 }];
    expected = `${partSize}-`;
    expect(await putFile(patient, address, aFile(partSize + 5).file)).toBe('uploaded');
    expect(ranges()).toEqual([first, second]);
  });

  test.each<[string, readonly Answer[], string, number]>([
    [
      'the last part, whose answer was lost, is there',
      [{ status: 202 }, { status: 0, isLost: true }],
      'uploaded',
      2,
    ],
    ['a part before it is not', [{ status: 0, isLost: true }, { status: 404 }], 'refused', 1],
    [
      'nor is the last one when it was too much at once',
      [{ status: 202 }, { status: 429 }, { status: 404 }],
      'refused',
      3,
    ],
  ])('where the session is gone: %s', async (_, given, end, sent) => {
    answers = given;
    expected = null;
    expect(await putFile(patient, address, aFile(partSize + 5).file)).toBe(end);
    expect(parts).toHaveLength(sent);
  });

  test.each<[string | undefined, number]>([
    ['7', 7_000],
    ['86400', 60_000],
    [undefined, 2_000],
    ['soon', 2_000],
  ])('is sent again after as long as OneDrive says, a minute at most: %s', async (retryAfter, wait) => {
    answers = [{ status: 429, ...(retryAfter === undefined ? {} : { retryAfter }) }, { status: 201 }];
    const waits: number[] = [];
    const timer = {
      sleep: (milliseconds: number, signal: AbortSignal) => {
        waits.push(milliseconds);
        // The answer to a request is waited for, and only then is time measured.
        return waits.length === 2
          ? Promise.resolve()
          : new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      },
    };
    expect(await putFile({ ...ports, timer }, address, aFile(10).file)).toBe('uploaded');
    expect(waits[1]).toBe(wait);
  });

  const lost: Answer = { status: 0, isLost: true };
  const taken: Answer = { status: 202 };
  test.each<[string, readonly Answer[], readonly Session[], Session, string, number]>([
    ['and so was what was asked then', [taken, lost, { status: 404 }], [undefined], null, 'uploaded', 3],
    ['of every try', [taken, lost, lost, lost], [undefined, undefined], null, 'uploaded', 4],
    ['and too much was asked after it', [taken, lost, { status: 429 }], [undefined], null, 'uploaded', 3],
    [
      'of one before it, which is there',
      [lost, { status: 416 }, taken],
      [undefined],
      `${partSize}-`,
      'uploaded',
      3,
    ],
    ['of one before it, which is not', [lost, lost, lost], [], '0-', 'refused', 3],
  ])('whose answer was lost, %s', async (_, given, before, then, end, sent) => {
    answers = given;
    expectedFirst = before;
    expected = then;
    expect(await putFile(patient, address, aFile(partSize + 5).file)).toBe(end);
    expect(parts).toHaveLength(sent);
  });

  test('goes on where OneDrive wants it to when only some of it came', async () => {
    answers = [lost, taken, { status: 201 }];
    expected = '327680-';
    const { whole, file } = aFile(partSize + 5);
    expect(await putFile(patient, address, file)).toBe('uploaded');
    expect(ranges()).toEqual([first, `bytes 327680-${partSize + 4}/${whole.length}`]);
  });

  test('whose answer was lost and which is the only one is there when the session is gone', async () => {
    answers = [lost];
    expected = null;
    expect(await putFile(patient, address, aFile(10).file)).toBe('uploaded');
    expect(parts).toHaveLength(1);
  });

  test('nothing is asked of OneDrive before the file: the first it hears is the file', async () => {
    answers = [{ status: 201 }];
    expect(await putFile(patient, address, aFile(10).file)).toBe('uploaded');
    expect(asked).toBe(0);
  });

  test('is given up after three times', async () => {
    answers = [{ status: 202 }, { status: 503 }, { status: 503 }, { status: 503 }];
    expected = `${partSize}-`;
    expect(await putFile(patient, address, aFile(partSize + 5).file)).toBe('refused');
    expect(ranges()).toEqual([first, second, second, second]);
  });
});

async function* breakingOff(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('half');
  throw new Error('storage cannot be reached');
}

test('a file that breaks off while it is made is no part of anything', async () => {
  const file = { name: 'x', contentType: 'text/csv', chunks: breakingOff() };
  await expect(putFile(ports, address, file)).rejects.toThrow('storage cannot be reached');
  expect(parts).toEqual([]);
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
  ['https://hmp.sharepoint.com\\@evil.example/x', false],
  ['https:\\\\hmp.sharepoint.com\\x', false],
  ['https://hmp.share\npoint.com/x', false],
  ['https:hmp.sharepoint.com/x', false],
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
