/** Storage fails in the middle of a turn: what is said then, and what the same press does afterwards. */
import type { Inbound } from '../../bot/ports';
import { failed, unsure } from '../../dialogs/respond';
import { spokenLanguages } from '../../dialogs/spoken';
import { aChat, replaced, shown, type Chat } from './chat';
import { sam, theProgramme } from './people';

const session = 'p1/2027-03-09';
const data = { session, outcome: 'onTime' };

const inbound: Inbound = {
  tenant: 'tenant-1',
  aadObjectId: 'aad',
  conversationId: 'chat',
  serviceUrl: '',
  botId: '28:bot',
  userId: '29:x',
  activityId: 'one',
  cardId: null,
  isPersonal: true,
  event: { kind: 'action', verb: 'checkIn.record', data },
  cameAt: 0,
  saidAt: 0,
};

const begin = (): Promise<Chat> => aChat(theProgramme(), '2027-03-09T10:05:00+01:00');
const stored = async (chat: Chat) =>
  (await chat.storage.records.page('hmp', 'jdw', 'p1'))?.value.facts.length ?? 0;

/** What a person reads when this call of storage fails while they press. */
const saidWhenFailing = async (chat: Chat, call: string): Promise<string> => {
  await chat.as(sam).says('hulp');
  chat.failNext(call);
  const pressing = chat.as(sam).presses('checkIn.record', data);
  const error: unknown = await pressing.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).not.toBeNull();
  return shown(failed(inbound, error, 'nl'));
};

test.each(['contacts.byId', 'records.page', 'records.checkIns'])(
  'while reading (%s): nothing is stored, and that is said',
  async (call) => {
    const chat = await begin();
    if (call === 'records.checkIns') await chat.as(sam).presses('checkIn.record', data);
    const before = await stored(chat);
    expect(await saidWhenFailing(chat, call)).toContain('er is niets opgeslagen');
    expect(await stored(chat)).toBe(before);
  },
);

test('of what was stored before its answer waited, nobody says that nothing was', () => {
  const event = { kind: 'text', text: 'pauze tot 3-5' } as const;
  const waited = { ...inbound, event, hasWaited: true, isUnseen: true };
  const away = new Error('storage cannot be reached');
  expect(shown(failed(waited, away, 'nl'))).toBe(shown(unsure(waited, 'nl')));
  expect(shown(failed({ ...waited, isUnseen: false }, away, 'nl'))).toContain('er is niets opgeslagen');
});

test('while storing: nobody can tell whether it is there, and pressing again stores it once', async () => {
  const chat = await begin();
  const card = await saidWhenFailing(chat, 'records.append');
  expect(card).toContain('ik weet nog niet of het is opgeslagen');
  expect(card).toContain('Opnieuw proberen');
  await chat.as(sam).presses('checkIn.record', data);
  await chat.as(sam).presses('checkIn.record', data);
  expect(await stored(chat)).toBe(1);
});

test('while storing a pause likewise', async () => {
  const chat = await begin();
  await chat.as(sam).says('hulp');
  chat.failNext('records.addPause');
  await expect(chat.as(sam).says('pauze tot 3-5')).rejects.toThrow('not known whether stored');
});

test('a press can be repeated as it was; a message gets a line; an installation nothing', () => {
  expect(JSON.stringify(replaced(unsure(inbound, 'nl')))).toContain(`"session":"${session}"`);
  const text = unsure({ ...inbound, event: { kind: 'text', text: 'hulp' } }, 'nl');
  expect(text.replacement).toBeNull();
  expect(shown(text)).toContain('Dat kan geen kwaad');
  expect(unsure({ ...inbound, event: { kind: 'installed' } }, 'nl')).toEqual({
    replacement: null,
    messages: [],
  });
});

test('whoever chose English reads it in English too, and whom nobody knows yet in Dutch', async () => {
  const chat = await begin();
  const who = { tenant: 'tenant-1', aadObjectId: `aad-${sam}` };
  expect(chat.spoken.of(who)).toBe('nl');
  await chat.as(sam).says('taal en');
  await chat.as(sam).says('help');
  expect(chat.spoken.of(who)).toBe('en');
  const said = [failed(inbound, null, 'en'), unsure(inbound, 'en')].map((reply) => shown(reply)).join();
  expect(said).not.toMatch(/opgeslagen|proberen/);
  expect(chat.spoken.of({ ...who, tenant: 'tenant-2' })).toBe('nl');
});

const who = (number: number) => ({ tenant: 't', aadObjectId: `${number}` });

test('of very many people those who were here first are forgotten', () => {
  const spoken = spokenLanguages();
  for (let number = 0; number <= 20_000; number += 1) spoken.note(who(number), 'en');
  expect([spoken.of(who(0)), spoken.of(who(1)), spoken.of(who(20_000))]).toEqual(['nl', 'en', 'en']);
});
