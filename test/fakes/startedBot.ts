/** The built bot as a process of its own, as an operator runs it, and the tool beside it. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../playground/freePort';

/** Tests and benchmarks run from the root of the checkout. */
const program = join(process.cwd(), 'dist', 'bot', 'index.js');

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Extra environment of a run. */
export type Settings = Readonly<Record<string, string>>;

export class StartedBot {
  /** Everything it wrote, for when a test fails. */
  log = '';
  private process: ChildProcess | null = null;

  private constructor(
    readonly port: number,
    readonly dataDir: string,
    private readonly settings: Settings,
  ) {}

  /** A bot with storage of its own; it does not run yet. */
  static async make(settings: Settings = {}): Promise<StartedBot> {
    const dataDir = mkdtempSync(join(tmpdir(), 'mentormaat-bot-'));
    return new StartedBot(await freePort(), dataDir, settings);
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get endpoint(): string {
    return `${this.address}/api/messages`;
  }

  private environment(): NodeJS.ProcessEnv {
    return { ...process.env, PORT: String(this.port), DATA_DIR: this.dataDir, ...this.settings };
  }

  async start(more: Settings = {}): Promise<void> {
    this.launch(more);
    await this.untilReady();
  }

  /** Starts the process and does not wait for it. */
  launch(more: Settings = {}): void {
    const child = spawn(process.execPath, [program, 'bot'], { env: { ...this.environment(), ...more } });
    this.process = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => {
        this.log += data.toString('utf8');
      });
    }
  }

  /** Throws when it ends before it was ready. */
  async untilReady(): Promise<void> {
    while (!(await this.isReady())) {
      if (!this.isRunning)
        throw new Error(`the bot ended with ${this.process?.exitCode ?? null}:\n${this.log}`);
      await pause(50);
    }
  }

  get isRunning(): boolean {
    return this.process !== null && this.process.exitCode === null && this.process.signalCode === null;
  }

  /** Sends a signal without waiting for what it does. */
  signal(signal: NodeJS.Signals): void {
    this.process?.kill(signal);
  }

  /** Id of the process; 0 before the first start. */
  get pid(): number {
    return this.process?.pid ?? 0;
  }

  async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.address}/readyz`)).ok;
    } catch {
      return false;
    }
  }

  /** Ends it with a signal and returns its exit code, null when the signal ended it. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.process;
    if (child === null || !this.isRunning) return child?.exitCode ?? null;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  }

  /** Stops it and throws its data away. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }

  /** Moves a standing demo clock; resolves when everything due up to then was handled. */
  async moveClock(now: string): Promise<Response> {
    return fetch(`${this.address}/demo/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ now }),
    });
  }

  /** Runs the operator's tool on the same storage. */
  tool(...args: string[]): Promise<Ran> {
    return new Promise((resolve) => {
      const options = { env: this.environment(), maxBuffer: 1 << 28 };
      execFile(process.execPath, [program, ...args], options, (error, out, err) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), out, err });
      });
    });
  }

  /** Runs a command of the tool with --json and returns what it printed. */
  async json(...args: string[]): Promise<unknown> {
    const { code, out, err } = await this.tool(...args, '--json');
    if (code !== 0) throw new Error(`mentormaat ${args.join(' ')} ended with ${code}: ${err}`);
    return JSON.parse(out);
  }
}
