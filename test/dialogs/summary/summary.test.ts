import { aPair, aPupil, at } from '../../builders';
import { ofType } from '../../cards/cardProblems';
import { keepCounting } from '../../../dialogs/summary/counting';
import { aChat, replaced, shown, type Chat } from '../chat';
import { cora, jan, lea, noor, sam, theo, theProgramme, zara } from '../people';

const begin = async (): Promise<Chat> => {
  const chat = await aChat(theProgramme({ start: '2027-03-01' }), '2027-03-02T10:05:00+01:00');
  await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-02', outcome: 'absentUnnotified' });
  await chat.as(noor).presses('checkIn.record', { session: 'p2/2027-03-02', outcome: 'onTime' });
  await chat
    .as(lea)
    .presses('checkIn.record', { session: 'p3/2027-03-02', outcome: 'late', minutesLate: '9' });
  chat.clock.moveTo(at('2027-03-10T12:00:00+01:00'));
  return chat;
};

/** Counts beside the conversation, as a tick does. */
const ticking = ({ storage, log, programmes, clock }: Chat): (() => Promise<void>) => {
  const counting = keepCounting({ records: storage.records, log });
  return async () => {
    counting.look(programmes.all(), clock.now());
    await counting.idle();
  };
};

/** A pupil called Graag and a student called Svp. */
const town = () => {
  const programme = theProgramme({ start: '2027-03-01' });
  const [first, ...others] = programme.pupils;
  return {
    ...programme,
    people: programme.people.map((person) =>
      person.email === sam ? { ...person, name: 'Pleun Svp' } : person,
    ),
    pupils: [...(first === undefined ? [] : [{ ...first, firstName: 'Graag' }]), ...others],
  };
};

describe('a polite word that is a name too', () => {
  test('is asked for the summary, and as politeness it is not in the way', async () => {
    const chat = await aChat(town(), '2027-03-10T12:00:00+01:00');
    const asked = shown(await chat.as(cora).says('overzicht Graag'));
    expect(asked).toContain('Haags Mentorprogramma');
    expect(asked).toMatch(/“Graag” kan meer dan één ding betekenen.*"title":"Graag/);
    expect(shown(await chat.as(cora).says('graag overzicht svp'))).not.toMatch(/"title":"Graag/);
    const without = await begin();
    expect(shown(await without.as(cora).says('overzicht graag'))).toContain('Haags Mentorprogramma');
    expect(shown(await without.as(cora).says('overzicht 3A graag'))).not.toContain('ken ik niet');
  });

  test('finds the student who is called so', async () => {
    const chat = await aChat(town(), '2027-03-10T12:00:00+01:00');
    expect(shown(await chat.as(cora).says('stil Svp'))).toContain('Pleun Svp');
    expect(shown(await chat.as(cora).says('stil Svp'))).not.toContain('Noor Aydin');
    expect(shown(await chat.as(cora).says('stil aub'))).not.toContain('ken ik niet');
  });
});

describe('who coordinates two programmes', () => {
  test('gets the figures of the programme whose digest or student list they pressed “Overzicht” on', async () => {
    const chat = await begin();
    await chat.import({ ...theProgramme({ start: '2027-03-01' }), id: 'other', name: 'Ander programma' });
    await chat.as(sam).presses('checkIn.record', {
      programme: 'other',
      session: 'p1/2027-03-02',
      outcome: 'onTime',
    });
    for (const { card, id } of (await chat.as(cora).says('stil')).messages.map((one) => ({
      card: one,
      id: /"programme":"([^"]*)"/.exec(JSON.stringify(one))?.[1] ?? '',
    }))) {
      const button = ofType(card, 'Action.Execute').find(({ title }) => title === 'Overzicht');
      expect(button).toMatchObject({ verb: 'command.run', data: { text: 'overzicht', programme: id } });
      const reply = await chat.as(cora).presses('command.run', { text: 'overzicht', programme: id });
      expect(reply.messages[0]?.summary).toContain(id === 'other' ? '100' : '67');
    }
    expect(
      shown(await chat.as(cora).presses('command.run', { text: 'overzicht', programme: 'gone' })),
    ).toContain('hoort niet bij jouw rol');
  });
});

describe('a press that asks for what there is not', () => {
  test.each([
    [{ from: '2027-02-30' }, '2027-02-30'],
    [{ from: '1-3', to: '2027-03-31' }, '1-3'],
    [{ to: 'maart' }, 'maart'],
    [{ from: '2027-03-09', to: '2027-03-02' }, '2027-03-09 – 2027-03-02'],
    [{ class: '9Z' }, '9Z'],
    [{ school: 'jdw', class: '9Z' }, '9Z'],
  ])('%j is told what is not known, and no other figures', async (data: Record<string, string>, typed) => {
    const chat = await begin();
    const reply = await chat.as(cora).presses('summary.show', data);
    expect(replaced(reply).summary).toBe(`“${typed}” ken ik niet.`);
    expect(shown(reply)).not.toContain('67');
  });
});

describe('a button of a pupil', () => {
  test('who went to another class shows that pupil where they are now', async () => {
    const chat = await begin();
    const programme = theProgramme({ start: '2027-03-01' });
    const moved = programme.pupils.map((one) => (one.id === 'p1' ? { ...one, class: '3B' } : one));
    await chat.import({ ...programme, pupils: [...moved, aPupil({ id: 'p9', firstName: 'Tim' })] });
    const button = { programme: 'hmp', school: 'jdw', class: '3A', pupil: 'p1' };
    const card = replaced(await chat.as(jan).presses('summary.show', button));
    expect(JSON.stringify(card)).toContain('Johan de Witt › 3B › Yara');
    expect(card.summary).toContain('2 sessies');
  });

  test.each([
    { class: '3B', pupil: 'p1' },
    { class: '9Z', pupil: 'p1' },
    { school: 'zwc', pupil: 'p1' },
  ])('is of that pupil whatever class and school it names: %j', async (data: Record<string, string>) => {
    const chat = await begin();
    for (const who of [cora, jan]) {
      const card = replaced(await chat.as(who).presses('summary.show', data));
      expect(JSON.stringify(card)).toContain('Johan de Witt › 3A › Yara');
      expect(card.summary).toContain('2 sessies');
    }
    expect(shown(await chat.as(zara).presses('summary.show', data))).not.toContain('Yara');
  });
});

describe('overzicht', () => {
  test('covers the programme so far: the number of sessions and the rate as a whole percentage', async () => {
    const chat = await begin();
    const card = shown(await chat.as(cora).says('overzicht'));
    expect(card).toContain('Het programma tot nu toe');
    expect(card).toMatch(/67\s?%/);
    expect(card).toContain('6 sessies');
  });

  test.each([
    ['overzicht zwc', 'Zuiderpark College', '2 sessies'],
    ['overzicht Zuiderpark College', 'Zuiderpark College', '2 sessies'],
    ['overzicht school jdw', 'Johan de Witt', '4 sessies'],
    ['overzicht 3B', '3B', '2 sessies'],
    ['overzicht Amir', 'Amir', '2 sessies'],
    ['overzicht leerling p1', 'Yara', '2 sessies'],
    ['overzicht vorige week', '1', '3 sessies'],
    ['summary week 10', '8', '3 sessies'],
    ['overzicht 3b vorige week', '3B', '1 sessie'],
    ['overzicht vorige week jdw', 'Johan de Witt', '2 sessies'],
    ['overzicht 1-3 t/m 7-3', '1', '3 sessies'],
  ])('%s', async (text, where, sessions) => {
    const chat = await begin();
    const reply = await chat.as(cora).says(text);
    expect(shown(reply)).toContain(where);
    expect(reply.messages[0]?.summary).toContain(sessions);
  });

  test('adds up several names, each of which opens; who missed and a week stay with them', async () => {
    const chat = await begin();
    const reply = await chat.as(cora).says('overzicht Amir en Bo');
    const card = shown(reply);
    expect(reply.messages[0]?.summary).toContain(
      'Overzicht Amir (3B, Johan de Witt) + Bo (3A, Zuiderpark College)',
    );
    expect(reply.messages[0]?.summary).toContain('4 sessies');
    expect(card).toContain('Apart');
    const both = { school1: 'jdw', class1: '3B', pupil1: 'p2', school2: 'zwc', class2: '3A', pupil2: 'p3' };
    for (const [name, value] of Object.entries(both)) expect(card).toContain(`"${name}":"${value}"`);
    const opened = replaced(
      await chat.as(cora).presses('summary.show', { ...both, from: '2027-03-08', to: '2027-03-14' }),
    );
    expect(opened.summary).toContain('2 sessies');
    const who = shown(
      await chat
        .as(cora)
        .presses('summary.show', { ...both, school1: 'jdw', class1: '3A', pupil1: 'p1', who: 'missed' }),
    );
    expect(who).toContain('Yara');
    expect(who).not.toContain('Amir');
    const one = replaced(
      await chat.as(cora).presses('summary.show', { school: 'jdw', class: '3B', pupil: 'p2' }),
    );
    expect(one.summary).toContain('2 sessies');
  });

  test('counts a pupil once who is in two of them', async () => {
    const chat = await begin();
    const both = { school1: 'jdw', school2: 'jdw', class2: '3B' };
    const card = replaced(await chat.as(cora).presses('summary.show', both));
    expect(card.summary).toContain('Overzicht Johan de Witt + 3B (Johan de Witt): 4 sessies');
  });

  test('of several names every one must be the reader’s', async () => {
    const chat = await begin();
    for (const second of [
      { school2: 'jdw', class2: '3A', pupil2: 'p1' },
      { school2: 'jdw' },
      { school2: 'zwc', pupil2: 'p1' },
    ])
      expect(shown(await chat.as(zara).presses('summary.show', { school1: 'zwc', ...second }))).not.toMatch(
        /Yara|Amir|Johan de Witt/,
      );
    expect(shown(await chat.as(zara).says('overzicht Bo en Yara'))).toContain('“Yara” ken ik niet');
  });

  test('of two pupils their own pages are read, and students are offered one at a time', async () => {
    const chat = await begin();
    await chat.as(cora).installs();
    await chat.as(cora).says('overzicht jdw');
    chat.forget();
    await chat.as(cora).says('overzicht Amir en Yara');
    expect(chat.calls.filter((call) => call.startsWith('records.'))).toEqual([
      'records.page',
      'records.page',
    ]);
    const card = shown(await chat.as(cora).says('overzicht Sam en Lea'));
    expect(card).toContain('Een studentmentor laat ik apart zien.');
    expect(card).toContain('"title":"Lea Vos"');
  });

  test('holds only the coordinator’s own schools', async () => {
    const chat = await begin();
    expect((await chat.as(jan).says('overzicht')).messages[0]?.summary).toContain('4 sessies');
    const zaras = shown(await chat.as(zara).says('overzicht'));
    expect(zaras).not.toMatch(/Yara|Amir|Johan de Witt/);
    for (const text of ['overzicht Yara', 'overzicht jdw', 'overzicht 3B']) {
      const card = shown(await chat.as(zara).says(text));
      expect(card).toContain('ken ik niet');
      expect(card).not.toContain('Johan de Witt');
    }
  });

  test('a name that means more offers a choice; the choice opens it', async () => {
    const chat = await begin();
    const card = shown(await chat.as(cora).says('overzicht 3A'));
    expect(card).toContain('Johan de Witt');
    expect(card).toContain('Zuiderpark College');
    const opened = await chat.as(cora).presses('summary.show', { school: 'zwc', class: '3A' });
    expect(replaced(opened).summary).toContain('2 sessies');
  });

  test('reads what is kept of the schools that are asked for and what was counted of all, and nothing else', async () => {
    const chat = await begin();
    await chat.as(cora).installs();
    await chat.as(cora).says('overzicht jdw');
    chat.forget();
    await chat.as(cora).says('overzicht zwc');
    expect(chat.calls.filter((call) => call.startsWith('records.'))).toEqual([
      'records.figures',
      'records.rates',
    ]);
  });

  test('compares a part with the whole programme, counted anew five minutes after somebody compared', async () => {
    const chat = await begin();
    const ticks = ticking(chat);
    const zaras = async (): Promise<string> => shown(await chat.as(zara).says('overzicht'));
    expect(await zaras()).not.toContain('Ter vergelijking');
    await ticks();
    expect(await zaras()).toMatch(/in het hele programma is 67\s?% aanwezig \(geteld /);
    await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-09', outcome: 'onTime' });
    await ticks();
    expect(await zaras()).toMatch(/67\s?% aanwezig/);
    chat.clock.moveTo(chat.clock.now() + 5 * 60_000);
    await ticks();
    expect(await zaras()).toMatch(/in het hele programma is 75\s?% aanwezig/);
    expect(await zaras()).not.toMatch(/Yara|Amir|Johan de Witt/);
  });

  test('compares nothing with itself', async () => {
    const chat = await begin();
    expect(shown(await chat.as(cora).says('overzicht'))).not.toContain('Ter vergelijking');
  });

  test('a comparison that failed is tried again', async () => {
    const chat = await begin();
    await chat.as(jan).installs();
    await chat.as(jan).says('overzicht signalen');
    await ticking(chat)();
    chat.clock.moveTo(chat.clock.now() + 5 * 60_000);
    chat.failNext('records.rates');
    await expect(chat.as(jan).says('overzicht')).rejects.toThrow('storage');
    expect(shown(await chat.as(jan).says('overzicht'))).toContain('Ter vergelijking');
  });
});

describe('summary.show', () => {
  test('replaces its card with what is asked for, by school, class, pupil and week', async () => {
    const chat = await begin();
    const show = async (data: Readonly<Record<string, string>>) =>
      replaced(await chat.as(cora).presses('summary.show', data)).summary;
    expect(await show({})).toContain('6 sessies');
    expect(await show({ school: 'jdw', class: '', pupil: '' })).toContain('4 sessies');
    expect(await show({ school: 'jdw', class: '3B' })).toContain('2 sessies');
    expect(await show({ pupil: 'p1', from: '2027-03-01', to: '2027-03-07' })).toContain('1 sessie');
  });

  test('of one pupil only their own page is read', async () => {
    const chat = await begin();
    await chat.as(cora).installs();
    await chat.as(cora).says('overzicht zwc');
    chat.forget();
    await chat.as(cora).presses('summary.show', { pupil: 'p1' });
    expect(chat.calls.filter((call) => call.startsWith('records.'))).toEqual(['records.page']);
  });

  test.each([
    [zara, { school: 'jdw' }],
    [zara, { pupil: 'p1' }],
    [zara, { school: 'zwc', pupil: 'p1' }],
    [zara, { student: sam }],
    [zara, { student: sam, who: 'missed' }],
    [zara, { programme: 'elsewhere' }],
    [cora, { student: 'nobody@leiden.example' }],
    [sam, { student: sam }],
    [sam, { pupil: 'p1' }],
    [theo, {}],
    ['nobody@elsewhere.example', {}],
  ])('%s may not ask for %j, and nothing is read', async (who, data) => {
    const chat = await begin();
    await chat.as(who).installs();
    chat.forget();
    const card = shown(await chat.as(who).presses('summary.show', data));
    expect(card).toContain('niet bij jouw rol');
    expect(chat.calls.filter((call) => !call.startsWith('contacts.'))).toEqual([]);
  });

  test('a class without its school holds the reader’s schools only', async () => {
    const chat = await begin();
    expect(replaced(await chat.as(zara).presses('summary.show', { class: '3A' })).summary).toContain(
      '2 sessies',
    );
  });

  test.each([
    ['01-03', 'later'],
    ['2027-02-30', '2027-13-01'],
  ])('%s and %s are no days, and that is said', async (from, to) => {
    const chat = await begin();
    const reply = await chat.as(cora).presses('summary.show', { from, to });
    expect(replaced(reply).summary).toBe(`“${from}” ken ik niet.`);
  });
});

describe('who missed or was late', () => {
  test.each([
    ['wie miste vorige week?', 'Wie miste een sessie? 1 leerling', 'Yara'],
    ['Wie was te laat in maart?', 'Wie was te laat? 1 leerling', 'Bo'],
    ['who was late last week', 'Wie was te laat? 1 leerling', 'Bo'],
    ['overzicht wie miste vorige week', 'Wie miste een sessie? 1 leerling', 'Yara'],
    ['wie miste deze week?', 'Wie miste een sessie? Niemand', 'Van 3 sessies'],
  ])('%s', async (text, summary, name) => {
    const chat = await begin();
    const reply = await chat.as(cora).says(text);
    expect(reply.messages[0]?.summary).toBe(summary);
    expect(shown(reply)).toContain(name);
  });

  test('names pupils of the reader’s own schools only', async () => {
    const chat = await begin();
    const card = shown(await chat.as(zara).says('wie miste vorige week?'));
    expect(card).toContain('Niemand');
    expect(card).not.toContain('Yara');
  });

  test('is for coordinators', async () => {
    const chat = await begin();
    const card = shown(await chat.as(sam).says('wie miste vorige week?'));
    expect(card).toContain('Dat begreep ik niet');
    expect(card).not.toMatch(/overzicht|Amir/);
  });

  test.each(['wie ben jij?', 'who are you', 'wie is de coördinator'])(
    '%s is no such question',
    async (text) => {
      const chat = await begin();
      expect(shown(await chat.as(cora).says(text))).toContain('Dat begreep ik niet');
    },
  );
});

/** Sam meets pupils at two schools. */
const withTwoPupils = () =>
  theProgramme({
    start: '2027-03-01',
    pairs: [
      aPair({ pupil: 'p1', student: sam }),
      aPair({ pupil: 'p3', student: sam, weekday: 3 }),
      aPair({ pupil: 'p2', student: noor }),
    ],
  });

test.each(['wie miste volgende week?', 'who was late in June?'])(
  'where nothing has been yet nobody is cleared: %s',
  async (typed) => {
    const card = shown(await (await begin()).as(jan).says(typed));
    expect(card).toContain('In deze periode zijn nog geen sessies geweest.');
    expect(card).not.toContain('Niemand');
  },
);

describe('all of a coordinator of some schools', () => {
  test('is called after those, never after the programme', async () => {
    const chat = await begin();
    const [card] = (await chat.as(jan).says('overzicht')).messages;
    expect(card?.summary).toBe('Overzicht Johan de Witt: 4 sessies, 50% aanwezig');
    for (const typed of ['overzicht', 'wie miste maart'])
      expect(shown(await chat.as(jan).says(typed))).toContain('"Haags Mentorprogramma › Johan de Witt"');
  });

  test('of all schools is the programme', async () => {
    const [card] = (await (await begin()).as(cora).says('overzicht')).messages;
    expect(card?.summary).toContain('Overzicht Haags Mentorprogramma:');
    expect(JSON.stringify(card)).toContain('"text":"Haags Mentorprogramma"');
  });
});

describe('a student', () => {
  test('has their own sessions, held, late, cancelled and silent', async () => {
    const chat = await aChat(withTwoPupils(), '2027-03-02T10:05:00+01:00');
    await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-02', outcome: 'onTime' });
    chat.clock.moveTo(at('2027-03-30T12:00:00+02:00'));
    const card = shown(await chat.as(cora).says('overzicht Sam'));
    expect(card).toContain('Overzicht Sam de Boer: 1 van 9 sessies gehouden');
    expect(card).toContain('Stil sinds de sessie van 3 maart');
    expect(card).toContain('Bo: ? nog niet ingevuld');
  });

  test.each([
    ['overzicht Sam Yara', 'Yara', 'Johan de Witt › 3A › Yara › Sam de Boer'],
    ['Yara van Sam', 'Yara', 'Johan de Witt › 3A › Yara › Sam de Boer'],
    ['summary Sam Johan de Witt', 'Johan de Witt', 'Johan de Witt › Sam de Boer'],
  ])(
    'with one of their pupils or schools behind it names that, and nobody else: %s',
    async (typed, of, where) => {
      const chat = await aChat(withTwoPupils(), '2027-03-30T12:00:00+02:00');
      const reply = await chat.as(cora).says(typed);
      expect(shown(reply)).toContain(`Overzicht ${of} › Sam de Boer: 0 van 5 sessies gehouden`);
      expect(shown(reply)).toContain(where);
      expect(shown(reply)).toContain('"title":"Open Sam de Boer"');
      expect(shown(reply)).not.toMatch(/\bBo\b|Zuiderpark/);
    },
  );

  test('shows the sessions at the reader’s schools only', async () => {
    const chat = await aChat(withTwoPupils(), '2027-03-30T12:00:00+02:00');
    const card = shown(await chat.as(jan).says('overzicht student Sam'));
    expect(card).toContain('0 van 5 sessies gehouden');
    expect(card).not.toMatch(/\bBo\b|Zuiderpark/);
  });

  test('is silent only for what the reader answers for', async () => {
    const chat = await aChat(withTwoPupils(), '2027-03-02T10:05:00+01:00');
    await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-02', outcome: 'onTime' });
    chat.clock.moveTo(at('2027-03-09T08:00:00+01:00'));
    const ofSam = async (email: string): Promise<string> => shown(await chat.as(email).says('overzicht Sam'));
    expect(await ofSam(zara)).toContain('Stil sinds de sessie van 3 maart');
    expect(await ofSam(jan)).not.toContain('Stil');
  });

  test('of other schools is as unknown as nobody', async () => {
    const chat = await begin();
    const [known, nobody] = await Promise.all(
      ['Noor Aydin', 'Noor Qxdin'].map(async (name) =>
        shown(await chat.as(zara).says(`overzicht ${name}`)).replaceAll(name, '…'),
      ),
    );
    expect(known).toBe(nobody);
  });
});

const withOther = async (changes: { start: string; end?: string }): Promise<Chat> => {
  const chat = await begin();
  await chat.import(theProgramme({ id: 'other', name: 'Ander programma', ...changes }));
  return chat;
};

describe('two programmes', () => {
  test('what is named in both is asked, and each button opens its own', async () => {
    const chat = await begin();
    await chat.import(theProgramme({ id: 'other', name: 'Ander programma', start: '2027-03-08' }));
    const card = shown(await chat.as(cora).says('overzicht Yara'));
    expect(card).toContain('Yara, 3A, Johan de Witt · Ander programma');
    const opened = async (programme: string) =>
      replaced(await chat.as(cora).presses('summary.show', { programme, pupil: 'p1' })).summary;
    expect(await opened('hmp')).toContain('2 sessies');
    expect(await opened('other')).toContain('1 sessie');
  });

  test('a period alone asks for each that is running', async () => {
    const chat = await withOther({ start: '2027-03-08' });
    const { messages } = await chat.as(jan).says('overzicht vorige week');
    expect(
      messages.map(
        ({ content }) => /"(?:Haags Mentor|Ander )programma › [^"]+"/.exec(JSON.stringify(content))?.[0],
      ),
    ).toEqual(['"Haags Mentorprogramma › Johan de Witt"', '"Ander programma › Johan de Witt"']);
    expect((await chat.as(cora).says('wie miste maart')).messages).toHaveLength(2);
  });

  test('of one that is over nothing is shown, unless it is named', async () => {
    const chat = await withOther({ start: '2027-02-01', end: '2027-03-05' });
    expect((await chat.as(cora).says('overzicht vorige week')).messages).toHaveLength(1);
    expect(shown(await chat.as(cora).says('overzicht Ander programma'))).toContain(
      'Overzicht Ander programma:',
    );
  });

  test('everything of each is offered under its own name', async () => {
    const card = shown(await (await withOther({ start: '2027-03-08' })).as(cora).says('overzicht alles'));
    expect(card).not.toMatch(/(Haags Mentorprogramma|Ander programma) · \1/);
  });

  test('the lists of students, and a student, say of which they are', async () => {
    const chat = await withOther({ start: '2027-03-08' });
    for (const [typed, what] of [
      ['stil', 'Studentmentoren die aandacht vragen'],
      ['stil Sam', 'Sam de Boer'],
    ]) {
      const card = shown(await chat.as(cora).says(typed ?? ''));
      for (const name of ['Haags Mentorprogramma', 'Ander programma'])
        expect(card).toContain(`"${what} · ${name}"`);
    }
    expect(shown(await (await begin()).as(cora).says('stil'))).toContain(
      '"Studentmentoren die aandacht vragen"',
    );
  });
});

test('a changed answer is shown on the timeline with what it was', async () => {
  const chat = await begin();
  await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-02', outcome: 'onTime' });
  const card = shown(await chat.as(cora).says('overzicht Yara'));
  expect(card).toContain('Gewijzigde antwoorden');
  expect(card).toMatch(/2 maart: ✗ [^"]+ werd ✓ [^"]+ · Sam de Boer/);
});

test('a name that is a month too is asked', async () => {
  const programme = theProgramme({
    pupils: [aPupil({ firstName: 'April' })],
    pairs: [aPair()],
    start: '2027-03-01',
  });
  const chat = await aChat(programme, '2027-03-10T12:00:00+01:00');
  expect(shown(await chat.as(cora).says('overzicht april'))).toContain('kan meer dan één ding betekenen');
});

test('a pupil is found by their name though it is a month', async () => {
  const programme = theProgramme({
    pupils: [aPupil({ firstName: 'April' })],
    pairs: [aPair()],
    start: '2027-03-01',
  });
  const chat = await aChat(programme, '2027-03-10T12:00:00+01:00');
  expect((await chat.as(cora).says('overzicht leerling April')).messages[0]?.summary).toContain('2 sessies');
});

test.each(['overzicht Ilse, M.', 'overzicht ilse m', 'overzicht 3A, Ilse, M.', 'overzicht Ilse, M. maart'])(
  '%s: a name with a comma and a dot is found',
  async (text) => {
    const pupils = [
      aPupil({ id: 'p1', firstName: 'Ilse, M.' }),
      aPupil({ id: 'p2', firstName: 'Ilse', class: '3B' }),
    ];
    const chat = await aChat(theProgramme({ pupils, pairs: [] }), '2027-03-09T12:00:00+01:00');
    expect(shown(await chat.as(cora).says(text))).toContain('Johan de Witt › 3A › Ilse, M.');
  },
);

test.each([
  ['overzicht Yarra', 'Bedoel je dit?'],
  ['overzicht Ilsee', 'Bedoel je een van deze?'],
])('%s: what is offered is asked about as one or more', async (text, asked) => {
  const pupils = [
    aPupil({ id: 'p1', firstName: 'Yara' }),
    aPupil({ id: 'p2', firstName: 'Ilse', class: '3B' }),
    aPupil({ id: 'p3', firstName: 'Ilsa', class: '3B' }),
  ];
  const chat = await aChat(theProgramme({ pupils, pairs: [] }), '2027-03-09T12:00:00+01:00');
  expect(shown(await chat.as(cora).says(text))).toContain(asked);
});
