/**
 * Programmes of any size, stored without files, in which a number of messages becomes due at one moment: Tuesday at
 * four, when half of them are nudges for Wednesday and half are check-ins of what ended just then.
 */
import type { TableClient } from '@azure/data-tables';
import type { Contact, Storage } from '../../bot/ports/storage';
import type { Pair, Person, Programme, Pupil, Weekday } from '../../bot/programme/model';
import { defaultRetention } from '../../bot/programme/retention';
import { defaultRules } from '../../bot/programme/rules';
import { AzureTable } from '../../bot/storage/azureTable';
import { contactRow, signpostRow } from '../../bot/storage/contactRows';
import { inTransactions } from '../../bot/storage/limits';

/** Just before the wave, and when all of it is due. */
export const beforeWave = '2027-02-09T15:59:00+01:00';
export const atWave = '2027-02-09T16:00:01+01:00';

/** What is wanted of a programme. */
export interface Wanted {
  readonly id: string;
  readonly tenant: string;
  readonly pairs: number;
  /** Of the pairs so many have a message due at the wave; the others meet from a week later on. */
  readonly due: number;
}

const pupilsPerSchool = 500;
const pupilsPerClass = 25;
const startLater = '2027-02-15';
const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5];
const tuesday = 2;
const wednesday = 3;

const studentOf = (id: string, n: number): string => `student${n}@${id}.example.org`;
const pupilOf = (n: number): string => `L${String(n).padStart(6, '0')}`;
const schoolOf = (n: number): string => `school${Math.floor(n / pupilsPerSchool)}`;
const time = (hour: number, isHalf: boolean): string =>
  `${String(hour).padStart(2, '0')}:${isHalf ? '30' : '00'}`;

const person = (id: string, n: number): Person => ({
  email: studentOf(id, n),
  name: `Student ${n} de Boer`,
  role: 'student',
  language: null,
  university: 'leiden',
  schools: [],
  endedOn: null,
});

const pupil = (n: number): Pupil => ({
  id: pupilOf(n),
  firstName: `Yara${n}`,
  school: schoolOf(n),
  class: `4H${Math.floor((n % pupilsPerSchool) / pupilsPerClass)}`,
  interests: ['muziek', 'sport'],
  endedOn: null,
});

/** In the wave the even ones have had their session, and the odd ones have theirs tomorrow. */
const slotOf = (n: number, isDue: boolean): Pick<Pair, 'weekday' | 'start' | 'end' | 'from'> => {
  if (isDue) return { weekday: n % 2 === 0 ? tuesday : wednesday, start: '15:00', end: '16:00', from: null };
  const hour = 9 + (n % 7);
  const isHalf = n % 2 === 1;
  return {
    weekday: weekdays[n % 5] ?? 1,
    start: time(hour, isHalf),
    end: time(hour + 1, isHalf),
    from: startLater,
  };
};

const pair = (id: string, n: number, isDue: boolean): Pair => ({
  pupil: pupilOf(n),
  student: studentOf(id, n),
  room: `${n % 40}`,
  until: null,
  ...slotOf(n, isDue),
});

const schoolsFor = (pairs: number): Programme['schools'] =>
  Array.from({ length: Math.ceil(pairs / pupilsPerSchool) }, (_, n) => ({
    id: `school${n}`,
    name: `Lyceum ${n}`,
    closed: [],
    contact: null,
    lateFrom: null,
    absentFrom: null,
  }));

/** The programme as an import would have made it. */
export const programmeWith = ({ id, tenant, pairs, due }: Wanted): Programme => {
  const numbers = Array.from({ length: pairs }, (_, n) => n);
  return {
    id,
    name: 'Mentorprogramma',
    timeZone: 'Europe/Amsterdam',
    language: 'nl',
    start: '2027-02-08',
    end: '2027-07-02',
    requiredSessions: 14,
    tenants: [tenant],
    pupilLabel: 'firstName',
    sendWindow: { from: '08:30', to: '19:00' },
    retention: defaultRetention,
    rules: defaultRules,
    schools: schoolsFor(pairs),
    universities: [{ id: 'leiden', name: 'Universiteit Leiden', closed: [] }],
    people: numbers.map((n) => person(id, n)),
    pupils: numbers.map(pupil),
    pairs: numbers.map((n) => pair(id, n, n < due)),
    groups: [],
  };
};

const contact = ({ id, tenant }: Wanted, n: number, serviceUrl: string): Contact => ({
  tenant,
  aadObjectId: `aad-${id}-${n}`,
  email: studentOf(id, n),
  conversationId: `${tenant}:${id}-${n}`,
  serviceUrl,
  botId: '28:bot',
  userId: `29:${id}-${n}`,
  language: null,
  unreachableSince: null,
  welcomedAt: 1,
});

/** Stores the programme with a planner that is up to date just before the wave. */
export const storeProgramme = async (storage: Storage, wanted: Wanted): Promise<void> => {
  const head = await storage.programmes.replace(programmeWith(wanted), null, () => {});
  if (head === 'conflict') throw new Error(`${wanted.id} is stored already`);
  await storage.outbox.setMark(wanted.id, {
    upTo: Date.parse(beforeWave),
    version: head.version,
    rounds: '0',
  });
};

/** Everybody who is due has the bot; `people` is the table of contacts. */
export const storeContacts = async (
  people: TableClient,
  wanted: Wanted,
  serviceUrl: string,
): Promise<void> => {
  const table = new AzureTable(people);
  const rows = Array.from({ length: wanted.due }, (_, n) => contact(wanted, n, serviceUrl)).flatMap((one) => [
    contactRow(one),
    signpostRow(one),
  ]);
  for (const batch of inTransactions(rows.map((row) => ({ kind: 'upsert', row }) as const)))
    await table.change(batch);
};
