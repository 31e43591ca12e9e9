import type { Answer, FlagNotice } from '../../../bot/programme/facts';
import { asEntered, type NewMessage, type OutboxMessage } from '../../../bot/ports/outbox';
import type { Contact, NewFact, PupilPage, RecordStore } from '../../../bot/ports/storage';
import type { Stored } from '../../../bot/ports/stored';

let count = 0;

/** An id no other test uses: tests share one storage. */
export const freshId = (): string => `t${(count += 1)}`;

export const aContact = (changes: Partial<Contact> = {}): Contact => ({
  tenant: 'tenant-1',
  aadObjectId: 'aad-1',
  email: 'sam@leiden.example',
  conversationId: 'a:1',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  botId: '28:bot',
  userId: '29:sam',
  language: null,
  unreachableSince: null,
  welcomedAt: null,
  ...changes,
});

export const answerOf = (pupil: string, date: string, changes: Partial<Answer> = {}): Answer => {
  const start = Date.parse(`${date}T09:00:00+01:00`);
  const end = start + 3_600_000;
  const student = 'sam@leiden.example';
  const session = { id: `${pupil}/${date}`, pupil, student, date, start, end, room: null };
  const base = { kind: 'answer', at: end, by: student, session, outcome: 'onTime' } as const;
  return { ...base, minutesLate: null, ...changes };
};

export const added = (fact: NewFact['fact'], changes: Partial<NewFact> = {}): NewFact => ({
  fact,
  followUp: null,
  activity: `activity-${fact.kind}-${fact.at}`,
  change: null,
  ...changes,
});

/** The page with one fact more. */
export const grown = (
  page: PupilPage,
  { fact, activity }: NewFact,
  notices: readonly FlagNotice[] = [],
): PupilPage => ({
  ...page,
  facts: [...page.facts, fact],
  notices: [...page.notices, ...notices],
  activities: [...page.activities, activity],
});

export const emptyPage = (pupil: string, school = 'jdw'): PupilPage => ({
  school,
  pupil,
  facts: [],
  notices: [],
  activities: [],
});

export const aMessage = (pupil: string, changes: Partial<NewMessage> = {}): NewMessage => {
  const receiver = changes.receiver ?? 'sam@leiden.example';
  const subject = changes.subject ?? `${pupil}/2027-02-09`;
  const base = { kind: 'nudge', dueAt: 1000, worthUntil: 9000, status: 'planned' } as const;
  return { ...base, receiver, subject, reason: null, key: `nudge/${receiver}/${subject}`, ...changes };
};

/** A message as the outbox holds it when it has just entered, under a tag of the test's. */
export const aStoredMessage = (
  pupil: string,
  changes: Partial<NewMessage> = {},
  tag = 'W/"1"',
): Stored<OutboxMessage> => ({
  value: asEntered(aMessage(pupil, changes)),
  tag,
});

/** All that an async source gives. */
export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of source) found.push(one);
  return found;
}

export function known<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('expected to be stored');
  return value;
}

export const aNotice = (changes: Partial<FlagNotice> = {}): FlagNotice => ({
  flag: 'p1/2027-02-09',
  ordinal: 1,
  at: 1_802_000_000_000,
  level: 2,
  ...changes,
});

/** Appends as a conversation does: to the page as it is now. */
export async function append(
  store: RecordStore,
  programme: string,
  empty: PupilPage,
  fact: NewFact,
  notices: readonly FlagNotice[] = [],
): Promise<PupilPage> {
  const stored = await store.page(programme, empty.school, empty.pupil);
  const page = grown(stored?.value ?? empty, fact, notices);
  expect(await store.append(programme, page, stored?.tag ?? null, fact, notices)).toBe('stored');
  return page;
}
