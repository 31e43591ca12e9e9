import type { Language } from '../../bot/programme/model';
import type { RoundsDigest } from '../../bot/programme/rounds/roundsDigest';
import type { RenderedCard } from '../../bot/ports';
import { digestCard, type DigestView } from '../../cards/digest';
import { digestRoundLines } from '../../cards/digestRounds';
import { parseCommand } from '../../dialogs/commands';
import { ofType } from './cardProblems';
import {
  aSignal,
  manyDue,
  noRounds,
  noSignals,
  quietDigest,
  someDigest,
  someRounds,
} from './coordinatorDigestViews';
import { someFigures } from './coordinatorSummaryViews';

const texts = (card: RenderedCard): readonly string[] =>
  ofType(card, 'TextBlock').map((node) => String(node['text']));

const nl = (change: Partial<DigestView>): RenderedCard => digestCard({ ...someDigest, ...change }, 'nl');

/** The buttons with which a contact is noted. */
const contacted = (view: Partial<DigestView>) =>
  ofType(nl(view), 'Action.Execute').filter(({ verb }) => verb === 'student.contacted');

/** Daan is silent, and Jan spoke to him at a moment. */
const spokenTo = (at: string) => ({
  signals: {
    ...noSignals,
    silent: [
      { ...aSignal({ contacts: [{ at: Date.parse(at), by: 'Jan', note: null }] }), since: '2027-03-02' },
    ],
  },
});

/** Letters of a line on a phone of 320 pixels, beside a button or not, and how high a line and a row of buttons are. */
const phone = { letters: 36, line: 20, space: 8, buttons: 38 };

/** About how high a card is on such a phone. */
const heightOf = (card: RenderedCard): number => {
  const lines = texts(card).reduce(
    (sum, text) => sum + Math.ceil(text.length / phone.letters) * phone.line + phone.space / 2,
    0,
  );
  const facts = ofType(card, 'FactSet').length * 4 * phone.line;
  const rows = ofType(card, 'ActionSet').length + Math.ceil(ofType(card, 'AdaptiveCard').length * 2);
  const separators = ofType(card, 'Container').length * phone.space;
  return lines + facts + rows * phone.buttons + separators;
};

describe('the digest', () => {
  test('sets last week against the week before', () => {
    expect(ofType(nl({}), 'FactSet').map((node) => node['facts'])).toEqual([
      [
        { title: 'Doorgegaan', value: '47 (week ervoor 49)' },
        { title: 'Waarvan te laat', value: '5 (week ervoor 2)' },
        { title: 'Leerling er niet', value: '5 (week ervoor 4)' },
        { title: 'Nog niet ingevuld', value: '4 (week ervoor 3)' },
      ],
    ]);
  });

  test('opens new and waiting flags; students open below, so that the digest stays', () => {
    const opens = ofType(nl({}), 'ColumnSet').map((row) => row['selectAction']);
    expect(opens).toMatchObject([
      { verb: 'flag.show', data: { flag: 'p017/2027-03-09' } },
      { verb: 'flag.show', data: { flag: 'p004/2027-03-02' } },
    ]);
    const says = ofType(nl({}), 'Action.Execute').filter(({ verb }) => verb === 'command.run');
    expect(says.map(({ data }) => data).slice(0, 3)).toEqual(
      ['daan@leiden', 'ravi@hhs', 'fleur@hhs'].map((name) => ({
        programme: someDigest.signals.programme,
        text: `stil ${name}.example`,
      })),
    );
  });

  test('says which flags wait too long, and how many somebody works on', () => {
    expect(texts(nl({})).filter((text) => text.includes('schooldagen'))).toEqual([
      expect.stringMatching(/overdracht.* · minstens 10 schooldagen niet opgepakt$/),
    ]);
    expect(texts(nl({}))).toContain('Er is 1 signaal opgepakt en nog niet afgesloten.');
    expect(texts(nl({ acknowledgedFlags: 2 }))).toContain(
      'Er zijn 2 signalen opgepakt en nog niet afgesloten.',
    );
  });

  test('names students with what is the matter and the last contact, and closed days', () => {
    const shown = texts(nl({}));
    expect(shown).toContain('Studentmentoren (4)');
    expect(shown).toContain('stil sinds de sessie van 2 maart · Laatste contact: Jan Smit, di 9 mrt, 12:00');
    expect(shown).toContain('heeft de app nog niet toegevoegd');
    expect(shown).toContain('Tijd voor contact (1): Ravi Chandra');
    expect(shown).toContain('Met pauze (1): Mees Kok');
    expect(shown).toContain('Zuiderpark: 18–19 maart (Toetsdagen)');
    expect(shown).toContain('Universiteit Leiden: 19 maart');
  });

  test('a contact is one tap, gone once somebody had one since that Monday', () => {
    expect(contacted({}).map(({ data }) => data)).toEqual(
      ['daan@leiden', 'ravi@hhs', 'fleur@hhs'].map((name) => ({
        student: `${name}.example`,
        programme: 'hmp',
        digest: '2027-03-15',
      })),
    );
    expect(contacted(spokenTo('2027-03-14T23:59:00+01:00'))).toHaveLength(1);
    expect(contacted(spokenTo('2027-03-15T00:01:00+01:00'))).toHaveLength(0);
  });

  test('tells flags first, then students, colleagues, intervision, care and closed days', () => {
    const card = nl({
      rounds: someRounds,
      signals: {
        ...someDigest.signals,
        staff: [{ name: 'Theo Bos', role: 'teacher', since: 0 }],
      },
    });
    const shown = texts(card);
    const places = [
      /^Nieuwe signalen/,
      /^Nog niet opgepakt/,
      /^Studentmentoren \(/,
      /^Tijd voor contact/,
      /Theo Bos/,
      /komen 4 groepen/,
      /2 keer gebruikt/,
      /Toetsdagen/,
    ].map((words) => shown.findIndex((text) => words.test(text)));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(new Set(places).size).toBe(places.length);
  });

  test('says how often the care button was used, by school alone', () => {
    expect(texts(nl({}))).toContain('Johan de Witt: 2 keer gebruikt');
    expect(texts(digestCard(someDigest, 'en'))).toContain('Johan de Witt: used 2 times');
    expect(texts(nl({ careCounts: [] })).join()).not.toContain('Zorgsignaal');
  });

  test('a student with several things the matter is one line', () => {
    const daan = { ...aSignal(), since: '2027-03-02' };
    const card = nl({ signals: { ...noSignals, silent: [daan], cancelling: [daan] } });
    expect(texts(card)).toContain('Studentmentoren (1)');
    expect(texts(card)).toContain(
      'stil sinds de sessie van 2 maart · kon vaak niet, voor het eerst op 2 maart',
    );
  });

  test('shows three students with buttons, names five in a line, and counts the others', () => {
    const many = manyDue(7).due;
    const shown = texts(nl({ signals: { ...noSignals, silent: many, due: many } }));
    expect(shown).toContain('En nog 4 studentmentoren: zie “Studentmentoren”.');
    expect(shown).toContain(
      'Tijd voor contact (7): Student 0, Student 1, Student 2, Student 3, Student 4 en nog 2 anderen',
    );
    expect(texts(digestCard({ ...someDigest, signals: manyDue(6) }, 'en'))).toContain(
      'Time for a contact (6): Student 0, Student 1, Student 2, Student 3, Student 4 and 1 other',
    );
  });

  test('of the busiest Monday is four screens of a phone at most, whatever the names', () => {
    const flags = Array.from({ length: 40 }, (_, index) =>
      someDigest.newFlags.map((flag) => ({ ...flag, id: `p${index}/2027-03-09` })),
    ).flat();
    const many = manyDue(40).due;
    const signals = { ...noSignals, silent: many, cancelling: many, due: many };
    for (const language of ['nl', 'en'] as const) {
      const card = digestCard({ ...someDigest, newFlags: flags, waitingFlags: flags, signals }, language);
      expect(heightOf(card)).toBeLessThan(4 * 640);
    }
  });

  test('with nothing to report is one line', () => {
    const card = digestCard(quietDigest, 'nl');
    expect(texts(card).slice(2)).toEqual([
      'Niets te melden: er waren geen sessies en er staat niets open. Fijne week!',
    ]);
    expect(ofType(card, 'FactSet')).toEqual([]);
  });

  test('says it when only the flags or only the sessions are missing', () => {
    const none = { newFlags: [], waitingFlags: [] };
    expect(texts(nl({ ...none, acknowledgedFlags: 0 }))).toContain('Er staan geen signalen open. Mooi!');
    expect(texts(nl(none)).join()).not.toContain('Mooi!');
    expect(texts(nl({ lastWeek: someFigures() }))[2]).toMatch(/^Er waren geen sessies\./);
  });

  test.each([
    ['a flag somebody works on', { acknowledgedFlags: 1 }],
    ['a student who is due', { signals: manyDue(1) }],
    ['a closed day', { closedThisWeek: someDigest.closedThisWeek }],
    ['a group that meets', { rounds: { ...noRounds, meeting: 1 } }],
  ])('%s alone is something to report', (_, change) => {
    expect(texts(digestCard({ ...quietDigest, ...change }, 'nl')).join()).not.toContain('Niets te melden');
  });

  test.each(['nl', 'en'] as const)('has buttons that write commands in %s', (language) => {
    const typed = ofType(digestCard(someDigest, language), 'Action.Execute')
      .filter(({ verb }) => verb === 'command.run')
      .map(({ data }) =>
        parseCommand(String(Object.entries(data ?? {}).find(([name]) => name === 'text')?.[1])),
      );
    expect(typed.slice(0, 3).map((parsed) => parsed?.rest)).toEqual([
      'daan@leiden.example',
      'ravi@hhs.example',
      'fleur@hhs.example',
    ]);
    const commands = typed.map((parsed) => parsed?.command);
    expect(commands.slice(-5)).toEqual(['silent', 'summary', 'flags', 'silent', 'intervision']);
    const quiet = ofType(digestCard(quietDigest, language), 'Action.Execute').map(({ title }) => title);
    expect(quiet).toHaveLength(3);
  });

  test('is announced with the week and what happened in it', () => {
    expect(nl({}).summary).toBe('Weekbericht 8–14 maart: 47 sessies gehouden, 1 nieuw signaal');
  });
});

const lines = (rounds: Partial<RoundsDigest>, language: Language = 'nl'): readonly string[] =>
  digestRoundLines({ ...noRounds, ...rounds }, 'Europe/Amsterdam', language);

describe('intervision in the digest', () => {
  test('is a line for everything there is to tell', () => {
    expect(lines(someRounds)).toEqual([
      'Deze week komen 4 groepen bij elkaar.',
      'Maart: 3 groepen kiezen een tijd, tot wo 17 mrt, 16:00.',
      'Maart: 1 groep wacht op tijden van de docent.',
      'Extra: 2 groepen wachten op tijden van de docent.',
      'Zonder tijd, te weinig studenten kunnen: groep r1\\-g03 \\(Theo Visser\\).',
      'Zonder docent: groepen r1\\-g04 en P. Draag die over aan een ander.',
      'Vorige week waren 18 van de 24 studenten er (75%).',
      'Van 1 bijeenkomst moet de docent nog invullen wie er was.',
      'Twee keer achter elkaar gemist: Daan Verbeek en Noor Smit.',
    ]);
    expect(lines({ meeting: 1 })).toEqual(['Deze week komt 1 groep bij elkaar.']);
    expect(lines({ meeting: 1 }, 'en')).toEqual(['1 group meets this week.']);
    expect(lines({})).toEqual([]);
  });

  test('is short, however many groups there are', () => {
    const many = lines({
      searching: Array(20).fill(someRounds.searching[0]),
      undecided: Array(20).fill(someRounds.undecided[0]),
      withoutTeacher: Array(20).fill('r1-g04'),
      missedTwice: Array(40).fill('Daan Verbeek'),
    });
    expect(many).toHaveLength(10);
    expect(many[6]).toMatch(/^En nog \d+ rondes\.$/);
    expect(many.at(-1)).toContain('nog 35 anderen');
  });
});
