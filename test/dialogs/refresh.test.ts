/** Cards that answered a command: Teams asks for them anew as they are looked at, and gets how things stand then. */
import { z } from 'zod';
import type { ActionFields, RenderedCard } from '../../bot/ports';
import { nodesOf } from '../cards/cardProblems';
import { aPupil, at } from '../builders';
import { aChat, replaced, shown, type Chat } from './chat';
import { cora, jan, sam, theo, theProgramme } from './people';

const days = ['2027-02-09', '2027-02-16'] as const;
const programme = theProgramme({
  pupils: [
    aPupil({ id: 'p1', firstName: 'Yara' }),
    aPupil({ id: 'p2', firstName: 'Amir', class: '3B' }),
    aPupil({ id: 'p3', firstName: 'Bo', school: 'zwc' }),
  ],
});

/** Yara was away twice: her flag is open, and cards of it were asked for. */
const begin = async (): Promise<Chat> => {
  const chat = await aChat(programme, '2027-02-17T12:00:00+01:00');
  for (const date of days)
    await chat.as(sam).presses('checkIn.record', { session: `p1/${date}`, outcome: 'absentUnnotified' });
  return chat;
};

const refreshShape = z.object({
  action: z.object({
    type: z.literal('Action.Execute'),
    verb: z.string(),
    data: z.record(z.string(), z.unknown()),
  }),
  userIds: z.array(z.string()),
});

/** What Teams would ask for, as it comes to the bot. */
const refreshOf = (card: RenderedCard) => {
  const { action, userIds } = refreshShape.parse(card.content['refresh']);
  const data: ActionFields = Object.fromEntries(
    Object.entries(action.data).map(([name, value]) => [name, String(value)]),
  );
  return { verb: action.verb, data, userIds };
};

const said = async (chat: Chat, who: string, text: string): Promise<RenderedCard> => {
  const [card] = (await chat.as(who).says(text)).messages;
  if (card === undefined) throw new Error('no answer');
  return card;
};

const again = async (chat: Chat, who: string, card: RenderedCard) => {
  const { verb, data } = refreshOf(card);
  return chat.as(who).refreshes(verb, data);
};

const corrected = (chat: Chat) =>
  chat.as(jan).presses('checkIn.correct', {
    session: 'p1/2027-02-16',
    outcome: 'onTime',
    minutesLate: '',
    reason: 'zij was er',
  });

const asked = [
  [cora, 'overzicht'],
  [jan, 'overzicht'],
  [jan, 'overzicht 3A'],
  [jan, 'overzicht 3A en 3B'],
  [jan, 'overzicht Yara februari'],
  [jan, 'overzicht Sam'],
  [jan, 'wie miste in februari?'],
  [jan, 'signalen'],
  [sam, 'signalen'],
  [jan, 'stil'],
  [sam, 'mijn week'],
  [theo, 'mijn week'],
  [sam, 'uren'],
] as const;

describe.each(asked)('%s: %s', (who, text) => {
  test('its card asks for itself, for its reader alone, and has nothing to type in', async () => {
    const chat = await begin();
    const card = await said(chat, who, text);
    expect(refreshOf(card).userIds).toEqual([`29:${who}`]);
    expect(nodesOf(card.content).filter(({ type }) => String(type).startsWith('Input.'))).toEqual([]);
    expect(replaced(await again(chat, who, card))).toEqual(card);
  });

  test('for whoever may no longer see it there is one line without names', async () => {
    const chat = await begin();
    const card = await said(chat, who, text);
    const people = programme.people.map((person) =>
      person.email === who ? { ...person, endedOn: '2027-02-17' } : person,
    );
    await chat.import({ ...programme, people });
    chat.forget();
    const line = replaced(await again(chat, who, card));
    expect(nodesOf(line.content).filter(({ type }) => type === 'TextBlock')).toHaveLength(1);
    expect(JSON.stringify(line)).not.toMatch(/Yara|Amir|Sam|3A/);
    expect(chat.calls.filter((call) => call.startsWith('records.'))).toEqual([]);
  });
});

test.each([
  [jan, 'overzicht Yara', '0%', '50%'],
  [jan, 'signalen', 'Yara', 'geen open signalen'],
  [sam, 'signalen', 'moet er nog naar kijken', 'ingetrokken'],
  [sam, 'mijn week', 'Niet verschenen', 'op tijd'],
  [sam, 'uren', '0 uur', '1 uur'],
])('%s: %s tells a correction as soon as it is looked at', async (who, text, before, after) => {
  const chat = await begin();
  const card = await said(chat, who, text);
  expect(JSON.stringify(card)).toContain(before);
  await corrected(chat);
  const drawn = shown(await again(chat, who, card));
  expect(drawn.toLowerCase()).toContain(after);
});

test('what waits for an answer in a week is asked below it, and the week stays', async () => {
  const chat = await aChat(programme, '2027-02-17T12:00:00+01:00');
  const week = await said(chat, sam, 'mijn week');
  const [button] = nodesOf(week.content).filter(({ verb }) => verb === 'checkIn.change');
  const session = z.object({ data: z.object({ session: z.string(), answer: z.string() }) });
  const { data } = session.parse(button);
  const { replacement, messages } = await chat.as(sam).presses('checkIn.change', data);
  expect(replacement).toBeNull();
  expect(messages).toHaveLength(1);
});

test('a page that was turned to stays that page', async () => {
  const chat = await begin();
  const card = replaced(
    await chat.as(jan).presses('student.list', { kind: 'silent', from: '0', programme: 'hmp' }),
  );
  expect(refreshOf(card).data).toMatchObject({ kind: 'silent', from: '0' });
});

test('the answers of a pupil follow a correction, and its form comes below them', async () => {
  const chat = await begin();
  const list = replaced(await chat.as(jan).presses('checkIn.corrections', { pupil: 'p1' }));
  expect(replaced(await again(chat, jan, list))).toEqual(list);
  const [first] = nodesOf(list.content).filter(({ verb }) => verb === 'checkIn.correct');
  const { data } = z.object({ data: z.record(z.string(), z.string()) }).parse(first);
  const { replacement, messages } = await chat.as(jan).presses('checkIn.correct', data);
  expect([replacement, messages.length]).toEqual([null, 1]);
  expect(JSON.stringify(list)).not.toContain('gewijzigd');
  await corrected(chat);
  expect(shown(await again(chat, jan, list))).toContain('gewijzigd');
});

test('earlier answers of a pupil stay those', async () => {
  const chat = await begin();
  const before = { pupil: 'p1', before: '2027-02-16' };
  const list = replaced(await chat.as(jan).presses('checkIn.corrections', before));
  expect(JSON.stringify(list)).not.toContain('16 februari');
  expect(replaced(await again(chat, jan, list))).toEqual(list);
});

test('nobody asked for it: who could not be reached still cannot, and who is not known is not looked up', async () => {
  const chat = await begin();
  const card = await said(chat, jan, 'overzicht');
  await chat.as(jan).removes();
  const before = await chat.storage.contacts.byId('tenant-1', `aad-${jan}`);
  expect(replaced(await again(chat, jan, card)).summary).toEqual(card.summary);
  expect(await chat.storage.contacts.byId('tenant-1', `aad-${jan}`)).toEqual(before);
  chat.forget();
  expect(await again(chat, 'nobody@school.nl', card)).toEqual({ replacement: null, messages: [] });
  expect(chat.lookedUp).not.toContain('nobody@school.nl');
  expect(await chat.storage.contacts.byId('tenant-1', 'aad-nobody@school.nl')).toBeNull();
});

test('whose address is somebody else’s by now is told nothing', async () => {
  const chat = await begin();
  const card = await said(chat, jan, 'overzicht');
  const stored = await chat.storage.contacts.byId('tenant-1', `aad-${jan}`);
  if (stored === null) throw new Error('no contact');
  await chat.storage.contacts.save({ ...stored.value, addressTaken: true }, stored.tag);
  expect(await again(chat, jan, card)).toEqual({ replacement: null, messages: [] });
});

test('what was just stored stays in sight: that card does not ask for itself', async () => {
  const chat = await begin();
  const card = replaced(await chat.as(jan).presses('student.contacted', { student: sam }));
  expect(card.content['refresh']).toBeUndefined();
});

test('of one look that goes on the record has one row an hour', async () => {
  const chat = await begin();
  const card = await said(chat, jan, 'overzicht');
  const rows = async () =>
    (await chat.storage.access.list('hmp', 0)).map(({ who, what }) => `${who} ${what}`);
  for (const minute of ['12:02', '12:30', '12:59']) {
    chat.clock.moveTo(at(`2027-02-17T${minute}:00+01:00`));
    await again(chat, jan, card);
  }
  expect(await rows()).toEqual([`${jan} summary`]);
  await again(chat, jan, await said(chat, jan, 'overzicht 3A'));
  await again(chat, jan, await said(chat, jan, 'overzicht Yara'));
  expect(await rows()).toHaveLength(3);
  chat.clock.moveTo(at('2027-02-17T14:00:00+01:00'));
  await again(chat, jan, card);
  await chat.as(cora).says('hulp');
  await again(chat, cora, card);
  expect((await rows()).slice(3)).toEqual([`${jan} summary`, `${cora} summary`]);
});

test('nothing is shown of a look that could not be written down', async () => {
  const chat = await begin();
  const card = await said(chat, jan, 'stil');
  chat.clock.moveTo(at('2027-02-17T14:00:00+01:00'));
  chat.failNext('access.add');
  await expect(again(chat, jan, card)).rejects.toThrow();
});

test('nothing is stored unasked, whatever a client sends as a refresh', async () => {
  const chat = await begin();
  chat.forget();
  for (const verb of ['flag.acknowledge', 'student.contacted', 'checkIn.record', 'command.run', 'nonsense']) {
    const reply = await chat.as(jan).refreshes(verb, { flag: 'p1/2027-02-16', student: sam, text: 'stil' });
    expect(reply).toEqual({ replacement: null, messages: [] });
  }
  expect(chat.calls.filter((call) => call.startsWith('records.'))).toEqual([]);
});

test('what opens a form from a list comes below, and the list stays', async () => {
  const chat = await begin();
  for (const [verb, data] of [
    ['flag.show', { flag: 'p1/2027-02-16' }],
    ['flag.show', { flag: 'p1/2027-02-16', write: 'yes' }],
    ['flag.passOn', { flag: 'p1/2027-02-16' }],
    ['student.show', { student: sam }],
    ['checkIn.corrections', { pupil: 'p1' }],
  ] as const) {
    const { replacement, messages } = await chat.as(jan).presses(verb, { ...data, answer: 'below' });
    expect(replacement).toBeNull();
    expect(messages).toHaveLength(1);
  }
  const list = await said(chat, jan, 'signalen');
  const rows = nodesOf(list.content).filter(
    ({ type, verb }) => type === 'Action.Execute' && verb === 'flag.show',
  );
  expect(rows).toMatchObject([{ data: { answer: 'below' } }]);
});
