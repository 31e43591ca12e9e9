/** Who may see what, cell by cell: every role, every scope, every thing, through the conversation or the card that shows it. */
import { accessTable, messageThings, type Reach, type Thing } from '../../bot/programme/accessTable';
import type { Programme } from '../../bot/programme/model';
import { allKinds, type AnyKind } from '../../bot/programme/plannedMessage';
import type { Chat } from './chat';
import { askings, type Asking } from './everyAsking';
import { aChatWithEverything, delivered, loseSam, standing, town, type Standing } from './everyThing';
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
  // Nobody can ask for what is another's: of these there is no outside.
  const onlyOneself = new Set<string>(askings.filter(({ of }) => of === 'oneself').map(({ thing }) => thing));
  const wanted = Object.entries(accessTable).flatMap(([thing, row]) =>
    Object.entries(row).flatMap(([role, reach]: [string, Reach]) => [
      ...(reach === null ? [] : [`${thing} ${role} true`]),
      ...(reach !== null && onlyOneself.has(thing) ? [] : [`${thing} ${role} false`]),
    ]),
  );
  expect(wanted.filter((cell) => !tried.has(cell))).toEqual([]);
});

/** What is Yara's, or their group's: the names of rounds are the whole programme's. */
const theirs = /Yara|zwijgplant|hazelnoot|kruidnagel|walnoot|geheim|[gG]roep g1/;
/** What a message is for, told to everybody who may have it. */
const tells: Readonly<Record<AnyKind, RegExp>> = {
  flagRaised: /walnoot/,
  studentUnreachable: /Sam de Boer.*Yara/s,
  digest: /Open het signaal over Yara/,
  checkIn: /Yara is niet verschenen/,
  reminder1: /Yara is niet verschenen/,
  reminder2: /Yara is niet verschenen/,
  nudge: /Yara is niet verschenen/,
  roundCancelled: /Maart.*groep g1/s,
  roundOffer: /Derde.*woensdag 31 maart/s,
  roundPoll: /Derde.*wo 31 mrt/s,
  roundPollReminder: /Derde.*wo 31 mrt/s,
  roundInvite: /Tweede.*18 maart/s,
  roundCase: /zwijgplant|Deze keer brengt Sam de Boer/,
  roundCaseReminder: /zwijgplant|Deze keer brengt Sam de Boer/,
  roundReminder: /Inbreng van Sam de Boer/,
  roundAgenda: /hazelnoot.*zwijgplant/s,
  roundReport: /kruidnagel/,
  roundReportReminder: /kruidnagel/,
};
const kinds = allKinds.flatMap((kind) =>
  people.map((who) => ({ kind, who, may: messageThings[kind].some((thing) => reaches(who, thing, sam)) })),
);

describe('a message of every kind', () => {
  test('has a row', () => {
    expect(Object.keys(messageThings).toSorted()).toEqual(allKinds.toSorted());
  });

  test('tells everybody whom the table lets, and nobody else anything', async () => {
    const chat = await aChatWithEverything();
    await loseSam(chat);
    for (const { kind, who, may } of kinds) {
      const card = await delivered(chat, kind, who);
      const seen = may ? expect.stringMatching(tells[kind]) : expect.not.stringMatching(theirs);
      expect({ kind, who, card }).toEqual({ kind, who, card: seen });
    }
    expect(new Set(kinds.filter(({ may }) => may).map(({ kind }) => kind)).size).toBe(allKinds.length);
  });

  test('tells nothing to whoever has left, though their name still stands in the group', async () => {
    const chat = await aChatWithEverything();
    await loseSam(chat);
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
