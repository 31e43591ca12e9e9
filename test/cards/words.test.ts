import { IntlMessageFormat } from 'intl-messageformat';
import { en } from '../../cards/texts/en';
import { nl } from '../../cards/texts/nl';
import { words } from '../../cards/words';
import { nodesOf } from './cardProblems';

const sides: readonly (readonly [string, string, string])[] = Object.entries(nl).map(([key, dutch]) => [
  key,
  dutch,
  new Map<string, string>(Object.entries(en)).get(key) ?? '',
]);

/** Texts that are the same in both languages, by why they are. */
const sameInBoth: Readonly<Record<string, readonly string[]>> = {
  'a name': ['calendar.name', 'export.kind.xlsx', 'notice.button.dutch', 'notice.button.english'],
  'only values and marks': [
    'digest.closedLine',
    'digest.closedLabel',
    'export.file',
    'export.level',
    'flags.quote',
    'passOn.text.session',
    'signals.quote',
    'summary.who.pupil',
    'unreachable.pupil',
  ],
  'only values and a unit that is written the same': [
    'checkIn.button.minutes',
    'hours.total',
    'hours.spent',
    'lists.week',
    'summary.weekRate',
  ],
  'a word that both write so': [
    'care.contact',
    'command.privacy',
    'export.all',
    'export.column.code',
    'export.column.school',
    'export.column.status',
    'export.status.open',
    'flags.open',
    'flags.school',
    'flags.status',
    'list.later',
    'myWeek.button.checkIn',
    'privacy.checkIns',
    'round.button.agenda',
    'summary.open',
    'summary.openOf',
    'summary.weekAxis',
    'together.agenda',
    'typed.privacy',
  ],
};

/** The values that a message asks for, those inside plurals included; text is 0 and # is 7 in the syntax tree. */
const valuesOf = (message: string): readonly string[] => {
  const tree = new IntlMessageFormat(message, 'nl', undefined, { ignoreTag: true }).getAst();
  const asked = nodesOf(tree).filter(({ type }) => typeof type === 'number' && type !== 0 && type !== 7);
  return [...new Set(asked.map(({ value }) => String(value)))].toSorted();
};

describe('the two languages', () => {
  test('are read down to the values inside plurals', () => {
    expect(valuesOf('{a} {b, plural, one {c} other {# {d}}}')).toEqual(['a', 'b', 'd']);
  });

  test('name the same texts', () => {
    expect(Object.keys(en).toSorted()).toEqual(Object.keys(nl).toSorted());
  });

  test.each(sides)('%s asks for the same values', (_, dutch, english) => {
    expect(english).not.toBe('');
    expect(valuesOf(english)).toEqual(valuesOf(dutch));
  });

  test('say the same of nothing but what both write the same', () => {
    const same = sides.filter(([, dutch, english]) => dutch === english).map(([key]) => key);
    expect(same.toSorted()).toEqual(Object.values(sameInBoth).flat().toSorted());
  });

  test('no text says "mentor" where Dutch schools would think of the class teacher', () => {
    const bare = sides.filter(([, dutch]) => /(?<!student|klassen)\bmentor\b/i.test(dutch));
    expect(bare).toEqual([]);
  });
});

describe('words', () => {
  test.each([
    [1, 'Noor was 1 minuut te laat.', 'Noor was 1 minute late.'],
    [0, 'Noor was 0 minuten te laat.', 'Noor was 0 minutes late.'],
    [12, 'Noor was 12 minuten te laat.', 'Noor was 12 minutes late.'],
  ])('count %d minutes', (minutes, dutch, english) => {
    expect(words('nl').text('outcome.late', { pupil: 'Noor', minutes })).toBe(dutch);
    expect(words('en').text('outcome.late', { pupil: 'Noor', minutes })).toBe(english);
  });

  test('leave the values of people as they are', () => {
    const pupil = "{minutes} <b>it's</b> {x, plural, other {y}} \\*";
    expect(words('nl').text('outcome.onTime', { pupil })).toBe(`${pupil} was op tijd.`);
  });

  test('refuse a message without its values', () => {
    expect(() => words('nl').text('outcome.onTime')).toThrow(/pupil/);
  });
});
