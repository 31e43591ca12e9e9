/**
 * A thread for each job of the solver, so that the bot goes on answering. This file is both ends: imported it starts
 * threads, and a thread that it started begins here too. The only file that knows threads.
 */
import { Fault } from '../programme/failure';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { work, type JobName, type Jobs, type RunJob } from './jobs';
import { openSolver } from './solver';

interface Task<Name extends JobName> {
  readonly intervisionJob: Name;
  readonly wanted: Jobs[Name]['wanted'];
}

const doneBy = <Name extends JobName>(thread: Worker): Promise<Jobs[Name]['done']> =>
  new Promise((resolve, reject) => {
    // Of what this file itself posts below.
    thread.once('message', (done: Jobs[Name]['done']) => resolve(done));
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Fault(`the solver's thread ended with ${code} and no answer`)));
  });

/**
 * Has a job done in a thread of its own, which is gone afterwards with all its memory. Rejects with what broke it.
 * Starts this very file, so it only works as built.
 */
export const inThread: RunJob = async (name, wanted) => {
  const task: Task<typeof name> = { intervisionJob: name, wanted };
  const thread = new Worker(__filename, { workerData: task, env: {}, execArgv: [] });
  try {
    return await doneBy<typeof name>(thread);
  } finally {
    await thread.terminate();
  }
};

const isTask = (data: unknown): data is Task<JobName> =>
  typeof data === 'object' && data !== null && 'intervisionJob' in data;

const begin = async (task: Task<JobName>): Promise<void> => {
  const solve = await openSolver();
  const done = work(task.intervisionJob, task.wanted, solve);
  parentPort?.postMessage(done, []);
};

// What fails here reaches the other end as the thread's error.
const started: unknown = workerData;
if (isTask(started)) void begin(started);
