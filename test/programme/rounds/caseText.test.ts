import { caseProblems, holdsName, longestCase, questionAdvice } from '../../../bot/programme/rounds/caseText';
import { ann, cem, dia, text, town } from './story';

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

describe('a case', () => {
  const directory = town();

  test('is stored when it names no pupil of the student', () => {
    expect(caseProblems(directory, ann, text)).toEqual([]);
    // Yara is another student's.
    expect(caseProblems(directory, ann, { ...text, title: 'Yara' })).toEqual([]);
  });

  test.each([
    ['title', 'Yusufs stilte', 'namesPupil'],
    ['situation', 'Gisteren zei yusuf niets.', 'namesPupil'],
    ['question', 'Wat doe ik met Yusuf?', 'namesPupil'],
    ['title', '  ', 'empty'],
    ['title', 'x'.repeat(longestCase.title + 1), 'tooLong'],
    ['situation', 'x'.repeat(longestCase.situation + 1), 'tooLong'],
  ] as const)('is refused for its %s %j: %s', (field, words, refusal) => {
    expect(caseProblems(directory, ann, { ...text, [field]: words })).toEqual([{ field, refusal }]);
  });

  test('has every problem named at once', () => {
    const problems = caseProblems(directory, cem, {
      title: '',
      situation: 'Anne-Marie',
      question: 'Annemarie?',
    });
    expect(problems.map(({ field }) => field)).toEqual(['title', 'situation', 'question']);
    expect(caseProblems(directory, dia, { ...text, title: 'ZOE' })).toHaveLength(1);
  });
});

test.each([
  ['Wat kan ik doen?', []],
  ['Hoe zorg ik dat mijn leerling praat? ', []],
  ['What can I do?”', []],
  ['How do I help my pupil', ['notAQuestion']],
  ['Waarom zegt hij niets?', ['notAboutYourself']],
  ['Hij zegt niets.', ['notAQuestion', 'notAboutYourself']],
  ['Is dik een woord?', ['notAboutYourself']],
])('a learning question %j gets the advice %j', (question, advice) => {
  expect(questionAdvice(question)).toEqual(advice);
});
