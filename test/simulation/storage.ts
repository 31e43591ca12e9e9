/** The real store logic over simulated tables, queues and leases: what all processes share, and what one of them sees. */
import type { Log } from '../../bot/ports';
import type { Moment } from '../../bot/programme/model';
import type { Storage } from '../../bot/ports/storage';
import { AzureAccessLog } from '../../bot/storage/accessLog';
import { AzureCalendarFeeds } from '../../bot/storage/calendarFeeds';
import { AzureContacts } from '../../bot/storage/contacts';
import { AzureFileLinks } from '../../bot/storage/fileLinks';
import { AzureHeld } from '../../bot/storage/held';
import { AzureInbox } from '../../bot/storage/inbox';
import { AzureOutbox } from '../../bot/storage/outbox';
import { AzurePace } from '../../bot/storage/pace';
import { AzureProgrammes } from '../../bot/storage/programmes';
import { AzureWorkQueue } from '../../bot/storage/queue';
import { AzureReceipts } from '../../bot/storage/receipts';
import { AzureRecords } from '../../bot/storage/records';
import { AzureRounds } from '../../bot/storage/rounds';
import { SilentLog } from '../fakes/silentLog';
import { SimulatedLeases, type HeldLeases } from './leases';
import type { Machine } from './machine';
import { QueueEntries, SimulatedMessages } from './messages';
import { Rows, SimulatedTable, tableError } from './table';
import type { Universe } from './universe';

/** What an installation keeps, whichever process looks. */
export class SharedStorage {
  readonly programmes = new Rows();
  readonly people = new Rows();
  readonly records = new Rows();
  readonly rounds = new Rows();
  readonly outbox = new Rows();
  readonly leases: HeldLeases = new Map();
  readonly #queues = new Map<string, QueueEntries>();

  queue(name: string): QueueEntries {
    const queue = this.#queues.get(name) ?? new QueueEntries();
    this.#queues.set(name, queue);
    return queue;
  }
}

const wholeSeconds = (moment: Moment): Moment => moment - (moment % 1_000);

/** The storage as one process reaches it. */
export const storageOf = (
  shared: SharedStorage,
  machine: Machine,
  universe: Universe,
  log: Log = new SilentLog(),
): Storage => {
  const table = (name: 'programmes' | 'people' | 'records' | 'rounds' | 'outbox'): SimulatedTable =>
    new SimulatedTable(name, shared[name], machine, universe);
  const people = table('people');
  const records = table('records');
  const outbox = table('outbox');
  const { random } = machine;
  const messages = (name: string): SimulatedMessages =>
    new SimulatedMessages(name, shared.queue(name), machine, universe);
  const time = (): Promise<Moment> =>
    machine.call('lease', 'time', () => wholeSeconds(universe.scheduler.now()), tableError);
  return {
    programmes: new AzureProgrammes(table('programmes'), random),
    contacts: new AzureContacts(people, random),
    records: new AzureRecords(records, random),
    rounds: new AzureRounds(table('rounds'), random),
    receipts: new AzureReceipts(records, random),
    held: new AzureHeld({ people, records, outbox }, random),
    outbox: new AzureOutbox(outbox, random),
    queueOf: (tenant) => new AzureWorkQueue(messages(`queue ${tenant}`), log),
    // Nobody is answered late here: presses are answered in their request.
    inbox: new AzureInbox({ table: people, messages: messages('inbox'), time, random, log }),
    pace: new AzurePace(people, random),
    links: new AzureFileLinks(people),
    feeds: new AzureCalendarFeeds(people, random),
    access: new AzureAccessLog(table('records'), random),
    leases: new SimulatedLeases(shared.leases, machine, universe),
    prepare: () => Promise.resolve(),
    ping: () => Promise.resolve(),
    time,
  };
};
