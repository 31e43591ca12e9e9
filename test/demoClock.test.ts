import { link, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginDemoClock, demoRoutes, openDemoClock, type DemoClock } from '../bot/demoClock';
import { at } from './builders';
import { SilentLog } from './fakes/silentLog';
import { MachineTime } from './fakes/machineTime';

const from = '2027-03-08T08:00:00+01:00';
const target = '2027-03-08T12:00:00+01:00';

describe('moving the demo clock', () => {
  let folder = '';
  let clock: DemoClock;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mentormaat-clock-'));
    clock = await openDemoClock({ at: at(from), rate: 0 }, folder, false, new MachineTime(0));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('answers with the clock where it was moved to, when everything was handled', async () => {
    const { move } = demoRoutes(clock, async (_, arrived) => {
      arrived();
      return null;
    });
    expect(await move({ now: target })).toEqual({
      status: 200,
      body: { now: '2027-03-08T11:00:00+00:00', rate: 0 },
    });
  });

  test('is stored whole: the file of before is left as it was, and another takes its place', async () => {
    const log = new SilentLog();
    const file = join(folder, 'demo-clock.json');
    const store = beginDemoClock(clock, folder, log);
    await store();
    await link(file, `${file}.before`);
    const before = await readFile(file, 'utf8');
    const { move } = demoRoutes(clock, async (_, arrived) => {
      arrived();
      return null;
    });
    await move({ now: target });
    await store();
    expect(await readFile(`${file}.before`, 'utf8')).toBe(before);
    expect(await readFile(file, 'utf8')).toContain('2027-03-08T11:00:00');
    expect(log.lines).toEqual([]);
  });

  test('is stored beside what another process that shares the folder has half written', async () => {
    const others = join(folder, 'demo-clock.json.1');
    const older = join(folder, 'demo-clock.json.new');
    for (const file of [others, older]) await writeFile(file, '{"no');
    const log = new SilentLog();
    await beginDemoClock(clock, folder, log)();
    expect(await readFile(join(folder, 'demo-clock.json'), 'utf8')).toContain('2027-03-08');
    for (const file of [others, older]) expect(await readFile(file, 'utf8')).toBe('{"no');
    expect(log.lines).toEqual([]);
  });

  test('says so with 503 when something stays open, and leaves the clock where it is', async () => {
    const keys = Array.from({ length: 30 }, (_, index) => `nudge/${index}`);
    const { move } = demoRoutes(clock, () => Promise.resolve({ open: keys, moment: at(from) + 60_000 }));
    expect(await move({ now: target })).toEqual({
      status: 503,
      body: {
        error: expect.stringContaining('30 due messages stay open and nothing has moved for 30 seconds'),
        due: '2027-03-08T07:01:00+00:00',
        open: keys.slice(0, 20),
        now: '2027-03-08T07:00:00+00:00',
      },
    });
    expect(clock.now()).toBe(at(from));
  });

  test('throws what else goes wrong', async () => {
    const { move } = demoRoutes(clock, () => Promise.reject(new Error('storage')));
    await expect(move({ now: target })).rejects.toThrow('storage');
  });

  test.each([
    ['2027-03-08T07:59:59+01:00', 'does not go back'],
    ['today', 'expected'],
    [5, 'expected'],
  ])('refuses %j', async (now, error) => {
    const { move } = demoRoutes(clock, () => Promise.resolve(null));
    expect(await move({ now })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining(error) },
    });
  });
});
