import type { RenderedCard } from '../../bot/ports';
import { remember } from '../../bot/programme/remember';
import { digestCard } from '../../cards/digest';
import { flagCard } from '../../cards/flags/flag';
import { flagListCard } from '../../cards/flags/list';
import { studentMattersCard } from '../../cards/studentMatters';
import { studentSignalsCard } from '../../cards/studentSignals';
import { summaryCard } from '../../cards/summary/summary';
import { cardProblems, nodesOf, ofType, stringsOf } from './cardProblems';
import { noSignals, someDigest, someMatters, someSaved, someSignals } from './coordinatorDigestViews';
import { cardsWith } from './coordinatorCardsWith';
import { someFlag, someFlagList, someFlagView } from './coordinatorFlagViews';
import { coordinatorSamples } from './coordinatorSamples';
import {
  someClass,
  someFigures,
  somePupil,
  someScope,
  someSummary,
  someWeeks,
} from './coordinatorSummaryViews';

const languages = ['nl', 'en'] as const;

describe.each(languages)('every card for coordinators in %s', (language) => {
  test.each(coordinatorSamples)('$name has nothing wrong', ({ render }) => {
    expect(cardProblems(render(language))).toEqual([]);
  });

  test.each(coordinatorSamples)('$name has buttons short enough for a phone', ({ render }) => {
    const { content } = render(language);
    const bottom = Array.isArray(content['actions']) ? content['actions'] : [];
    const sets = ofType({ content, summary: '' }, 'ActionSet').map((node) => node['actions']);
    const titles = nodesOf([bottom, sets])
      .filter((node) => String(node['type']).startsWith('Action.'))
      .map((node) => String(node['title']));
    expect(titles.filter((title) => title.length > 24)).toEqual([]);
  });
});

const hostile = [
  '**bold** _italic_ [link](https://evil.example) <b>html</b> <at>all</at> # head | table',
  '${pupil} ${$root.x} $${{nested}} {{DATE(2027-03-16T08:00:00Z, SHORT)}} }} $${',
  '`code` `${1+1}` \\ back\\slash \\`',
  '\u202Eesrever\u202C \u2066isolate\u2069 \u0000\u0007 \u200bzero \ud83d half',
  '1. first {x, plural, other {y}} {0} \'quoted\' "double"',
  '*'.repeat(5000),
  '語'.repeat(5000),
  '\n'.repeat(5000),
  '',
];

const withoutData = (key: string, value: unknown): unknown => (key === 'data' ? undefined : value);

/** What a reader sees: everything but what buttons send back, which must stay as it is. */
const seenPart = ({ content, summary }: RenderedCard): RenderedCard => ({
  content: JSON.parse(JSON.stringify(content, withoutData)),
  summary,
});

const markup = (text: string): string => text.replace(/\\./g, '').replace(/[^*_[\]<>`#~|\\]/g, '');

describe.each(languages)('text of people comes out harmless in %s', (language) => {
  /** Each card once, for all that is asked of it. */
  const renderedWith = remember((text: string) =>
    cardsWith(text).map(([name, render]) => [name, render(language)] as const),
  );

  test.each(hostile.map((text) => [text.slice(0, 40), text]))('%j', (_, text) => {
    for (const [name, card] of renderedWith(text)) {
      const seen = seenPart(card);
      const problems = cardProblems(seen).filter((problem) => !problem.includes('falls back to other data'));
      expect([name, problems]).toEqual([name, []]);
      const unseen = stringsOf(seen.content).filter(([, value]) =>
        /(?!\n|\u2060[{}])[\p{Cc}\p{Cf}\p{Cs}]/u.test(value),
      );
      expect([name, unseen]).toEqual([name, []]);
    }
  });

  test.each(hostile.map((text) => [text.slice(0, 40), text]))('%j is no markup', (_, text) => {
    for (const [name, card] of renderedWith(text)) {
      const marked = ofType(card, 'TextBlock').filter((node) => markup(String(node['text'])) !== '');
      expect([name, marked]).toEqual([name, []]);
    }
  });

  test('what buttons send back is exactly what was given', () => {
    const id = '${x} {{y}} *z*';
    const card = flagListCard(
      { start: 0, flags: someFlagList.flags.map((flag) => ({ ...flag, programme: id, id })) },
      language,
    );
    const sent = ofType(card, 'Action.Execute').filter(({ verb }) => verb === 'flag.show');
    expect(sent.map(({ data }) => data)).toEqual(
      sent.map(() => ({ programme: id, flag: id, answer: 'below' })),
    );
    expect(sent).toHaveLength(3);
  });
});

const long = 'Wilhelmina-Petronella van der Hoeven-Achterberg tot Nederhoven';

describe.each(languages)('a card stays small in %s', (language) => {
  const manyStudents = Array.from({ length: 300 }, (_, index) => ({
    student: `${index}.${long.replaceAll(' ', '.')}@leiden.example`,
    name: long,
    pupils: Array.from({ length: 12 }, () => long),
    lastAnswered: '2027-03-01',
    contacts: Array.from({ length: 20 }, () => ({ at: 0, by: long, note: '_'.repeat(500) })),
    since: '2027-03-01',
  }));
  const manyFlags = Array.from({ length: 300 }, (_, index) => ({
    programme: long.slice(0, 64),
    id: `${index}/2027-03-01`,
    pupil: long,
    label: () => long,
    class: long,
    school: long,
    level: 2 as const,
    status: 'open' as const,
    since: '2027-03-01',
    isOverdue: true,
  }));
  const manyNotes = Array.from({ length: 60 }, () => ({
    what: 'note' as const,
    at: 0,
    by: 'sanne@example.org',
    note: '_'.repeat(500),
    on: null,
  }));
  const signals = {
    ...noSignals,
    silent: manyStudents,
    cancelling: manyStudents,
    unreachable: manyStudents.map((student) => ({ ...student, since: null })),
    paused: manyStudents.map((student) => ({ ...student, since: 0, until: '2027-04-01' })),
    due: manyStudents,
  };

  test.each([
    ['a class of 30 over 20 weeks', () => ({ ...someClass(30, ` ${long}`), byWeek: someWeeks(20) })],
    [
      'everything long',
      () => {
        const parts = someClass(400, long).parts.map((part) => ({
          ...part,
          scope: someScope({ school: long, class: long, pupil: `${long} ${part.label}`, from: '2027-02-08' }),
        }));
        const attention = parts.slice(0, 5).map((part) => ({ ...part, level: 3 as const }));
        return { ...someClass(1), title: [long, long], parts, attention, byWeek: someWeeks(60) };
      },
    ],
    [
      'a pupil with 200 sessions',
      () => ({ ...somePupil, timeline: Array.from({ length: 30 }, () => somePupil.timeline).flat() }),
    ],
  ])('summary: %s', (_, view) => {
    expect(cardProblems(summaryCard(view(), language))).toEqual([]);
  });

  test('flag, list, signals and digest', () => {
    const closedThisWeek = Array.from({ length: 40 }, () => ({
      where: long,
      from: '2027-03-15',
      to: '2027-03-19',
      label: long,
    }));
    const flag = { ...someFlag, history: [...someFlag.history, ...manyNotes] };
    const cards = [
      flagCard({ ...someFlagView, flag }, language),
      flagListCard({ start: 290, flags: manyFlags }, language),
      studentSignalsCard({ lists: signals, only: null, of: null, stored: someSaved('stored') }, language),
      studentSignalsCard(
        { lists: signals, only: { kind: 'due', from: 295 }, of: null, stored: null },
        language,
      ),
      studentMattersCard(
        {
          ...someMatters,
          ...manyStudents[0],
          refusedNote: { note: '_'.repeat(5000), problem: 'noteTooLong' },
        },
        language,
      ),
      digestCard(
        { ...someDigest, signals, newFlags: manyFlags, waitingFlags: manyFlags, closedThisWeek },
        language,
      ),
    ];
    expect(cards.flatMap(cardProblems)).toEqual([]);
  });
});

const texts = (card: RenderedCard): string[] => ofType(card, 'TextBlock').map((node) => String(node['text']));

test('nothing to show is said in a line', () => {
  expect(texts(flagListCard({ start: 0, flags: [] }, 'nl'))).toContain('Er zijn geen open signalen. Fijn!');
  expect(
    texts(studentSignalsCard({ lists: noSignals, only: null, of: null, stored: null }, 'en')).join(),
  ).toContain('All student mentors take part');
  const empty = { ...someSummary, figures: someFigures(), parts: [], attention: [], byWeek: [] };
  expect(texts(summaryCard(empty, 'nl'))).toContain('In deze periode zijn nog geen sessies geweest.');
  expect(
    texts(studentSignalsCard({ lists: someSignals, only: null, of: null, stored: null }, 'nl')),
  ).toContain('Stil (1)');
});
