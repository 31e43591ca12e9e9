/** Too few can come at any time: teacher and coordinator decide. */
import { type Chat } from '../chat';
import { happen } from '../happening';
import { aGroup } from '../../builders';
import {
  ann,
  answer,
  bas,
  below,
  cem,
  cora,
  groupNow,
  hanneke,
  ids,
  monday,
  moveTo,
  otherCora,
  polled,
  roundTown,
  stored,
  theo,
  thursday,
  refusedTo,
} from '../roundChat';

/** One can on Thursday, and the bot asks what to do. */
const undecided = async (best: string | null = 's2'): Promise<Chat> => {
  const chat = await polled();
  await chat.as(ann).presses('round.available', { ...ids, slots: 's2' });
  await chat.as(bas).presses('round.available', { ...ids, slots: '' });
  await happen(chat.storage, 'hmp', [monday, 'r1', { kind: 'undecided', group: 'B', best }]);
  return chat;
};

test('who left the programme after answering is not counted among who answered', async () => {
  const chat = await polled();
  for (const who of [ann, bas]) await chat.as(who).presses('round.available', { ...ids, slots: 's2' });
  const town = roundTown();
  await chat.import({
    ...town,
    people: town.people.map((person) =>
      person.email === ann ? { ...person, endedOn: '2027-03-01' } : person,
    ),
  });
  expect(JSON.stringify(below(await chat.as(cora).presses('round.show', ids)))).toContain(
    '1 van de 4 heeft geantwoord',
  );
});

describe('too few can come', () => {
  test('teacher and coordinator see how few, and can take it or offer anew', async () => {
    const chat = await undecided();
    for (const who of [theo, cora]) {
      const card = JSON.stringify(below(await chat.as(who).presses('round.show', { ...ids, what: 'offer' })));
      expect(card).toContain('Op donderdag 18 maart, 15:00–\u206016:05 kan 1 student van de 5.');
      expect(card).toContain('round.take');
      expect(card).toContain('date5');
    }
  });

  test('counted are members who still take part and have no other meeting then, as when it was decided', async () => {
    const town = roundTown();
    const thursdays = aGroup({
      id: 'D',
      teacher: hanneke,
      students: [bas],
      meeting: { weekday: 4, start: '14:30', end: '15:35', room: null },
    });
    const groups = [...town.groups, thursdays];
    const chat = await polled({ groups });
    for (const who of [ann, bas, cem]) await chat.as(who).presses('round.available', { ...ids, slots: 's2' });
    await happen(chat.storage, 'hmp', [monday, 'r1', { kind: 'undecided', group: 'B', best: 's2' }]);
    const people = town.people.map((person) =>
      person.email === cem ? { ...person, endedOn: '2027-03-01' } : person,
    );
    await chat.import({ ...town, groups, people });
    expect(
      JSON.stringify(below(await chat.as(theo).presses('round.show', { ...ids, what: 'offer' }))),
    ).toContain('kan 1 student van de 4.');
  });

  test('taking it sets the time, once', async () => {
    const chat = await undecided();
    const taken = answer(await chat.as(theo).presses('round.take', ids));
    expect(taken).toContain('✓ De tijd staat vast.');
    const before = await stored(chat);
    expect((await groupNow(chat)).meeting?.slot).toEqual(thursday);
    expect(answer(await chat.as(theo).presses('round.take', ids))).toBe(taken);
    expect(answer(await chat.as(cora).presses('round.take', ids))).toContain('Dit was al zo.');
    expect(await stored(chat)).toBe(before);
  });

  test('what has begun cannot be taken any more', async () => {
    const chat = await undecided();
    moveTo(chat, '2027-03-18T15:00:00+01:00');
    const before = await stored(chat);
    expect(answer(await chat.as(theo).presses('round.take', ids))).toContain(
      'De tijd waarop de meesten konden, is al voorbij. Stel nieuwe tijden voor.',
    );
    expect(await stored(chat)).toBe(before);
    const card = JSON.stringify(below(await chat.as(theo).presses('round.show', { ...ids, what: 'offer' })));
    expect(card).toContain('konden de meesten. Die tijd is al voorbij. Stel nieuwe tijden voor.');
    expect(card).not.toContain('round.take');
    expect(card).toContain('date5');
  });

  test('where nobody can there is nothing to take', async () => {
    const chat = await undecided(null);
    expect(answer(await chat.as(theo).presses('round.take', ids))).toContain(
      'Er is geen tijd waarop iemand kan.',
    );
    const card = JSON.stringify(below(await chat.as(theo).presses('round.show', { ...ids, what: 'offer' })));
    expect(card).toContain('Niemand kan op een van de voorgestelde tijden.');
    expect(card).not.toContain('round.take');
  });

  test('offering anew asks again', async () => {
    const chat = await undecided();
    await chat.as(cora).presses('round.offer', { ...ids, date1: '2027-03-22', time1: '15:00', use: 'times' });
    expect((await groupNow(chat)).poll).toMatchObject({ number: 2 });
  });

  test('nobody else decides, and nothing is taken where nothing is undecided', async () => {
    await refusedTo(await undecided(), [ann, hanneke, otherCora], 'round.take', ids);
    const chat = await polled();
    expect(answer(await chat.as(theo).presses('round.take', ids))).toContain('hebben geantwoord');
    expect((await groupNow(chat)).meeting).toBeNull();
  });
});
