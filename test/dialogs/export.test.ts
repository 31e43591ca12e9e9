/** `exporteren`: who may have which file, where it goes, and what is written down of it. */
import type { OfferedPlace } from '../../bot/ports';
import { aChat, replaced, shown, type Chat } from './chat';
import { cora, jan, lea, sam, theProgramme, theo, zara } from './people';

const hmp = theProgramme().id;
const asked = { programme: hmp, kind: 'sessions' };
const place = (uploadUrl = 'https://hmp.sharepoint.com/up'): OfferedPlace => ({
  uploadUrl,
  contentUrl: 'https://hmp.sharepoint.com/file',
  name: 'file.csv',
  uniqueId: 'unique',
  fileType: 'csv',
});

const begin = async (): Promise<Chat> => {
  const chat = await aChat(theProgramme(), '2027-03-17T12:00:00+01:00');
  for (const email of [cora, jan, zara, sam, lea, theo]) await chat.as(email).installs();
  chat.forget();
  return chat;
};

const pupilCalls = (chat: Chat): readonly string[] =>
  chat.calls.filter((call) => call.startsWith('records.'));

describe('exporteren', () => {
  test('offers the files of the schools of who asks, and reads nothing for it', async () => {
    const chat = await begin();
    const text = shown(await chat.as(jan).says('exporteren'));
    expect(text).toContain('Johan de Witt');
    expect(text).not.toContain('Zuiderpark');
    expect(text).toContain('"kind":"xlsx"');
    expect(pupilCalls(chat)).toEqual([]);
  });

  test.each([sam, theo])('%s is told that it is not for them, whatever they press', async (email) => {
    const chat = await begin();
    chat.desk.giveLinks('https://bot.example.org');
    const replies = [
      await chat.as(email).says('exporteren'),
      await chat.as(email).presses('export.file', asked),
      await chat.as(email).presses('export.link', asked),
      await chat.as(email).consents(place(), asked),
    ];
    for (const reply of replies) expect(shown(reply)).toContain('Dit hoort niet bij jouw rol');
    expect(chat.desk.uploads).toEqual([]);
    expect(pupilCalls(chat)).toEqual([]);
    expect(await chat.storage.access.list(hmp, 0)).toEqual([]);
    expect(chat.calls).not.toContain('links.keep');
  });

  test.each([{ programme: 'another', kind: 'sessions' }, { programme: hmp, kind: 'notes' }, {}])(
    'a card that asks for %p gets nothing',
    async (data) => {
      const chat = await begin();
      expect(shown(await chat.as(cora).consents(place(), data))).toContain('Dit hoort niet bij jouw rol');
      expect(chat.desk.uploads).toEqual([]);
      expect(pupilCalls(chat)).toEqual([]);
    },
  );

  test('a press on a file lets Teams ask first; nothing is read yet', async () => {
    const chat = await begin();
    const reply = await chat.as(jan).presses('export.file', asked);
    const [question] = reply.messages;
    expect(question?.file?.contentType).toBe('application/vnd.microsoft.teams.card.file.consent');
    expect(question?.file?.name).toMatch(/sessies 2027-03-17\.csv$/);
    expect(question?.content['acceptContext']).toEqual(asked);
    expect(Number(question?.content['sizeInBytes'])).toBeGreaterThan(0);
    expect(JSON.stringify(replaced(reply))).not.toContain('export.link');
    expect(pupilCalls(chat)).toEqual([]);
  });

  test('a yes puts the file of the own schools there, after it was written down who gets it', async () => {
    const chat = await begin();
    const reply = await chat.as(jan).consents(place(), asked);
    expect(reply.messages[0]?.file).toEqual({
      contentType: 'application/vnd.microsoft.teams.card.file.info',
      name: 'file.csv',
      contentUrl: 'https://hmp.sharepoint.com/file',
    });
    const text = chat.desk.uploads[0]?.bytes.toString('utf8') ?? '';
    expect(text).toContain('Yara');
    expect(text).not.toContain('Bo;');
    expect(chat.calls.indexOf('access.add')).toBeLessThan(chat.calls.indexOf('records.pages'));
    expect(await chat.storage.access.list(hmp, 0)).toEqual([
      { at: chat.clock.now(), who: jan, what: 'export.sessions', scope: ['jdw'] },
    ]);
  });

  test('without a record of it there is no file', async () => {
    const chat = await begin();
    chat.failNext('access.add');
    await expect(chat.as(jan).consents(place(), asked)).rejects.toThrow();
    expect(chat.desk.uploads).toEqual([]);
  });

  test('a no makes nothing, and offers a link where there can be one', async () => {
    const chat = await begin();
    expect(shown(await chat.as(jan).consents(null, asked))).not.toContain('export.link');
    chat.desk.giveLinks('https://bot.example.org');
    expect(shown(await chat.as(jan).consents(null, asked))).toContain('export.link');
    expect(chat.desk.uploads).toEqual([]);
    expect(pupilCalls(chat)).toEqual([]);
  });

  test('a OneDrive that refuses is told', async () => {
    const chat = await begin();
    const reply = await chat.as(jan).consents(place('https://hmp.sharepoint.com/full'), asked);
    expect(shown(reply)).toContain('lukte niet om het bestand');
  });

  test('a link says who may have what, and is not offered without an address', async () => {
    const chat = await begin();
    expect(shown(await chat.as(jan).presses('export.link', asked))).toContain('Een link kan ik niet geven');
    chat.desk.giveLinks('https://bot.example.org');
    const text = shown(await chat.as(jan).presses('export.link', asked));
    expect(text).toContain('https://bot.example.org/files/token-1');
    const until = chat.machine.now() + 15 * 60_000;
    expect(await chat.storage.links.take('token-1', until - 1)).toEqual({
      ...asked,
      tenant: 'tenant-1',
      by: jan,
      language: 'nl',
      until,
    });
    expect(pupilCalls(chat)).toEqual([]);
  });

  test('what a link gives is decided when it is opened', async () => {
    const chat = await begin();
    const order = { programme: hmp, tenant: 'tenant-1', by: jan, kind: 'xlsx', language: 'nl' } as const;
    expect(await chat.desk.files.make({ ...order, tenant: 'tenant-9' })).toBeNull();
    const people = theProgramme().people.map((person) =>
      person.email === jan ? { ...person, endedOn: '2027-03-17' } : person,
    );
    await chat.import(theProgramme({ people }));
    chat.forget();
    expect(await chat.desk.files.make(order)).toBeNull();
    expect(pupilCalls(chat)).toEqual([]);
    expect(await chat.storage.access.list(hmp, 0)).toEqual([]);
  });
});
