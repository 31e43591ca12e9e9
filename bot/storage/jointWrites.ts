/**
 * Writes of one partition that come at the same time go out together: one transaction for many. The first
 * goes at once; what comes while it is on its way goes next, in as few transactions as take it.
 */
import { placeOf } from './rowPlace';
import { Fault } from '../programme/failure';
import { checkTransaction, limits } from './limits';
import { refusal } from './table';
import type { Table } from './table';
import { make, settle } from './write';
import type { Signed, Written } from './write';

/** Half of what a transaction may weigh: what is counted here is an estimate. */
const mostBytes = limits.transactionBytes / 2;

/** Transactions on their way at the same time; a second one goes only when it is full. */
const mostOnTheirWay = 4;

interface Job {
  readonly signed: Signed;
  readonly bytes: number;
  /** It was in a transaction that was refused: maybe because of it. */
  readonly isAlone: boolean;
  readonly resolve: (written: Written | 'conflict' | Promise<Written | 'conflict'>) => void;
  readonly reject: (error: unknown) => void;
}

/** Whether they are more than one transaction takes, whichever rows they are about. */
function fill(jobs: readonly Job[]): boolean {
  let rows = 0;
  let bytes = 0;
  for (const job of jobs) {
    rows += job.signed.changes.length;
    bytes += job.bytes;
  }
  return rows > limits.transactionRows || bytes > mostBytes;
}

/** Jobs that fit in one transaction, in their order; a row can be in it once. */
function together(waiting: readonly Job[]): { readonly jobs: readonly Job[]; readonly isFull: boolean } {
  const jobs: Job[] = [];
  const rows = new Set<string>();
  let bytes = 0;
  for (const job of waiting) {
    const keys = job.signed.changes.map(({ row }) => row.rowKey);
    if (keys.some((key) => rows.has(key))) continue;
    const fits = rows.size + keys.length <= limits.transactionRows && bytes + job.bytes <= mostBytes;
    if (jobs.length > 0 && !fits) return { jobs, isFull: true };
    jobs.push(job);
    for (const key of keys) rows.add(key);
    bytes += job.bytes;
  }
  return { jobs, isFull: false };
}

/** The writes of one partition. */
export class JointWrites {
  readonly #table: Table;
  #waiting: Job[] = [];
  #onTheirWay = 0;

  constructor(table: Table) {
    this.#table = table;
  }

  /** Makes signed changes as `make` does, together with others if there are any: each is made or not by itself. */
  make(signed: Signed): Promise<Written | 'conflict'> {
    return new Promise((resolve, reject) => {
      // What storage would refuse must not be refused to those it goes with.
      const bytes = checkTransaction(signed.changes);
      this.#waiting.push({ signed, bytes, isAlone: false, resolve, reject });
      this.#goOn();
    });
  }

  #goOn(): void {
    for (let jobs = this.#next(); jobs.length > 0; jobs = this.#next()) {
      const leaving = new Set(jobs);
      this.#waiting = this.#waiting.filter((job) => !leaving.has(job));
      void this.#send(jobs);
    }
  }

  /** What is to go now. */
  #next(): readonly Job[] {
    const [first] = this.#waiting;
    if (first === undefined || this.#onTheirWay >= mostOnTheirWay) return [];
    if (first.isAlone) return [first];
    // Asked with every write that comes: most of them only join those who wait.
    if (this.#onTheirWay > 0 && !fill(this.#waiting)) return [];
    const { jobs, isFull } = together(this.#waiting);
    return this.#onTheirWay === 0 || isFull ? jobs : [];
  }

  /** Never rejects: what goes wrong is for those who wait for the jobs. They hear when the next may go. */
  async #send(jobs: readonly Job[]): Promise<void> {
    this.#onTheirWay += 1;
    const [first, ...others] = jobs;
    const isAlone = first !== undefined && others.length === 0;
    const tell = await (isAlone ? this.#sendAlone(first) : this.#sendTogether(jobs));
    this.#onTheirWay -= 1;
    tell();
    this.#goOn();
  }

  #sendAlone({ signed, resolve, reject }: Job): Promise<() => void> {
    return make(this.#table, signed).then(
      (written) => () => resolve(written),
      (error: unknown) => () => reject(error),
    );
  }

  async #sendTogether(jobs: readonly Job[]): Promise<() => void> {
    try {
      const etags = await this.#table.change(jobs.flatMap(({ signed }) => signed.changes));
      return () => this.#handOut(jobs, etags);
    } catch (error) {
      if (refusal(error) === null) return this.#lookFor(jobs, error);
      return () => {
        this.#waiting = [...jobs.map((job) => ({ ...job, isAlone: true })), ...this.#waiting];
      };
    }
  }

  #handOut(jobs: readonly Job[], etags: readonly (string | undefined)[]): void {
    let start = 0;
    for (const { signed, resolve } of jobs) {
      const own = etags.slice(start, start + signed.changes.length);
      start += own.length;
      const etag = own[signed.index];
      const failure = new Fault(`no etag came back for ${placeOf(signed.witness)}`);
      resolve(etag === undefined ? settle(this.#table, signed, failure) : { etag, etags: own });
    }
  }

  /** The reply got lost. All is there or nothing: the others are looked for only when the first is there. */
  async #lookFor(jobs: readonly Job[], failure: unknown): Promise<() => void> {
    const [first, ...others] = jobs;
    if (first === undefined) return () => undefined;
    try {
      const written = await settle(this.#table, first.signed, failure);
      return () => {
        first.resolve(written);
        for (const { signed, resolve } of others) resolve(settle(this.#table, signed, failure));
      };
    } catch {
      return () => {
        for (const { reject } of jobs) reject(failure);
      };
    }
  }
}
