/** All stores on one storage account. */
import type { QueueClient } from '@azure/storage-queue';

import type { Log, Random } from '../ports';
import { Mendable } from '../programme/failure';
import type { WorkQueue } from '../ports/outbox';
import type { Moment } from '../programme/model';
import type { Storage } from '../ports/storage';
import { AzureAccessLog } from './accessLog';
import { AzureTable } from './azureTable';
import { AzureCalendarFeeds } from './calendarFeeds';
import { clientsOf } from './clients';
import type { AzureAccount, Clients } from './clients';
import { AzureContacts } from './contacts';
import { within } from './deadline';
import { AzureFileLinks } from './fileLinks';
import { AzureHeld } from './held';
import { AzureInbox } from './inbox';
import { AzureLeases } from './leases';
import { MessageQueue } from './messageQueue';
import { AzureOutbox } from './outbox';
import { AzurePace } from './pace';
import { AzureProgrammes } from './programmes';
import { AzureWorkQueue, queueName } from './queue';
import { AzureReceipts } from './receipts';
import { AzureRecords } from './records';
import { AzureRounds } from './rounds';
import { refusal } from './table';

/** Throws when tables could not be named after it. */
function checkPrefix(prefix: string): void {
  if (!/^[A-Za-z][A-Za-z0-9]{0,39}$/.test(prefix)) {
    throw new Mendable(
      `TABLE_PREFIX must be up to 40 letters and digits that begin with a letter, such as mentormaat, and is ${JSON.stringify(prefix)}`,
    );
  }
}

/** The queues of tenants, each with one client. */
function queues(clients: Clients, prefix: string, log: Log): (tenant: string) => WorkQueue {
  const known = new Map<string, WorkQueue>();
  const messagesIn = (name: string): MessageQueue => new MessageQueue(clients.queue(name));
  return (tenant) => {
    const queue = known.get(tenant) ?? new AzureWorkQueue(messagesIn(queueName(prefix, tenant)), log);
    known.set(tenant, queue);
    return queue;
  };
}

/** Tables have a time limit of their own: see clients.ts. */
const answerTimeout = 15_000;

/** Asks about a queue that need not be there: an answer is enough. */
async function reach(queue: QueueClient): Promise<void> {
  try {
    await queue.getProperties(within(answerTimeout));
  } catch (error) {
    if (refusal(error) !== 404) throw error;
  }
}

/**
 * All stores of an installation, without a request so far: its tables are there after `prepare`. Throws when
 * the account or the prefix cannot be used as they are written.
 */
export function openAzureStorage(account: AzureAccount, prefix: string, random: Random, log: Log): Storage {
  checkPrefix(prefix);
  const clients = clientsOf(account);
  const tables = {
    programmes: clients.table(`${prefix}Programmes`),
    people: clients.table(`${prefix}People`),
    records: clients.table(`${prefix}Records`),
    rounds: clients.table(`${prefix}Rounds`),
    outbox: clients.table(`${prefix}Outbox`),
  };
  const senders = clients.container(`${prefix}-senders`.toLowerCase());
  const anyQueue = clients.queue(`${prefix}-work`.toLowerCase());
  const programmes = new AzureTable(tables.programmes);
  const people = new AzureTable(tables.people);
  const records = new AzureTable(tables.records);
  const outbox = new AzureTable(tables.outbox);
  const time = async (): Promise<Moment | null> =>
    (await senders.getProperties(within(answerTimeout))).date?.getTime() ?? null;
  return {
    programmes: new AzureProgrammes(programmes, random),
    contacts: new AzureContacts(people, random),
    records: new AzureRecords(records, random),
    rounds: new AzureRounds(new AzureTable(tables.rounds), random),
    links: new AzureFileLinks(people),
    access: new AzureAccessLog(records, random),
    feeds: new AzureCalendarFeeds(people, random),
    receipts: new AzureReceipts(records, random),
    held: new AzureHeld({ people, records, outbox }, random),
    outbox: new AzureOutbox(outbox, random),
    queueOf: queues(clients, prefix, log),
    inbox: new AzureInbox({
      table: people,
      messages: new MessageQueue(clients.queue(`${prefix}-inbox`.toLowerCase())),
      time,
      random,
      log,
    }),
    pace: new AzurePace(people, random),
    leases: new AzureLeases(senders, random),
    prepare: async () => {
      const makeTables = Object.values(tables).map((table) => table.createTable());
      await Promise.all([...makeTables, senders.createIfNotExists(within(answerTimeout))]);
    },
    ping: async () => {
      await Promise.all([
        programmes.get('ping', 'ping'),
        senders.getProperties(within(answerTimeout)),
        reach(anyQueue),
      ]);
    },
    time,
  };
}
