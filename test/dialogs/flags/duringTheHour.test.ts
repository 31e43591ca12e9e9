/** A check-in may be answered while its session goes on, and raises a flag at once: what stands beside it says the same. */
import { at } from '../../builders';
import { aChat, shown, type Chat } from '../chat';
import { cora, sam, theProgramme } from '../people';

const flag = 'p1/2027-03-09';

/** Yara was not there on 2 March, and at 09:21 of 9 March not yet either. */
const begin = async (): Promise<Chat> => {
  const chat = await aChat(theProgramme({ start: '2027-03-01' }), '2027-03-02T10:05:00+01:00');
  await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-02', outcome: 'absentUnnotified' });
  chat.clock.moveTo(at('2027-03-09T09:21:00+01:00'));
  await chat.as(sam).presses('checkIn.record', { session: flag, outcome: 'absentUnnotified' });
  return chat;
};

test('the flag shows the session that raised it', async () => {
  const chat = await begin();
  expect(shown(await chat.as(cora).presses('flag.show', { flag }))).toContain('De laatste 2 sessies');
});

test('so does the text for the school', async () => {
  const chat = await begin();
  const letter = shown(await chat.as(cora).presses('flag.passOn', { flag }));
  // Read, and to be copied.
  expect(letter.match(/• 9 maart: niet verschenen/g)).toHaveLength(2);
});

test('it can be corrected from the list', async () => {
  const chat = await begin();
  expect(shown(await chat.as(cora).presses('checkIn.corrections', { pupil: 'p1' }))).toContain('9 maart');
});

test('who missed today says that it is not over yet, until it is', async () => {
  const chat = await begin();
  const notOver = '3 sessies zijn nog niet voorbij en tellen hier nog niet mee.';
  const during = shown(await chat.as(cora).says('wie miste vandaag'));
  expect(during).toContain(notOver);
  expect(shown(await chat.as(cora).says('wie miste vorige week'))).not.toContain(notOver);
  expect(shown(await chat.as(cora).says('wie miste Yara vandaag'))).toContain('1 sessie is nog niet voorbij');
  chat.clock.moveTo(at('2027-03-09T10:00:00+01:00'));
  const after = shown(await chat.as(cora).says('wie miste vandaag'));
  expect(after).not.toContain(notOver);
  expect(after).toContain('Yara');
});
