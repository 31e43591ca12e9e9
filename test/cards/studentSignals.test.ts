import type { RenderedCard } from '../../bot/ports';
import { studentMattersCard } from '../../cards/studentMatters';
import { studentSignalsCard, type StudentSignalsView } from '../../cards/studentSignals';
import { ofType } from './cardProblems';
import { aSignal, manyDue, noSignals, someMatters, someSaved, someSignals } from './coordinatorDigestViews';

const texts = (card: RenderedCard): readonly string[] =>
  ofType(card, 'TextBlock').map((node) => String(node['text']));

const sent = (card: RenderedCard, verb: string) =>
  ofType(card, 'Action.Execute')
    .filter((action) => action['verb'] === verb)
    .map(({ data }) => data);

const nl = (change: Partial<StudentSignalsView> = {}): RenderedCard =>
  studentSignalsCard({ lists: someSignals, only: null, of: null, stored: null, ...change }, 'nl');

describe('students who may need a word', () => {
  test('stand under what is the matter, with since when, their pupils, last answer and last contact', () => {
    const shown = texts(nl());
    expect(shown).toContain('Stil (1)');
    expect(shown).toContain(
      'met Yara · stil sinds de sessie van 2 maart · laatst ingevuld: sessie van 23 februari',
    );
    expect(shown).toContain('Laatste contact: Jan Smit, di 9 mrt, 12:00');
    expect(shown).toContain('met Noor · onbereikbaar sinds 8 maart · laatst ingevuld: sessie van 4 maart');
    expect(shown).toContain('nu zonder leerling · heeft de app nog niet toegevoegd');
    expect(shown).toContain('Nog geen contact genoteerd');
    expect(shown).toContain(
      'met Adam · pauze tot 29 maart (sinds 8 maart) · laatst ingevuld: sessie van 10 maart',
    );
    expect(shown).toContain(
      'met Noor · aan de beurt voor contact vanaf 12 maart · laatst ingevuld: sessie van 4 maart',
    );
  });

  test('have a button each that says a person spoke to them, and one that opens them', () => {
    const expected = ['daan@leiden', 'ravi@hhs', 'fleur@hhs', 'eline@hhs', 'ravi@hhs', 'mees@leiden'].map(
      (name) => ({ student: `${name}.example`, programme: 'hmp' }),
    );
    expect(sent(nl(), 'student.contacted')).toEqual(expected);
    expect(sent(nl(), 'student.show')).toEqual(expected.map((data) => ({ ...data, answer: 'below' })));
  });

  test('a pause alone is no reason for attention, nor is being due for a contact', () => {
    const paused = nl({ lists: { ...noSignals, paused: someSignals.paused } });
    expect(paused.summary).toBe('1 studentmentor heeft pauze, verder vraagt niemand aandacht');
    expect(texts(paused)).toContain('Met pauze (1)');
    expect(nl({ lists: manyDue(1) }).summary).toBe('1 studentmentor is aan de beurt voor contact');
    expect(nl({ lists: manyDue(2) }).summary).toBe('2 studentmentoren zijn aan de beurt voor contact');
  });

  test('who stands in two lists counts once', () => {
    const both = [{ ...aSignal(), since: '2027-03-02' }];
    expect(nl({ lists: { ...noSignals, silent: both, cancelling: both } }).summary).toBe(
      '1 studentmentor vraagt aandacht',
    );
  });

  test('beyond five are counted, and a button shows that list alone from its beginning', () => {
    const card = nl({ lists: manyDue(7) });
    expect(texts(card)).toContain('En nog 2 studentmentoren.');
    expect(sent(card, 'student.list')).toEqual([{ kind: 'due', from: '0', programme: 'hmp' }]);
    const ofClass = nl({ lists: manyDue(7), of: '3A' });
    expect(sent(ofClass, 'student.list')).toEqual([{ kind: 'due', from: '0', programme: 'hmp', of: '3A' }]);
    const only = nl({ lists: manyDue(7), only: { kind: 'due', from: 0 }, of: '3A' });
    expect(sent(only, 'student.list')).toEqual([{ programme: 'hmp', of: '3A' }]);
    expect(texts(nl({ lists: manyDue(6) }))).toContain('En nog 1 studentmentor.');
  });

  test.each<[readonly string[], string]>([
    [[], '3A'],
    [['Johan de Witt'], '3A'],
    [['Johan de Witt', 'Zuiderpark College'], '3A (Johan de Witt en Zuiderpark College)'],
  ])('says which class it is of, and at %j where that is more than one school', (schools, said) => {
    expect(texts(nl({ lists: manyDue(1), of: '3A', schools }))).toContain(`Van leerlingen van ${said}.`);
  });

  test('one list pages on to its end, everybody on one page', () => {
    const lists = manyDue(23);
    const names: string[] = [];
    let from = 0;
    for (let page = 0; page < 9; page += 1) {
      const card = nl({ lists, only: { kind: 'due', from } });
      names.push(...texts(card).filter((text) => text.startsWith('Student ')));
      const next = sent(card, 'student.list').find((data) => JSON.stringify(data).includes('kind'));
      if (next === undefined) break;
      from = Number(/"from":"(\d+)"/.exec(JSON.stringify(next))?.[1]);
    }
    expect(names).toEqual(lists.due.map(({ name }) => name));
  });

  test('a place beyond the end of a list that became shorter shows its last', () => {
    expect(texts(nl({ lists: manyDue(3), only: { kind: 'due', from: 20 } }))).toContain('Student 2');
    expect(texts(nl({ lists: noSignals, only: { kind: 'due', from: 20 } })).join()).toContain('doen mee');
  });

  test('what was stored stands on top, with who else spoke to them', () => {
    const card = nl({ stored: someSaved('stored') });
    expect(texts(card).slice(0, 3)).toEqual([
      'Genoteerd: je had contact met Daan Verbeek.',
      'di 9 mrt, 12:00 · Jan Smit',
      'wo 24 feb, 15:30 · Cora Bakker',
    ]);
    const daan = { student: 'daan@leiden.example', programme: 'hmp' };
    expect(sent(card, 'student.show').at(0)).toEqual({ ...daan, answer: 'below' });
    expect(sent(card, 'student.notContacted')).toEqual([
      { student: 'daan@leiden.example', programme: 'hmp', at: String(someSaved('stored').at) },
    ]);
  });

  test('what was taken back is told in a line, without a way back', () => {
    const card = nl({ stored: someSaved('undone') });
    expect(texts(card)[0]).toBe('Weggehaald: je contact met Daan Verbeek.');
    expect(sent(card, 'student.notContacted')).toEqual([]);
    expect(card.summary).toBe('Weggehaald: je contact');
  });
});

describe('one student', () => {
  test('shows what is the matter and every contact with its note, the newest first', () => {
    const shown = texts(studentMattersCard(someMatters, 'nl'));
    expect(shown.slice(0, 5)).toEqual([
      'Daan Verbeek',
      'met Yara',
      '• stil sinds de sessie van 2 maart',
      '• laatst ingevuld: sessie van 23 februari',
      '• volgend contact: 8 april',
    ]);
    expect(shown.slice(5, 9)).toEqual([
      '2 keer contact',
      'di 9 mrt, 12:00 · Jan Smit',
      '“Gebeld: pakt het weer op.”',
      'wo 24 feb, 15:30 · Cora Bakker',
    ]);
  });

  test('counts in both languages', () => {
    const one = { ...someMatters, contacts: someMatters.contacts.slice(0, 1) };
    const none = { ...someMatters, contacts: [], matters: noSignals };
    expect(texts(studentMattersCard(one, 'nl'))).toContain('1 keer contact');
    expect(texts(studentMattersCard(one, 'en'))).toContain('1 contact');
    expect(texts(studentMattersCard(someMatters, 'en'))).toContain('2 contacts');
    expect(texts(studentMattersCard(none, 'en'))).toContain('No contact noted yet');
    expect(texts(studentMattersCard(none, 'en'))).toContain('Nothing needs attention now.');
    expect(studentMattersCard(none, 'nl').summary).toBe('Daan Verbeek: nog geen contact');
  });

  test('names the ten newest contacts and counts those before', () => {
    const contacts = Array.from({ length: 12 }, (_, at) => ({ at, by: `by ${at}`, note: null }));
    const shown = texts(studentMattersCard({ ...someMatters, contacts }, 'nl'));
    expect(shown).toContain('12 keer contact');
    expect(shown.filter((text) => text.includes(' · by '))).toHaveLength(10);
    expect(shown).toContain('Eerder nog 2 keer.');
  });

  test('keeps a note that was too long in its place, with what is wrong', () => {
    const card = studentMattersCard(
      { ...someMatters, refusedNote: { note: 'x'.repeat(501), problem: 'noteTooLong' } },
      'nl',
    );
    expect(texts(card)).toContain('Nog niet opgeslagen: een notitie heeft maximaal 500 tekens.');
    expect(ofType(card, 'Input.Text')).toMatchObject([{ id: 'note', value: 'x'.repeat(501) }]);
  });
});
