/** Whatever people type, and whatever stands in the files, comes out of every conversation as text. */
import { isVerb, verbThings } from '../../bot/programme/accessTable';
import type { ActionFields, RenderedCard } from '../../bot/ports';
import type { Programme } from '../../bot/programme/model';
import type { Reply } from '../../dialogs/reply';
import { commands } from '../../dialogs/commands';
import { at } from '../builders';
import { harmfulOn } from '../cards/harmless';
import { hostileEntries, opening } from '../hostileStrings';
import type { Chat } from './chat';
import { everyField, fieldsRead, fieldsTyped } from './everyField';
import { aChatWithFlags, everyVerb, ofSam, programmeOfNames } from './everyVerb';
import { cora, sam, theo } from './people';
import { ann, bas, ids, scheduled } from './roundChat';

/** One of each role. */
const everybody = [sam, cora, theo];

const verbs = Object.keys(verbThings).filter(isVerb);

/** The importer takes no longer ids, nor longer names. */
const longestId = 64;
const longestName = 200;

/** The same programme with this text for everything that has a name in the files, ids of pupils too. */
const named = (typed: string): Programme => {
  const plain = programmeOfNames();
  const text = typed.slice(0, longestName);
  const id = `${text.slice(0, longestId - 1)}1`;
  const closed = [{ from: '2027-03-12', to: '2027-03-12', label: text }];
  return {
    ...plain,
    name: text,
    schools: plain.schools.map((school) => ({ ...school, name: text, contact: text, closed })),
    universities: plain.universities.map((university) => ({ ...university, name: text, closed })),
    people: plain.people.map((person) => ({ ...person, name: text })),
    pupils: plain.pupils.map((pupil) => ({
      ...pupil,
      id: pupil.id === 'p1' ? id : pupil.id,
      firstName: text,
      class: text,
      interests: [text],
    })),
    pairs: plain.pairs.map((pair) => ({ ...pair, pupil: pair.pupil === 'p1' ? id : pair.pupil, room: text })),
  };
};

const cardsOf = ({ replacement, messages }: Reply): readonly RenderedCard[] =>
  replacement === null ? messages : [replacement, ...messages];

/** Files have a card of Teams' own, which formats nothing. */
const harmIn = (reply: Reply): readonly string[] =>
  cardsOf(reply)
    .filter(({ file }) => file === undefined)
    .flatMap(harmfulOn);

/** A field of people's own words beside what is needed to store it. */
const typedInto = (text: string): readonly (readonly [string, ActionFields])[] => {
  const session = `${ofSam.pupil}/2027-03-09`;
  return [
    ['checkIn.record', { session, outcome: 'onTime', note: text, nextStep: text }],
    ['checkIn.record', { session, outcome: 'late', minutesLate: text }],
    ['checkIn.record', { session, outcome: 'onTime', topics: text, case: text }],
    ['checkIn.record', { session, outcome: text, reason: text }],
    ['checkIn.correct', { session, outcome: 'onTime', reason: text }],
    ['checkIn.correct', { session, outcome: text, minutesLate: text, reason: text }],
    ['flag.note', { flag: session, note: text }],
    ['flag.resolve', { flag: session, note: text, reason: text }],
    ['flag.resolve', { flag: session, note: text }],
    ['student.contacted', { student: sam, note: text }],
    ['export.file', { programme: 'hmp', kind: 'xlsx' }],
  ];
};

const pressAll = async (chat: Chat, presses: readonly (readonly [string, ActionFields])[]) => {
  const found: string[] = [];
  for (const who of everybody) {
    for (const [verb, data] of presses) {
      const harm = harmIn(await chat.as(who).presses(verb, data));
      found.push(...harm.map((one) => `${who} ${verb}: ${one}`));
    }
  }
  return found;
};

const sayAll = async (chat: Chat, texts: readonly string[]) => {
  const found: string[] = [];
  for (const who of everybody) {
    for (const text of texts)
      found.push(...harmIn(await chat.as(who).says(text)).map((one) => `${who} says: ${one}`));
  }
  return found;
};

const everyCommand = commands.flatMap(({ nl, en }) => [nl.text, en.text]);

describe.each(hostileEntries)('%s', (_, text) => {
  test('typed into every field and behind every command is text on every card that answers', async () => {
    const chat = await aChatWithFlags();
    const found = [
      ...(await pressAll(chat, typedInto(text))),
      ...(await pressAll(
        chat,
        verbs.map((verb) => [verb, everyField(text)] as const),
      )),
      ...(await pressAll(chat, [[text, everyField(text)]])),
      ...(await sayAll(chat, [text, ...everyCommand.map((command) => `${command} ${text}`)])),
      // What was stored comes back later.
      ...(await pressAll(
        chat,
        verbs.map((verb) => [verb, everyVerb[verb].data(ofSam)] as const),
      )),
      ...(await sayAll(chat, everyCommand)),
    ];
    expect(found).toEqual([]);
    expect(JSON.stringify(chat.log.lines)).not.toContain(opening);
  });

  test('in every name of the files is text on every card', async () => {
    const programme = named(text);
    const id = programme.pupils[0]?.id ?? '';
    const chat = await aChatWithFlags();
    await chat.import(programme);
    for (const date of ['2027-03-02', '2027-03-09'])
      await chat.as(sam).presses('checkIn.record', { session: `${id}/${date}`, outcome: 'absentUnnotified' });
    chat.clock.moveTo(at('2027-03-11T12:00:00+01:00'));
    const target = { ...ofSam, pupil: id };
    const found = [
      ...(await sayAll(chat, ['taal nl', ...everyCommand, `overzicht ${text}`, `stil ${text}`])),
      ...(await pressAll(
        chat,
        verbs.map((verb) => [verb, everyVerb[verb].data(target)] as const),
      )),
    ];
    expect(found).toEqual([]);
    const card = await chat.as(cora).presses('flag.show', { flag: `${id}/2027-03-09` });
    expect(JSON.stringify(card)).toContain('Signaal (');
    expect(JSON.stringify(chat.log.lines)).not.toContain(opening);
  });

  test('in a round, a case and a report is text on every card', async () => {
    const chat = await scheduled();
    const found: string[] = [];
    const press = async (who: string, verb: string, data: ActionFields): Promise<void> => {
      const harm = harmIn(await chat.as(who).presses(verb, data));
      found.push(...harm.map((one) => `${who} ${verb}: ${one}`));
    };
    await press(cora, 'round.create', {
      name: text,
      from: '2027-03-15',
      to: '2027-03-26',
      answerBy: '2027-03-10',
    });
    await press(cora, 'round.create', {
      name: text,
      from: text,
      to: text,
      answerBy: text,
      minutes: text,
      groupSize: text,
    });
    await press(ann, 'round.case', { ...ids, title: text, situation: text, question: text });
    await press(theo, 'round.shift', { ...ids, date1: text, time1: text, room: text });
    await press(theo, 'round.handOver', { ...ids, teacher: text });
    for (const what of ['group', 'case', 'agenda', 'round', text]) {
      for (const who of [ann, bas, theo, cora])
        await press(who, 'round.show', { ...ids, what, method: text });
    }
    chat.clock.moveTo(at('2027-03-18T16:05:00+01:00'));
    const present = `${ann},${bas}`;
    await press(theo, 'round.attended', { ...ids, present, method: text, advice: text, followUp: text });
    await press(theo, 'round.attended', {
      ...ids,
      present: text,
      method: 'incident',
      advice: text,
      followUp: text,
    });
    for (const who of [ann, theo, cora]) found.push(...harmIn(await chat.as(who).says('intervisie')));
    expect(found).toEqual([]);
    expect(JSON.stringify(chat.log.lines)).not.toContain(opening);
  });
});

test('every field that a conversation reads is among those that are filled in', () => {
  expect(fieldsRead().filter((field) => !fieldsTyped.includes(field))).toEqual([]);
  expect(fieldsRead().length).toBeGreaterThan(40);
});
