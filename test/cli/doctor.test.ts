import { messageKey } from '../../bot/programme/messages';
import type { OutboxMessage } from '../../bot/ports/outbox';
import { aProgramme, at } from '../builders';
import { memoryStorage } from '../fakes/memoryStorage';
import { aContact } from '../world';
import { Misconfigured } from '../../bot/cli/faults';
import { aTool, store } from './tool';
import type { Tool } from './tool';

test('all is well: a line a check, each beginning with ok', async () => {
  const tool = aTool();
  await store(tool.storage, aProgramme());
  const { exitCode, out, err } = await tool.run('doctor');
  expect([exitCode, err]).toEqual([0, '']);
  expect(out.trim().split('\n')).toEqual([
    'ok  configuration  every value of the environment can be used',
    'ok  credentials    there is an app id: people are asked who they are',
    "ok  clock          2027-03-05T11:00:00+00:00, the system's",
    'ok  storage        in memory',
    'ok  programmes     hmp',
    'ok  outbox         hmp: 0 failed, 0 unknown, 0 unreachable',
    'ok  late           hmp: nothing is late',
  ]);
});

test('answers that were given up are counted, over all tenants, until a month is over', async () => {
  const tool = aTool();
  await store(tool.storage, aProgramme({ tenants: ['tenant-1', 'tenant-2'] }));
  const { inbox } = tool.storage;
  const answersOf = async () => (await tool.run('doctor')).out.match(/answers .*/)?.[0];
  for (const [tenant, moment] of [
    ['tenant-1', '2027-03-02T10:00:00+01:00'],
    ['tenant-2', '2027-03-01T10:00:00+01:00'],
    ['of-others', '2027-03-03T10:00:00+01:00'],
  ] as const) {
    const said = { tenant, aadObjectId: 'aad', cameAt: at(moment), saidAt: at(moment), activity: {} };
    await inbox.put({ ...said, shown: 0, isMade: false, tries: 30 }, 0);
  }
  expect(await answersOf()).toBeUndefined();
  await inbox.removeOver(at('2027-03-05T12:00:00+01:00'));
  expect(await answersOf()).toContain(
    '2 given up in the last 30 days, the last to what came in 2027-03-02T09:00:00+00:00 in tenant tenant-1;',
  );
  await inbox.removeOver(at('2027-04-05T12:00:00+01:00'));
  expect(await answersOf()).toBeUndefined();
});

test('what a person should look at does not fail the check', async () => {
  const tool = aTool({ doctor: { hasAppId: false, clock: 'demo' } });
  const ran = await tool.run('doctor', '--json');
  expect(ran.exitCode).toBe(0);
  expect(ran.json()).toMatchObject([
    { check: 'configuration', status: 'ok' },
    { check: 'credentials', status: 'look', detail: expect.stringContaining('loopback only') },
    { check: 'clock', status: 'look', detail: expect.stringContaining('DEMO_CLOCK') },
    { check: 'storage', status: 'ok' },
    { check: 'programmes', status: 'look', detail: expect.stringContaining('mentormaat import') },
  ]);
});

test('every problem of the environment is a line to mend', async () => {
  const configuration = ['PORT is "x", expected a port', 'HOST is missing'];
  const { exitCode, out, err } = await aTool({ doctor: { configuration } }).run('doctor');
  expect([exitCode, err]).toEqual([1, 'to mend: 2\n']);
  expect(out).toMatch(
    /^mend {2}configuration {2}PORT is "x", expected a port\nmend {2}configuration {2}HOST is/,
  );
});

test('where the environment cannot be used, that alone is told, to scripts too, and nothing else is looked at', async () => {
  const doctor = { configuration: ['PORT is "x"', 'HOST is missing'], isConfigured: false };
  const openStorage = () => Promise.reject(new Misconfigured(doctor.configuration));
  const tool = aTool({ doctor, openStorage });
  const { exitCode, json } = await tool.run('doctor', '--json');
  expect(exitCode).toBe(1);
  expect(json()).toMatchObject([
    { check: 'configuration', status: 'mend', detail: 'PORT is "x"' },
    { check: 'configuration', status: 'mend', detail: 'HOST is missing' },
    { check: 'storage', status: 'look' },
  ]);
  expect(await tool.run('programmes')).toMatchObject({ exitCode: 1, err: 'PORT is "x"\nHOST is missing\n' });
  expect((await tool.run('--help')).exitCode).toBe(0);
  expect((await tool.run('frobnicate')).exitCode).toBe(2);
});

describe("the storage service's clock", () => {
  const machine = at('2027-03-05T12:00:00+01:00');
  const clockLine = async (
    told: number,
    took = 0,
  ): Promise<{ line: string | undefined; exitCode: number }> => {
    let moment = machine;
    const storage = {
      ...memoryStorage(),
      time: () => {
        moment += took;
        return Promise.resolve(told);
      },
    };
    const tool = aTool({ storage, doctor: { machineNow: () => moment } });
    const { exitCode, out } = await tool.run('doctor');
    return { line: out.split('\n').find((one) => one.includes('storage clock')), exitCode };
  };

  test.each([0, 20_000, -20_000, 29_500, -30_500])('is %d ms ahead: well', async (ahead) => {
    const { line, exitCode } = await clockLine(machine + ahead);
    expect([line?.slice(0, 2), exitCode]).toEqual(['ok', 0]);
  });

  test.each([
    [40_000, 'is 41 seconds behind'],
    [-40_000, 'is 40 seconds ahead of'],
    [3_600_000, 'is 3601 seconds behind'],
  ])('is %d ms ahead: to be mended', async (ahead, said) => {
    const { line, exitCode } = await clockLine(machine + ahead);
    expect(line).toMatch(/^mend +storage clock/);
    expect(line).toContain(said);
    expect(exitCode).toBe(1);
  });

  test('is not blamed for a request that took long', async () => {
    expect((await clockLine(machine + 10_000, 60_000)).exitCode).toBe(0);
    expect((await clockLine(machine - 10_000, 60_000)).exitCode).toBe(0);
  });
});

test('storage that cannot be reached is to be mended, and the rest is still looked at', async () => {
  const storage = { ...memoryStorage(), ping: () => Promise.reject(new Error('no route')) };
  const tool = aTool({ storage });
  const ran = await tool.run('doctor', '--json');
  expect(ran.exitCode).toBe(1);
  expect(ran.json()).toContainEqual({ check: 'storage', status: 'mend', detail: 'in memory: no route' });
  expect(ran.json()).toContainEqual(expect.objectContaining({ check: 'clock', status: 'ok' }));
  expect(tool.open()).toBe(0);
});

const enter = async (tool: Tool, day: string, changes: Partial<OutboxMessage>): Promise<void> => {
  const subject = `p1/${day}`;
  const receiver = 'sam@leiden.example';
  const key = messageKey('nudge', receiver, subject);
  const planned = { key, kind: 'nudge', receiver, subject, dueAt: 1, worthUntil: 2 } as const;
  const [entered] = await tool.storage.outbox.plan('hmp', [{ ...planned, status: 'planned', reason: null }]);
  if (entered === undefined) throw new Error('entered before');
  await tool.storage.outbox.update('hmp', { ...entered.value, ...changes }, entered.tag);
};

test('messages that ended badly are counted, and what to do stands beside', async () => {
  const tool = aTool();
  await store(tool.storage, aProgramme());
  await enter(tool, '2027-02-01', { status: 'failed', reason: 'putAside', faults: 5 });
  await enter(tool, '2027-02-02', { status: 'failed', reason: '400' });
  await enter(tool, '2027-02-03', { status: 'unreachable' });
  await enter(tool, '2027-02-04', { status: 'sent' });
  const { exitCode, out } = await tool.run('doctor');
  expect(exitCode).toBe(0);
  expect(out).toContain(
    'look  outbox         hmp: 2 failed, 0 unknown, 1 unreachable; see mentormaat outbox hmp\n',
  );
  expect(out).toContain(
    'look  failed         hmp: 2 failed, 1 of them put aside after faults of the bot; mend the cause (log, reason in outbox), then: mentormaat release hmp\n',
  );
  await enter(tool, '2027-02-05', { status: 'failed', reason: '503', failures: 1, retryAt: 9e12 });
  expect((await tool.run('doctor')).out).toContain(
    'hmp: 3 failed, 1 of them put aside after faults of the bot, 1 to be tried again by the bot itself; mend',
  );
});

const late = async (...moments: readonly Partial<OutboxMessage>[]): Promise<string | undefined> => {
  const tool = aTool({ now: '2027-03-05T12:00:00+01:00' });
  await store(tool.storage, aProgramme());
  for (const [index, changes] of moments.entries()) await enter(tool, `day-${index}`, changes);
  return (await tool.run('doctor')).out.split('\n').find((line) => line.includes(' late '));
};

describe('messages that are late', () => {
  test('are counted, with how late the oldest is', async () => {
    const line = await late(
      { dueAt: at('2027-03-05T11:46:30+01:00') },
      { status: 'sending', dueAt: at('2027-03-05T11:50:00+01:00') },
      { dueAt: at('2027-03-05T11:58:00+01:00') },
    );
    expect(line).toBe(
      'look  late           hmp: 2 waiting for more than 5 minutes, the oldest for 13; is a bot running, and what does its /readyz say?',
    );
  });

  test('one to be tried again is late from that moment on', async () => {
    const failed = { status: 'failed', dueAt: at('2027-03-05T08:00:00+01:00') } as const;
    const line = await late({ ...failed, retryAt: at('2027-03-05T11:53:00+01:00') }, failed);
    expect(line).toContain('1 waiting for more than 5 minutes, the oldest for 7');
  });

  test('are none while they wait for a later moment, or ended', async () => {
    const line = await late(
      { dueAt: at('2027-03-05T08:00:00+01:00'), notBefore: at('2027-03-05T11:59:00+01:00') },
      { status: 'expired', dueAt: at('2027-03-05T08:00:00+01:00') },
    );
    expect(line).toContain('nothing is late');
  });

  test('are read up to a bound', async () => {
    const dueAt = at('2027-03-05T11:00:00+01:00');
    expect(await late(...Array.from({ length: 205 }, () => ({ dueAt })))).toContain('200 or more waiting');
  });
});

test('people whose address may not be called are counted by host, with what to do', async () => {
  const tool = aTool();
  await store(tool.storage, aProgramme());
  const { contacts } = tool.storage;
  await contacts.save(aContact({ email: 'cora@hmp.example' }), null);
  for (const [email, serviceUrl] of [
    ['sam@leiden.example', 'https://evil.example/emea/'],
    ['noor@leiden.example', 'not an address'],
  ] as const)
    await contacts.save(aContact({ email, serviceUrl }), null);
  const { exitCode, out } = await tool.run('doctor');
  expect(exitCode).toBe(0);
  expect(out).toMatch(
    /^look +addresses +2 people have an address that may not be called, at no address \(1\), evil\.example \(1\); nothing is sent/m,
  );
});
