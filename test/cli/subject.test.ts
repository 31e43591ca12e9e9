import { at } from '../builders';
import { z } from 'zod';
import { memoryStorage } from '../fakes/memoryStorage';
import { watchedStorage } from '../fakes/watchedStorage';
import { noor, sam, storeEverything, cora } from '../privacy/everything';
import { aTool, type Tool } from './tool';

const aFullTool = async (): Promise<Tool> => {
  const storage = memoryStorage();
  await storeEverything(storage);
  return aTool({ storage });
};

const shown = z.looseObject({
  who: z.string(),
  is: z.enum(['person', 'pupil']),
  roster: z.record(z.string(), z.array(z.unknown())),
  flags: z.array(z.looseObject({ flag: z.string() })),
  things: z.array(z.looseObject({ kind: z.string(), concern: z.string(), value: z.unknown() })),
  counts: z.record(z.string(), z.number()),
});

const show = async (tool: Tool, who: string) => {
  const { exitCode, json } = await tool.run('subject', 'hmp', 'show', who, '--json');
  expect(exitCode).toBe(0);
  return shown.parse(json());
};

describe('subject show', () => {
  test('of a student: everything they did, got and are named in', async () => {
    const tool = await aFullTool();
    const found = await show(tool, sam.toUpperCase());
    expect(found).toMatchObject({ who: sam, is: 'person' });
    expect(found.counts).toEqual({
      message: 5,
      notice: 9,
      fact: 6,
      hours: 1,
      round: 10,
      pause: 1,
      contactMade: 2,
      access: 1,
      feed: 1,
      contact: 1,
      kept: 2,
    });
    expect(found.roster).toMatchObject({
      people: [{ name: 'Sam de Boer' }],
      pairs: [{ pupil: 'p1' }],
      groups: [{ id: 'g1' }],
    });
    const mentioned = found.things.filter(({ concern }) => concern === 'mentioned');
    const texts = JSON.stringify(mentioned);
    for (const text of ['Sam de Boer belt haar', 'Samen met Sam en Yara', 'samen met Sam', 'Sam zag het'])
      expect(texts).toContain(text);
  });

  test('of a pupil: facts, flags, messages about them, and texts of others that name them', async () => {
    const tool = await aFullTool();
    const found = await show(tool, 'p1');
    expect(found.counts).toEqual({ kept: 2, message: 5, notice: 9, fact: 6, access: 1, round: 1 });
    expect(found.flags.map(({ flag }) => flag)).toEqual(['p1/2027-03-02']);
    expect(found.roster).toMatchObject({ pupils: [{ firstName: 'Yara' }], pairs: [{ student: sam }] });
    expect(found.things.filter(({ concern }) => concern === 'mentioned')).toHaveLength(4);
  });

  test('of a pupil: their flags are worked out from their own page', async () => {
    const storage = memoryStorage();
    await storeEverything(storage);
    const calls: string[] = [];
    const seen = watchedStorage(storage, (port, method) => void calls.push(`${port}.${method}`));
    expect((await show(aTool({ storage: seen }), 'p1')).flags).toHaveLength(1);
    expect(calls).toContain('records.page');
    expect(calls).not.toContain('records.pages');
  });

  test('moments are written out, and days stay days', async () => {
    const { things } = await show(await aFullTool(), noor);
    expect(things.find(({ kind }) => kind === 'pause')?.value).toEqual({
      at: '2027-02-23T10:00:00+01:00',
      student: noor,
      until: null,
    });
    expect(JSON.stringify(things)).not.toMatch(/:18\d{11}/);
  });

  test('for people it is text, with what stands in each thing', async () => {
    const tool = await aFullTool();
    const { out, exitCode } = await tool.run('subject', 'hmp', 'show', sam);
    expect(exitCode).toBe(0);
    expect(out).toContain(`person ${sam}`);
    expect(out).toContain('name=Sam de Boer');
    expect(out).toContain('check-ins and what was done with flags (6)');
    expect(out).toContain('fact.note=Sam de Boer belt haar');
  });

  test('who looked at files stands with whoever did', async () => {
    const { things } = await show(await aFullTool(), cora);
    expect(things.map(({ kind }) => kind)).toContain('access');
    expect(things.map(({ kind }) => kind)).toContain('link');
  });

  test.each(['nobody@leiden.example', 'p99', ''])(
    'nothing is held on %j: refused with a line',
    async (who) => {
      const tool = await aFullTool();
      expect(await tool.run('subject', 'hmp', 'show', who)).toMatchObject({
        exitCode: 1,
        out: '',
        err: `nothing is held on ${JSON.stringify(who)} in hmp; expected an address or the code of a pupil\n`,
      });
    },
  );
});

describe('subject erase', () => {
  test('says what went and what is left to do, without anybody in the receipt; twice nothing is held', async () => {
    const tool = await aFullTool();
    const erased = await tool.run('subject', 'hmp', 'erase', sam, '--json');
    expect(erased.exitCode).toBe(0);
    expect(erased.json()).toMatchObject({
      programme: 'hmp',
      what: 'erased',
      of: expect.stringMatching(/^erased-[0-9a-f]{12}$/),
      at: '2027-03-05T12:00:00+01:00',
      removed: { people: 1, message: 5 },
      stillIn: [],
    });
    expect(erased.out).not.toMatch(/sam@|Sam/);
    expect(await tool.run('subject', 'hmp', 'erase', sam)).toMatchObject({
      exitCode: 1,
      err: expect.stringMatching(/^nothing is held on "sam@leiden.example" in hmp/),
    });
  });

  test('as text, with the lists of the roster and the kinds of things by name', async () => {
    const { out } = await (await aFullTool()).run('subject', 'hmp', 'erase', 'p1');
    expect(out).toMatch(/^Erased 2027-03-05 12:00; what is left is under erased-/);
    expect(out).toContain('1  pupils');
    expect(out).toContain('5  messages');
    expect(out).toContain('Take them out of people.csv');
    expect(out).not.toContain('Yara');
  });
});

describe('purge', () => {
  test('says what would go, and then what went', async () => {
    const storage = memoryStorage();
    await storeEverything(storage);
    const tool = aTool({ storage, now: '2027-08-27T09:00:00+02:00' });
    const dry = await tool.run('purge', 'hmp', '--dry-run');
    expect(dry).toMatchObject({ exitCode: 0, err: '' });
    expect(dry.out).toMatch(
      /2027-08-27 +names +would go[^]*3 +pupils +removed[^]*Dry run: nothing was removed/,
    );
    const { exitCode, json } = await tool.run('purge', 'hmp', '--json');
    expect(exitCode).toBe(0);
    expect(json()).toMatchObject({
      programme: 'hmp',
      dryRun: false,
      stages: [
        { stage: 'freeText', isDue: true },
        { stage: 'names', isDue: true, removed: { pupils: 3 } },
        { stage: 'hours', isDue: false },
        { stage: 'access', isDue: false },
      ],
    });
    expect((await tool.run('purge', 'hmp')).out).toMatch(/names +nothing left/);
  });

  test('is refused by a machine whose clock is a year ahead, and done under a demo clock', async () => {
    const storage = memoryStorage();
    await storeEverything(storage);
    const ahead = at('2027-08-27T09:00:00+02:00');
    const told = { ...storage, time: () => Promise.resolve(at('2027-03-05T12:00:00+01:00')) };
    const surroundings = { storage: told, now: '2027-08-27T09:00:00+02:00' };
    const wrong = await aTool({ ...surroundings, doctor: { machineNow: () => ahead } }).run('purge', 'hmp');
    expect(wrong).toMatchObject({ exitCode: 1, err: expect.stringContaining('differ by more than a day') });
    expect(await storage.receipts.list('hmp')).toEqual([]);
    expect((await aTool(surroundings).run('purge', 'hmp')).exitCode).toBe(0);
    expect(await storage.receipts.list('hmp')).toHaveLength(1);
  });
});
