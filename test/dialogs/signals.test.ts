import { addDays } from '../../bot/programme/calendar';
import { at, aPair, aPerson, aPupil } from '../builders';
import { ofType } from '../cards/cardProblems';
import { aChat, replaced, shown, type Chat } from './chat';
import { cora, jan, lea, noor, sam, theo, theProgramme, zara } from './people';

/** Monday: nobody answered the sessions of 9 and 16 February. */
const begin = async (): Promise<Chat> => aChat(theProgramme(), '2027-02-22T09:00:00+01:00');

const contacted = (chat: Chat, who = cora, data: Readonly<Record<string, string>> = {}, changes = {}) =>
  chat.as(who).presses('student.contacted', { student: sam, ...data }, changes);

const made = async (chat: Chat) =>
  (await chat.storage.records.contactsMade('hmp')).map(({ student, by, note }) => ({ student, by, note }));

/** What the button sends that takes the contact back. */
const undoButton = (card: Parameters<typeof ofType>[0]): Readonly<Record<string, string>> => {
  const found = ofType(card, 'Action.Execute').find(({ verb }) => verb === 'student.notContacted');
  const data: unknown = found?.['data'];
  if (typeof data !== 'object' || data === null) throw new Error('no button to take it back');
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, String(value)]));
};

const texts = (card: Parameters<typeof ofType>[0]): readonly string[] =>
  ofType(card, 'TextBlock').map(({ text }) => String(text));

describe('I contacted them', () => {
  test('is stored with one tap, and answered with the lists as they are then', async () => {
    const chat = await begin();
    const card = replaced(await contacted(chat));
    expect(await chat.storage.records.contactsMade('hmp')).toEqual([
      { student: sam, at: at('2027-02-22T09:00:00+01:00'), by: cora, note: null },
    ]);
    expect(texts(card).slice(0, 3)).toEqual([
      'Genoteerd: je had contact met Sam de Boer.',
      'ma 22 feb, 09:00 · Cora Bakker',
      'Studentmentoren die aandacht vragen',
    ]);
    expect(texts(card)).toContain('Laatste contact: Cora Bakker, ma 22 feb, 09:00');
    expect(texts(card)).toContain('Stil (3)');
    expect(texts(card)).toContain('Tijd voor contact (2)');
  });

  test('with a note, as it was typed, which the student’s own card shows', async () => {
    const chat = await begin();
    await contacted(chat, cora, { note: ' gebeld: $\u2060{x} ' });
    expect(await made(chat)).toEqual([{ student: sam, by: cora, note: 'gebeld: ${x}' }]);
    const card = replaced(await chat.as(jan).presses('student.show', { student: sam }));
    expect(texts(card)).toContain('“gebeld: $\u2060{x}”');
    expect(texts(card)).toContain('1 keer contact');
  });

  test('a second coordinator sees the first, and both stay', async () => {
    const chat = await begin();
    await contacted(chat);
    chat.clock.moveTo(at('2027-02-22T09:20:00+01:00'));
    const card = replaced(await contacted(chat, jan));
    expect(texts(card).slice(1, 3)).toEqual([
      'ma 22 feb, 09:20 · Jan Smit',
      'ma 22 feb, 09:00 · Cora Bakker',
    ]);
    expect((await made(chat)).map(({ by }) => by)).toEqual([cora, jan]);
  });

  test('pressed twice, delivered again or at once it counts once; another note or another hour is more', async () => {
    const chat = await begin();
    await Promise.all([contacted(chat), contacted(chat)]);
    chat.clock.moveTo(at('2027-02-22T09:00:30+01:00'));
    await contacted(chat, cora, {}, { activityId: 'same' });
    expect(await made(chat)).toHaveLength(1);
    await contacted(chat, cora, { note: 'gebeld' });
    await contacted(chat, cora, { note: 'gebeld' });
    expect(await made(chat)).toHaveLength(1);
    await contacted(chat, cora, { note: 'gemaild' });
    await contacted(chat);
    expect((await made(chat)).map(({ note }) => note)).toEqual(['gebeld', 'gemaild']);
    chat.clock.moveTo(at('2027-02-22T10:00:31+01:00'));
    await contacted(chat);
    expect(await made(chat)).toHaveLength(3);
  });

  test('a note that follows goes with the contact just noted, and “Toch niet” takes both away', async () => {
    const chat = await begin();
    await contacted(chat);
    await contacted(chat, jan);
    chat.clock.moveTo(at('2027-02-22T09:05:00+01:00'));
    const card = replaced(await contacted(chat, cora, { note: 'gaat weer invullen' }));
    expect(texts(card).slice(1, 3).join()).toContain('ma 22 feb, 09:00 · Cora Bakker');
    expect((await made(chat)).toSorted((a, b) => (a.by < b.by ? -1 : 1))).toEqual([
      { student: sam, by: cora, note: 'gaat weer invullen' },
      { student: sam, by: jan, note: null },
    ]);
    await chat.as(cora).presses('student.notContacted', undoButton(card));
    expect(await made(chat)).toEqual([{ student: sam, by: jan, note: null }]);
  });

  test('under a clock that was put back contacts stay in order', async () => {
    const chat = await begin();
    await contacted(chat);
    chat.clock.moveTo(at('2027-02-20T09:00:00+01:00'));
    const card = replaced(await contacted(chat, jan));
    expect(texts(card)[1]).toContain('Jan Smit');
    expect((await made(chat)).map(({ by }) => by)).toContain(jan);
  });

  test('a note of more than 500 characters is refused where it was typed, nothing stored', async () => {
    const chat = await begin();
    const card = replaced(await contacted(chat, cora, { note: `begin ${'x'.repeat(500)}` }));
    expect(texts(card)).toContain('Nog niet opgeslagen: een notitie heeft maximaal 500 tekens.');
    expect(ofType(card, 'Input.Text')[0]?.['value']).toMatch(/^begin x+$/);
    expect(await made(chat)).toEqual([]);
    expect(shown(await contacted(chat, cora, { note: 'y'.repeat(500) }))).toContain('Genoteerd');
  });

  test('an address in any case is the same student', async () => {
    const chat = await begin();
    await contacted(chat, cora, { student: 'SAM@Leiden.example' });
    expect(await made(chat)).toEqual([{ student: sam, by: cora, note: null }]);
  });

  test('when the look at it afterwards fails, nobody hears that nothing was stored', async () => {
    const chat = await begin();
    chat.failNext('records.pauses');
    await expect(contacted(chat)).rejects.toThrow('not known whether stored');
    expect(await made(chat)).toHaveLength(1);
  });
});

describe('on the digest', () => {
  const digest = { digest: '2027-02-22' };

  test('it is answered with the digest as it is then, where the button is gone', async () => {
    const chat = await begin();
    const card = replaced(await contacted(chat, cora, digest));
    expect(texts(card)).toContain('Genoteerd: je had contact met Sam de Boer.');
    expect(texts(card)).toContain('Goedemorgen Cora');
    expect(texts(card).join()).toContain('· stand van ma 22 feb, 09:00');
    expect(texts(card).join()).toContain('Laatste contact: Cora Bakker, ma 22 feb, 09:00');
    const buttons = ofType(card, 'Action.Execute').filter(({ verb }) => verb === 'student.contacted');
    expect(JSON.stringify(buttons)).not.toContain(sam);
    expect(JSON.stringify(buttons)).toContain(noor);
    expect(await made(chat)).toHaveLength(1);
  });

  test('taken back, it is the digest again, as it was', async () => {
    const chat = await begin();
    const undo = undoButton(replaced(await contacted(chat, cora, digest)));
    expect(undo).toMatchObject(digest);
    const card = replaced(await chat.as(cora).presses('student.notContacted', undo));
    expect(texts(card)).toContain('Weggehaald: je contact met Sam de Boer.');
    expect(texts(card)).toContain('Goedemorgen Cora');
    expect(texts(card).join()).not.toContain('Laatste contact');
    expect(await made(chat)).toEqual([]);
  });

  test.each([
    ['2027-02-28T23:00:00+01:00', 'Goedemorgen Cora'],
    ['2027-03-01T09:00:00+01:00', 'Studentmentoren die aandacht vragen'],
    ['2027-03-30T09:00:00+02:00', 'Studentmentoren die aandacht vragen'],
  ])('pressed at %s it never mixes its week with another: %s', async (when, heading) => {
    const chat = await begin();
    chat.clock.moveTo(at(when));
    const card = replaced(await contacted(chat, cora, digest));
    expect(texts(card)).toContain('Genoteerd: je had contact met Sam de Boer.');
    expect(texts(card)).toContain(heading);
  });

  test.each(['2027-02-23', '2027-01-25', 'x'])('%s is no Monday of one: the lists', async (day) => {
    const card = replaced(await contacted(await begin(), cora, { digest: day }));
    expect(texts(card)).toContain('Studentmentoren die aandacht vragen');
  });
});

describe('a contact that was a slip', () => {
  test('is taken back with one tap, and can be noted anew', async () => {
    const chat = await begin();
    const undo = undoButton(replaced(await contacted(chat)));
    const card = replaced(await chat.as(cora).presses('student.notContacted', undo));
    expect(texts(card)[0]).toBe('Weggehaald: je contact met Sam de Boer.');
    expect(texts(card).join()).not.toContain('Laatste contact');
    expect(await made(chat)).toEqual([]);
    expect(shown(await chat.as(cora).presses('student.notContacted', undo))).toContain('Weggehaald');
    await contacted(chat);
    expect(await made(chat)).toHaveLength(1);
  });

  test('that was pressed twice is taken back by either button', async () => {
    const chat = await begin();
    await contacted(chat);
    chat.clock.moveTo(at('2027-02-22T09:01:00+01:00'));
    const undo = undoButton(replaced(await contacted(chat)));
    await chat.as(cora).presses('student.notContacted', undo);
    expect(await made(chat)).toEqual([]);
  });

  test.each(['first', 'second'])(
    'that was pressed twice at once, and stored twice as the second press came first, is taken back by the %s button',
    async (button) => {
      const chat = await begin();
      const pressedAt = chat.clock.now();
      await contacted(chat, jan);
      const second = replaced(await contacted(chat, cora, {}, { saidAt: pressedAt }));
      const first = replaced(await contacted(chat, cora, {}, { saidAt: pressedAt - 1500 }));
      expect(await made(chat)).toHaveLength(3);
      await chat.as(cora).presses('student.notContacted', undoButton(button === 'first' ? first : second));
      expect(await made(chat)).toEqual([{ student: sam, by: jan, note: null }]);
    },
  );

  test('stays after an hour, and that is said', async () => {
    const chat = await begin();
    const undo = undoButton(replaced(await contacted(chat)));
    chat.clock.moveTo(at('2027-02-22T10:00:01+01:00'));
    const card = replaced(await chat.as(cora).presses('student.notContacted', undo));
    expect(texts(card)[0]).toContain('blijft staan');
    expect(await made(chat)).toHaveLength(1);
  });

  test.each([jan, zara, sam])('is not %s’s to take back', async (who) => {
    const chat = await begin();
    const undo = undoButton(replaced(await contacted(chat)));
    await chat.as(who).presses('student.notContacted', undo);
    expect(await made(chat)).toHaveLength(1);
  });
});

describe('who may not', () => {
  test.each([zara, sam, noor, theo, 'nobody@elsewhere.example'])(
    '%s stores nothing, sees nothing, and nothing is read',
    async (who) => {
      const chat = await begin();
      await chat.as(who).installs();
      chat.forget();
      for (const verb of ['student.contacted', 'student.show']) {
        const card = shown(await chat.as(who).presses(verb, { student: sam, note: 'x'.repeat(600) }));
        for (const name of ['Sam', 'Yara']) expect(card).not.toContain(name);
      }
      expect(chat.calls.filter((call) => !call.startsWith('contacts.'))).toEqual([]);
      expect(await made(chat)).toEqual([]);
    },
  );

  test.each([sam, theo])('%s does not see the lists', async (who) => {
    const chat = await begin();
    expect(shown(await chat.as(who).presses('student.list', { kind: 'silent' }))).not.toContain('Noor');
    expect(shown(await chat.as(who).says('stil'))).not.toContain('Noor');
  });

  test.each(['', 'unknown@leiden.example', cora])('%j is no student', async (student) => {
    const chat = await begin();
    await contacted(chat, cora, { student });
    await contacted(chat, cora, { student, programme: 'other' });
    expect(await made(chat)).toEqual([]);
  });

  test('a coordinator whose schools changed may no longer', async () => {
    const chat = await begin();
    const programme = theProgramme();
    await contacted(chat, jan);
    const people = programme.people.map((person) =>
      person.email === jan ? { ...person, schools: ['zwc'] } : person,
    );
    await chat.import({ ...programme, people });
    expect(shown(await contacted(chat, jan, { note: 'weer' }))).not.toContain('Sam');
    expect(await made(chat)).toHaveLength(1);
  });
});

const lists = async (chat: Chat, who: string, text = 'stil') =>
  (await chat.as(who).says(text)).messages.flatMap(texts);

describe('stil', () => {
  test('names a teacher whom Teams refuses, as there is no message about them', async () => {
    const chat = await begin();
    await chat.as(theo).says('hulp');
    const met = await chat.storage.contacts.byAddress('tenant-1', theo);
    const stored = await chat.storage.contacts.byId('tenant-1', met?.aadObjectId ?? '');
    if (stored === null) throw new Error('Theo is not met');
    const unreachableSince = at('2027-02-17T15:40:00+01:00');
    await chat.storage.contacts.save({ ...stored.value, unreachableSince }, stored.tag);
    const line =
      'Krijgt geen berichten meer: Theo Bos (intervisiedocent), sinds 17 februari. Vraag of die de app weer toevoegt in Teams.';
    const said = await lists(chat, cora);
    expect(said[said.indexOf('Docenten en coördinatoren') + 1]).toBe(line);
    for (const typed of ['stil sam', 'stil 3A', 'stil 3B'])
      expect(shown(await chat.as(cora).says(typed))).not.toMatch(/Theo|Docenten/);
  });

  test('holds the students of the coordinator’s schools', async () => {
    const chat = await begin();
    expect(await lists(chat, cora)).toContain('Stil (3)');
    expect(await lists(chat, jan)).toEqual(expect.arrayContaining(['Stil (2)', 'Sam de Boer', 'Noor Aydin']));
    const zaras = await lists(chat, zara);
    expect(zaras).toContain('Stil (1)');
    expect(zaras.join()).not.toMatch(/Sam|Noor|Yara/);
  });

  test('of a student with pupils at two schools each coordinator sees what is of their own school', async () => {
    const pairs = [aPair({ pupil: 'p1' }), aPair({ pupil: 'p3', weekday: 3 })];
    const chat = await aChat(theProgramme({ pairs }), '2027-02-16T10:30:00+01:00');
    for (const session of ['p1/2027-02-09', 'p1/2027-02-16', 'p3/2027-02-10'])
      await chat.as(sam).presses('checkIn.record', { session, outcome: 'onTime' });
    chat.clock.moveTo(at('2027-02-22T16:00:00+01:00'));
    expect((await lists(chat, jan)).join()).not.toContain('Stil (');
    const seen = (await lists(chat, zara)).join('\n');
    expect(seen).toContain('met Bo · stil sinds de sessie van 17 februari');
    expect(seen).not.toMatch(/Yara|16 februari/);
    await contacted(chat, zara);
    await contacted(chat, cora);
    const byJan = shown(await chat.as(jan).presses('student.show', { student: sam }));
    expect(byJan).toContain('Cora Bakker');
    expect(byJan).not.toContain('Zara Mol');
  });

  test('a name that there is not is said so, in the same words as one elsewhere', async () => {
    const chat = await begin();
    const told = async (who: string, typed: string) =>
      shown(await chat.as(who).says(`stil ${typed}`)).replaceAll(typed, 'X');
    expect(await told(cora, 'Piet')).toContain('“X” ken ik niet als studentmentor');
    expect(await told(zara, 'noor')).toBe(await told(zara, 'Piet'));
    expect(await told(zara, sam)).not.toMatch(/Sam|Lea/);
  });

  test('with a name or an address shows that student; with a name of many, the lists', async () => {
    const chat = await begin();
    expect((await lists(chat, cora, `stil ${sam}`))[0]).toBe('Sam de Boer');
    expect((await lists(chat, cora, 'stil noor'))[0]).toBe('Noor Aydin');
    expect((await lists(chat, cora, 'silent LEA VOS'))[0]).toBe('Lea Vos');
    expect((await lists(chat, cora, 'stil léa-vós'))[0]).toBe('Lea Vos');
    expect((await chat.as(cora).says('stil e')).messages).toHaveLength(2);
  });

  describe('with a name of more than a few', () => {
    const called = ['Jan Bos', 'Jan Vis', 'Jan Kok', 'Jan Pol', 'Jana Mol', 'Arjan Wit'];
    const withJans = async (): Promise<Chat> => {
      const { people, pupils, pairs } = theProgramme();
      const jans = called.map((name, index) => ({
        name,
        email: `j${index}@leiden.example`,
        pupil: `k${index}`,
      }));
      const programme = theProgramme({
        people: [...people, ...jans.map(({ name, email }) => aPerson({ name, email }))],
        pupils: [...pupils, ...jans.map(({ pupil }) => aPupil({ id: pupil, firstName: 'Kim', class: '3K' }))],
        pairs: [...pairs, ...jans.map(({ pupil, email }) => aPair({ pupil, student: email }))],
      });
      return aChat(programme, '2027-02-22T09:00:00+01:00');
    };
    const others = /Jana Mol|Arjan Wit|Sam de Boer/;

    test('lists those alone whose name has the whole word, and says so', async () => {
      const chat = await withJans();
      const seen = (await lists(chat, cora, 'stil Jan')).join('\n');
      expect(seen).toContain('4 studentmentoren hebben “Jan” in hun naam.');
      expect(seen).toContain('Jan Bos');
      expect(seen).not.toMatch(others);
      expect((await lists(chat, cora, 'stil arjan'))[0]).toBe('Arjan Wit');
      expect((await lists(chat, cora, 'stil ja')).join()).toContain(
        '6 studentmentoren hebben “ja” in hun naam.',
      );
    });

    test('stays with them on the next page, as it is looked at, and when a contact is noted on it', async () => {
      const chat = await withJans();
      const [card] = (await chat.as(cora).says('stil Jan')).messages;
      expect(JSON.stringify(card?.content['refresh'])).toContain('"of":"Jan"');
      const pages = [
        replaced(await chat.as(cora).presses('student.list', { of: 'Jan', kind: 'unreachable', from: '0' })),
        replaced(await contacted(chat, cora, { student: 'j0@leiden.example', of: 'Jan' })),
      ];
      for (const page of pages) {
        expect(texts(page).join()).toContain('4 studentmentoren hebben “Jan” in hun naam.');
        expect(texts(page).join()).not.toMatch(others);
      }
    });

    test('at another school is as unknown as nobody’s', async () => {
      const chat = await withJans();
      const told = async (typed: string) =>
        shown(await chat.as(zara).says(`stil ${typed}`)).replaceAll(typed, 'X');
      expect(await told('Jan')).toBe(await told('Piet'));
    });
  });

  test('with a class or school shows the students of its pupils; one elsewhere is as unknown as none', async () => {
    const chat = await begin();
    const [heading, intro, ...rest] = (await lists(chat, cora, 'stil 3b')) ?? [];
    expect([heading, intro]).toEqual(['Studentmentoren die aandacht vragen', 'Van leerlingen van 3B.']);
    expect(rest).toContain('Noor Aydin');
    expect(rest).not.toContain('Sam de Boer');
    expect((await lists(chat, cora, 'silent johan de witt'))[1]).toBe('Van leerlingen van Johan de Witt.');
    expect((await lists(chat, cora, 'stil klas 3b'))[1]).toBe('Van leerlingen van 3B.');
    for (const typed of ['zwc', 'school zwc', '9Z', 'deze week'])
      expect((await lists(chat, jan, `stil ${typed}`))[0]).toContain(
        `“${typed}” ken ik niet als studentmentor`,
      );
  });

  test('says of a class at more schools which they are, and takes one of them by its name', async () => {
    const chat = await begin();
    const [, intro, ...rest] = (await lists(chat, cora, 'stil 3a')) ?? [];
    expect(intro).toBe('Van leerlingen van 3A (Johan de Witt en Zuiderpark College).');
    expect(rest).toEqual(expect.arrayContaining(['Sam de Boer', 'Lea Vos']));
    for (const typed of ['stil 3a johan de witt', 'stil klas 3A, Johan de Witt']) {
      const [, of, ...students] = (await lists(chat, cora, typed)) ?? [];
      expect(of).toBe('Van leerlingen van 3A, Johan de Witt.');
      expect(students).toContain('Sam de Boer');
      expect(students).not.toContain('Lea Vos');
    }
    expect((await lists(chat, jan, 'stil 3A'))[1]).toBe('Van leerlingen van 3A.');
  });

  test('stays with its class when a contact is noted on it, and taken back', async () => {
    const chat = await begin();
    const [card] = (await chat.as(cora).says('stil 3b')).messages;
    if (card === undefined) throw new Error('no card');
    const button = ofType(card, 'Action.Execute').find(({ verb }) => verb === 'student.contacted');
    expect(button?.['data']).toMatchObject({ student: noor, of: '3B' });
    const stored = replaced(await contacted(chat, cora, { student: noor, of: '3B' }));
    const undone = replaced(await chat.as(cora).presses('student.notContacted', undoButton(stored)));
    for (const shownCard of [stored, undone]) {
      expect(texts(shownCard)).toContain('Van leerlingen van 3B.');
      expect(texts(shownCard)).not.toContain('Sam de Boer');
    }
  });

  test('stays with the class or school that was asked for: on the next page, and as it is looked at', async () => {
    const chat = await begin();
    const [card] = (await chat.as(cora).says('stil 3b')).messages;
    expect(JSON.stringify(card?.content['refresh'])).toContain('"of":"3B"');
    for (const data of [{ of: '3B' }, { of: '3B', kind: 'silent', from: '0' }]) {
      const page = replaced(await chat.as(cora).presses('student.list', data));
      expect(texts(page)).toContain('Van leerlingen van 3B.');
      expect(texts(page)).not.toContain('Sam de Boer');
      expect(JSON.stringify(page.content['refresh'])).toContain('"of":"3B"');
    }
    const elsewhere = await chat.as(zara).presses('student.list', { of: '3B', programme: 'hmp' });
    expect(shown(elsewhere)).toContain('“3B” ken ik niet als studentmentor');
  });

  test('pages one list in the place of the card, and comes back to all', async () => {
    const chat = await begin();
    const one = texts(replaced(await chat.as(cora).presses('student.list', { kind: 'silent', from: '1' })));
    expect(one).toContain('Stil (3)');
    expect(one).not.toContain('Sam de Boer');
    expect(one.join()).not.toContain('Tijd voor contact');
    for (const data of [
      {},
      { kind: 'nothing' },
      { kind: 'silent', from: '-1' },
      { kind: 'silent', from: '9e9' },
    ])
      expect(texts(replaced(await chat.as(cora).presses('student.list', data)))).toContain('Stil (3)');
  });

  test('says it in the reader’s language', async () => {
    const chat = await begin();
    await chat.as(cora).says('taal en');
    const card = shown(await contacted(chat));
    expect(card).toContain('Noted: you contacted Sam de Boer.');
    expect(card).not.toMatch(/Genoteerd|Laatste|Stil/);
  });

  test('asks storage for each thing once', async () => {
    const chat = await begin();
    await chat.as(jan).installs();
    chat.forget();
    await chat.as(jan).says('stil');
    expect(chat.calls.filter((call) => call.startsWith('records.')).toSorted()).toEqual([
      'records.contactsMade',
      'records.pages',
      'records.pauses',
    ]);
  });

  test('who is paused or never had the bot stands there too', async () => {
    const chat = await begin();
    await chat.as(lea).says('pause until 1-3');
    const all = (await lists(chat, zara)).join('\n');
    expect(all).toContain('pauze tot 1 maart (sinds 22 februari)');
    expect((await lists(chat, jan)).join('\n')).toContain('heeft de app nog niet toegevoegd');
  });
});

test('who left one session at each of two schools without an answer is silent to both, each by their own pupil', async () => {
  const pairs = [
    aPair({ pupil: 'p1', student: sam, from: '2027-02-08' }),
    aPair({ pupil: 'p3', student: sam, weekday: 4, from: '2027-02-08' }),
  ];
  const chat = await aChat(theProgramme({ pairs }), '2027-02-09T10:05:00+01:00');
  const answers = [1, 2, 3, 4, 5].flatMap((week) => [
    `p1/${addDays('2027-02-02', week * 7)}`,
    `p3/${addDays('2027-02-04', week * 7)}`,
  ]);
  for (const session of answers) {
    chat.clock.moveTo(at(`${session.slice(3)}T18:00:00+01:00`));
    await chat.as(sam).presses('checkIn.record', { session, outcome: 'onTime' });
  }
  chat.clock.moveTo(at('2027-03-23T17:00:00+01:00'));
  const said = async (who: string) => shown(await chat.as(who).says('stil'));
  const [ofJan, ofZara] = [await said(jan), await said(zara)];
  expect(ofJan).toContain('16 maart');
  expect(ofJan).toContain('Yara');
  expect(ofJan).not.toMatch(/Bo\b|18 maart|Zuiderpark/);
  expect(ofZara).toContain('18 maart');
  expect(ofZara).not.toMatch(/Yara|16 maart|Johan/);
  const overview = async (who: string) => shown(await chat.as(who).says('overzicht Sam'));
  expect(await overview(jan)).toContain('Stil sinds de sessie van 16 maart');
  expect(await overview(zara)).toContain('Stil sinds de sessie van 18 maart');
  expect(await overview(jan)).not.toMatch(/Bo\b|18 maart|Zuiderpark/);
});
