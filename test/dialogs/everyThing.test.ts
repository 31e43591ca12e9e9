/** Who may see what, cell by cell: every role, every scope, every thing, through the conversation or the card that shows it. */
import { accessTable, messageThings, type Thing } from '../../bot/programme/accessTable';
import type { Programme } from '../../bot/programme/model';
import { allKinds } from '../../bot/programme/plannedMessage';
import type { Chat } from './chat';
import { askings, type Asking } from './everyAsking';
import { aChatWithEverything, delivered, standing, town, type Standing } from './everyThing';
import { sam } from './people';

const people = Object.keys(standing);

const nobody: Standing = { role: 'student', covers: [] };

/** What the table says of somebody, worked out without the functions that decide. */
const reaches = (who: string, thing: Thing, of: string): boolean => {
  const { role, covers } = standing[who] ?? nobody;
  const reach = accessTable[thing][role];
  if (reach === 'own') return of === 'oneself' || who === of;
  return reach !== null && covers.includes(reach);
};

const sees = (who: string, { thing, of, by }: Asking): boolean => {
  const { role } = standing[who] ?? nobody;
  return reaches(who, thing, of) && (by === undefined || by.includes(role));
};

const cells = askings.flatMap((asking) =>
  people.map((who) => ({ asking, who, thing: asking.thing, how: asking.how, may: sees(who, asking) })),
);

describe('everything there is to see', () => {
  let chat: Chat;
  beforeAll(async () => {
    chat = await aChatWithEverything();
  });

  test.each(cells)('$thing by $how, for $who: $may', async ({ asking, who, may }) => {
    expect(asking.shows.test(await asking.ask(chat, who))).toBe(may);
  });
});

test('is tried for every thing and every role, where it may be seen and where not', () => {
  const tried = new Set(cells.map(({ thing, who, may }) => `${thing} ${standing[who]?.role} ${may}`));
  const wanted = Object.entries(accessTable).flatMap(([thing, row]) =>
    Object.entries(row).map(([role, reach]) => `${thing} ${role} ${reach !== null}`),
  );
  expect(wanted.filter((cell) => !tried.has(cell))).toEqual([]);
});

/** What is Yara's, or their group's: the names of rounds are the whole programme's. */
const theirs = /Yara|zwijgplant|hazelnoot|kruidnagel|walnoot|geheim|[gG]roep g1/;
const kinds = allKinds.flatMap((kind) =>
  people.map((who) => ({ kind, who, may: messageThings[kind].some((thing) => reaches(who, thing, sam)) })),
);

describe('a message of every kind', () => {
  test('has a row', () => {
    expect(Object.keys(messageThings).toSorted()).toEqual(allKinds.toSorted());
  });

  test('tells nobody anything whom the table does not let', async () => {
    const chat = await aChatWithEverything();
    for (const { kind, who, may } of kinds) {
      const card = await delivered(chat, kind, who);
      if (!may) expect({ kind, who, card }).toEqual({ kind, who, card: expect.not.stringMatching(theirs) });
    }
    expect(kinds.filter(({ may }) => may).length).toBeGreaterThan(30);
  });

  test('tells nothing to whoever has left, though their name still stands in the group', async () => {
    const chat = await aChatWithEverything();
    const left: Programme = town();
    await chat.import({
      ...left,
      people: left.people.map((person) => ({ ...person, endedOn: '2027-03-17' })),
    });
    for (const { kind, who } of kinds) {
      const card = await delivered(chat, kind, who);
      expect({ kind, who, card }).toEqual({ kind, who, card: expect.not.stringMatching(theirs) });
    }
  });
});
