/** The feed of somebody in a programme in which every name is calendar lines, markup or marks: read as another calendar does. */
import { aGroup, aPair, aPerson, aPupil, aSchool } from '../builders';
import { readFeed } from '../calendar/reading';
import { hostileEntries } from '../hostileStrings';
import { aChat } from './chat';
import { cora, sam, theo, theProgramme } from './people';

const feedOf = async (text: string): Promise<string> => {
  const programme = theProgramme({
    name: text,
    schools: [aSchool({ name: text, contact: text })],
    people: [
      aPerson({ email: sam, name: text }),
      aPerson({ email: theo, name: text, role: 'teacher', university: null }),
      aPerson({ email: cora, name: text, role: 'coordinator', university: null }),
    ],
    pupils: [aPupil({ id: 'p1', firstName: text, class: text })],
    pairs: [aPair({ pupil: 'p1', student: sam, room: text })],
    groups: [
      aGroup({
        id: text,
        teacher: theo,
        students: [sam],
        meeting: { weekday: 4, start: '15:00', end: '16:00', room: text },
      }),
    ],
  });
  const chat = await aChat(programme, '2027-03-02T12:00:00+01:00', 'https://maat.example');
  await chat.as(sam).presses('calendar.show', {});
  const [token = ''] = [...chat.asked]
    .filter(({ call }) => call === 'feeds.move')
    .flatMap(({ given }) =>
      given.filter((one): one is string => typeof one === 'string' && one.length === 64),
    );
  return (await chat.ports.calendar.file(token))?.text ?? '';
};

/** The names of the lines of a feed, in their order. */
const linesOf = (feed: string): readonly string[] =>
  feed
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .map((line) => line.split(/[:;]/)[0] ?? '')
    // A place of which nothing can be seen is none.
    .filter((name) => name !== 'LOCATION');

let plain = '';
beforeAll(async () => {
  plain = await feedOf('gewoon');
});

test.each(hostileEntries)('%s adds no line to the feed, and no entry', async (_, text) => {
  const feed = await feedOf(text);
  expect(linesOf(feed)).toEqual(linesOf(plain));
  expect(readFeed(feed).map(({ start, end }) => [start, end])).toEqual(
    readFeed(plain).map(({ start, end }) => [start, end]),
  );
  expect(new Set(readFeed(feed).map(({ uid }) => uid)).size).toBe(readFeed(plain).length);
  expect(feed.replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
});

test('has sessions and meetings, or nothing was tried', () => {
  expect(readFeed(plain).length).toBeGreaterThan(20);
  expect(plain).toContain('SUMMARY:Intervisie');
});
