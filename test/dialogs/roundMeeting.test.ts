/** A meeting of a group: its case, its agenda, its report. */
import type { ActionFields } from '../../bot/ports';
import type { Programme } from '../../bot/programme/model';
import { at } from '../builders';
import { questionAdvice } from '../../bot/programme/rounds/caseText';
import { nodesOf, ofType } from '../cards/cardProblems';
import { weekly } from '../programme/rounds/story';
import { replaced, type Chat } from './chat';
import { happen } from './happening';
import {
  ann,
  answer,
  aRoundChat,
  bas,
  below,
  bringerNow,
  cem,
  cora,
  dia,
  eva,
  five,
  groupNow,
  hanneke,
  historyNow,
  ids,
  moveTo,
  offered,
  otherCora,
  roundTown,
  scheduled,
  stored,
  stray,
  theo,
  thursday,
} from './roundChat';

const notForYou = 'hoort niet bij jouw rol';
const written = { title: 'Stilte', situation: 'Mijn leerling zei niets.', question: 'Wat kan ik doen?' };
/** The day before the meeting, when the agenda has come; and when the meeting has begun. */
const dayBefore = '2027-03-17T16:00:00+01:00';
const begun = '2027-03-18T15:00:00+01:00';

const refusedTo = async (chat: Chat, people: readonly string[], verb: string, data: ActionFields) => {
  const before = await stored(chat);
  for (const who of people)
    expect([who, answer(await chat.as(who).presses(verb, data))]).toEqual([
      who,
      expect.stringContaining(notForYou),
    ]);
  expect(await stored(chat)).toBe(before);
};

const show = async (chat: Chat, who: string, what: string): Promise<string> =>
  JSON.stringify(below(await chat.as(who).presses('round.show', { ...ids, what })));

/** Ann has written her case. */
const withCase = async (): Promise<Chat> => {
  const chat = await scheduled();
  await chat.as(ann).presses('round.case', { ...ids, ...written });
  return chat;
};

/** The meeting is over. */
const held = async (): Promise<Chat> => {
  const chat = await scheduled();
  moveTo(chat, '2027-03-18T16:05:00+01:00');
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

  test('is asked for with an example, in which no pupil has a name', async () => {
    const chat = await scheduled();
    const card = below(await chat.as(ann).presses('round.show', { ...ids, what: 'case' }));
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

describe('whose turn it is', () => {
  test('is passed on, once', async () => {
    const chat = await scheduled();
    expect(answer(await chat.as(ann).presses('round.pass', { round: 'r1' }))).toContain(
      'Bas is nu aan de beurt',
    );
    const before = await stored(chat);
    expect(answer(await chat.as(ann).presses('round.pass', { round: 'r1' }))).toContain(
      'Bas is nu aan de beurt',
    );
    expect([await bringerNow(chat), await stored(chat)]).toEqual([bas, before]);
  });

  test('is passed on until nobody is left', async () => {
    const chat = await scheduled();
    for (const who of [ann, bas, cem, dia]) await chat.as(who).presses('round.pass', ids);
    expect(answer(await chat.as(eva).presses('round.pass', ids))).toContain(
      'Iedereen heeft de beurt al doorgegeven.',
    );
    expect(await bringerNow(chat)).toBe(eva);
  });

  test('is taken over by a volunteer, once', async () => {
    const chat = await scheduled();
    expect(answer(await chat.as(cem).presses('round.volunteer', ids))).toContain(
      'Jij brengt deze keer een situatie in.',
    );
    const before = await stored(chat);
    expect(answer(await chat.as(cem).presses('round.volunteer', ids))).toContain('Jij brengt deze keer');
    expect([await bringerNow(chat), await stored(chat)]).toEqual([cem, before]);
  });

  test('is taken from somebody who has written only after a question, and their text stays', async () => {
    const chat = await scheduled();
    await chat.as(ann).presses('round.case', { ...ids, ...written });
    const before = await stored(chat);
    const asking = await chat.as(cem).presses('round.volunteer', ids);
    expect(answer(asking)).toContain('Ann heeft de inbreng al geschreven.');
    expect(answer(asking)).not.toContain(written.title);
    expect([await bringerNow(chat), await stored(chat)]).toEqual([ann, before]);
    const [sure] = ofType(replaced(asking), 'Action.Execute');
    expect(sure).toMatchObject({ title: 'Toch overnemen', verb: 'round.volunteer' });
    await chat.as(cem).presses('round.volunteer', { ...ids, sure: 'true' });
    expect(await bringerNow(chat)).toBe(cem);
    await chat.as(cem).presses('round.trade', { ...ids, student: ann });
    expect(await bringerNow(chat)).toBe(ann);
    expect((await groupNow(chat)).written?.text).toEqual(written);
  });

  test('is traded, once', async () => {
    const chat = await scheduled();
    const data = { ...ids, student: dia.toUpperCase() };
    expect(answer(await chat.as(ann).presses('round.trade', data))).toContain('Dia brengt deze keer in');
    const before = await stored(chat);
    expect(answer(await chat.as(ann).presses('round.trade', data))).toContain('Dia brengt deze keer in');
    expect([await bringerNow(chat), await stored(chat)]).toEqual([dia, before]);
    // With somebody else it is no repetition, and it is not said to be done.
    const other = answer(await chat.as(ann).presses('round.trade', { ...ids, student: bas }));
    expect(other).toContain('Deze keer brengt Dia een situatie in.');
    expect(await stored(chat)).toBe(before);
  });

  test('does not change for somebody else, nor once the meeting has begun', async () => {
    const chat = await scheduled();
    const before = await stored(chat);
    expect(answer(await chat.as(bas).presses('round.pass', ids))).toContain(
      'Deze keer brengt Ann een situatie in.',
    );
    expect(answer(await chat.as(ann).presses('round.volunteer', ids))).toContain('Jij bent al aan de beurt');
    for (const student of [stray, theo, 'nobody@x.example'])
      expect(answer(await chat.as(ann).presses('round.trade', { ...ids, student }))).toContain(
        'die zit niet in je groep',
      );
    expect(answer(await chat.as(ann).presses('round.trade', { ...ids, student: ann }))).toContain(
      'Kies iemand anders uit je groep om mee te ruilen.',
    );
    moveTo(chat, begun);
    for (const verb of ['round.pass', 'round.volunteer', 'round.trade'])
      expect(answer(await chat.as(ann).presses(verb, { ...ids, student: bas }))).toContain('al begonnen');
    expect(await stored(chat)).toBe(before);
  });

  test.each(['round.pass', 'round.volunteer', 'round.trade'])('%s is for members alone', async (verb) => {
    await refusedTo(await scheduled(), [theo, hanneke, cora, stray, otherCora], verb, {
      ...ids,
      student: bas,
    });
  });
});

describe('the agenda', () => {
  test('has clock times, last time’s follow-up, the case and the number of open flags', async () => {
    const chat = await scheduled();
    await chat.as(ann).presses('round.case', { ...ids, ...written });
    const card = await show(chat, theo, 'agenda');
    expect(card).toContain('**15:00–15:05 Terugkijken**');
    expect(card).toContain('**15:55–16:05 Evalueren**');
    expect(card).toContain('Er zijn nu geen open signalen over leerlingen van deze groep.');
    expect(card).toContain('Inbreng van Ann');
    expect(card).not.toMatch(/Yusuf|Yara|Lars/);
  });

  test('counts flags and names nobody', async () => {
    const chat = await scheduled();
    for (const date of ['2027-03-02', '2027-03-09']) {
      moveTo(chat, `${date}T12:00:00+01:00`);
      await chat.as(ann).presses('checkIn.record', { session: `p0/${date}`, outcome: 'absentUnnotified' });
    }
    const card = await show(chat, theo, 'agenda');
    expect(card).toContain('Er is 1 open signaal over een leerling van deze groep.');
    expect(card).not.toContain('Yusuf');
  });

  test('can be had by another method', async () => {
    const chat = await scheduled();
    expect(await show(chat, theo, 'agenda')).toContain('"title":"Of: Roddelmethode"');
    const reply = await chat.as(theo).presses('round.show', { ...ids, what: 'agenda', method: 'gossip' });
    expect(JSON.stringify(below(reply))).toContain('**15:25–15:45 Roddelen**');
  });
});

/** The town after an import on 12 March that ended somebody. */
const withoutOne = (left: string): Programme => {
  const people = roundTown().people.map((person) =>
    person.email === left ? { ...person, endedOn: '2027-03-12' } : person,
  );
  return roundTown({ people });
};

describe('round.attended', () => {
  const report = {
    ...ids,
    present: `${ann},${bas.toUpperCase()}`,
    method: 'incident',
    advice: 'Tel tot tien.',
    followUp: 'Vertel hoe het ging.',
  };

  test('has everybody ticked beforehand', async () => {
    const chat = await held();
    const card = below(await chat.as(theo).presses('round.report', ids));
    expect(ofType(card, 'Input.ChoiceSet').map(({ id, value }) => [id, value])).toEqual([
      ['present', five.join(',')],
      ['method', 'incident'],
    ]);
  });

  test('takes one tap and nothing typed: what is filled in beforehand says that everybody was there', async () => {
    const chat = await held();
    const card = below(await chat.as(theo).presses('round.report', ids));
    const inputs = [
      'Input.ChoiceSet',
      'Input.Text',
      'Input.Date',
      'Input.Time',
      'Input.Number',
      'Input.Toggle',
    ].flatMap((type) => ofType(card, type));
    expect(inputs.map(({ id }) => id)).toEqual(['present', 'method', 'advice', 'followUp']);
    expect(inputs.filter(({ isRequired }) => isRequired === true)).toEqual([]);
    const [save, ...others] = ofType(card, 'Action.Execute');
    expect([save?.['verb'], others]).toEqual(['round.attended', []]);
    const filledIn = Object.fromEntries(
      inputs.map(({ id, value }) => [String(id), typeof value === 'string' ? value : '']),
    );
    const stated = await chat.as(theo).presses('round.attended', { ...ids, ...filledIn });
    expect(answer(stated)).toContain('✓ Het verslag is opgeslagen');
    expect((await historyNow(chat)).at(-1)?.report).toEqual({
      present: five,
      method: 'incident',
      advice: null,
      followUp: null,
    });
  });

  test('stores who was there and what was said, once; the newest counts', async () => {
    const chat = await held();
    const card = answer(await chat.as(theo).presses('round.attended', report));
    expect(card).toContain('✓ Het verslag is opgeslagen');
    expect(card).toContain('Ann en Bas');
    expect(card).toContain('Cem, Dia en Eva');
    const before = await stored(chat);
    await chat.as(theo).presses('round.attended', report);
    expect(await stored(chat)).toBe(before);
    await chat.as(theo).presses('round.attended', { ...report, present: '' });
    expect((await historyNow(chat)).map((met) => met.report.present)).toEqual([[]]);
  });

  test('says afterwards who was there and who missed it, to teacher and coordinator; to members who was there', async () => {
    const chat = await held();
    await chat.as(theo).presses('round.attended', report);
    const overview = JSON.stringify(await chat.as(theo).says('intervisie'));
    for (const card of [overview, await show(chat, theo, 'group'), await show(chat, cora, 'group')]) {
      expect(card).toContain('{"title":"Waren er (2)","value":"Ann en Bas"}');
      expect(card).toContain('{"title":"Misten (3)","value":"Cem, Dia en Eva"}');
      expect(card).not.toMatch(/Komen \(|Niet bekend \(/);
    }
    expect(await show(chat, bas, 'group')).toMatch(/Waren er \(2\)(?!.*Misten)/);
  });

  test('misses nobody who left between the turn and the meeting, whatever is imported later', async () => {
    const chat = await scheduled();
    await chat.import(withoutOne(eva));
    moveTo(chat, '2027-03-18T16:05:00+01:00');
    expect(answer(await chat.as(theo).presses('round.attended', report))).toContain('Cem en Dia');
    const membersNow = async () => (await historyNow(chat)).map(({ members }) => members);
    expect(await membersNow()).toEqual([[ann, bas, cem, dia]]);
    await chat.import(withoutOne(dia));
    expect(await membersNow()).toEqual([[ann, bas, cem, dia]]);
    await chat.as(theo).presses('round.attended', { ...report, present: ann });
    expect(await membersNow()).toEqual([[ann, bas, cem, dia]]);
  });

  test('can be given of a meeting that was over when the round was called off', async () => {
    const chat = await held();
    await chat.as(cora).presses('round.cancel', { round: 'r1' });
    expect(answer(await chat.as(theo).presses('round.attended', report))).toContain('✓');
  });

  test('needs only who was there', async () => {
    const chat = await held();
    await chat.as(theo).presses('round.attended', { ...ids, present: `${ann};${stray}` });
    expect((await groupNow(chat)).report).toEqual({
      present: [ann, stray],
      method: null,
      advice: null,
      followUp: null,
    });
  });

  test('of a teacher with several groups must say which', async () => {
    const chat = await held();
    await chat.as(theo).presses('round.attended', { ...report, group: '' });
    expect((await groupNow(chat)).report?.present).toEqual([ann, bas]);
    const two = await scheduled();
    await two.as(cora).presses('round.handOver', { round: 'r1', group: 'C', teacher: theo });
    moveTo(two, '2027-03-18T16:05:00+01:00');
    await refusedTo(two, [theo], 'round.attended', { ...report, group: '' });
  });

  test('carries the follow-up to the next agenda', async () => {
    const chat = await held();
    await chat.as(theo).presses('round.attended', report);
    await chat.as(cora).presses('round.create', {
      name: 'April',
      from: '2027-04-05',
      to: '2027-04-16',
      answerBy: '2027-04-02',
    });
    await chat.as(cora).presses('round.confirm', { round: 'r2' });
    await chat
      .as(theo)
      .presses('round.shift', { round: 'r2', group: 'B', date: '2027-04-06', time: '15:00' });
    const reply = await chat.as(theo).presses('round.show', { round: 'r2', group: 'B', what: 'agenda' });
    expect(JSON.stringify(below(reply))).toContain('Vertel hoe het ging.');
  });

  test.each([
    [
      { present: `${ann},wie@x.example,${theo}` },
      'Dit is geen student van dit programma: wie@x.example, theo@hmp.example.',
    ],
    [{ method: 'x'.repeat(101) }, 'Maak er hooguit 100 van.'],
    [{ advice: 'x'.repeat(1001) }, 'Maak er hooguit 1000 van.'],
    [{ followUp: 'x'.repeat(501) }, 'Maak er hooguit 500 van.'],
    [{ advice: 'Vraag het aan Lars.' }, 'Hier staat de naam van een leerling: “Lars”.'],
    [{ followUp: 'Zoe vertelt meer.' }, 'Hier staat de naam van een leerling: “Zoe”.'],
  ])('%j is refused with the reason, and nothing is stored', async (changes, problem) => {
    const chat = await held();
    const before = await stored(chat);
    const reply = answer(await chat.as(theo).presses('round.attended', { ...report, ...changes }));
    expect(reply).toContain('Er is niets opgeslagen.');
    expect(reply).toContain(problem);
    expect(reply).toContain({ ...report, ...changes }.followUp);
    expect(await stored(chat)).toBe(before);
  });

  test('waits until the meeting begins', async () => {
    const chat = await scheduled();
    expect(answer(await chat.as(theo).presses('round.attended', report))).toContain('nog niet begonnen');
    expect(JSON.stringify(below(await chat.as(theo).presses('round.report', ids)))).toContain(
      'nog niet begonnen',
    );
    moveTo(chat, begun);
    expect(answer(await chat.as(theo).presses('round.attended', report))).toContain('✓');
  });

  test('is for the group’s teacher alone; a coordinator sees who came and nothing that was said', async () => {
    const chat = await held();
    await refusedTo(chat, [ann, hanneke, cora, stray, otherCora], 'round.attended', report);
    await chat.as(theo).presses('round.attended', report);
    const card = await show(chat, cora, 'group');
    expect(card).toContain('Waren er (2)');
    expect(card).not.toMatch(/Tel tot tien|Vertel hoe/);
  });
});

describe('a week of a group with a fixed time', () => {
  test('has case and report under the name of its week', async () => {
    const chat = await scheduled();
    const { programme } = chat.programmes.all().find(({ head }) => head.id === 'hmp')?.directory ?? {};
    if (programme === undefined) throw new Error('no programme');
    const meeting = { weekday: 2, start: '11:15', end: '12:20', room: '1.20' } as const;
    await chat.import({
      ...programme,
      groups: [...programme.groups, { id: 'A', teacher: hanneke, students: five, meeting }],
    });
    const week = { round: '2027-W10', group: 'A' };
    await chat.as(hanneke).presses('round.shift', { ...week, date: '2027-03-10', time: '09:00' });
    expect((await groupNow(chat, 'A', '2027-W10')).meeting?.number).toBe(2);
    moveTo(chat, '2027-03-10T11:00:00+01:00');
    await chat.as(hanneke).presses('round.attended', { ...week, present: ann });
    expect((await groupNow(chat, 'A', '2027-W10')).report?.present).toEqual([ann]);
    expect(answer(await chat.as(cora).presses('round.cancel', { round: '2027-W10' }))).toContain(notForYou);
  });

  test('keeps its report, turnout and hours when the next import has the group no longer, before any tick', async () => {
    const chat = await aRoundChat({ groups: [weekly()] });
    moveTo(chat, '2027-03-02T12:20:00+01:00');
    await chat
      .as(theo)
      .presses('round.attended', { round: '2027-W09', group: 'A', present: `${ann},${bas}` });
    await chat.import(roundTown({ groups: [] }));
    const history = await historyNow(chat);
    expect(history.map(({ members, report }) => [members, report.present])).toEqual([[five, [ann, bas]]]);
  });

  test('has in a late report whom it was for: who joined after it is not ticked, nor a choice', async () => {
    const chat = await aRoundChat({ groups: [weekly({ students: [ann, bas] })] });
    const week = { round: '2027-W09', group: 'A' };
    const slot = {
      ...thursday,
      id: '2027-03-02',
      start: at('2027-03-02T11:15:00+01:00'),
      end: at('2027-03-02T12:20:00+01:00'),
    };
    moveTo(chat, '2027-03-02T11:15:00+01:00');
    await happen(chat.storage, 'hmp', [
      '2027-03-02T11:15:00+01:00',
      '2027-W09',
      { kind: 'begun', group: 'A', slot, teacher: theo, members: [ann, bas] },
    ]);
    await chat.import(roundTown({ groups: [weekly({ students: five })] }));
    moveTo(chat, '2027-03-08T09:00:00+01:00');
    const card = below(await chat.as(theo).presses('round.report', week));
    const [present] = ofType(card, 'Input.ChoiceSet');
    expect(present).toMatchObject({ id: 'present', value: `${ann},${bas}` });
    expect(JSON.stringify(present)).not.toContain(cem);
    await chat.as(theo).presses('round.attended', { ...week, present: ann });
    expect((await historyNow(chat)).map(({ members }) => members)).toEqual([[ann, bas]]);
    const next = below(await chat.as(theo).presses('round.show', { round: '2027-W10', group: 'A' }));
    expect(JSON.stringify(next)).toContain('Cem');
  });
});

test('who passed the case on takes it back, and others trade it to somebody else', async () => {
  const chat = await scheduled();
  await chat.as(ann).presses('round.pass', { round: 'r1' });
  expect(answer(await chat.as(bas).presses('round.trade', { ...ids, student: ann }))).toContain(
    'Ann gaf de beurt al door. Ruil met iemand anders.',
  );
  expect(answer(await chat.as(bas).presses('round.trade', ids))).toContain(
    'Kies eerst met wie je wilt ruilen.',
  );
  expect(answer(await chat.as(ann).presses('round.volunteer', ids))).toContain('Jij brengt deze keer');
  expect(await bringerNow(chat)).toBe(ann);
});
