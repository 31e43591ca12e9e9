/** What the operator looks up of people leaves a record, and whoever is looked up hears of it. */
import { operator, toolLooks } from '../../bot/ports/export';
import { toolTells } from '../../bot/programme/accessTable';
import { aChat, shown, type Chat } from '../dialogs/chat';
import { cora, jan, lea, noor, sam, theo, theProgramme } from '../dialogs/people';
import { aTool, withFolder, type Tool } from './tool';

const moment = '2027-02-17T12:00:00+01:00';

const aTalk = async (): Promise<{ readonly chat: Chat; readonly tool: Tool }> => {
  const chat = await aChat(theProgramme(), moment);
  for (const who of [sam, noor, lea, cora, jan, theo]) await chat.as(who).installs();
  await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-02-09', outcome: 'onTime' });
  return { chat, tool: aTool({ storage: chat.storage, now: moment }) };
};

const recorded = async ({ storage }: Chat) =>
  (await storage.access.list('hmp', 0)).map(({ who, what, scope, pupils, people }) => ({
    who,
    what,
    scope,
    ...(pupils === undefined ? {} : { pupils }),
    ...(people === undefined ? {} : { people }),
  }));

const all = ['jdw', 'zwc'];

describe('is in the access record before it is shown:', () => {
  test.each([
    [['sessions', 'hmp'], { what: 'tool.sessions', scope: all }],
    [['forecast', 'hmp'], { what: 'tool.forecast', scope: all }],
    [['summary', 'hmp'], { what: 'tool.summary', scope: all }],
    [['summary', 'hmp', '--school', 'zwc'], { what: 'tool.summary', scope: ['zwc'] }],
    [['summary', 'hmp', '--pupil', 'p1'], { what: 'tool.summary', scope: ['jdw'], pupils: ['p1'] }],
    [['flags', 'hmp'], { what: 'tool.flags', scope: all }],
    [['rounds', 'hmp'], { what: 'tool.rounds', scope: all }],
    [['outbox', 'hmp'], { what: 'tool.outbox', scope: all }],
    [['subject', 'hmp', 'show', 'p1'], { what: 'tool.subject', scope: ['jdw'], pupils: ['p1'] }],
    [['subject', 'hmp', 'show', sam], { what: 'tool.subject', scope: [], people: [sam] }],
  ])('%j', async (command, row) => {
    const { chat, tool } = await aTalk();
    expect((await tool.run(...command)).exitCode).toBe(0);
    expect(await recorded(chat)).toEqual([{ who: 'operator', ...row }]);
    const elsewhere = aTool({
      storage: { ...chat.storage, access: broken },
      now: '2027-02-17T14:00:00+01:00',
    });
    const { exitCode, out, err } = await elsewhere.run(...command);
    expect([exitCode, out]).toEqual([1, '']);
    expect(err).toContain('cannot be written');
  });

  test('export', async () => {
    const { chat, tool } = await aTalk();
    await withFolder({}, async (dir) => {
      expect((await tool.run('export', 'hmp', '--out', dir)).exitCode).toBe(0);
    });
    expect(await recorded(chat)).toEqual([{ who: 'operator', what: 'tool.export', scope: all }]);
  });
});

const broken = {
  add: (): Promise<void> => Promise.reject(new Error('cannot be written')),
  list: () => Promise.resolve([]),
};

test('the same within the hour is one look; what is refused, or of nobody, is none', async () => {
  const { chat, tool } = await aTalk();
  for (let n = 0; n < 5; n += 1) await tool.run('sessions', 'hmp', '--from', '2027-02-09');
  await tool.run('summary', 'hmp', '--school', 'nowhere');
  await tool.run('subject', 'hmp', 'show', 'nobody@leiden.example');
  await tool.run('programmes');
  await tool.run('doctor');
  expect(await recorded(chat)).toHaveLength(1);
  const later = aTool({ storage: chat.storage, now: '2027-02-17T13:00:01+01:00' });
  await later.run('sessions', 'hmp');
  expect(await recorded(chat)).toHaveLength(2);
});

const told = async (chat: Chat, who: string): Promise<string> => {
  const text = shown(await chat.as(who).says('privacy'));
  return (
    text.slice(text.search(/Wat de beheerder opzocht|What the operator looked up/)).split('"separator"')[0] ??
    ''
  );
};

describe('`privacy` tells whoever was looked up', () => {
  const heading = 'Wat de beheerder opzocht met een opdracht';
  test('of themselves, and of pupils of theirs; nobody else hears of it', async () => {
    const { chat, tool } = await aTalk();
    await tool.run('subject', 'hmp', 'show', cora);
    await tool.run('summary', 'hmp', '--pupil', 'p1');
    expect(await told(chat, cora)).toContain('alles over jou, of over een leerling van jou · 1 keer');
    expect(await told(chat, sam)).toContain('overzicht · 1 keer, laatst wo 17 feb, 12:00');
    for (const who of [noor, jan, theo]) expect(await told(chat, who)).toContain('Niets waarin jij staat.');
    expect(await told(chat, lea)).toContain('Nothing that you are in.');
    expect(shown(await chat.as(sam).says('privacy'))).toContain(heading);
  });

  test('of a school: its students alone; everything: everybody', async () => {
    const { chat, tool } = await aTalk();
    await tool.run('summary', 'hmp', '--school', 'zwc');
    await tool.run('outbox', 'hmp');
    expect(await told(chat, sam)).not.toContain('overzicht ·');
    expect(await told(chat, lea)).toContain('summary · once');
    expect(await told(chat, theo)).toContain('berichten die ik stuur · 1 keer');
    expect(await told(chat, cora)).not.toContain('overzicht ·');
  });

  const nothing = /Niets waarin jij staat|Nothing that you are in/;
  const people = { student: [sam, lea], teacher: [theo], coordinator: [cora, jan] } as const;
  const commands = toolLooks.filter((command) => command !== 'subject');

  test.each(commands)('of %s, each role as docs/security.md says', async (command) => {
    for (const role of ['student', 'teacher', 'coordinator'] as const)
      for (const school of ['jdw', 'zwc'])
        for (const who of people[role]) {
          const { chat } = await aTalk();
          const [what, reach] = [`tool.${command}`, toolTells[command][role]] as const;
          await chat.storage.access.add('hmp', {
            at: chat.clock.now() - 1,
            who: operator,
            what,
            scope: [school],
          });
          const isTheirs = reach !== 'ownPupils' || (who === sam ? 'jdw' : 'zwc') === school;
          const hears = reach !== null && isTheirs;
          expect({ who, school, hears: !nothing.test(await told(chat, who)) }).toEqual({
            who,
            school,
            hears,
          });
        }
  });
});
