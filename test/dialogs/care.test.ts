import { aPair, aSchool, at } from '../builders';
import { ofType } from '../cards/cardProblems';
import { aChat, shown, type Chat } from './chat';
import { cora, noor, sam, theo, theProgramme } from './people';

const session = 'p1/2027-03-09';
const now = '2027-03-09T10:25:31+01:00';

const begin = (changes: Parameters<typeof theProgramme>[0] = {}): Promise<Chat> =>
  aChat(
    theProgramme({
      schools: [
        aSchool({ contact: 'zorg@jdw.example' }),
        aSchool({ id: 'zwc', name: 'Zuiderpark College', contact: 'receptie, kamer 2' }),
      ],
      ...changes,
    }),
    now,
  );

const twoSchools = { pairs: [aPair({ student: sam }), aPair({ pupil: 'p3', student: sam, weekday: 3 })] };

const uses = (chat: Chat) => chat.storage.records.careUses('hmp', 0);

test('a student sees at once whom to reach, in the answer to the press: no message of the bot has to go out for it', async () => {
  const chat = await begin();
  const reply = await chat.as(sam).presses('care.show', { session });
  expect(reply.replacement).not.toBeNull();
  expect(reply.messages).toEqual([]);
  for (const text of ['112', 'zorg@jdw.example', 'Cora Bakker', 'Jan Smit', '0800-2000'])
    expect(shown(reply)).toContain(text);
  for (const other of ['Zuiderpark', 'Zara', 'Yara']) expect(shown(reply)).not.toContain(other);
  const english = await begin({ language: 'en' });
  expect(shown(await english.as(sam).presses('care.show', { session }))).toContain('Call or mail the school');
});

test.each(['zorgsignaal', 'zorg', 'Zorgen!', 'care signal', 'care', 'zorg over Yara'])(
  'a student who types %s sees it too, of all their pupils',
  async (text) => {
    const chat = await begin(twoSchools);
    const both = shown(await chat.as(sam).says(text));
    for (const expected of ['112', 'zorg@jdw.example', 'receptie, kamer 2']) expect(both).toContain(expected);
    expect(await uses(chat)).toHaveLength(2);
  },
);

test('a student without a pupil is told what can be done all the same, and nothing is counted', async () => {
  const chat = await begin({ pairs: [] });
  const card = shown(await chat.as(sam).says('zorg'));
  expect(card).toContain('112');
  expect(card).toContain('Je hebt nu geen leerling. Vraag het programma:');
  expect(card).toContain('Cora Bakker');
  expect(card).not.toContain('Ik heb alleen geteld');
  expect(await uses(chat)).toEqual([]);
});

test('nobody else gets it by typing, and it is not counted', async () => {
  const chat = await begin();
  for (const other of [cora, theo])
    expect(shown(await chat.as(other).says('zorgsignaal'))).not.toContain('112');
  expect(await uses(chat)).toEqual([]);
});

test('stored is the hour and the school, and nothing of who or whom', async () => {
  const chat = await begin();
  chat.forget();
  await chat.as(sam).presses('care.show', { session });
  expect(await uses(chat)).toEqual([{ at: at('2027-03-09T10:00:00+01:00'), school: 'jdw' }]);
  expect(chat.calls.filter((call) => call.startsWith('records.'))).toEqual(['records.addCareUse']);
});

test('the same press delivered again counts once, another press again', async () => {
  const chat = await begin();
  for (const activityId of ['one', 'one', 'two'])
    await chat.as(sam).presses('care.show', { session }, { activityId });
  expect(await uses(chat)).toHaveLength(2);
});

test('when it cannot be counted, the student sees whom to reach all the same', async () => {
  const chat = await begin();
  chat.failNext('records.addCareUse');
  expect(shown(await chat.as(sam).presses('care.show', { session }))).toContain('zorg@jdw.example');
});

test('with pupils at two schools: from a check-in that school, otherwise both', async () => {
  const chat = await begin(twoSchools);
  expect(shown(await chat.as(sam).presses('care.show', { session: 'p3/2027-03-10' }))).not.toContain('jdw');
  const both = shown(await chat.as(sam).presses('care.show', {}));
  for (const contact of ['zorg@jdw.example', 'receptie, kamer 2']) expect(both).toContain(contact);
});

test('what a card says of somebody else’s session changes nothing', async () => {
  const chat = await begin();
  const card = shown(await chat.as(noor).presses('care.show', { session: 'p3/2027-03-09' }));
  expect(card).toContain('Johan de Witt');
  expect(card).not.toContain('Zuiderpark');
});

test.each([cora, theo, 'nobody@elsewhere.example'])(
  '%s has no such button, and nothing is counted',
  async (who) => {
    const chat = await begin();
    expect(shown(await chat.as(who).presses('care.show', { session }))).not.toContain('zorg@jdw.example');
    expect(await uses(chat)).toEqual([]);
  },
);

test('the button stands on the confirmation of a check-in, on the week, in the help and where it may have been meant', async () => {
  const chat = await begin();
  const stored = await chat.as(sam).presses('checkIn.record', { session, outcome: 'onTime' });
  const week = await chat.as(sam).says('mijn week');
  const [help, unclear] = [await chat.as(sam).says('hulp'), await chat.as(sam).says('zrg')];
  for (const card of [stored.replacement, week.messages[0], help.messages[0], unclear.messages[0]]) {
    const buttons = card === null || card === undefined ? [] : ofType(card, 'Action.Execute');
    expect(buttons.filter(({ verb }) => verb === 'care.show')).toHaveLength(1);
  }
});
