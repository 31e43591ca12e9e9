import { aChat, shown, type Chat } from './chat';
import { cora, lea, noor, sam, theo, theProgramme } from './people';

const now = '2027-02-09T08:00:00+01:00';
const begin = (): Promise<Chat> => aChat(theProgramme(), now, 'https://maat.example');
const address = (n: number): string => `https://maat.example/calendar/${String(n).padStart(64, '0')}.ics`;

test('a student gets the address of their own feed, the same every time, each their own', async () => {
  const chat = await begin();
  expect(shown(await chat.as(sam).presses('calendar.show', {}))).toContain(address(1));
  expect(shown(await chat.as(noor).presses('calendar.show', {}))).toContain(address(2));
  const again = await chat.as(sam).presses('calendar.show', {});
  expect(again.replacement).toBeNull();
  expect(shown(again)).toContain(address(1));
  expect(shown(await chat.as(lea).presses('calendar.show', {}))).toContain('subscribe to calendar');
});

test('a new link takes the place of the old one, for its owner alone', async () => {
  const chat = await begin();
  await chat.as(sam).presses('calendar.show', {});
  await chat.as(noor).presses('calendar.show', {});
  const renewed = await chat.as(sam).presses('calendar.renew', {});
  expect(JSON.stringify(renewed.replacement)).toContain(address(3));
  const { feeds } = chat.storage;
  const found = await Promise.all([1, 2, 3].map((n) => feeds.find(String(n).padStart(64, '0'))));
  expect(found.map((feed) => feed?.value.aadObjectId ?? null)).toEqual([null, `aad-${noor}`, `aad-${sam}`]);
});

test('it is switched off on the card of privacy itself, where there is a link', async () => {
  const chat = await begin();
  expect(shown(await chat.as(sam).says('privacy'))).not.toContain('calendar.stop');
  await chat.as(sam).presses('calendar.show', {});
  expect(shown(await chat.as(sam).says('privacy'))).toContain('"verb":"calendar.stop"');
  const stopped = await chat.as(sam).presses('calendar.stop', {});
  expect(JSON.stringify(stopped.replacement)).toContain('Je link staat uit');
  expect(JSON.stringify(stopped.replacement)).toContain('calendar.show');
  expect(shown(await chat.as(sam).says('privacy'))).not.toContain('calendar.stop');
  expect(shown(await chat.as(sam).presses('calendar.show', {}))).toContain(address(2));
});

test('whose answer waited makes no address again once it was switched off, and ends no new one', async () => {
  const chat = await begin();
  const anew = { hasWaited: true, isUnseen: true };
  await chat.as(sam).presses('calendar.show', {});
  await chat.as(sam).presses('calendar.stop', {});
  for (const verb of ['calendar.show', 'calendar.renew'])
    expect(shown(await chat.as(sam).presses(verb, {}, anew))).toContain('Je link staat uit');
  await chat.as(sam).presses('calendar.show', {});
  for (const verb of ['calendar.stop', 'calendar.renew', 'calendar.show'])
    expect(shown(await chat.as(sam).presses(verb, {}, anew))).toContain(address(2));
});

const buttons = async (chat: Chat, who: string, says: string): Promise<boolean> =>
  shown(await chat.as(who).says(says)).includes('calendar.show');

test('it is offered where it is set up, to who has sessions or may have meetings', async () => {
  const chat = await begin();
  expect(await buttons(chat, sam, 'mijn week')).toBe(true);
  expect(await buttons(chat, sam, 'privacy')).toBe(true);
  expect(await buttons(chat, theo, 'mijn week')).toBe(true);
  expect(await buttons(chat, cora, 'privacy')).toBe(false);
  const without = await aChat(theProgramme(), now);
  expect(await buttons(without, sam, 'mijn week')).toBe(false);
  expect(shown(await without.as(sam).presses('calendar.show', {}))).toContain('geen agendalink');
});

test('somebody of no programme gets none, and nothing is made', async () => {
  const chat = await begin();
  chat.forget();
  const reply = await chat.as('stranger@leiden.example').presses('calendar.show', {});
  expect(shown(reply)).not.toContain('/calendar/');
  expect(chat.calls.filter((call) => call.startsWith('feeds.'))).toEqual([]);
});
