/** One of everything that can be stored, so that a test can look for what is left of somebody. */
import type { PupilFact } from '../../bot/programme/facts';
import { messageKey } from '../../bot/programme/messages';
import type { MessageKind } from '../../bot/programme/plannedMessage';
import type { Programme } from '../../bot/programme/model';
import type { RoundFact } from '../../bot/programme/rounds/facts';
import type { NewRoundStep } from '../../bot/ports/rounds';
import type { Storage } from '../../bot/ports/storage';
import { aGroup, anAction, anAnswer, aSession, at } from '../builders';
import { cora, jan, noor, sam, theProgramme, theo } from '../dialogs/people';
import { aContact } from '../storage/contract/examples';

export { cora, jan, noor, sam, theo };

export const tenant = 'tenant-1';

/** Of a class each: texts name Sam, Noor, Yara and Amir here and there. */
export const everything = (changes: Partial<Programme> = {}): Programme =>
  theProgramme({
    groups: [aGroup({ id: 'g1', teacher: theo, students: [sam, noor] })],
    ...changes,
  });

const days = ['2027-02-09', '2027-02-16', '2027-03-02'] as const;

interface Told {
  readonly fact: PupilFact;
  readonly note?: string;
  readonly nextStep?: string;
}

const ofSam = (date: string, changes: Parameters<typeof anAnswer>[1] = {}) => anAnswer(date, changes);
const ofNoor = (date: string, changes: Parameters<typeof anAnswer>[1] = {}) =>
  anAnswer(date, { session: aSession(date, { id: `p2/${date}`, pupil: 'p2', student: noor }), ...changes });

/** Yara was away twice, so there is a flag of level 2. */
const aboutYara: readonly Told[] = [
  { fact: ofSam(days[0]), note: 'Noor kwam even langs', nextStep: 'open dag kiezen' },
  { fact: ofSam(days[1], { outcome: 'absentUnnotified' }), note: 'Yara was er niet' },
  { fact: ofSam(days[2], { outcome: 'absentUnnotified' }) },
  { fact: anAction({ at: at('2027-03-02T12:00:00+01:00'), verb: 'acknowledge', by: cora }) },
  {
    fact: anAction({
      at: at('2027-03-02T12:01:00+01:00'),
      verb: 'note',
      by: jan,
      note: 'Sam de Boer belt haar',
    }),
  },
];

const aboutAmir: readonly Told[] = [
  { fact: ofNoor(days[0]), note: 'Samen met Sam en Yara gepraat', nextStep: 'vraag het Sams groep' },
  { fact: ofNoor(days[1], { outcome: 'late', minutesLate: 7 }), note: 'gaat goed' },
  {
    fact: {
      ...ofNoor(days[1], { outcome: 'late', minutesLate: 9, by: cora, reason: 'Sam zag het' }),
      at: at('2027-02-17T10:00:00+01:00'),
    },
  },
];

const storeTold = async ({ records }: Storage, pupil: string, told: readonly Told[]): Promise<void> => {
  for (const [index, { fact, note = null, nextStep = null }] of told.entries()) {
    const stored = await records.page('hmp', 'jdw', pupil);
    const facts = told.slice(0, index + 1).map((one) => one.fact);
    const notice = { flag: `${pupil}/${days[2]}`, ordinal: 1, at: fact.at, level: 2 } as const;
    const notices = fact.kind === 'answer' && fact.session.id === `p1/${days[2]}` ? [notice] : [];
    const activity = `chat of ${fact.by}|${pupil}-${index}`;
    const before = stored?.value ?? { school: 'jdw', pupil, facts: [], notices: [], activities: [] };
    const page = {
      ...before,
      facts,
      notices: [...before.notices, ...notices],
      activities: [...before.activities, activity],
    };
    const shown = { to: fact.by, activity: 'card-1' };
    const key = messageKey('checkIn', sam, `p1/${days[0]}`);
    const change = { pupil, at: fact.at, ordinal: index, flags: [], messages: [key], shown };
    const followUp = { topics: ['work'] as const, nextStep, note, case: true };
    await records.append(
      'hmp',
      page,
      stored?.tag ?? null,
      { fact, followUp: fact.kind === 'answer' ? followUp : null, activity, change },
      notices,
    );
  }
};

const aSubject = (kind: MessageKind, receiver: string, subject: string) => ({
  key: messageKey(kind, receiver, subject),
  kind,
  receiver,
  subject,
  dueAt: at('2027-03-05T09:00:00+01:00'),
  worthUntil: at('2027-03-12T09:00:00+01:00'),
  status: 'planned' as const,
  reason: null,
});

const storeMessages = async ({ outbox }: Storage): Promise<void> => {
  const entered = await outbox.plan('hmp', [
    aSubject('checkIn', sam, `p1/${days[0]}`),
    aSubject('nudge', sam, 'p1/2027-03-09'),
    aSubject('checkIn', noor, `p2/${days[1]}`),
    aSubject('reminder1', sam, `p1/${days[1]}`),
    aSubject('reminder2', sam, `p1/${days[1]}`),
    aSubject('flagRaised', cora, `p1/${days[2]}/1`),
    aSubject('studentUnreachable', jan, `${sam}/2027-02-20T10:00:00Z`),
    aSubject('digest', cora, '2027-03-01'),
  ]);
  const ends = ['sent', 'planned', 'sent', 'failed', 'unreachable', 'sent', 'sent', 'sent'] as const;
  for (const [index, { value, tag }] of entered.entries()) {
    const status = ends[index] ?? 'planned';
    if (status === 'planned') continue;
    const sent = status === 'sent' ? { sentAt: value.dueAt, activityId: `card-${index}` } : {};
    await outbox.update('hmp', { ...value, status, attempts: 1, ...sent }, tag);
  }
};

const storePeople = async ({ contacts, feeds, links }: Storage): Promise<void> => {
  const people = [sam, noor, cora, jan, theo];
  for (const email of people) {
    const [first = ''] = email.split('@');
    const ids = { aadObjectId: `aad-${first}`, conversationId: `chat of ${email}`, userId: `29:${first}` };
    await contacts.save(aContact({ tenant, email, ...ids }), null);
    await feeds.move(tenant, ids.aadObjectId, null, `token-of-${first}`);
  }
  const until = at('2027-03-05T12:10:00+01:00');
  const link = { programme: 'hmp', tenant, kind: 'xlsx', language: 'nl', until } as const;
  await links.keep('token-file', { ...link, by: cora }, at('2027-03-05T11:55:00+01:00'));
};

const from = (first: string) => ({ from: { id: `29:${first}`, aadObjectId: `aad-${first}` } });

const storeKept = async ({ inbox }: Storage): Promise<void> => {
  const moment = at('2027-03-05T11:00:00+01:00');
  const said = { tenant, cameAt: moment, saidAt: moment, shown: 0, isMade: false, tries: 1 };
  await inbox.put(
    { ...said, aadObjectId: 'aad-sam', activity: { ...from('sam'), text: 'overzicht Yara' } },
    0,
  );
  const value = {
    verb: 'checkIn.record',
    session: `p2/${days[2]}`,
    note: 'Sam en Yara waren er ook',
    ok: true,
  };
  await inbox.put({ ...said, aadObjectId: 'aad-noor', activity: { ...from('noor'), value } }, 0);
};

const steps: readonly NewRoundStep[] = [
  {
    kind: 'created',
    setup: {
      name: 'Maart',
      from: '2027-03-08',
      to: '2027-03-19',
      minutes: 65,
      groupSize: 7,
      answerBy: '2027-03-05',
    },
  },
  { kind: 'proposed', groups: [{ id: 'A', teacher: theo, students: [sam, noor] }] },
  { kind: 'confirmed' },
  { kind: 'handedOver', group: 'A', teacher: theo, from: sam },
  { kind: 'available', group: 'A', student: sam, slots: ['s1'] },
  { kind: 'caseAssigned', group: 'A', student: sam, members: [sam, noor] },
  {
    kind: 'caseWritten',
    group: 'A',
    student: sam,
    text: { title: 'Stil', situation: 'Mijn leerling zegt weinig.', question: 'Hoe vraag ik door?' },
  },
  { kind: 'casePassed', group: 'A', student: sam, to: noor },
  {
    kind: 'caseWritten',
    group: 'A',
    student: noor,
    text: { title: 'Te laat', situation: 'Sam zag hoe het ging.', question: 'Wat doe ik?' },
  },
  {
    kind: 'announced',
    group: 'A',
    slot: {
      id: 'a1',
      start: at('2027-03-03T09:00:00+01:00'),
      end: at('2027-03-03T10:00:00+01:00'),
      room: null,
    },
    teacher: theo,
    members: [noor],
    left: [sam],
  },
  {
    kind: 'begun',
    group: 'A',
    slot: {
      id: 'a1',
      start: at('2027-03-03T09:00:00+01:00'),
      end: at('2027-03-03T10:00:00+01:00'),
      room: null,
    },
    teacher: theo,
    members: [sam, noor],
  },
  {
    kind: 'attended',
    group: 'A',
    present: [sam, noor],
    members: [sam, noor],
    method: 'incident',
    advice: 'Vraag Yara eerst',
    followUp: 'Sam belt de school',
  },
];

const storeRound = async ({ rounds }: Storage): Promise<void> => {
  const happened = { at: at('2027-03-03T10:00:00+01:00'), by: cora, round: 'r1' };
  await rounds.append(
    'hmp',
    null,
    steps.map((step, order): RoundFact => ({ ...happened, order, ...step })),
    null,
  );
};

/** Stores one of everything for the programme `hmp`. */
export const storeEverything = async (storage: Storage, programme = everything()): Promise<void> => {
  const { records } = storage;
  await storage.programmes.replace(programme, null, () => undefined);
  await storePeople(storage);
  await storeKept(storage);
  await storeTold(storage, 'p1', aboutYara);
  await storeTold(storage, 'p2', aboutAmir);
  await storeMessages(storage);
  await storage.outbox.setMark('hmp', { upTo: at('2027-03-05T09:00:00+01:00'), version: '1', rounds: null });
  await records.addPause('hmp', { at: at('2027-02-22T10:00:00+01:00'), student: sam, until: '2027-03-01' });
  await records.addPause('hmp', { at: at('2027-02-23T10:00:00+01:00'), student: noor, until: null });
  const made = { at: at('2027-02-24T10:00:00+01:00'), by: cora, note: 'gebeld' };
  await records.addContactMade('hmp', { ...made, student: sam });
  await records.addContactMade('hmp', { ...made, student: noor, by: jan, note: 'samen met Sam' });
  await records.keepHours('hmp', { student: sam, mark: 'before', count: 2, minutes: 120 });
  await records.addCareUse('hmp', { at: at('2027-02-24T10:00:00+01:00'), school: 'jdw' }, `chat of ${sam}|7`);
  await records.noteUnreachable('hmp', { student: sam, since: at('2027-02-20T11:00:00+01:00') });
  const scope = ['jdw'];
  await storage.access.add('hmp', {
    at: at('2027-03-04T10:00:00+01:00'),
    who: cora,
    what: 'export.xlsx',
    scope,
  });
  const looked = { at: at('2027-03-04T11:00:00+01:00'), who: jan, scope, pupils: ['p1'] };
  await storage.access.add('hmp', { ...looked, what: 'flags' });
  await storage.access.add('hmp', {
    at: at('2027-03-04T12:00:00+01:00'),
    who: 'operator',
    what: 'tool.subject',
    scope: [],
    people: [sam],
  });
  await records.keepRates('hmp', {
    at: at('2027-03-04T10:00:00+01:00'),
    mark: 'm',
    days: [[1, 1, 1]],
  });
  await records.figures('hmp', 'jdw', 'all');
  await storeRound(storage);
};
