/** Every way to see each thing of Sam, of Yara whom Sam mentors, and of their group, with what only that thing shows. */
import type { ExportOrder } from '../../bot/ports/export';
import type { Thing } from '../../bot/programme/accessTable';
import type { Role } from '../../bot/programme/model';
import type { AnyKind } from '../../bot/programme/plannedMessage';
import { at } from '../builders';
import { shown, type Chat } from './chat';
import { bytesOf } from './desk';
import { delivered } from './everyThing';
import { jan, sam, theo } from './people';

type Ask = (chat: Chat, who: string) => Promise<string>;

/** One way to see a thing. */
export interface Asking {
  readonly thing: Thing;
  readonly how: string;
  /** Whose it is, where a role reaches what is its own; `oneself`: nobody can ask for another's. */
  readonly of: string;
  readonly ask: Ask;
  readonly shows: RegExp;
  /** Only these can see it this way. */
  readonly by?: readonly Role[];
}

const says =
  (text: string): Ask =>
  async (chat, who) =>
    shown(await chat.as(who).says(text));
const presses =
  (verb: string, data: Readonly<Record<string, string>>): Ask =>
  async (chat, who) =>
    shown(await chat.as(who).presses(verb, { programme: 'hmp', ...data }));
const shows = (round: string, what: string): Ask => presses('round.show', { round, group: 'g1', what });
const gets =
  (kind: AnyKind, moment?: string): Ask =>
  (chat, who) =>
    delivered(chat, kind, who, moment === undefined ? undefined : at(moment));

/** The file as it is made when it is fetched. */
const takesFile =
  (kind: ExportOrder['kind']): Ask =>
  async (chat, who) => {
    const order = { programme: 'hmp', tenant: 'tenant-1', by: who, kind, language: 'nl' } as const;
    const file = await chat.desk.files.make(order);
    return file === null ? '' : (await bytesOf(file)).toString();
  };

const session = { session: 'p1/2027-03-09' };
const flag = { flag: 'p1/2027-03-09' };
/** The weekday on which the teacher is told who brings what. */
const monday = '2027-03-15T16:30:00+01:00';

/** At least one for each thing; `everyThing.test.ts` fails where one lacks. */
export const askings: readonly Asking[] = [
  { thing: 'own', how: 'privacy', of: 'oneself', ask: says('privacy'), shows: /privacy\.file/ },
  {
    thing: 'own',
    how: 'a file that is fetched',
    of: 'oneself',
    ask: takesFile('own'),
    shows: /;/,
  },
  { thing: 'week', how: 'mijn week', of: sam, ask: says('mijn week'), shows: /Yara/ },
  { thing: 'week', how: 'mijn week', of: theo, ask: says('mijn week'), shows: /Verwacht \(3\)/ },
  { thing: 'week', how: 'week.show', of: sam, ask: presses('week.show', {}), shows: /Yara/ },
  { thing: 'week', how: 'week.show', of: theo, ask: presses('week.show', {}), shows: /Verwacht \(3\)/ },
  {
    thing: 'checkIns',
    how: 'checkIn.change',
    of: sam,
    ask: presses('checkIn.change', session),
    shows: /Je eerdere antwoord: Yara/,
  },
  {
    thing: 'checkIns',
    how: 'a delivered check-in',
    of: sam,
    ask: gets('checkIn'),
    shows: /geheim van de student sam/,
  },
  { thing: 'pauses', how: 'pauze', of: 'oneself', ask: says('pauze tot 20-3'), shows: /20 maart/ },
  { thing: 'care', how: 'care.show', of: 'oneself', ask: presses('care.show', {}), shows: /Johan de Witt/ },
  { thing: 'hours', how: 'uren', of: 'oneself', ask: says('uren'), shows: /EC/ },
  { thing: 'hours', how: 'hours.show', of: 'oneself', ask: presses('hours.show', {}), shows: /EC/ },
  {
    thing: 'flagOfOwnPupil',
    how: 'flag.list',
    of: sam,
    ask: presses('flag.list', { list: 'own' }),
    shows: /Signalen over je leerling.*Yara/,
  },
  { thing: 'flags', how: 'flag.show', of: jan, ask: presses('flag.show', flag), shows: /walnoot/ },
  { thing: 'flags', how: 'a delivered flag', of: jan, ask: gets('flagRaised'), shows: /walnoot/ },
  {
    thing: 'answers',
    how: 'checkIn.corrections',
    of: jan,
    ask: presses('checkIn.corrections', { pupil: 'p1' }),
    shows: /Yara/,
  },
  {
    thing: 'summary',
    how: 'summary.show',
    of: jan,
    ask: presses('summary.show', { pupil: 'p1' }),
    shows: /Yara/,
  },
  {
    thing: 'students',
    how: 'student.show',
    of: jan,
    ask: presses('student.show', { student: sam }),
    shows: /Sam de Boer/,
  },
  {
    thing: 'files',
    how: 'a file that is fetched',
    of: jan,
    ask: takesFile('pupils'),
    shows: /Yara/,
  },
  { thing: 'digest', how: 'a delivered digest', of: jan, ask: gets('digest'), shows: /Yara/ },
  {
    thing: 'rounds',
    how: 'round.propose',
    of: jan,
    ask: presses('round.propose', { round: 'r8' }),
    shows: /Tweede/,
  },
  { thing: 'slots', how: 'round.show offer', of: theo, ask: shows('r9', 'offer'), shows: /2027-03-31/ },
  { thing: 'slots', how: 'round.show room', of: theo, ask: shows('r8', 'room'), shows: /"id":"room"/ },
  {
    thing: 'slots',
    how: 'what is in the way of a time, on the group',
    of: theo,
    ask: shows('r8', 'group'),
    shows: /Lea Vos[^"]*sessie/,
  },
  { thing: 'poll', how: 'round.show poll', of: sam, ask: shows('r9', 'poll'), shows: /31 mrt/ },
  {
    thing: 'meetings',
    how: 'an invitation that goes out',
    of: sam,
    ask: gets('roundInvite'),
    shows: /18 maart/,
  },
  { thing: 'caseTurn', how: 'round.show case', of: sam, ask: shows('r8', 'case'), shows: /Deze keer/ },
  { thing: 'ownCase', how: 'round.show case', of: sam, ask: shows('r8', 'case'), shows: /round\.case/ },
  {
    thing: 'caseText',
    how: 'round.show case',
    of: sam,
    ask: shows('r8', 'case'),
    shows: /zwijgplant/,
    by: ['student'],
  },
  {
    thing: 'caseText',
    how: 'mijn week',
    of: sam,
    ask: says('mijn week'),
    shows: /Stilte/,
    by: ['teacher'],
  },
  {
    thing: 'caseText',
    how: 'a reminder that goes out',
    of: sam,
    ask: gets('roundReminder', monday),
    shows: /zwijgplant/,
  },
  { thing: 'agenda', how: 'round.show agenda', of: sam, ask: shows('r8', 'agenda'), shows: /hazelnoot/ },
  {
    thing: 'agenda',
    how: 'a delivered agenda',
    of: sam,
    ask: gets('roundAgenda'),
    shows: /hazelnoot.*zwijgplant/,
  },
  {
    thing: 'agendaAlways',
    how: 'round.show agenda of a meeting that is over',
    of: theo,
    ask: shows('r7', 'agenda'),
    shows: /incidentmethode/i,
  },
  {
    thing: 'report',
    how: 'round.report',
    of: theo,
    ask: presses('round.report', { round: 'r7', group: 'g1' }),
    shows: /kruidnagel/,
  },
  { thing: 'report', how: 'a delivered report', of: theo, ask: gets('roundReport'), shows: /kruidnagel/ },
  { thing: 'attended', how: 'round.show group', of: sam, ask: shows('r7', 'group'), shows: /Waren er/ },
  {
    thing: 'attended',
    how: 'a delivered report',
    of: theo,
    ask: gets('roundReport'),
    shows: /Waren er \(2\)/,
    by: ['teacher'],
  },
  {
    thing: 'attended',
    how: 'a file of meetings that is fetched',
    of: jan,
    ask: takesFile('meetings'),
    shows: /Eerste;.*;(?:aanwezig|afwezig)/,
    by: ['coordinator'],
  },
  {
    thing: 'turnout',
    how: 'a delivered report',
    of: theo,
    ask: gets('roundReport'),
    shows: /Misten/,
    by: ['teacher'],
  },
  { thing: 'turnout', how: 'round.show group', of: theo, ask: shows('r7', 'group'), shows: /Misten/ },
  {
    thing: 'turnout',
    how: 'round.propose',
    of: theo,
    ask: presses('round.propose', { round: 'r7' }),
    shows: /2 van de 3 waren er/,
    by: ['coordinator'],
  },
  {
    thing: 'turnout',
    how: 'a delivered digest',
    of: theo,
    ask: gets('digest'),
    shows: /Vorige week waren 2 van/,
    by: ['coordinator'],
  },
  {
    thing: 'ledGroups',
    how: 'intervisie',
    of: theo,
    ask: says('intervisie'),
    shows: /Je intervisiegroepen.*Stilte/,
  },
  { thing: 'ledGroups', how: 'round.list', of: theo, ask: presses('round.list', {}), shows: /Stilte/ },
  { thing: 'flagCount', how: 'round.show agenda', of: theo, ask: shows('r8', 'agenda'), shows: /open signa/ },
  { thing: 'flagCount', how: 'a delivered agenda', of: theo, ask: gets('roundAgenda'), shows: /open signa/ },
];
