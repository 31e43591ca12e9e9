import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../playground/freePort';

const script = join(process.cwd(), 'dist', 'examples', 'demo', 'start.js');
let dataDir = '';
/** Ports in use for a test, and demos that run. */
const taken: Server[] = [];
const started: ChildProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'mentormaat-demo-'));
});
afterEach(async () => {
  for (const server of taken.splice(0)) server.close();
  for (const child of started.splice(0)) {
    if (child.exitCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

interface Demo {
  readonly process: ChildProcess;
  /** Resolves with everything printed once this text is in it, or the demo has ended. */
  printed(text: string): Promise<string>;
}

function startDemo(port: number, playgroundPort: number): Demo {
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir };
  const child = spawn(process.execPath, [script, '--playground-port', String(playgroundPort)], { env });
  started.push(child);
  let output = '';
  const said = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const printed = async (text: string): Promise<string> => {
    const found = new Promise<void>((resolve) => {
      const look = (chunk: Buffer): void => {
        output += chunk.toString('utf8');
        if (output.includes(text)) resolve();
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
    });
    await Promise.race([found, said]);
    return output;
  };
  return { process: child, printed };
}

async function occupy(port: number): Promise<Server> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function isGone(url: string): Promise<boolean> {
  try {
    await fetch(url);
    return false;
  } catch {
    return true;
  }
}

test('starts everything, prints three addresses, and ends with nothing left', async () => {
  const [port, first] = [await freePort(), await freePort(4)];
  const demo = startDemo(port, first);
  const output = await demo.printed('Ctrl-C');
  const pages = [0, 1, 2].map((offset) => `http://localhost:${first + offset}`);
  for (const page of pages) {
    expect(output).toContain(page);
    expect((await fetch(page)).status).toBe(200);
  }
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  expect(readFileSync(join(dataDir, 'playground', 'bot.log'), 'utf8')).toContain('"listening"');
  const ended = once(demo.process, 'exit');
  demo.process.kill('SIGINT');
  expect((await ended)[0]).toBe(0);
  for (const page of [...pages, `http://127.0.0.1:${port}/healthz`]) expect(await isGone(page)).toBe(true);
  expect(existsSync(join(dataDir, 'storage.json'))).toBe(false);
}, 120_000);

test('a port in use is named, with what to do, and nothing is started', async () => {
  const first = await freePort(4);
  taken.push(await occupy(first + 1));
  const demo = startDemo(await freePort(), first);
  const output = await demo.printed('never printed');
  expect(output).toMatch(new RegExp(`^port ${first + 1} is in use .* --playground-port 57150\n$`));
  expect(demo.process.exitCode).toBe(1);
  expect(existsSync(join(dataDir, 'storage'))).toBe(false);
});

test("the bot's own port in use is named, and everything started is stopped again", async () => {
  const port = await freePort();
  taken.push(await occupy(port));
  const demo = startDemo(port, await freePort(4));
  const output = await demo.printed('never printed');
  expect(output).toContain(String(port));
  expect(output).toContain('another port for it is set as in: PORT=4000 npm start');
  expect(demo.process.exitCode).toBe(1);
  expect(existsSync(join(dataDir, 'storage.json'))).toBe(false);
});
