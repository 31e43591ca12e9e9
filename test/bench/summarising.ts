/** The summary of a school of 500 pupils after twenty weeks, from what is typed to the card. */
import { odata, type TableClient } from '@azure/data-tables';
import { respond } from '../../dialogs/respond';
import { spokenLanguages } from '../../dialogs/spoken';
import type { DialogPorts } from '../../dialogs/turn';
import type { Contact, Storage } from '../../bot/ports/storage';
import type { Inbound, Programmes } from '../../bot/ports';
import { idKey } from '../../bot/storage/contactRows';
import { keyOf } from '../../bot/storage/keys';
import { keepRounds } from '../../bot/rounds/keepRounds';
import { directSolvers } from '../fakes/directSolvers';
import { noCalendar } from '../fakes/noCalendar';
import { columnFor, figureKeys } from '../../bot/storage/figureRows';
import { noFiles } from '../fakes/noFiles';
import { coordinator, pastSchool, pupilsPerSchool, settings } from './programmeFolder';
import { duration, type Figure } from './report';
import { takeTurns } from './rounds';
import { prefix, silentLog, type Workplace } from './workplace';

const rounds = { warmUp: 20, counted: 60 };

const inbound: Inbound = {
  tenant: coordinator.tenant,
  aadObjectId: coordinator.aadObjectId,
  conversationId: 'chat-coordinator',
  serviceUrl: 'http://127.0.0.1:1',
  botId: '28:bot',
  userId: '29:coordinator',
  activityId: 'activity-1',
  cardId: null,
  isPersonal: true,
  event: { kind: 'text', text: 'overzicht' },
  cameAt: 0,
  saidAt: 0,
};

/** The coordinator, as Teams knows them. */
export const contact: Contact = {
  ...inbound,
  email: coordinator.email,
  language: null,
  unreachableSince: null,
  welcomedAt: 1,
};

/** Asks as a coordinator does; what comes back must hold some text. */
export const asking = (
  storage: Storage,
  programmes: Programmes,
  now: number,
  what: { readonly from: Partial<Inbound>; readonly holds: string },
): (() => Promise<void>) => {
  const clock = { now: () => now };
  const ports: DialogPorts = {
    ...storage,
    files: noFiles,
    calendar: noCalendar,
    rounds: keepRounds(storage.rounds),
    intervision: directSolvers,
    programmes,
    clock,
    shared: clock,
    log: silentLog,
    spoken: spokenLanguages(),
    wake: () => {},
  };
  return async (): Promise<void> => {
    const { messages, replacement } = await respond(ports)({ ...inbound, ...what.from }, async () => []);
    const card = replacement ?? messages[0];
    if (!JSON.stringify(card?.content).includes(what.holds))
      throw new Error(`expected ${what.holds} on the card`);
  };
};

const askedOf = (storage: Storage, programmes: Programmes, now: number): (() => Promise<void>) =>
  asking(storage, programmes, now, { from: {}, holds: String(pupilsPerSchool * 20) });

/** The tables of a place, by the SDK alone. */
export interface BareTables {
  readonly contacts: TableClient;
  readonly records: TableClient;
}

/** The tables with names of their own in one place. */
export const bareTables = (workplace: Workplace, prefixed: string): BareTables => ({
  contacts: workplace.bare(`${prefixed}People`),
  records: workplace.bare(`${prefixed}Records`),
});

/** Reads what a summary reads, by the SDK alone: who asks, and once that is known the rows of the school. */
export const readingBare = ({ contacts, records }: BareTables, programme: string, school: string) => {
  const keys = figureKeys(school);
  const filter = odata`PartitionKey eq ${keyOf(programme)} and RowKey ge ${keys.from} and RowKey lt ${keys.to}`;
  const select = ['PartitionKey', 'RowKey', columnFor('all')];
  return async (): Promise<void> => {
    let rows = 0;
    await contacts.getEntity(keyOf(contact.tenant), idKey(contact.aadObjectId));
    const pages = records.listEntities({ queryOptions: { filter, select } });
    for await (const page of pages.byPage({ maxPageSize: 1000 })) rows += page.length;
    if (rows < pupilsPerSchool) throw new Error(`expected ${pupilsPerSchool} rows, found ${rows}`);
  };
};

/** Rows read, and time against reading the same rows bare. */
export const measureSummary = async (
  workplace: Workplace,
  programmes: Programmes,
  now: number,
): Promise<Figure[]> => {
  await workplace.storage.contacts.save(contact, null);
  // The first question says that every page has figures.
  await askedOf(workplace.storage, programmes, now)();
  const { rows, requests } = await workplace.watched.cost(
    askedOf(workplace.watched.storage, programmes, now),
  );
  const time = await takeTurns(
    {
      bare: readingBare(bareTables(workplace, prefix), settings.id, pastSchool),
      summary: askedOf(workplace.storage, programmes, now),
    },
    rounds,
  );
  return [
    {
      what: 'summary of 500 pupils after 20 weeks: rows read',
      value: rows / pupilsPerSchool,
      unit: 'a pupil',
      aim: { most: 3 },
      detail: `${rows} rows in ${requests} requests`,
    },
    {
      what: 'summary of 500 pupils after 20 weeks: time',
      value: time('summary') / time('bare'),
      unit: '×',
      aim: { most: 1.5 },
      detail: `${duration(time('summary'))}; the same reads bare: ${duration(time('bare'))}`,
    },
  ];
};
