import * as fc from 'fast-check';
import { everydayWords } from '../../bot/programme/everydayWords';
import { calledBy, holdsName, nameProblem } from '../../bot/programme/nameInText';

describe('a name in a text', () => {
  test.each([
    ['Yusuf zegt niets.', 'Yusuf'],
    ['ik vroeg YUSUF iets', 'Yusuf'],
    ['het is Yusufs toets', 'Yusuf'],
    ['Yara’s moeder belde', 'Yara'],
    ["Yara's moeder belde", 'Yara'],
    ["Lars' jas", 'Lars'],
    ['(zoe)', 'Zoë'],
    ['Zoe\u0308 kwam', 'Zoë'],
    ['zoë?', 'Zoe'],
    ['Isil lachte', 'Işıl'],
    ['IŞIL lachte', 'Işıl'],
    ['Işıl lachte', 'Isil'],
    ['Łukasz', 'Lukasz'],
    ['Anne Marie kwam', 'Anne-Marie'],
    ['anne-maries vraag', 'Anne-Marie'],
    ['met el  mehdi', 'El Mehdi'],
    ['Annemarie kwam', 'Anne-Marie'],
    ['Øyvind', 'Oyvind'],
    ['yusuf_', 'Yusuf'],
    // Nobody sees a soft hyphen, nor a space without width.
    ['Yu\u00adsuf', 'Yusuf'],
    ['Yu\u200bsuf lachte', 'Yusuf'],
  ])('%j holds %j', (sentence, name) => {
    expect(holdsName(sentence, name)).toBe(true);
  });

  test.each([
    ['Yusufje is te klein gedacht', 'Yusuf'],
    ['de janitor', 'Jan'],
    ['Marianne', 'Anne'],
    ['Anne kwam, Marie niet', 'Anne-Marie'],
    ['mijn leerling zegt niets', 'Yusuf'],
    ['en y is een letter', 'Y.'],
    ['niets', ''],
    ['niets', '—'],
    ['', 'Yusuf'],
  ])('%j does not hold %j', (sentence, name) => {
    expect(holdsName(sentence, name)).toBe(false);
  });
});

describe('a pupil is called by', () => {
  test.each([
    ['Yusuf', ['Yusuf']],
    ['Mohammed A.', ['Mohammed A.', 'mohammed']],
    ['Sophie B', ['Sophie B', 'sophie']],
    ['Anne-Marie', ['Anne-Marie', 'anne', 'marie']],
    ['Yara de Vries', ['Yara de Vries', 'yara', 'vries']],
    ['El Mehdi', ['El Mehdi', 'mehdi']],
    ['Jayden (Jay)', ['Jayden (Jay)', 'jayden', 'jay']],
  ])('%j: %j', (firstName, names) => {
    expect(calledBy(firstName)).toEqual(names);
  });
});

describe('a text for the group', () => {
  test.each([
    ['Mohammed zei niets.', 'Mohammed A.', 'Mohammed'],
    ['Sophie kwam niet.', 'Sophie B', 'Sophie'],
    ['Anne wil niet praten.', 'Anne-Marie', 'Anne'],
    ['Jan zweeg.', 'Jan Willem', 'Jan'],
    ['yara was er niet.', 'Yara de Vries', 'yara'],
    ['Jays jas', 'Jayden (Jay)', 'Jays'],
    ['Zoë lachte', 'Zoe', 'Zoë'],
    // A capital inside a sentence, and a word that is no everyday one.
    ['Toen zei Wil niets.', 'Wil', 'Wil'],
    ['Of zag (Wil) dat anders?', 'Wil', 'Wil'],
    ['Wils jas hing er nog.', 'Wil', 'Wils'],
    ['My Linh was there.', 'My Linh', 'My Linh'],
  ])('%j names %j: %s', (text, firstName, word) => {
    expect(nameProblem(text, calledBy(firstName))).toMatchObject({
      refusal: 'namesPupil',
      words: expect.arrayContaining([word]),
    });
    expect(nameProblem(text, calledBy(firstName), word)?.refusal).toBe('namesPupil');
  });

  test.each([
    ['Ik wil hem helpen.', 'Wil', 'wil'],
    ['What can I do?', 'Can', 'can'],
    ['Can zei niets.', 'Can', 'Can'],
    ['Het was stil. Can zei niets.', 'Can', 'Can'],
    ['What is my part?', 'My Linh', 'my'],
    ['Hij zei: “Wil je weg?”', 'Wil', 'Wil'],
    ['We liepen in het bos.', 'Bo', 'bos'],
    ['Ik lees met hem.', 'Lee', 'lees'],
    ['Hij gaat naar huis.', 'Hui', 'huis'],
    ['Sinds april gaat het.', 'April', 'april'],
    ['Tot in juli.', 'Juli', 'juli'],
    ['Eerst dit.\nWil zweeg.', 'Wil', 'Wil'],
  ])('%j may name %j: its writer is asked about %s', (text, firstName, word) => {
    const names = calledBy(firstName);
    expect(nameProblem(text, names)).toEqual({ refusal: 'mayNamePupil', words: [word] });
    expect(nameProblem(text, names, word.toUpperCase())).toBeNull();
    expect(nameProblem(text, names, 'doen')).toEqual({ refusal: 'mayNamePupil', words: [word] });
  });

  const letters = fc.constantFrom(
    ...'a b c d e f g h i j k l m n o p q r s t u v w x y z é ë ï ç ı ğ ø ł š'.split(' '),
  );
  const part = fc.string({ unit: letters, minLength: 2, maxLength: 8 });
  const around = fc.constantFrom('', 'Toen zei ', 'ik zag. ', '“', 'de dag met ', '\n');
  const shapes = [
    (word: string) => word,
    (word: string) => word.toUpperCase(),
    (word: string) => word.normalize('NFD'),
    (word: string) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`,
    (word: string) => `${word.slice(0, 1)}\u200b${word.slice(1)}`,
    (word: string) => `${word}s`,
  ];

  test('never holds what a pupil is called by without somebody being asked, and everyday words can be written', () => {
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(' ', '-', ' (', ' A. '),
        fc.nat(),
        fc.constantFrom(...shapes),
        around,
        (parts, between, which, shape, before) => {
          const names = calledBy(parts.join(between));
          const name = names[which % names.length] ?? '';
          const problem = nameProblem(`${before}${shape(name)}, en toen niet.`, names);
          expect(problem).not.toBeNull();
        },
      ),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...everydayWords), around, (word, before) => {
        fc.pre(word.length > 1);
        const names = calledBy(word);
        const asked = nameProblem(`${before}${word} kwam`, names);
        expect(asked?.refusal).toBe('mayNamePupil');
        expect(nameProblem(`${before}${word} kwam`, names, asked?.words.join(','))).toBeNull();
      }),
    );
  });
});
