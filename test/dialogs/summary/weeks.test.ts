/** A summary of many weeks: the earlier ones stand behind a button. */
import { aChat, shown } from '../chat';
import { cora, sam, theProgramme } from '../people';

test('the earlier weeks are on the page that the button of the newest asks for', async () => {
  const chat = await aChat(theProgramme({ start: '2027-02-01' }), '2027-05-20T12:00:00+02:00');
  await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-02', outcome: 'onTime' });
  const newest = shown(await chat.as(cora).says('overzicht'));
  expect(newest).toContain('"laterWeeks":8');
  expect(newest).not.toContain('Week 6 (');
  const earlier = shown(await chat.as(cora).presses('summary.show', { programme: 'hmp', laterWeeks: '8' }));
  expect(earlier).toContain('Week 6 (');
  expect(earlier).not.toContain('Week 20 (');
});
