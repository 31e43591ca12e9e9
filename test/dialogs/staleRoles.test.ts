/** Somebody an import removed or moved: the next activity finds nothing, whatever cards they still have. */
import { rolesReaching } from '../../bot/programme/access';
import { isVerb, verbThings, type Verb } from '../../bot/programme/accessTable';
import type { Programme } from '../../bot/programme/model';
import { remember } from '../../bot/programme/remember';
import { aCoordinator, aPair, aPerson } from '../builders';
import { commands } from '../../dialogs/commands';
import { replaced, shown, type Chat } from './chat';
import { aChatWithFlags, everyVerb, ofLea, ofSam, programmeOfNames, touched, type Target } from './everyVerb';
import { cora, jan, noor, sam, theo } from './people';

const refusal = /niet bij jouw rol|hoort bij iemand anders/;
const verbs = Object.keys(verbThings).filter(isVerb);
const everyone = programmeOfNames().people;

/** Every command, and some with what may stand behind them. */
const texts = [
  ...commands.map(({ nl }) => nl.text),
  'overzicht jdw',
  'overzicht Yara',
  'pauze tot 20-3',
  'taal en',
  'stil 3A',
];

type Way = (who: string) => Partial<Programme>;

const gone: Readonly<Record<string, Way>> = {
  'ended today': (who) => ({
    people: everyone.map((one) => (one.email === who ? { ...one, endedOn: '2027-03-10' } : one)),
  }),
  'no longer in the files': (who) => ({ people: everyone.filter(({ email }) => email !== who) }),
  'in a programme that moved to another tenant': () => ({ tenants: ['tenant-2'] }),
};

/** Who could do it before: the table test shows that. */
const actorOf = (verb: Verb): string => {
  const may = { student: sam, teacher: theo, coordinator: jan };
  const things = new Set<string>(verbThings[verb]);
  if (['report', 'slots'].some((thing) => things.has(thing))) return may.teacher;
  const ofStudents = ['own', 'checkIns', 'care', 'poll', 'ownCase', 'caseTurn'];
  return ofStudents.some((thing) => things.has(thing)) ? may.student : may.coordinator;
};

const isRefused = async (chat: Chat, who: string, verb: Verb, target: Target): Promise<void> => {
  const reply = await chat.as(who).presses(verb, everyVerb[verb].data(target));
  expect(JSON.stringify(replaced(reply))).toMatch(refusal);
  expect(reply.messages).toEqual([]);
  expect(touched(chat)).toEqual([]);
};

describe.each(Object.keys(gone))('somebody %s', (way) => {
  /** One for each who went: whoever is refused stores nothing in it. */
  const without = remember(async (who: string) => {
    const chat = await aChatWithFlags();
    await chat.import(programmeOfNames(gone[way]?.(who)));
    return chat;
  });

  test.each(verbs)('is refused %s on a card from before', async (verb) => {
    const who = actorOf(verb);
    const chat = await without(who);
    chat.forget();
    await isRefused(chat, who, verb, ofSam);
  });

  test.each(texts)('gets nothing for %s but once a word whom to ask', async (text) => {
    for (const who of [sam, theo, jan]) {
      const chat = await aChatWithFlags();
      await chat.import(programmeOfNames(gone[way]?.(who)));
      chat.forget();
      const heard = [await chat.as(who).says(text), await chat.as(who).says(text)];
      const lines = heard.flatMap(({ messages }) => messages.map(({ summary }) => summary));
      expect({ who, lines }).toEqual({ who, lines: [expect.stringContaining('Vraag de coördinator')] });
      expect(touched(chat)).toEqual([]);
      expect((await chat.storage.contacts.byId('tenant-1', `aad-${who}`))?.value.language).toBeNull();
    }
  });

  test('does not get a file that Teams asked about before', async () => {
    const chat = await aChatWithFlags();
    await chat.import(programmeOfNames(gone[way]?.(jan)));
    chat.forget();
    const place = { uploadUrl: 'u', contentUrl: 'c', name: 'n', uniqueId: 'i', fileType: 'csv' };
    const reply = await chat.as(jan).consents(place, { programme: 'hmp', kind: 'sessions' });
    expect(shown(reply)).not.toContain('Yara');
    expect(chat.desk.uploads).toEqual([]);
    expect(touched(chat)).toEqual([]);
  });
});

const ofCoordinators = verbs.filter((verb) => actorOf(verb) === jan && everyVerb[verb].about === 'target');

describe('a coordinator who moved to another school', () => {
  const moved = programmeOfNames({
    people: everyone.map((one) => (one.email === jan ? { ...one, schools: ['zwc'] } : one)),
  });

  test.each(ofCoordinators)('is refused %s of the school before', async (verb) => {
    const chat = await aChatWithFlags();
    await chat.import(moved);
    chat.forget();
    await isRefused(chat, jan, verb, ofSam);
  });

  test.each(ofCoordinators)('may %s of the new one', async (verb) => {
    const chat = await aChatWithFlags();
    await chat.import(moved);
    const reply = shown(await chat.as(jan).presses(verb, everyVerb[verb].data(ofLea)));
    expect(reply).not.toMatch(refusal);
    expect(reply).not.toMatch(/Yara|Amir/);
  });

  test.each(['overzicht', 'signalen', 'stil', 'exporteren', 'overzicht jdw'])(
    '%s has the new school alone',
    async (text) => {
      const chat = await aChatWithFlags();
      await chat.import(moved);
      expect(shown(await chat.as(jan).says(text))).not.toMatch(/Yara|Amir|Johan de Witt/);
    },
  );
});

describe('a student whose pupil went to another', () => {
  const handedOver = programmeOfNames({
    pairs: [
      aPair({ pupil: 'p1', student: sam, until: '2027-03-08' }),
      aPair({ pupil: 'p1', student: noor, from: '2027-03-09' }),
    ],
  });

  test('sees the flag no more, nor can they answer the next session', async () => {
    const chat = await aChatWithFlags();
    await chat.import(handedOver);
    chat.forget();
    for (const text of ['signalen', 'mijn week'])
      expect(shown(await chat.as(sam).says(text))).not.toContain('2× niet verschenen');
    const next = { session: 'p1/2027-03-16', outcome: 'onTime' };
    expect(shown(await chat.as(sam).presses('checkIn.record', next))).toMatch(refusal);
  });
});

describe('somebody who changed roles', () => {
  test('from student to coordinator of another school: nothing of a student, nothing of the pupil before', async () => {
    const people = [
      ...everyone.filter(({ email }) => email !== sam),
      aCoordinator({ email: sam, name: 'Sam de Boer', schools: ['zwc'] }),
    ];
    const chat = await aChatWithFlags();
    await chat.import(programmeOfNames({ people }));
    chat.forget();
    for (const verb of [
      'checkIn.record',
      'checkIn.change',
      'care.show',
      'flag.show',
      'summary.show',
    ] as const)
      await isRefused(chat, sam, verb, ofSam);
    expect(shown(await chat.as(sam).says('overzicht'))).not.toMatch(/Johan de Witt|3A/);
  });

  test('from coordinator to student: no flag, no summary, no file', async () => {
    const people = [
      ...everyone.filter(({ email }) => email !== cora),
      aPerson({ email: cora, name: 'Cora Bakker' }),
    ];
    const chat = await aChatWithFlags();
    await chat.import(programmeOfNames({ people }));
    chat.forget();
    const notOfStudents = verbs.filter((verb) => !rolesReaching(verbThings[verb]).includes('student'));
    for (const verb of notOfStudents.filter((one) => actorOf(one) === jan))
      await isRefused(chat, cora, verb, ofSam);
    // Students have a list of flags too: of their own pupils, of whom there are none.
    expect(shown(await chat.as(cora).presses('flag.list', {}))).not.toMatch(/Yara|Amir|Quirine/);
  });
});
