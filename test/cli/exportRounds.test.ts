import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { NewRoundStep } from '../../bot/ports/rounds';
import { ann, bas, cem, dia, eva, five, scheduled, story, text, theo, town } from '../programme/rounds/story';
import { aTool, store, withFolder } from './tool';

const report: NewRoundStep = {
  kind: 'attended',
  group: 'B',
  present: [ann, bas],
  method: 'incident',
  advice: 'Geef het tijd.',
  followUp: 'Bel de ouders niet.',
};

const exported = (use: (read: (kind: string) => Promise<unknown[]>, dir: string) => Promise<void>) =>
  withFolder({}, async (dir) => {
    const tool = aTool({ now: '2027-03-19T12:00:00+01:00' });
    const { programme } = town();
    await store(tool.storage, programme);
    const facts = story(
      ...scheduled,
      ['2027-03-05T10:00:00+01:00', { kind: 'available', student: eva, slots: [] }, eva],
      ['2027-03-12T10:00:00+01:00', { kind: 'caseAssigned', student: ann, members: five }],
      ['2027-03-12T11:00:00+01:00', { kind: 'caseWritten', student: ann, text }, ann],
      ['2027-03-18T16:30:00+01:00', report, theo],
    );
    await tool.storage.rounds.append(programme.id, null, facts, null);
    expect(await tool.run('export', programme.id, '--out', dir)).toMatchObject({ exitCode: 0 });
    await use(
      async (kind) => parse(await readFile(join(dir, `${kind}.csv`), 'utf8'), { columns: true }),
      dir,
    );
  });

test('the export has rounds, groups, members, slots, who could and who came', () =>
  exported(async (read) => {
    const at = { round: 'r1', group: 'B' };
    expect(await read('rounds')).toEqual([
      {
        round: 'r1',
        name: 'Maart',
        status: 'closed',
        from: '2027-03-15',
        to: '2027-03-25',
        minutes: '65',
        groupSize: '7',
        answerBy: '2027-03-10',
        madeBy: 'cora@hmp.example',
      },
    ]);
    expect(await read('roundGroups')).toEqual([
      {
        ...at,
        teacher: theo,
        status: 'closed',
        start: '2027-03-18T15:00:00+01:00',
        end: '2027-03-18T16:05:00+01:00',
        room: '',
        case: ann,
        hasCase: 'true',
        method: 'incident',
        cancelledBy: '',
      },
    ]);
    expect(await read('roundMembers')).toEqual(five.map((student) => ({ ...at, student })));
    expect(await read('roundSlots')).toMatchObject([{ slot: 's1' }, { slot: 's2' }]);
    expect(await read('roundAvailability')).toEqual([
      { ...at, student: ann, slots: 's1|s2' },
      ...[bas, cem, dia].map((student) => ({ ...at, student, slots: 's2' })),
      { ...at, student: eva, slots: '' },
    ]);
    expect(await read('roundAttendance')).toEqual(
      five.map((student) => ({ ...at, student, present: String([ann, bas].includes(student)) })),
    );
  }));

test('nothing that was said in a group is in any file', () =>
  exported(async (_, dir) => {
    for (const file of await readdir(dir))
      expect(await readFile(join(dir, file), 'utf8')).not.toMatch(
        /Stil|zegt niets|Wat kan ik|Geef het tijd|Bel de ouders/,
      );
  }));
