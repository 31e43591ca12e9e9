import { aSchool, at } from '../../builders';
import { ofType } from '../../cards/cardProblems';
import { aChat, replaced, shown, type Chat } from '../chat';
import { cora, noor, sam, theo, theProgramme, zara } from '../people';

const flag = 'p1/2027-03-09';

/** Yara was absent twice in a row, and Sam wrote a note about it. */
const begin = async (contact: string | null): Promise<Chat> => {
  const schools = [aSchool({ contact }), aSchool({ id: 'zwc', name: 'Zuiderpark College' })];
  const chat = await aChat(theProgramme({ schools }), '2027-03-09T10:05:00+01:00');
  for (const session of ['p1/2027-03-02', 'p1/2027-03-09'])
    await chat.as(sam).presses('checkIn.record', { session, outcome: 'absentUnnotified', note: 'geheim' });
  chat.clock.moveTo(at('2027-03-09T12:00:00+01:00'));
  return chat;
};

const passOn = (chat: Chat, who = cora) => chat.as(who).presses('flag.passOn', { flag });

test('a coordinator gets the text and a draft; one press then resolves the flag with its reason', async () => {
  const chat = await begin('verzuim@jdw.example');
  const card = await passOn(chat);
  expect(shown(card)).not.toContain('geheim');
  expect(shown(card)).not.toContain('Sam');
  const [draft] = ofType(replaced(card), 'Action.OpenUrl');
  expect(String(draft?.['url'])).toMatch(/^mailto:verzuim@jdw\.example\?subject=Signaal%20over%20Yara/);
  const resolved = await chat.as(cora).presses('flag.resolve', { flag, reason: 'passedToSchool' });
  expect(shown(resolved)).toContain('Cora Bakker sloot dit af: Doorgegeven aan school');
});

test('nothing is stored or sent by it', async () => {
  const chat = await begin('kamer 1.12');
  await chat.as(cora).installs();
  chat.forget();
  const woken = chat.woken();
  expect(shown(await passOn(chat))).toContain('kamer 1.12');
  const stored = chat.calls.filter((call) => !/^contacts\.|^records\.page$|^access\.add$/.test(call));
  expect([stored, chat.woken()]).toEqual([[], woken]);
});

test('a flag that was resolved or withdrawn meanwhile is shown as it stands, and as not passed on', async () => {
  const chat = await begin(null);
  await chat.as(cora).presses('flag.resolve', { flag, reason: 'mistake' });
  expect(shown(await passOn(chat))).toContain('Dit signaal is afgesloten. Er is niets doorgegeven.');
  const other = await begin(null);
  await other.as(sam).presses('checkIn.record', { session: 'p1/2027-03-09', outcome: 'onTime' });
  expect(shown(await passOn(other))).toContain('Dit signaal is ingetrokken. Er is niets doorgegeven.');
});

test.each([zara, sam, noor, theo])('%s gets nothing of it, and nothing is read', async (who) => {
  const chat = await begin('verzuim@jdw.example');
  await chat.as(who).installs();
  chat.forget();
  const card = shown(await passOn(chat, who));
  expect(card).not.toContain('Yara');
  expect(card).not.toContain('verzuim@');
  expect(chat.calls.filter((call) => !call.startsWith('contacts.'))).toEqual([]);
});
