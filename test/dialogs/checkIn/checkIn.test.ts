import type { PupilFact } from '../../../bot/programme/facts';
import { z } from 'zod';
import { at } from '../../builders';
import { nodesOf } from '../../cards/cardProblems';
import { aChat, shown, type Chat } from '../chat';
import { sam, theProgramme } from '../people';

const session = 'p1/2027-03-09';
const after = '2027-03-09T10:05:00+01:00';
const begin = (moment = after): Promise<Chat> => aChat(theProgramme(), moment);

const facts = async (chat: Chat, pupil = 'p1', school = 'jdw'): Promise<readonly PupilFact[]> =>
  (await chat.storage.records.page('hmp', school, pupil))?.value.facts ?? [];
const said = async (chat: Chat) =>
  (await facts(chat)).flatMap((fact) =>
    fact.kind === 'answer' ? [`${fact.outcome} ${fact.minutesLate}`] : [],
  );
const record = (chat: Chat, data: Readonly<Record<string, string>>, who = sam, changes = {}) =>
  chat.as(who).presses('checkIn.record', { session, ...data }, changes);

const putsRight = (card: string): boolean =>
  /"title":"Toch doorgegaan"[^}]*"verb":"checkIn.change"/.test(card);

const newest = async (chat: Chat) =>
  (await chat.storage.records.checkIns('hmp', 'p1', '2027-01-01')).at(-1)?.followUp;

describe('one tap', () => {
  test('stores the answer and shows it in the place of the card, with how to change it', async () => {
    const chat = await begin();
    const reply = await record(chat, { outcome: 'onTime' });
    expect(reply.messages).toEqual([]);
    expect(shown(reply)).toContain('✓ Opgeslagen');
    expect(shown(reply)).toContain('Yara was op tijd.');
    expect(shown(reply)).toContain('checkIn.change');
    const [fact] = await facts(chat);
    expect(fact).toMatchObject({
      kind: 'answer',
      at: at(after),
      by: sam,
      outcome: 'onTime',
      minutesLate: null,
    });
  });

  test('pressed twice, one after the other or at once, it is stored once', async () => {
    const chat = await begin();
    await record(chat, { outcome: 'onTime' });
    const again = await record(chat, { outcome: 'onTime' });
    expect(shown(again)).toContain('✓ Opgeslagen');
    expect(await said(chat)).toEqual(['onTime null']);
    const other = await begin();
    const both = await Promise.all([
      record(other, { outcome: 'onTime' }),
      record(other, { outcome: 'onTime' }),
    ]);
    expect(both.map((reply) => shown(reply).includes('✓ Opgeslagen'))).toEqual([true, true]);
    expect(await said(other)).toEqual(['onTime null']);
  });

  test('of two different answers at once both are stored, and each is shown as it was said', async () => {
    const chat = await begin();
    await chat.as(sam).installs();
    const cards = await Promise.all([
      record(chat, { outcome: 'onTime' }),
      record(chat, { outcome: 'absentUnnotified' }),
    ]);
    expect(await said(chat)).toEqual(['onTime null', 'absentUnnotified null']);
    expect(cards.map(shown)).toEqual([
      expect.stringContaining('Yara was op tijd.'),
      expect.stringContaining('niet verschenen'),
    ]);
  });

  test('what was pressed sooner and comes later does not bring the old answer back', async () => {
    const chat = await begin();
    const pages = chat.storage.records;
    const append = pages.append.bind(pages);
    let held = true;
    pages.append = async (...added) => {
      // The first one is slow, and another is said meanwhile.
      if (held) {
        held = false;
        chat.clock.moveTo(chat.clock.now() + 5_000);
        await record(chat, { outcome: 'late', minutesLate: '7' });
      }
      return append(...added);
    };
    expect(shown(await record(chat, { outcome: 'onTime' }))).toContain('7 minuten te laat');
    expect(await said(chat)).toEqual(['late 7']);
  });

  test('an activity delivered again after a change does not bring the old answer back', async () => {
    const chat = await begin();
    await record(chat, { outcome: 'onTime' }, sam, { activityId: 'first' });
    await record(chat, { outcome: 'absentUnnotified' });
    const late = await record(chat, { outcome: 'onTime' }, sam, { activityId: 'first' });
    expect(shown(late)).toContain('niet verschenen, zonder bericht');
    expect(await said(chat)).toEqual(['onTime null', 'absentUnnotified null']);
  });

  test('an earlier answer under a new id, after another one, is somebody who pressed again', async () => {
    const chat = await begin();
    await record(chat, { outcome: 'onTime' }, sam, { activityId: 'first' });
    await record(chat, { outcome: 'late', minutesLate: '7' }, sam, { activityId: 'second' });
    const back = await record(chat, { outcome: 'onTime' }, sam, { activityId: 'third' });
    expect(shown(back)).toContain('Yara was op tijd.');
    expect(await said(chat)).toEqual(['onTime null', 'late 7', 'onTime null']);
    const echo = await record(chat, { outcome: 'late', minutesLate: '7' }, sam, { activityId: 'second' });
    expect(shown(echo)).toContain('Yara was op tijd.');
    expect(await said(chat)).toHaveLength(3);
  });

  test('an unknown outcome is asked again, nothing stored', async () => {
    const chat = await begin();
    expect(shown(await record(chat, { outcome: 'great' }))).toContain('Dit antwoord ken ik niet');
    expect(shown(await record(chat, {}))).toContain('Er is nog niets opgeslagen');
    expect(await facts(chat)).toEqual([]);
  });
});

describe('late', () => {
  test.each([
    ['12', 12],
    [' 0 ', 0],
  ])('with %j minutes', async (typed, minutes) => {
    const chat = await begin();
    await record(chat, { outcome: 'late', minutesLate: typed });
    expect(await said(chat)).toEqual([`late ${minutes}`]);
  });

  test.each(['', '-3', '7.5', 'tien', '1e3'])(
    'with %j shows the error beside what was typed, nothing stored',
    async (typed) => {
      const chat = await begin();
      const card = shown(await record(chat, { outcome: 'late', minutesLate: typed }));
      expect(card).toContain('Vul een heel getal in');
      expect(card).toContain('checkIn.record');
      if (typed !== '')
        expect(card).toMatch(typed.startsWith('-') || typed.includes('.') ? /3|7\.5/ : new RegExp(typed));
      expect(await facts(chat)).toEqual([]);
    },
  );
});

describe('the follow-up on the same card', () => {
  const full = {
    outcome: 'onTime',
    topics: 'work,planning',
    nextStep: 'open dag zoeken',
    note: 'ging goed',
    case: 'true',
  };

  test('is stored and shown', async () => {
    const chat = await begin();
    await record(chat, { outcome: 'onTime' });
    const card = shown(await record(chat, full));
    for (const text of ['Werk en studie', 'Plannen', 'open dag zoeken', 'ging goed'])
      expect(card).toContain(text);
    expect(await newest(chat)).toEqual({
      topics: ['work', 'planning'],
      nextStep: 'open dag zoeken',
      note: 'ging goed',
      case: true,
    });
  });

  test('is stored as it was typed, though the form marks what would be evaluated', async () => {
    const chat = await begin();
    const note = 'kost ${5} {{echt}}';
    const card = shown(await record(chat, { ...full, note }));
    const inForm = /"value":"(kost [^"]*)"/.exec(card)?.[1] ?? '';
    expect(inForm).toBe('kost $\u2060{5} {\u2060{echt}\u2060}');
    await record(chat, { ...full, note: inForm });
    const records = await chat.storage.records.checkIns('hmp', 'p1', '2027-01-01');
    expect(records.map(({ followUp }) => followUp.note)).toEqual([note]);
  });

  test('pressed twice it is stored once, and a changed answer keeps it', async () => {
    const chat = await begin();
    await record(chat, full);
    await record(chat, full);
    await record(chat, { outcome: 'late', minutesLate: '6' });
    expect(await said(chat)).toEqual(['onTime null', 'late 6']);
    expect(await newest(chat)).toMatchObject({ nextStep: 'open dag zoeken', case: true });
  });

  test.each<[string, Record<string, string>, object]>([
    ['topics alone leave the texts', { topics: 'homework' }, { topics: ['homework'], note: 'ging goed' }],
    [
      'a text alone leaves the rest',
      { note: 'nieuw' },
      { topics: ['work', 'planning'], note: 'nieuw', case: true },
    ],
    [
      'what is emptied goes',
      { topics: '', nextStep: '', note: '', case: 'false' },
      { topics: [], nextStep: null },
    ],
  ])('%s', async (_, more, expected) => {
    const chat = await begin();
    await record(chat, full);
    await record(chat, { outcome: 'onTime', ...more });
    expect(await newest(chat)).toMatchObject(expected);
  });

  test('topics come back with an answer that had none, for its form did not ask for them', async () => {
    const chat = await begin();
    await record(chat, full);
    const card = await record(chat, { outcome: 'absentNotified' });
    const saves = nodesOf(card.replacement?.content).filter(({ verb }) => verb === 'checkIn.record');
    const { data } = z.object({ data: z.record(z.string(), z.coerce.string()) }).parse(saves[0]);
    expect(data).not.toHaveProperty('topics');
    await record(chat, { ...data, case: 'true' });
    await record(chat, { outcome: 'onTime' });
    expect(await newest(chat)).toMatchObject({ topics: ['work', 'planning'], case: true });
  });

  test.each([
    ['an unknown topic', { topics: 'work,health' }, 'health'],
    ['too long a step', { nextStep: 'x'.repeat(501) }, '501'],
    ['too long a note', { note: 'y'.repeat(700) }, '700'],
    ['neither yes nor no for a case', { case: 'maybe' }, 'maybe'],
  ])('%s is refused on the same card with what was typed, nothing stored', async (_, change, told) => {
    const chat = await begin();
    await record(chat, { outcome: 'onTime' });
    const card = shown(await record(chat, { ...full, ...change }));
    expect(card).toContain('nog niet opgeslagen');
    expect(card).toContain(told);
    expect(card).toContain('checkIn.record');
    expect(await facts(chat)).toHaveLength(1);
    expect(await newest(chat)).toMatchObject({ nextStep: null, topics: [] });
  });
});

describe('when', () => {
  test('before the start only what stops it is taken', async () => {
    const chat = await begin('2027-03-09T08:59:00+01:00');
    expect(shown(await record(chat, { outcome: 'onTime' }))).toContain('nog niet begonnen');
    expect(await facts(chat)).toEqual([]);
    await record(chat, { outcome: 'schoolCancelled' });
    expect(await said(chat)).toEqual(['schoolCancelled null']);
  });

  test('a change is taken until 30 days after the end, a first answer always', async () => {
    const chat = await begin();
    await record(chat, { outcome: 'onTime' });
    chat.clock.moveTo(at('2027-04-08T09:59:00+02:00'));
    await record(chat, { outcome: 'absentNotified' });
    chat.clock.moveTo(at('2027-04-08T10:00:00+02:00'));
    expect(shown(await record(chat, { outcome: 'onTime' }))).toContain('30 dagen');
    expect(shown(await chat.as(sam).presses('checkIn.change', { session }))).toContain('30 dagen');
    expect(await said(chat)).toEqual(['onTime null', 'absentNotified null']);
    const first = await begin('2027-12-01T12:00:00+01:00');
    await record(first, { outcome: 'onTime' });
    expect(await said(first)).toEqual(['onTime null']);
  });

  test('a clock that was put back keeps facts in order', async () => {
    const chat = await begin();
    await record(chat, { outcome: 'onTime' });
    chat.clock.moveTo(at('2027-03-09T09:30:00+01:00'));
    await record(chat, { outcome: 'absentUnnotified' });
    expect((await facts(chat)).map((fact) => fact.at)).toEqual([at(after), at(after)]);
  });

  test('checkIn.change shows the question with the earlier answer', async () => {
    const chat = await begin();
    await record(chat, { outcome: 'late', minutesLate: '7' });
    const card = shown(await chat.as(sam).presses('checkIn.change', { session }));
    expect(card).toContain('Je eerdere antwoord: Yara was 7 minuten te laat.');
  });
});

describe('a session that was called off by mistake', () => {
  const before = '2027-03-08T17:00:00+01:00';

  test('shows what was said, that nobody will ask, and how to put it right, which works once it has begun', async () => {
    const chat = await begin(before);
    await record(chat, { outcome: 'studentAbsent' });
    const asked = shown(await chat.as(sam).presses('checkIn.change', { session }));
    expect(asked).toContain('Je eerdere antwoord: Jij kon niet.');
    expect(asked).toContain('Daarom vraag ik niet meer hoe het ging.');
    expect(asked).not.toContain('Anders vraag ik na afloop');
    expect(putsRight(asked)).toBe(true);
    const refused = shown(await record(chat, { outcome: 'onTime' }));
    expect(refused).toContain('Daarom vraag ik niet meer hoe het ging.');
    expect(putsRight(refused)).toBe(true);
    chat.clock.moveTo(at(after));
    expect(shown(await chat.as(sam).presses('checkIn.change', { session }))).toContain(
      'Was Yara er op tijd?',
    );
    await record(chat, { outcome: 'onTime' });
    expect(await said(chat)).toEqual(['studentAbsent null', 'onTime null']);
  });

  test('one that nobody called off is asked about afterwards, as it says', async () => {
    const chat = await begin(before);
    const asked = shown(await chat.as(sam).presses('checkIn.change', { session }));
    expect(asked).toContain('Anders vraag ik na afloop');
    expect(putsRight(asked)).toBe(false);
    expect(shown(await record(chat, { outcome: 'onTime' }))).toContain('Na afloop vraag ik hoe het ging.');
  });
});

describe('inchecken', () => {
  test('shows every open check-in, oldest first, then the latest when none is open', async () => {
    const chat = await aChat(theProgramme({ start: '2027-03-01' }), after);
    const open = await chat.as(sam).says('inchecken');
    expect(open.messages).toHaveLength(2);
    expect(open.messages.map((card) => JSON.stringify(card).includes('p1/2027-03-02'))).toEqual([
      true,
      false,
    ]);
    await record(chat, { outcome: 'onTime', session: 'p1/2027-03-02' });
    await record(chat, { outcome: 'onTime' });
    const latest = shown(await chat.as(sam).says('CHECK IN'));
    expect(latest).toContain('✓ Opgeslagen');
    expect(latest).toContain(session);
  });

  test('one of long ago is asked for as long as it has no answer, on the week too', async () => {
    const chat = await aChat(theProgramme({ end: '2027-02-10' }), '2027-06-15T10:05:00+02:00');
    expect(shown(await chat.as(sam).says('uren'))).toContain('wacht nog op je check-in');
    for (const text of ['inchecken', 'mijn week'])
      expect(shown(await chat.as(sam).says(text))).toContain('p1/2027-02-09');
    await record(chat, { outcome: 'onTime', session: 'p1/2027-02-09' });
    expect(shown(await chat.as(sam).says('uren'))).not.toContain('wacht nog op je check-in');
  });

  test('of many the newest are shown, with how many older ones there are', async () => {
    const chat = await aChat(theProgramme({ start: '2027-03-01' }), '2027-04-13T10:05:00+02:00');
    const { messages } = await chat.as(sam).says('inchecken');
    const days = messages.map((card) => /p1\/2027-([\d-]*)/.exec(JSON.stringify(card))?.[1]);
    expect(days).toEqual(['03-16', '03-23', '03-30', '04-06', '04-13', undefined]);
    expect(JSON.stringify(messages.at(-1))).toContain('Er staan nog 2 oudere check-ins open.');
    const week = shown(await chat.as(sam).says('mijn week'));
    for (const day of ['04-13', '04-06']) expect(week).toContain(`p1/2027-${day}`);
  });

  test('says so when there was no session yet', async () => {
    const chat = await aChat(theProgramme(), '2027-02-08T10:00:00+01:00');
    expect(shown(await chat.as(sam).says('inchecken'))).toContain('Er staat geen check-in open');
  });
});
