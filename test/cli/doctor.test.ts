import { aProgramme } from '../builders';
import { memoryStorage } from '../fakes/memoryStorage';
import { aTool, store } from './tool';

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
  ]);
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

test('storage that cannot be reached is to be mended, and the rest is still looked at', async () => {
  const storage = { ...memoryStorage(), ping: () => Promise.reject(new Error('no route')) };
  const tool = aTool({ storage });
  const ran = await tool.run('doctor', '--json');
  expect(ran.exitCode).toBe(1);
  expect(ran.json()).toContainEqual({ check: 'storage', status: 'mend', detail: 'in memory: no route' });
  expect(ran.json()).toContainEqual(expect.objectContaining({ check: 'clock', status: 'ok' }));
  expect(tool.open()).toBe(0);
});

test('messages that ended badly are counted', async () => {
  const tool = aTool();
  await store(tool.storage, aProgramme());
  const { outbox } = tool.storage;
  for (const [index, status] of (['failed', 'failed', 'unreachable', 'sent'] as const).entries()) {
    const key = `nudge/sam@leiden.example/p1/2027-02-0${index + 1}`;
    const subject = `p1/2027-02-0${index + 1}`;
    const message = {
      key,
      kind: 'nudge',
      receiver: 'sam@leiden.example',
      subject,
      dueAt: 1,
      worthUntil: 2,
    } as const;
    await outbox.plan('hmp', [{ ...message, status: 'planned', reason: null }]);
    const planned = await outbox.find('hmp', key);
    if (planned !== null) await outbox.update('hmp', { ...planned.value, status }, planned.tag);
  }
  expect((await tool.run('doctor')).out).toContain(
    'look  outbox         hmp: 2 failed, 0 unknown, 1 unreachable; see mentormaat outbox hmp\n',
  );
});
