/** Who is a student in one programme and a teacher in another: what is a student's holds in the first alone. */
import type { Verb } from '../../bot/programme/accessTable';
import type { ActionFields } from '../../bot/ports';
import { aCoordinator, aPair, aPerson, aPupil, aSchool } from '../builders';
import { aChat, shown, type Chat } from './chat';
import { jan, sam, theProgramme } from './people';

const inBoth = async (): Promise<Chat> => {
  const chat = await aChat(theProgramme(), '2027-03-10T12:00:00+01:00');
  const { people, pairs } = theProgramme();
  await chat.import(
    theProgramme({
      id: 'rmp',
      name: 'Rotterdams Mentorprogramma',
      people: [
        ...people.filter(({ email }) => email !== sam),
        aPerson({ email: sam, name: 'Sam de Boer', role: 'teacher', university: null }),
      ],
      pairs: pairs.filter(({ student }) => student !== sam),
    }),
  );
  return chat;
};

test('they have hours of the first', async () => {
  const card = shown(await (await inBoth()).as(sam).says('uren'));
  expect(card).toContain('0 uur');
  expect(card).not.toContain('Rotterdams');
});

test('they pause in the first', async () => {
  const chat = await inBoth();
  expect(shown(await chat.as(sam).says('pauze tot 20-3'))).toContain('20 maart');
  expect(await chat.storage.records.pauses('hmp')).toMatchObject([{ student: sam, until: '2027-03-20' }]);
  expect(await chat.storage.records.pauses('rmp')).toEqual([]);
});

const ended = '2027-03-01';

/**
 * In the second programme Sam was a student and Jan a coordinator, with pupils and a school of which something is stored; by
 * now Sam leads groups there, and Jan is a student with nobody to mentor.
 */
const wereMore = async (): Promise<Chat> => {
  const chat = await aChat(theProgramme(), '2027-02-16T12:00:00+01:00');
  const rotterdam = theProgramme({
    id: 'rmp',
    name: 'Rotterdams Mentorprogramma',
    schools: [aSchool({ id: 'mao', name: 'Maasoever' })],
    people: [aPerson({ email: sam, name: 'Sam de Boer' }), aCoordinator({ email: jan, name: 'Jan Smit' })],
    pupils: [aPupil({ id: 'r1', firstName: 'Rosa', school: 'mao', class: '9Z' })],
    pairs: [aPair({ pupil: 'r1', student: sam })],
  });
  await chat.import(rotterdam);
  for (const session of ['r1/2027-02-09', 'r1/2027-02-16'])
    await chat.as(sam).presses('checkIn.record', { session, outcome: 'absentUnnotified', programme: 'rmp' });
  expect(shown(await chat.as(jan).says('signalen'))).toContain('Rosa');
  await chat.import({
    ...rotterdam,
    people: [
      ...rotterdam.people.map((person) => ({ ...person, endedOn: ended })),
      aPerson({ email: sam, name: 'Sam de Boer', role: 'teacher', university: null }),
      aPerson({ email: jan, name: 'Jan Smit' }),
    ],
  });
  chat.clock.moveTo(Date.parse('2027-03-10T12:00:00+01:00'));
  chat.forget();
  return chat;
};

/** What was read or stored of pupils and students of the second programme. */
const touchedThere = ({ asked }: Chat): readonly string[] =>
  asked
    .filter(({ call, given }) => /^(?:records|links)\./.test(call) && given[0] === 'rmp')
    .map(({ call }) => call);

const of = { programme: 'rmp', session: 'r1/2027-02-16', flag: 'r1/2027-02-16', pupil: 'r1', student: sam };
const written: ActionFields = { outcome: 'onTime', reason: 'was er', note: 'gebeld' };

describe('whose role in one programme has ended, and who has another one there', () => {
  test.each([
    [sam, 'uren'],
    [sam, 'mijn week'],
    [sam, 'inchecken'],
    [sam, 'zorgsignaal'],
    [sam, 'signalen'],
    [sam, 'pauze tot 20-3'],
    [jan, 'overzicht'],
    [jan, 'overzicht 9Z'],
    [jan, 'signalen'],
    [jan, 'stil'],
    [jan, 'exporteren'],
  ])('%s: %s reads, stores and shows nothing of it', async (who, text) => {
    const chat = await wereMore();
    expect(shown(await chat.as(who).says(text)).replaceAll('“9Z”', '')).not.toMatch(/Rosa|9Z|Maasoever/);
    expect(touchedThere(chat)).toEqual([]);
  });

  test('their own data are counted where they are a student; who looked at what is still held is told of both', async () => {
    const chat = await wereMore();
    const told = shown(await chat.as(sam).says('privacy'));
    expect(told).toMatch(/1 koppel.*Maasoever: een coördinator, signalen/s);
    expect(touchedThere(chat)).toEqual([]);
  });

  test.each<[string, Verb]>([
    [sam, 'checkIn.record'],
    [sam, 'checkIn.change'],
    [sam, 'care.show'],
    [sam, 'flag.list'],
    [jan, 'checkIn.correct'],
    [jan, 'checkIn.corrections'],
    [jan, 'flag.list'],
    [jan, 'flag.show'],
    [jan, 'flag.acknowledge'],
    [jan, 'flag.note'],
    [jan, 'flag.resolve'],
    [jan, 'flag.passOn'],
    [jan, 'summary.show'],
    [jan, 'student.list'],
    [jan, 'student.show'],
    [jan, 'student.contacted'],
    [jan, 'student.notContacted'],
    [jan, 'export.file'],
    [jan, 'export.link'],
  ])('%s: %s of a card from before reads, stores and shows nothing of it', async (who, verb) => {
    const chat = await wereMore();
    const reply = await chat.as(who).presses(verb, { kind: 'sessions', ...of, ...written });
    expect(shown(reply)).not.toMatch(/Rosa|9Z|Maasoever/);
    expect(touchedThere(chat)).toEqual([]);
  });
});
