/**
 * Several programmes in two tenants, in which the same addresses, pupil codes and schools mean other people: whatever
 * anybody does, nothing of a programme in which they have no role in that tenant is read, stored, shown or sent.
 */
import * as fc from 'fast-check';
import { isVerb, verbThings, type Verb } from '../../bot/programme/accessTable';
import type { ActionFields, RenderedCard } from '../../bot/ports';
import type { Programme, Role } from '../../bot/programme/model';
import type { Reply } from '../../dialogs/reply';
import { commands } from '../../dialogs/commands';
import { aPair, aPerson, aProgramme, aPupil, aSchool, at } from '../builders';
import { aWorld } from '../world';
import { nodesOf, ofType } from '../cards/cardProblems';
import { aChat, shown, type Chat } from './chat';
import { everyVerb } from './everyVerb';

const verbs = Object.keys(verbThings).filter(isVerb);
const [first, second] = ['tenant-a', 'tenant-b'];
const tenants = [first, second];
/** Addresses that all programmes know, each as somebody else. */
const addresses = ['ann@x.example', 'ben@x.example', 'cem@x.example', 'dot@x.example'];

/** One programme in each tenant, another one in the first, and one of both. */
const homes: Readonly<Record<string, readonly string[]>> = {
  pa: [first],
  qb: [second],
  ra: [first],
  sab: [first, second],
};
const programmes = Object.keys(homes);

/** Stands in every name of a programme. */
const markOf = (programme: string): string => `${programme.toUpperCase()}zq`;

interface Cast {
  readonly role: Role;
  readonly schools: readonly string[];
}

/** Who does what: by programme and address; null has no part in it. */
type Casting = Readonly<Record<string, readonly (Cast | null)[]>>;

const castOf = fc.option(
  fc.record({
    role: fc.constantFrom<Role>('student', 'student', 'coordinator', 'teacher'),
    schools: fc.constantFrom([], ['jdw'], ['zwc']),
  }),
  { freq: 4 },
);
const casting: fc.Arbitrary<Casting> = fc.record(
  Object.fromEntries(
    programmes.map((id) => [
      id,
      fc.array(castOf, { minLength: addresses.length, maxLength: addresses.length }),
    ]),
  ),
);

const programmeOf = (id: string, cast: readonly (Cast | null)[]): Programme => {
  const mark = markOf(id);
  const people = addresses.flatMap((email, index) => {
    const one = cast[index] ?? null;
    if (one === null) return [];
    const { role } = one;
    const schools = role === 'coordinator' ? one.schools : [];
    return [
      aPerson({
        email,
        name: `${mark} ${email}`,
        role,
        schools,
        university: role === 'student' ? 'leiden' : null,
      }),
    ];
  });
  const students = people.filter(({ role }) => role === 'student');
  const pupils = students.map((_, index) =>
    aPupil({
      id: `p${index + 1}`,
      firstName: `${mark}${index}`,
      class: `${mark}3A`,
      school: index % 2 === 0 ? 'jdw' : 'zwc',
    }),
  );
  return aProgramme({
    id,
    name: `${mark} programma`,
    tenants: homes[id] ?? [],
    schools: ['jdw', 'zwc'].map((school) =>
      aSchool({ id: school, name: `${mark} ${school}`, contact: `${mark} kamer` }),
    ),
    universities: [{ id: 'leiden', name: `${mark} universiteit`, closed: [] }],
    people,
    pupils,
    pairs: students.map(({ email }, index) =>
      aPair({ pupil: `p${index + 1}`, student: email, room: `${mark} zaal` }),
    ),
  });
};

/** What somebody does, in which of their tenants, about which pupil, as of which programme. */
const action = fc.record({
  who: fc.constantFrom(...addresses),
  tenant: fc.constantFrom(...tenants),
  programme: fc.constantFrom(...programmes),
  pupil: fc.constantFrom('p1', 'p2'),
  student: fc.constantFrom(...addresses),
  verb: fc.constantFrom(...verbs),
});
const command = fc.record({
  who: fc.constantFrom(...addresses),
  tenant: fc.constantFrom(...tenants),
  text: fc.constantFrom(
    ...commands.map(({ nl }) => nl.text),
    'overzicht jdw',
    'stil ann@x.example',
    'pauze tot 3-5',
  ),
});

interface Town {
  readonly chat: Chat;
  /** The programmes in which somebody of a tenant has a role. */
  readonly ofTheirs: (who: string, tenant: string) => readonly string[];
}

/** All programmes, with everybody met in both tenants, and every pupil absent twice. */
const aTown = async (cast: Casting): Promise<Town> => {
  const made = programmes.map((id) => programmeOf(id, cast[id] ?? []));
  const [one, ...others] = made;
  if (one === undefined) throw new Error('there are programmes');
  const chat = await aChat(one, '2027-03-02T12:00:00+01:00', 'https://maat.example');
  for (const other of others) await chat.import(other);
  for (const who of addresses) for (const tenant of tenants) await chat.as(who, tenant).installs();
  for (const date of ['2027-03-02', '2027-03-09']) {
    chat.clock.moveTo(at(`${date}T12:00:00+01:00`));
    for (const programme of made)
      for (const { pupil, student } of programme.pairs)
        for (const tenant of programme.tenants)
          await chat.as(student, tenant).presses('checkIn.record', {
            session: `${pupil}/${date}`,
            outcome: 'absentUnnotified',
            note: `${student} schreef iets`,
          });
  }
  chat.desk.giveLinks('https://maat.example');
  const ofTheirs = (who: string, tenant: string): readonly string[] =>
    made
      .filter(({ tenants: own, people }) => own.includes(tenant) && people.some(({ email }) => email === who))
      .map(({ id }) => id);
  return { chat, ofTheirs };
};

/** The programmes that a text tells something of. */
const toldIn = (text: string): readonly string[] => programmes.filter((id) => text.includes(markOf(id)));

interface Forged {
  readonly verb: Verb;
  readonly pupil: string;
  readonly student: string;
  readonly programme: string;
}

const forgedOf = ({ verb, pupil, student, programme }: Forged): ActionFields => ({
  ...everyVerb[verb].data({ pupil, student, school: 'jdw' }),
  programme,
});

/** What a call to storage was about, when it names a programme or a tenant as it should; null when it names neither. */
const namedIn = ({ call, given }: Chat['asked'][number]): string | null => {
  const [one, other] = given;
  const holder = call === 'contacts.save' ? one : call === 'links.keep' ? other : null;
  if (typeof one === 'string' && call !== 'links.keep') return one;
  const own = typeof holder === 'object' && holder !== null ? Object.entries(holder) : [];
  const found = own.find(([name]) => name === (call === 'contacts.save' ? 'tenant' : 'programme'));
  return typeof found?.[1] === 'string' ? found[1] : null;
};

/** A token is a secret of its own: under it stands whose it is. */
const byToken = /^feeds\.(find|keep)$/;

/** Where somebody's calls may go: their programmes, and the tenants of those. */
const strayCalls = (chat: Chat, own: readonly string[], tenant: string): readonly string[] => {
  const may = new Set([...own, tenant, ...own.flatMap((id) => homes[id] ?? [])]);
  return chat.asked
    .filter(({ call }) => !byToken.test(call))
    .filter((asked) => !may.has(namedIn(asked) ?? ''))
    .map(({ call, given }) => `${call} ${JSON.stringify(given[0])}`);
};

const acts = fc.array(action, { maxLength: 12 });
const says = fc.array(command, { maxLength: 8 });

test('a person meets only the programmes of the tenant they act in, and nothing else is asked of storage', async () => {
  await fc.assert(
    fc.asyncProperty(casting, acts, says, async (cast, actions, texts) => {
      const { chat, ofTheirs } = await aTown(cast);
      const isOwn = (who: string, tenant: string, reply: Reply): void => {
        const own = ofTheirs(who, tenant);
        expect(toldIn(shown(reply)).filter((id) => !own.includes(id))).toEqual([]);
        expect(strayCalls(chat, own, tenant)).toEqual([]);
        chat.forget();
      };
      chat.forget();
      for (const one of actions)
        isOwn(one.who, one.tenant, await chat.as(one.who, one.tenant).presses(one.verb, forgedOf(one)));
      for (const { who, tenant, text } of texts) isOwn(who, tenant, await chat.as(who, tenant).says(text));
    }),
    { numRuns: 25 },
  );
}, 120_000);

/** The buttons of a card, as they are sent. */
const buttonsOf = (card: RenderedCard): readonly Pressed[] =>
  ofType(card, 'Action.Execute').map(({ verb, data }) => ({
    verb: String(verb),
    data: Object.fromEntries(
      nodesOf(data)
        .flatMap((node) => Object.entries(node))
        .map(([name, value]) => [name, String(value)]),
    ),
  }));

interface Pressed {
  readonly verb: string;
  readonly data: ActionFields;
}

/** Buttons that ask anew what a text would: of every programme, as that does. */
const asksAnew = ['command.run', 'flag.list', 'week.show', 'hours.show', 'care.show'];

test('a button on a card of one programme stays in that programme, however alike its pupils are called', async () => {
  await fc.assert(
    fc.asyncProperty(
      casting,
      fc.array(command, { minLength: 4, maxLength: 8 }),
      fc.nat(),
      async (cast, texts, which) => {
        const { chat } = await aTown(cast);
        for (const { who, tenant, text } of texts) {
          let [card] = (await chat.as(who, tenant).says(text)).messages;
          for (let step = 0; step < 4 && card !== undefined; step += 1) {
            const buttons = buttonsOf(card).filter(
              ({ verb, data }) => !asksAnew.includes(verb) || data['programme'] !== undefined,
            );
            const pressed = buttons[which % Math.max(1, buttons.length)];
            const { programme } = pressed?.data ?? {};
            const of = programme === undefined ? toldIn(JSON.stringify(card)) : [programme];
            if (pressed === undefined) break;
            const reply = await chat.as(who, tenant).presses(pressed.verb, pressed.data);
            const told = toldIn(shown(reply));
            expect([
              pressed,
              told.filter((id) => !of.includes(id)),
              told.length > 1 && of.length === 1,
            ]).toEqual([pressed, [], false]);
            card = reply.replacement ?? reply.messages[0];
          }
        }
      },
    ),
    { numRuns: 30 },
  );
}, 120_000);

/** Somebody who got a message, and of which programmes it told. */
interface Got {
  readonly who: string;
  readonly tenant: string;
  readonly told: readonly string[];
}

test('what the bot starts goes only to who takes part, in a tenant of the programme', async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(casting, async (cast) => {
      const { chat, ofTheirs } = await aTown(cast);
      const got: Got[] = [];
      const world = aWorld('2027-03-08T07:00:00+01:00');
      world.teams.script = ({ email, tenant }, { content }) => {
        got.push({ who: email, tenant, told: toldIn(JSON.stringify(content)) });
        return undefined;
      };
      const bot = await world.start({ storage: chat.storage });
      for (const moment of [
        '2027-03-08T07:00:00+01:00',
        '2027-03-09T18:00:00+01:00',
        '2027-03-15T12:00:00+01:00',
      ]) {
        world.clock.moveTo(at(moment));
        await bot.tick();
      }
      await bot.end();
      count += got.length;
      for (const { who, tenant, told } of got) {
        expect(told.length).toBeLessThanOrEqual(1);
        expect(told.filter((id) => !ofTheirs(who, tenant).includes(id))).toEqual([]);
      }
    }),
    { numRuns: 15 },
  );
  expect(count).toBeGreaterThan(50);
}, 120_000);
