import type { DigestDetails } from '../../bot/programme/digestDetails';
import type { RenderedCard } from '../../bot/ports';
import { digestCard } from '../../cards/digest';
import { studentSignalsCard } from '../../cards/studentSignals';
import { parseCommand } from '../../dialogs/commands';
import { ofType } from './cardProblems';
import { noSignals, quietDigest, someDigest, someSignals } from './coordinatorDigestViews';
import { someFigures } from './coordinatorSummaryViews';

const texts = (card: RenderedCard): readonly string[] =>
  ofType(card, 'TextBlock').map((node) => String(node['text']));

const nl = (change: Partial<DigestDetails>): RenderedCard => digestCard({ ...someDigest, ...change }, 'nl');

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

  test('opens new and waiting flags', () => {
    const opens = ofType(nl({}), 'ColumnSet').map((row) => row['selectAction']);
    expect(opens).toMatchObject([
      { verb: 'flag.show', data: { flag: 'p017/2027-03-09' } },
      { verb: 'flag.show', data: { flag: 'p004/2027-03-02' } },
    ]);
  });

  test('names students and closed days', () => {
    const shown = texts(nl({}));
    expect(shown).toContain('Stil: Daan Verbeek');
    expect(shown).toContain('Onbereikbaar: Ravi Chandra en Fleur Jansen');
    expect(shown).toContain('Zuiderpark: 18–19 maart (Toetsdagen)');
    expect(shown).toContain('Universiteit Leiden: 19 maart');
  });

  test('names five students and counts the others', () => {
    const silent = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => ({
      name,
      pupils: [],
      lastAnswered: null,
    }));
    expect(texts(nl({ signals: { ...noSignals, silent } }))).toContain(
      'Stil: A, B, C, D, E en nog 2 anderen',
    );
  });

  test('with nothing to report is one line', () => {
    const card = digestCard(quietDigest, 'nl');
    expect(texts(card).slice(2)).toEqual([
      'Niets te melden: er waren geen sessies en er staat niets open. Fijne week!',
    ]);
    expect(ofType(card, 'FactSet')).toEqual([]);
  });

  test('says it when only the flags or only the sessions are missing', () => {
    expect(texts(nl({ newFlags: [], waitingFlags: [] }))).toContain('Er staan geen signalen open. Mooi!');
    expect(texts(nl({ lastWeek: someFigures() }))).toContain('Er waren geen sessies.');
  });

  test.each(['nl', 'en'] as const)('has buttons that write commands in %s', (language) => {
    const typed = ofType(digestCard(someDigest, language), 'Action.Execute')
      .filter(({ verb }) => verb === 'command.run')
      .map(({ data }) => parseCommand(String(Object.values(data ?? {})[0]))?.command);
    expect(typed).toEqual(['summary', 'flags', 'silent']);
  });

  test('is announced with the week and what happened in it', () => {
    expect(nl({}).summary).toBe('Weekbericht 8–14 maart: 47 sessies gehouden, 1 nieuw signaal');
  });
});

describe('students who may need a word', () => {
  test('stand under what is the matter, with their pupils and last answer', () => {
    const shown = texts(studentSignalsCard(someSignals, 'nl'));
    expect(shown).toContain('Stil (1)');
    expect(shown).toContain('met Yara · laatst ingevuld: sessie van 23 februari');
    expect(shown).toContain('met Noor · sinds 8 maart · laatst ingevuld: sessie van 4 maart');
    expect(shown).toContain('nu zonder leerling · heeft de app nog niet toegevoegd');
    expect(shown).toContain('met Adam · pauze tot 29 maart · laatst ingevuld: sessie van 10 maart');
  });

  test('a pause alone is no reason for attention', () => {
    const card = studentSignalsCard({ ...noSignals, paused: someSignals.paused }, 'nl');
    expect(card.summary).toBe('1 studentmentor heeft pauze, verder vraagt niemand aandacht');
    expect(texts(card)).toContain('Met pauze (1)');
  });
});
