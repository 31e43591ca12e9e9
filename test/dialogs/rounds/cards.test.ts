/** The cards of intervision that the bot starts, in both languages, from the messages that follow from what happened. */
import { roundKinds, type RoundKind } from '../../../bot/programme/plannedMessage';
import type { RoundMessage } from '../../../bot/programme/rounds/planning';
import { subjectParts } from '../../../bot/programme/rounds/planning';
import type { RenderedCard } from '../../../bot/ports';
import type { NewRoundStep } from '../../../bot/ports/rounds';
import { roundCardIn } from '../../../dialogs/rounds/cards';
import { outgoingPorts } from '../../fakes/outgoingPorts';
import { aGroup, at } from '../../builders';
import { weekly } from '../../programme/rounds/story';
import { cardProblems, ofType } from '../../cards/cardProblems';
import { dutchIn } from '../../cards/dutchWords';
import { textsOf } from '../../fakes/teamsStandIn';
import { aSlot } from '../../programme/rounds/story';
import type { Chat } from '../chat';
import { happen } from '../happening';
import {
  ann,
  aRoundChat,
  bas,
  below,
  cora,
  five,
  hanneke,
  ids,
  monday,
  moveTo,
  offered,
  polled,
  roundTown,
  scheduled,
  stray,
  theo,
  thursday,
} from '../roundChat';

type Fact = readonly [moment: string, step: NewRoundStep];

const languages = ['nl', 'en'] as const;

const loadedIn = (chat: Chat) => {
  const loaded = chat.programmes.all().find(({ head }) => head.id === 'hmp');
  if (loaded === undefined) throw new Error('no programme');
  return loaded;
};

/** Every message that follows now, of a kind to somebody. */
const messagesOf = async (chat: Chat, kind: RoundKind, receiver: string): Promise<readonly RoundMessage[]> =>
  (await chat.rounds.of(loadedIn(chat)))
    .timetable()
    .between(0, Infinity)
    .filter((message) => message.kind === kind && message.receiver === receiver);

const drawn = async (
  chat: Chat,
  messages: readonly RoundMessage[],
  language: 'nl' | 'en' = 'nl',
): Promise<RenderedCard> => {
  const loaded = loadedIn(chat);
  const [message] = messages;
  if (message === undefined) throw new Error('no message');
  const ports = { ...outgoingPorts(chat.storage), calendar: { isOffered: true } };
  const sending = { ports, loaded, message: { ...message, kind: 'nudge' as const }, at: message.dueAt };
  return (await roundCardIn(sending, await chat.rounds.of(loaded), messages))(language);
};

const textOf = async (chat: Chat, kind: RoundKind, receiver: string): Promise<string> =>
  JSON.stringify(await drawn(chat, await messagesOf(chat, kind, receiver)));

const undecided = async (): Promise<Chat> => {
  const chat = await polled();
  await happen(chat.storage, 'hmp', [monday, 'r1', { kind: 'undecided', group: 'B', best: null }]);
  return chat;
};

const handedOver = async (): Promise<Chat> => {
  const chat = await polled();
  await chat.as(theo).presses('round.handOver', { ...ids, teacher: hanneke });
  return chat;
};

const calledOff = async (): Promise<Chat> => {
  const chat = await scheduled();
  await chat.as(theo).presses('round.cancelGroup', ids);
  return chat;
};

const cells: readonly (readonly [RoundKind, string, () => Promise<Chat>, RegExp])[] = [
  ['roundOffer', theo, offered, /Kies tijden voor de groep/],
  ['roundOffer', hanneke, handedOver, /De groep kan tot woensdag 10 maart, 16:00 uit deze tijden kiezen/],
  ['roundOffer', cora, undecided, /Niemand kan op een van de voorgestelde tijden/],
  ['roundPoll', ann, polled, /Wanneer kun je\?/],
  ['roundPollReminder', ann, polled, /Je hebt nog niet geantwoord/],
  ['roundInvite', ann, scheduled, /Jij bent aan de beurt om een situatie in te brengen/],
  ['roundInvite', theo, scheduled, /teams\.microsoft\.com\/l\/meeting\/new/],
  ['roundCase', ann, scheduled, /Jij brengt een situatie in/],
  ['roundCaseReminder', ann, scheduled, /Je inbreng mist nog/],
  ['roundReminder', theo, scheduled, /Komen \(4\).*Ann, Bas, Cem en Dia/],
  ['roundAgenda', theo, scheduled, /open signalen/],
  ['roundAgenda', bas, scheduled, /15:00–\u206015:05 Terugkijken/],
  ['roundReport', theo, scheduled, /Hoe was de intervisie\?/],
  ['roundReportReminder', theo, scheduled, /Het verslag mist nog/],
  ['roundCancelled', ann, calledOff, /Theo heeft de bijeenkomst van deze groep afgezegd/],
  ['roundCancelled', cora, calledOff, /De studenten hebben ook bericht/],
];

test.each(cells)('%s to %s', async (kind, receiver, story, said) => {
  const chat = await story();
  const messages = (await messagesOf(chat, kind, receiver)).filter(
    ({ subject }) => subjectParts(subject).group === 'B',
  );
  expect(messages).toHaveLength(1);
  for (const language of languages) {
    const card = await drawn(chat, messages, language);
    expect(cardProblems(card)).toEqual([]);
    expect(JSON.stringify(card)).not.toMatch(
      /Yusuf|Yara|Anne-Marie|Zoë|Lars|geen onderdeel|niet meer voor jou/,
    );
  }
  expect(JSON.stringify(await drawn(chat, messages))).toMatch(said);
  const { content, summary } = await drawn(chat, messages, 'en');
  // The round has its name from who made it.
  const ours = [...textsOf(content), summary].map((text) => text.replaceAll('Maart', ''));
  expect(ours.flatMap(dutchIn)).toEqual([]);
});

test('those are all kinds that there are', () => {
  expect(new Set(cells.map(([kind]) => kind))).toEqual(new Set(roundKinds));
});

test('a week that the roster has no longer says so, and names nobody who called it off', async () => {
  const chat = await aRoundChat({ groups: [weekly()] });
  const week = '2027-W10';
  const slot = { ...thursday, start: at('2027-03-09T11:15:00+01:00'), end: at('2027-03-09T12:20:00+01:00') };
  const known = { kind: 'announced', group: 'A', slot, teacher: theo, members: five } as const;
  await happen(chat.storage, 'hmp', [monday, week, known]);
  await happen(chat.storage, 'hmp', [monday, week, { kind: 'groupCancelled', group: 'A' }]);
  await chat.import(roundTown({ groups: [] }));
  const [message] = (await messagesOf(chat, 'roundCancelled', ann)).filter(({ subject }) =>
    subject.startsWith(week),
  );
  const card = JSON.stringify(await drawn(chat, message === undefined ? [] : [message]));
  expect(card).toContain('Volgens het rooster komt deze groep dan niet bij elkaar.');
  expect(card).not.toContain('afgezegd');
});

test('a round whose days passed without a time says so', async () => {
  expect(await textOf(await offered(), 'roundCancelled', ann)).toContain('Er is geen tijd gevonden');
});

test('the link opens a meeting with blanks as %20, times with their offset, and the members', async () => {
  const chat = await scheduled();
  const [link] = ofType(await drawn(chat, await messagesOf(chat, 'roundInvite', theo)), 'Action.OpenUrl');
  const url = String(link?.['url']);
  expect(url).toContain('subject=Intervisie%20groep%20B');
  expect(url).toContain(`startTime=${encodeURIComponent('2027-03-18T15:00:00+01:00')}`);
  // The 65 minutes of the round later.
  expect(new URL(url).searchParams.get('endTime')).toBe('2027-03-18T16:05:00+01:00');
  expect(new URL(url).searchParams.get('attendees')?.split(',')).toEqual(five);
  expect(url).not.toContain('+');
});

test.each([ann, bas, theo])('the invitation leads %s to the calendar that follows it', async (who) => {
  const chat = await scheduled();
  const buttons = ofType(await drawn(chat, await messagesOf(chat, 'roundInvite', who)), 'Action.Execute');
  expect(buttons.map(({ verb, title }) => [verb, title])).toContainEqual(['calendar.show', 'In mijn agenda']);
});

test('the reminder of a teacher has the case, or says that it is not written', async () => {
  const chat = await scheduled();
  expect(await textOf(chat, 'roundReminder', theo)).toContain('Nog niet geschreven');
  await chat.as(ann).presses('round.case', {
    ...ids,
    title: 'Zo stil',
    situation: 'Er wordt niets gezegd.',
    question: 'Hoe vraag ik door?',
  });
  const text = await textOf(chat, 'roundReminder', theo);
  for (const said of ['Zo stil', 'Er wordt niets gezegd.', 'Hoe vraag ik door?'])
    expect(text).toContain(said);
});

test.each(['roundInvite', 'roundReminder', 'roundAgenda'] as const)(
  'the %s of a teacher leads to the place while nobody has said it, and no student is asked',
  async (kind) => {
    const chat = await scheduled();
    expect(await textOf(chat, kind, theo)).toContain('"Plek invullen"');
    if (kind !== 'roundReminder') expect(await textOf(chat, kind, bas)).not.toContain('Plek invullen');
    await chat.as(theo).presses('round.shift', { ...ids, use: 'room', room: '3.07' });
    expect(await textOf(chat, kind, theo)).not.toContain('Plek invullen');
  },
);

test('a new time is told as one', async () => {
  const chat = await scheduled();
  await chat.as(theo).presses('round.shift', { ...ids, date: '2027-03-22', time: '15:00' });
  expect(await textOf(chat, 'roundInvite', bas)).toContain('De bijeenkomst is verzet.');
});

/** The group meets in a room from a moment on. */
const elsewhere = (moment: string, time = '15:00', room = '3.07'): Fact => {
  const slot = aSlot(`b${time}`, `2027-03-18T${time}:00+01:00`, room);
  return [moment, { kind: 'shifted', group: 'B', slot }];
};

describe('another place', () => {
  const night = '2027-03-03T20:00:00+01:00';
  const later = aSlot('b16', '2027-03-18T16:00:00+01:00');
  const moved: Fact = [night, { kind: 'shifted', group: 'B', slot: later }];
  const given: Fact = [night, { kind: 'handedOver', group: 'B', teacher: hanneke }];
  const soon = '2027-03-03T20:05:00+01:00';
  const nextDay = '2027-03-04T08:31:00+01:00';

  test.each<[string, string, RegExp, readonly Fact[]]>([
    ['is told as the first one', bas, /Intervisie: de plek is bekend/, [elsewhere(night)]],
    [
      'is told as another one',
      bas,
      /op een andere plek/,
      [elsewhere(night, '15:00', 'Aula'), elsewhere(nextDay)],
    ],
    [
      'is not all that is new when the time changed that night',
      bas,
      /is verzet/,
      [moved, elsewhere(soon, '16:00')],
    ],
    ['is told as one the next morning', bas, /de plek is bekend/, [moved, elsewhere(nextDay, '16:00')]],
    ['is less than that they lead it now', hanneke, /jij leidt de bijeenkomst/, [given, elsewhere(soon)]],
  ])('%s', async (_, receiver, expected, facts) => {
    const chat = await scheduled();
    for (const [moment, step] of facts) await happen(chat.storage, 'hmp', [moment, 'r1', step]);
    moveTo(chat, '2027-03-04T09:00:00+01:00');
    const text = await textOf(chat, 'roundInvite', receiver);
    expect(text).toMatch(expected);
    expect(text).toContain('.07');
  });
});

test('the invitation of a group with a fixed time comes once, for its first meeting', async () => {
  const meeting = { weekday: 2, start: '11:15', end: '12:20', room: '1.20' } as const;
  const chat = await aRoundChat({ groups: [{ id: 'A', teacher: hanneke, students: five, meeting }] });
  const text = await textOf(chat, 'roundInvite', ann);
  expect(text).toContain('Je groep komt elke week op dinsdag bij elkaar.');
  expect(text).toContain('dinsdag 9 februari, 11:15–\u206012:20');
  expect(text).toContain(String.raw`1\\.20`);
});

describe('what is new to its reader', () => {
  const meeting = { weekday: 2, start: '11:15', end: '12:20', room: '1.20' } as const;
  const withWeeks = () =>
    aRoundChat({ groups: [{ id: 'A', teacher: theo, students: five, meeting }, aGroup({ students: [] })] });
  const week = { round: '2027-W10', group: 'A' };

  test('a colleague who takes over one week hears of that meeting, not that a group begins', async () => {
    const chat = await withWeeks();
    const card = JSON.stringify(below(await chat.as(theo).presses('round.show', week)));
    expect(card).toContain('Alleen deze week: de ander leidt de bijeenkomst');
    expect(card).toContain('Daarna leidt Theo de groep weer.');
    await chat.as(theo).presses('round.handOver', { ...week, teacher: hanneke });
    const text = await textOf(chat, 'roundInvite', hanneke);
    expect(text).toContain('Intervisie: jij leidt de bijeenkomst');
    expect(text).toContain('dinsdag 9 maart, 11:15–\u206012:20');
    expect(text).not.toContain('elke week');
  });

  test('who takes a group of a round over hears that, also after it was moved', async () => {
    const chat = await scheduled();
    await chat.as(theo).presses('round.shift', { ...ids, date: '2027-03-22', time: '15:00' });
    expect(await textOf(chat, 'roundInvite', bas)).toContain('De bijeenkomst is verzet.');
    await chat.as(theo).presses('round.handOver', { ...ids, teacher: hanneke });
    const text = await textOf(chat, 'roundInvite', hanneke);
    expect(text).toContain('Deze groep is aan jou overgedragen: jij leidt de bijeenkomst.');
    expect(text).not.toContain('verzet');
  });

  test('who joins after it was moved hears of a meeting, not of a change', async () => {
    const chat = await scheduled();
    await chat.as(theo).presses('round.shift', { ...ids, date: '2027-03-22', time: '15:00' });
    moveTo(chat, '2027-03-03T10:00:00+01:00');
    await happen(chat.storage, 'hmp', [
      '2027-03-03T10:00:00+01:00',
      'r1',
      { kind: 'moved', student: stray, group: 'B' },
    ]);
    expect(await textOf(chat, 'roundInvite', stray)).toContain('De bijeenkomst staat vast.');
  });

  test('a group with a fixed time is told as one, also where its next meeting was moved', async () => {
    const chat = await withWeeks();
    await chat.as(theo).presses('round.shift', { ...week, date: '2027-03-11', time: '15:00' });
    const loaded = loadedIn(chat);
    const [series] = await messagesOf(chat, 'roundInvite', ann);
    if (series === undefined) throw new Error('no invitation');
    const ports = { ...outgoingPorts(chat.storage), calendar: { isOffered: true } };
    const now = at('2027-03-08T10:00:00+01:00');
    const sending = { ports, loaded, message: { ...series, kind: 'nudge' as const }, at: now };
    const text = JSON.stringify((await roundCardIn(sending, await chat.rounds.of(loaded), [series]))('nl'));
    expect(text).toContain('Je groep komt elke week op dinsdag bij elkaar.');
    expect(text).toContain('donderdag 11 maart');
  });
});

test('what arrives together is one card with a part of each, and a way to the whole of it', async () => {
  const chat = await scheduled();
  const messages = [
    ...(await messagesOf(chat, 'roundAgenda', theo)),
    ...(await messagesOf(chat, 'roundReminder', theo)),
    ...(await messagesOf(chat, 'roundReportReminder', theo)),
  ];
  const card = await drawn(chat, messages);
  expect(cardProblems(card)).toEqual([]);
  expect(ofType(card, 'Action.Execute').map(({ verb }) => verb)).toEqual([
    'round.show',
    'round.show',
    'round.report',
  ]);
  expect(JSON.stringify(card)).toContain('Inbreng van Ann: nog niet geschreven');
});

test('what is still asked about times stands on such a card until when, with a way to the times', async () => {
  const chat = await polled();
  const card = await drawn(chat, [
    ...(await messagesOf(chat, 'roundPollReminder', ann)),
    ...(await messagesOf(chat, 'roundPollReminder', ann)),
  ]);
  expect(cardProblems(card)).toEqual([]);
  const text = JSON.stringify(card);
  expect(text).toContain('Wanneer kun je?');
  expect(text).toContain('Antwoorden en wijzigen kan tot');
  expect(ofType(card, 'Action.Execute').map(({ data }) => data)).toEqual([
    expect.objectContaining({ what: 'poll', round: 'r1', group: 'B' }),
    expect.objectContaining({ what: 'poll', round: 'r1', group: 'B' }),
  ]);
});

test('who is in two groups that meet at one time reads so on the invitation, and nobody else does', async () => {
  const chat = await scheduled();
  const setup = { name: 'Twee', from: '2027-03-15', to: '2027-03-25', minutes: 65, groupSize: 7 };
  const made = { kind: 'created', setup: { ...setup, answerBy: '2027-03-10' } } as const;
  const groups = [{ id: 'C', teacher: hanneke, students: [ann] }];
  await happen(chat.storage, 'hmp', [monday, 'r2', made, cora]);
  await happen(chat.storage, 'hmp', [monday, 'r2', { kind: 'proposed', groups }, cora]);
  await happen(chat.storage, 'hmp', [monday, 'r2', { kind: 'confirmed' }, cora]);
  const slot = { ...thursday, id: 'c', start: thursday.start + 30 * 60_000 };
  await happen(chat.storage, 'hmp', [monday, 'r2', { kind: 'shifted', group: 'C', slot }, cora]);
  const inviteIn = async (who: string, round: string): Promise<string> => {
    const all = await messagesOf(chat, 'roundInvite', who);
    return JSON.stringify(
      await drawn(
        chat,
        all.filter(({ subject }) => subject.startsWith(round)),
      ),
    );
  };
  for (const round of ['r1', 'r2'])
    expect(await inviteIn(ann, round)).toContain('Je hebt dan ook een andere bijeenkomst.');
  for (const who of [bas, theo])
    expect(await inviteIn(who, 'r1')).not.toContain('Je hebt dan ook een andere bijeenkomst.');
});

test('an invitation looks for other meetings of its reader, and asks after nobody else', async () => {
  const ofStray = weekly({ teacher: hanneke, students: [stray] });
  const chat = await scheduled({ groups: [...roundTown().groups, ofStray] });
  const loaded = loadedIn(chat);
  const { directory } = loaded;
  const asked = new Set<string>();
  const person: typeof directory.person = (email, role) => {
    asked.add(email);
    return directory.person(email, role);
  };
  const rounds = await chat.rounds.of(loaded);
  const watched = { ...rounds, source: { ...rounds.source, directory: { ...directory, person } } };
  const [message] = await messagesOf(chat, 'roundInvite', ann);
  if (message === undefined) throw new Error('no message');
  const ports = { ...outgoingPorts(chat.storage), calendar: { isOffered: true } };
  const sending = { ports, loaded, message: { ...message, kind: 'nudge' as const }, at: message.dueAt };
  await roundCardIn(sending, watched, [message]);
  expect([...asked]).not.toContain(stray);
});
