/** A coordinator makes a round: proposal, moves, start, and calling it off. */
import { aGroup, aPair, aPerson, aPupil } from '../builders';
import {
  ann,
  answer,
  aRoundChat,
  asked,
  bas,
  below,
  cem,
  cora,
  dia,
  eva,
  five,
  groupNow,
  hanneke,
  moveTo,
  otherCora,
  roundNow,
  roundTown,
  started,
  stored,
  stray,
  theo,
} from './roundChat';
import { replaced, type Chat } from './chat';
import { ofType } from '../cards/cardProblems';
import { aSlot, weekly } from '../programme/rounds/story';
import { happen } from './happening';

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

describe('round.create', () => {
  test('proposes the groups that exist as they are, and tells nobody', async () => {
    const chat = await aRoundChat();
    const card = answer(await chat.as(cora).presses('round.create', asked));
    expect(card).toContain('Voorstel: Maart');
    expect(card).toContain('15–26 maart');
    expect(card).toContain('Groep B · Theo · 5 studenten · bestaat al');
    expect(card).toContain('Ann, Bas, Cem, Dia en Eva');
    expect(card).toContain('blijven zoals ze zijn.');
    expect(card).not.toContain('dezelfde klas');
    const round = await roundNow(chat);
    expect([round.setup, round.confirmedAt]).toEqual([{ ...asked, minutes: 65, groupSize: 7 }, null]);
    expect(chat.woken()).toBe(1);
  });

  test('takes days as people write them in Dutch', async () => {
    const chat = await aRoundChat();
    await chat.as(cora).presses('round.create', {
      ...asked,
      from: 'ma 15 maart',
      to: '26-3',
      answerBy: '10/3/2027',
      minutes: '50',
    });
    expect((await roundNow(chat)).setup).toEqual({ ...asked, minutes: 50, groupSize: 7 });
  });

  test('is one round, however often it is pressed', async () => {
    const chat = await aRoundChat();
    await chat.as(cora).presses('round.create', asked);
    const before = await stored(chat);
    const card = answer(await chat.as(cora).presses('round.create', asked));
    expect(card).toContain('Dit voorstel was er al.');
    expect(await stored(chat)).toBe(before);
    await chat.as(cora).presses('round.confirm', { round: 'r1' });
    expect(answer(await chat.as(cora).presses('round.create', asked))).toContain('Dit was al zo.');
  });

  test('is one round when it is pressed twice at one moment', async () => {
    const chat = await aRoundChat();
    await Promise.all([cora, cora].map((who) => chat.as(who).presses('round.create', asked)));
    await expect(roundNow(chat, 'r2')).rejects.toThrow('no round r2');
    await Promise.all([cora, cora].map((who) => chat.as(who).presses('round.confirm', { round: 'r1' })));
    expect((await roundNow(chat)).groups.map(({ id }) => id)).toEqual(['B', 'C']);
  });

  test('a second round has groups of its own days and another id', async () => {
    const chat = await started();
    await chat
      .as(cora)
      .presses('round.create', { ...asked, name: 'April', from: '2027-04-05', to: '2027-04-16' });
    const second = await roundNow(chat, 'r2');
    expect(second.groups.map(({ id, students }) => [id, names(students)])).toEqual([
      ['B', names(five)],
      ['C', ['stray']],
    ]);
  });

  test('forms groups of those who have none, and says how good they are', async () => {
    const chat = await aRoundChat(withNewcomers());
    const card = answer(await chat.as(cora).presses('round.create', asked));
    const { groups } = await roundNow(chat);
    expect(groups.map(({ id, students }) => [id, students.length])).toEqual([
      ['B', 5],
      ['C', 1],
      ['g01', 7],
      ['g02', 7],
    ]);
    expect(card).toContain('4 groepen van 1 tot 7 studenten.');
    expect(card).toContain('Groepen per docent: Theo 2, Hanneke 2.');
  });

  test('puts fewer than four newcomers into the smallest group of their school', async () => {
    const town = roundTown();
    const chat = await aRoundChat({
      people: [...town.people, aPerson({ email: 'new@uni.example', name: 'Nieuw' })],
      pupils: [...town.pupils, aPupil({ id: 'n1' })],
      pairs: [...town.pairs, aPair({ pupil: 'n1', student: 'new@uni.example' })],
    });
    await chat.as(cora).presses('round.create', asked);
    expect((await roundNow(chat)).groups[0]?.students).toContain('new@uni.example');
  });

  test('says of whoever joins the programme meanwhile that a place follows', async () => {
    const chat = await aRoundChat();
    await chat.as(cora).presses('round.create', asked);
    const town = roundTown();
    await chat.import({
      ...town,
      people: [...town.people, aPerson({ email: 'new@uni.example', name: 'Nieuw' })],
    });
    expect(answer(await chat.as(cora).presses('round.propose', { round: 'r1' }))).toContain(
      'Nieuw: krijgt na de start een plek in een groep.',
    );
  });

  test('names who cannot be placed, and why', async () => {
    const chat = await aRoundChat({
      groups: [],
      people: roundTown().people.filter(({ role }) => role !== 'teacher'),
    });
    const card = answer(await chat.as(cora).presses('round.create', asked));
    expect(card).toContain('6 studenten hebben geen groep');
    expect(card).toContain('Ann, Bas, Cem, Dia, Eva en Stray: er is geen docent.');
    expect(answer(await chat.as(cora).presses('round.confirm', { round: 'r1' }))).toContain(
      'Er is niets gestart: er zijn geen groepen.',
    );
    expect((await roundNow(chat)).confirmedAt).toBeNull();
  });

  test.each([
    [{ name: '' }, 'Vul dit in: Naam.'],
    [{ name: 'x'.repeat(61) }, 'Naam: hooguit 60 tekens.'],
    [{ from: '' }, 'Vul dit in: Eerste dag.'],
    [{ from: 'morgenochtend' }, '“morgenochtend” is geen dag'],
    [{ from: '2027-02-30' }, '“2027\\\\\\\\-02\\\\\\\\-30” is geen dag'],
    [{ from: '2027-03-01' }, 'Eerste dag: kies een dag na vandaag.'],
    [{ to: '2027-08-20' }, 'Laatste dag: kies een dag in het programma, van 8 februari tot en met 2 juli.'],
    [{ to: '2027-03-14' }, 'Laatste dag: die ligt voor de eerste dag.'],
    [{ to: '2027-06-30' }, 'een ronde duurt hooguit 60 dagen'],
    [{ from: '2027-03-20', to: '2027-03-21' }, 'er zit geen werkdag in deze dagen'],
    [{ answerBy: '' }, 'Vul dit in: Antwoorden tot en met.'],
    [{ answerBy: '2027-03-15' }, 'kies een dag voor de eerste dag van de ronde'],
    [{ answerBy: '2027-03-01' }, 'Antwoorden tot en met: kies een dag na vandaag.'],
    [{ minutes: '14' }, 'Duur in minuten: vul een heel getal in van 15 tot en met 240.'],
    [{ minutes: '241' }, 'van 15 tot en met 240'],
    [{ minutes: '65,5' }, 'van 15 tot en met 240'],
    [{ groupSize: '3' }, 'Studenten in een groep: vul een heel getal in van 4 tot en met 9.'],
    [{ groupSize: '10' }, 'van 4 tot en met 9'],
  ])('%j is refused with the reason beside it, and nothing is stored', async (changes, problem) => {
    const chat = await aRoundChat();
    chat.forget();
    const reply = await chat.as(cora).presses('round.create', { ...asked, ...changes });
    expect(answer(reply)).toContain('Er is nog niets opgeslagen.');
    expect(answer(reply)).toContain(problem.replaceAll('\\\\\\\\', '\\\\'));
    const name = ofType(replaced(reply), 'Input.Text')[0]?.['value'];
    expect(name).toBe({ ...asked, ...changes }.name);
    expect(chat.calls.filter((call) => call.startsWith('rounds.'))).toEqual([]);
  });

  test.each([theo, ann, otherCora])('is refused to %s of this programme, with nothing read', async (who) => {
    const chat = await aRoundChat();
    await chat.as(who).installs();
    chat.forget();
    const reply = answer(await chat.as(who).presses('round.create', { ...asked, programme: 'hmp' }));
    expect(reply).toContain('hoort niet bij jouw rol');
    expect(chat.calls.filter((call) => !call.startsWith('contacts.'))).toEqual([]);
  });
});

const proposed = async () => {
  const chat = await aRoundChat();
  await chat.as(cora).presses('round.create', asked);
  return chat;
};

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

  test('changes nothing once the round has started', async () => {
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

const withWeekly = () => {
  const meeting = { weekday: 5, start: '11:15', end: '12:20', room: null } as const;
  return aRoundChat({ groups: [weekly(), weekly({ id: 'Z', teacher: hanneke, meeting })] });
};

describe('groups with a fixed time', () => {
  test('stand in the list of a coordinator, who opens the next meeting to call it off or hand it over', async () => {
    const chat = await withWeekly();
    moveTo(chat, '2027-03-04T10:00:00+01:00');
    await happen(
      chat.storage,
      'hmp',
      [
        '2027-02-23T12:20:00+01:00',
        '2027-W08',
        {
          kind: 'begun',
          group: 'A',
          slot: aSlot('w8', '2027-02-23T11:15:00+01:00'),
          teacher: theo,
          members: five,
        },
      ],
      [
        '2027-02-23T13:00:00+01:00',
        '2027-W08',
        { kind: 'attended', group: 'A', present: [ann, bas], method: null, advice: null, followUp: null },
        theo,
      ],
      [
        '2027-03-02T12:20:00+01:00',
        '2027-W09',
        {
          kind: 'begun',
          group: 'A',
          slot: aSlot('w9', '2027-03-02T11:15:00+01:00'),
          teacher: theo,
          members: five,
        },
      ],
    );
    const { messages } = await chat.as(cora).says('intervisie');
    const list = JSON.stringify(messages);
    expect(list).toContain('2 groepen hebben een vaste tijd.');
    expect(list).toContain('Groep A · Theo');
    expect(list).toMatch(/2 van de 5 waren er · 1 verslag mist/);
    const opened = { round: '2027-W10', group: 'A' };
    expect(list).toContain(JSON.stringify(opened).slice(1, -1));
    const group = JSON.stringify(below(await chat.as(cora).presses('round.show', opened)));
    expect(group).toContain('round.cancelGroup');
    await chat.as(cora).presses('round.handOver', { ...opened, teacher: hanneke });
    expect((await groupNow(chat, 'A', '2027-W10')).teacher).toBe(hanneke);
    await chat.as(cora).presses('round.cancelGroup', opened);
    expect((await groupNow(chat, 'A', '2027-W10')).cancelled).not.toBeNull();
  });

  test('are shown by their week, which as a whole nobody calls off', async () => {
    const chat = await withWeekly();
    const week = JSON.stringify(below(await chat.as(cora).presses('round.show', { round: '2027-W09' })));
    expect(week).toContain('Week 9');
    expect(week).toContain('Groep Z · Hanneke');
    expect(week).not.toContain('round.cancel');
    const before = await stored(chat);
    await chat.as(cora).presses('round.cancel', { round: '2027-W09' });
    expect(await stored(chat)).toBe(before);
    for (const who of [ann, theo])
      expect(
        JSON.stringify(await chat.as(who).presses('round.propose', { round: '2027-W09' })),
      ).not.toContain('Week 9');
  });
});
