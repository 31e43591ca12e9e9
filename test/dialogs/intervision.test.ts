/** `intervisie`, for each role. */
import { aGroup, aPerson } from '../builders';
import { ofType } from '../cards/cardProblems';
import { textsOf } from '../fakes/teamsStandIn';
import { shown } from './chat';
import { happen } from './happening';
import {
  ann,
  answer,
  aRoundChat,
  bas,
  cem,
  cora,
  hanneke,
  ids,
  moveTo,
  offered,
  otherCora,
  polled,
  roundTown,
  scheduled,
  stray,
  theo,
} from './roundChat';

const round = { name: 'Maart', from: '2027-03-15', to: '2027-03-26', answerBy: '2027-03-10' };

/** The groups that a card names. */
const groupsOn = (card: string): readonly string[] =>
  [...new Set(card.match(/groep [A-Z]\d?/g) ?? [])].toSorted();

const reported = (present: readonly string[], group: string) =>
  ({ kind: 'attended', group, present, method: null, advice: 'geheim', followUp: 'geheim' }) as const;

describe('for a student', () => {
  test('shows the group, the meeting, and what it asks', async () => {
    const chat = await scheduled();
    const card = shown(await chat.as(ann).says('Intervisie'));
    expect(card).toContain('donderdag 18 maart, 15:00–\u206016:05');
    expect(card).toContain('Je hebt die nog niet geschreven.');
    expect(card).toContain('calendar.show');
    expect(shown(await chat.as(bas).says('intervision'))).toContain('Ik breng iets in');
  });

  test('asks for the poll while it is open', async () => {
    const chat = await polled();
    expect(shown(await chat.as(ann).says('intervisie'))).toContain('Wanneer kun jij?');
    await chat.as(ann).presses('round.available', { ...ids, slots: 's1' });
    expect(shown(await chat.as(ann).says('intervisie'))).toContain('Je hebt laten weten wanneer je kunt.');
  });

  test('knows nothing of a proposal, and says so in a line', async () => {
    const chat = await aRoundChat();
    await chat.as(cora).presses('round.create', {
      name: 'Maart',
      from: '2027-03-15',
      to: '2027-03-26',
      answerBy: '2027-03-10',
    });
    const { messages } = await chat.as(ann).says('intervisie');
    expect(messages).toHaveLength(1);
    expect(shown({ replacement: null, messages })).toContain('Je docent is Theo. Er loopt nu geen ronde');
  });
});

describe('for a teacher', () => {
  test('shows all groups on one card, what each asks first', async () => {
    const chat = await offered();
    await chat.as(cora).presses('round.handOver', { round: 'r1', group: 'C', teacher: theo });
    const { messages } = await chat.as(theo).says('intervisie');
    expect(messages).toHaveLength(1);
    const [card] = messages;
    if (card === undefined) throw new Error('no card');
    const buttons = ofType(card, 'Action.Execute').map(({ title, data }) => [title, data]);
    expect(buttons).toContainEqual(['Tijden kiezen', { programme: 'hmp', ...ids, what: 'offer' }]);
    expect(JSON.stringify(card)).toContain('groep C');
  });

  test('a meeting that waits for its report stands first', async () => {
    const chat = await scheduled();
    moveTo(chat, '2027-03-18T16:05:00+01:00');
    const card = shown(await chat.as(theo).says('intervisie'));
    expect(card).toContain('Geweest, nog geen verslag');
    expect(card).toContain('round.report');
    expect(card).toContain('{"title":"Waarover","value":"niet geschreven"}');
  });

  test('says who brings what, and whether it is written', async () => {
    const chat = await scheduled();
    const listed = shown(await chat.as(theo).says('intervisie'));
    expect(listed).toContain('nog niet geschreven');
    expect(listed).toContain('{"title":"Komen (4)","value":"Ann, Bas, Cem en Dia"}');
    expect(shown(await chat.as(theo).says('mijn week'))).toMatch(
      /Je andere groepen.*donderdag 18 maart, 15:00–\u206016:05.*Komen \(4\): Ann, Bas, Cem en Dia.*Inbreng: Ann, nog niet geschreven/,
    );
    const text = { title: 'Zo stil', situation: 'Er wordt niets gezegd.', question: 'Hoe vraag ik door?' };
    await chat.as(ann).presses('round.case', { round: 'r1', ...text });
    expect(shown(await chat.as(theo).says('intervisie'))).toContain(
      '{"title":"Inbreng","value":"Ann"},{"title":"Waarover","value":"Zo stil"}',
    );
    expect(shown(await chat.as(theo).says('mijn week'))).toContain('Inbreng: Ann, “Zo stil” ✓');
    for (const who of [bas, cora, hanneke])
      for (const typed of ['intervisie', 'mijn week'])
        expect(shown(await chat.as(who).says(typed))).not.toContain('Zo stil');
  });

  test('shows many groups whole, a page at a time', async () => {
    const town = roundTown();
    const extra = Array.from({ length: 7 }, (_, index) => `m${index}@uni.example`);
    const chat = await aRoundChat({
      people: [...town.people, ...extra.map((email) => aPerson({ email, name: email }))],
      groups: [
        ...town.groups,
        ...extra.map((email, index) => aGroup({ id: `D${index}`, teacher: theo, students: [email] })),
      ],
    });
    await chat.as(cora).presses('round.create', round);
    await chat.as(cora).presses('round.confirm', { round: 'r1' });
    const first = shown(await chat.as(theo).says('intervisie'));
    expect(groupsOn(first)).toEqual(['groep B', 'groep D0', 'groep D1', 'groep D2', 'groep D3']);
    expect(first).toContain('1–5 van 8');
    const second = await chat.as(theo).presses('round.list', { start: '5' });
    expect(groupsOn(answer(second))).toEqual(['groep D4', 'groep D5', 'groep D6']);
    expect(answer(second)).toContain('Vorige');
    expect(answer(await chat.as(hanneke).presses('round.list', { start: 'x' }))).toContain('groep C');
    for (const who of [ann, cora])
      expect(answer(await chat.as(who).presses('round.list', {}))).toContain('niet bij jouw rol');
  });

  test('a meeting that nobody reported of says so once it is closed, to coordinators too', async () => {
    const chat = await scheduled();
    moveTo(chat, '2027-04-01T16:04:00+02:00');
    expect(shown(await chat.as(theo).says('intervisie'))).not.toContain('Gesloten zonder verslag');
    moveTo(chat, '2027-04-01T16:05:00+02:00');
    expect(shown(await chat.as(theo).says('intervisie'))).toContain('Gesloten zonder verslag');
    const roundCard = shown(await chat.as(cora).presses('round.show', { round: 'r1' }));
    expect(roundCard).toContain('Gesloten zonder verslag');
    await happen(chat.storage, 'hmp', ['2027-04-02T17:00:00+02:00', 'r1', reported([ann], 'B'), theo]);
    for (const card of [
      await chat.as(theo).says('intervisie'),
      await chat.as(cora).presses('round.show', { round: 'r1' }),
    ]) {
      expect(shown(card)).toContain('Afgerond');
      expect(shown(card)).not.toContain('Gesloten zonder verslag');
    }
  });

  test('who leads none hears so', async () => {
    const chat = await aRoundChat({ groups: [] });
    expect(shown(await chat.as(theo).says('intervisie'))).toContain('Je leidt nu geen intervisiegroep.');
  });
});

describe('for a teacher to whom the roster gives a group of a round that goes on', () => {
  test('it says who leads it, as long as that is another', async () => {
    const chat = await scheduled();
    const groups = roundTown().groups.map((group) => ({ ...group, teacher: hanneke }));
    const people = [
      ...roundTown().people,
      aPerson({ email: 'vera@hmp.example', name: 'Vera', role: 'teacher', university: null }),
    ];
    await chat.import(
      roundTown({ people, groups: groups.map((group) => ({ ...group, teacher: 'vera@hmp.example' })) }),
    );
    const card = shown(await chat.as('vera@hmp.example').says('intervisie'));
    expect(card).toContain('In de ronde die nu loopt leidt Theo deze groep.');
    expect(card).toMatch(/groep B/i);
    expect(card).not.toContain('Er loopt nu geen ronde');
    await chat.as(cora).presses('round.cancel', { round: 'r1' });
    expect(shown(await chat.as('vera@hmp.example').says('intervisie'))).toContain('Er loopt nu geen ronde');
  });
});

describe('for a coordinator', () => {
  test('without a round there is one line and a form that is filled in', async () => {
    const chat = await aRoundChat();
    const { messages } = await chat.as(cora).says('intervisie');
    const [card] = messages;
    if (card === undefined) throw new Error('no card');
    expect(JSON.stringify(card)).toContain('Er is nog geen ronde.');
    const values = [...ofType(card, 'Input.Text'), ...ofType(card, 'Input.Date')].map(({ id, value }) => [
      id,
      value,
    ]);
    expect(Object.fromEntries(values)).toEqual({
      name: 'Ronde 1',
      from: '2027-03-11',
      to: '2027-03-22',
      answerBy: '2027-03-10',
    });
    const created = await chat.as(cora).presses('round.create', Object.fromEntries(values));
    expect(shown(created)).toContain('Voorstel: Ronde 1');
  });

  test('lists rounds with status, turnout, and who missed two in a row', async () => {
    const chat = await scheduled();
    await happen(chat.storage, 'hmp', ['2027-03-18T16:10:00+01:00', 'r1', reported([cem], 'B'), theo]);
    moveTo(chat, '2027-03-19T09:00:00+01:00');
    const next = { name: 'April', from: '2027-04-05', to: '2027-04-16', answerBy: '2027-04-02' };
    await chat.as(cora).presses('round.create', next);
    await chat.as(cora).presses('round.confirm', { round: 'r2' });
    await chat
      .as(theo)
      .presses('round.shift', { round: 'r2', group: 'B', date: '2027-04-06', time: '15:00' });
    await happen(chat.storage, 'hmp', ['2027-04-06T16:10:00+02:00', 'r2', reported([ann, bas], 'B'), theo]);
    moveTo(chat, '2027-04-07T09:00:00+02:00');
    const { messages } = await chat.as(cora).says('intervisie');
    const card = shown({ replacement: null, messages });
    expect(card).toContain('1 van de 5 was er');
    expect(card).toContain('2 van de 5 waren er');
    const texts = messages.flatMap(({ content }) => textsOf(content));
    // Cem came to the first of the two, Ann and Bas to the second.
    expect(texts[texts.indexOf('Twee keer op rij gemist') + 1]).toBe('Dia en Eva');
    expect(card).not.toContain('geheim');
    expect(card.indexOf('April')).toBeLessThan(card.indexOf('Maart'));
  });

  test('sees the rounds of their own programme only', async () => {
    const chat = await scheduled();
    const card = shown(await chat.as(otherCora).says('intervisie'));
    expect(card).toContain('Er is nog geen ronde.');
    expect(card).not.toMatch(/10 maart|groep B/);
  });
});

test('somebody with two roles gets a card for each', async () => {
  const town = roundTown();
  const chat = await aRoundChat({
    people: [...town.people, aPerson({ email: hanneke, name: 'Hanneke' })],
    groups: town.groups.map((group) =>
      group.id === 'B' ? { ...group, students: [...group.students, hanneke] } : group,
    ),
  });
  await chat
    .as(cora)
    .presses('round.create', { name: 'Maart', from: '2027-03-15', to: '2027-03-26', answerBy: '2027-03-10' });
  await chat.as(cora).presses('round.confirm', { round: 'r1' });
  const { messages } = await chat.as(hanneke).says('intervisie');
  expect(messages).toHaveLength(2);
  expect((await chat.as(stray).says('intervisie')).messages).toHaveLength(1);
});
