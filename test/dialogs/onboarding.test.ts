import { aPerson, at } from '../builders';
import { aChat, shown, type Chat } from './chat';
import { cora, lea, noor, sam, theo, theProgramme } from './people';

const begin = (): Promise<Chat> => aChat(theProgramme(), '2027-03-08T12:00:00+01:00');
const stranger = 'Xander@elsewhere.example';

const withoutNoor = () => {
  const programme = theProgramme();
  return { ...programme, people: programme.people.filter(({ email }) => email !== noor) };
};

describe('a person of the programme', () => {
  test('is welcomed once an installation, however many activities Teams sends', async () => {
    const chat = await begin();
    const both = await Promise.all([chat.as(sam).installs(), chat.as(sam).installs()]);
    const cards = both.flatMap(({ messages }) => messages);
    expect(cards).toHaveLength(1);
    expect(JSON.stringify(cards[0])).toContain('Hallo Sam, welkom!');
    chat.machine.moveTo(chat.machine.now() + 60_000);
    expect((await chat.as(sam).installs()).messages).toEqual([]);
  });

  test('is welcomed when nobody saw it: what waited for Teams to be left alone is handled anew', async () => {
    const chat = await begin();
    await chat.as(sam).installs();
    await chat.as(stranger).says('hoi');
    chat.machine.moveTo(chat.machine.now() + 60_000);
    expect(shown(await chat.as(sam).installs({ hasWaited: true, isUnseen: true }))).toContain(
      'Hallo Sam, welkom!',
    );
    expect(shown(await chat.as(stranger).says('hoi', { hasWaited: true, isUnseen: true }))).toContain(
      'Vraag de coördinator',
    );
  });

  test('is not brought back by what waited, once the app is gone or nothing is held of them', async () => {
    const chat = await begin();
    const waited = { hasWaited: true, isUnseen: true, saidAt: chat.clock.now() };
    chat.clock.moveTo(chat.clock.now() + 30_000);
    await chat.as(sam).installs();
    await chat.as(sam).removes();
    const before = await chat.storage.contacts.byAddress('tenant-1', sam);
    for (const isUnseen of [true, false]) {
      const said = { ...waited, isUnseen };
      expect((await chat.as(sam).installs(said)).messages).toEqual([]);
      expect((await chat.as(sam).says('hulp', said)).messages).toEqual([]);
    }
    expect(await chat.storage.contacts.byAddress('tenant-1', sam)).toEqual(before);
  });

  test('is not met by what a process had in hand when they were erased', async () => {
    const chat = await begin();
    const cameAt = chat.machine.now();
    await chat.storage.inbox.forget('tenant-1', `aad-${noor}`, cameAt);
    for (const isUnseen of [true, false]) {
      const said = { hasWaited: true, isUnseen, cameAt };
      expect((await chat.as(noor).installs(said)).messages).toEqual([]);
      expect((await chat.as(noor).says('hulp', said)).messages).toEqual([]);
    }
    expect(chat.lookedUp).toEqual([]);
    expect(await chat.storage.contacts.byAddress('tenant-1', noor)).toBeNull();
    const since = { hasWaited: true, isUnseen: true, cameAt: cameAt + 1 };
    expect(shown(await chat.as(noor).installs(since))).toContain('Hallo Noor, welkom!');
  });

  test('hears that it did not work when that word waited, too: Teams did not tell who they are', async () => {
    const chat = await begin();
    chat.addresses.set(sam, []);
    const [first, waited] = [
      await chat.as(sam).says('hulp'),
      await chat.as(sam).says('hulp', { hasWaited: true, isUnseen: true }),
    ];
    expect(shown(waited)).toBe(shown(first));
    expect(waited.messages).toHaveLength(1);
  });

  test('is met by what waited when they had not gone: the look-up failed the first time', async () => {
    const chat = await begin();
    const waited = { hasWaited: true, saidAt: chat.clock.now() };
    expect(shown(await chat.as(sam).installs(waited))).toContain('Hallo Sam, welkom!');
    chat.clock.moveTo(chat.clock.now() + 30_000);
    await chat.as(sam).removes();
    const since = { hasWaited: true, saidAt: chat.clock.now() + 1 };
    chat.clock.moveTo(chat.clock.now() + 30_000);
    expect(shown(await chat.as(sam).installs(since))).toContain('Hallo Sam, welkom!');
    expect(await chat.storage.contacts.byAddress('tenant-1', sam)).toMatchObject({ unreachableSince: null });
  });

  test('stays when the word that they removed the app waited, and they added it again meanwhile', async () => {
    const chat = await begin();
    await chat.as(sam).installs();
    const moments = { cameAt: chat.machine.now() + 10_000, saidAt: chat.clock.now() + 10_000 };
    chat.machine.moveTo(chat.machine.now() + 20_000);
    await chat.as(sam).installs();
    await chat.as(sam).removes({ hasWaited: true, ...moments });
    expect(await chat.storage.contacts.byAddress('tenant-1', sam)).toMatchObject({ unreachableSince: null });
    expect(await chat.storage.records.pendingNotices('hmp')).toEqual([]);
  });

  test('who removed the app before they were met is not met by the installation that still waits', async () => {
    const chat = await begin();
    const [tenant, aadObjectId] = ['tenant-1', `aad-${sam}`];
    const moments = { cameAt: chat.machine.now(), saidAt: chat.clock.now() };
    const kept = { tenant, aadObjectId, ...moments, activity: {}, shown: 0, isMade: false, tries: 1 };
    await chat.storage.inbox.put(kept, 0);
    chat.machine.moveTo(chat.machine.now() + 1000);
    await chat.as(sam).removes();
    expect(await chat.storage.inbox.take()).toEqual([]);
    // A process had it in hand, and keeps it only now.
    await chat.storage.inbox.put(kept, 0);
    expect(await chat.storage.inbox.take()).toEqual([]);
    await chat.storage.inbox.put({ ...kept, cameAt: chat.machine.now() + 1 }, 0);
    expect(await chat.storage.inbox.take()).toHaveLength(1);
  });

  test('is welcomed again by a later installation', async () => {
    const chat = await begin();
    await chat.as(sam).installs();
    await chat.as(sam).removes();
    expect((await chat.as(sam).installs()).messages).toHaveLength(1);
    chat.machine.moveTo(chat.machine.now() + 3_600_000);
    expect((await chat.as(sam).installs()).messages).toHaveLength(1);
  });

  test('is linked by address in any case, asked from Teams once', async () => {
    const chat = await begin();
    await chat.as('SAM@Leiden.Example').says('hulp');
    await chat.as('SAM@Leiden.Example').says('hulp');
    expect(chat.lookedUp).toEqual(['SAM@Leiden.Example']);
    const contact = await chat.storage.contacts.byAddress('tenant-1', sam);
    expect(contact).toMatchObject({ aadObjectId: `aad-${sam}`, tenant: 'tenant-1' });
  });

  test('is reached where they last wrote from', async () => {
    const chat = await begin();
    await chat.as(sam).installs();
    await chat
      .as(sam)
      .says('hulp', { conversationId: 'new chat', serviceUrl: 'https://smba.trafficmanager.net/uk/' });
    const contact = await chat.storage.contacts.byAddress('tenant-1', sam);
    expect(contact).toMatchObject({
      conversationId: 'new chat',
      serviceUrl: 'https://smba.trafficmanager.net/uk/',
    });
  });

  test.each([
    [sam, 'Als studentmentor'],
    [cora, 'Als coördinator'],
    [theo, 'Als intervisiedocent'],
    [lea, 'As a student'],
  ])('%s reads what the bot is for in their role and language', async (who, text) => {
    const chat = await begin();
    expect(shown(await chat.as(who).installs())).toContain(text);
  });

  test.each([
    [sam, 'intervisie**: je intervisiegroep: wanneer, met wie, en wie inbrengt"'],
    [theo, 'intervisie**: de groepen die je leidt: tijden, agenda en verslag"'],
    [cora, 'intervisie**: intervisierondes: maken, en zien hoe het staat"'],
    [lea, 'intervision**: your intervision group: when, with whom, and who brings the case"'],
  ])('%s reads in hulp what intervision is to them', async (who, text) => {
    const chat = await begin();
    expect(shown(await chat.as(who).says('hulp'))).toContain(text);
  });

  test.each([
    [sam, true],
    [theo, false],
    [cora, false],
  ])('%s reads in privacy of pairs and check-ins only as a student', async (who, isStudent) => {
    const chat = await begin();
    const card = shown(await chat.as(who).says('privacy'));
    for (const text of ['"Koppels"', '"Check-ins"', 'Jij ziet je eigen check-ins'])
      expect([text, card.includes(text)]).toEqual([text, isStudent]);
  });

  test('with two roles reads both', async () => {
    const programme = theProgramme();
    const chat = await aChat(
      { ...programme, people: [...programme.people, aPerson({ email: sam, role: 'coordinator' })] },
      '2027-03-08T12:00:00+01:00',
    );
    const card = shown(await chat.as(sam).installs());
    expect(card).toContain('Als studentmentor');
    expect(card).toContain('Als coördinator');
  });

  test('who comes back is sent what waited for them, and the work is woken', async () => {
    const chat = await begin();
    await chat.as(sam).installs();
    await chat.as(sam).removes();
    const { outbox } = chat.storage;
    const key = `nudge/${sam}/p1/2027-03-09`;
    const message = {
      key,
      kind: 'nudge' as const,
      receiver: sam,
      subject: 'p1/2027-03-09',
      dueAt: at('2027-03-08T11:00:00+01:00'),
      worthUntil: at('2027-03-09T09:00:00+01:00'),
    };
    await outbox.plan('hmp', [{ ...message, status: 'planned', reason: null }]);
    const stored = await outbox.find('hmp', key);
    if (stored === null) throw new Error('not planned');
    await outbox.update('hmp', { ...stored.value, status: 'unreachable' }, stored.tag);
    await chat.as(sam).says('hulp');
    expect((await outbox.find('hmp', key))?.value).toMatchObject({
      status: 'planned',
      notBefore: chat.clock.now(),
    });
    expect(chat.woken()).toBe(1);
    expect((await chat.storage.contacts.byAddress('tenant-1', sam))?.unreachableSince).toBeNull();
  });
});

describe('somebody no programme knows', () => {
  test('gets one polite card an installation that says whom to ask, then nothing', async () => {
    const chat = await begin();
    const both = await Promise.all([chat.as(stranger).installs(), chat.as(stranger).installs()]);
    expect(both.flatMap(({ messages }) => messages)).toHaveLength(1);
    expect(both.map(shown).join('')).toContain('Vraag de coördinator');
    for (const text of ['hulp', 'overzicht', 'hallo?'])
      expect((await chat.as(stranger).says(text)).messages).toEqual([]);
    await chat.as(stranger).removes();
    expect((await chat.as(stranger).installs()).messages).toHaveLength(1);
  });

  test('who writes first gets the card then', async () => {
    const chat = await begin();
    expect((await chat.as(stranger).says('hoi')).messages).toHaveLength(1);
    expect((await chat.as(stranger).says('hoi')).messages).toEqual([]);
  });

  test('is known in their own tenant only', async () => {
    const chat = await begin();
    expect(shown(await chat.as(sam, 'tenant-2').installs())).toContain('Ik ken je nog niet');
  });

  test('is known as soon as an import adds them', async () => {
    const chat = await begin();
    await chat.as(stranger).installs();
    const programme = theProgramme();
    await chat.import({
      ...programme,
      people: [...programme.people, aPerson({ email: stranger.toLowerCase() })],
    });
    expect(shown(await chat.as(stranger).says('hulp'))).toContain('Wat kan ik voor je doen?');
  });
});

describe('an installation of which Teams tells twice, with an import in between', () => {
  test('that names them: they are welcomed once', async () => {
    const chat = await aChat(withoutNoor(), '2027-03-08T12:00:00+01:00');
    expect(shown(await chat.as(noor).installs())).toContain('Ik ken je nog niet');
    await chat.import(theProgramme());
    const both = await Promise.all([chat.as(noor).installs(), chat.as(noor).installs()]);
    expect(both.flatMap(({ messages }) => messages)).toHaveLength(1);
    expect(both.map(shown).join('')).toContain('Hallo Noor, welkom!');
    chat.machine.moveTo(chat.machine.now() + 60_000);
    expect((await chat.as(noor).installs()).messages).toEqual([]);
  });

  test('that ends them: they hear whom to ask, once', async () => {
    const chat = await begin();
    expect(shown(await chat.as(noor).installs())).toContain('Hallo Noor, welkom!');
    await chat.import(withoutNoor());
    expect(shown(await chat.as(noor).installs())).toContain('Vraag de coördinator');
    expect((await chat.as(noor).installs()).messages).toEqual([]);
  });
});

describe('somebody ended or moved', () => {
  test('is a stranger from the moment an import ended them', async () => {
    const chat = await begin();
    await chat.as(noor).installs();
    const programme = theProgramme();
    const people = programme.people.map((person) =>
      person.email === noor ? { ...person, endedOn: '2027-03-08' } : person,
    );
    await chat.import({ ...programme, people });
    chat.forget();
    const heard = await Promise.all(['mijn week', 'hulp'].map((text) => chat.as(noor).says(text)));
    expect(heard.flatMap(({ messages }) => messages)).toHaveLength(1);
    expect(heard.map(shown).join('')).toContain('Vraag de coördinator');
    expect((await chat.as(noor).says('mijn week')).messages).toEqual([]);
    expect(
      shown(await chat.as(noor).presses('checkIn.record', { session: 'p2/2027-03-09', outcome: 'onTime' })),
    ).toContain('niet bij jouw rol');
    expect(chat.calls.filter((call) => !call.startsWith('contacts.'))).toEqual([]);
  });

  test.each(['checkIn.record', 'export.own'])(
    'hears so again when all they did in between was to press %s',
    async (verb) => {
      const chat = await begin();
      await chat.as(noor).installs();
      await chat.import(withoutNoor());
      expect((await chat.as(noor).says('hoi')).messages).toHaveLength(1);
      await chat.import(theProgramme());
      await chat.as(noor).presses(verb, { session: 'p2/2027-03-09', outcome: 'studentAbsent' });
      await chat.import(withoutNoor());
      expect(shown(await chat.as(noor).says('hoi'))).toContain('Vraag de coördinator');
      expect((await chat.as(noor).says('hoi')).messages).toEqual([]);
    },
  );

  test('hears so again when they were back in between, and after another installation', async () => {
    const chat = await begin();
    await chat.as(noor).installs();
    for (const round of [1, 2]) {
      await chat.import(withoutNoor());
      expect({ round, heard: (await chat.as(noor).says('hoi')).messages.length }).toEqual({
        round,
        heard: 1,
      });
      expect((await chat.as(noor).says('hoi')).messages).toEqual([]);
      await chat.import(theProgramme());
      expect(shown(await chat.as(noor).says('hulp'))).toContain('Wat kan ik voor je doen?');
    }
    await chat.import(withoutNoor());
    await chat.as(noor).says('hoi');
    await chat.as(noor).removes();
    expect((await chat.as(noor).installs()).messages).toHaveLength(1);
  });
});

describe('in a team or group chat', () => {
  test.each(['mijn week', 'overzicht', 'signalen', 'privacy', 'gibberish'])(
    '%s shows nothing personal and reads nothing',
    async (text) => {
      const chat = await begin();
      for (const who of [sam, cora, stranger]) {
        chat.forget();
        const reply = await chat.as(who).says(text, { isPersonal: false });
        expect(shown(reply)).toContain('in onze eigen chat');
        expect(shown(reply)).not.toMatch(/Yara|Amir|Sam|Cora/);
        expect(chat.calls).toEqual([]);
        expect(chat.lookedUp).toEqual([]);
      }
    },
  );

  test('a button there is answered in its place, an installation is not', async () => {
    const chat = await begin();
    const pressed = await chat.as(cora).presses('summary.show', {}, { isPersonal: false });
    expect(pressed.messages).toEqual([]);
    expect(shown(pressed)).toContain('in onze eigen chat');
    expect(await chat.as(cora).installs({ isPersonal: false })).toEqual({ replacement: null, messages: [] });
    expect(chat.calls).toEqual([]);
  });
});
