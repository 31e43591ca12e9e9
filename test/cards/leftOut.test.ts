import type { Language } from '../../bot/programme/model';
import { careCard } from '../../cards/care';
import { digestCard } from '../../cards/digest';
import { privacyCard } from '../../cards/privacy';
import { stringsOf } from './cardProblems';
import { noRounds, someDigest } from './coordinatorDigestViews';

const listed = <Item>(count: number, item: (name: string) => Item): readonly Item[] =>
  Array.from({ length: count }, (_, index) => item(`Nr${index + 1}`));

const care = (count: number, language: Language) =>
  careCard(
    {
      places: listed(count, (name) => ({ name, contact: null, coordinators: [] })),
      coordinators: [],
    },
    language,
  );

const privacy = (count: number, language: Language) =>
  privacyCard(
    {
      address: 'sam@leiden.example',
      programmes: ['HMP'],
      roles: ['student'],
      mentoring: { pairs: 1, checkIns: 1 },
      filesAbout: [],
      filesTaken: null,
      looks: listed(count, (school) => ({
        what: 'flags' as const,
        school,
        count: 1,
        last: 0,
        timeZone: 'Europe/Amsterdam',
      })),
      operatorLooks: [],
      filesSince: 90,
      keeps: [],
      hasReminders: false,
      hasCalendar: false,
      hasCalendarLink: false,
    },
    language,
  );

const digest = (count: number, language: Language) =>
  digestCard(
    {
      ...someDigest,
      rounds: {
        ...noRounds,
        searching: listed(count, (name) => ({ name, offering: 1, polling: 0, closesAt: null })),
      },
    },
    language,
  );

describe('what does not fit on a card is said, and nothing is when all fits', () => {
  test.each([
    ['schools to go to with a worry', care, 4, 'En nog 2 scholen.', 'And 2 more schools.'],
    ['looks of coordinators', privacy, 6, 'En nog 2 regels.', 'And 2 more lines.'],
    ['rounds that look for a time', digest, 3, 'En nog 2 rondes.', 'And 2 more rounds.'],
  ] as const)('%s', (_, card, most, dutch, english) => {
    const said = (count: number, language: Language) => stringsOf(card(count, language)).join('\n');
    expect(said(most + 2, 'nl')).toContain(dutch);
    expect(said(most + 2, 'en')).toContain(english);
    expect(said(most + 2, 'nl')).not.toContain(`Nr${most + 1}`);
    expect(said(most, 'nl')).toContain(`Nr${most}`);
    expect(said(most, 'nl')).not.toMatch(/En nog \d (scholen|regels|rondes)/);
  });
});
