/** Every period and limit that the pages on privacy state, made from what the code does: none other stands there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessTable, type Thing } from '../../bot/programme/accessTable';
import { keptFor } from '../../bot/ports/inbox';
import { strangersFor } from '../../bot/privacy/strangers';
import { changeDays, longestText } from '../../bot/programme/checkIn';
import { defaultRetention } from '../../bot/programme/retention';
import { toldFor } from '../../bot/storage/inbox';
import { linkLasts } from '../../dialogs/export';

const docs = join(__dirname, '..', '..', 'docs');
const [day, minute] = [86_400_000, 60_000];

/** Numbers as they are written out. */
const words = new Map([
  ['twee', '2'],
  ['zeven', '7'],
  ['dertig', '30'],
  ['two', '2'],
  ['seven', '7'],
  ['thirty', '30'],
]);

/** In one line, with digits for words. */
const pageOf = (name: string): string =>
  readFileSync(join(docs, name), 'utf8')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\b[a-z]+\b/g, (word) => words.get(word) ?? word);

const { freeTextDays: text, namesDays: names, hoursDays: hours, accessDays: access } = defaultRetention;
const [waiting, strangers, unanswered] = [keptFor / day, strangersFor / day, toldFor / day];
/** What nobody says a time for goes after that, says the queue service. */
const queued = 7;

const pages: Readonly<Record<string, readonly string[]>> = {
  'privacy.md': [
    `een student wijzigt een check-in (${changeDays} dagen)`,
    `wat in een wachtrij ligt: daar staat hooguit ${queued} dagen`,
    `Entra-id, adres en gesprek blijven ${strangers} dagen`,
    `van wie in geen programma staat ${strangers} dagen na het kaartje`,
    `tot het is beantwoord, hooguit ${waiting} dagen | met de persoon`,
    `alsnog wordt beantwoord | ${waiting} dagen |`,
    `zien dat iemand geen antwoord kreeg | ${unanswered} dagen |`,
    `ongebruikt ${linkLasts / minute} minuten`,
    `tot het is opgepakt, hooguit ${queued} dagen`,
    `weten wanneer het tijd is | tot het is beantwoord, hooguit ${waiting} dagen`,
    `a student changes a check-in (${changeDays} days)`,
    `what lies in a queue: it says for ${queued} days at most`,
    `Entra id, address and conversation stay for ${strangers} days`,
    `of who is in no programme ${strangers} days after the card`,
    `until it is answered, ${waiting} days at most | with the person`,
    `is not answered after all | ${waiting} days |`,
    `to see that somebody got no answer | ${unanswered} days |`,
    `unused ${linkLasts / minute} minutes`,
    `until it is taken up, ${queued} days at most`,
    `to know when it is time | until it is answered, ${waiting} days at most`,
  ],
  'privacy/dpia.md': [
    `hooguit ${waiting} dagen; in de wachtrij \`work\` hooguit ${queued} dagen`,
    `tekst ${text}, namen en signalen ${names}, uren ${hours}, toegang ${access} dagen na het einde`,
    `hooguit ${longestText} tekens, weg na ${text} dagen`,
    `student ziet het, weg na ${names} dagen`,
  ],
  'privacy/register.md': [
    `tekst ${text}, de rest ${names} dagen na het einde`,
    `tekst ${text}, de rest ${names} dagen; in een wachtrij hooguit ${queued}`,
    `tekst ${text}, de rest ${hours} dagen`,
    `${access} dagen; ontvangstbewijzen`,
  ],
};

test.each(Object.entries(pages))(
  '%s states what the code does, and no period beside that',
  (name, phrases) => {
    let left = pageOf(name);
    expect(phrases.filter((phrase) => !left.includes(phrase))).toEqual([]);
    for (const phrase of phrases) left = left.replace(phrase, '');
    expect(
      left.match(/.{30}\b[\d–]+ (?:dagen|days|tekens|characters|minuten|minutes|weken|weeks)\b/g),
    ).toBeNull();
  },
);

test('the table of what is stored names each day with its period, and none else', () => {
  const said = [
    ...pageOf('privacy.md').matchAll(
      /\b(tekst|namen|uren|toegang|text|names|hours|access)[ -](?:dag|day) \((\d+)\)/g,
    ),
  ];
  const days: Readonly<Record<string, number>> = {
    tekst: text,
    text,
    namen: names,
    names,
    uren: hours,
    hours,
    toegang: access,
    access,
  };
  expect(said.length).toBeGreaterThan(30);
  expect(said.filter(([, stage, count]) => days[stage ?? ''] !== Number(count))).toEqual([]);
});

const everybody = ['student', 'teacher', 'coordinator'] as const;
const rolesOf = (thing: Thing): readonly string[] =>
  everybody.filter((role) => accessTable[thing][role] !== null);

test('who sees what is as the table of access decides', () => {
  const page = pageOf('privacy.md');
  for (const [thing, roles, said] of [
    ['checkIns', ['student'], 'niet de notities van studenten'],
    ['flagOfOwnPupil', ['student'], 'het signaal van de eigen leerling (zonder wat coördinatoren schreven)'],
    ['flags', ['coordinator'], 'aanwezigheid, signalen, correcties'],
    ['flagCount', ['teacher'], 'van leerlingen alleen het aantal open signalen, zonder naam'],
    ['agenda', ['student', 'teacher'], 'eigen groepen: wie, wanneer, de inbreng'],
    ['hours', ['student'], 'eigen check-ins en uren'],
  ] as const) {
    expect([thing, rolesOf(thing)]).toEqual([thing, [...roles]]);
    expect(page).toContain(said);
  }
});
