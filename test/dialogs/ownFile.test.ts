/** What is held of somebody, as a file they can have themselves. */
import { everything, storeEverything } from '../privacy/everything';
import { aChat, shown, type Chat } from './chat';
import { bytesOf } from './desk';
import { cora, noor, sam, theo } from './people';

const address = 'https://maat.example';

const place = (uploadUrl = 'https://hmp-my.sharepoint.com/up') => ({
  uploadUrl,
  contentUrl: 'https://hmp-my.sharepoint.com/f.csv',
  name: 'f.csv',
  uniqueId: 'file-1',
  fileType: 'csv',
});

const aTalk = async (): Promise<Chat> => {
  const chat = await aChat(everything(), '2027-03-05T12:00:00+01:00');
  // The programme is there already, which conflicts and is left.
  await storeEverything(chat.storage);
  chat.desk.giveLinks(address);
  return chat;
};

/** The file behind the link that somebody gets. */
const fileOf = async (chat: Chat, who: string): Promise<{ readonly name: string; readonly text: string }> => {
  const token = /files\/([^"\\]+)/.exec(shown(await chat.as(who).presses('privacy.link', {})))?.[1] ?? '';
  const link = await chat.storage.links.take(token, chat.machine.now());
  if (link === null) throw new Error('no link was kept');
  const file = await chat.desk.files.make(link);
  if (file === null) throw new Error('no file was made');
  return { name: file.name, text: (await bytesOf(file)).toString('utf8') };
};

describe('a student has what is held of them as a file', () => {
  test('what they did, wrote and got; and when', async () => {
    const { name, text } = await fileOf(await aTalk(), sam);
    expect(name).toBe('Haags Mentorprogramma mijn gegevens 2027-03-05.csv');
    for (const part of [
      'Soort;Nummer;Gegeven;Waarde',
      'people;1;name;Sam de Boer',
      'pairs;1;pupil;p1',
      'fact;1;note;Noor kwam even langs',
      'fact;1;nextStep;open dag kiezen',
      'message;1;status;sent',
      'pause;1;until;2027-03-01',
      'contactMade;1;note;gebeld',
      'hours;1;sessions;2',
      'situation;Mijn leerling zegt weinig.',
    ])
      expect(text).toContain(part);
  });

  test('and nothing of others: no names, no words of theirs, no addresses but their own, no token', async () => {
    const { text } = await fileOf(await aTalk(), sam);
    for (const other of [noor, cora, theo, 'Sam de Boer belt haar', 'Samen met Sam', 'Sam zag het'])
      expect(text).not.toContain(other);
    expect(text).not.toContain('token-of-sam');
    expect(text).not.toContain('chat of');
  });

  test('in English with commas, as spreadsheets there expect', async () => {
    const { desk } = await aTalk();
    const order = { programme: 'hmp', tenant: 'tenant-1', kind: 'own', language: 'en', by: sam } as const;
    const file = await desk.files.make(order);
    if (file === null) throw new Error('no file was made');
    expect((await bytesOf(file)).toString('utf8')).toContain('Kind,Number,Field,Value');
  });

  test('a coordinator has theirs; who takes part in nothing any more has none', async () => {
    const chat = await aTalk();
    const { text } = await fileOf(chat, cora);
    expect(text).toContain('access;1;what;export.xlsx');
    expect(text).not.toContain('Noor kwam');
    const order = { programme: 'hmp', tenant: 'tenant-1', kind: 'own', language: 'nl' } as const;
    expect(await chat.desk.files.make({ ...order, by: 'nobody@leiden.example' })).toBeNull();
    expect(await chat.desk.files.make({ ...order, by: sam, tenant: 'tenant-2' })).toBeNull();
  });

  test('who corrected gets the reason they gave; what the student had noted stays the student’s', async () => {
    const chat = await aTalk();
    const answer = { programme: 'hmp', session: 'p1/2027-02-09', outcome: 'late', minutesLate: '8' };
    await chat.as(cora).presses('checkIn.correct', { ...answer, reason: 'volgens de portier' });
    const [record] = (await chat.storage.records.checkIns('hmp', 'p1', '2027-02-09')).slice(1);
    expect(record).toMatchObject({ answer: { by: cora }, followUp: { note: 'Noor kwam even langs' } });
    const ofCora = (await fileOf(chat, cora)).text;
    expect(ofCora).toContain('reason;volgens de portier');
    expect(ofCora).not.toMatch(/Noor kwam|open dag kiezen/);
    expect((await fileOf(chat, sam)).text).not.toContain('portier');
  });

  test('in their OneDrive when they agree, with a link as the other way where there is an address for one', async () => {
    const chat = await aChat(everything(), '2027-03-05T12:00:00+01:00');
    await storeEverything(chat.storage);
    expect(shown(await chat.as(sam).says('privacy'))).toContain('privacy.file');
    const { replacement, messages } = await chat.as(sam).presses('privacy.file', {});
    expect(replacement).toBeNull();
    expect(shown({ replacement, messages })).not.toMatch(/privacy\.link|exporteren/);
    const question = messages.find(({ file }) => file !== undefined);
    expect(question).toMatchObject({
      content: { acceptContext: { kind: 'own' }, description: expect.stringContaining('over jou') },
      file: { name: 'Haags Mentorprogramma mijn gegevens 2027-03-05.csv' },
    });
    expect(chat.calls).not.toContain('records.checkIns');
    const agreed = await chat.as(sam).consents(place(), { programme: 'hmp', kind: 'own' });
    expect(shown(agreed)).toContain('file-1');
    expect(chat.desk.uploads.map(({ bytes }) => bytes.toString('utf8'))).toEqual([
      expect.stringContaining('fact;1;note;Noor kwam even langs'),
    ]);
    expect(shown(await chat.as(sam).presses('privacy.link', {}))).toContain('Een link kan ik niet geven');
    expect(chat.calls).not.toContain('links.keep');
    chat.desk.giveLinks(address);
    expect(shown(await chat.as(sam).presses('privacy.file', {}))).toContain('privacy.link');
  });

  test('nobody gets it by a question that was somebody else’s, nor after their part ended', async () => {
    const chat = await aTalk();
    const data = { programme: 'hmp', kind: 'own', by: sam };
    await chat.as(noor).consents(place(), data);
    expect(chat.desk.uploads.map(({ bytes }) => bytes.toString('utf8'))).toEqual([
      expect.not.stringContaining('Sam de Boer'),
    ]);
    await chat.import({ ...everything(), people: everything().people.filter(({ email }) => email !== sam) });
    await chat.as(sam).consents(place(), data);
    expect(chat.desk.uploads).toHaveLength(1);
  });

  test('who says no, or whose OneDrive is full, hears how else, and nothing of other files', async () => {
    const chat = await aTalk();
    const data = { programme: 'hmp', kind: 'own' };
    for (const answer of [null, place('https://hmp.sharepoint.com/full')]) {
      const told = shown(await chat.as(sam).consents(answer, data));
      expect(told).toContain('privacy.link');
      expect(told).not.toContain('exporteren');
    }
    expect(chat.desk.uploads).toEqual([]);
  });
});
