/** Looking at pupils leaves a record, and nothing is shown without one. */
import type { Access } from '../../bot/ports/export';
import { aPupil } from '../builders';
import { aChat, shown, type Chat } from './chat';
import { cora, jan, lea, sam, theProgramme, zara } from './people';

const days = ['2027-02-09', '2027-02-16'] as const;

const aTalk = async (): Promise<Chat> => {
  const chat = await aChat(
    theProgramme({
      pupils: [
        aPupil({ id: 'p1', firstName: 'Yara' }),
        aPupil({ id: 'p2', firstName: 'Amir', class: '3B' }),
        aPupil({ id: 'p3', firstName: 'Bo', school: 'zwc' }),
      ],
    }),
    '2027-02-17T12:00:00+01:00',
  );
  for (const date of days)
    await chat.as(sam).presses('checkIn.record', { session: `p1/${date}`, outcome: 'absentUnnotified' });
  chat.forget();
  return chat;
};

const recorded = ({ storage }: Chat): Promise<readonly Access[]> => storage.access.list('hmp', 0);
const look = (changes: Partial<Access>): Access => ({
  at: expect.any(Number),
  who: jan,
  what: 'summary',
  scope: ['jdw'],
  ...changes,
});

describe('a look at pupils is recorded', () => {
  test.each([
    [jan, 'overzicht', [look({})]],
    [cora, 'overzicht', [look({ who: cora, scope: ['jdw', 'zwc'] })]],
    [cora, 'overzicht jdw', [look({ who: cora })]],
    [jan, 'overzicht Yara', [look({ pupils: ['p1'] })]],
    [jan, 'signalen', [look({ what: 'flags' })]],
    [jan, 'stil', [look({ what: 'students' })]],
  ])('%s: %s', async (who, text, rows) => {
    const chat = await aTalk();
    await chat.as(who).says(text);
    expect(await recorded(chat)).toEqual(rows);
  });

  test.each([
    ['flag.show', { flag: 'p1/2027-02-16' }, look({ what: 'flags', pupils: ['p1'] })],
    ['flag.acknowledge', { flag: 'p1/2027-02-16' }, look({ what: 'flags', pupils: ['p1'] })],
    ['checkIn.correct', { session: 'p1/2027-02-16' }, look({ what: 'answers', pupils: ['p1'] })],
    ['summary.show', { school: 'jdw' }, look({})],
  ])('a press on %s, once', async (verb, data, row) => {
    const chat = await aTalk();
    await chat.as(jan).presses(verb, data);
    expect(await recorded(chat)).toEqual([row]);
  });

  test('costs one request, asked for while the school is read', async () => {
    const chat = await aTalk();
    await chat.as(jan).says('overzicht');
    expect(chat.calls.filter((call) => call.startsWith('access.'))).toEqual(['access.add']);
  });

  test('what is refused, or of one’s own, leaves none', async () => {
    const chat = await aTalk();
    await chat.as(zara).presses('flag.show', { flag: 'p1/2027-02-16' });
    await chat.as(zara).says('overzicht Yara');
    await chat.as(sam).says('overzicht');
    await chat.as(sam).says('signalen');
    await chat.as(sam).says('mijn week');
    await chat.as(jan).says('hulp');
    expect((await recorded(chat)).filter(({ scope }) => scope.includes('jdw'))).toEqual([]);
  });

  test('that cannot be written shows nothing', async () => {
    for (const text of ['overzicht', 'signalen', 'overzicht Yara']) {
      const chat = await aTalk();
      chat.failNext('access.add');
      await expect(chat.as(jan).says(text)).rejects.toThrow('storage cannot be reached');
    }
  });

  test('that cannot be written stores nothing: who hears that it failed finds the flag as it was', async () => {
    const chat = await aTalk();
    chat.failNext('access.add');
    const resolve = chat.as(jan).presses('flag.acknowledge', { flag: 'p1/2027-02-16' });
    await expect(resolve).rejects.toMatchObject({ cause: new Error('storage cannot be reached') });
    expect(chat.calls).not.toContain('records.append');
    await chat.as(jan).presses('flag.acknowledge', { flag: 'p1/2027-02-16' });
    expect(chat.calls).toContain('records.append');
  });
});

describe('`privacy` tells a student who looked', () => {
  test('by role, school and thing, never by name; others at other schools see nothing of it', async () => {
    const chat = await aTalk();
    await chat.as(jan).says('overzicht');
    await chat.as(jan).says('overzicht');
    await chat.as(cora).presses('flag.show', { flag: 'p1/2027-02-16' });
    await chat.as(cora).says('overzicht Amir');
    const told = shown(await chat.as(sam).says('privacy'));
    expect(told).toContain('Johan de Witt: een coördinator, overzicht · 2 keer');
    expect(told).toContain('Johan de Witt: een coördinator, signalen · 1 keer');
    expect(told).not.toMatch(/Jan Smit|Cora/);
    expect(shown(await chat.as(lea).says('privacy'))).toContain('Nobody looked.');
    expect(shown(await chat.as(jan).says('privacy'))).not.toContain('Wie keek naar leerlingen van jou');
  });

  test('when what is kept goes, and how to stop reminders', async () => {
    const chat = await aTalk();
    const told = shown(await chat.as(sam).says('privacy'));
    for (const day of ['1 augustus 2027', '27 augustus 2027', '31 december 2027', '1 juli 2028'])
      expect(told).toContain(day);
    expect(told).toContain('"text":"pauze"');
  });
});
