/** The link to a new Teams meeting: whatever groups and people are called, it leads to Teams and invites the members alone. */
import { meetingLink } from '../../cards/meetingLink';
import { plainText } from '../../cards/escape';
import { hostileEntries } from '../hostileStrings';
import { roundSamplesWith } from './roundSamples';
import { ordinary } from './samplesData';

const draft = {
  subject: 'Intervisie groep B',
  content: 'Intervisie van het mentorprogramma.',
  start: '2027-03-18T15:00:00+01:00',
  end: '2027-03-18T16:05:00+01:00',
};
const fields = ['subject', 'startTime', 'endTime', 'content', 'attendees'];

/** What Teams reads in a link. */
const readOf = (link: string): ReadonlyMap<string, string> => {
  const url = new URL(link);
  expect([url.protocol, url.host, url.pathname, url.hash]).toEqual([
    'https:',
    'teams.microsoft.com',
    '/l/meeting/new',
    '',
  ]);
  const read = [...url.searchParams];
  expect(read.map(([name]) => name)).toEqual(fields);
  return new Map(read);
};

test('Teams reads what was meant, blanks too', () => {
  const attendees = ['sam@leiden.example', "o'brien+x@leiden.example"];
  const link = meetingLink({ ...draft, attendees });
  expect(link).not.toContain('+');
  expect(Object.fromEntries(readOf(link))).toEqual({
    subject: draft.subject,
    startTime: draft.start,
    endTime: draft.end,
    content: draft.content,
    attendees: attendees.join(','),
  });
});

test.each([
  'a&attendees=eve@evil.example',
  'a#@evil.example',
  'a%0A%2Ceve@evil.example',
  'a?x=1@evil.example',
])('an address like %s is one attendee', (address) => {
  const read = readOf(meetingLink({ ...draft, attendees: [address, 'sam@leiden.example'] }));
  expect(read.get('attendees')).toBe(`${address},sam@leiden.example`);
});

test.each(['sam,eve@evil.example', 'sam;eve@evil.example', '<eve@evil.example>', '"x",eve@evil.example'])(
  'an address like %s, which would be read as another, is left out',
  (address) => {
    const read = readOf(meetingLink({ ...draft, attendees: [address, 'sam@leiden.example'] }));
    expect(read.get('attendees')).toBe('sam@leiden.example');
  },
);

test('a text that ends within an emoji makes a link all the same', () => {
  const content = `${'x'.repeat(299)}😀`;
  expect(readOf(meetingLink({ ...draft, content, attendees: [] })).get('content')).toBe('x'.repeat(299));
});

test('nine members with long addresses make a link that Teams opens', () => {
  const attendees = Array.from(
    { length: 9 },
    (_, n) => `voornaam.van.der.achternaam-${n}@student.universiteit-leiden.example`,
  );
  expect(meetingLink({ ...draft, attendees }).length).toBeLessThan(2000);
});

const linksOn = (text: string): readonly string[] =>
  roundSamplesWith({ ...ordinary, name: text, school: text, room: text, programme: text })
    .filter(({ name }) => /invite|group/i.test(name))
    .flatMap(
      ({ render }) =>
        JSON.stringify(render('nl')).match(/https:\/\/teams\.microsoft\.com\/l\/meeting[^"]*/g) ?? [],
    );
const usual = linksOn('gewoon').map((link) => readOf(link).get('attendees'));

test.each(hostileEntries.filter(([, text]) => plainText(text) !== ''))(
  'every such link on a card leads to Teams, in one line, to the same people: %s',
  (_, text) => {
    const read = linksOn(text).map(readOf);
    expect(read.map((one) => one.get('attendees'))).toEqual(usual);
    expect(read.filter((one) => /[\p{Cc}\u2028\u2029]/u.test(one.get('subject') ?? ''))).toEqual([]);
  },
);

test('there are such links', () => {
  expect(usual.length).toBeGreaterThan(2);
});
