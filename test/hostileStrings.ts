/**
 * What people could type, on purpose or by accident, for every place where text of people comes out. Most stand between
 * marks, so that a test finds them again and sees what became of the middle.
 */

/** Before and after what would do something; letters that stand in no text of ours. */
export const opening = 'Qxj';
export const closing = 'jxQ';

const marked = (text: string): string => `${opening}${text}${closing}`;

/** One for each thing that a card, a calendar, a spreadsheet, a log, a query or a key might take for more than text. */
export const hostileStrings: Readonly<Record<string, string>> = {
  template: marked('${1+1} ${$root} $${x} ${{y}}'),
  dateFunction: marked('{{DATE(2027-03-16T08:00:00Z,SHORT)}} {{{x}}}'),
  markdown: marked('**b** _i_ ~~s~~ `c` [l](http://evil.example) ![p](http://evil.example/p.png)'),
  brokenMarkdown: marked('\\*a\\\\*b [x](y [z] <http://evil.example> |t| \\'),
  mention: marked('<at>allen</at> @iedereen'),
  html: marked('<script>alert(1)</script><img src=x onerror=alert(1)> </textarea>'),
  lineStart: '# Qxj 1. > - jxQ',
  listStart: '1. Qxj jxQ',
  formula: '=HYPERLINK("http://evil.example","Qxj jxQ")',
  plusFormula: "+cmd|'/C calc'!A0",
  minusFormula: '-2+3',
  atFormula: '@SUM(1+1)*cmd',
  tabFormula: '\t=1+1',
  returnFormula: '\r=1+1',
  wideFormula: '＝1+1',
  cells: marked('a;b,c\td"e""f'),
  rightToLeft: marked('\u202egnp.exe\u202c \u2066a\u2069 \u200f مرحبا'),
  controls: marked('\u0000\u0007\b\u001b[2J\u009b31m\u007f'),
  invisible: marked('\u200b\ufeff\u2060\u00ad\u180e'),
  unicodeLines: marked('a\u2028b\u2029c\u0085d'),
  family: marked('👩‍👩‍👧‍👦 🇳🇱 👋🏽 ☺️'),
  halfEmoji: marked('a\ud83d b\udc00'),
  noncharacters: marked('\uffff\ufffe\u{10ffff}\ue000'),
  manyMarks: marked(`e${'\u0301'.repeat(150)}`),
  calendar: marked('\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:evil@evil.example\r\n'),
  calendarSigns: marked(';,:"\\n\\, TZID="x"'),
  json: marked('","level":60,"msg":"x\\'),
  logLine: marked('\n{"level":60,"event":"stopped"}\n'),
  header: marked('\r\nSet-Cookie: a=b\r\n\r\n'),
  query: marked("' or PartitionKey ne '"),
  key: marked('/\\#?%2F|..}='),
  message: marked("{name} {count, plural, one {x}} '{' #"),
  prototype: '__proto__',
  constructorName: 'constructor',
  blank: '\u200b \u00a0',
  words: marked('woord '.repeat(60)),
  oneWord: marked('w'.repeat(480)),
  wideWord: marked('漢'.repeat(480)),
  veryLong: marked('x\n'.repeat(2500)),
  manyLines: marked('\n'.repeat(5000)),
  manyStars: marked('*'.repeat(5000)),
  manyEmoji: marked('😀'.repeat(2500)),
  manyWide: marked('語'.repeat(5000)),
};

/** With their names, for a table of tests. */
export const hostileEntries = Object.entries(hostileStrings);
