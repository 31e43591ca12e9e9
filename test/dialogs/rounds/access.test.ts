/** Who may do what about a group and its meeting, cell by cell: see docs/security.md. */
import { accessTable, isVerb, verbThings, type Thing } from '../../../bot/programme/accessTable';
import type { Role } from '../../../bot/programme/model';
import type { Chat } from '../chat';
import { shown } from '../chat';
import { ann, bas, cora, hanneke, ids, otherCora, scheduled, stored, stray, theo } from '../roundChat';

interface Standing {
  readonly role: Role;
  /** Whether they are in group B, lead it, or coordinate its programme. */
  readonly isTheirs: boolean;
}

/** Ann brings the case of group B, which Theo leads. */
const people: Readonly<Record<string, Standing>> = {
  [ann]: { role: 'student', isTheirs: true },
  [bas]: { role: 'student', isTheirs: true },
  [stray]: { role: 'student', isTheirs: false },
  [theo]: { role: 'teacher', isTheirs: true },
  [hanneke]: { role: 'teacher', isTheirs: false },
  [cora]: { role: 'coordinator', isTheirs: true },
  [otherCora]: { role: 'coordinator', isTheirs: false },
};

const written = { title: 'Stilte', situation: 'zwijgplant', question: 'Wat kan ik doen?' };

/** A meeting that is set, with a case that has words of its own. */
const begin = async (): Promise<Chat> => {
  const chat = await scheduled();
  await chat.as(ann).presses('round.case', { ...ids, ...written });
  for (const who of Object.keys(people)) await chat.as(who).installs();
  chat.forget();
  return chat;
};

const reaches = (who: string, things: readonly Thing[]): boolean => {
  const standing = people[who];
  return standing?.isTheirs === true && things.some((thing) => accessTable[thing][standing.role] !== null);
};

/** About no group: one is made, and all that somebody leads are listed. */
const aboutNone: readonly string[] = ['round.create', 'round.list'];
const verbs = Object.keys(verbThings)
  .filter(isVerb)
  .filter((verb) => verb.startsWith('round.') && !aboutNone.includes(verb));
const cells = verbs.flatMap((verb) =>
  Object.keys(people).map((who) => ({ verb, who, may: reaches(who, verbThings[verb]) })),
);
const refusal = 'hoort niet bij jouw rol';

/** For all who are refused: they store nothing in it. */
let refusing: Chat;

beforeAll(async () => {
  refusing = await begin();
});

test.each(cells.filter(({ may }) => !may))(
  '$verb is refused to $who: one line, nothing stored',
  async ({ verb, who }) => {
    const chat = refusing;
    const before = await stored(chat);
    chat.forget();
    const reply = await chat
      .as(who)
      .presses(verb, { ...ids, what: 'group', student: ann, slot: 's1', present: ann });
    expect(shown(reply)).toContain(refusal);
    expect(shown(reply)).not.toContain('zwijgplant');
    expect(chat.calls.filter((call) => !/^contacts\.|^rounds\.(?:heads|facts)$/.test(call))).toEqual([]);
    expect(await stored(chat)).toBe(before);
  },
);

test.each(cells.filter(({ may }) => may))(
  '$verb answers $who, with the case only for its eyes',
  async ({ verb, who }) => {
    const chat = await begin();
    const reply = shown(await chat.as(who).presses(verb, { ...ids, what: 'group' }));
    expect(reply).not.toContain(refusal);
    if (who !== ann && who !== theo) expect(reply).not.toContain('zwijgplant');
  },
);

test('there are cells of both kinds for every role', () => {
  for (const role of ['student', 'teacher', 'coordinator']) {
    const own = cells.filter(({ who }) => people[who]?.role === role);
    expect([own.some(({ may }) => may), own.some(({ may }) => !may)]).toEqual([true, true]);
  }
});
