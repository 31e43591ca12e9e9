import { talkKind } from '../../../bot/programme/flags/talk';
import { ruleLookup } from '../../../bot/programme/flags/details';
import { aDirectory } from '../../builders';

const ruleOf = ruleLookup(aDirectory());

describe('how to talk about a flag', () => {
  test.each([
    ['absence', ['absentTwice', 'absentInARow']],
    ['absence', ['lateOften', 'absentLong']],
    ['absence', ['missedOften', 'absentTwice']],
    ['missed', ['missedOften']],
    ['missed', ['lateOften', 'missedOften']],
    ['late', ['lateOften', 'lateVeryOften']],
    ['late', ['goneSince', 'lateOften']],
    ['general', ['goneSince']],
    ['general', []],
  ])('is about %s after %j', (kind, rules) => {
    expect(talkKind({ reasons: rules.map((rule) => ({ rule, dates: [] })) }, ruleOf)).toBe(kind);
  });
});
