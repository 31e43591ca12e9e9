import type { Programme } from '../../bot/programme/model';
import { anAnswer, aSession, at } from '../builders';
import { sound } from '../roster/folder';
import { aTool, storeFacts, withFolder } from './tool';
import type { Ran, Tool } from './tool';

const importing = (
  tool: Tool,
  files: Readonly<Record<string, string>>,
  ...options: readonly string[]
): Promise<Ran> => withFolder({ ...sound, ...files }, (dir) => tool.run('import', dir, ...options));

const stored = async (tool: Tool): Promise<Programme | null> => {
  const [head] = await tool.storage.programmes.list();
  return head === undefined ? null : tool.storage.programmes.load(head);
};

/** Noor and her pupil are gone from the files. */
const withoutNoor = {
  'people.csv': sound['people.csv'].replace(/^noor.*\n/m, ''),
  'pupils.csv': sound['pupils.csv'].replace(/^p2.*\n/m, ''),
  'pairs.csv': sound['pairs.csv'].replace(/^p2.*\n/m, ''),
};

const counts = { schools: 2, universities: 1, people: 4, pupils: 2, pairs: 2, groups: 0 };
const nobody = { people: [], pupils: [], pairs: [] };

describe('a sound folder', () => {
  test('is stored, and said in a line or two', async () => {
    const tool = aTool();
    expect(await importing(tool, {})).toMatchObject({
      exitCode: 0,
      out: 'hmp (Haags Mentorprogramma): schools 2, universities 1, people 4, pupils 2, pairs 2, groups 0\nstored\n',
      err: '',
    });
    expect((await stored(tool))?.pupils).toHaveLength(2);
    expect(tool.open()).toBe(0);
  });

  test('a second time nothing changes, nor does the version', async () => {
    const tool = aTool();
    await importing(tool, {});
    const before = await tool.storage.programmes.list();
    const again = await importing(tool, {}, '--json');
    expect(again.json()).toEqual({
      programme: 'hmp',
      changed: false,
      dryRun: false,
      counts,
      missing: nobody,
      warnings: [],
    });
    expect((await importing(tool, {})).out).toContain('\nnothing changed\n');
    expect(await tool.storage.programmes.list()).toEqual(before);
  });

  test('is planned from its import on, and no other one begins again', async () => {
    const tool = aTool();
    const now = at('2027-03-05T12:00:00+01:00');
    await importing(tool, {});
    const { outbox } = tool.storage;
    expect(await outbox.mark('hmp')).toEqual({ upTo: now, version: '', rounds: null });
    const planned = { upTo: now + 60_000, version: 'v', rounds: null };
    await outbox.setMark('hmp', planned);
    await importing(tool, withoutNoor);
    expect(await outbox.mark('hmp')).toEqual(planned);
  });

  test('is not stored on a dry run', async () => {
    const tool = aTool();
    const ran = await importing(tool, {}, '--dry-run', '--json');
    const rest = { counts, missing: nobody, warnings: [] };
    expect(ran.json()).toEqual({ programme: 'hmp', changed: true, dryRun: true, ...rest });
    expect((await importing(tool, {}, '--dry-run')).out).toContain('would be stored (dry run: nothing was)');
    expect(await stored(tool)).toBeNull();
  });
});

const afterFirst = async (): Promise<Tool> => {
  const tool = aTool({ now: '2027-03-05T23:30:00Z' });
  await importing(tool, {});
  return tool;
};

describe('who is no longer in the files', () => {
  test('is listed and kept', async () => {
    const tool = await afterFirst();
    const { exitCode, out } = await importing(tool, withoutNoor);
    expect(exitCode).toBe(0);
    expect(out).toMatch(
      /nothing changed\nNo longer in the files \(kept; --end-missing ends them.*\):\n {2}student {2}noor@x.org\n {2}pupil {4}p2\n {2}pair {5}p2 with noor@x.org\n$/,
    );
    expect((await stored(tool))?.pairs).toHaveLength(2);
  });

  test('is in the JSON by address and code', async () => {
    const ran = await importing(await afterFirst(), withoutNoor, '--json');
    expect(ran.json()).toMatchObject({
      changed: false,
      missing: {
        people: [{ email: 'noor@x.org', name: 'Noor', role: 'student' }],
        pupils: ['p2'],
        pairs: [{ pupil: 'p2', student: 'noor@x.org', weekday: 3, start: '09:00', end: '10:00' }],
      },
    });
  });

  test('ends with --end-missing, on the day of the import in the zone of the programme', async () => {
    const tool = await afterFirst();
    const { out } = await importing(tool, withoutNoor, '--end-missing');
    expect(out).toContain('\nstored\nNo longer in the files (ended today):\n');
    const programme = await stored(tool);
    expect(programme?.people.find(({ email }) => email === 'noor@x.org')?.endedOn).toBe('2027-03-06');
    expect(programme?.pairs.find(({ pupil }) => pupil === 'p2')?.until).toBe('2027-03-06');
  });

  test('would end, on a dry run', async () => {
    const tool = await afterFirst();
    const { out } = await importing(tool, withoutNoor, '--end-missing', '--dry-run');
    expect(out).toContain('(would be ended today)');
    expect((await stored(tool))?.people.every(({ endedOn }) => endedOn === null)).toBe(true);
  });
});

describe('a folder with something odd', () => {
  const header = 'pupil,student,weekday,start,end,from,until\n';
  const odd = {
    'pairs.csv': `${header}p1,sam@x.org,di,09:00,10:00,,\np2,sam@x.org,di,09:30,10:30,,\n`,
  };

  test('is stored, with a warning on standard error', async () => {
    const tool = aTool();
    const { exitCode, out, err } = await importing(tool, odd);
    expect([exitCode, out]).toEqual([0, expect.stringContaining('\nstored\n')]);
    expect(err).toMatch(/^pairs\.csv:3: warning: "sam@x\.org" is with pupil "p1" .* on line 2, .*\n$/);
    expect((await stored(tool))?.pairs).toHaveLength(2);
  });

  test('is warned of in the JSON, on a dry run and when nothing changes too', async () => {
    const tool = aTool();
    const warnings = [{ file: 'pairs.csv', line: 3, problem: expect.stringContaining('two sessions') }];
    for (const options of [['--dry-run'], [], []]) {
      const ran = await importing(tool, odd, '--json', ...options);
      expect(ran.json()).toMatchObject({ warnings });
      expect(ran.err).toMatch(/^pairs\.csv:3: warning: .*\n$/);
    }
  });
});

describe('the figures of', () => {
  const header = 'pupil,student,weekday,start,end,from,until\n';
  const asked = async (rows: string) => {
    const tool = aTool();
    await importing(tool, { 'pairs.csv': `${header}${rows}` });
    const json = async (...args: readonly string[]) => (await tool.run(...args, '--json')).json();
    return {
      sessions: await json('sessions', 'hmp', '--to', '2027-02-09'),
      forecast: await json('forecast', 'hmp'),
      summary: await json('summary', 'hmp', '--to', '2027-02-09'),
    };
  };

  test('two pupils at once stand beside each other', async () => {
    const { sessions, forecast, summary } = await asked(
      'p1,sam@x.org,di,09:00,10:00,,\np2,sam@x.org,di,09:30,10:30,,\n',
    );
    expect(sessions).toMatchObject([{ session: 'p1/2027-02-09' }, { session: 'p2/2027-02-09' }]);
    expect(forecast).toMatchObject([
      { pupil: 'p1', held: 0, reachable: true },
      { pupil: 'p2', held: 0, reachable: true },
    ]);
    expect(summary).toMatchObject({ sessions: 2, unknown: 2, pupils: [{ pupil: 'p1' }, { pupil: 'p2' }] });
  });

  test('a pair that meets on no day are nothing, and out of reach', async () => {
    const { sessions, forecast, summary } = await asked(
      'p1,sam@x.org,di,09:00,10:00,9999-12-31,\np2,noor@x.org,di,09:00,10:00,,2027-01-31\n',
    );
    expect(sessions).toEqual([]);
    expect(forecast).toMatchObject([
      { pupil: 'p1', held: 0, possible: 0, reachable: false },
      { pupil: 'p2', held: 0, possible: 0, reachable: false },
    ]);
    expect(summary).toMatchObject({ sessions: 0, attendanceRate: null, pupils: [] });
  });
});

describe('a folder with mistakes', () => {
  const broken = {
    'people.csv': `${sound['people.csv']}sam@x.org,Sam,wizard,,\n`,
    'pairs.csv': `${sound['pairs.csv']}p9,sam@x.org,di,09:00,10:00,,\n`,
  };

  test('is refused with every problem, and what is stored stays', async () => {
    const tool = aTool();
    await importing(tool, {});
    const before = await stored(tool);
    const { exitCode, out, err } = await importing(tool, broken);
    expect([exitCode, out]).toEqual([1, '']);
    const lines = err.trim().split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/^people\.csv:6: role is "wizard", expected/),
      expect.stringMatching(/^pairs\.csv:4: .*"p9"/),
    ]);
    expect(await stored(tool)).toEqual(before);
  });

  test('is refused in JSON too, with the lines on standard error', async () => {
    const ran = await importing(aTool(), broken, '--json');
    expect(ran.exitCode).toBe(1);
    expect(ran.json()).toEqual({
      problems: [
        { file: 'people.csv', line: 6, problem: expect.stringContaining('wizard') },
        { file: 'pairs.csv', line: 4, problem: expect.stringContaining('p9') },
      ],
    });
    expect(ran.err.trim().split('\n')).toHaveLength(2);
  });

  test('that is not there at all is a problem like others', async () => {
    const ran = await aTool().run('import', 'no-such-folder', '--json');
    expect(ran.exitCode).toBe(1);
    expect(ran.err).toMatch(/^no-such-folder:1: cannot be read \(ENOENT\)/);
    expect(ran.json()).toMatchObject({ problems: [{ file: 'no-such-folder', line: 1 }] });
  });
});

test('answers follow a pupil who changes school', async () => {
  const tool = aTool();
  await importing(tool, {});
  const session = aSession('2027-02-09', { student: 'sam@x.org' });
  await storeFacts(tool.storage, 'hmp', { school: 'jdw', pupil: 'p1' }, [
    anAnswer('2027-02-09', { session }),
  ]);
  await importing(tool, { 'pupils.csv': sound['pupils.csv'].replace('Yara,jdw', 'Yara,zwc') });
  expect((await tool.run('sessions', 'hmp', '--to', '2027-02-09', '--json')).json()).toMatchObject([
    { session: 'p1/2027-02-09', school: 'zwc', outcome: 'onTime' },
  ]);
});

test('a large import tells how far it is, now and then, whole before it ends', async () => {
  const tool = aTool();
  const { programmes } = tool.storage;
  const replace = programmes.replace.bind(programmes);
  const inSteps: typeof replace = async (programme, replaces, onProgress) => {
    for (let rows = 0; rows <= 15_000; rows += 100) onProgress(rows, 15_000);
    return replace(programme, replaces, () => {});
  };
  Object.assign(programmes, { replace: inSteps });
  const { err, out } = await importing(tool, {}, '--json');
  const lines = err.trim().split('\n');
  expect(lines).toContain('12,000 of 15,000 rows');
  expect(lines.at(-1)).toBe('15,000 of 15,000 rows');
  expect(lines[0]).toBe('0 of 15,000 rows');
  expect(lines).toHaveLength(16);
  expect(JSON.parse(out)).toMatchObject({ changed: true });
});
