/** What is asked before a meeting changes: whom it does not suit, and who hears of it too late. */
import type { Programme } from '../../../bot/programme/model';
import { aPair, aPerson, aPupil } from '../../builders';
import { replaced, type Chat } from '../chat';
import {
  ann,
  answer,
  below,
  cora,
  groupNow,
  hanneke,
  ids,
  moveTo,
  roundTown,
  scheduled,
  stored,
  theo,
} from '../roundChat';
import { exams, sureIn } from './sure';

const shifts = (chat: Chat, data: Readonly<Record<string, string>>) =>
  chat.as(theo).presses('round.shift', { ...ids, ...data });

describe('another time for a meeting', () => {
  test('that does not suit everybody is confirmed with one tap, or changed', async () => {
    const chat = await scheduled(exams('2027-03-19'));
    const before = await stored(chat);
    const typed = { date: '2027-03-19', time: '10:15', room: 'zaal B' };
    const reply = await shifts(chat, typed);
    expect(answer(reply)).toContain('Nog niet opgeslagen. Wil je dit toch, of verander je iets?');
    expect(answer(reply)).toContain('3 studenten kunnen niet.');
    expect(await stored(chat)).toBe(before);
    expect(answer(await shifts(chat, { ...sureIn(replaced(reply)), ...typed }))).toContain(
      '✓ De tijd staat vast.',
    );
    expect((await groupNow(chat)).meeting).toMatchObject({ number: 2, slot: { room: 'zaal B' } });
    // Another room at the same time asks nothing.
    await shifts(chat, { ...typed, room: 'zaal C' });
    expect((await groupNow(chat)).meeting?.slot.room).toBe('zaal C');
  });

  test('at which nobody can is refused, sure or not', async () => {
    const chat = await scheduled();
    const before = await stored(chat);
    const typed = { date: '2027-03-23', time: '09:00', sure: 'B-20270323T0900' };
    expect(answer(await shifts(chat, typed))).toContain('hebben dan een eigen sessie.');
    expect(await stored(chat)).toBe(before);
  });

  test('counts the members of the day: whoever has left by then is not in the way', async () => {
    const { people } = roundTown();
    const chat = await scheduled({
      ...exams('2027-03-19'),
      people: people.map((person) =>
        person.university === 'leiden' ? { ...person, endedOn: '2027-03-15' } : person,
      ),
    });
    await shifts(chat, { date: '2027-03-19', time: '10:15' });
    expect((await groupNow(chat)).meeting?.number).toBe(2);
  });

  test('in a session that the teacher has as a student is confirmed as well', async () => {
    const { people, groups, pupils, pairs } = roundTown();
    const chat = await scheduled({
      people: [...people, aPerson({ email: theo, name: 'Theo' })],
      groups: groups.map((group) => (group.id === 'C' ? { ...group, students: [theo] } : group)),
      pupils: [...pupils, aPupil({ id: 'px' })],
      pairs: [...pairs, aPair({ student: theo, pupil: 'px', weekday: 3, start: '14:00', end: '15:00' })],
    });
    const reply = await shifts(chat, { date: '2027-03-17', time: '14:00' });
    expect(answer(reply)).toContain('De docent heeft dan een eigen sessie.');
    expect((await groupNow(chat)).meeting?.number).toBe(1);
    await shifts(chat, { ...sureIn(replaced(reply)), date: '2027-03-17', time: '14:00' });
    expect((await groupNow(chat)).meeting?.number).toBe(2);
  });
});

/** The evening before the meeting. */
const evening = async (changes: Partial<Programme> = {}): Promise<Chat> => {
  const chat = await scheduled(changes);
  moveTo(chat, '2027-03-17T19:30:00+01:00');
  return chat;
};

/** The meeting is on Thursday 18 March at three; messages go out from 08:30 to 19:00. */
describe('a change of which people hear late', () => {
  const early = { date: '2027-03-18', time: '08:15' };

  test('is confirmed when nobody can be told before it, and then nothing is promised', async () => {
    const chat = await evening();
    const doubted = await shifts(chat, early);
    expect(answer(doubted)).toContain(
      'Ann, Bas, Cem, Dia en Eva horen dit niet op tijd van mij. Bel of app zelf even.',
    );
    expect((await groupNow(chat)).meeting?.number).toBe(1);
    const sure = answer(await shifts(chat, { ...sureIn(replaced(doubted)), ...early }));
    expect((await groupNow(chat)).meeting?.number).toBe(2);
    expect(sure).toContain('✓ De tijd staat vast. Ann, Bas, Cem, Dia en Eva horen dit niet op tijd van mij.');
    expect(sure).not.toContain('✓ De tijd staat vast. Iedereen krijgt bericht');
  });

  test('counts those too who come at the old time before they hear of the new one', async () => {
    const chat = await scheduled();
    await shifts(chat, { ...early, sure: 'B-20270318T0815' });
    moveTo(chat, '2027-03-17T19:30:00+01:00');
    expect(answer(await shifts(chat, { date: '2027-03-18', time: '12:00' }))).toContain(
      'horen dit niet op tijd van mij',
    );
  });

  test('and is in time says when they hear: in English too', async () => {
    const chat = await evening();
    expect(answer(await shifts(chat, { date: '2027-03-18', time: '11:00' }))).toContain(
      '✓ De tijd staat vast. Iedereen krijgt bericht, uiterlijk do 18 mrt, 08:30.',
    );
    await chat.as(theo).says('taal en');
    expect(answer(await shifts(chat, { date: '2027-03-18', time: '12:00' }))).toContain(
      '✓ The time is set. Everybody gets a message, by Thu 18 Mar, 08:30.',
    );
  });

  test('names whom it does not reach because their days are closed', async () => {
    const chat = await scheduled(exams('2027-03-10', '2027-03-19'));
    moveTo(chat, '2027-03-10T10:00:00+01:00');
    const reply = answer(await shifts(chat, { date: '2027-03-22', time: '08:00' }));
    expect(reply).toContain('Ann, Bas en Cem horen dit niet op tijd van mij');
  });

  test('that hands the group over is confirmed, and the answer says when the other hears', async () => {
    const chat = await evening();
    await shifts(chat, { ...early, sure: 'B-20270318T0815' });
    const before = await stored(chat);
    const doubted = answer(await chat.as(theo).presses('round.handOver', { ...ids, teacher: hanneke }));
    expect(doubted).toContain('Nog niet opgeslagen');
    expect(doubted).toContain('Hanneke hoort dit niet op tijd van mij. Bel of app zelf even.');
    expect(await stored(chat)).toBe(before);
    const sure = { ...ids, teacher: hanneke, sure: hanneke };
    expect(answer(await chat.as(theo).presses('round.handOver', sure))).toContain(
      'Hanneke leidt deze groep nu. Maar Hanneke hoort dit niet op tijd van mij: bel of app zelf even.',
    );
    expect((await groupNow(chat)).teacher).toBe(hanneke);
  });

  test('that hands the group over in time says so: to the teacher and to a coordinator', async () => {
    const [one, other] = [await evening(), await evening()];
    expect(answer(await one.as(theo).presses('round.handOver', { ...ids, teacher: hanneke }))).toContain(
      'Hanneke leidt deze groep nu, en krijgt daar bericht van: do 18 mrt, 08:30.',
    );
    expect(answer(await other.as(cora).presses('round.handOver', { ...ids, teacher: hanneke }))).toContain(
      '✓ Overgedragen. De nieuwe docent krijgt bericht, do 18 mrt, 08:30.',
    );
  });

  test('that calls the meeting off says beforehand and afterwards who does not hear', async () => {
    const chat = await evening();
    await shifts(chat, { ...early, sure: 'B-20270318T0815' });
    const card = JSON.stringify(below(await chat.as(theo).presses('round.show', ids)));
    expect(card).toContain('Ann, Bas, Cem, Dia en Eva horen dit niet op tijd van mij');
    expect(answer(await chat.as(theo).presses('round.cancelGroup', ids))).toContain(
      '✓ Afgezegd. Ann, Bas, Cem, Dia en Eva horen dit niet op tijd van mij',
    );
  });

  test('that passes the case on says so', async () => {
    const [early1, late] = [await evening(), await evening()];
    expect(answer(await early1.as(ann).presses('round.pass', { round: 'r1' }))).toContain(
      'en krijgt daar bericht van: do 18 mrt, 08:30.',
    );
    await shifts(late, { ...early, sure: 'B-20270318T0815' });
    expect(answer(await late.as(ann).presses('round.pass', { round: 'r1' }))).toContain(
      'Maar Bas hoort dit niet op tijd van mij',
    );
  });
});

test('nobody gets a group to lead of which they are a member', async () => {
  const chat = await scheduled({
    people: [...roundTown().people, aPerson({ email: ann, name: 'Ann', role: 'teacher' })],
  });
  const reply = answer(await chat.as(theo).presses('round.handOver', { ...ids, teacher: ann }));
  expect(reply).toContain('Dit is een student van deze groep');
  expect((await groupNow(chat)).teacher).toBe(theo);
});
