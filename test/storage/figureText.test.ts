import * as fc from 'fast-check';
import { markedContext, standingAfter } from '../../bot/programme/kept/flag';
import { dayNumber } from '../../bot/programme/calendar';
import type { Answer, Outcome } from '../../bot/programme/facts';
import { keepPupil, recentOnly, type KeptPupil } from '../../bot/programme/kept/pupil';
import { figuresIn, figureText } from '../../bot/storage/figureText';
import { olderFiguresIn } from '../../bot/storage/olderFigures';
import { aDirectory, aSession, anAnswer } from '../builders';
import { someFacts } from '../programme/facts';
import { hostileIds } from './contract/hostileIds';

const context = markedContext(aDirectory(), 'jdw');

const letters = {
  onTime: 'p',
  late: 'l',
  absentUnnotified: 'u',
  absentUnknown: 'x',
  absentNotified: 'n',
  studentAbsent: 's',
  schoolCancelled: 'c',
} as const satisfies Readonly<Record<Outcome, string>>;

/** As the version before wrote it. */
const olderText = ({ pupil, upTo, sessions, standing }: KeptPupil, answers: readonly Answer[]): string => {
  const newest = [...new Map(answers.map((answer) => [answer.session.date, answer])).values()].toSorted(
    (a, b) => (a.session.date < b.session.date ? -1 : 1),
  );
  const days = newest.map(({ session }) => dayNumber(session.date));
  const words = newest.map(({ outcome, minutesLate }, index) => {
    const between = (days[index] ?? 0) - (days[index - 1] ?? (days[0] ?? 0) - 7);
    const minutes = outcome === 'late' ? (minutesLate ?? '') : '';
    return `${between === 7 ? '' : `${between}g`}${minutes}${letters[outcome]}`;
  });
  const said = words.join('').replaceAll(/p{3,}/g, ({ length }) => `${length}p`);
  const older = { first: days[0] ?? 0, said, ahead: sessions?.ahead ?? [] };
  return JSON.stringify({ pupil, upTo, sessions: older, standing });
};

describe('what is kept as text', () => {
  test('comes back, whole and of the last half year alone, and as the version before wrote it', () => {
    fc.assert(
      fc.property(someFacts, fc.boolean(), (facts, isKnown) => {
        const kept = keepPupil('p1', facts, isKnown ? standingAfter(facts, context) : null);
        expect(figuresIn(figureText(kept))).toEqual(kept);
        expect(figuresIn(figureText(recentOnly(kept)))).toEqual(recentOnly(kept));
        const answers = facts.filter((fact) => fact.kind === 'answer');
        expect(olderFiguresIn(olderText(kept, answers))).toEqual(kept);
      }),
      { numRuns: 200 },
    );
  });

  test.each(hostileIds)('of a pupil called %j', (id) => {
    const session = { ...aSession('2027-02-09'), pupil: id, id: `${id}/2027-02-09` };
    const fact = anAnswer('2027-02-09', { session, outcome: 'absentUnnotified' });
    const flag = {
      id: session.id,
      level: 3,
      status: 'acknowledged',
      openedOn: '2027-02-09',
      openedAt: 7,
      isOverdue: true,
    } as const;
    const kept = keepPupil(id, [fact], { mark: 'ab12', flag, levelTwoSince: null });
    expect(figuresIn(figureText(kept))).toEqual(kept);
    expect(figureText(kept)).not.toMatch(/[\u0085\u2028\u2029\n\r]/);
  });

  test('without sessions, or with ends that are still to come', () => {
    const kept = keepPupil('p1', [], null);
    expect(figuresIn(figureText({ ...kept, sessions: null }))).toEqual({ ...kept, sessions: null });
    const ahead = [
      [20_858, 1_802_000_000_000],
      [20_865, 1_802_600_000_000],
    ] as const;
    const sessions = kept.sessions === null ? null : { ...kept.sessions, ahead };
    expect(figuresIn(figureText({ ...kept, sessions }))).toEqual({ ...kept, sessions });
  });

  test('what does not fit into it is left to the page', () => {
    const kept = keepPupil('p1', [], { mark: 'two words', flag: null, levelTwoSince: null });
    expect(figuresIn(figureText(kept)).standing).toBeNull();
  });

  test.each([
    '',
    '5',
    '5 - -  20858 #  - ',
    'x - -  20858 #  - p1',
    ' - -  20858 #  - p1',
    '5 - -  20858 0  - p1',
    '5 - -  x #  - p1',
    '5 y -  20858 #  - p1',
    '5 - -  20858 # 20858 - p1',
    '5 - -  20858 #  m p1',
    '5 - -  20858 #  m;-;4,open,2027-02-09,5,0 p1',
    '5 - -  20858 #  m;-;3,shut,2027-02-09,5,0 p1',
    '5 - -  20858 #  m;-;3,open,soon,5,0 p1',
    '5 - -  20858 #  m;-;3,open,2027-02-09,,0 p1',
    '5 - -  20858 #  m;-;3,open,2027-02-09,5, p1',
    '5 - -  20858 #  - {"a":1}',
  ])('%j is refused', (text) => {
    expect(() => figuresIn(text)).toThrow(/Expected|JSON/);
  });
});
