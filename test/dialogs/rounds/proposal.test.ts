/** What becomes of a proposal: students moved, the round started or called off. */
import { aPair, aPerson, aPupil } from '../../builders';
import {
  ann,
  answer,
  aRoundChat,
  asked,
  bas,
  cem,
  cora,
  dia,
  eva,
  hanneke,
  moveTo,
  otherCora,
  roundNow,
  roundTown,
  started,
  stored,
  stray,
  theo,
} from '../roundChat';

const names = (students: readonly string[]): readonly string[] =>
  students.map((email) => email.split('@')[0] ?? '');

/** The town with fourteen students who have no group. */
const withNewcomers = () => {
  const many = Array.from({ length: 14 }, (_, index) => `n${String(index).padStart(2, '0')}@uni.example`);
  const town = roundTown();
  return {
    people: [
      ...town.people,
      ...many.map((email, index) =>
        aPerson({ email, name: `Nieuw ${index}`, university: index % 2 === 0 ? 'leiden' : 'hhs' }),
      ),
    ],
    pupils: [...town.pupils, ...many.map((_, index) => aPupil({ id: `n${index}`, class: `3${index % 7}` }))],
    pairs: [...town.pairs, ...many.map((student, index) => aPair({ student, pupil: `n${index}` }))],
  };
};

const proposed = async () => {
  const chat = await aRoundChat();
  await chat.as(cora).presses('round.create', asked);
  return chat;
};

const moving = (student: string, group: string) => ({ round: 'r1', student, group });

describe('round.move', () => {
  test('takes a student to another group, once', async () => {
    const chat = await proposed();
    const move = { round: 'r1', student: ann.toUpperCase(), group: 'C' };
    expect(answer(await chat.as(cora).presses('round.move', move))).toContain('✓ Ann zit nu in groep C.');
    const before = await stored(chat);
    expect(answer(await chat.as(cora).presses('round.move', move))).toContain('✓ Ann zit nu in groep C.');
    expect(await stored(chat)).toBe(before);
    const { groups } = await roundNow(chat);
    expect(groups.map(({ students }) => names(students))).toEqual([
      ['bas', 'cem', 'dia', 'eva'],
      ['stray', 'ann'],
    ]);
  });

  test('takes a student out of all groups, who is named then', async () => {
    const chat = await proposed();
    const card = answer(await chat.as(cora).presses('round.move', { round: 'r1', student: ann, group: '-' }));
    expect(card).toContain('1 student heeft geen groep');
    expect(card).toContain('Ann: in geen groep gezet.');
  });

  const few = 'Let op: dit zijn er minder dan 4.';

  test('that leaves a group with fewer than four is stored, with a warning', async () => {
    const chat = await aRoundChat({ groups: [] });
    const made = answer(await chat.as(cora).presses('round.create', asked));
    expect(made).not.toContain(few);
    const { groups } = await roundNow(chat);
    const [group] = groups;
    expect(groups.map(({ students }) => students.length)).toEqual([6]);
    for (const student of group?.students.slice(0, 2) ?? [])
      expect(answer(await chat.as(cora).presses('round.move', moving(student, '-')))).not.toContain(few);
    const third = answer(await chat.as(cora).presses('round.move', moving(group?.students[2] ?? '', '-')));
    expect(third).toContain(few);
    expect((await roundNow(chat)).groups[0]?.students).toHaveLength(3);
  });

  test('into one’s own group changes nothing, and says why', async () => {
    const town = roundTown();
    const leads = [...town.people, aPerson({ email: theo, name: 'Theo', university: 'leiden' })];
    const chat = await aRoundChat({ people: leads });
    await chat.as(cora).presses('round.create', asked);
    const before = await stored(chat);
    const move = { round: 'r1', student: theo, group: 'B' };
    expect(answer(await chat.as(cora).presses('round.move', move))).toContain(
      'Er is niets veranderd. Theo leidt groep B.',
    );
    expect(await stored(chat)).toBe(before);
  });

  test('into a group of nine changes nothing, and says why', async () => {
    const chat = await aRoundChat(withNewcomers());
    await chat.as(cora).presses('round.create', asked);
    for (let index = 0; index < 4; index += 1)
      await chat.as(cora).presses('round.move', moving(`n0${index}@uni.example`, 'B'));
    const before = await stored(chat);
    expect((await roundNow(chat)).groups.find(({ id }) => id === 'B')?.students).toHaveLength(9);
    expect(answer(await chat.as(cora).presses('round.move', moving('n04@uni.example', 'B')))).toContain(
      'Er is niets veranderd. Groep B heeft al 9 studenten.',
    );
    expect(await stored(chat)).toBe(before);
  });

  test.each([
    [{ student: 'nobody@x.example', group: 'C' }, 'Kies een student die meedoet.'],
    [{ student: theo, group: 'C' }, 'Kies een student die meedoet.'],
    [{ student: '', group: 'C' }, 'Kies een student die meedoet.'],
    [{ student: ann, group: 'Z' }, 'Kies een groep uit dit voorstel.'],
    [{ student: ann, group: '' }, 'Kies een groep uit dit voorstel.'],
  ])('%j changes nothing, and says why', async (data, problem) => {
    const chat = await proposed();
    const before = await stored(chat);
    expect(answer(await chat.as(cora).presses('round.move', { round: 'r1', ...data }))).toContain(problem);
    expect(await stored(chat)).toBe(before);
  });

  test('from a card that shows the proposal changes nothing once the round has started', async () => {
    const chat = await started();
    const before = await stored(chat);
    const card = answer(await chat.as(cora).presses('round.move', { round: 'r1', student: ann, group: 'C' }));
    expect(card).toContain('Docenten kiezen tijden');
    expect(await stored(chat)).toBe(before);
  });
});

/** What the button on a proposal sends. */
const confirmOn = (card: string): Readonly<Record<string, string>> => ({
  round: 'r1',
  edition: /"edition":(\d+)/.exec(card)?.[1] ?? 'none',
});

describe('round.confirm', () => {
  test('starts the round, once, and wakes whoever plans', async () => {
    const chat = await aRoundChat();
    await chat.as(cora).presses('round.create', asked);
    const woken = chat.woken();
    const card = answer(await chat.as(cora).presses('round.confirm', { round: 'r1' }));
    expect(card).toContain('✓ De ronde is gestart.');
    expect(card).toContain('Docent kiest tijden');
    expect(chat.woken()).toBe(woken + 1);
    const before = await stored(chat);
    expect(answer(await chat.as(cora).presses('round.confirm', { round: 'r1' }))).toContain('Dit was al zo.');
    expect(await stored(chat)).toBe(before);
    expect(chat.woken()).toBe(woken + 1);
  });

  test('leaves groups without anybody out', async () => {
    const chat = await aRoundChat();
    await chat.as(cora).presses('round.create', asked);
    await chat.as(cora).presses('round.move', { round: 'r1', student: 'stray@uni.example', group: 'B' });
    await chat.as(cora).presses('round.confirm', { round: 'r1' });
    expect((await roundNow(chat)).groups.map(({ id }) => id)).toEqual(['B']);
  });

  test('of a second proposal takes the groups that exist by then, and shows them first', async () => {
    const chat = await aRoundChat(withNewcomers());
    await chat.as(cora).presses('round.create', asked);
    const april = { ...asked, name: 'April', from: '2027-04-05', to: '2027-04-16', groupSize: '5' };
    await chat.as(cora).presses('round.create', april);
    await chat.as(cora).presses('round.confirm', { round: 'r1' });
    const confirm = { round: 'r2' };
    expect(answer(await chat.as(cora).presses('round.confirm', confirm))).toContain(
      'Er is nog niets gestart: de groepen die er zijn, zijn intussen veranderd.',
    );
    const known = (await roundNow(chat)).groups.map(({ id, students }) => [id, students]);
    const second = await roundNow(chat, 'r2');
    expect([second.confirmedAt, second.groups.map(({ id, students }) => [id, students])]).toEqual([
      null,
      known,
    ]);
    expect(answer(await chat.as(cora).presses('round.confirm', confirm))).toContain('✓ De ronde is gestart.');
    expect((await roundNow(chat, 'r2')).groups.map(({ id, students }) => [id, students])).toEqual(known);
  });

  test('of groups with the same names is made anew when students were moved in another round', async () => {
    const chat = await aRoundChat();
    const april = { ...asked, name: 'April', from: '2027-04-05', to: '2027-04-16' };
    await chat.as(cora).presses('round.create', asked);
    await chat.as(cora).presses('round.create', april);
    await chat.as(cora).presses('round.move', { round: 'r1', student: ann, group: 'C' });
    await chat.as(cora).presses('round.confirm', { round: 'r1' });
    const known = (await roundNow(chat)).groups.map(({ id, students }) => [id, students]);
    expect(answer(await chat.as(cora).presses('round.confirm', { round: 'r2' }))).toContain(
      'de groepen die er zijn, zijn intussen veranderd.',
    );
    expect((await roundNow(chat, 'r2')).confirmedAt).toBeNull();
    // What is moved in the proposal itself stands.
    await chat.as(cora).presses('round.move', { round: 'r2', student: eva, group: 'C' });
    await chat.as(cora).presses('round.confirm', { round: 'r2' });
    const second = await roundNow(chat, 'r2');
    expect(second.confirmedAt).not.toBeNull();
    expect(known).toEqual([
      ['B', [bas, cem, dia, eva]],
      ['C', [stray, ann]],
    ]);
    expect(second.groups.map(({ id, students }) => [id, students])).toEqual([
      ['B', [bas, cem, dia]],
      ['C', [stray, ann, eva]],
    ]);
  });

  test('takes effect as it was shown: what somebody moved meanwhile is shown first', async () => {
    const chat = await aRoundChat();
    const made = answer(await chat.as(cora).presses('round.create', asked));
    await chat.as(cora).presses('round.move', { round: 'r1', student: ann, group: 'C' });
    const shown = answer(await chat.as(cora).presses('round.confirm', confirmOn(made)));
    expect(shown).toContain('dit voorstel is intussen veranderd');
    expect((await roundNow(chat)).confirmedAt).toBeNull();
    const again = answer(await chat.as(cora).presses('round.confirm', confirmOn(shown)));
    expect(again).toContain('✓ De ronde is gestart.');
  });

  test('comes too late when the days have passed', async () => {
    const chat = await aRoundChat();
    await chat.as(cora).presses('round.create', asked);
    moveTo(chat, '2027-03-29T10:00:00+02:00');
    expect(answer(await chat.as(cora).presses('round.confirm', { round: 'r1' }))).toContain(
      'De dagen van deze ronde zijn voorbij.',
    );
    expect((await roundNow(chat)).confirmedAt).toBeNull();
  });

  test.each([theo, hanneke, ann, otherCora])('is refused to %s', async (who) => {
    const chat = await aRoundChat();
    await chat.as(cora).presses('round.create', asked);
    for (const verb of ['round.confirm', 'round.cancel', 'round.propose', 'round.move'])
      expect(answer(await chat.as(who).presses(verb, { round: 'r1', student: ann, group: 'C' }))).toContain(
        'hoort niet bij jouw rol',
      );
    expect((await roundNow(chat)).confirmedAt).toBeNull();
  });
});

describe('round.cancel', () => {
  test('throws a proposal away of which nobody knew, once', async () => {
    const chat = await aRoundChat();
    await chat.as(cora).presses('round.create', asked);
    for (let press = 0; press < 2; press += 1)
      expect(answer(await chat.as(cora).presses('round.cancel', { round: 'r1' }))).toContain(
        'Het voorstel is weg.',
      );
    expect(answer(await chat.as(cora).presses('round.confirm', { round: 'r1' }))).toContain('afgezegd');
    expect((await roundNow(chat)).confirmedAt).toBeNull();
    const list = JSON.stringify((await chat.as(cora).says('intervisie')).messages);
    expect(list).not.toContain('Afgezegd');
  });

  test('calls a round off, once', async () => {
    const chat = await started();
    expect(answer(await chat.as(cora).presses('round.cancel', { round: 'r1' }))).toContain(
      '✓ De ronde is afgezegd.',
    );
    const before = await stored(chat);
    expect(answer(await chat.as(cora).presses('round.cancel', { round: 'r1' }))).toContain('Dit was al zo.');
    expect(await stored(chat)).toBe(before);
  });

  test('a round that is not there is nobody’s', async () => {
    const chat = await started();
    for (const verb of ['round.confirm', 'round.cancel', 'round.propose', 'round.move'])
      expect(answer(await chat.as(cora).presses(verb, { round: 'r9' }))).toContain('hoort niet bij jouw rol');
  });
});
