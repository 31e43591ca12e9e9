/** A coordinator moves students between the groups of a round that goes on. */
import { aGroup, aPerson } from '../../builders';
import type { Chat } from '../chat';
import {
  ann,
  answer,
  bas,
  below,
  bringerNow,
  cora,
  eva,
  five,
  groupNow,
  hanneke,
  ids,
  moveTo,
  otherCora,
  polled,
  refusedTo,
  roundTown,
  scheduled,
  started,
  stored,
  stray,
  theo,
} from '../roundChat';

const toC = { round: 'r1', from: 'B', student: ann, group: 'C' };

test('a student goes to another group, once, and the answer is the group they were in', async () => {
  const chat = await polled();
  const card = answer(await chat.as(cora).presses('round.move', { ...toC, student: ann.toUpperCase() }));
  expect(card).toContain('✓ Ann zit nu in groep C.');
  expect(card).toContain('Bas, Cem, Dia en Eva');
  const before = await stored(chat);
  expect(answer(await chat.as(cora).presses('round.move', toC))).toContain('✓ Ann zit nu in groep C.');
  expect(await stored(chat)).toBe(before);
  expect((await groupNow(chat, 'C')).students).toEqual([stray, ann]);
});

test('a group of three says so, with a form to move them, to coordinators; its teacher may call it off', async () => {
  const chat = await polled();
  for (const student of [ann, bas]) await chat.as(cora).presses('round.move', { ...toC, student });
  const few = 'In deze groep zitten maar 3 studenten.';
  const card = async (who: string): Promise<string> =>
    JSON.stringify(below(await chat.as(who).presses('round.show', ids)));
  expect(await card(cora)).toContain(`${few} Je kunt hen verplaatsen`);
  expect(await card(cora)).toContain('round.move');
  expect(await card(theo)).toContain(`${few} Je kunt de groep overdragen of afzeggen.`);
  expect(await card(theo)).not.toContain('round.move');
  const round = JSON.stringify(below(await chat.as(cora).presses('round.show', { round: 'r1' })));
  expect(round).toContain('Studenten kiezen · maar 3 studenten');
});

test('the last one of a group leaves it called off, and so it cannot be gone back to', async () => {
  const chat = await started();
  const last = { round: 'r1', from: 'C', student: stray, group: 'B' };
  const card = answer(await chat.as(cora).presses('round.move', last));
  expect(card).toContain('✓ Stray zit nu in groep B.');
  expect(card).toContain('Afgezegd');
  expect((await groupNow(chat, 'C')).cancelled).toMatchObject({ by: cora });
  const back = { round: 'r1', from: 'B', student: stray, group: 'C' };
  expect(answer(await chat.as(cora).presses('round.move', back))).toContain(
    'Kies een groep die nog bij elkaar komt.',
  );
});

describe('nothing changes, and the card says why,', () => {
  const many = Array.from({ length: 9 }, (_, index) => `n${index}@uni.example`);
  const town = roundTown();
  const full = (): Promise<Chat> =>
    polled({
      people: [
        ...town.people,
        ...many.map((email) => aPerson({ email, name: email })),
        aPerson({ email: hanneke, name: 'Hanneke' }),
      ],
      groups: [
        ...town.groups,
        aGroup({ id: 'D', teacher: hanneke, students: many }),
        aGroup({ id: 'E', teacher: theo, students: [hanneke] }),
      ],
    });

  test.each([
    ['of nobody', { student: 'nobody@x.example' }, 'Kies een student die meedoet.'],
    ['of a teacher', { student: theo }, 'Kies een student die meedoet.'],
    ['to no group', { group: 'Z' }, 'Kies een groep die nog bij elkaar komt.'],
    ['out of all groups', { group: '-' }, 'Kies een groep die nog bij elkaar komt.'],
    ['to a full group', { group: 'D' }, 'Groep D heeft al 9 studenten.'],
    ['to one’s own group', { student: hanneke, from: 'E', group: 'C' }, 'Hanneke leidt groep C.'],
    ['of who is elsewhere by now', { student: stray, group: 'D' }, 'Stray zit niet meer in deze groep.'],
  ])('%s', async (_, data, says) => {
    const chat = await full();
    const before = await stored(chat);
    expect(answer(await chat.as(cora).presses('round.move', { ...toC, ...data }))).toContain(
      `Er is niets veranderd. ${says}`,
    );
    expect(await stored(chat)).toBe(before);
  });

  test('of a meeting that has begun', async () => {
    const chat = await scheduled();
    moveTo(chat, '2027-03-18T15:00:00+01:00');
    expect(answer(await chat.as(cora).presses('round.move', { ...toC, student: eva }))).toContain(
      'De groep van Eva is al bij elkaar geweest.',
    );
    expect((await groupNow(chat)).students).toEqual(five);
  });
});

test('nobody but a coordinator of the programme moves anybody', async () => {
  await refusedTo(await polled(), [ann, theo, hanneke, otherCora], 'round.move', toC);
});

test('the case goes to the next when who was to bring it is moved', async () => {
  const chat = await scheduled();
  expect(await bringerNow(chat)).toBe(ann);
  await chat.as(cora).presses('round.move', toC);
  expect(await bringerNow(chat)).toBe(bas);
});
