/** What is held of somebody, as a file they can have themselves. */
import { everything, storeEverything } from '../privacy/everything';
import { aChat, shown, type Chat } from './chat';
import { bytesOf } from './desk';
import { cora, noor, sam, theo } from './people';

const address = 'https://maat.example';

const aTalk = async (): Promise<Chat> => {
  const chat = await aChat(everything(), '2027-03-05T12:00:00+01:00');
  // The programme is there already, which conflicts and is left.
  await storeEverything(chat.storage);
  chat.desk.giveLinks(address);
  return chat;
};

/** The file behind the link that somebody gets. */
const fileOf = async (chat: Chat, who: string): Promise<{ readonly name: string; readonly text: string }> => {
  const token = /files\/([^"\\]+)/.exec(shown(await chat.as(who).presses('privacy.file', {})))?.[1] ?? '';
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

  test('a coordinator has theirs; who takes part in nothing any more has none', async () => {
    const chat = await aTalk();
    const { text } = await fileOf(chat, cora);
    expect(text).toContain('access;1;what;export.xlsx');
    expect(text).not.toContain('Noor kwam');
    const order = { programme: 'hmp', tenant: 'tenant-1', kind: 'own', language: 'nl' } as const;
    expect(await chat.desk.files.make({ ...order, by: 'nobody@leiden.example' })).toBeNull();
    expect(await chat.desk.files.make({ ...order, by: sam, tenant: 'tenant-2' })).toBeNull();
  });

  test('only where links can be given', async () => {
    const chat = await aChat(everything(), '2027-03-05T12:00:00+01:00');
    expect(shown(await chat.as(sam).says('privacy'))).not.toContain('privacy.file');
    await chat.as(sam).presses('privacy.file', {});
    expect(chat.calls).not.toContain('links.keep');
    chat.desk.giveLinks(address);
    expect(shown(await chat.as(sam).says('privacy'))).toContain('privacy.file');
  });
});
