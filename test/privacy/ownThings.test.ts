/** What is read for the file of one person: no more than can be theirs, and nothing of theirs is missed. */
import * as fc from 'fast-check';
import type { LoadedProgramme } from '../../bot/ports';
import { isFeedOf, theirContacts } from '../../bot/privacy/collected';
import { ownRows, ownRowsAmong } from '../../bot/privacy/ownData';
import { scopeOf } from '../../bot/privacy/scope';
import { allThings } from '../../bot/privacy/things';
import { directoryOf } from '../../bot/programme/directory';
import { messageKey } from '../../bot/programme/messages';
import { allKinds } from '../../bot/programme/plannedMessage';
import type { Programme } from '../../bot/programme/model';
import { timetableOf } from '../../bot/programme/timetable';
import { keepRounds } from '../../bot/rounds/keepRounds';
import type { Row } from '../../bot/storage/row';
import type { Table } from '../../bot/storage/table';
import type { Storage } from '../../bot/ports/storage';
import { aPair, aPerson, aProgramme, aPupil, anAction, anAnswer, aSession } from '../builders';
import { cora, jan, lea, noor, sam, theo, theProgramme } from '../dialogs/people';
import { tableStorage } from '../fakes/tableStorage';
import { aContact, added, aMessage, append, emptyPage } from '../storage/contract/examples';
import { everything, storeEverything } from './everything';

const loadedOf = (programme: Programme): LoadedProgramme => {
  const directory = directoryOf(programme);
  const head = { id: programme.id, version: '1', tenants: programme.tenants };
  return { head, directory, timetable: timetableOf(directory) };
};

/** The old way: everything is gone through. */
const byLookingEverywhere = async (storage: Storage, programme: Programme, email: string) => {
  const scope = scopeOf(programme);
  const subject = { is: 'person', id: email, names: [] } as const;
  const isTheirFeed = isFeedOf(await theirContacts(storage.contacts, subject, scope));
  return ownRowsAmong({ things: allThings(storage, scope), isTheirFeed }, loadedOf(programme), email);
};

const byTheirKeys = (storage: Storage, programme: Programme, email: string) =>
  ownRows({ ...storage, rounds: keepRounds(storage.rounds) }, loadedOf(programme), email);

/** Counts the rows that a table gives. */
class Counter {
  rows = 0;

  watch(table: Table): Table {
    const counted = <T>(row: T): T => {
      if (row !== null) this.rows += 1;
      return row;
    };
    async function* eachOf<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
      for await (const row of source) yield counted(row);
    }
    return {
      get: async (partition, row) => counted(await table.get(partition, row)),
      range: (partition, keys, options) => eachOf(table.range(partition, keys, options)),
      partition: (partition, options) => eachOf(table.partition(partition, options)),
      change: (changes) => table.change(changes),
      put: (row) => table.put(row),
      remove: (partition, row, etag) => table.remove(partition, row, etag),
    };
  }
}

const studentOf = (n: number): string => `s${n}@leiden.example`;
const sessionDays = ['2027-02-09', '2027-02-16', '2027-03-02', '2027-03-09'] as const;
const ownKinds = ['nudge', 'checkIn', 'reminder1'] as const;

/** Twelve messages by their index, four check-ins, the contact, the feed by its owner, the planner's mark. */
const rowsOfStudent = 12 * 2 + 4 + 1 + 2 + 1;

/** Everybody met their pupil four times, and got three messages about each. */
const storeWeeks = async (storage: Storage, pupils: number): Promise<Programme> => {
  const numbers = Array.from({ length: pupils }, (_, n) => n);
  const programme = aProgramme({
    people: [...numbers.map((n) => aPerson({ email: studentOf(n), name: `S ${n}` })), ...aProgramme().people],
    pupils: numbers.map((n) => aPupil({ id: `p${n}` })),
    pairs: numbers.map((n) => aPair({ pupil: `p${n}`, student: studentOf(n) })),
  });
  await storage.outbox.mark(programme.id);
  for (const n of numbers) {
    const [pupil, student] = [`p${n}`, studentOf(n)];
    for (const date of sessionDays) {
      const session = aSession(date, { id: `${pupil}/${date}`, pupil, student });
      await append(storage.records, programme.id, emptyPage(pupil), added(anAnswer(date, { session })));
      const messages = ownKinds.map((kind) => ({
        ...aMessage(pupil, { receiver: student, subject: session.id }),
        kind,
        key: messageKey(kind, student, session.id),
      }));
      await storage.outbox.plan(programme.id, messages);
    }
    const ids = { aadObjectId: `aad-${n}`, conversationId: `c${n}`, userId: `29:${n}` };
    await storage.contacts.save(aContact({ email: student, ...ids }), null);
    await storage.feeds.move('tenant-1', ids.aadObjectId, null, `token-${n}`);
  }
  await storage.outbox.setMark(programme.id, { upTo: 1, version: '1', rounds: null });
  return programme;
};

/** Rows read for one person among so many pupils. */
const rowsRead = async (pupils: number, email: string): Promise<number> => {
  const counter = new Counter();
  const { storage } = tableStorage((table) => counter.watch(table));
  const programme = await storeWeeks(storage, pupils);
  counter.rows = 0;
  const file = await byTheirKeys(storage, programme, email);
  const messages = file.filter(([kind, , field]) => kind === 'message' && field === 'status');
  expect(messages).toHaveLength(email === cora ? 0 : 12);
  return counter.rows;
};

describe('the file of one person', () => {
  test('reads their own rows and no others, among 500 pupils as among five', async () => {
    const few = await rowsRead(5, studentOf(0));
    expect(few).toBe(rowsOfStudent);
    expect(await rowsRead(500, studentOf(0))).toBe(few);
  });

  test('of a coordinator, who wrote of whomever, reads a row a pupil', async () => {
    expect(await rowsRead(30, cora)).toBe(30 + 1);
  });

  test('has what the version before entered in the outbox, which is listed the first time only', async () => {
    const counter = new Counter();
    const { storage } = tableStorage((table) => counter.watch(olderOutbox(table)));
    const programme = await storeWeeks(storage, 20);
    const first = await byTheirKeys(storage, programme, studentOf(3));
    expect(first).toEqual(await byLookingEverywhere(storage, programme, studentOf(3)));
    counter.rows = 0;
    expect(await byTheirKeys(storage, programme, studentOf(3))).toEqual(first);
    expect(counter.rows).toBe(rowsOfStudent);
  });
});

/** As the version before wrote a message when it entered: not listed with its receiver, and not saying that it is. */
const olderOutbox = (table: Table): Table => ({
  get: (partition, row) => table.get(partition, row),
  range: (...given) => table.range(...given),
  partition: (...given) => table.partition(...given),
  remove: (...given) => table.remove(...given),
  put: (row) =>
    table.put(row['isAllListed'] === true && row['layout'] === undefined ? withoutWord(row) : row),
  change: (changes) => {
    const isEntering = changes.every(({ kind }) => kind === 'create');
    if (!isEntering) return table.change(changes);
    return table.change(
      changes
        .filter(({ row }) => !row.rowKey.startsWith('r|'))
        .map((change) => ({
          ...change,
          row: { ...change.row, ...('layout' in change.row ? { layout: 2 } : {}) },
        })),
    );
  },
});

const withoutWord = (row: Row): Row => ({ ...row, isAllListed: false });

const people = [sam, noor, lea, cora, jan, theo];
const someone = fc.constantFrom(...people);
const students = { p1: sam, p2: noor, p3: lea } as const;
const pupil = fc.constantFrom('p1', 'p2', 'p3');
const day = fc.constantFrom(...sessionDays);
const words = fc.constantFrom(null, 'gaat goed', `vraag het ${sam}`, 'Noor belt');

const happenings = fc.record({
  answers: fc.array(fc.record({ pupil, day, note: words, by: fc.option(fc.constantFrom(cora, jan)) }), {
    maxLength: 6,
  }),
  actions: fc.array(fc.record({ pupil, by: fc.constantFrom(cora, jan), note: words }), { maxLength: 4 }),
  messages: fc.array(fc.record({ kind: fc.constantFrom(...allKinds), receiver: someone, pupil, day }), {
    maxLength: 12,
  }),
  pauses: fc.array(someone, { maxLength: 3 }),
  made: fc.array(fc.record({ student: someone, by: fc.constantFrom(cora, jan), note: words }), {
    maxLength: 3,
  }),
  looks: fc.array(fc.record({ who: fc.constantFrom(cora, jan, 'operator'), people: fc.array(someone) }), {
    maxLength: 4,
  }),
  known: fc.uniqueArray(someone),
  links: fc.uniqueArray(someone, { maxLength: 2 }),
});
type Happenings = typeof happenings extends fc.Arbitrary<infer T> ? T : never;

const schoolOf = (id: string): string => (id === 'p3' ? 'zwc' : 'jdw');

const storeRecords = async ({ records }: Storage, told: Happenings): Promise<void> => {
  for (const [n, one] of told.answers.entries()) {
    const student = one.pupil === 'p1' ? students.p1 : one.pupil === 'p2' ? students.p2 : students.p3;
    const session = aSession(one.day, { id: `${one.pupil}/${one.day}`, pupil: one.pupil, student });
    const why = one.by === null ? {} : { by: one.by, reason: 'anders gehoord' };
    const fact = { ...anAnswer(one.day, { session, ...why }), at: session.end + n };
    const followUp = { topics: ['work'] as const, nextStep: one.note, note: one.note, case: false };
    await append(records, 'hmp', emptyPage(one.pupil, schoolOf(one.pupil)), added(fact, { followUp }));
  }
  for (const [n, { pupil: id, by, note }] of told.actions.entries())
    await append(
      records,
      'hmp',
      emptyPage(id, schoolOf(id)),
      added(anAction({ at: 1_802_000_000_000 + n, verb: 'note', by, note })),
    );
  for (const [n, student] of told.pauses.entries())
    await records.addPause('hmp', { at: n, student, until: null });
  for (const [n, one] of told.made.entries()) await records.addContactMade('hmp', { ...one, at: n });
  await records.keepHours('hmp', { student: sam, mark: 'm', count: 1, minutes: 60 });
};

const storeAll = async (storage: Storage, told: Happenings): Promise<void> => {
  await storeRecords(storage, told);
  await storage.outbox.plan(
    'hmp',
    told.messages.map(({ kind, receiver, ...about }) => {
      const subject = `${about.pupil}/${about.day}`;
      return { ...aMessage(about.pupil), kind, receiver, subject, key: messageKey(kind, receiver, subject) };
    }),
  );
  for (const [n, look] of told.looks.entries())
    await storage.access.add('hmp', { ...look, at: n, what: 'tool.subject', scope: ['jdw'] });
  for (const email of told.known) {
    await storage.contacts.save(aContact({ email, aadObjectId: `aad ${email}` }), null);
    await storage.feeds.move('tenant-1', `aad ${email}`, null, `token of ${email}`);
  }
  const link = { programme: 'hmp', tenant: 'tenant-1', kind: 'own', language: 'nl', until: 9 } as const;
  for (const by of told.links) await storage.links.keep(`link of ${by}`, { ...link, by }, 1);
};

describe('what is read by keys', () => {
  test('gives the same file as looking everywhere, whatever is stored', async () => {
    await fc.assert(
      fc.asyncProperty(happenings, fc.boolean(), async (told, isOlder) => {
        const { storage } = tableStorage((table) => (isOlder ? olderOutbox(table) : table));
        const programme = theProgramme();
        await storeAll(storage, told);
        for (const email of people)
          expect(await byTheirKeys(storage, programme, email)).toEqual(
            await byLookingEverywhere(storage, programme, email),
          );
      }),
      { numRuns: 60 },
    );
  });

  test('and where there is one of everything, with intervision', async () => {
    const { storage } = tableStorage();
    await storeEverything(storage);
    for (const email of [sam, noor, cora, jan, theo])
      expect(await byTheirKeys(storage, everything(), email)).toEqual(
        await byLookingEverywhere(storage, everything(), email),
      );
  });
});
