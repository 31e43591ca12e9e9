import type { Answer, PupilFact } from '../../bot/programme/facts';
import { aPair, at } from '../builders';
import { aChat, replaced, shown, type Chat } from './chat';
import { lea, noor, sam, theProgramme } from './people';

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

describe('somebody else', () => {
  test.each([noor, lea, 'cora@hmp.example', 'theo@hmp.example'])(
    '%s is refused, nothing read and nothing stored',
    async (who) => {
      const chat = await begin();
      await chat.as(who).installs();
      chat.forget();
      const card = shown(await record(chat, { outcome: 'onTime' }, who));
      expect(card).not.toContain('Yara');
      expect(card).not.toContain('09:00');
      expect(chat.calls.filter((call) => !call.startsWith('contacts.'))).toEqual([]);
      expect(await facts(chat)).toEqual([]);
      expect(shown(await chat.as(who).presses('checkIn.change', { session }))).not.toContain('Yara');
    },
  );

  test('a stranger, or somebody from a tenant that is not the programme’s, is refused likewise', async () => {
    const chat = await begin();
    for (const [who, tenant] of [
      ['nobody@elsewhere.example', 'tenant-1'],
      [sam, 'tenant-9'],
    ] as const) {
      const reply = await chat.as(who, tenant).presses('checkIn.record', { session, outcome: 'onTime' });
      expect(replaced(reply).summary).toContain('niet bij jouw rol');
      expect(chat.calls.filter((call) => !call.startsWith('contacts.'))).toEqual([]);
    }
  });

  test('the student before keeps their own answers only, the next one does not see them', async () => {
    const chat = await begin();
    await record(chat, { outcome: 'onTime' });
    await chat.import(
      theProgramme({
        pairs: [aPair({ student: sam, until: '2027-03-09' }), aPair({ student: noor, from: '2027-03-10' })],
      }),
    );
    chat.clock.moveTo(at('2027-03-17T12:00:00+01:00'));
    expect(shown(await record(chat, { outcome: 'absentUnnotified' }, noor))).not.toContain('Yara');
    expect(await said(chat)).toEqual(['onTime null']);
    await chat.as(noor).presses('checkIn.record', { session: 'p1/2027-03-16', outcome: 'onTime' });
    expect(
      (await facts(chat)).filter((fact): fact is Answer => fact.kind === 'answer').map(({ by }) => by),
    ).toEqual([sam, noor]);
  });
});

describe('after a hand-over', () => {
  const notTheirs = 'hoort bij iemand anders';
  const handedOver = theProgramme({
    pairs: [aPair({ student: sam, until: '2027-03-09' }), aPair({ student: noor, from: '2027-03-10' })],
  });
  const later = async (): Promise<Chat> => {
    const chat = await aChat(handedOver, '2027-03-17T12:00:00+01:00');
    for (const who of [sam, noor]) await chat.as(who).installs();
    chat.forget();
    return chat;
  };

  test.each(['checkIn.record', 'checkIn.change'])(
    '%s of a session before is not theirs, nothing read and nothing stored',
    async (verb) => {
      const chat = await later();
      const pressed = await chat.as(noor).presses(verb, { session, outcome: 'onTime' });
      expect(shown(pressed)).toContain(notTheirs);
      expect(shown(pressed)).not.toContain('Yara');
      expect(chat.calls.filter((call) => !call.startsWith('contacts.'))).toEqual([]);
      expect(await facts(chat)).toEqual([]);
    },
  );

  test('a session that came later is not that of the student before', async () => {
    const chat = await later();
    const next = { session: 'p1/2027-03-16', outcome: 'onTime' };
    expect(shown(await chat.as(sam).presses('checkIn.record', next))).toContain(notTheirs);
    expect(await facts(chat)).toEqual([]);
  });

  test('a session somebody else answered is not theirs, whatever the roster says now', async () => {
    const chat = await begin();
    await record(chat, { outcome: 'onTime' });
    await chat.import(theProgramme({ pairs: [aPair({ student: noor })] }));
    expect(shown(await record(chat, { outcome: 'absentUnnotified' }, noor))).toContain(notTheirs);
    expect(await said(chat)).toEqual(['onTime null']);
  });

  test('a session that nobody has any more is gone', async () => {
    const chat = await begin();
    await chat.import(theProgramme({ pairs: [aPair({ student: sam, from: '2027-03-10' })] }));
    expect(shown(await record(chat, { outcome: 'onTime' }))).toContain('niet meer in de planning');
  });
});

describe('two students on one pupil’s page at once', () => {
  test('both answers are stored', async () => {
    const shared = theProgramme({
      pairs: [
        aPair({ student: sam, until: '2027-03-09' }),
        aPair({ student: noor, weekday: 3, from: '2027-03-10' }),
      ],
    });
    const chat = await aChat(shared, '2027-03-10T12:00:00+01:00');
    await Promise.all([
      record(chat, { outcome: 'absentUnnotified' }),
      chat.as(noor).presses('checkIn.record', { session: 'p1/2027-03-10', outcome: 'absentUnnotified' }),
    ]);
    expect(await facts(chat)).toHaveLength(2);
    const pending = await chat.storage.records.pendingNotices('hmp');
    expect(pending.filter((one) => one.of === 'flag')).toMatchObject([{ notice: { ordinal: 1, level: 2 } }]);
    expect(chat.woken()).toBeGreaterThan(0);
  });
});

describe('while an import that moved the pupil is not known yet', () => {
  test('a press that was overtaken and is delivered again is not stored again', async () => {
    const chat = await begin();
    const first = { activityId: 'first' };
    await chat.as(sam).presses('checkIn.record', { session, outcome: 'absentUnnotified' }, first);
    await record(chat, { outcome: 'onTime' });
    await chat.storage.records.rebuild('hmp', () => 'zwc');
    const again = await chat
      .as(sam)
      .presses('checkIn.record', { session, outcome: 'absentUnnotified' }, first);
    expect(shown(again)).toContain('op tijd');
    const stored = await chat.storage.records.checkIns('hmp', 'p1', '2027-03-01');
    expect(stored.map(({ answer }) => answer.outcome)).toEqual(['absentUnnotified', 'onTime']);
  });
});
