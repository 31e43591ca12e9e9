import { caseProblems, longestCase, questionAdvice } from '../../../bot/programme/rounds/caseText';
import { ann, cem, dia, text, town } from './story';

describe('a case', () => {
  const directory = town();

  test('is stored when it names no pupil of the student', () => {
    expect(caseProblems(directory, ann, text)).toEqual([]);
    // Yara is another student's.
    expect(caseProblems(directory, ann, { ...text, title: 'Yara' })).toEqual([]);
  });

  test.each([
    ['title', '  ', 'empty'],
    ['title', 'x'.repeat(longestCase.title + 1), 'tooLong'],
    ['situation', 'x'.repeat(longestCase.situation + 1), 'tooLong'],
  ] as const)('is refused for its %s %j: %s', (field, words, refusal) => {
    expect(caseProblems(directory, ann, { ...text, [field]: words })).toEqual([{ field, refusal }]);
  });

  test.each([
    ['title', 'Yusufs stilte', 'Yusufs'],
    ['situation', 'Gisteren zei yusuf niets.', 'yusuf'],
    ['question', 'Wat doe ik met Yusuf?', 'Yusuf'],
  ] as const)('is refused for its %s %j, which names %s', (field, words, name) => {
    expect(caseProblems(directory, ann, { ...text, [field]: words })).toEqual([
      { field, refusal: 'namesPupil', words: [name] },
    ]);
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
