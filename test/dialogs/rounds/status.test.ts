/** How a running round stands. */
import { aGroup, aPerson } from '../../builders';
import { below, cora, moveTo, roundTown, started, theo } from '../roundChat';
import { type Chat } from '../chat';

const shown = async (chat: Chat): Promise<string> =>
  JSON.stringify(below(await chat.as(cora).presses('round.show', { round: 'r1' })));

describe('a round that runs', () => {
  test('names who is in none of its groups, and nobody once its days are over', async () => {
    const chat = await started();
    expect(await shown(chat)).not.toContain('In geen groep');
    const people = roundTown().people;
    const newcomers = ['Fay', 'Gil'].map((name) =>
      aPerson({ email: `${name.toLowerCase()}@uni.example`, name }),
    );
    // The roster has Gil in a group that the round has not.
    const groups = [
      ...roundTown().groups,
      aGroup({ id: 'new', teacher: theo, students: ['gil@uni.example'] }),
    ];
    await chat.import(roundTown({ people: [...people, ...newcomers], groups }));
    const card = await shown(chat);
    expect(card).toContain('In geen groep');
    for (const name of ['Fay', 'Gil']) expect(card).toContain(name);
    moveTo(chat, '2027-03-29T10:00:00+02:00');
    const later = await shown(chat);
    for (const name of ['Fay', 'Gil']) expect(later).not.toContain(name);
  });
});
