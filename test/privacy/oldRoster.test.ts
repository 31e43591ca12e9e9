/** A bot that has not heard of an erasure yet, or of an import, stores nothing by the roster it still has. */
import { erase } from '../../bot/privacy/erase';
import { rosterSettles, rosterWatch } from '../../bot/delivery/rosterWatch';
import { keepProgrammes } from '../../bot/delivery/programmes';
import { rememberHeads } from '../../bot/delivery/programmeHeads';
import type { ProgrammeHead } from '../../bot/ports/storage';
import { redrawAbout } from '../../bot/privacy/redrawn';
import { aCoordinator, aPerson, aProgramme, aPupil, at } from '../builders';
import { MachineTime } from '../fakes/machineTime';
import { aPress, now } from '../bot/guardedBot';
import { guardedHere } from '../bot/guardedHere';
import { settled } from '../fakes/settled';
import { aChat, shown, type Chat } from '../dialogs/chat';
import { theProgramme } from '../dialogs/people';
import { aWorld } from '../world';

const sam = 'sam@leiden.example';
const newId = (): string => 'abcdef123456-random';

describe('a pupil is erased while a bot runs', () => {
  const here = guardedHere();

  const press = (id: string): Promise<{ readonly status: number; readonly text: string }> =>
    here.bot.post({ authorization: `Bearer ${here.issuer.token()}` }, JSON.stringify(aPress({ id })));

  test('a press that comes between the passes is refused, and nothing is held afterwards', async () => {
    const { storage, machine } = here.bot;
    expect((await press('before')).text).toContain('Opgeslagen');
    let answered = '';
    const pressing = async (): Promise<void> => {
      machine.pass(rosterSettles);
      answered = (await press('meanwhile')).text;
    };
    const erased = await erase({ ...storage, newId, settled: pressing }, 'hmp', 'p1', now);
    expect(erased).toMatchObject({ receipt: { what: 'erased', of: 'erased-abcdef123456' } });
    expect(answered).not.toContain('Opgeslagen');
    expect((await press('after')).text).not.toContain('Opgeslagen');
    expect(await storage.records.pages('hmp', 'jdw')).toEqual([]);
    expect(await erase({ ...storage, newId, settled }, 'hmp', 'p1', now)).toBe('nothing');
  });

  test('what was on its way is found by the last pass', async () => {
    const { storage } = here.bot;
    const programme = aProgramme();
    const [head] = await storage.programmes.list();
    await storage.programmes.replace(programme, head?.version ?? null, () => undefined);
    const onItsWay = (): Promise<void> =>
      storage.records.addPause('hmp', { at: now, student: sam, until: null });
    await erase({ ...storage, newId, settled: onItsWay }, 'hmp', sam, now);
    expect(await storage.records.pauses('hmp')).toEqual([]);
  });
});

describe('an import that comes while somebody acts', () => {
  const here = guardedHere();
  const replace = async (changes: Parameters<typeof aProgramme>[0]): Promise<void> => {
    const { storage, machine } = here.bot;
    const [head] = await storage.programmes.list();
    await storage.programmes.replace(aProgramme(changes), head?.version ?? null, () => undefined);
    machine.pass(1000);
  };
  const press = (id: string, outcome: string) => {
    const data = { session: 'p1/2027-02-09', outcome };
    const value = { action: { type: 'Action.Execute', verb: 'checkIn.record', data } };
    const headers = { authorization: `Bearer ${here.issuer.token()}` };
    return here.bot.post(headers, JSON.stringify(aPress({ id, value })));
  };

  test('holds for what they store: under another name of the pupil, or not at all', async () => {
    await replace({ pupils: [aPupil({ firstName: 'Yasmin' })] });
    const { text } = await press('renamed', 'onTime');
    expect(text).toContain('Yasmin');
    expect(here.bot.calls.filter((call) => call === 'records.append')).toHaveLength(1);
    await replace({ people: [aCoordinator({ email: sam }), aPerson({ email: 'noor@leiden.example' })] });
    here.bot.calls.length = 0;
    expect((await press('moved', 'absentNotified')).text).not.toContain('Yasmin');
    expect(here.bot.calls).not.toContain('records.append');
  });
});

describe('an import that comes while somebody only reads', () => {
  const here = guardedHere();
  const ask = (id: string, verb: string, data: object) => {
    const headers = { authorization: `Bearer ${here.issuer.token()}` };
    const value = { action: { type: 'Action.Execute', verb, data } };
    return here.bot.post(headers, JSON.stringify(aPress({ id, value })));
  };

  test.each<[string, object]>([
    ['week.show', {}],
    ['checkIn.change', { session: 'p1/2027-02-09' }],
  ])('%s shows nothing of a pupil to who mentors them no more', async (verb, data) => {
    const { storage, machine } = here.bot;
    const [before] = await storage.programmes.list();
    await storage.programmes.replace(aProgramme(), before?.version ?? null, () => undefined);
    machine.pass(1000);
    expect((await ask(`${verb}/before`, verb, data)).text).toContain('Yara');
    const [head] = await storage.programmes.list();
    const people = [
      aPerson({ email: sam, endedOn: '2027-02-01' }),
      aPerson({ email: 'noor@leiden.example' }),
    ];
    await storage.programmes.replace(aProgramme({ people }), head?.version ?? null, () => undefined);
    machine.pass(1000);
    expect((await ask(`${verb}/after`, verb, data)).text).not.toContain('Yara');
  });
});

test('a card that an import makes out of date in the middle of a tick is not drawn by the roster before', async () => {
  const programme = theProgramme();
  const world = aWorld('2027-03-09T08:00:00+01:00');
  await world.import(programme);
  await world.install(programme);
  const bot = await world.start();
  world.clock.moveTo(at('2027-03-09T12:00:00+01:00'));
  await bot.tick();
  const { outbox } = world.storage;
  const openKeys = outbox.openKeys.bind(outbox);
  const importing: typeof openKeys = async (...given) => {
    Object.assign(outbox, { openKeys });
    const pupils = programme.pupils.map((one) => (one.id === 'p1' ? { ...one, firstName: 'Yasmina' } : one));
    const renamed = { ...programme, pupils };
    await world.import(renamed);
    world.machine.pass(rosterSettles);
    const retold = { pupils: ['p1'], schools: ['jdw'], reassigned: [] };
    await redrawAbout(outbox, renamed, { objecting: [], retold }, world.clock.now());
    return openKeys(...given);
  };
  Object.assign(outbox, { openKeys: importing });
  await bot.tick();
  const drawn = world.teams.updated.map(({ to, content }) => ({ to, text: JSON.stringify(content) }));
  expect(drawn).toEqual([{ to: sam, text: expect.stringContaining('Yasmina') }]);
  expect(drawn[0]?.text).not.toContain('Yara');
});

/** Says of the first roster it is asked about that it has been replaced, when a turn had time to come to its end. */
const aChatWithImport = async (): Promise<Chat> => {
  let asked = 0;
  const isCurrent = async (): Promise<boolean> => {
    asked += 1;
    const isFirst = asked === 1;
    await new Promise(setImmediate);
    return !isFirst;
  };
  return aChat(theProgramme(), '2027-03-08T12:00:00+01:00', null, { isCurrent });
};

describe('a turn that finds out that its roster has been replaced is one turn', () => {
  test('for who is met by it: they are looked up once, and welcomed', async () => {
    const chat = await aChatWithImport();
    expect(shown(await chat.as('sam@leiden.example').installs())).toContain('Hallo Sam, welkom!');
    expect(chat.lookedUp).toHaveLength(1);
  });

  test('for who gets a file by it: it is put there once', async () => {
    const chat = await aChatWithImport();
    const place = { uploadUrl: 'up', contentUrl: 'f.csv', name: 'f.csv', uniqueId: 'f', fileType: 'csv' };
    await chat.as('sam@leiden.example').consents(place, { kind: 'own' });
    expect(chat.desk.uploads).toHaveLength(1);
  });
});

const heads = (version: string): readonly ProgrammeHead[] => [{ id: 'hmp', version, tenants: ['tenant-1'] }];

const aWatch = () => {
  const machine = new MachineTime(0);
  const state = { version: '1', lists: 0, refreshed: 0, isAway: false };
  const store = rememberHeads(
    {
      list: async () => {
        state.lists += 1;
        if (state.isAway) throw new Error('storage cannot be reached');
        return heads(state.version);
      },
      load: async () => null,
    },
    machine,
  );
  const watch = rosterWatch({ store, programmes: { refresh: async () => void (state.refreshed += 1) } });
  return {
    watch,
    state,
    store,
    machine,
    isCurrent: (version: string) => watch.isCurrent({ id: 'hmp', version }),
  };
};

const unreadable = async (): Promise<void> => {
  throw new Error('another programme cannot be read');
};

describe('whether a roster is the stored one', () => {
  test('is asked once a second, however many want to know', async () => {
    const { state, machine, isCurrent } = aWatch();
    expect(await Promise.all(Array.from({ length: 50 }, () => isCurrent('1')))).not.toContain(false);
    expect(state).toMatchObject({ lists: 1, refreshed: 0 });
    machine.pass(1000);
    await isCurrent('1');
    expect(state.lists).toBe(2);
  });

  test('is known not to be, though not every programme can be read anew', async () => {
    const { store } = aWatch();
    const watch = rosterWatch({ store, programmes: { refresh: unreadable } });
    expect(await watch.isCurrent({ id: 'hmp', version: '0' })).toBe(false);
    expect(await watch.isCurrent({ id: 'hmp', version: '1' })).toBe(true);
  });

  test('is not asked again right after a tick has listed the programmes', async () => {
    const { state, store, isCurrent } = aWatch();
    await keepProgrammes(store).refresh();
    expect(await isCurrent('1')).toBe(true);
    expect(state.lists).toBe(1);
  });

  test('an older answer is no reason to doubt a newer roster', async () => {
    const { state, isCurrent } = aWatch();
    await isCurrent('1');
    state.version = '2';
    expect(await isCurrent('2')).toBe(true);
    expect(state.refreshed).toBe(0);
    expect(await isCurrent('1')).toBe(false);
    expect(state.refreshed).toBe(1);
  });

  test('a storage that is away tells nothing, and is asked again', async () => {
    const { state, isCurrent } = aWatch();
    state.isAway = true;
    await expect(isCurrent('1')).rejects.toThrow('cannot be reached');
    state.isAway = false;
    expect(await isCurrent('1')).toBe(true);
  });
});
