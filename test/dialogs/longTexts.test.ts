/** Texts made to keep a bot busy: the same few signs without end, where words are looked for. None takes long. */
import { isVerb, verbThings } from '../../bot/programme/accessTable';
import { aGroup } from '../builders';
import { aChat } from './chat';
import { cora, noor, sam, theo, theProgramme } from './people';

jest.setTimeout(120_000);

/** What makes a search go back and forth: signs around words, words of commands, periods and names. */
const pieces: readonly string[] = [
  ['a', ' ', '1', '-', '/', '.', ',', '\n', '\t', '’', '((', '"', '\\', '`', '{{', '${', '[x](', '**', '_a_'],
  ['<at>', '<at x', '&nbsp;', '😀', 'é', '\u202E', "n't ", 'aa ', '1.', 'niet ', 'wie was ', 'te laat '],
  ['week ', 'maart ', '1-3 t/m ', 'tot 3-5 ', 'Yara ', 'http://', '@', "'s "],
].flat();
const openings = ['', 'overzicht ', 'pauze tot ', 'taal ', 'wie was te laat ', 'signalen ', 'intervisie '];

/** Milliseconds of this process at work, whatever else the machine does; the slowest takes a tenth. */
const longest = 2000;

const aTalk = async () => {
  const groups = [aGroup({ id: 'g1', teacher: theo, students: [sam, noor] })];
  const chat = await aChat(theProgramme({ groups }), '2027-02-09T10:30:00+01:00');
  for (const who of [cora, sam, theo]) await chat.as(who).installs();
  return chat;
};

const took = async (act: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const repeated = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

test('typed, as long as a body may be and as long as is looked at', async () => {
  const chat = await aTalk();
  const slow: string[] = [];
  for (const who of [cora, sam])
    for (const opening of openings)
      for (const piece of pieces)
        for (const length of [490, 200_000]) {
          const text = opening + repeated(piece, length);
          const milliseconds = await took(() => chat.as(who).says(text));
          if (milliseconds > longest) slow.push(`${opening}${piece} ${length}: ${milliseconds}`);
        }
  expect(slow).toEqual([]);
});

test('in every field of every card', async () => {
  const chat = await aTalk();
  const ids = { session: 'p1/2027-02-09', outcome: 'late', flag: 'p1/2027-02-09', programme: 'hmp' };
  const fields = ['note', 'nextStep', 'reason', 'topics', 'minutesLate', 'title', 'situation', 'question'];
  const places = ['pupil', 'school', 'class', 'from', 'to', 'round', 'group', 'slots', 'date1', 'time1'];
  const slow: string[] = [];
  for (const verb of Object.keys(verbThings).filter(isVerb))
    for (const piece of pieces) {
      const text = repeated(piece, 8000);
      const data = Object.fromEntries([...fields, ...places, 'text', 'name'].map((name) => [name, text]));
      for (const [who, more] of [
        [sam, ids],
        [cora, {}],
        [theo, {}],
      ] as const) {
        const milliseconds = await took(() => chat.as(who).presses(verb, { ...data, ...more }));
        if (milliseconds > longest) slow.push(`${verb} ${piece}: ${milliseconds}`);
      }
    }
  expect(slow).toEqual([]);
});
