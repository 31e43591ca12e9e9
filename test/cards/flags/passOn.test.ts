import { mailAddressIn } from '../../../bot/programme/schoolContact';
import { flagPassOnCard, type PassOnView } from '../../../cards/flags/passOn';
import { mailDraft } from '../../../cards/mail';
import { cardProblems, ofType } from '../cardProblems';
import { somePassOn } from '../correctionSamples';

const cardOf = (change: Partial<PassOnView>, language: 'nl' | 'en' = 'nl') =>
  flagPassOnCard({ ...somePassOn, ...change }, language);
const texts = (change: Partial<PassOnView>, language: 'nl' | 'en' = 'nl') =>
  ofType(cardOf(change, language), 'TextBlock').map((node) => String(node['text']));
const draftOf = (change: Partial<PassOnView>) => {
  const [button] = ofType(cardOf(change), 'Action.OpenUrl');
  return button === undefined ? null : new URL(String(button['url']));
};

describe('the address of a school', () => {
  test.each([
    ['verzuim@jdw.example', 'verzuim@jdw.example'],
    ['Mevr. Smit, verzuim+3a@mail.jdw.example.', 'verzuim+3a@mail.jdw.example'],
    ['verzuimcoördinator, kamer 1.12', null],
    ['a@jdw.example of b@jdw.example', null],
    ['Verzuim (verzuim@jdw.example), kamer 1', 'verzuim@jdw.example'],
    ['e-mail:<verzuim@jdw.example>', 'verzuim@jdw.example'],
    ['balie @ school', null],
    ["j.o'brien@jdw.example", null],
    ['o’brien@jdw.example', null],
    ['zoë@jdw.example', null],
    ['bcc=a@jdw.example', null],
    ['a%0Abcc%3Da@jdw.example', null],
    ['"j smit"@jdw.example', null],
    ['a@jdw.example?bcc=evil', null],
    ['a@jdw.example&cc=evil', null],
    ['a@jdw.exampleé', null],
    ['a@jdw.example@evil.example', null],
    ["a@jdw.example, o'brien@jdw.example", null],
    ['', null],
    [null, null],
  ])('in %j is %j', (contact, address) => {
    expect(mailAddressIn(contact)).toBe(address);
  });
});

describe('a mail draft', () => {
  test('says every character as it is, and ends its lines as mail does', () => {
    const url = mailDraft('a+b@x.example', 'Sam & Co? #1 100%', ['één', 'twee = 2 & meer', '😀']);
    expect(url).toMatch(/^mailto:a%2Bb@x\.example\?subject=[^ ]*&body=[^ ]*$/);
    const { searchParams } = new URL(url);
    expect(searchParams.get('subject')).toBe('Sam & Co? #1 100%');
    expect(searchParams.get('body')).toBe('één\r\ntwee = 2 & meer\r\n😀');
    expect([...searchParams.keys()]).toEqual(['subject', 'body']);
  });
});

describe('passing a flag on', () => {
  test('has facts only: who, class, why, dates and outcomes', () => {
    const shown = texts({}).join('\n');
    for (const fact of ['Yara', '3A', 'Johan de Witt', '2 en 9 maart', '16 februari: 10 minuten te laat'])
      expect(shown).toContain(fact);
    for (const hidden of ['Daan', 'daan@', 'verplaatst', 'Gebeld']) expect(shown).not.toContain(hidden);
  });

  test('says of which moment it is, in the mail too: it does not follow a correction', () => {
    const said = 'Wat we zagen, stand van di 16 mrt, 12:00:';
    expect(texts({})).toContain(said);
    expect(draftOf({ contact: 'verzuim@jdw.example' })?.searchParams.get('body')).toContain(said);
  });

  test('a session that counts as not there says so, as it says why', () => {
    const [first] = somePassOn.recent;
    const [step] = first?.steps ?? [];
    if (first === undefined || step === undefined) throw new Error('the sample has no session');
    const late = { ...step, outcome: 'late' as const, minutesLate: 25 };
    const saidOf = (attendance: 'absence' | 'late', language: 'nl' | 'en') =>
      texts({
        recent: [{ ...first, attendance, minutesLate: 25, steps: [{ ...late, attendance }] }],
        programmeLanguage: language,
      }).join('\n');
    expect(saidOf('absence', 'nl')).toContain('25 minuten te laat, telt als niet verschenen');
    expect(saidOf('absence', 'en')).toContain('25 minutes late, counts as not there');
    expect(saidOf('late', 'nl')).not.toContain('telt als');
  });

  test('is a mail draft to the address of the school, with the same text', () => {
    const draft = draftOf({ contact: 'verzuim@jdw.example' });
    expect(draft?.pathname).toBe('verzuim@jdw.example');
    expect(draft?.searchParams.get('subject')).toBe('Signaal over Yara (3A) uit Haags Mentorprogramma 2027');
    const [copy] = ofType(cardOf({}), 'Input.Text');
    expect(draft?.searchParams.get('body')?.replaceAll('\r\n', '\n')).toBe(copy?.['value']);
    // Windows opens no longer ones.
    expect(draft?.href.length).toBeLessThan(2000);
  });

  test('without an address shows the words of the contact, and without any says so', () => {
    expect(draftOf({})).toBeNull();
    expect(texts({})).toContain('Contact van Johan de Witt: verzuimcoördinator, kamer 1.12');
    expect(texts({ contact: null }).join()).toContain('staat geen contact in het programma');
  });

  test('a name cannot add a receiver or another text to the draft', () => {
    const draft = draftOf({
      contact: 'v@jdw.example',
      pupil: 'X&bcc=evil@x.example?cc=y\r\nBcc: z',
      class: '#3A%0A',
    });
    expect([...(draft?.searchParams.keys() ?? [])]).toEqual(['subject', 'body']);
    expect(draft?.searchParams.get('subject')).not.toMatch(/[\r\n]/);
  });

  test('is in the language of the programme, and says so when its reader has another', () => {
    expect(texts({}, 'en').join('\n')).toContain('Wie van school');
    expect(texts({}, 'en').join('\n')).toContain('The text is in Dutch');
    expect(texts({}).join('\n')).not.toContain('de taal van het programma');
  });

  test('resolves the flag with one press, with its reason', () => {
    const presses = ofType(cardOf({}), 'Action.Execute').map(({ verb, data }) => ({ verb, data }));
    expect(presses).toEqual([
      {
        verb: 'flag.resolve',
        data: {
          programme: somePassOn.programme,
          flag: somePassOn.flag.id,
          reason: 'passedToSchool',
          seen: String(somePassOn.flag.history.length),
        },
      },
      { verb: 'flag.show', data: { programme: somePassOn.programme, flag: somePassOn.flag.id } },
    ]);
    expect(cardProblems(cardOf({ contact: 'v@jdw.example' }))).toEqual([]);
  });
});
