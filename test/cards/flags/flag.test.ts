import type { RenderedCard } from '../../../bot/ports';
import type { Flag, FlagEvent } from '../../../bot/programme/facts';
import type { FlagView } from '../../../cards/coordinatorViews';
import { flagCard } from '../../../cards/flags/flag';
import { flagListCard } from '../../../cards/flags/list';
import { ofType } from '../cardProblems';
import {
  resolvedFlag,
  someCorrected,
  someFlag,
  someFlagList,
  someFlagView,
  takenUpFlag,
} from '../coordinatorFlagViews';

const cardOf = (change: Partial<FlagView>): RenderedCard => flagCard({ ...someFlagView, ...change }, 'nl');

const texts = (card: RenderedCard): readonly string[] =>
  ofType(card, 'TextBlock').map((node) => String(node['text']));

const verbs = (card: RenderedCard): readonly string[] =>
  ofType(card, 'Action.Execute').map(({ verb }) => String(verb));

const statusOf = (card: RenderedCard): unknown => {
  const [facts] = ofType(card, 'FactSet').map((node) => node['facts']);
  return Array.isArray(facts) ? facts.at(-1) : undefined;
};

const withEvent = (flag: Flag, what: FlagEvent['what'], on: string | null = null): Flag => ({
  ...flag,
  history: [...flag.history, { what, at: Date.parse('2027-03-28T23:30:00Z'), by: 'bot', note: null, on }],
});

describe('what can be done', () => {
  test.each([
    ['open', someFlag, ['flag.acknowledge', 'flag.show', 'flag.passOn']],
    ['acknowledged', takenUpFlag, ['flag.show', 'flag.passOn']],
    ['resolved', resolvedFlag, []],
    ['withdrawn', { ...someFlag, status: 'withdrawn' as const }, []],
    ['continued', { ...someFlag, status: 'withdrawn' as const, continuedAs: 'p1/2027-02-23' }, ['flag.show']],
  ])('%s', (_, flag, wanted) => {
    expect(verbs(cardOf({ flag })).filter((verb) => verb.startsWith('flag.'))).toEqual(wanted);
  });

  test('the flag goes along with every action on it', () => {
    const data = [cardOf({}), cardOf({ isWriting: true })]
      .flatMap((card) => ofType(card, 'Action.Execute'))
      .filter(({ verb }) => String(verb).startsWith('flag.'))
      .map((node) => node['data']);
    expect(data).toMatchObject(Array.from({ length: 6 }, () => ({ flag: someFlag.id })));
  });

  test.each([someFlag, takenUpFlag, resolvedFlag])(
    'there is nothing to type into it, for it is drawn anew as it hangs there ($status)',
    (flag) => {
      const card = cardOf({ flag, occasion: 'raised' });
      expect(JSON.stringify(card.content)).not.toMatch(/"Input\.|"Action\.ShowCard"/);
    },
  );

  test.each([
    ['asked for', { isWriting: true, asOf: 0 }],
    ['wrong', { error: { field: 'note', problem: 'missing', typed: '' }, asOf: 0 }],
  ] as const)('with its form open (%s) nothing takes its place but what is saved', (_, change) => {
    const others = ofType(cardOf(change), 'Action.Execute')
      .filter(({ verb }) => !['flag.note', 'flag.resolve', 'command.run'].includes(String(verb)))
      .filter(({ data }) => !JSON.stringify(data).includes('"answer":"below"'));
    expect(others).toEqual([]);
  });

  test('its form, the text for the school and the answers to correct come below', () => {
    const below = ofType(cardOf({}), 'Action.Execute').filter(({ verb }) =>
      ['flag.show', 'flag.passOn', 'checkIn.corrections'].includes(String(verb)),
    );
    expect(below).toMatchObject([
      { verb: 'flag.show', associatedInputs: 'none', data: { write: 'yes', answer: 'below' } },
      { verb: 'flag.passOn', data: { answer: 'below' } },
      { verb: 'checkIn.corrections', data: { answer: 'below' } },
    ]);
  });

  test('of a flag that is over there is no form, though one is asked for', () => {
    const over = cardOf({ flag: resolvedFlag, isWriting: true });
    expect(JSON.stringify(over.content)).not.toContain('Input.');
  });

  test('with its form open it says of no fault, and has the form once', () => {
    const card = cardOf({ isWriting: true });
    expect(texts(card).join()).not.toContain('nog niet opgeslagen');
    expect(verbs(card)).toEqual(expect.arrayContaining(['flag.note', 'flag.resolve']));
    expect(
      ofType(card, 'Action.Execute').filter(({ data }) => JSON.stringify(data).includes('write')),
    ).toEqual([]);
  });

  test('a note is asked for in one field with a label, which need not be filled in when a reason is chosen', () => {
    const [input, ...others] = ofType(cardOf({ isWriting: true }), 'Input.Text');
    expect(others).toEqual([]);
    expect(input).toMatchObject({ id: 'note', maxLength: 500, value: '' });
    expect(input).not.toHaveProperty('isRequired');
    expect(input?.['label']).toBe('Wat is er gedaan of afgesproken?');
  });

  test('the reasons to resolve it stand in a list, none chosen beforehand', () => {
    const [input, ...others] = ofType(cardOf({ isWriting: true }), 'Input.ChoiceSet');
    expect(others).toEqual([]);
    expect(input).toMatchObject({
      id: 'reason',
      choices: ['talkedToPupil', 'passedToSchool', 'slotChanged', 'mistake', 'other'].map((value) => ({
        value,
      })),
    });
    expect(input).not.toHaveProperty('value');
  });

  test('a flag of the highest level is for the school, with whom to reach there', () => {
    const flag = { ...someFlag, level: 3 as const };
    const line = 'Dit is het hoogste niveau: geef dit door aan school.';
    expect(texts(cardOf({ flag }))).toContain(`${line} Contact: verzuimcoördinator, kamer 1.12`);
    expect(texts(cardOf({ flag, contact: null }))).toContain(line);
    // As the school wrote it: the number stands at the end.
    const long =
      'verzuimcoördinator Van den Hoogenhuyze, kamer 1.12, bij geen gehoor de receptie: 070 1234567';
    expect(texts(cardOf({ flag, contact: long }))).toContain(`${line} Contact: ${long}`);
    const over = { ...flag, status: 'resolved' as const };
    for (const other of [someFlag, over])
      expect(texts(cardOf({ flag: other })).some((shown) => shown.startsWith(line))).toBe(false);
  });
});

describe('where it stands', () => {
  test.each([
    ['open', someFlag, 'open sinds 9 maart'],
    ['reopened', withEvent(someFlag, 'reopened', '2027-03-23'), 'open sinds 29 maart'],
    ['acknowledged', takenUpFlag, 'opgepakt door Sanne Bakker op 10 maart'],
    ['resolved', resolvedFlag, 'afgesloten door Sanne Bakker op 17 maart'],
    [
      'cleared, after midnight in the zone of the programme',
      withEvent({ ...someFlag, status: 'resolved' }, 'cleared'),
      'vanzelf opgelost op 29 maart',
    ],
    [
      'withdrawn',
      { ...someFlag, status: 'withdrawn' as const },
      'ingetrokken, omdat een antwoord erbij kwam of veranderde',
    ],
  ])('%s', (_, flag, value) => {
    expect(statusOf(cardOf({ flag }))).toEqual({ title: 'Status', value });
  });

  test('level in word and sign, reasons as sentences, sessions with a legend', () => {
    const shown = texts(cardOf({}));
    expect(shown).toContain('!! Niveau 2: actie');
    expect(shown).toContain(String.raw`• 2× niet verschenen in de laatste 4 sessies (2 en 9 maart)`);
    expect(shown).toContain('✓  △  ✗  ✗');
    expect(shown).toContain('✓ op tijd · △ te laat · ✗ niet verschenen');
  });

  test('no session yet, no row of signs', () => {
    expect(texts(cardOf({ recent: [] })).some((text) => text.includes('✓'))).toBe(false);
  });

  test('changed answers tell what they were, who changed them, when and why', () => {
    const shown = texts(cardOf({ recent: [someCorrected, ...someFlagView.recent] }));
    const from = shown.indexOf('Gewijzigde antwoorden');
    expect(shown.slice(from + 1, from + 5)).toEqual([
      '2 maart: ✗ niet verschenen, zonder bericht werd □ afgemeld · daan@example.org, do 4 mrt, 09:00',
      'Later gehoord hoe het zat.',
      '2 maart: □ afgemeld werd ✓ op tijd · Sanne Bakker, vr 12 mrt, 14:00',
      '“De sessie was verplaatst naar lokaal 2.04.”',
    ]);
    expect(texts(cardOf({}))).not.toContain('Gewijzigde antwoorden');
  });

  test('other flags of the pupil stand a line each, three at most', () => {
    const other = { id: 'p017/2027-02-16', level: 1, status: 'resolved', since: '2027-02-16' } as const;
    const shown = texts(cardOf({ others: [other] }));
    expect(shown).toContain('Andere signalen van Yara');
    expect(shown).toContain('• ! Niveau 1: aandacht · afgesloten, geopend op 16 februari');
    expect(texts(cardOf({ others: Array.from({ length: 5 }, () => other) }))).toContain(
      'En nog 2 oudere signalen.',
    );
  });

  test('why it was resolved stands in words, and once', () => {
    const event = { what: 'resolved', at: 0, by: 'sanne@example.org', on: null } as const;
    const shownOf = (note: string) => {
      const resolved = { ...event, note, reason: 'talkedToPupil' as const };
      return texts(cardOf({ flag: { ...someFlag, status: 'resolved', history: [resolved] } })).join('|');
    };
    expect(shownOf('Met de leerling gepraat').match(/Met de leerling gepraat/g)).toHaveLength(1);
    expect(shownOf('Talked to the pupil')).not.toContain('Talked');
    expect(shownOf('Komt weer')).toContain('sloot dit af: Met de leerling gepraat|“Komt weer”');
  });

  test('history tells who, when and what was written', () => {
    const shown = texts(cardOf({ flag: takenUpFlag }));
    expect(shown).toContain('do 11 mrt, 14:30 · Sanne Bakker schreef een notitie');
    expect(shown).toContain('“Gebeld met de klassenmentor, die spreekt Yara morgen.”');
  });

  test('of a long history the newest steps stand, with how many came before', () => {
    const { history } = Array.from({ length: 12 }).reduce<Flag>((flag) => withEvent(flag, 'added'), someFlag);
    expect(texts(cardOf({ flag: { ...someFlag, history } }))).toContain('Er waren nog 2 stappen eerder.');
  });
});

describe('why it comes', () => {
  test.each([
    ['raised', 'opened', 'Er is een nieuw signaal. Wil je ernaar kijken?'],
    ['raised', 'reopened', 'Dit signaal is opnieuw geopend. Wil je ernaar kijken?'],
    ['raised', 'raised', 'Dit signaal is verhoogd. Wil je ernaar kijken?'],
    ['note', 'note', 'Dit is opgeslagen: je notitie staat erbij.'],
    ['alreadyDone', 'acknowledged', 'Dit was al gedaan. Zo staat het er nu voor.'],
  ] as const)('%s after %s', (occasion, what, line) => {
    const flag = withEvent({ ...someFlag, history: [] }, what);
    expect(texts(cardOf({ flag, occasion }))[0]).toBe(line);
  });

  test('a flag that opens at level 2 at once is new', () => {
    expect(texts(cardOf({ occasion: 'raised' }))[0]).toBe('Er is een nieuw signaal. Wil je ernaar kijken?');
  });

  test('asked for, it begins with the pupil', () => {
    expect(texts(cardOf({}))[0]).toBe('Signaal: Yara');
  });
});

describe('a note that could not be stored', () => {
  const error = { field: 'note', problem: 'tooLong', typed: 'te veel' } as const;

  test('comes back in the open form, with the problem beside it', () => {
    const card = cardOf({ error });
    expect(ofType(card, 'Action.ShowCard')).toEqual([]);
    expect(ofType(card, 'Input.Text')).toMatchObject([{ id: 'note', value: 'te veel' }]);
    expect(texts(card)).toContain(
      'Dit is nog niet opgeslagen. Dit is te lang. Maak er maximaal 500 tekens van.',
    );
    expect(verbs(card)).toEqual(expect.arrayContaining(['flag.note', 'flag.resolve']));
  });

  test('comes back whole, with its lines, so that its writer can shorten it', () => {
    const typed = `regel 1\nregel 2 ${'x'.repeat(800)} einde`;
    const card = cardOf({ error: { ...error, typed } });
    expect(ofType(card, 'Input.Text')).toMatchObject([{ value: typed }]);
  });

  test('keeps the reason that was chosen, and says what is wrong with one that is not known', () => {
    const chosen = cardOf({ error: { ...error, problem: 'otherMissing', chosen: 'other' } });
    expect(ofType(chosen, 'Input.ChoiceSet')).toMatchObject([{ value: 'other' }]);
    expect(texts(chosen)).toContain(
      'Dit is nog niet opgeslagen. Schrijf kort op wat er is gedaan, of kies een andere reden.',
    );
    const unknown = cardOf({ error: { ...error, field: 'reason', problem: 'unknownReason' } });
    expect(texts(unknown).join()).toContain('Deze reden ken ik niet');
  });

  test('has no form once the flag is resolved', () => {
    expect(ofType(cardOf({ flag: resolvedFlag, error }), 'Input.Text')).toEqual([]);
  });
});

const rowsOf = (view: typeof someFlagList) => {
  const card = flagListCard(view, 'nl');
  return ofType(card, 'ColumnSet').map((row) => row['selectAction']);
};

const idsOf = (view: typeof someFlagList): readonly string[] =>
  rowsOf(view).map((action) => /"flag":"([^"]+)"/.exec(JSON.stringify(action))?.[1] ?? '');

/** The start that the button with this title asks for; null when there is none. */
const startBehind = (view: typeof someFlagList, title: string): number | null => {
  const button = ofType(flagListCard(view, 'nl'), 'Action.Execute').find(
    (action) => action['title'] === title,
  );
  return button === undefined ? null : Number(/"start":(\d+)/.exec(JSON.stringify(button['data']))?.[1] ?? 0);
};

const many = (count: number, pupil = 'Yara') =>
  Array.from({ length: count }, (_, index) =>
    someFlagList.flags.slice(1, 2).map((flag) => ({
      ...flag,
      label: () => pupil,
      class: pupil,
      school: pupil,
      id: `p${100 + index}/2027-03-09`,
    })),
  ).flat();

test.each([
  ['nl', 'Stand van ma 15 mrt, 09:07', 'Vernieuwen'],
  ['en', 'As of Mon 15 Mar, 09:07', 'Refresh'],
] as const)(
  'says in %s of when it is and shows it anew, but not as a message: that follows',
  (language, said, title) => {
    const asOf = Date.parse('2027-03-15T09:07:00+01:00');
    const isRenewing = (card: RenderedCard): boolean =>
      ofType(card, 'Action.Execute').some(
        (button) => button['title'] === title && button['verb'] === 'flag.show',
      );
    const opened = flagCard({ ...someFlagView, asOf }, language);
    expect(texts(opened)).toContain(said);
    expect(isRenewing(opened)).toBe(true);
    const message = flagCard(someFlagView, language);
    expect(texts(message)).not.toContain(said);
    expect(isRenewing(message)).toBe(false);
  },
);

describe('the list', () => {
  test('has the highest level first and opens each flag', () => {
    expect(rowsOf(someFlagList)).toMatchObject(
      ['p051/2027-03-15', 'p017/2027-03-09', 'p004/2027-03-11'].map((flag) => ({
        verb: 'flag.show',
        data: { flag },
      })),
    );
  });

  test.each([
    ['names as usual', 'Yara', 3],
    ['long names', '€'.repeat(300), 4],
  ])('with %s shows each of 37 flags once from page to page, and back', (_, pupil, pages) => {
    const flags = many(37, pupil);
    const shown: (readonly string[])[] = [];
    let start: number | null = 0;
    let last = 0;
    while (start !== null) {
      shown.push(idsOf({ flags, start }));
      last = start;
      start = startBehind({ flags, start }, 'Volgende');
    }
    expect(shown).toHaveLength(pages);
    expect(shown.flat()).toEqual(flags.map(({ id }) => id));
    expect(startBehind({ flags, start: 0 }, 'Vorige')).toBeNull();
    expect(startBehind({ flags, start: last }, 'Vorige')).not.toBeNull();
  });

  test('says which lines a page shows, and beyond the end shows the last page', () => {
    expect(texts(flagListCard({ flags: many(37), start: 15 }, 'en'))).toContain('16–30 of 37');
    expect(idsOf({ flags: many(20), start: 300 })).toHaveLength(5);
    expect(texts(flagListCard({ flags: many(15), start: 0 }, 'nl')).join()).not.toContain('van 15');
  });
});

test.each(['nl', 'en'] as const)(
  'the notification names neither pupil nor class: locked phones show it (%s)',
  (language) => {
    const { summary } = flagCard(someFlagView, language);
    expect(summary).toContain(someFlagView.school);
    expect(summary).not.toMatch(new RegExp(`${someFlagView.pupil}|${someFlagView.class}`));
  },
);
