/** A flag that was opened does not follow what colleagues do: it says of when it is, and is shown anew by a button. */
import { at } from '../../builders';
import { ofType } from '../../cards/cardProblems';
import { aChat, replaced, shown, type Chat } from '../chat';
import { cora, jan, sam, theProgramme } from '../people';

const flag = 'p1/2027-03-09';

const begin = async (): Promise<Chat> => {
  const chat = await aChat(theProgramme(), '2027-03-09T10:05:00+01:00');
  for (const date of ['2027-03-02', '2027-03-09'])
    await chat.as(sam).presses('checkIn.record', { session: `p1/${date}`, outcome: 'absentUnnotified' });
  chat.clock.moveTo(at('2027-03-09T12:00:00+01:00'));
  return chat;
};

test('a flag that was opened says of when it is, and its button shows what a colleague did since', async () => {
  const chat = await begin();
  const opened = await chat.as(cora).presses('flag.show', { flag });
  expect(shown(opened)).toContain('Stand van di 9 mrt, 12:00');
  await chat.as(jan).presses('flag.acknowledge', { flag });
  chat.clock.moveTo(at('2027-03-09T12:30:00+01:00'));
  const button = ofType(replaced(opened), 'Action.Execute').find(({ title }) => title === 'Vernieuwen');
  expect(button).toMatchObject({ verb: 'flag.show', data: { programme: 'hmp', flag } });
  const renewed = shown(await chat.as(cora).presses('flag.show', { programme: 'hmp', flag }));
  for (const text of ['Stand van di 9 mrt, 12:30', 'Jan Smit pakt dit op']) expect(renewed).toContain(text);
});

test('and so does one on which somebody acted', async () => {
  const chat = await begin();
  const acted = shown(await chat.as(cora).presses('flag.acknowledge', { flag }));
  expect(acted).toContain('Stand van di 9 mrt, 12:00');
});
