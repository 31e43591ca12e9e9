/** The case of a meeting: how it is written, and who sees it. */
import { questionAdvice } from '../../../bot/programme/rounds/caseText';
import { placeOf } from '../../../bot/programme/rounds/state';
import { caseView } from '../../../dialogs/rounds/case';
import { nodesOf, ofType } from '../../cards/cardProblems';
import { known } from '../../storage/contract/examples';
import { replaced, type Chat } from '../chat';
import {
  ann,
  answer,
  bas,
  below,
  cora,
  groupNow,
  hanneke,
  ids,
  moveTo,
  offered,
  otherCora,
  roundTown,
  scheduled,
  stored,
  stray,
  theo,
  refusedTo,
  show,
  written,
} from '../roundChat';

/** The day before the meeting, when the agenda has come; and when the meeting has begun. */
const dayBefore = '2027-03-17T16:00:00+01:00';

/** Ann has written her case. */
const withCase = async (): Promise<Chat> => {
  const chat = await scheduled();
  await chat.as(ann).presses('round.case', { ...ids, ...written });
  return chat;
};

describe('round.case', () => {
  test('stores title, situation and question, once, and shows them with who sees them', async () => {
    const chat = await scheduled();
    const card = answer(await chat.as(ann).presses('round.case', { round: 'r1', ...written }));
    expect(card).toContain('✓ Je inbreng is opgeslagen');
    expect(card).toContain('Alleen jij en je docent zien dit.');
    expect(card).not.toContain('Een tip');
    const [before, woken] = [await stored(chat), chat.woken()];
    await chat.as(ann).presses('round.case', { ...ids, ...written });
    expect([await stored(chat), chat.woken()]).toEqual([before, woken]);
    expect((await groupNow(chat)).written).toMatchObject({ student: ann, text: written });
  });

  test('is on a form for who brings it alone: neither for who wrote it and passed it on, nor for who brings it now', async () => {
    const chat = await withCase();
    await chat.as(ann).presses('round.pass', ids);
    const loaded = known(chat.programmes.all().find(({ head }) => head.id === 'hmp') ?? null);
    const rounds = await chat.rounds.of(loaded);
    const place = known(placeOf(rounds.source.book, ids.round, ids.group));
    const reader = (email: string) => ({ email, now: chat.clock.now() });
    const drawn = [ann, bas].map(
      (email) => caseView({ loaded, rounds, place }, reader(email), { occasion: 'asked' })?.typed,
    );
    const empty = { title: '', situation: '', question: '' };
    expect(drawn).toEqual([empty, empty]);
  });

  test('is asked for with an example, in which no pupil has a name', async () => {
    const chat = await scheduled();
    const card = below(await chat.as(ann).presses('round.show', { ...ids, what: 'case' }));
    expect(JSON.stringify(card)).toContain('Vertel niet hoe het afliep');
    const example = ofType(card, 'Action.ShowCard').find(({ title }) => title === 'Voorbeeld');
    const lines = nodesOf(example)
      .filter(({ type }) => type === 'TextBlock')
      .map(({ text }) => String(text));
    expect(lines).toEqual([
      '**Titel**: Stilte',
      expect.stringMatching(/^\*\*Wat gebeurde er\?\*\*: .{60}/),
      expect.stringMatching(/^\*\*Leervraag\*\*: .*\?$/),
    ]);
    // It would be taken as it stands.
    const [title = '', situation = '', question = ''] = lines.map((line) => line.replace(/^.*?\*: /, ''));
    await chat.as(ann).presses('round.case', { ...ids, title, situation, question });
    expect((await groupNow(chat)).written?.text).toEqual({ title, situation, question });
    expect(questionAdvice(question)).toEqual([]);
  });

  test('gives advice on the question, and stores it all the same', async () => {
    const chat = await scheduled();
    const card = answer(
      await chat.as(ann).presses('round.case', { ...ids, ...written, question: 'Waarom is hij zo' }),
    );
    expect(card).toContain('Eindig hem met een vraagteken.');
    expect(card).toContain('Een leervraag over jezelf levert het meeste op');
    expect((await groupNow(chat)).written?.text?.question).toBe('Waarom is hij zo');
  });

  test.each([
    [{ title: '' }, 'Vul dit nog in.'],
    [{ situation: ' ' }, 'Vul dit nog in.'],
    [{ question: '' }, 'Vul dit nog in.'],
    [{ title: 'x'.repeat(101) }, 'Dit is te lang: 101 tekens. Maak er hooguit 100 van.'],
    [{ situation: 'x'.repeat(2001) }, 'Maak er hooguit 2000 van.'],
    [{ question: 'x'.repeat(501) }, 'Maak er hooguit 500 van.'],
    [{ situation: 'Toen zei YUSUF niets.' }, 'Hier staat de naam van een leerling van jou: “YUSUF”.'],
    [{ question: 'Hoe krijg ik Yusufs aandacht?' }, 'Hier staat de naam van een leerling van jou: “Yusufs”.'],
  ])('%j is refused with the reason, and nothing is stored', async (changes, problem) => {
    const chat = await scheduled();
    const before = await stored(chat);
    const reply = await chat.as(ann).presses('round.case', { ...ids, ...written, ...changes });
    expect(answer(reply)).toContain('Er is niets opgeslagen.');
    expect(answer(reply)).toContain(problem);
    const typed = ofType(replaced(reply), 'Input.Text').map((input) => input['value']);
    expect(typed).toEqual(Object.values({ ...written, ...changes }).map((text) => text.trim()));
    expect(await stored(chat)).toBe(before);
  });

  test('asks about an everyday word that is a pupil’s name too, and stores it once it is said to be none', async () => {
    const pupils = roundTown().pupils.map((pupil, n) =>
      n === 0 ? { ...pupil, firstName: 'Wil B.' } : pupil,
    );
    const chat = await scheduled({ pupils });
    const press = { ...ids, ...written, situation: 'Zij wil niets zeggen.' };
    const reply = await chat.as(ann).presses('round.case', press);
    expect(answer(reply)).toContain('Hier staat “wil”: zo heet ook een leerling van jou.');
    expect((await groupNow(chat)).written).toBeNull();
    const sure = ofType(replaced(reply), 'Action.Execute').find(
      ({ title }) => title === 'Gewoon woord: opslaan',
    );
    expect(sure?.['data']).toMatchObject({ ...ids, noNames: 'wil' });
    expect(
      answer(
        await chat
          .as(ann)
          .presses('round.case', { ...press, situation: 'Toen zei Wil niets.', noNames: 'wil' }),
      ),
    ).toContain('Er is niets opgeslagen.');
    expect(answer(await chat.as(ann).presses('round.case', { ...press, noNames: 'wil' }))).toContain(
      '✓ Je inbreng is opgeslagen',
    );
  });

  test('is said kindly to whose turn it is not, and before there is a time', async () => {
    const chat = await scheduled();
    expect(answer(await chat.as(bas).presses('round.case', { ...ids, ...written }))).toContain(
      'Deze keer brengt Ann een situatie in.',
    );
    const early = await offered();
    expect(answer(await early.as(ann).presses('round.case', { ...ids, ...written }))).toContain(
      'Er is nog geen tijd voor deze bijeenkomst.',
    );
    moveTo(chat, '2027-03-18T16:05:00+01:00');
    expect(answer(await chat.as(ann).presses('round.case', { ...ids, ...written }))).toContain('al geweest');
    expect((await groupNow(chat)).written).toBeNull();
  });

  test('is for members alone', async () => {
    await refusedTo(await scheduled(), [theo, hanneke, cora, stray, otherCora], 'round.case', {
      ...ids,
      ...written,
    });
  });
});

describe('who sees a case', () => {
  test('its bringer and the teacher, at once', async () => {
    const chat = await withCase();
    expect(await show(chat, ann, 'case')).toContain('Mijn leerling zei niets');
    expect(await show(chat, theo, 'agenda')).toContain('Mijn leerling zei niets');
  });

  test('members in the agenda only, from the weekday before', async () => {
    const chat = await withCase();
    expect(await show(chat, bas, 'agenda')).toContain('De agenda komt op de werkdag voor de bijeenkomst');
    for (const what of ['case', 'group', 'agenda'])
      expect(await show(chat, bas, what)).not.toContain('zei niets');
    moveTo(chat, dayBefore);
    expect(await show(chat, bas, 'agenda')).toContain('Mijn leerling zei niets');
    expect(await show(chat, bas, 'agenda')).not.toContain('open signalen');
  });

  test('members no longer once it has its report, or was called off, and they are told which', async () => {
    const chat = await withCase();
    moveTo(chat, '2027-03-18T16:05:00+01:00');
    await chat.as(theo).presses('round.attended', { ...ids, present: bas });
    expect(await show(chat, bas, 'agenda')).toContain('Deze bijeenkomst is afgerond.');
    const off = await withCase();
    await off.as(theo).presses('round.cancelGroup', ids);
    expect(await show(off, bas, 'agenda')).toContain('afgezegd');
  });

  test('coordinators never, nor anybody of another group', async () => {
    const chat = await withCase();
    moveTo(chat, dayBefore);
    for (const who of [cora, hanneke, stray, otherCora])
      for (const what of ['agenda', 'case', 'group', 'poll', 'offer'])
        expect([who, what, await show(chat, who, what)]).toEqual([
          who,
          what,
          expect.not.stringMatching(/zei niets|Stilte/),
        ]);
    expect(JSON.stringify(await chat.as(cora).says('intervisie'))).not.toMatch(/zei niets|Stilte/);
  });
});
