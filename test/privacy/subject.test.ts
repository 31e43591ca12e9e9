import { concernOf, isKeyOf, mentions, subjectOf } from '../../bot/privacy/subject';
import { asEntered } from '../../bot/ports/outbox';
import { messageKey } from '../../bot/programme/messages';
import { aPerson, aProgramme, aPupil } from '../builders';

const programme = aProgramme({
  people: [aPerson({ email: 'sam@leiden.example', name: 'Sam de Boer' })],
  pupils: [
    aPupil({ id: 'p1', firstName: 'Zoë' }),
    aPupil({ id: '12', firstName: 'An' }),
    aPupil({ id: 'p3', firstName: 'Mohammed A.' }),
  ],
});

describe('whom WHO means', () => {
  test.each([
    ['sam@leiden.example', 'person', 'sam@leiden.example', ['Sam de Boer', 'Sam']],
    ['SAM@Leiden.example', 'person', 'sam@leiden.example', ['Sam de Boer', 'Sam']],
    ['gone@leiden.example', 'person', 'gone@leiden.example', []],
    ['p1', 'pupil', 'p1', ['Zoë']],
    ['p99', 'pupil', 'p99', []],
  ])('%s is a %s', (who, is, id, names) => {
    expect(subjectOf(programme, who)).toEqual({ is, id, names });
  });
});

describe('a text names somebody', () => {
  test.each([
    ['sam@leiden.example', 'Sam belde', true],
    ['sam@leiden.example', 'SAM belde', true],
    ['sam@leiden.example', 'Sams fiets', true],
    ['sam@leiden.example', 'meneer Sam de Boer.', true],
    ['sam@leiden.example', 'mail naar sam@leiden.example', true],
    ['sam@leiden.example', 'samen gepraat', false],
    ['sam@leiden.example', 'de boer', false],
    ['p1', 'Zoe was ziek', true],
    ['p1', 'p1 was ziek', true],
    ['p1', 'p12 was ziek', false],
    ['12', 'om 12 uur', false],
    ['12', 'An kwam', true],
    ['12', 'dan kwam ze', false],
    ['p3', 'Mohammed was ziek', true],
    ['p1', null, false],
    ['p1', undefined, false],
  ])('%s: %j is %s', (who, text, named) => {
    expect(mentions(subjectOf(programme, who), text)).toBe(named);
  });
});

const isNobodys = (): boolean => false;

describe('a message is about a pupil by its kind, never by a day, round or student that is called as they are', () => {
  const anna = { is: 'pupil', id: 'r1', names: [] } as const;

  test.each([
    ['checkIn', 'sam@leiden.example', 'r1/2027-02-09', true],
    ['reminder2', 'sam@leiden.example', 'r1/2027-02-09', true],
    ['flagRaised', 'cora@hmp.example', 'r1/2027-02-09/1', true],
    ['checkIn', 'sam@leiden.example', 'r12/2027-02-09', false],
    ['roundInvite', 'sam@leiden.example', 'r1/A', false],
    ['roundOffer', 'theo@hmp.example', 'r1/A', false],
    ['digest', 'cora@hmp.example', 'r1', false],
    ['studentUnreachable', 'cora@hmp.example', 'r1/2027-02-09T10:00:00Z', false],
    ['checkIn', 'sam/mentor@leiden.example', 'r1/2027-02-09', true],
    ['checkIn', 'r1/sam@leiden.example', 'r12/2027-02-09', false],
  ] as const)('%s to %s about %s: %s', (kind, receiver, subject, isTheirs) => {
    const key = messageKey(kind, receiver, subject);
    const [dueAt, worthUntil] = [1, 2];
    const value = asEntered({
      key,
      kind,
      receiver,
      subject,
      dueAt,
      worthUntil,
      status: 'planned',
      reason: null,
    });
    expect(isKeyOf(anna, key)).toBe(isTheirs);
    expect(concernOf(anna, { kind: 'message', value }, isNobodys)).toBe(isTheirs ? 'own' : null);
  });
});
