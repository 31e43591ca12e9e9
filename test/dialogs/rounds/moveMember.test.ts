/** A coordinator moves students between the groups of a round that goes on. */
import { aGroup, aPerson } from '../../builders';
import { weekly } from '../../programme/rounds/story';
import type { Chat } from '../chat';
import { happen } from '../happening';
import {
  aRoundChat,
  ann,
  answer,
  asked,
  bas,
  below,
  bringerNow,
  cora,
  eva,
  five,
  groupNow,
  hanneke,
  ids,
  monday,
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
  thursday,
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

describe('the reason is the true one', () => {
  test('of who is in a group that was called off', async () => {
    const chat = await polled();
    await chat.as(cora).presses('round.cancelGroup', ids);
    expect(answer(await chat.as(cora).presses('round.move', toC))).toContain('De groep van Ann is afgezegd.');
  });

  test('of who has a group with a fixed time, where the other one looks for a time', async () => {
    const chat = await scheduled();
    const { groups, ...programme } = roundTown();
    await chat.import({ ...programme, groups: [weekly({ id: 'W', students: [ann] }), ...groups.slice(-1)] });
    expect(answer(await chat.as(cora).presses('round.move', toC))).toContain(
      'Er is niets veranderd. Ann heeft al een groep met een vaste tijd, en groep C zoekt nog een tijd.',
    );
    expect((await groupNow(chat)).students).toEqual(five);
  });
});

test('a group that is typed is found in any case, in a proposal too', async () => {
  const chat = await aRoundChat();
  await chat.as(cora).presses('round.create', asked);
  await chat.as(cora).presses('round.move', { round: 'r1', student: bas, group: ' c ' });
  await chat.as(cora).presses('round.confirm', { round: 'r1' });
  await chat.as(cora).presses('round.move', { ...toC, group: 'c' });
  expect((await groupNow(chat, 'C')).students).toEqual([stray, bas, ann]);
});

describe('who hears of it too late is named, to be rung up,', () => {
  const closed = [{ from: '2027-03-16', to: '2027-03-30', label: null }];
  const universities = roundTown().universities.map((one) => ({ ...one, closed }));
  const early = {
    ...thursday,
    id: 'c1',
    start: thursday.start - 5 * 3_600_000,
    end: thursday.end - 5 * 3_600_000,
  };

  test.each([
    ['before the meeting that they are to come to', '2027-03-17T20:00:00+01:00', true],
    ['and not who hears of it in time', '2027-03-15T12:00:00+01:00', false],
  ])('%s', async (_, moment, isLate) => {
    const chat = await scheduled({ universities });
    await happen(chat.storage, 'hmp', [monday, 'r1', { kind: 'shifted', group: 'C', slot: early }]);
    moveTo(chat, moment);
    const card = answer(await chat.as(cora).presses('round.move', toC));
    expect(card).toContain('✓ Ann zit nu in groep C.');
    expect(card.includes('Ann hoort dit niet op tijd van mij.')).toBe(isLate);
    expect(answer(await chat.as(cora).presses('round.move', toC))).toBe(card);
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
