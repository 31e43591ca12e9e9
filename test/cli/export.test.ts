import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { csvText } from '../../bot/export/csv';
import { messageKey } from '../../bot/programme/messages';
import {
  aCoordinator,
  aGroup,
  aPair,
  aPerson,
  aProgramme,
  aPupil,
  aSession,
  anAction,
  anAnswer,
  at,
} from '../builders';
import { aTool, store, storeFacts, withFolder } from './tool';
import type { Tool } from './tool';

const note = '=HYPERLINK("http://evil.example","klik")';

const stocked = async (): Promise<Tool> => {
  const tool = aTool();
  await store(
    tool.storage,
    aProgramme({
      people: [aPerson({ name: 'Sam "Sammie" de Boer, jr' }), aCoordinator({ schools: ['jdw', 'zwc'] })],
      pupils: [aPupil({ firstName: '@Yara' }), aPupil({ id: '-p2', interests: ['muziek', 'sport'] })],
      pairs: [aPair({ room: '+31' })],
      groups: [aGroup({ students: ['sam@leiden.example'] })],
    }),
  );
  const facts = [
    anAnswer('2027-02-09', { outcome: 'absentUnknown' }),
    anAnswer('2027-02-16', {
      outcome: 'absentUnknown',
      cause: 'heardLater',
      reason: '=belde',
    }),
    anAction({ at: at('2027-02-17T09:00:00+01:00'), verb: 'note', note: '-gebeld' }),
  ];
  const followUp = { topics: ['motives', 'work'] as const, nextStep: 'a;b\nc', note, case: true };
  await storeFacts(tool.storage, 'hmp', { school: 'jdw', pupil: 'p1' }, facts, followUp);
  await tool.storage.records.addPause('hmp', {
    at: at('2027-02-17T10:00:00+01:00'),
    student: 'sam@leiden.example',
    until: '2027-03-01',
  });
  await tool.storage.records.addContactMade('hmp', {
    at: at('2027-02-18T10:00:00+01:00'),
    student: 'sam@leiden.example',
    by: 'cora@hmp.example',
    note: '=gebeld()',
  });
  await tool.storage.records.addCareUse('hmp', { at: at('2027-02-18T10:00:00+01:00'), school: 'jdw' }, 'a');
  const subject = aSession('2027-02-09').id;
  await tool.storage.outbox.plan('hmp', [
    {
      key: messageKey('nudge', 'sam@leiden.example', subject),
      kind: 'nudge',
      receiver: 'sam@leiden.example',
      subject,
      dueAt: at('2027-02-08T16:00:00+01:00'),
      worthUntil: at('2027-02-09T09:00:00+01:00'),
      status: 'planned',
      reason: null,
    },
  ]);
  return tool;
};

const kinds = [
  'careUses',
  'checkIns',
  'contacts',
  'flagHistory',
  'flags',
  'groups',
  'messages',
  'pairs',
  'pauses',
  'people',
]
  .concat('pupils', 'roundAttendance', 'roundAvailability', 'roundGroups', 'roundMembers', 'roundSlots')
  .concat('rounds', 'sessions');

const readAll = async (dir: string): Promise<Record<string, unknown[]>> => {
  const entries = kinds.map(async (kind) => {
    const text = await readFile(join(dir, `${kind}.csv`), 'utf8');
    return [kind, parse(text, { columns: true })] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
};

const exported = async <T>(use: (dir: string) => Promise<T>): Promise<T> =>
  withFolder({}, async (parent) => {
    const dir = join(parent, 'made', 'here');
    const ran = await (await stocked()).run('export', 'hmp', '--out', dir, '--json');
    expect(ran).toMatchObject({ exitCode: 0, err: '' });
    return use(dir);
  });

test('a file a kind, in a folder that is made', () =>
  exported(async (dir) => {
    expect((await readdir(dir)).toSorted()).toEqual(kinds.map((kind) => `${kind}.csv`));
  }));

test('every row can be read back', () =>
  exported(async (dir) => {
    const files = await readAll(dir);
    expect(files['people']).toEqual([
      expect.objectContaining({ name: 'Sam "Sammie" de Boer, jr', schools: '', endedOn: '' }),
      expect.objectContaining({ email: 'cora@hmp.example', role: 'coordinator', schools: 'jdw|zwc' }),
    ]);
    expect(files['groups']).toMatchObject([
      { group: 'g1', teacher: 'theo@hmp.example', student: 'sam@leiden.example' },
    ]);
    expect(files['sessions']).toHaveLength(21);
    expect(files['sessions']?.[1]).toMatchObject({
      session: 'p1/2027-02-16',
      start: '2027-02-16T09:00:00+01:00',
      outcome: 'absentUnknown',
      recordedAt: '2027-02-16T10:05:00+01:00',
    });
    expect(files['checkIns']?.[0]).toMatchObject({
      session: 'p1/2027-02-09',
      by: 'sam@leiden.example',
      topics: 'motives|work',
      nextStep: 'a;b\nc',
      case: 'true',
    });
    expect(files['checkIns']).toMatchObject([
      { cause: '', reason: '' },
      { cause: 'heardLater', reason: "'=belde" },
    ]);
    expect(files['careUses']).toEqual([{ school: 'jdw', at: '2027-02-18T10:00:00+01:00' }]);
    expect(files['flags']).toMatchObject([
      {
        flag: 'p1/2027-02-16',
        level: '2',
        reasons: expect.stringContaining('absentTwice 2027-02-09 2027-02-16'),
      },
    ]);
    expect(files['flagHistory']).toMatchObject([
      { what: 'opened' },
      { what: 'note', by: 'cora@hmp.example' },
    ]);
    expect(files['pauses']).toEqual([
      { student: 'sam@leiden.example', at: '2027-02-17T10:00:00+01:00', from: '', until: '2027-03-01' },
    ]);
    expect(files['contacts']).toEqual([
      {
        student: 'sam@leiden.example',
        at: '2027-02-18T10:00:00+01:00',
        by: 'cora@hmp.example',
        note: "'=gebeld()",
      },
    ]);
    expect(files['messages']).toMatchObject([{ kind: 'nudge', status: 'planned', sentAt: '' }]);
  }));

test('what a spreadsheet would run gets an apostrophe in front', () =>
  exported(async (dir) => {
    const files = await readAll(dir);
    expect(files['checkIns']?.[0]).toMatchObject({ note: `'${note}` });
    expect(files['pupils']).toMatchObject([
      { firstName: "'@Yara" },
      { pupil: "'-p2", interests: 'muziek|sport' },
    ]);
    expect(files['pairs']).toMatchObject([{ room: "'+31" }]);
    expect(files['flagHistory']?.[1]).toMatchObject({ note: "'-gebeld" });
  }));

test('the report counts the rows', async () => {
  await withFolder({}, async (dir) => {
    const { out } = await (await stocked()).run('export', 'hmp', '--out', dir);
    expect(out).toMatch(/people.csv +2\n/);
  });
});

test('a file where the folder should be is a line', async () => {
  await withFolder({}, async (dir) => {
    await writeFile(join(dir, 'taken'), '');
    const ran = await (await stocked()).run('export', 'hmp', '--out', join(dir, 'taken'));
    expect(ran).toMatchObject({ exitCode: 1, out: '', err: expect.stringMatching(/^EEXIST.*taken'\n$/) });
  });
});

describe('csv', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+31 6', "'+31 6"],
    ['-x', "'-x"],
    ['@SUM', "'@SUM"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['a=b', 'a=b'],
    ['two\nlines', 'two\nlines'],
    ['a\rb', 'a\rb'],
    ['say "hi", ok', 'say "hi", ok'],
    ['Çağlar', 'Çağlar'],
    ['', ''],
    [null, ''],
    [-5, "'-5"],
    [true, 'true'],
    [['a', 'b'], 'a|b'],
  ])('%j is read back as %j', (cell, text) => {
    const csv = csvText({ kind: 'test', columns: ['first', 'cell'], rows: [['x', cell]] });
    expect(parse(csv, { record_delimiter: ['\r\n', '\n', '\r'] })).toEqual([
      ['first', 'cell'],
      ['x', text],
    ]);
  });

  test('a table without rows is its header', () => {
    expect(csvText({ kind: 'test', columns: ['a', 'b'], rows: [] })).toBe('a,b\r\n');
  });
});
