import * as fc from 'fast-check';
import { addDays } from '../../bot/programme/calendar';
import { contactDue, contactsWith, countedWith, repeatedOf } from '../../bot/programme/contactsMade';
import type { ContactMade } from '../../bot/programme/facts';

const isRepeated = (...given: Parameters<typeof repeatedOf>): boolean => repeatedOf(...given) !== null;
const first = '2027-02-09';
const after = (days: number): string => addDays(first, days);

describe('contactDue', () => {
  test.each<[string, readonly number[], number]>([
    ['two weeks after the first session', [], 14],
    ['two weeks after the first contact, in the first month', [3], 17],
    ['late in the first month the second is owed all the same', [29], 43],
    ['a month after the second', [3, 15], 45],
    ['a month after the last of three in the first month', [3, 15, 20], 50],
    ['two contacts on one day are one', [3, 3], 17],
    ['a first one after the first month begins the monthly ones', [30], 60],
    ['a month after the last later on', [3, 15, 60, 100], 130],
    ['contacts in any order', [100, 3, 60, 15], 130],
    ['a contact before the first session does not count', [-5], 14],
    ['one on the day of the first session does', [0], 14],
    ['one before and two in the first month', [-5, 3, 15], 45],
  ])('%s', (_, contacts, expected) => {
    expect(contactDue([first], contacts.map(after))).toBe(after(expected));
  });

  test('is null without a pair, and the earliest over several', () => {
    expect(contactDue([], [after(3)])).toBeNull();
    expect(contactDue([first, after(40)], [after(3), after(15), after(39)])).toBe(after(54));
    expect(contactDue([after(40), first], [after(3), after(15)])).toBe(after(45));
  });

  const someDay = fc.integer({ min: -40, max: 200 }).map(after);
  test('a contact never brings the next one forward, and what is due stays due until there is one', () => {
    fc.assert(
      fc.property(fc.array(someDay, { maxLength: 6 }), someDay, (contacts, one) => {
        const before = contactDue([first], contacts) ?? '';
        const then = contactDue([first], [...contacts, one]) ?? '';
        expect(then >= before).toBe(true);
        if (one >= before) expect(then > one).toBe(true);
      }),
    );
  });

  test('whoever makes a contact whenever one is due makes two in the first month, then at most one in thirty days', () => {
    const made: string[] = [];
    for (let day = first; day < after(150); day = addDays(day, 1))
      if ((contactDue([first], made) ?? '') <= day) made.push(day);
    expect(made).toEqual([14, 28, 58, 88, 118, 148].map(after));
  });
});

const made = (changes: Partial<ContactMade> = {}): ContactMade => ({
  student: 'sam@leiden.example',
  at: 10_000_000,
  by: 'cora@hmp.example',
  note: null,
  ...changes,
});
const hour = 3_600_000;

describe('isRepeated', () => {
  test.each<[string, Partial<ContactMade>, boolean]>([
    ['the same at once', {}, true],
    ['within the hour', { at: 10_000_000 + hour }, true],
    ['later', { at: 10_000_001 + hour }, false],
    ['of somebody else', { by: 'jan@hmp.example' }, false],
    ['with somebody else', { student: 'noor@leiden.example' }, false],
    ['with a note', { note: 'called' }, false],
  ])('%s', (_, change, expected) => {
    expect(isRepeated(made(change), [made()])).toBe(expected);
  });
});

describe('contactsWith', () => {
  test('gives one student’s by the moment, each once, though two presses were stored', () => {
    const jan = made({ by: 'jan@hmp.example', at: 10_000_005 });
    const again = made({ at: 10_000_009 });
    const later = made({ at: 10_000_000 + 2 * hour });
    const all = [made(), jan, again, made({ student: 'noor@leiden.example' }), later];
    expect(contactsWith(all, 'sam@leiden.example', later.at)).toEqual([made(), jan, later]);
    expect(contactsWith(all, 'sam@leiden.example', later.at - 1)).toEqual([made(), jan]);
  });
});

describe('countedWith', () => {
  const jan = made({ by: 'jan@hmp.example', at: 10_000_005 });
  const again = made({ at: 10_000_009 });
  const note = made({ at: 10_000_010, note: 'called' });
  const later = made({ at: 10_000_001 + hour });
  const all = [made(), jan, again, note, later];

  test.each([
    ['of the first', made(), [made(), again]],
    ['of the second', again, [made(), again]],
    ['of a colleague’s', jan, [jan]],
    ['of one with a note, with what followed without one', note, [note, later]],
  ])('%s', (_, one, expected) => {
    expect(countedWith(one, all)).toEqual(expected);
  });
});
