import * as fc from 'fast-check';
import type { PolledGroup, SlotChoice } from '../../bot/ports/intervision';
import type { Slot } from '../../bot/programme/rounds/model';
import { chooseSlots } from '../../bot/intervision/chooseSlots';
import { openSolver, type Solve } from '../../bot/intervision/solver';
import { anyPolls, choicesOf, polled, slotAt } from './polls';

let solve: Solve;
beforeAll(async () => {
  solve = await openSolver();
});

/** `a-0 9`: slot and members, with `!` when too few; otherwise the reason. */
const told = (choice: SlotChoice): string =>
  choice.outcome === 'none'
    ? choice.reason
    : `${choice.slot.id} ${choice.members.length}${choice.outcome === 'tooFew' ? '!' : ''}`;

const chosen = (groups: readonly PolledGroup[]): readonly string[] =>
  chooseSlots(choicesOf(groups), solve).map(told);

describe('one group', () => {
  test.each<[string, readonly (readonly [number, number])[], string]>([
    [
      'gets the slot with the most members',
      [
        [0, 5],
        [2, 7],
        [4, 6],
      ],
      'a-1 7',
    ],
    [
      'gets the earliest on a tie, in whatever order they were offered',
      [
        [4, 7],
        [2, 7],
        [3, 7],
      ],
      'a-1 7',
    ],
    ['is enough with four', [[0, 4]], 'a-0 4'],
    [
      'is too few with three: people decide',
      [
        [0, 3],
        [2, 2],
      ],
      'a-0 3!',
    ],
    [
      'gets none when nobody can',
      [
        [0, 0],
        [2, 0],
      ],
      'nobodyCan',
    ],
    ['gets none when nothing was offered', [], 'nothingOffered'],
  ])('%s', (_, slots, expected) => {
    expect(chosen([polled('a', 'theo@x', slots)])).toEqual([expected]);
  });

  test('counts members of the group only, and each once', () => {
    const group = polled('a', 'theo@x', [
      [0, 4],
      [2, 5],
    ]);
    const students = ['a1', 'a2', 'a3', 'a4', 'a4'];
    const [choice] = chooseSlots(choicesOf([{ ...group, students }]), solve);
    expect(choice).toMatchObject({ slot: { id: 'a-0' }, members: ['a1', 'a2', 'a3', 'a4'] });
  });

  test('gets none when the teacher is elsewhere whenever members can', () => {
    const group = polled('a', 'theo@x', [[0, 8]]);
    const taken = new Map([['theo@x', [slotAt('other', 0.5)]]]);
    expect(chooseSlots(choicesOf([group], taken), solve).map(told)).toEqual(['teacherElsewhere']);
  });

  test('may begin when something else of the teacher ends', () => {
    const group = polled('a', 'theo@x', [
      [0, 8],
      [1, 5],
    ]);
    const taken = new Map([['theo@x', [slotAt('other', 0)]]]);
    expect(chooseSlots(choicesOf([group], taken), solve).map(told)).toEqual(['a-1 5']);
  });
});

describe('groups of one teacher', () => {
  test('that want different hours each get their own best', () => {
    const groups = [
      polled('a', 'theo@x', [
        [0, 5],
        [2, 7],
      ]),
      polled('b', 'theo@x', [
        [0, 6],
        [2, 4],
      ]),
    ];
    expect(chosen(groups)).toEqual(['a-1 7', 'b-0 6']);
  });

  test('that want the same hour: as many members as possible together, not whoever comes first', () => {
    // One after the other a would take its 7, and b would be left with 2.
    const groups = [
      polled('a', 'theo@x', [
        [0, 7],
        [2, 6],
      ]),
      polled('b', 'theo@x', [
        [0, 7],
        [2, 2],
      ]),
    ];
    expect(chosen(groups)).toEqual(['a-1 6', 'b-0 7']);
  });

  test('a tie is won by the earliest over all, then by the first group', () => {
    const late = [
      polled('a', 'theo@x', [
        [0, 6],
        [3, 6],
      ]),
      polled('b', 'theo@x', [
        [0, 6],
        [2, 6],
      ]),
    ];
    expect(chosen(late)).toEqual(['a-0 6', 'b-1 6']);
    const same = [
      polled('b', 'theo@x', [
        [0, 6],
        [2, 6],
      ]),
      polled('a', 'theo@x', [
        [0, 6],
        [2, 6],
      ]),
    ];
    expect(chosen(same)).toEqual(['a-0 6', 'b-1 6']);
  });

  test('with as many members more groups meet', () => {
    const groups = [
      polled('a', 'theo@x', [
        [0, 8],
        [2, 4],
      ]),
      polled('b', 'theo@x', [[0, 4]]),
    ];
    expect(chosen(groups)).toEqual(['a-1 4', 'b-0 4']);
  });

  test('of two that could have the only hour the first gets it', () => {
    const groups = [
      polled('b', 'theo@x', [
        [1, 5],
        [0, 1],
      ]),
      polled('a', 'theo@x', [
        [1, 5],
        [0, 1],
      ]),
    ];
    expect(chosen(groups)).toEqual(['a-1 1!', 'b-0 5']);
    const only = [polled('b', 'theo@x', [[0, 5]]), polled('a', 'theo@x', [[0, 5]])];
    expect(chosen(only)).toEqual(['a-0 5', 'teacherElsewhere']);
  });

  test('who gets none is told so', () => {
    const groups = [polled('a', 'theo@x', [[0, 8]]), polled('b', 'theo@x', [[0.5, 5]])];
    expect(chosen(groups)).toEqual(['a-0 8', 'teacherElsewhere']);
  });

  test('of different teachers do not mind each other', () => {
    const groups = [polled('b', 'tine@x', [[0, 5]]), polled('a', 'theo@x', [[0, 8]])];
    expect(chosen(groups)).toEqual(['a-0 8', 'b-0 5']);
  });
});

const overlap = (a: Slot, b: Slot): boolean => a.start < b.end && b.start < a.end;

const slotOf = (choice: SlotChoice | undefined): Slot | null =>
  choice === undefined || choice.outcome === 'none' ? null : choice.slot;

type Picks = readonly (Slot | null)[];

/** Every choice for some groups by which no teacher is in two places. */
const allPicks = (groups: readonly PolledGroup[]): readonly Picks[] =>
  groups.reduce<readonly Picks[]>(
    (before, group, index) =>
      before.flatMap((picks) =>
        [null, ...group.slots]
          .filter(
            (slot) =>
              slot === null ||
              picks.every(
                (other, at) =>
                  other === null || groups[at]?.teacher !== groups[index]?.teacher || !overlap(slot, other),
              ),
          )
          .map((slot) => [...picks, slot]),
      ),
    [[]],
  );

const canCome = (group: PolledGroup | undefined, slot: Slot | null): number =>
  slot === null || group === undefined
    ? 0
    : group.students.filter((email) => group.available[email]?.includes(slot.id)).length;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** The rule as docs/rules.md says it, as numbers of which the smallest first difference wins. */
const ranking = (groups: readonly PolledGroup[], picks: Picks): readonly number[] => [
  -sum(picks.map((slot, index) => canCome(groups[index], slot))),
  -picks.filter((slot, index) => canCome(groups[index], slot) > 0).length,
  sum(picks.map((slot) => slot?.start ?? 0)),
  ...picks.map((slot) => slot?.start ?? Infinity),
];

const smaller = (a: readonly number[], b: readonly number[]): boolean => {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at !== -1 && (a[at] ?? 0) < (b[at] ?? 0);
};

const bestRanking = (groups: readonly PolledGroup[]): readonly number[] => {
  const useful = allPicks(groups).filter((picks) =>
    picks.every((slot, index) => slot === null || canCome(groups[index], slot) > 0),
  );
  return useful
    .map((picks) => ranking(groups, picks))
    .reduce((best, next) => (smaller(next, best) ? next : best));
};

describe('any polls', () => {
  test('are chosen as trying everything would choose', () => {
    fc.assert(
      fc.property(anyPolls(5), (groups) => {
        const choices = chooseSlots(choicesOf(groups), solve);
        expect(choices.map(({ group }) => group)).toEqual(groups.map(({ id }) => id));
        expect(ranking(groups, choices.map(slotOf))).toEqual(bestRanking(groups));
      }),
      { numRuns: 150 },
    );
  });

  test('put no teacher in two places, and name every group', () => {
    fc.assert(
      fc.property(anyPolls(12), (groups) => {
        const choices = chooseSlots(choicesOf(groups), solve);
        expect(choices.map(({ group }) => group)).toEqual(groups.map(({ id }) => id).toSorted());
        for (const teacher of ['theo@x', 'tine@x']) {
          const own = groups.filter((group) => group.teacher === teacher).map(({ id }) => id);
          const slots = choices
            .filter(({ group }) => own.includes(group))
            .flatMap((each) => slotOf(each) ?? []);
          const pairs = slots.flatMap((slot, index) =>
            slots.slice(index + 1).map((other) => [slot, other] as const),
          );
          expect(pairs.filter(([a, b]) => overlap(a, b))).toEqual([]);
        }
        for (const choice of choices)
          if (choice.outcome !== 'none') expect(choice.outcome === 'chosen').toBe(choice.members.length >= 4);
      }),
      { numRuns: 60 },
    );
  });

  test('in any order are chosen the same', () => {
    const shuffled = anyPolls(8).chain((groups) =>
      fc.tuple(fc.constant(groups), fc.shuffledSubarray(groups, { minLength: groups.length })),
    );
    fc.assert(
      fc.property(shuffled, ([groups, others]) => {
        const turned = others.map((group) => ({
          ...group,
          slots: group.slots.toReversed(),
          students: group.students.toReversed(),
        }));
        expect(chooseSlots(choicesOf(turned), solve)).toEqual(chooseSlots(choicesOf(groups), solve));
      }),
      { numRuns: 60 },
    );
  });
});

test('nobody who leads one group and is a member of another, or is in two, is counted on at two meetings at one time', () => {
  const both = [
    [0, 4],
    [2, 4],
  ] as const;
  const one = polled('a', 'theo@x', both);
  const other = polled('b', 'tine@x', both);
  const withTheo = {
    ...other,
    students: [...other.students, 'theo@x'],
    available: { ...other.available, 'theo@x': ['b-0', 'b-1'] },
  };
  expect(chosen([one, withTheo])).toEqual(['a-0 4', 'b-1 5']);
  const withMember = {
    ...other,
    students: [...other.students, 'a1'],
    available: { ...other.available, a1: ['b-0', 'b-1'] },
  };
  expect(chosen([one, withMember])).toEqual(['a-0 4', 'b-1 5']);
  const first = { ...withTheo, id: 'a' };
  // Whoever was counted on in one is not there to lead the other.
  expect(chosen([first, { ...one, id: 'z' }])).toEqual(['b-0 5', 'a-1 4']);
});
