import type { Answer } from '../../../bot/programme/facts';
import { at } from '../../builders';
import { ofType } from '../../cards/cardProblems';
import { aChat, replaced, shown, type Chat } from '../chat';
import { cora, jan, lea, noor, sam, theo, theProgramme, zara } from '../people';

const session = 'p1/2027-03-09';
const reason = 'Yara was bij de verkeerde ingang';

/** Yara was absent on 2 and 9 March, and Sam added what they agreed: a flag of level 2. */
const begin = async (): Promise<Chat> => {
  const chat = await aChat(theProgramme(), '2027-03-02T10:05:00+01:00');
  await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-02', outcome: 'absentUnnotified' });
  chat.clock.moveTo(at('2027-03-09T10:05:00+01:00'));
  await chat
    .as(sam)
    .presses('checkIn.record', { session, outcome: 'absentUnnotified', nextStep: 'samen bellen' });
  chat.clock.moveTo(at('2027-03-09T12:00:00+01:00'));
  return chat;
};

const correct = (chat: Chat, data: Readonly<Record<string, string>>, who = cora, changes = {}) =>
  chat.as(who).presses('checkIn.correct', { session, ...data }, changes);

const answers = async (chat: Chat): Promise<readonly Answer[]> =>
  ((await chat.storage.records.page('hmp', 'jdw', 'p1'))?.value.facts ?? []).filter(
    (fact): fact is Answer => fact.kind === 'answer' && fact.session.id === session,
  );
const said = async (chat: Chat) => (await answers(chat)).map(({ outcome, by }) => `${outcome} ${by}`);
const first = `absentUnnotified ${sam}`;

describe('a coordinator', () => {
  test('chooses a session of the last eight and gets its form', async () => {
    const chat = await begin();
    const list = await chat.as(cora).presses('checkIn.corrections', { pupil: 'p1' });
    const rows = ofType(replaced(list), 'ColumnSet').map((row) => row['selectAction']);
    expect(rows).toMatchObject(
      ['p1/2027-03-09', 'p1/2027-03-02', 'p1/2027-02-23', 'p1/2027-02-16', 'p1/2027-02-09'].map((id) => ({
        verb: 'checkIn.correct',
        data: { session: id },
      })),
    );
    expect(shown(list)).toContain('nog niet ingevuld');
    const form = replaced(await correct(chat, {}));
    const inputs = ['Input.ChoiceSet', 'Input.Number', 'Input.Text'].flatMap((type) => ofType(form, type));
    expect(inputs.map(({ id }) => id)).toEqual(['outcome', 'minutesLate', 'reason']);
    expect(await said(chat)).toEqual([first]);
  });

  test('earlier sessions come eight at a time', async () => {
    const chat = await begin();
    chat.clock.moveTo(at('2027-06-29T12:00:00+02:00'));
    const list = replaced(await chat.as(cora).presses('checkIn.corrections', { pupil: 'p1' }));
    const earlier = ofType(list, 'Action.Execute').find(({ data }) =>
      JSON.stringify(data).includes('before'),
    );
    expect(earlier?.['data']).toEqual({ programme: 'hmp', pupil: 'p1', before: '2027-05-11' });
    const next = replaced(
      await chat.as(cora).presses('checkIn.corrections', { pupil: 'p1', before: '2027-03-16' }),
    );
    expect(ofType(next, 'ColumnSet')).toHaveLength(5);
    expect(JSON.stringify(next.content['actions'])).not.toContain('before');
  });

  test('corrects an answer with a reason; the student’s stays in the history and what they added stays with it', async () => {
    const chat = await begin();
    const card = shown(await correct(chat, { outcome: 'late', minutesLate: '10', reason: ` ${reason} ` }));
    expect(card).toContain('✓ Opgeslagen');
    expect(card).toContain('niet verschenen, zonder bericht werd △ 10 minuten te laat · Cora Bakker');
    expect(card).toContain(reason);
    expect(await answers(chat)).toMatchObject([
      { outcome: 'absentUnnotified', by: sam },
      { outcome: 'late', minutesLate: 10, by: cora, reason, at: at('2027-03-09T12:00:00+01:00') },
    ]);
    const stored = await chat.storage.records.checkIns('hmp', 'p1', '2027-03-09');
    expect(stored.at(-1)?.followUp.nextStep).toBe('samen bellen');
  });

  test('sees the flag and the figures follow, and the change on the flag', async () => {
    const chat = await begin();
    expect(shown(await chat.as(jan).says('signalen'))).toContain('Yara');
    await correct(chat, { outcome: 'onTime', reason });
    expect(shown(await chat.as(jan).says('signalen'))).not.toContain('Yara');
    const flag = shown(await chat.as(jan).presses('flag.show', { flag: session }));
    expect(flag).toContain('ingetrokken, omdat een antwoord erbij kwam of veranderde');
    expect(flag).toContain('niet verschenen, zonder bericht werd ✓ op tijd · Cora Bakker');
    expect(flag).toContain(reason);
  });

  test('hears of a flag that a correction opens, once', async () => {
    const chat = await begin();
    await correct(chat, { outcome: 'onTime', reason });
    const before = await chat.storage.records.pendingNotices('hmp');
    await correct(chat, { outcome: 'absentUnknown', reason: 'toch niet' });
    const after = await chat.storage.records.pendingNotices('hmp');
    const ofFlags = [before, after].map((all) => all.filter(({ of }) => of === 'flag').length);
    expect(ofFlags).toEqual([1, 2]);
  });

  test.each<[Readonly<Record<string, string>>, string]>([
    [{ outcome: '', minutesLate: '', reason }, 'Kies eerst een antwoord'],
    [{ outcome: 'ill', reason }, 'Kies eerst een antwoord'],
    [{ outcome: 'late', minutesLate: '', reason }, 'Hoeveel minuten te laat?'],
    [{ outcome: 'late', minutesLate: '-3', reason }, 'Hoeveel minuten te laat?'],
    [{ outcome: 'onTime', reason: '  ' }, 'Schrijf kort op hoe je dit weet'],
    [{ outcome: 'onTime' }, 'Schrijf kort op hoe je dit weet'],
    [{ outcome: 'onTime', reason: 'x'.repeat(501) }, 'De reden is te lang'],
  ])('with %j is asked again, with what was typed', async (data, problem) => {
    const chat = await begin();
    const reply = await correct(chat, data);
    expect(shown(reply)).toContain(problem);
    const [input] = ofType(replaced(reply), 'Input.Text');
    expect(String(input?.['value']).trim()).toBe((data['reason'] ?? '').trim());
    expect(await said(chat)).toEqual([first]);
  });

  test('pressing twice, one after the other or at once, is stored once', async () => {
    const chat = await begin();
    const data = { outcome: 'onTime', reason };
    await correct(chat, data);
    await Promise.all([correct(chat, data), correct(chat, data)]);
    expect(await said(chat)).toEqual([first, `onTime ${cora}`]);
  });

  test('who saw another answer than what stands now is shown that, and nothing is overwritten', async () => {
    const chat = await begin();
    const seen = '1';
    await correct(chat, { outcome: 'onTime', reason, seen });
    const second = await correct(chat, { outcome: 'absentNotified', reason: 'gebeld', seen }, jan);
    expect(shown(second)).toContain('Iemand anders heeft dit antwoord net gewijzigd');
    expect(shown(second)).toContain('Cora Bakker');
    expect(await said(chat)).toEqual([first, `onTime ${cora}`]);
  });

  test('of two different corrections at once one is stored, and the second sees it', async () => {
    const chat = await begin();
    const cards = await Promise.all([
      correct(chat, { outcome: 'onTime', reason }),
      correct(chat, { outcome: 'absentNotified', reason: 'gebeld' }, jan),
    ]);
    expect(await answers(chat)).toHaveLength(2);
    expect(cards.filter((card) => shown(card).includes('Iemand anders'))).toHaveLength(1);
  });

  test('after thirty days still can, where the student no longer can', async () => {
    const chat = await begin();
    chat.clock.moveTo(at('2027-06-01T12:00:00+02:00'));
    const late = await chat.as(sam).presses('checkIn.record', { session, outcome: 'onTime' });
    expect(shown(late)).toContain('30 dagen');
    expect(shown(await correct(chat, { outcome: 'onTime', reason }))).toContain('✓ Opgeslagen');
  });

  describe('fills in a session that has no answer', () => {
    const open = 'p1/2027-02-23';
    const fill = (chat: Chat, data: Readonly<Record<string, string>>, who = cora) =>
      correct(chat, { session: open, ...data }, who);
    const stored = async (chat: Chat) =>
      ((await chat.storage.records.page('hmp', 'jdw', 'p1'))?.value.facts ?? []).flatMap((fact) =>
        fact.kind === 'answer' && fact.session.id === open ? [`${fact.outcome} ${fact.by}`] : [],
      );

    test('with a reason; who said it and why stands where changes stand, and the student sees whose it is', async () => {
      const chat = await begin();
      const form = shown(await fill(chat, {}));
      expect(form).toContain('Sessie invullen');
      expect(form).toContain('nog niet ingevuld');
      const card = shown(await fill(chat, { outcome: 'onTime', reason, seen: '0' }));
      expect(card).toContain('✓ Opgeslagen');
      expect(card).toContain('? nog niet ingevuld werd ✓ op tijd · Cora Bakker');
      expect(await stored(chat)).toEqual([`onTime ${cora}`]);
      expect(shown(await chat.as(jan).presses('checkIn.corrections', { pupil: 'p1' }))).toContain(
        '✓ op tijd · gewijzigd',
      );
      expect(shown(await chat.as(sam).presses('checkIn.change', { session: open }))).toContain(
        'De coördinator vulde in: Yara was op tijd.',
      );
    });

    test('unless the student was first', async () => {
      const chat = await begin();
      await chat.as(sam).presses('checkIn.record', { session: open, outcome: 'absentNotified' });
      const card = shown(await fill(chat, { outcome: 'onTime', reason, seen: '0' }));
      expect(card).toContain('Iemand anders heeft dit antwoord net gewijzigd');
      expect(await stored(chat)).toEqual([`absentNotified ${sam}`]);
    });

    test('and the student’s card from before shows that instead of overwriting it; from there they can', async () => {
      const chat = await begin();
      await fill(chat, { outcome: 'onTime', reason });
      const pressed = { session: open, outcome: 'absentNotified' };
      const card = shown(await chat.as(sam).presses('checkIn.record', pressed));
      expect(card).toContain('Yara was op tijd.');
      expect(card).toContain('Dit antwoord is van de coördinator');
      expect(await stored(chat)).toEqual([`onTime ${cora}`]);
      const change = replaced(await chat.as(sam).presses('checkIn.change', { session: open }));
      const buttons = ofType(change, 'Action.Execute').filter(({ verb }) => verb === 'checkIn.record');
      expect(buttons.length).toBeGreaterThan(5);
      for (const { data } of buttons) expect(data).toMatchObject({ seen: 1 });
      await chat.as(sam).presses('checkIn.record', { ...pressed, seen: '1' });
      expect(await stored(chat)).toEqual([`onTime ${cora}`, `absentNotified ${sam}`]);
    });

    test('but none that is not in the timetable', async () => {
      const chat = await begin();
      const card = shown(await fill(chat, { session: 'p1/2027-02-24', outcome: 'onTime', reason }));
      expect(card).toContain('staat niet (meer) in het rooster');
    });

    test('nor one that has not begun, unless it is off', async () => {
      const chat = await begin();
      const next = { session: 'p1/2027-03-16', reason };
      expect(shown(await fill(chat, { ...next, outcome: 'onTime' }))).toContain('nog niet begonnen');
      expect(shown(await fill(chat, { ...next, outcome: 'schoolCancelled' }))).toContain('✓ Opgeslagen');
    });
  });

  test('before the session begins only that it is off can be said', async () => {
    const chat = await begin();
    const next = 'p1/2027-03-16';
    await chat.as(sam).presses('checkIn.record', { session: next, outcome: 'studentAbsent' });
    const early = await chat
      .as(cora)
      .presses('checkIn.correct', { session: next, outcome: 'onTime', reason });
    expect(shown(early)).toContain('nog niet begonnen');
    const off = await chat
      .as(cora)
      .presses('checkIn.correct', { session: next, outcome: 'schoolCancelled', reason });
    expect(shown(off)).toContain('✓ Opgeslagen');
  });
});

describe('everybody else', () => {
  test.each([zara, sam, noor, theo, 'nobody@elsewhere.example'])(
    '%s corrects and sees nothing, and nothing is read',
    async (who) => {
      const chat = await begin();
      await chat.as(who).installs();
      chat.forget();
      const replies = [
        await correct(chat, { outcome: 'onTime', reason }, who),
        await correct(chat, {}, who),
        await chat.as(who).presses('checkIn.corrections', { pupil: 'p1' }),
      ];
      for (const reply of replies) expect(shown(reply)).not.toContain('Yara');
      expect(chat.calls.filter((call) => !call.startsWith('contacts.'))).toEqual([]);
      expect(await said(chat)).toEqual([first]);
    },
  );

  test('a pupil of another school and one who is not there get the same answer', async () => {
    const chat = await begin();
    const answersTo = async (pupil: string) => [
      shown(await chat.as(jan).presses('checkIn.corrections', { pupil })),
      shown(await chat.as(jan).presses('checkIn.correct', { session: `${pupil}/2027-03-09` })),
    ];
    expect(await answersTo('p3')).toEqual(await answersTo('p99'));
  });
});

describe('the student', () => {
  test('sees that it was corrected, and neither by whom nor why', async () => {
    const chat = await begin();
    await correct(chat, { outcome: 'onTime', reason });
    const cards = [
      await chat.as(sam).says('inchecken'),
      await chat.as(sam).presses('checkIn.change', { session }),
      await chat.as(sam).says('mijn week'),
      await chat.as(sam).says('signalen'),
    ].map((reply) => shown(reply));
    expect(cards[1]).toContain('De coördinator vulde in');
    expect(cards[2]).toContain('Op tijd');
    for (const card of cards) {
      expect(card).not.toContain('Cora');
      expect(card).not.toContain(reason);
    }
  });

  test('adding to the card from before the correction adds, and does not take the correction back', async () => {
    const chat = await begin();
    await correct(chat, { outcome: 'onTime', reason });
    const card = await chat
      .as(sam)
      .presses('checkIn.record', { session, outcome: 'absentUnnotified', nextStep: 'open dag', note: '' });
    expect(shown(card)).toContain('Yara was op tijd');
    expect((await answers(chat)).at(-1)).toMatchObject({ outcome: 'onTime', by: sam });
    expect(shown(await chat.as(sam).presses('checkIn.change', { session }))).toContain(
      'coördinator vulde in',
    );
  });

  test.each([
    ['mispressed', 'mispressed'],
    ['heardLater', 'heardLater'],
    ['', undefined],
  ])('may say why an answer changes: %j', async (typed, cause) => {
    const chat = await begin();
    await chat.as(sam).presses('checkIn.record', { session, outcome: 'onTime', reason: typed });
    expect((await answers(chat)).at(-1)?.cause).toBe(cause);
    expect((await answers(chat)).at(-1)).not.toHaveProperty('reason');
  });

  test('a reason that is none of the list is refused, and none is kept with a first answer', async () => {
    const chat = await begin();
    const card = await chat.as(sam).presses('checkIn.record', { session, outcome: 'onTime', reason: 'ziek' });
    expect(shown(card)).toContain('Deze reden ken ik niet');
    expect(await said(chat)).toEqual([first]);
    await chat
      .as(lea)
      .presses('checkIn.record', { session: 'p3/2027-03-09', outcome: 'onTime', reason: 'mispressed' });
    const [fact] = (await chat.storage.records.page('hmp', 'zwc', 'p3'))?.value.facts ?? [];
    expect(fact).not.toHaveProperty('cause');
  });
});
