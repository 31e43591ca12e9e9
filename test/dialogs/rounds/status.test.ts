/** How a running round stands. */
import { aGroup, aPerson, at } from '../../builders';
import { textsOf } from '../../fakes/teamsStandIn';
import {
  ann,
  bas,
  below,
  cem,
  cora,
  five,
  hanneke,
  moveTo,
  roundTown,
  scheduled,
  started,
  stray,
  theo,
  thursday,
  tuesday,
} from '../roundChat';
import { type Chat } from '../chat';
import { happen } from '../happening';

const reported = (group: string, present: readonly string[]) =>
  ({ kind: 'attended', group, present, method: null, advice: null, followUp: null }) as const;

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

describe('turnout', () => {
  test('is said of the round and of each of its groups', async () => {
    const others = ['fay@uni.example', 'gil@uni.example', 'hal@uni.example'];
    const chat = await started({
      people: [...roundTown().people, ...others.map((email) => aPerson({ email, name: email }))],
      groups: [
        aGroup({ id: 'B', teacher: theo, students: five }),
        aGroup({ id: 'C', teacher: hanneke, students: [stray, ...others] }),
      ],
    });
    await happen(
      chat.storage,
      'hmp',
      ['2027-03-02T10:00:00+01:00', 'r1', { kind: 'shifted', group: 'B', slot: thursday }, theo],
      ['2027-03-02T10:00:00+01:00', 'r1', { kind: 'shifted', group: 'C', slot: tuesday }, hanneke],
      ['2027-03-18T16:10:00+01:00', 'r1', reported('B', [ann, bas]), theo],
      ['2027-03-18T16:15:00+01:00', 'r1', reported('C', others), hanneke],
    );
    moveTo(chat, '2027-03-19T09:00:00+01:00');
    const card = below(await chat.as(cora).presses('round.show', { round: 'r1' }));
    const lines = textsOf(card.content).filter((text) => text.includes('waren er'));
    expect(lines).toEqual([
      expect.stringMatching(/ 2 groepen · 5 van de 9 waren er$/),
      expect.stringMatching(/do 18 mrt.* · 2 van de 5 waren er$/),
      expect.stringMatching(/di 16 mrt.* · 3 van de 4 waren er$/),
    ]);
  });
});

test('who missed the last two meetings is named, and nobody who came to one of them', async () => {
  const chat = await scheduled();
  await happen(chat.storage, 'hmp', ['2027-03-18T16:10:00+01:00', 'r1', reported('B', [cem]), theo]);
  moveTo(chat, '2027-03-19T09:00:00+01:00');
  const next = { name: 'April', from: '2027-04-05', to: '2027-04-16', answerBy: '2027-04-02' };
  await chat.as(cora).presses('round.create', next);
  await chat.as(cora).presses('round.confirm', { round: 'r2' });
  const slot = { ...tuesday, start: at('2027-04-06T15:00:00+02:00'), end: at('2027-04-06T16:05:00+02:00') };
  await happen(
    chat.storage,
    'hmp',
    ['2027-03-20T10:00:00+01:00', 'r2', { kind: 'shifted', group: 'B', slot }, theo],
    ['2027-04-06T16:10:00+02:00', 'r2', reported('B', [ann, bas]), theo],
  );
  moveTo(chat, '2027-04-07T09:00:00+02:00');
  const texts = textsOf(below(await chat.as(cora).presses('round.show', { round: 'r2' })).content);
  expect(texts[texts.indexOf('Twee keer op rij gemist') + 1]).toBe('Dia en Eva');
});
