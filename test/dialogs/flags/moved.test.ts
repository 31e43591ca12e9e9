/** A card from before on which somebody acts after another session came to open the flag. */
import { at } from '../../builders';
import { aChat, shown, type Chat } from '../chat';
import { cora, jan, sam, theProgramme } from '../people';

const before = 'p1/2027-03-09';
const now = 'p1/2027-03-02';

/** Yara was away on 2 and 9 March; that she was on 16 February too comes in later. */
const begin = async (): Promise<Chat> => {
  const chat = await aChat(theProgramme({ start: '2027-02-08' }), '2027-03-02T10:05:00+01:00');
  await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-02', outcome: 'absentUnknown' });
  chat.clock.moveTo(at('2027-03-09T10:05:00+01:00'));
  await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-09', outcome: 'absentUnknown' });
  chat.clock.moveTo(at('2027-03-19T12:00:00+01:00'));
  await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-02-16', outcome: 'absentUnknown' });
  return chat;
};

test('takes up, notes and passes on the flag that goes on', async () => {
  const chat = await begin();
  const takenUp = shown(await chat.as(cora).presses('flag.acknowledge', { flag: before }));
  expect(takenUp).toContain('jij pakt dit signaal op');
  expect(takenUp).toContain(`"flag":"${now}"`);
  expect(shown(await chat.as(jan).presses('flag.note', { flag: before, note: 'gebeld' }))).toContain(
    'gebeld',
  );
  expect(shown(await chat.as(jan).presses('flag.passOn', { flag: before }))).toContain('16 februari');
});

test('resolves it only once it was seen', async () => {
  const chat = await begin();
  const data = { flag: before, reason: 'talkedToPupil', seen: '1' };
  const asked = shown(await chat.as(cora).presses('flag.resolve', data));
  expect(asked).toContain(`"flag":"${now}"`);
  expect(asked).not.toContain('afgesloten door');
});

test('the flag of before can still be read, and leads to it', async () => {
  const chat = await begin();
  const old = shown(await chat.as(cora).presses('flag.show', { flag: before }));
  expect(old).toContain('gaat verder als een ander signaal');
  expect(old).toContain('Naar het signaal van nu');
  const its = shown(await chat.as(cora).presses('flag.show', { flag: now }));
  expect(its).toContain('open sinds 19 maart');
  expect(its).toContain('ging verder als een ander signaal, geopend op 9 maart');
});

test('the student reads that it goes on, and nothing of a change', async () => {
  const chat = await begin();
  const list = shown(await chat.as(sam).says('signalen'));
  expect(list).toContain('Dit signaal gaat verder als een ander signaal in deze lijst.');
  expect(list).not.toContain('ingetrokken');
});
