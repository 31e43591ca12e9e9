/** The door: who sends slowly is shown out, and it closes without waiting for who says nothing. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { makeServer, type Entrance } from '../../bot/server';
import { SilentLog } from '../fakes/silentLog';

const answers: (() => void)[] = [];
const open: Entrance[] = [];

/** Answers activities when the test lets it. */
const anEntrance = async (): Promise<{ readonly entrance: Entrance; readonly port: number }> => {
  const entrance = makeServer({
    onActivity: async () => {
      await new Promise<void>((resolve) => answers.push(resolve));
      return { status: 200, body: { taken: true } };
    },
    readiness: async () => ({ ready: true }),
    demo: null,
    log: new SilentLog(),
  });
  open.push(entrance);
  return { entrance, port: await entrance.listen('127.0.0.1', 0) };
};

afterEach(() => {
  for (const entrance of open.splice(0)) {
    entrance.close();
    entrance.cutOff();
  }
});

/** A connection that has said something, and all it hears until it is ended. */
const saying = (
  port: number,
  words: string,
): { readonly socket: Socket; readonly heard: Promise<string> } => {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (data) => {
    text += data.toString();
  });
  socket.on('error', () => undefined);
  socket.write(words);
  return { socket, heard: new Promise((resolve) => socket.on('close', () => resolve(text))) };
};

const head = 'POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n';
const whole = `${head}content-length: 2\r\n\r\n{}`;

test('a head and a body that do not come are not waited for', async () => {
  const { entrance, port } = await anEntrance();
  const slowHead = saying(port, 'POST /api/messages HTTP/1.1\r\nhost: x\r\n');
  const slowBody = saying(port, `${head}content-length: 1000\r\n\r\n{`);
  const trickle = setInterval(() => {
    slowHead.socket.write('x: y\r\n');
    slowBody.socket.write(' ');
  }, 500);
  expect(await slowHead.heard).toMatch(/^HTTP\/1.1 408 /);
  expect(await slowBody.heard).toMatch(/^(HTTP\/1.1 408 |$)/);
  clearInterval(trickle);
  await entrance.quiet();
});

test('a request in hand is answered while the door is closed; idle connections hold nothing up', async () => {
  const { entrance, port } = await anEntrance();
  const silent = saying(port, '');
  const idle = saying(port, 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
  await once(idle.socket, 'data');
  const inHand = saying(port, whole);
  while (answers.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  entrance.close();
  const refused = saying(port, whole);
  expect(await refused.heard).toBe('');
  const quiet = entrance.quiet().then(() => 'quiet');
  const soon = new Promise<string>((resolve) => setImmediate(() => resolve('in hand')));
  expect(await Promise.race([quiet, soon])).toBe('in hand');
  for (const answer of answers.splice(0)) answer();
  await quiet;
  entrance.cutOff();
  expect(await inHand.heard).toContain('{"taken":true}');
  expect(await idle.heard).toContain('{"alive":true}');
  expect(await silent.heard).toBe('');
});

test('a port in use is told by its code', async () => {
  const { port } = await anEntrance();
  const other = makeServer({
    onActivity: async () => ({ status: 200, body: null }),
    readiness: async () => ({ ready: true }),
    demo: null,
    log: new SilentLog(),
  });
  await expect(other.listen('127.0.0.1', port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

const knock = async (words: string): Promise<string> => {
  const { port } = await anEntrance();
  return saying(port, words).heard;
};
const bare = (line: string): string => `${line} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`;

describe('who knocks in an odd way', () => {
  const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;

  test.each([
    ['GET /%E0%A4%A'],
    ['GET /calendar/%E0%A4%A.ics'],
    ['GET /../../etc/passwd'],
    ['OPTIONS /api/messages'],
    ['OPTIONS *'],
    ['TRACE /'],
    ['PROPFIND /api/messages'],
    ['POST //api/messages'],
    ['POST /API/messages'],
    ['POST /api/messages/'],
    ['POST /demo/clock'],
    ['GET /files/%E0%A4%A'],
  ])('%s finds nothing', async (line) => {
    const heard = await knock(bare(line));
    expect(heard).toMatch(/^HTTP\/1.1 404 /);
    expect(heard).toMatch(/\{"error":"not found"\}$/);
  });

  test.each([
    [
      'a body over 256 KB that does not say so',
      `${head}transfer-encoding: chunked\r\nconnection: close\r\n\r\n${chunk.repeat(5)}0\r\n\r\n`,
      413,
    ],
    ['a length and chunks', `${head}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
    ['two lengths', `${head}content-length: 5\r\ncontent-length: 6\r\n\r\n{}`, 400],
    ['a head without end', `GET /healthz HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
    ['lines that end in half', bare('GET /healthz').replaceAll('\r\n', '\n'), 400],
    ['a space before a colon', `${head}content-length : 2\r\n\r\n{}`, 400],
    ['another coding of the body', `${head}transfer-encoding: xchunked\r\n\r\n{}`, 400],
    ['a length below nothing', `${head}content-length: -2\r\n\r\n{}`, 400],
    ['no HTTP', 'HELO example.org\r\n\r\n', 400],
  ])('%s is refused', async (_name, words, status) => {
    expect(await knock(words)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answers).toEqual([]);
  });

  test('a sum that is not that of the body is refused in our own words', async () => {
    const heard = await knock(`${head}content-md5: YWJj\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}`);
    expect(heard).toMatch(/^HTTP\/1.1 400 /);
    expect(heard).toMatch(/\{"error":"no activity"\}$/);
    expect(answers).toEqual([]);
  });
});
