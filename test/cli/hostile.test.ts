/** What people typed, at the operator's terminal: it moves no cursor and breaks no row, and as JSON it is whole. */
import type { Programme } from '../../bot/programme/model';
import {
  aCoordinator,
  aPair,
  aPerson,
  aProgramme,
  aPupil,
  aSchool,
  aSession,
  anAction,
  anAnswer,
} from '../builders';
import { hostileEntries } from '../hostileStrings';
import { aTool, store, storeFacts, withFolder, type Tool } from './tool';

/** The importer takes no longer ids, nor longer names. */
const longestId = 64;
const longestName = 200;

const named = (text: string): Programme => {
  const [id, name] = [`${text.slice(0, longestId - 1)}1`, text.slice(0, longestName)];
  return aProgramme({
    name,
    schools: [aSchool({ name, contact: name })],
    universities: [{ id: 'leiden', name, closed: [] }],
    people: [aPerson({ name }), aCoordinator({ name })],
    pupils: [aPupil({ id, firstName: name, class: name })],
    pairs: [aPair({ pupil: id, room: name })],
  });
};

const stocked = async (text: string): Promise<Tool> => {
  const tool = aTool();
  const programme = named(text);
  await store(tool.storage, programme);
  const id = programme.pupils[0]?.id ?? '';
  const facts = ['2027-02-09', '2027-02-16'].map((date) =>
    anAnswer(date, {
      outcome: 'absentUnnotified',
      session: aSession(date, { id: `${id}/${date}`, pupil: id, room: text }),
    }),
  );
  const [, last] = facts;
  const note = anAction({ at: (last?.at ?? 0) + 1000, verb: 'note', note: text });
  await storeFacts(tool.storage, 'hmp', { school: 'jdw', pupil: id }, [...facts, note], {
    topics: [],
    nextStep: text,
    note: text,
    case: false,
  });
  return tool;
};

const commands: readonly (readonly string[])[] = [
  ['programmes'],
  ['sessions', 'hmp'],
  ['forecast', 'hmp'],
  ['summary', 'hmp'],
  ['flags', 'hmp'],
  ['outbox', 'hmp'],
  ['rounds', 'hmp'],
  ['doctor'],
];

const unseen = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

describe.each(hostileEntries)('%s', (_, text) => {
  test('in every name and note, a command prints as one row after the other', async () => {
    const tool = await stocked(text);
    for (const command of commands) {
      const { out, err } = await tool.run(...command);
      expect([command, unseen.exec(out)?.index ?? null, unseen.exec(err)?.index ?? null]).toEqual([
        command,
        null,
        null,
      ]);
      await expect(tool.run(...command, '--json').then(({ json }) => json())).resolves.toBeDefined();
    }
  });

  test('typed where a programme, a pupil or a day is asked for, is refused in one line', async () => {
    const tool = await stocked('Yara');
    for (const command of [
      ['sessions', text],
      ['summary', 'hmp', '--school', text],
      ['summary', 'hmp', '--pupil', text],
      ['sessions', 'hmp', '--from', text],
      ['outbox', 'hmp', '--status', text],
      [text],
    ]) {
      const { exitCode, out, err } = await tool.run(...command);
      expect([command[0], exitCode === 0, out, unseen.exec(err)?.[0] ?? null]).toEqual([
        command[0],
        false,
        '',
        null,
      ]);
    }
  });

  test('is exported whole', async () => {
    const tool = await stocked(text);
    await withFolder({}, async (dir) => {
      expect((await tool.run('export', 'hmp', '--out', dir)).exitCode).toBe(0);
    });
  });
});
