/** What the reading commands answer, field by field. */
import type { Answer } from '../../bot/programme/facts';
import type { Moment } from '../../bot/programme/model';
import { messageKey } from '../../bot/programme/messages';
import {
  aCoordinator,
  aPair,
  aPerson,
  aProgramme,
  aPupil,
  aSchool,
  aSession,
  anAction,
  anAnswer,
  at,
} from '../builders';
import { aTool, noFollowUp, store, storeFacts } from './tool';
import type { Tool } from './tool';

const yara = { school: 'jdw', pupil: 'p1' };

/** Two Tuesdays at two schools: Yara first at nine, Bram at the same time; Yara comes first in the files. */
const programme = aProgramme({
  start: '2027-02-09',
  end: '2027-02-16',
  requiredSessions: 3,
  schools: [aSchool(), aSchool({ id: 'zwc', name: 'Zuiderpark College' })],
  people: [aPerson(), aPerson({ email: 'noor@leiden.example', name: 'Noor' }), aCoordinator()],
  pupils: [aPupil(), aPupil({ id: 'a2', firstName: 'Bram', school: 'zwc', class: '3B' })],
  pairs: [aPair(), aPair({ pupil: 'a2', student: 'noor@leiden.example', end: '09:45' })],
});

const stocked = async (answers: readonly Answer[], now = '2027-03-05T12:00:00+01:00'): Promise<Tool> => {
  const tool = aTool({ now });
  await store(tool.storage, programme);
  await storeFacts(tool.storage, 'hmp', yara, answers);
  return tool;
};

const said = (date: string, moment: string, changes: Partial<Answer>): Answer =>
  anAnswer(date, { session: aSession(date), at: at(moment), ...changes });

describe('sessions', () => {
  test('one row a session, by start and then in order of the files', async () => {
    const tool = await stocked([
      said('2027-02-09', '2027-02-09T10:05:00+01:00', { outcome: 'late', minutesLate: 7 }),
    ]);
    const rows = (await tool.run('sessions', 'hmp', '--json')).json();
    const first = {
      session: 'p1/2027-02-09',
      pupil: 'p1',
      student: 'sam@leiden.example',
      school: 'jdw',
      class: '3A',
      date: '2027-02-09',
      start: '2027-02-09T09:00:00+01:00',
      end: '2027-02-09T10:00:00+01:00',
      outcome: 'late',
      minutesLate: 7,
      recordedAt: '2027-02-09T10:05:00+01:00',
    };
    const second = {
      session: 'a2/2027-02-09',
      pupil: 'a2',
      student: 'noor@leiden.example',
      school: 'zwc',
      class: '3B',
      date: '2027-02-09',
      start: '2027-02-09T09:00:00+01:00',
      end: '2027-02-09T09:45:00+01:00',
      outcome: null,
      minutesLate: null,
      recordedAt: null,
    };
    expect(rows).toEqual([
      first,
      second,
      expect.objectContaining({ session: 'p1/2027-02-16' }),
      expect.objectContaining({ session: 'a2/2027-02-16' }),
    ]);
  });

  test.each<[string, Partial<Answer>[], number]>([
    ['a single answer', [{}], 0],
    ['a note that follows with the same answer', [{}, {}, {}], 0],
    ['a changed answer', [{}, { outcome: 'absentUnknown' }], 1],
    ['a changed answer with a note', [{}, { outcome: 'absentUnknown' }, { outcome: 'absentUnknown' }], 1],
    [
      'other minutes',
      [
        { outcome: 'late', minutesLate: 6 },
        { outcome: 'late', minutesLate: 7 },
      ],
      1,
    ],
    ['back to the first answer', [{}, { outcome: 'absentUnknown' }, {}], 2],
  ])('recordedAt of %s', async (_name, changes, place) => {
    const moments = ['2027-02-09T10:05:00+01:00', '2027-02-09T10:06:00+01:00', '2027-02-11T08:00:00+01:00'];
    const answers = changes.map((change, index) => said('2027-02-09', moments[index] ?? '', change));
    const tool = await stocked(answers);
    const rows = (await tool.run('sessions', 'hmp', '--json')).json();
    expect(rows).toContainEqual(
      expect.objectContaining({ session: 'p1/2027-02-09', recordedAt: moments[place] }),
    );
  });

  test('moments carry the offset of the zone on that day', async () => {
    const tool = aTool();
    await store(tool.storage, aProgramme({ start: '2027-03-23', end: '2027-03-30' }));
    expect((await tool.run('sessions', 'hmp', '--json')).json()).toMatchObject([
      { start: '2027-03-23T09:00:00+01:00' },
      { start: '2027-03-30T09:00:00+02:00' },
    ]);
  });
});

test('forecast: held, possible and required of every pair', async () => {
  const tool = await stocked(
    [said('2027-02-09', '2027-02-09T10:05:00+01:00', {})],
    '2027-02-10T12:00:00+01:00',
  );
  expect((await tool.run('forecast', 'hmp', '--json')).json()).toEqual([
    { pupil: 'p1', student: 'sam@leiden.example', held: 1, possible: 1, required: 3, reachable: false },
    { pupil: 'a2', student: 'noor@leiden.example', held: 0, possible: 1, required: 3, reachable: false },
  ]);
});

const absent = (date: string): Answer => anAnswer(date, { outcome: 'absentUnnotified' });

const event = (moment: string, what: string, by: string, note: string | null) => ({
  at: moment,
  what,
  by,
  note,
});

describe('flags', () => {
  const moment = at('2027-02-17T09:30:00+01:00');

  const flagged = async (): Promise<Tool> => {
    const tool = aTool({ now: '2027-02-18T12:00:00+01:00' });
    await store(tool.storage, aProgramme());
    await storeFacts(tool.storage, 'hmp', yara, [
      absent('2027-02-09'),
      absent('2027-02-16'),
      anAction({ at: moment, verb: 'acknowledge' }),
      anAction({ at: moment + 60_000, verb: 'resolve', note: 'spoken with both' }),
    ]);
    return tool;
  };

  test('level, reasons and history, by address or bot', async () => {
    const rows = (await (await flagged()).run('flags', 'hmp', '--json')).json();
    expect(rows).toEqual([
      {
        flag: 'p1/2027-02-16',
        pupil: 'p1',
        school: 'jdw',
        class: '3A',
        status: 'resolved',
        level: 2,
        reasons: [
          { rule: 'absentTwice', dates: ['2027-02-09', '2027-02-16'] },
          { rule: 'absentInARow', dates: ['2027-02-09', '2027-02-16'] },
        ],
        openedOn: '2027-02-16',
        history: [
          event('2027-02-16T10:05:00+01:00', 'opened', 'bot', null),
          event('2027-02-17T09:30:00+01:00', 'acknowledged', 'cora@hmp.example', null),
          event('2027-02-17T09:31:00+01:00', 'resolved', 'cora@hmp.example', 'spoken with both'),
        ],
      },
    ]);
  });

  test('--open leaves out what is resolved', async () => {
    const tool = await flagged();
    expect((await tool.run('flags', 'hmp', '--open', '--json')).json()).toEqual([]);
  });

  test('--open shows what somebody took up', async () => {
    const tool = aTool({ now: '2027-02-17T09:30:30+01:00' });
    await store(tool.storage, aProgramme());
    const facts = [absent('2027-02-09'), absent('2027-02-16'), anAction({ at: moment, verb: 'acknowledge' })];
    await storeFacts(tool.storage, 'hmp', yara, facts);
    expect((await tool.run('flags', 'hmp', '--open', '--json')).json()).toMatchObject([
      { status: 'acknowledged' },
    ]);
    expect((await tool.run('flags', 'hmp', '--open')).out).toMatch(
      /^opened .*\n2027-02-16 .*acknowledged +2 +absentTwice \(2027-02-09 2027-02-16\), absentInARow.*\n$/,
    );
  });
});

const message = (kind: 'nudge' | 'checkIn', subject: string, dueAt: Moment, expired = false) => ({
  key: messageKey(kind, 'sam@leiden.example', subject),
  kind,
  receiver: 'sam@leiden.example',
  subject,
  dueAt,
  worthUntil: dueAt + 1,
  ...(expired
    ? { status: 'expired' as const, reason: 'answered' as const }
    : { status: 'planned' as const, reason: null }),
});

const stockedOutbox = async (): Promise<Tool> => {
  const tool = await stocked([]);
  const { outbox } = tool.storage;
  await outbox.plan('hmp', [
    message('checkIn', 'p1/2027-02-16', at('2027-02-16T10:00:00+01:00'), true),
    message('nudge', 'p1/2027-02-09', at('2027-02-08T16:00:00+01:00')),
  ]);
  const key = messageKey('nudge', 'sam@leiden.example', 'p1/2027-02-09');
  const planned = await outbox.find('hmp', key);
  if (planned === null) throw new Error('the message was not planned');
  const sentAt = at('2027-02-08T16:00:07+01:00');
  await outbox.update('hmp', { ...planned.value, status: 'sent', sentAt, attempts: 1 }, planned.tag);
  return tool;
};

describe('outbox', () => {
  test('every message with its state, in order of its moment', async () => {
    const tool = await stockedOutbox();
    expect((await tool.run('outbox', 'hmp', '--json')).json()).toEqual([
      {
        key: 'nudge/sam@leiden.example/p1/2027-02-09',
        kind: 'nudge',
        receiver: 'sam@leiden.example',
        status: 'sent',
        dueAt: '2027-02-08T16:00:00+01:00',
        sentAt: '2027-02-08T16:00:07+01:00',
        attempts: 1,
        faults: 0,
        reason: null,
      },
      {
        key: 'checkIn/sam@leiden.example/p1/2027-02-16',
        kind: 'checkIn',
        receiver: 'sam@leiden.example',
        status: 'expired',
        dueAt: '2027-02-16T10:00:00+01:00',
        sentAt: null,
        attempts: 0,
        faults: 0,
        reason: 'answered',
      },
    ]);
  });

  test('--status keeps one state', async () => {
    const tool = await stockedOutbox();
    const rows = (await tool.run('outbox', 'hmp', '--status', 'expired', '--json')).json();
    expect(rows).toMatchObject([{ status: 'expired' }]);
  });

  test('faults of the bot stand there once there are any', async () => {
    const tool = await stockedOutbox();
    expect((await tool.run('outbox', 'hmp')).out).toMatch(/^due +status +sent +attempts +key +reason\n/);
    const { outbox } = tool.storage;
    const sent = await outbox.find('hmp', messageKey('nudge', 'sam@leiden.example', 'p1/2027-02-09'));
    if (sent === null) throw new Error('the message was not planned');
    await outbox.update('hmp', { ...sent.value, status: 'failed', faults: 5, reason: 'putAside' }, sent.tag);
    expect((await tool.run('outbox', 'hmp')).out.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['due', 'status', 'sent', 'attempts', 'faults', 'key', 'reason'],
      expect.arrayContaining(['failed', '1', '5', 'nudge/sam@leiden.example/p1/2027-02-09', 'putAside']),
      expect.not.arrayContaining(['5']),
      [''],
    ]);
    const rows = (await tool.run('outbox', 'hmp', '--json')).json();
    expect(rows).toMatchObject([{ faults: 5 }, { faults: 0 }]);
  });
});

test('programmes: what is stored, with its size', async () => {
  const tool = await stocked([]);
  expect((await tool.run('programmes', '--json')).json()).toEqual([
    {
      programme: 'hmp',
      name: 'Haags Mentorprogramma',
      start: '2027-02-09',
      end: '2027-02-16',
      timeZone: 'Europe/Amsterdam',
      language: 'nl',
      tenants: ['tenant-1'],
      counts: { schools: 2, universities: 1, people: 3, pupils: 2, pairs: 2, groups: 0 },
    },
  ]);
});

describe('summary', () => {
  test('a part of the programme in text, percentages whole', async () => {
    const tool = await stocked([
      said('2027-02-09', '2027-02-09T10:05:00+01:00', {}),
      said('2027-02-16', '2027-02-16T10:05:00+01:00', { outcome: 'absentUnknown' }),
    ]);
    const { out } = await tool.run('summary', 'hmp', '--school', 'jdw', '--class', '3A');
    expect(out).toMatch(/^programme +sessions .* attendance\nhmp +2 +2 +1 +0 +1 +0 +0 +0 +50 %\n\nschool/);
    expect(out).toMatch(/\njdw 3A +2 /);
    expect(out).not.toContain('zwc');
  });

  test('reads the pages of the school asked for only', async () => {
    const tool = await stocked([]);
    const read: string[] = [];
    const pages = tool.storage.records.pages.bind(tool.storage.records);
    Object.assign(tool.storage.records, {
      pages: (id: string, school: string) => {
        read.push(school);
        return pages(id, school);
      },
    });
    await tool.run('summary', 'hmp', '--pupil', 'a2');
    expect(read).toEqual(['zwc']);
    await tool.run('sessions', 'hmp');
    expect(read).toEqual(['zwc', 'jdw', 'zwc']);
  });
});

test('rebuild makes pages again where pupils are now', async () => {
  const tool = await stocked([]);
  const [first] = [said('2027-02-09', '2027-02-09T10:05:00+01:00', {})];
  await storeFacts(tool.storage, 'hmp', { school: 'gone', pupil: 'p1' }, [first], noFollowUp);
  expect((await tool.run('sessions', 'hmp', '--json')).json()).toMatchObject([{ outcome: null }, {}, {}, {}]);
  expect((await tool.run('rebuild', 'hmp', '--json')).json()).toEqual({
    programme: 'hmp',
    pupils: 1,
    unreadable: [],
  });
  expect((await tool.run('sessions', 'hmp', '--json')).json()).toMatchObject([
    { outcome: 'onTime' },
    {},
    {},
    {},
  ]);
});

test('typed text cannot move the cursor of whoever reads a table', async () => {
  const tool = aTool();
  await store(tool.storage, aProgramme({ name: 'Haags\u001b[2J\nMentor' }));
  expect((await tool.run('programmes')).out).toContain('Haags [2J Mentor');
});
