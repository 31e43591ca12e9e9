/** No call to a store without the programme or the tenant it is about: what has neither stands here, with the reason. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allCalls, callsOfNobody } from './storePorts';

const root = join(__dirname, '..', '..', 'bot');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const ports = [
  'ports.ts',
  ...readdirSync(join(root, 'ports')).map((file) => join('ports', file)),
  'programme/model.ts',
].map(read);

/** Each with what keeps it from crossing. */
const exceptions: Readonly<Record<string, string>> = {
  'ProgrammeStore.list': 'which programmes there are: their heads, with nobody in them',
  'CalendarFeeds.find':
    'who has the token has nothing else; the feed says whose it is, and that is looked at',
  'FileLinks.take': 'who has the token has nothing else; the link says whose it is, and that is looked at',
  'FileLinks.removeOver': 'links that are over are worth nothing to anybody; nothing of them is given back',
  'WorkQueue.take': 'the queue of one tenant: `queueOf` was asked with it',
  'Received.done': 'a piece of work from such a queue',
  'Inbox.take':
    'activities of every tenant, each with its own; whoever answers one looks up anew who it is from',
  'Inbox.removeOver': 'what waits too long in any tenant is given up; nothing of it is given back',
  'TakenActivity.begin': 'one that came from there',
  'TakenActivity.done': 'the same',
  'SenderLease.renew': 'the lease of one tenant: `take` was asked with it',
  'SenderLease.giveBack': 'the same',
  'Storage.prepare': 'tables, queues and containers, no rows',
  'Storage.ping': 'reads no row of anybody',
  'Storage.time': 'the clock of the service',
};

test('every call of a store names the programme or the tenant, but for those that stand here', () => {
  expect(callsOfNobody(ports).toSorted()).toEqual(Object.keys(exceptions).toSorted());
});

test('they are all looked at', () => {
  const calls = allCalls(ports);
  expect(calls.length).toBeGreaterThan(70);
  for (const port of [
    'RecordStore',
    'RoundStore',
    'OutboxStore',
    'HeldStore',
    'ReceiptStore',
    'AccessLog',
    'PaceStore',
  ])
    expect(calls.some((call) => call.startsWith(`${port}.`))).toBe(true);
});

const storage = (store: string, more = ''): readonly string[] => [
  `export interface Storage { readonly store: Store } export interface Store { ${store} } ${more}`,
];

describe('of ports made up for it', () => {
  test.each([
    ['f(programme: string): void', ''],
    ['readonly f: (tenant: string) => void', ''],
    ['f(token: string, link: Link): void', 'export interface Link { readonly tenant: string }'],
    [
      'f(items: readonly Link[]): void',
      'export interface Link extends Base {} export interface Base { programme: string }',
    ],
    ['f(scope: Scope): void', 'export interface Scope { readonly tenants: readonly string[] }'],
  ])('%s is keyed', (store, more) => {
    expect(callsOfNobody(storage(store, more))).toEqual([]);
  });

  test.each([
    ['f(): void', ''],
    ['f(id: string): void', ''],
    ['f(programme?: string): void', ''],
    ['f(programme: string | null): void', ''],
    ['f(programme: number): void', ''],
    ['readonly f: (id: string) => Promise<void>', ''],
    ['f(link: Link): void', 'export interface Link { readonly tenant?: string }'],
    ['f(link: Link | null): void', 'export interface Link { readonly tenant: string }'],
    ['f(link?: Link): void', 'export interface Link { readonly tenant: string }'],
  ])('%s is not', (store, more) => {
    expect(callsOfNobody(storage(store, more))).toEqual(['Store.f']);
  });

  test('what a call hands out is looked at too', () => {
    const more = 'export interface Row { drop(): Promise<void> }';
    expect(callsOfNobody(storage('find(tenant: string): Promise<readonly Row[] | null>', more))).toEqual([
      'Row.drop',
    ]);
  });
});
