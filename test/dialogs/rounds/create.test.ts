/** A coordinator makes a round. */
import { aPair, aPerson, aPupil } from '../../builders';
import {
  ann,
  answer,
  aRoundChat,
  asked,
  cora,
  five,
  otherCora,
  roundNow,
  roundTown,
  started,
  stored,
  theo,
} from '../roundChat';
import { replaced } from '../chat';
import { ofType } from '../../cards/cardProblems';

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
    expect(card).toContain('Groepen per docent: Theo (2), Hanneke (2).');
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
