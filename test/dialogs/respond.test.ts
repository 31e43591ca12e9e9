import { commands } from '../../dialogs/commands';
import type { CommandName } from '../../cards/studentViews';
import type { Language, Role } from '../../bot/programme/model';
import { aSchool, at } from '../builders';
import { aChat, shown, type Chat } from './chat';
import { cora, jan, lea, noor, sam, theo, theProgramme, zara } from './people';

const now = '2027-03-10T12:00:00+01:00';
const begin = (): Promise<Chat> => aChat(theProgramme({ start: '2027-03-01' }), now);

const who: Readonly<Record<Role, string>> = { student: sam, coordinator: cora, teacher: theo };

/** What everybody may do, and one thing that the answer shows. */
const answers: Readonly<Record<CommandName, Readonly<Record<Language, string>>>> = {
  help: { nl: 'Wat kan ik voor je doen?', en: 'What can I do for you?' },
  myWeek: { nl: 'Jouw week', en: 'Your week' },
  checkIn: { nl: 'Was Yara er op tijd?', en: 'Was Yara there on time?' },
  summary: { nl: 'Het programma tot nu toe', en: 'The programme so far' },
  flags: { nl: 'signalen', en: 'flags' },
  care: { nl: 'Maak je je zorgen?', en: 'Are you worried?' },
  silent: { nl: 'Noor Aydin', en: 'Noor Aydin' },
  intervision: { nl: 'intervisie', en: 'intervision' },
  hours: { nl: 'Je uren tot nu toe', en: 'Your hours so far' },
  export: { nl: 'Welk bestand wil je hebben?', en: 'Which file would you like?' },
  pause: { nl: 'Tot wanneer wil je pauze?', en: 'Until when would you like to pause?' },
  language: { nl: 'Welke taal wil je?', en: 'Which language would you like?' },
  privacy: { nl: 'Jouw gegevens', en: 'Your data' },
};

const everyCase = commands.flatMap((command) =>
  (['nl', 'en'] as const).flatMap((language) =>
    (['student', 'coordinator', 'teacher'] as const).map((role) => ({
      role,
      language,
      text: command[language].text,
      command,
      may: command.roles.includes(role),
    })),
  ),
);

describe('every command', () => {
  test.each(everyCase.filter(({ may }) => may))(
    '$text works for a $role in $language',
    async ({ role, language, text, command }) => {
      const chat = await begin();
      await chat.as(who[role]).says(`taal ${language}`);
      const reply = await chat.as(who[role]).says(text.toUpperCase());
      expect(reply.messages.length).toBeGreaterThan(0);
      expect(shown(reply).toLowerCase()).toContain(answers[command.name][language].toLowerCase());
      expect(shown(reply)).not.toContain('${');
    },
  );

  test.each(everyCase.filter(({ may }) => !may))(
    '$text is refused to a $role in $language, and nothing is read',
    async ({ role, language, text }) => {
      const chat = await begin();
      await chat.as(who[role]).says(`taal ${language}`);
      chat.forget();
      const reply = await chat.as(who[role]).says(text);
      expect(shown(reply)).toContain(language === 'nl' ? 'niet bij jouw rol' : 'not belong to your role');
      expect(chat.calls.filter((call) => !call.startsWith('contacts.'))).toEqual([]);
    },
  );

  test('a button that stands for a command answers below and leaves its card', async () => {
    const chat = await begin();
    const reply = await chat.as(sam).presses('command.run', { text: 'mijn week' });
    expect(reply.replacement).toBeNull();
    expect(shown(reply)).toContain('Jouw week');
    const asked = shown(await chat.as(sam).says('wie kan ik bellen als mijn leerling niet komt'));
    expect(asked).not.toContain('hoort niet bij jouw rol');
    expect(asked).toContain('command.run');
    const refused = await chat.as(sam).presses('command.run', { text: 'overzicht' });
    expect(shown(refused)).toContain('niet bij jouw rol');
  });
});

describe('what is not understood', () => {
  test('gets the nearest commands of the reader’s roles as buttons', async () => {
    const chat = await begin();
    const card = shown(await chat.as(sam).says('mijn wekk'));
    expect(card).toContain('Dat begreep ik niet');
    expect(card).toContain('"text":"mijn week"');
    expect(card).not.toContain('"text":"overzicht"');
  });

  test('a card of another time says so kindly, nothing stored', async () => {
    const chat = await begin();
    await chat.as(sam).installs();
    chat.forget();
    const reply = await chat.as(sam).presses('checkIn.delete', { session: 'p1/2027-03-09' });
    expect(shown(reply)).toContain('Deze kaart is niet meer geldig');
    expect(chat.calls.filter((call) => !call.startsWith('contacts.'))).toEqual([]);
  });
});

describe('taal', () => {
  test.each([
    ['taal en', 'en'],
    ['language english', 'en'],
    ['taal Engels', 'en'],
    ['language nl', 'nl'],
    ['TAAL nederlands', 'nl'],
  ])('%s', async (text, language) => {
    const chat = await begin();
    await chat.as(sam).says(text);
    expect(shown(await chat.as(sam).says('help'))).toContain(answers.help[language === 'en' ? 'en' : 'nl']);
  });

  test('the choice holds over the files’ language, also when others write in between', async () => {
    const chat = await begin();
    expect(shown(await chat.as(lea).says('hulp'))).toContain(answers.help.en);
    await chat.as(lea).says('taal nl');
    await chat.as(noor).says('taal en');
    await chat.as(lea).installs();
    expect(shown(await chat.as(lea).says('help'))).toContain(answers.help.nl);
  });

  test('a choice whose answer waited does not undo a later one', async () => {
    const chat = await begin();
    const waited = { saidAt: chat.clock.now(), hasWaited: true };
    await chat.as(sam).says('taal en');
    chat.clock.moveTo(chat.clock.now() + 1000);
    await chat.as(sam).says('taal nl');
    for (const isUnseen of [true, false])
      expect(shown(await chat.as(sam).says('taal en', { ...waited, isUnseen }))).toContain('Nederlands');
    expect(shown(await chat.as(sam).says('help'))).toContain(answers.help.nl);
  });

  test('a choice that nobody stored before it waited is made, unless there is a later one', async () => {
    const chat = await begin();
    const waited = { saidAt: chat.clock.now(), hasWaited: true };
    chat.clock.moveTo(chat.clock.now() + 30_000);
    expect(shown(await chat.as(sam).says('taal en', waited))).toContain('English');
    expect(shown(await chat.as(sam).says('help'))).toContain(answers.help.en);
  });

  test('of two choices that both waited the later one stands, though the other is stored last', async () => {
    const chat = await begin();
    const first = chat.clock.now();
    chat.clock.moveTo(first + 30_000);
    await chat.as(sam).says('taal nl', { saidAt: first + 1000, hasWaited: true });
    await chat.as(sam).says('taal en', { saidAt: first, hasWaited: true });
    expect(shown(await chat.as(sam).says('help'))).toContain(answers.help.nl);
    await chat.as(sam).says('taal en', { saidAt: first + 2000, hasWaited: true });
    expect(shown(await chat.as(sam).says('help'))).toContain(answers.help.en);
  });

  test('at one moment of a clock that stands still, a choice that is handled anew leaves the one said after it', async () => {
    const chat = await begin();
    await chat.as(sam).says('taal en');
    await chat.as(sam).says('taal nl');
    expect(shown(await chat.as(sam).says('taal en', { hasWaited: true }))).toContain('Nederlands');
    expect(shown(await chat.as(sam).says('help'))).toContain(answers.help.nl);
    expect(shown(await chat.as(sam).says('taal en'))).toContain('English');
  });

  test('a choice made before the clock was put back does not keep a new one from being made', async () => {
    const chat = await begin();
    const before = chat.clock.now();
    chat.clock.moveTo(before + 60_000);
    await chat.as(sam).says('taal en');
    chat.clock.moveTo(before);
    expect(shown(await chat.as(sam).says('taal nl'))).toContain('Nederlands');
    expect(shown(await chat.as(sam).says('help'))).toContain(answers.help.nl);
  });

  test('an unknown language is asked again', async () => {
    const chat = await begin();
    expect(shown(await chat.as(sam).says('taal frans'))).toContain('“frans”');
    expect((await chat.storage.contacts.byAddress('tenant-1', sam))?.language).toBeNull();
  });
});

const pauses = (chat: Chat) => chat.storage.records.pauses('hmp');

const closed = (label: string) => [{ from: '2027-04-24', to: '2027-05-02', label }];

describe('pauze', () => {
  test.each([
    ['pauze tot 3-5', '2027-05-03'],
    ['pauze 3 mei', '2027-05-03'],
    ['pause until May 3', '2027-05-03'],
    ['PAUZE T/M 3-5-2027', '2027-05-04'],
    ['pauze tot en met 3-5', '2027-05-04'],
    ['pauze tot morgen', '2027-03-11'],
    ['pauze tot maandag', '2027-03-15'],
    ['pauze 2 weken', '2027-03-24'],
    ['pauze tot: 3-5', '2027-05-03'],
    ['pauze tot 3-5 graag', '2027-05-03'],
    ['pauze vandaag t/m 3 mei a.u.b.', '2027-05-04'],
  ])('%s', async (text, until) => {
    const chat = await begin();
    expect(shown(await chat.as(sam).says(text))).toContain('Pauze: tot');
    expect(await pauses(chat)).toEqual([{ at: at(now), student: sam, until }]);
  });

  test('asked for twice is one pause; asked for again after its end it is another', async () => {
    const chat = await begin();
    for (const text of ['pauze tot 3-5', 'pauze tot 3-5', 'pauze uit', 'pauze uit', 'pauze tot 3-5']) {
      chat.clock.moveTo(chat.clock.now() + 1000);
      await chat.as(sam).says(text);
    }
    expect((await pauses(chat)).map(({ until }) => until)).toEqual(['2027-05-03', null, '2027-05-03']);
  });

  test.each(['pauze uit', 'pause off', 'pauze uit aub'])('%s ends it', async (text) => {
    const chat = await begin();
    await chat.as(sam).says('pauze tot 3-5');
    chat.clock.moveTo(at(now) + 1000);
    expect(shown(await chat.as(sam).says(text))).toContain('De pauze is voorbij');
    expect((await pauses(chat)).at(-1)).toEqual({ at: at(now) + 1000, student: sam, until: null });
  });

  test.each([
    ['pauze tot 3-5', 'pauze uit', 'De pauze is voorbij'],
    ['pauze uit', 'pauze tot 3-5', 'Pauze: tot'],
    ['pauze tot 3-5', 'pauze tot 4-5', '4 mei'],
  ])('%s whose answer waited changes nothing after %s', async (waited, since, says) => {
    const chat = await begin();
    await chat.as(sam).says(waited);
    chat.clock.moveTo(at(now) + 30_000);
    await chat.as(sam).says(since);
    const before = await pauses(chat);
    chat.clock.moveTo(at(now) + 90_000);
    for (const isUnseen of [true, false]) {
      const anew = { hasWaited: true, isUnseen, saidAt: at(now) };
      expect(shown(await chat.as(sam).says(waited, anew))).toContain(says);
    }
    expect(await pauses(chat)).toEqual(before);
  });

  test('what a slow process stores at last counts as of when it was said, and undoes nothing said since', async () => {
    const chat = await begin();
    const until = '2027-05-03';
    chat.clock.moveTo(at(now) + 30_000);
    await chat.as(sam).says('pauze tot 3-5', { hasWaited: true, saidAt: at(now) });
    expect(await pauses(chat)).toEqual([{ at: at(now), student: sam, until }]);
    await chat.as(sam).says('pauze uit');
    // The process that began with it, and read before.
    await chat.storage.records.addPause('hmp', { at: at(now), student: sam, until });
    chat.clock.moveTo(at(now) + 60_000);
    // Or reads only now.
    await chat.as(sam).says('pauze tot 3-5', { saidAt: at(now) });
    expect(await pauses(chat)).toHaveLength(2);
    expect((await pauses(chat)).at(-1)).toMatchObject({ until: null });
  });

  test('under a clock that was put back a pause holds over one of before', async () => {
    const chat = await begin();
    await chat.as(sam).says('pauze tot 3-5');
    chat.clock.moveTo(at(now) - 60_000);
    await chat.as(sam).says('pauze uit');
    expect((await pauses(chat)).at(-1)).toMatchObject({ until: null });
  });

  test.each(['pauze', 'pauze tot later', 'pauze tot 31-4', 'pauze tot 9-3-2027'])(
    '%s is not understood, nothing stored',
    async (text) => {
      const chat = await begin();
      expect(shown(await chat.as(sam).says(text))).toContain('pauze tot 3-5');
      expect(await pauses(chat)).toEqual([]);
    },
  );

  test('beyond the programme is refused, with the longest pause as a button', async () => {
    const chat = await begin();
    for (const [text, asked] of [
      ['pauze tot 1-1', '1 januari 2028'],
      // Past by now: without its year nobody would know which one was understood.
      ['pauze tot 3-3', '3 maart 2028'],
      ['pauze t/m 3-7', '4 juli 2027'],
      ['pauze tot 3 juli 2030', '3 juli 2030'],
    ] as const) {
      const card = shown(await chat.as(sam).says(text));
      expect(card).toContain(
        `Een pauze tot ${asked} is te lang: het programma eindigt op vrijdag 2 juli. Tot en met die dag`,
      );
      expect(card).toContain('pauze tot 2027-07-03');
    }
    expect(await pauses(chat)).toEqual([]);
    expect(shown(await chat.as(sam).says('pauze tot 2027-07-03'))).toContain('Pauze: tot zaterdag 3 juli');
    expect(await pauses(chat)).toMatchObject([{ until: '2027-07-03' }]);
    await chat.as(sam).says('language en');
    const card = shown(await chat.as(sam).says('pause until 1-1'));
    expect(card).toContain('A pause until 1 January 2028 is too long: the programme ends on Friday 2 July.');
    expect(card).toContain('pause until 2027-07-03');
  });

  test('up to the last day is taken, however it is said', async () => {
    const chat = await begin();
    expect(shown(await chat.as(sam).says('pauze t/m 2-7'))).toContain('Pauze: tot zaterdag 3 juli');
  });

  test.each(['pauze tot 3-7', 'pauze tot 10-7', 'pauze 2 weken'])(
    'after the programme %s is refused kindly: nobody is paused for a year',
    async (text) => {
      const chat = await begin();
      chat.clock.moveTo(at('2027-07-06T16:01:00+02:00'));
      const card = shown(await chat.as(sam).says(text));
      expect(card).toContain('Het programma is op vrijdag 2 juli afgelopen');
      expect(card).toContain('"text":"inchecken"');
      expect(await pauses(chat)).toEqual([]);
    },
  );

  test('knows closed days by the names of the student’s own schools and universities', async () => {
    const schools = [
      aSchool({ closed: closed('Meivakantie') }),
      aSchool({ id: 'zwc', name: 'Zuiderpark College', closed: closed('Projectweek') }),
    ];
    const chat = await aChat(theProgramme({ schools }), now);
    await chat.as(sam).says('pauze tot de meivakantie');
    await chat.as(sam).says('pauze t/m de projectweek');
    expect((await pauses(chat)).map(({ until }) => until)).toEqual(['2027-04-24']);
  });

  test('is seen by the coordinator and in the student’s week', async () => {
    const chat = await begin();
    await chat.as(sam).says('pauze tot 3-5');
    expect(shown(await chat.as(cora).says('stil'))).toContain('pauze tot');
    expect(shown(await chat.as(sam).says('mijn week'))).toContain('staan uit tot');
  });

  test.each([
    ['pauze van 3-5 tot 10-5', 'Pauze van maandag 3 mei tot maandag 10 mei'],
    ['pause from 3-5 through 9-5', 'Pauze van maandag 3 mei tot maandag 10 mei'],
    ['pauze week 18', 'Pauze van maandag 3 mei tot maandag 10 mei'],
  ])('%s begins on that day: in the answer, the week, `stil`, and as it is stored', async (text, told) => {
    const chat = await begin();
    expect(shown(await chat.as(sam).says(text))).toContain(told);
    expect(await pauses(chat)).toEqual([
      { at: at(now), student: sam, from: '2027-05-03', until: '2027-05-10' },
    ]);
    expect(shown(await chat.as(sam).says('mijn week'))).toContain(
      'staan uit van maandag 3 mei tot maandag 10 mei',
    );
    expect(shown(await chat.as(cora).says('stil'))).not.toContain('pauze tot');
    chat.clock.moveTo(at('2027-05-03T08:00:00+02:00'));
    expect(shown(await chat.as(cora).says('stil'))).toMatch(/pauze tot [^"]*10 mei [^"]*sinds [^"]*3 mei/);
    expect(shown(await chat.as(sam).says('pauze uit'))).toContain('De pauze is voorbij');
    expect(shown(await chat.as(cora).says('stil'))).not.toContain('pauze tot');
  });

  test('without an end it is asked for, with the longest as a button, and nothing is stored', async () => {
    const chat = await begin();
    const card = shown(await chat.as(sam).says('pauze vanaf 3-5'));
    expect(card).toContain('Tot wanneer wil je pauze, vanaf maandag 3 mei? Er is nog niets veranderd.');
    expect(card).toContain('“pauze van 3-5 tot 10-5”');
    expect(await pauses(chat)).toEqual([]);
    const typed = /"text":"(pauze van 2027[^"]*)"/.exec(card)?.[1] ?? '';
    expect(shown(await chat.as(sam).says(typed))).toContain('Pauze van maandag 3 mei tot zaterdag 3 juli');
  });

  test('from a day after the end is too long, and the longest is from now on', async () => {
    const chat = await begin();
    for (const text of ['pauze van 1-8 tot 8-8', 'pauze vanaf 1-8']) {
      const card = shown(await chat.as(sam).says(text));
      expect(card).toContain('augustus 2027 is te lang');
      expect(card).toContain('pauze tot 2027-07-03');
    }
  });

  test.each([
    [
      'pauze van 10-5 tot 3-5',
      'pauze van 2027-05-03 tot 2027-05-10',
      'Pauze van maandag 3 mei tot maandag 10 mei',
    ],
    [
      'pauze van 10-5 t/m 3-5',
      'pauze van 2027-05-03 tot 2027-05-11',
      'Pauze van maandag 3 mei tot dinsdag 11 mei',
    ],
    [
      'pauze van 3-5 tot 3-5',
      'pauze van 2027-05-03 tot 2027-05-04',
      'Pauze van maandag 3 mei tot dinsdag 4 mei',
    ],
  ])(
    '%s: told that the end is not after the beginning, with what may be meant',
    async (text, typed, told) => {
      const chat = await begin();
      const card = shown(await chat.as(sam).says(text));
      expect(card).toContain('Het einde, maandag 3 mei, ligt niet na het begin');
      expect(card).not.toContain('te lang');
      expect(card).toContain(typed);
      expect(await pauses(chat)).toEqual([]);
      expect(shown(await chat.as(sam).says(typed))).toContain(told);
    },
  );

  test('of now and for later both stand in the answer and in the week', async () => {
    const chat = await begin();
    await chat.as(sam).says('pauze tot 20-3');
    chat.clock.moveTo(at(now) + 1000);
    const both = /tot zaterdag 20 maart.*van maandag 3 mei tot maandag 10 mei/s;
    const other = /van maandag 3 mei tot maandag 10 mei.*tot zaterdag 20 maart/s;
    expect(shown(await chat.as(sam).says('pauze van 3-5 tot 10-5'))).toMatch(other);
    expect(shown(await chat.as(sam).says('mijn week'))).toMatch(both);
    expect(
      shown(await chat.as(sam).says('pauze tot 20-3', { hasWaited: true, saidAt: at(now) - 1 })),
    ).toMatch(both);
  });

  test('ended under a clock that was put back stays ended', async () => {
    const chat = await begin();
    await chat.as(sam).says('pauze tot 3-5');
    chat.clock.moveTo(at(now) - 3_600_000);
    await chat.as(sam).says('pauze uit');
    chat.clock.moveTo(at(now) + 3_600_000);
    expect(shown(await chat.as(sam).says('mijn week'))).not.toContain('staan uit tot');
  });
});

describe('mijn week', () => {
  test('shows this week’s sessions, and what is still open from before', async () => {
    const chat = await begin();
    const card = shown(await chat.as(sam).says('mijn week'));
    expect(card).toContain('p1/2027-03-09');
    expect(card).toContain('Nog open van eerder');
    expect(card).toContain('p1/2027-03-02');
    expect(card).not.toMatch(/Amir|Bo\b/);
  });

  test('a teacher without a group has nothing in it', async () => {
    const chat = await begin();
    expect(shown(await chat.as(theo).says('my week'))).toContain('geen sessies en geen intervisie');
  });
});

describe('privacy and files', () => {
  const day = '2027-03-08T09:00:00+01:00';
  const take = (
    chat: Chat,
    taker: string,
    scope: readonly string[],
    what: 'xlsx' | 'flags' = 'xlsx',
    on = day,
  ) => chat.storage.access.add('hmp', { at: at(on), who: taker, what: `export.${what}`, scope });

  test('a student sees who took a file they stand in, and no other', async () => {
    const chat = await aChat(theProgramme(), '2027-03-08T12:00:00+01:00');
    expect(shown(await chat.as(sam).says('privacy'))).toContain('Niemand nam een bestand mee');
    await take(chat, cora, ['jdw', 'zwc']);
    await take(chat, zara, ['zwc']);
    await take(chat, jan, ['jdw'], 'flags');
    const card = shown(await chat.as(sam).says('privacy'));
    expect(card).toContain('• ma 8 mrt, 09:00 · Cora Bakker · Excel');
    expect(card).not.toMatch(/Zara|Jan Smit|Je nam/);
  });

  test('a coordinator sees their own, and a teacher neither', async () => {
    const chat = await aChat(theProgramme(), '2027-03-08T12:00:00+01:00');
    await take(chat, cora, ['jdw', 'zwc']);
    await take(chat, jan, ['jdw'], 'flags');
    const card = shown(await chat.as(jan).says('privacy'));
    expect(card).toContain('Jan Smit · CSV: signalen');
    expect(card).not.toMatch(/Cora|Bestanden waarin|bestand mee waarin/);
    expect(shown(await chat.as(theo).says('privacy'))).not.toMatch(/Bestanden|meenam|Wie keek naar|je uren/);
    expect(shown(await chat.as(sam).says('privacy'))).toContain('je uren');
  });

  test('after ninety days no longer', async () => {
    const chat = await aChat(theProgramme(), '2027-06-07T12:00:00+02:00');
    await take(chat, cora, ['jdw']);
    expect(shown(await chat.as(sam).says('privacy'))).toContain('Niemand nam');
    await take(chat, cora, ['jdw'], 'xlsx', '2027-03-10T09:00:00+01:00');
    expect(shown(await chat.as(sam).says('privacy'))).toContain('wo 10 mrt');
  });
});

describe('privacy', () => {
  test('counts what is kept of the reader only', async () => {
    const chat = await begin();
    await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-09', outcome: 'onTime' });
    const card = shown(await chat.as(sam).says('privacy'));
    expect(card).toContain(sam);
    expect(card).toContain('1 check-in');
    expect(card).toContain('1 koppel');
    expect(shown(await chat.as(noor).says('privacy'))).toContain('geen');
  });
});
