import type { FlagAction } from '../../../bot/programme/facts';
import { aCoordinator, aPair, aPupil, at } from '../../builders';
import { aChat, shown, type Chat } from '../chat';
import { cora, jan, lea, noor, sam, theo, theProgramme, zara } from '../people';

const flag = 'p1/2027-03-09';

/** Yara was absent twice in a row: a flag of level 2 since Tuesday 9 March. */
const begin = async (): Promise<Chat> => {
  const chat = await aChat(theProgramme(), '2027-03-02T10:05:00+01:00');
  await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-02', outcome: 'absentUnnotified' });
  chat.clock.moveTo(at('2027-03-09T10:05:00+01:00'));
  await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-09', outcome: 'absentUnnotified' });
  chat.clock.moveTo(at('2027-03-09T12:00:00+01:00'));
  return chat;
};

const act = (chat: Chat, verb: string, note = '', who = cora, changes = {}) =>
  chat.as(who).presses(`flag.${verb}`, { flag, note }, changes);

const actions = async (chat: Chat): Promise<readonly FlagAction[]> =>
  (await chat.storage.records.page('hmp', 'jdw', 'p1'))?.value.facts.filter(
    (fact): fact is FlagAction => fact.kind === 'action',
  ) ?? [];

const verbs = async (chat: Chat) =>
  (await actions(chat)).map(({ verb, by, note }) => `${verb} ${by} ${note}`);

test('what came without an id is never taken for the same again', async () => {
  const chat = await begin();
  const session = 'p1/2027-03-09';
  await act(chat, 'acknowledge', '', cora, { activityId: '' });
  await act(chat, 'resolve', 'gesproken', cora, { activityId: '' });
  expect(shown(await chat.as(cora).says('signalen'))).toContain('geen open signalen');
  for (const outcome of ['onTime', 'absentUnnotified'])
    await chat.as(sam).presses('checkIn.record', { session, outcome }, { activityId: '' });
  const facts = (await chat.storage.records.page('hmp', 'jdw', 'p1'))?.value.facts ?? [];
  expect(facts.flatMap((fact) => (fact.kind === 'answer' ? [fact.outcome] : []))).toEqual([
    'absentUnnotified',
    'absentUnnotified',
    'onTime',
    'absentUnnotified',
  ]);
});

test('a pupil who stays away again is seen, though a session in May was called off in March', async () => {
  const chat = await aChat(theProgramme(), '2027-03-01T12:00:00+01:00');
  await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-05-18', outcome: 'studentAbsent' });
  const away = async (day: string, offset: string): Promise<void> => {
    chat.clock.moveTo(at(`${day}T10:05:00${offset}`));
    await chat.as(sam).presses('checkIn.record', { session: `p1/${day}`, outcome: 'absentUnnotified' });
  };
  for (const day of ['2027-03-09', '2027-03-16']) await away(day, '+01:00');
  await chat.as(cora).presses('flag.resolve', { flag: 'p1/2027-03-16', note: 'gesproken' });
  for (const day of ['2027-03-30', '2027-04-06']) await away(day, '+02:00');
  expect(shown(await chat.as(cora).says('signalen'))).toContain('Yara');
  expect((await chat.storage.records.page('hmp', 'jdw', 'p1'))?.value.notices).toHaveLength(2);
});

test.each(['Yara', '3A', 'vorige week', 'Zeynep'])(
  'a list is not made smaller by what is typed behind it, %s, and says so on every page and as it is looked at',
  async (typed) => {
    const chat = await begin();
    const [card] = (await chat.as(cora).says(`signalen ${typed}`)).messages;
    const all = `“${typed}” kan ik hier niet apart laten zien`;
    expect(JSON.stringify(card)).toContain(all);
    expect(JSON.stringify(card?.content['refresh'])).toContain(`"typed":"${typed}"`);
    expect(shown(await chat.as(cora).presses('flag.list', { typed, start: '15' }))).toContain(all);
    expect(shown(await chat.as(zara).says(`signalen ${typed}`))).toContain(all);
    expect(shown(await chat.as(cora).says('signalen graag'))).not.toContain('apart laten zien');
  },
);

test('a list of two programmes says of each flag of which it is', async () => {
  const chat = await begin();
  expect(shown(await chat.as(jan).says('signalen'))).not.toContain('Haags Mentorprogramma');
  const other = theProgramme({ id: 'vmp', name: 'Rotterdams Mentorprogramma', start: '2027-03-01' });
  await chat.import(other);
  for (const session of ['p1/2027-03-02', 'p1/2027-03-09'])
    await chat.as(sam).presses('checkIn.record', { session, outcome: 'absentUnknown', programme: 'vmp' });
  const list = shown(await chat.as(jan).says('signalen'));
  for (const name of ['Haags Mentorprogramma', 'Rotterdams Mentorprogramma'])
    expect(list).toContain(`Yara · 3A · Johan de Witt · ${name}`);
});

test('a list reads what is kept of the schools once, and no page', async () => {
  const chat = await begin();
  await chat.as(cora).installs();
  await chat.as(cora).says('signalen');
  chat.forget();
  expect(shown(await chat.as(cora).says('signalen'))).toContain('Yara');
  expect(chat.calls.filter((call) => call.startsWith('records.'))).toEqual([
    'records.figures',
    'records.figures',
  ]);
  expect(chat.asked.filter(({ call }) => call === 'records.figures').map(({ given }) => given[1])).toEqual([
    'jdw',
    'zwc',
  ]);
});

test('a flag shows the pupil’s earlier ones, and how they ended', async () => {
  const chat = await begin();
  expect(shown(await chat.as(cora).presses('flag.show', { flag }))).not.toContain('Andere signalen');
  await act(chat, 'resolve', 'gesproken');
  const says = async (day: string, outcome: string, offset = '+01:00') => {
    chat.clock.moveTo(at(`${day}T10:05:00${offset}`));
    await chat.as(sam).presses('checkIn.record', { session: `p1/${day}`, outcome });
  };
  for (const day of ['2027-03-16', '2027-03-23']) await says(day, 'onTime');
  for (const day of ['2027-03-30', '2027-04-06', '2027-04-13']) await says(day, 'onTime', '+02:00');
  await says('2027-04-20', 'absentUnnotified', '+02:00');
  const card = shown(await chat.as(cora).presses('flag.show', { flag: 'p1/2027-04-20' }));
  expect(card).toMatch(/Andere signalen van Yara.*afgesloten, geopend op 9 maart/s);
});

describe('a coordinator', () => {
  test('is asked for a note again when what was written shows nothing', async () => {
    const chat = await begin();
    for (const verb of ['note', 'resolve']) await act(chat, verb, '\u200b \u2060\u00ad');
    expect(await actions(chat)).toEqual([]);
  });

  test('takes a flag up, writes a note, and resolves it with one', async () => {
    const chat = await begin();
    expect(shown(await act(chat, 'acknowledge'))).toContain('jij pakt dit signaal op');
    expect(shown(await act(chat, 'note', ' gebeld met de klassenmentor '))).toContain(
      'gebeld met de klassenmentor',
    );
    expect(shown(await act(chat, 'resolve', 'het gaat weer'))).toContain('het signaal is afgesloten');
    expect(await verbs(chat)).toEqual([
      `acknowledge ${cora} null`,
      `note ${cora} gebeld met de klassenmentor`,
      `resolve ${cora} het gaat weer`,
    ]);
  });

  test.each(['note', 'resolve'])('%s without a note is asked again, nothing stored', async (verb) => {
    const chat = await begin();
    for (const empty of ['', '   '])
      expect(shown(await act(chat, verb, empty))).toContain('Vul eerst een korte notitie in');
    expect(await actions(chat)).toEqual([]);
  });

  test.each([
    ['talkedToPupil', '', 'Met de leerling gepraat'],
    ['passedToSchool', '  ', 'Doorgegeven aan school'],
    ['slotChanged', 'nu om elf uur', 'nu om elf uur'],
    ['mistake', '', 'Het signaal klopte niet'],
    ['other', 'verhuisd', 'verhuisd'],
  ])('resolves with the reason %s and the note %j', async (reason, note, stored) => {
    const chat = await begin();
    const card = shown(await chat.as(cora).presses('flag.resolve', { flag, note, reason }));
    expect(card).toContain('het signaal is afgesloten');
    expect(await actions(chat)).toMatchObject([{ verb: 'resolve', note: stored, reason }]);
    expect(shown(await act(chat, 'show', '', jan))).toContain('Cora Bakker sloot dit af: ');
  });

  test('a note alone resolves as before, and has no reason', async () => {
    const chat = await begin();
    await act(chat, 'resolve', 'het gaat weer');
    expect((await actions(chat))[0]).not.toHaveProperty('reason');
  });

  test.each([
    ['other', '', 'Schrijf kort op wat er is gedaan'],
    ['other', '   ', 'Schrijf kort op wat er is gedaan'],
    ['ill', 'gebeld', 'Deze reden ken ik niet'],
    ['', '', 'Vul eerst een korte notitie in'],
    ['talkedToPupil', 'x'.repeat(501), 'maximaal 500 tekens'],
  ])('does not resolve with the reason %j and the note %.8j', async (reason, note, problem) => {
    const chat = await begin();
    expect(shown(await chat.as(cora).presses('flag.resolve', { flag, note, reason }))).toContain(problem);
    expect(await actions(chat)).toEqual([]);
  });

  test('a reason that stands in the form is left out of a note', async () => {
    const chat = await begin();
    await chat.as(cora).presses('flag.note', { flag, note: 'gebeld', reason: 'mistake' });
    expect(await verbs(chat)).toEqual([`note ${cora} gebeld`]);
    expect((await actions(chat))[0]).not.toHaveProperty('reason');
    await chat.as(cora).presses('flag.note', { flag, note: '', reason: 'mistake' });
    expect(await actions(chat)).toHaveLength(1);
  });

  test('two who resolve at once, each in their own way: one is stored, and the second sees which', async () => {
    const chat = await begin();
    const cards = await Promise.all([
      chat.as(cora).presses('flag.resolve', { flag, note: 'gepraat', reason: 'talkedToPupil' }),
      chat.as(jan).presses('flag.resolve', { flag, note: 'gebeld', reason: 'passedToSchool' }),
    ]);
    const [stored, ...others] = await actions(chat);
    expect(others).toEqual([]);
    expect(
      cards.map((card) => shown(card)).filter((card) => card.includes('intussen al afgesloten')),
    ).toHaveLength(1);
    for (const card of cards) expect(shown(card)).toContain(stored?.note);
  });

  test('a note of one and a note of the other at once are both stored', async () => {
    const chat = await begin();
    await Promise.all([act(chat, 'note', 'gebeld'), act(chat, 'note', 'gemaild', jan)]);
    expect((await verbs(chat)).toSorted()).toEqual([`note ${cora} gebeld`, `note ${jan} gemaild`]);
    const card = shown(await act(chat, 'show'));
    for (const note of ['gebeld', 'gemaild']) expect(card).toContain(note);
  });

  test('a note of more than 500 characters is refused with what was typed', async () => {
    const chat = await begin();
    const card = shown(await act(chat, 'resolve', `einde ${'x'.repeat(500)}`));
    expect(card).toContain('maximaal 500 tekens');
    expect(card).toContain('einde');
    expect(await actions(chat)).toEqual([]);
  });

  test('a note is stored as it was typed, though the form marks what would be evaluated', async () => {
    const chat = await begin();
    const card = shown(await act(chat, 'note', `\${naam} {{x}} ${'y'.repeat(500)}`));
    const inForm = /"value":"([^"]*)y{500}/.exec(card)?.[1] ?? '';
    expect(inForm).toBe('$\u2060{naam} {\u2060{x}\u2060} ');
    await act(chat, 'note', inForm);
    expect(await verbs(chat)).toEqual([`note ${cora} \${naam} {{x}}`]);
  });

  test.each([
    ['acknowledge', ''],
    ['note', 'gebeld'],
    ['resolve', 'klaar'],
  ])('%s pressed twice is stored once', async (verb, note) => {
    const chat = await begin();
    await act(chat, verb, note);
    await act(chat, verb, note);
    expect(await actions(chat)).toHaveLength(1);
    const other = await begin();
    await Promise.all([act(other, verb, note), act(other, verb, note)]);
    expect(await actions(other)).toHaveLength(1);
  });

  test('the same activity delivered again stores nothing', async () => {
    const chat = await begin();
    await act(chat, 'note', 'een', cora, { activityId: 'same' });
    await act(chat, 'note', 'twee', cora, { activityId: 'other' });
    await act(chat, 'note', 'een', cora, { activityId: 'same' });
    expect(await actions(chat)).toHaveLength(2);
  });

  test('a note delivered again under another id stores nothing, also after something else; on another day it is new', async () => {
    const chat = await begin();
    await act(chat, 'note', 'gebeld, geen gehoor');
    await act(chat, 'note', 'gemaild');
    await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-09', outcome: 'absentUnknown' });
    await act(chat, 'note', 'gebeld, geen gehoor');
    expect(await actions(chat)).toHaveLength(2);
    chat.clock.moveTo(at('2027-03-10T12:00:00+01:00'));
    await act(chat, 'note', 'gebeld, geen gehoor');
    expect(await actions(chat)).toHaveLength(3);
  });

  test('two who act at once: the second sees what the first did', async () => {
    const chat = await begin();
    const [first, second] = await Promise.all([act(chat, 'acknowledge'), act(chat, 'acknowledge', '', jan)]);
    expect(shown(first)).toContain('jij pakt dit signaal op');
    expect(shown(second)).toContain('Dit was al gedaan');
    expect(shown(second)).toContain('Cora Bakker');
    expect(await actions(chat)).toHaveLength(1);
  });

  test('an action on a flag that was resolved or withdrawn meanwhile shows how it stands', async () => {
    const chat = await begin();
    await act(chat, 'resolve', 'klaar');
    const late = shown(await act(chat, 'note', 'te laat *gebeld*', jan));
    expect(late).toContain('Je notitie is niet opgeslagen');
    // So that it is not lost: nowhere else does it stand any more.
    expect(late).toMatch(/“te laat .*gebeld.*”/);
    expect(shown(await act(chat, 'resolve', 'klaar'))).toContain('Dit was al gedaan');
    const other = await begin();
    await other.as(sam).presses('checkIn.record', { session: 'p1/2027-03-09', outcome: 'onTime' });
    const withdrawn = shown(await act(other, 'acknowledge'));
    expect(withdrawn).toContain('Dit signaal is ingetrokken. Er is niets opgeslagen.');
    expect(shown(await act(other, 'note', 'gebeld'))).toContain(
      'is intussen ingetrokken. Je notitie is niet opgeslagen',
    );
    expect(shown(await act(chat, 'acknowledge', '', jan))).toContain(
      'is afgesloten. Er is niets opgeslagen.',
    );
    expect([(await actions(chat)).length, (await actions(other)).length]).toEqual([1, 0]);
  });

  test('under a clock that was put back acts in order all the same', async () => {
    const chat = await begin();
    chat.clock.moveTo(at('2027-03-01T12:00:00+01:00'));
    await act(chat, 'acknowledge');
    chat.clock.moveTo(at('2027-03-09T12:00:00+01:00'));
    await act(chat, 'acknowledge');
    const facts = (await chat.storage.records.page('hmp', 'jdw', 'p1'))?.value.facts ?? [];
    expect(facts.map((fact) => fact.at)).toEqual(facts.map((fact) => fact.at).toSorted((a, b) => a - b));
  });
});

describe('everybody else', () => {
  test.each([zara, sam, noor, theo, 'nobody@elsewhere.example'])(
    '%s cannot act on it or see it, nothing read',
    async (who) => {
      const chat = await begin();
      await chat.as(who).installs();
      chat.forget();
      for (const verb of ['show', 'acknowledge', 'note', 'resolve']) {
        const card = shown(await act(chat, verb, 'hallo', who));
        expect(card).not.toContain('Yara');
        expect(card).not.toContain('Vul eerst');
      }
      expect(chat.calls.filter((call) => !call.startsWith('contacts.'))).toEqual([]);
      expect(await actions(chat)).toEqual([]);
    },
  );

  test.each([['p1/2027-03-02'], ['p9/2027-03-09'], [''], ['p1']])(
    'a flag %j that is not there is nobody’s',
    async (id) => {
      const chat = await begin();
      const card = shown(await chat.as(cora).presses('flag.acknowledge', { flag: id }));
      expect(card).not.toContain('Yara');
      expect(await actions(chat)).toEqual([]);
    },
  );

  test('a coordinator whose schools changed loses it at once', async () => {
    const chat = await begin();
    await act(chat, 'show', '', jan);
    const programme = theProgramme();
    await chat.import({
      ...programme,
      people: programme.people.map((person) =>
        person.email === jan ? { ...person, schools: ['zwc'] } : person,
      ),
    });
    expect(shown(await act(chat, 'show', '', jan))).not.toContain('Yara');
  });
});

const labels = (text: string) => [...new Set(text.match(/Kindp\d+/g))];

describe('signalen', () => {
  test('shows a coordinator the open flags of their schools', async () => {
    const chat = await begin();
    expect(shown(await chat.as(cora).says('signalen'))).toContain('Yara');
    expect(shown(await chat.as(jan).says('flags'))).toContain('Yara');
    const other = shown(await chat.as(zara).says('signalen'));
    expect(other).not.toContain('Yara');
    expect(other).toContain('Er zijn geen open signalen');
    await act(chat, 'resolve', 'klaar');
    expect(shown(await chat.as(cora).says('signalen'))).not.toContain('Yara');
  });

  test('shows a student of many flags the next ten on the next page, what waits first', async () => {
    const pupils = Array.from({ length: 12 }, (_, index) => `p${index + 10}`);
    const chat = await aChat(
      theProgramme({
        pupils: pupils.map((id) => aPupil({ id, firstName: `Kind${id}` })),
        pairs: pupils.map((pupil) => aPair({ pupil, student: sam })),
      }),
      '2027-03-02T10:05:00+01:00',
    );
    for (const day of ['2027-03-02', '2027-03-09']) {
      chat.clock.moveTo(at(`${day}T10:05:00+01:00`));
      for (const id of pupils)
        await chat
          .as(sam)
          .presses('checkIn.record', { session: `${id}/${day}`, outcome: 'absentUnnotified' });
    }
    await chat.as(cora).presses('flag.resolve', { flag: 'p21/2027-03-09', note: 'klaar' });
    const first = shown(await chat.as(sam).says('signalen'));
    expect(first).toContain('1–10 van 12');
    expect(first).toContain('Volgende');
    const second = shown(await chat.as(sam).presses('flag.list', { start: '10' }));
    expect(second).toContain('11–12 van 12');
    expect(second).toContain('Dit signaal is afgerond.');
    expect(labels(second)).toContain('Kindp21');
    expect([...labels(first), ...labels(second)].toSorted()).toEqual(pupils.map((id) => `Kind${id}`));
    expect(shown(await chat.as(noor).presses('flag.list', { start: '10' }))).not.toContain('Kind');
  });

  test('has its pages, and takes any start', async () => {
    const chat = await begin();
    for (const start of ['0', '15', '-1', 'x', '99999999999'])
      expect(shown(await chat.as(cora).presses('flag.list', { start }))).toContain('Yara');
    expect(shown(await chat.as(zara).presses('flag.list', { start: '0' }))).toContain('geen open signalen');
    expect(shown(await chat.as(sam).presses('flag.list', { start: '0' }))).toContain(
      'Signalen over je leerling',
    );
    for (const who of [noor, lea, theo])
      expect(shown(await chat.as(who).presses('flag.list', { start: '0' }))).not.toContain('Yara');
  });

  test('shows a student what was flagged of their own pupil and why', async () => {
    const chat = await begin();
    const own = shown(await chat.as(sam).says('signalen'));
    expect(own).toContain('Yara');
    expect(own).toContain('2 en 9 maart');
    for (const other of [noor, lea])
      expect(shown(await chat.as(other).says('signalen'))).not.toContain('Yara');
  });

  test('and how to talk about it, while it waits for somebody; on the week too', async () => {
    const chat = await begin();
    for (const command of ['signalen', 'mijn week']) {
      const card = shown(await chat.as(sam).says(command));
      expect(card).toContain('2 en 9 maart');
      expect(card).toContain('De coördinator moet er nog naar kijken.');
      expect(card).toContain('Zeg eerst dat je je leerling hebt gemist.');
      expect(shown(await chat.as(noor).says(command))).not.toContain('2 en 9 maart');
    }
    await chat.as(cora).presses('flag.resolve', { flag, note: 'met school gebeld' });
    const over = shown(await chat.as(sam).says('signalen'));
    expect(over).toContain('Dit signaal is afgerond.');
    expect(over).not.toContain('Zeg eerst');
    expect(over).not.toContain('met school gebeld');
    expect(over).not.toContain('Cora');
    expect(shown(await chat.as(sam).says('mijn week'))).not.toContain('2 en 9 maart');
  });

  test('the week costs no request more for it', async () => {
    const chat = await begin();
    await chat.as(sam).says('mijn week');
    chat.forget();
    await chat.as(sam).says('mijn week');
    expect(chat.calls.filter((call) => call === 'records.page')).toHaveLength(1);
  });

  test('tells of a flag that was opened again since when it is, to everybody the same', async () => {
    const chat = await begin();
    await act(chat, 'resolve', 'klaar');
    chat.clock.moveTo(at('2027-03-17T12:00:00+01:00'));
    await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-16', outcome: 'absentUnnotified' });
    for (const card of [await chat.as(cora).says('signalen'), await act(chat, 'show')])
      expect(shown(card)).toContain('open sinds 17 maart');
    expect(shown(await chat.as(sam).says('signalen'))).toContain('Sinds woensdag 17 maart');
  });

  test('shows who is coordinator and student too both lists, each with its own pages', async () => {
    const { people } = theProgramme();
    const both = theProgramme({ people: [...people, aCoordinator({ email: sam, schools: ['zwc'] })] });
    const chat = await aChat(both, '2027-03-09T10:05:00+01:00');
    for (const day of ['2027-03-02', '2027-03-09'])
      await chat.as(sam).presses('checkIn.record', { session: `p1/${day}`, outcome: 'absentUnnotified' });
    const { messages } = await chat.as(sam).says('signalen');
    const [ofSchools, own] = messages.map((card) => JSON.stringify(card));
    expect(ofSchools).toContain('Er zijn geen open signalen');
    expect(own).toContain('Signalen over je leerling');
    expect(own).toContain('Yara');
    expect(shown(await chat.as(sam).presses('flag.list', { list: 'own', start: '0' }))).toContain('Yara');
    expect(shown(await chat.as(sam).presses('flag.list', { start: '0' }))).not.toContain('Yara');
    expect(shown(await chat.as(cora).presses('flag.list', { list: 'own' }))).toContain('Yara');
    expect(shown(await chat.as(sam).says('hulp'))).toContain('signalen over je eigen leerling');
  });

  test('a student whose pair is over no longer sees the pupil’s flags', async () => {
    const chat = await begin();
    await chat.import(
      theProgramme({
        pairs: [aPair({ student: sam, until: '2027-03-09' }), aPair({ student: noor, from: '2027-03-10' })],
      }),
    );
    chat.clock.moveTo(at('2027-03-11T12:00:00+01:00'));
    expect(shown(await chat.as(sam).says('signalen'))).not.toContain('Yara');
    expect(shown(await chat.as(noor).says('signalen'))).toContain('Yara');
  });
});
