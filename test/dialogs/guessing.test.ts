/** What is somebody else's and what is nowhere are answered alike, and cost the same: a guess tells nothing. */
import { isVerb, verbThings } from '../../bot/programme/accessTable';
import { shown } from './chat';
import { aChatWithFlags, everyVerb, ofLea, ofSam, type Target } from './everyVerb';
import { jan, noor, theo, zara } from './people';

const verbs = Object.keys(verbThings).filter(isVerb);

/** As long as the real ones, so that no length tells them apart. */
const nowhere: Target = { pupil: 'q7', student: 'xyz@leiden.example', school: 'qqq' };

const guesses = verbs
  .filter((verb) => everyVerb[verb].about === 'target')
  .flatMap((verb) =>
    [
      { who: noor, real: ofSam },
      { who: theo, real: ofSam },
      { who: zara, real: ofSam },
      { who: jan, real: ofLea },
    ].map((guess) => ({ verb, ...guess })),
  );

test.each(guesses)('$verb by $who about $real.pupil', async ({ verb, who, real }) => {
  const answers = [];
  for (const target of [real, nowhere]) {
    const chat = await aChatWithFlags();
    chat.forget();
    const text = shown(await chat.as(who).presses(verb, everyVerb[verb].data(target)));
    const told = Object.entries(target).reduce((rest, [name, id]) => rest.replaceAll(id, `(${name})`), text);
    answers.push({ told, calls: chat.calls });
  }
  expect(answers[0]).toEqual(answers[1]);
});

test.each([
  ['overzicht Yara', 'overzicht Qqqq'],
  ['overzicht p1', 'overzicht q7'],
  ['overzicht Sam', 'overzicht Qqq'],
  ['overzicht sam@leiden.example', 'overzicht xyz@leiden.example'],
  ['overzicht jdw', 'overzicht qqq'],
  ['stil Sam', 'stil Qqq'],
])('“%s” of a school that is not theirs is as “%s”', async (real, made) => {
  const answers = [];
  for (const text of [real, made]) {
    const chat = await aChatWithFlags();
    chat.forget();
    const name = text.split(' ')[1] ?? '';
    const told = shown(await chat.as(zara).says(text)).replaceAll(name, '(name)');
    answers.push({ told: told.replaceAll(name.toLowerCase(), '(name)'), calls: chat.calls });
  }
  expect(answers[0]).toEqual(answers[1]);
});
