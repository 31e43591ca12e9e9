import { TableClient } from '@azure/data-tables';
import { planDue } from '../../bot/delivery/planner';
import { directoryOf } from '../../bot/programme/directory';
import { messageKey } from '../../bot/programme/messages';
import { timetableOf } from '../../bot/programme/timetable';
import { openAzureStorage } from '../../bot/storage/azure';
import { messageRow } from '../../bot/storage/outboxRows';
import { figureRow } from '../../bot/storage/figureRows';
import { noticeRow } from '../../bot/storage/recordRows';
import { headRow, roundFactRow } from '../../bot/storage/roundRows';
import type { Row } from '../../bot/storage/row';
import type { Storage } from '../../bot/ports/storage';
import { aCoordinator, anAnswer, aPerson, aProgramme, at } from '../builders';
import { sharedAzurite } from '../fakes/azurite';
import { plannerPorts } from '../fakes/plannerPorts';
import { scheduled, story } from '../programme/rounds/story';
import { realRandom, silentLog } from '../storage/azuriteStorage';
import { known } from '../storage/contract/examples';
import { aTool, store, storeFacts } from './tool';

const programme = aProgramme({ people: [aPerson(), aCoordinator()] });
const receiver = 'sam@leiden.example';
const keyOn = (day: string): string => messageKey('nudge', receiver, `p1/${day}`);

describe('rows that this version cannot read', () => {
  let storage: Storage;
  let connectionString: string;

  beforeAll(async () => {
    connectionString = await sharedAzurite();
    storage = openAzureStorage({ connectionString }, 'unreadable', realRandom, silentLog);
    await storage.prepare();
    await store(storage, programme);
  });

  /** Writes over a row what nobody of ours writes. */
  const spoil = async (table: string, { partitionKey, rowKey }: Row): Promise<void> => {
    const options = { allowInsecureConnection: true };
    const client = TableClient.fromConnectionString(connectionString, `unreadable${table}`, options);
    await client.upsertEntity({ partitionKey, rowKey, data0: '{"key": 5}' }, 'Replace');
  };

  const enter = (day: string) => {
    const key = keyOn(day);
    const planned = { key, kind: 'nudge', receiver, subject: `p1/${day}`, dueAt: 1, worthUntil: 2 } as const;
    return storage.outbox.plan('hmp', [{ ...planned, status: 'planned', reason: null }]);
  };

  test('of messages stand in outbox as failed, are counted by doctor, and keep no other from being shown', async () => {
    for (const day of ['2027-02-09', '2027-02-16', '2027-02-23']) await enter(day);
    for (const day of ['2027-02-09', '2027-02-16']) {
      const message = known(await storage.outbox.find('hmp', keyOn(day)));
      const failed = { ...message.value, status: 'failed' as const };
      if (day === '2027-02-16') await storage.outbox.update('hmp', failed, message.tag);
      await spoil('Outbox', messageRow('hmp', message.value));
    }
    const tool = aTool({ storage });
    const doctorTool = aTool({ storage, doctor: { machineNow: () => Date.now() } });
    const shown = { kind: 'nudge', receiver, status: 'failed', dueAt: null, reason: 'unreadable' };
    expect((await tool.run('outbox', 'hmp', '--json')).json()).toMatchObject([
      { key: keyOn('2027-02-23'), status: 'planned' },
      { key: keyOn('2027-02-09'), ...shown },
      { key: keyOn('2027-02-16'), ...shown },
    ]);
    const failed = (await tool.run('outbox', 'hmp', '--status', 'failed')).out;
    expect(failed).toContain(`${keyOn('2027-02-09')}  unreadable`);
    expect((await tool.run('outbox', 'hmp', '--status', 'planned')).out).not.toContain('unreadable');
    const doctor = await doctorTool.run('doctor');
    expect([doctor.exitCode, doctor.out.includes('storage clock')]).toEqual([0, true]);
    expect(doctor.out).toContain('hmp: 2 failed, 0 unknown, 0 unreachable');
    expect(doctor.out).toMatch(/look +unreadable +hmp: 2 messages .*Outbox: m\|2027-02-09\|nudge=002F/);
    expect(doctor.out).toContain('hmp: 1 waiting for more than 5 minutes');
    expect((await tool.run('release', 'hmp')).exitCode).toBe(0);
  });

  test('of intervision stay aside, a head with its round, and are told by doctor', async () => {
    const facts = story(...scheduled);
    await storage.rounds.append('hmp', null, facts, null);
    await storage.rounds.append('hmp', null, [{ ...known(facts[0]), round: 'r2' }], null);
    await spoil('Rounds', roundFactRow('hmp', known(facts[4])));
    await spoil('Rounds', headRow('hmp', { round: 'r2', facts: 1, rewritten: 0 }));
    const heads = (await storage.rounds.heads('hmp')).rounds;
    expect(heads.map(({ round }) => round)).toEqual(['r1']);
    expect(await storage.rounds.facts('hmp', 'r1', 3)).toEqual([facts[3], ...facts.slice(5)]);
    const shown = (await aTool({ storage }).run('rounds', 'hmp', '--json')).json();
    expect(shown).toMatchObject([{ round: 'r1', groups: [{ group: 'B' }] }]);
    const { out } = await aTool({ storage }).run('doctor');
    expect(out).toMatch(/look +unreadable +hmp: 2 rows of intervision .*Rounds: fact\|r1\|000004, head\|r2/);
  });

  test('of figures are made again by rebuild, and say what they said', async () => {
    const facts = ['2027-02-09', '2027-02-16'].map((date) => anAnswer(date, { outcome: 'absentUnnotified' }));
    await storeFacts(storage, 'hmp', { school: 'jdw', pupil: 'p1' }, facts);
    const before = await storage.records.figures('hmp', 'jdw', 'all');
    expect(before).toHaveLength(1);
    const row = figureRow('hmp', 'jdw', known(before[0]));
    await spoil('Records', row);
    const tool = aTool({ storage });
    expect((await tool.run('rebuild', 'hmp', '--json')).json()).toMatchObject({ pupils: 1, unreadable: [] });
    const pages = jest.spyOn(storage.records, 'page');
    const [after] = await storage.records.figures('hmp', 'jdw', 'all');
    expect(after).toMatchObject({ ...before[0], standing: { flag: { level: 2 } } });
    expect(pages).not.toHaveBeenCalled();
  });

  test('of pending notices stay aside, are told by doctor, and keep nothing from being planned', async () => {
    const since = at('2027-03-09T10:00:00+01:00');
    const lost = { of: 'student', unreachable: { student: receiver, since } } as const;
    const spoilt = { of: 'student', unreachable: { student: receiver, since: since - 1 } } as const;
    await storage.records.noteUnreachable('hmp', lost.unreachable);
    await spoil('Records', noticeRow('hmp', spoilt));
    const directory = directoryOf(programme);
    const [head] = await storage.programmes.list();
    const loaded = { head: known(head ?? null), directory, timetable: timetableOf(directory) };
    await planDue(plannerPorts(storage), loaded, since);
    expect(await storage.records.pendingNotices('hmp')).toEqual([]);
    const rows = (await aTool({ storage }).run('outbox', 'hmp')).out;
    expect(rows).toContain('studentUnreachable/cora@hmp.example/');
    const { out } = await aTool({ storage }).run('doctor');
    expect(out).toMatch(
      /look +unreadable +hmp: 1 records .*Records: n\|\d+\|unreachable\|student\|sam@leiden/,
    );
  });
});
