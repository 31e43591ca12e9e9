/** Of a pupil of whom somebody objects every text that anybody typed is gone, wherever it could be seen, and none comes again. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isVerb, verbThings } from '../../bot/programme/accessTable';
import { exportKinds } from '../../bot/ports/export';
import type { Programme } from '../../bot/programme/model';
import { removeObjected } from '../../bot/privacy/objected';
import { commands } from '../../dialogs/commands';
import { aTool, withFolder } from '../cli/tool';
import { shown, type Chat } from './chat';
import { bytesOf } from './desk';
import {
  aChatWithFlags,
  everybody,
  everyVerb,
  ofNoor,
  ofSam,
  programmeOfNames,
  type Target,
} from './everyVerb';
import { cora, jan, noor, sam } from './people';

const objecting: Programme = programmeOfNames({
  pupils: programmeOfNames().pupils.map((pupil) =>
    pupil.id === 'p1' ? { ...pupil, objection: true as const } : pupil,
  ),
});

/** A word of its own in every text about a pupil. */
const write = async (chat: Chat, { pupil, student }: Target, mark: string): Promise<void> => {
  const [session, flag] = [`${pupil}/2027-03-09`, `${pupil}/2027-03-09`];
  await chat.as(student).presses('checkIn.record', {
    session,
    outcome: 'absentUnnotified',
    note: `${mark}note`,
    nextStep: `${mark}step`,
  });
  await chat.as(jan).presses('flag.note', { flag, note: `${mark}flag` });
  await chat.as(cora).presses('checkIn.correct', {
    session: `${pupil}/2027-03-02`,
    outcome: 'absentUnknown',
    reason: `${mark}reason`,
  });
  await chat.as(jan).presses('flag.resolve', { flag, note: `${mark}end` });
};

const heldText = async ({ storage }: Chat): Promise<string> => {
  const all: unknown[] = [];
  for await (const one of storage.held.all({ programme: 'hmp', tenants: ['tenant-1'] })) all.push(one);
  for (const school of ['jdw', 'zwc'])
    all.push(await storage.records.pages('hmp', school), await storage.records.figures('hmp', school, 'all'));
  return JSON.stringify(all);
};

/** Everything that anybody can ask for, as one text. */
const everythingShown = async (chat: Chat): Promise<string> => {
  const seen: string[] = [];
  for (const who of everybody) {
    for (const { nl } of commands) seen.push(shown(await chat.as(who).says(nl.text)));
    for (const text of ['overzicht Yara', 'stil Sam de Boer'])
      seen.push(shown(await chat.as(who).says(text)));
    for (const verb of Object.keys(verbThings).filter(isVerb)) {
      const { data } = everyVerb[verb];
      if (!verb.startsWith('round.'))
        seen.push(shown(await chat.as(who).presses(verb, { ...data(ofSam), note: '', reason: '' })));
    }
    for (const kind of [...exportKinds, 'own'] as const) {
      const order = { programme: 'hmp', tenant: 'tenant-1', by: who, kind, language: 'nl' } as const;
      const file = await chat.desk.files.make(order);
      if (file !== null && kind !== 'xlsx') seen.push((await bytesOf(file)).toString());
    }
  }
  return seen.join('\n');
};

const toldByTool = async ({ storage }: Chat): Promise<string> => {
  const tool = aTool({ storage, now: '2027-03-10T12:00:00+01:00' });
  const ran = [
    ['sessions', 'hmp'],
    ['summary', 'hmp', '--pupil', 'p1'],
    ['flags', 'hmp'],
    ['outbox', 'hmp'],
    ['subject', 'hmp', 'show', 'p1'],
    ['subject', 'hmp', 'show', sam],
    ['subject', 'hmp', 'show', jan],
  ];
  const told: string[] = [];
  for (const args of ran) told.push((await tool.run(...args, '--json')).out);
  await withFolder({}, async (dir) => {
    await tool.run('export', 'hmp', '--out', dir);
    for (const file of await readdir(dir)) told.push(await readFile(join(dir, file), 'utf8'));
  });
  return told.join('\n');
};

const begin = async (): Promise<Chat> => {
  const chat = await aChatWithFlags();
  await write(chat, ofSam, 'gemberYara');
  await write(chat, ofNoor, 'kaneelAmir');
  return chat;
};

const object = async (chat: Chat): Promise<void> => {
  await chat.import(objecting);
  await removeObjected(chat.storage, objecting);
};

/** The words of some texts that stand there; short where they should be none. */
const found = (all: string, texts: RegExp): readonly string[] => [
  ...new Set([...all.matchAll(new RegExp(texts, 'g'))].map(([word]) => word)),
];

const ofYara = /gemberYara\w+|geheim van de student sam/;
const ofAmir = ['note', 'step', 'flag', 'reason', 'end'].map((text) => `kaneelAmir${text}`);

test('what was typed before is gone from everything that is held, that of others is not', async () => {
  const chat = await begin();
  expect(found(await heldText(chat), ofYara)).toHaveLength(6);
  await object(chat);
  const held = await heldText(chat);
  expect(found(held, ofYara)).toEqual([]);
  expect(found(held, /kaneelAmir\w+/).toSorted()).toEqual(ofAmir.toSorted());
});

test('nobody is shown any of it, by a command, a card from before, a file or the tool', async () => {
  const chat = await begin();
  expect(found(await everythingShown(chat), ofYara)).toHaveLength(6);
  expect(found(await toldByTool(chat), ofYara)).toHaveLength(6);
  const after = await begin();
  await object(after);
  expect(found(await everythingShown(after), ofYara)).toEqual([]);
  expect(found(await toldByTool(after), ofYara)).toEqual([]);
});

test('what is typed then is kept nowhere', async () => {
  const chat = await begin();
  await object(chat);
  await write(chat, ofSam, 'peperYara');
  await chat.as(jan).presses('flag.acknowledge', { flag: 'p1/2027-03-09', note: 'peperYaraSeen' });
  expect(found(await heldText(chat), /peperYara\w*/)).toEqual([]);
});

test('nothing is done about the flag that is no more, nor is a text for the school made of it', async () => {
  const chat = await begin();
  await object(chat);
  for (const verb of ['flag.show', 'flag.acknowledge', 'flag.note', 'flag.resolve', 'flag.passOn'] as const) {
    chat.forget();
    const reply = await chat.as(jan).presses(verb, { flag: 'p1/2027-03-09', note: 'peperYara' });
    expect(shown(reply)).toMatch(/hoort bij iemand anders|niet bij jouw rol/);
    expect(chat.calls).not.toContain('records.append');
  }
  expect(shown(await chat.as(noor).says('signalen'))).toContain('Amir');
});
