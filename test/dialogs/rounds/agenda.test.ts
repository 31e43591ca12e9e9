/** The agenda of a meeting. */
import { ann, below, ids, moveTo, scheduled, theo, show, written } from '../roundChat';

describe('the agenda', () => {
  test('has clock times, last time’s follow-up, the case and the number of open flags', async () => {
    const chat = await scheduled();
    await chat.as(ann).presses('round.case', { ...ids, ...written });
    const card = await show(chat, theo, 'agenda');
    expect(card).toContain('**15:00–\u206015:05 Terugkijken**');
    expect(card).toContain('**15:55–\u206016:05 Evalueren**');
    expect(card).toContain('Er zijn nu geen open signalen over leerlingen van deze groep.');
    expect(card).toContain('Inbreng van Ann');
    expect(card).not.toMatch(/Yusuf|Yara|Lars/);
  });

  test('counts flags and names nobody', async () => {
    const chat = await scheduled();
    for (const date of ['2027-03-02', '2027-03-09']) {
      moveTo(chat, `${date}T12:00:00+01:00`);
      await chat.as(ann).presses('checkIn.record', { session: `p0/${date}`, outcome: 'absentUnnotified' });
    }
    const card = await show(chat, theo, 'agenda');
    expect(card).toContain('Er is 1 open signaal over een leerling van deze groep.');
    expect(card).not.toContain('Yusuf');
  });

  test('can be had by another method', async () => {
    const chat = await scheduled();
    expect(await show(chat, theo, 'agenda')).toContain('"title":"Of: Roddelmethode"');
    const reply = await chat.as(theo).presses('round.show', { ...ids, what: 'agenda', method: 'gossip' });
    expect(JSON.stringify(below(reply))).toContain('**15:25–\u206015:45 Roddelen**');
  });
});
