import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aCoordinator, aPair, aPerson, aProgramme, aPupil, aSchool } from '../builders';
import { memoryStorage } from '../fakes/memoryStorage';
import { aTool, store } from './tool';

const twoSchools = aProgramme({
  schools: [aSchool(), aSchool({ id: 'zwc', name: 'Zuiderpark College' })],
  people: [aPerson(), aCoordinator()],
  pupils: [aPupil(), aPupil({ id: 'p2', school: 'zwc', class: '3B' })],
  pairs: [aPair()],
});

const aStockedTool = async () => {
  const tool = aTool();
  await store(tool.storage, twoSchools);
  return tool;
};

describe('exit codes', () => {
  test.each([
    ['--help', 0, /^Usage: mentormaat/, /^$/],
    ['--version', 0, /^\d+\.\d+\.\d+\n$/, /^$/],
    ['help summary', 0, /--school/, /^$/],
    ['sessions --help', 0, /--from <day>/, /^$/],
    ['', 2, /^$/, /Usage: mentormaat/],
    ['frobnicate', 2, /^$/, /unknown command 'frobnicate'[^]*Usage: mentormaat/],
    ['sessions', 2, /^$/, /missing required argument 'programme'[^]*Usage: mentormaat sessions/],
    ['sessions hmp more', 2, /^$/, /too many arguments[^]*Usage/],
    ['sessions hmp --colour', 2, /^$/, /unknown option '--colour'[^]*Usage/],
    [
      'sessions hmp --from 2027-02-30',
      2,
      /^$/,
      /'2027-02-30' is invalid\. Expected a day that exists[^]*Usage/,
    ],
    ['sessions hmp --from 8-2-2027', 2, /^$/, /Expected a day that exists/],
    ['sessions hmp --to', 2, /^$/, /argument missing/],
    ['summary hmp --from 2027-03-02 --to 2027-03-01', 2, /^$/, /--from 2027-03-02 is after --to 2027-03-01/],
    ['outbox hmp --status lost', 2, /^$/, /Allowed choices are planned, sending, sent/],
    ['export hmp', 2, /^$/, /--out <dir>' not specified/],
    ['subject hmp keep sam@x.org', 2, /^$/, /Allowed choices are show, erase/],
    ['import', 2, /^$/, /missing required argument 'dir'/],
    ['subject hmp show sam@x.org', 1, /^$/, /^nothing is held on "sam@x.org" in hmp; expected .*\n$/],
    ['purge hmp --dry-run', 0, /^from +stage +state +what\n2027-08-01 +freeText +kept/, /^$/],
    ['sessions hmp', 0, /^date +start/, /^$/],
    ['sessions hmp --from 2027-03-02 --to 2027-03-02', 0, /2027-03-02 +09:00 +10:00 +p1/, /^$/],
    ['sessions hmp --from 2028-01-01', 0, /^No sessions\.\n$/, /^$/],
    ['forecast hmp', 0, /sam@leiden.example +0 +17 +14 +yes\n/, /^$/],
    ['flags hmp --open', 0, /^No flags\.\n$/, /^$/],
    ['outbox hmp --status sent', 0, /^No messages\.\n$/, /^$/],
    ['rounds hmp', 0, /^No rounds.*\n$/, /^$/],
    ['rounds hmp --json', 0, /^\[\]\n$/, /^$/],
    ['rebuild hmp', 0, /^Made the pages and figures of 0 pupils/, /^$/],
    ['release hmp', 0, /^No failed messages\.\n$/, /^$/],
    ['release', 2, /^$/, /missing required argument 'programme'[^]*Usage: mentormaat release/],
    ['release hmp nudge/x', 1, /^$/, /^there is no message "nudge\/x" in hmp; none has failed\n$/],
    ['programmes', 0, /hmp +Haags Mentorprogramma +2027-02-08/, /^$/],
    ['summary hmp', 0, /^programme +sessions/, /^$/],
    ['forecast nowhere', 1, /^$/, /^there is no programme "nowhere"; stored: hmp\n$/],
    ['rounds nowhere --json', 1, /^$/, /^there is no programme "nowhere"/],
    ['summary hmp --school x', 1, /^$/, /^there is no school "x"; there are: jdw, zwc\n$/],
    ['summary hmp --class 3C', 1, /^$/, /^there is no class "3C"; there are: 3A, 3B\n$/],
    ['summary hmp --school jdw --class 3B', 1, /^$/, /^there is no class "3B"; there are: 3A\n$/],
    ['summary hmp --pupil p9', 1, /^$/, /^there is no pupil "p9"; there are: p1, p2\n$/],
    ['summary hmp --school zwc --pupil p1', 1, /^$/, /^there is no pupil "p1"; there are: p2\n$/],
  ])('mentormaat %s', async (line, exitCode, out, err) => {
    const tool = await aStockedTool();
    const ran = await tool.run(...line.split(' ').filter((word) => word !== ''));
    expect(ran.exitCode).toBe(exitCode);
    expect(ran.out).toMatch(out);
    expect(ran.err).toMatch(err);
    expect(tool.open()).toBe(0);
  });

  test('every command of the contract answers --json', async () => {
    const { run } = await aStockedTool();
    const help = (await run('--help')).out;
    const named = [...help.matchAll(/^ {2}(\w+) .*\[options\]/gm)].map(([, name]) => name ?? '');
    expect(named.toSorted()).toEqual(
      ['import', 'programmes', 'sessions', 'forecast', 'summary', 'flags', 'rounds', 'outbox', 'export']
        .concat(['subject', 'purge', 'rebuild', 'release', 'doctor'])
        .toSorted(),
    );
    for (const name of named) expect((await run(name, '--help')).out).toContain('--json');
  });

  test('the version is that of the package', async () => {
    const file = join(__dirname, '..', '..', 'package.json');
    const { version } = JSON.parse(readFileSync(file, 'utf8'));
    expect((await aTool().run('--version')).out).toBe(`${version}\n`);
  });
});

describe('what goes wrong', () => {
  test('an empty store says what to do first', async () => {
    const { exitCode, err } = await aTool().run('sessions', 'hmp');
    expect([exitCode, err]).toEqual([
      1,
      'there is no programme "hmp"; none is stored, see mentormaat import\n',
    ]);
  });

  test('storage that does not open is one line', async () => {
    const tool = aTool({ openStorage: () => Promise.reject(new Error('connect ECONNREFUSED\n  at port 1')) });
    const ran = await tool.run('programmes');
    expect(ran).toMatchObject({ exitCode: 1, out: '', err: 'connect ECONNREFUSED at port 1\n' });
  });

  test('storage that fails halfway is closed all the same', async () => {
    const failing = memoryStorage();
    const records = Object.assign(failing.records, { pages: () => Promise.reject(new Error('timed out')) });
    const tool = aTool({ storage: { ...failing, records } });
    await store(tool.storage, twoSchools);
    expect(await tool.run('sessions', 'hmp')).toMatchObject({ exitCode: 1, out: '', err: 'timed out\n' });
    expect(tool.open()).toBe(0);
  });

  test('a programme that is replaced between two looks is looked up again', async () => {
    const storage = memoryStorage();
    await store(storage, twoSchools);
    const load = storage.programmes.load.bind(storage.programmes);
    let looks = 0;
    const lateLoad: typeof load = (head) => {
      looks += 1;
      return looks === 1 ? Promise.resolve(null) : load(head);
    };
    const programmes = Object.assign(storage.programmes, { load: lateLoad });
    const { exitCode } = await aTool({ storage: { ...storage, programmes } }).run('forecast', 'hmp');
    expect([exitCode, looks]).toEqual([0, 2]);
  });
});

test('a long answer arrives whole, an item a line', async () => {
  const pupils = Array.from({ length: 120 }, (_, index) => aPupil({ id: `p${index}` }));
  const pairs = pupils.map(({ id }) => aPair({ pupil: id }));
  const tool = aTool();
  await store(tool.storage, aProgramme({ pupils, pairs }));
  const ran = await tool.run('sessions', 'hmp', '--json');
  const weeks = 21;
  expect(ran.json()).toHaveLength(120 * weeks);
  expect(ran.out.split('\n')).toHaveLength(120 * weeks + 3);
});
