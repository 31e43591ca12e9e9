/** What a reader is shown of a group or a round. */
import { ann, below, cora, hanneke, ids, otherCora, polled, stray, notForYou } from '../roundChat';

describe('round.show', () => {
  test('shows a member their group and what it asks', async () => {
    const chat = await polled();
    const card = JSON.stringify(below(await chat.as(ann).presses('round.show', ids)));
    expect(card).toContain('Wanneer kun jij?');
    expect(
      JSON.stringify(below(await chat.as(ann).presses('round.show', { ...ids, what: 'poll' }))),
    ).toContain('Vink aan wanneer je kunt');
    expect(card).not.toContain('round.shift');
  });

  test('shows a coordinator any group, and the round', async () => {
    const chat = await polled();
    expect(JSON.stringify(below(await chat.as(cora).presses('round.show', ids)))).toContain('0 van de 5');
    expect(JSON.stringify(below(await chat.as(cora).presses('round.show', { round: 'r1' })))).toContain(
      'Groep C',
    );
  });

  test.each(['offer', 'poll', 'group'])('%s of another group is nobody’s', async (what) => {
    const chat = await polled();
    for (const who of [hanneke, stray, otherCora])
      expect(JSON.stringify(below(await chat.as(who).presses('round.show', { ...ids, what })))).toContain(
        notForYou,
      );
  });
});
