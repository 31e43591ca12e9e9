import { asTyped, escapeMarkdown, inputText, plainText } from '../../cards/escape';

const joiner = '\u2060';

describe('escapeMarkdown', () => {
  test.each([
    ['Noor', 'Noor'],
    ['Anne-Marie', String.raw`Anne\-Marie`],
    ['*a* _b_ `c`', String.raw`\*a\* \_b\_ \`c\``],
    ['[x](http://y)', String.raw`\[x\]\(http://y\)`],
    ['<at>allen</at>', String.raw`\<at\>allen\</at\>`],
    ['a\\*b', String.raw`a\\\*b`],
    ['# kop', String.raw`\# kop`],
    ['a | ~b~', String.raw`a \| \~b\~`],
    ['1. een', String.raw`1\. een`],
    ['+ een', String.raw`\+ een`],
    ['O’Brien & zn. 1.12', 'O’Brien & zn. 1.12'],
  ])('%j becomes %j', (typed, shown) => {
    expect(escapeMarkdown(typed)).toBe(shown);
  });
});

describe('plainText', () => {
  test.each([
    ['regel 1\r\nregel 2\u2028regel 3\n\n', 'regel 1 regel 2 regel 3'],
    ['${x} $${y} $ {z}', '$~{x} $$~{y} $ {z}'],
    ['${{nested}}', '$~{~{nested}~}'],
    ['{$${{{x}}', '{$$~{~{~{x}~}'],
    ['$\u2060{x} {\u2060{', '$~{x} {~{'],
    ['{{DATE(2027-03-16T08:00:00Z)}}', '{~{DATE(2027-03-16T08:00:00Z)}~}'],
    ['\u202Eesrever\u202C', 'esrever'],
    ['\u0000a\u001bb\u0085c\u200bd\ufeffe', 'abcd e'],
    ['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦'],
    ['a\ud83d', 'a'],
    ['مرحبا', 'مرحبا'],
    ['a   b', 'a b'],
  ])('%j becomes %j, with ~ for a mark that nobody sees', (typed, shown) => {
    expect(plainText(typed).replaceAll(joiner, '~')).toBe(shown);
    expect(plainText(plainText(typed))).toBe(plainText(typed));
  });

  test('cuts long text, and no emoji in half', () => {
    expect(plainText('x'.repeat(600))).toHaveLength(600);
    expect(plainText('x'.repeat(601))).toBe(`${'x'.repeat(599)}…`);
    expect(plainText(`${'x'.repeat(598)}😀😀`)).toBe(`${'x'.repeat(598)}…`);
  });
});

describe('inputText', () => {
  test('keeps what was typed, with its lines and signs', () => {
    expect(inputText('*een*\r\n- twee ')).toBe('*een*\n- twee ');
  });
  test('shows what would be evaluated as it was typed, and gives it back as it was', () => {
    const shown = inputText('${a}\n{{b}}\u202e');
    expect(shown.replaceAll(joiner, '~')).toBe('$~{a}\n{~{b}~}');
    expect(asTyped(shown)).toBe('${a}\n{{b}}');
  });
  test('keeps more than may be stored, so that its writer can shorten it', () => {
    expect(inputText('x'.repeat(5000))).toHaveLength(1500);
  });
});

test.each(['', ' ', '\u200b', '\u2060 \ufeff\u00ad', '\n\t', '\u202e\u202c'])(
  '%j is nothing typed',
  (text) => {
    expect(asTyped(text)).toBe('');
  },
);
