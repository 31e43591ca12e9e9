/** Who may see and do what, cell by cell through the conversations: docs/security.md shows the table. */
import {
  accessTable,
  commandThings,
  isVerb,
  verbThings,
  type Thing,
  type Verb,
} from '../../bot/programme/accessTable';
import type { Role } from '../../bot/programme/model';
import { commands } from '../../dialogs/commands';
import {
  aChatWithFlags,
  everybody,
  everyVerb,
  hiddenFrom,
  pupilsHiddenFrom,
  targets,
  touched,
  type Target,
} from './everyVerb';
import { replaced, shown, type Chat } from './chat';
import { cora, jan, lea, noor, sam, theo, zara } from './people';

const roleOf: Readonly<Record<string, Role>> = {
  [sam]: 'student',
  [noor]: 'student',
  [lea]: 'student',
  [cora]: 'coordinator',
  [jan]: 'coordinator',
  [zara]: 'coordinator',
  [theo]: 'teacher',
};
const schoolsOf: Readonly<Record<string, readonly string[]>> = {
  [cora]: ['jdw', 'zwc'],
  [jan]: ['jdw'],
  [zara]: ['zwc'],
};

/** What the table says of somebody and something of somebody's, worked out without the functions that decide. */
const reaches = (who: string, thing: Thing, { student, school }: Target): boolean => {
  const reach = accessTable[thing][roleOf[who] ?? 'teacher'];
  if (reach === null) return false;
  if (reach === 'own' || reach === 'ownPupils') return who === student;
  return reach !== 'schools' || (schoolsOf[who] ?? []).includes(school);
};

const hasRole = (who: string, things: readonly Thing[]): boolean =>
  things.some((thing) => accessTable[thing][roleOf[who] ?? 'teacher'] !== null);

const refusal = /niet bij jouw rol|hoort bij iemand anders|not belong to your role|belongs to somebody else/;

const verbs = Object.keys(verbThings).filter(isVerb);

const allows = (verb: Verb, who: string, target: Target): boolean =>
  everyVerb[verb].about === 'target'
    ? verbThings[verb].some((thing) => reaches(who, thing, target))
    : hasRole(who, verbThings[verb]);

const cells = verbs.flatMap((verb) =>
  everybody.flatMap((who) =>
    targets.map((target) => ({
      verb,
      who,
      target,
      pupil: target.pupil,
      data: everyVerb[verb].data(target),
      may: allows(verb, who, target),
    })),
  ),
);

/** For all who are refused: they read and store nothing in it. */
let refusing: Chat;

beforeAll(async () => {
  refusing = await aChatWithFlags();
});

beforeEach(() => refusing.forget());

test.each(cells.filter(({ may }) => !may))(
  '$verb of $pupil is refused to $who: one line, nothing read, nothing stored',
  async ({ verb, who, data }) => {
    const reply = await refusing.as(who).presses(verb, data);
    expect(JSON.stringify(replaced(reply))).toMatch(refusal);
    expect(reply.messages).toEqual([]);
    expect(touched(refusing)).toEqual([]);
  },
);

test.each(cells.filter(({ may }) => may))(
  '$verb of $pupil answers $who, with nothing of others',
  async ({ verb, who, data }) => {
    const chat = await aChatWithFlags();
    const reply = shown(await chat.as(who).presses(verb, data));
    expect(reply).not.toMatch(refusal);
    const hidden = verb.startsWith('round.') ? pupilsHiddenFrom(who) : (hiddenFrom[who] ?? []);
    for (const name of hidden) expect(reply).not.toContain(name);
    if (roleOf[who] !== 'student') expect(reply).not.toContain('geheim');
  },
);

const commandCells = commands.flatMap(({ name, nl }) =>
  everybody.map((who) => ({ name, who, text: nl.text, may: hasRole(who, commandThings[name]) })),
);

test.each(commandCells.filter(({ may }) => may))(
  '$text answers $who, with nothing of others',
  async ({ who, text }) => {
    const chat = await aChatWithFlags();
    const reply = shown(await chat.as(who).says(text));
    expect(reply).not.toMatch(refusal);
    const hidden = text === 'intervisie' ? pupilsHiddenFrom(who) : (hiddenFrom[who] ?? []);
    for (const name of hidden) expect(reply).not.toContain(name);
    if (roleOf[who] !== 'student') expect(reply).not.toContain('geheim');
  },
);

test.each(commandCells.filter(({ may }) => !may))(
  '$text is refused to $who: one line, nothing read',
  async ({ who, text }) => {
    const reply = await refusing.as(who).says(text);
    expect(reply.messages.map(({ summary }) => summary)).toEqual([expect.stringMatching(refusal)]);
    expect(touched(refusing)).toEqual([]);
  },
);

test('there is a row for every command, and every cell of the table is tried', () => {
  expect(commands.map<string>(({ name }) => name).toSorted()).toEqual(Object.keys(commandThings).toSorted());
  const allowed = cells.filter(({ may }) => may).length;
  expect([allowed > 100, cells.length - allowed > 100]).toEqual([true, true]);
});
