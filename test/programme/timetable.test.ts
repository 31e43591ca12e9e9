import * as fc from 'fast-check';
import { directoryOf } from '../../bot/programme/directory';
import type { PlannedMessage } from '../../bot/programme/plannedMessage';
import { timetableOf } from '../../bot/programme/timetable';
import { aDirectory, at } from '../builders';
import { few, someProgramme } from './programmes';

const ever = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

describe('the timetable', () => {
  const someBounds = fc
    .array(fc.integer({ min: at('2027-02-01T00:00:00Z'), max: at('2027-07-20T00:00:00Z') }), {
      minLength: 3,
      maxLength: 3,
    })
    .map((moments) => moments.toSorted((a, b) => a - b));

  test('parts: what is due from a to b and from b to c is what is due from a to c', () => {
    fc.assert(
      fc.property(someProgramme, someBounds, (programme, [a = 0, b = 0, c = 0]) => {
        const timetable = timetableOf(directoryOf(programme));
        expect([...timetable.between(a, b), ...timetable.between(b, c)]).toEqual(timetable.between(a, c));
      }),
      few,
    );
  });

  test('parts at its own moments too: due at b belongs to what ends at b', () => {
    const timetable = timetableOf(aDirectory());
    const noon = at('2027-02-09T10:00:00+01:00');
    expect(timetable.between(noon - 1, noon).map(({ kind }) => kind)).toEqual(['checkIn']);
    expect(timetable.between(noon, noon + 1)).toEqual([]);
  });

  test('stepping from one moment to the next finds everything once, in order', () => {
    fc.assert(
      fc.property(someProgramme, (programme) => {
        const timetable = timetableOf(directoryOf(programme));
        const found: PlannedMessage[] = [];
        let [before, moment] = [Number.NEGATIVE_INFINITY, timetable.nextAfter(Number.NEGATIVE_INFINITY)];
        while (moment !== null && moment > before) {
          const due = timetable.between(before, moment);
          expect(due.every(({ dueAt }) => dueAt === moment)).toBe(true);
          found.push(...due);
          [before, moment] = [moment, timetable.nextAfter(moment)];
        }
        expect(found).toEqual(timetable.between(...ever));
      }),
      few,
    );
  });

  test('worthAt is what is due by then and not yet past its worth', () => {
    fc.assert(
      fc.property(someProgramme, someBounds, (programme, [, moment = 0]) => {
        const timetable = timetableOf(directoryOf(programme));
        const expected = timetable
          .between(Number.NEGATIVE_INFINITY, moment)
          .filter(({ worthUntil }) => moment < worthUntil);
        expect(timetable.worthAt(moment)).toEqual(expected);
      }),
      few,
    );
  });
});
