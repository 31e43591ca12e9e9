/** Every verb of a card with what it asks of somebody's, in a programme where everybody has something to hide. */
import type { Verb } from '../../bot/programme/accessTable';
import type { ActionFields } from '../../bot/ports';
import type { Programme } from '../../bot/programme/model';
import { aGroup, aPupil, at } from '../builders';
import { aChat, type Chat } from './chat';
import { cora, jan, lea, noor, sam, theProgramme, theo, zara } from './people';

/** A pupil with their student and school: whose things are asked for. */
export interface Target {
  readonly pupil: string;
  readonly student: string;
  readonly school: string;
}

export const ofSam: Target = { pupil: 'p1', student: sam, school: 'jdw' };
export const ofNoor: Target = { pupil: 'p2', student: noor, school: 'jdw' };
export const ofLea: Target = { pupil: 'p3', student: lea, school: 'zwc' };
export const targets = [ofSam, ofNoor, ofLea];

/** What a verb asks for; `about` says whether that is one pupil's or student's, or whatever the person may see. */
interface Asking {
  readonly about: 'target' | 'oneself';
  readonly data: (target: Target) => ActionFields;
}

const nothing = (): ActionFields => ({});
const flagOf = ({ pupil }: Target): ActionFields => ({ flag: `${pupil}/2027-03-09`, note: 'gebeld' });
const sessionOf = ({ pupil }: Target): ActionFields => ({ session: `${pupil}/2027-03-09` });
const studentOf = ({ student }: Target): ActionFields => ({ student, programme: 'hmp' });
const fileOf = (): ActionFields => ({ programme: 'hmp', kind: 'sessions' });
const roundOf = (): ActionFields => ({ round: 'r1', group: 'g1' });

/** A verb without a row here is not tried: the compiler asks for one. */
export const everyVerb: Readonly<Record<Verb, Asking>> = {
  'command.run': { about: 'oneself', data: () => ({ text: 'hulp' }) },
  'week.show': { about: 'oneself', data: nothing },
  'hours.show': { about: 'oneself', data: nothing },
  'checkIn.record': { about: 'target', data: (target) => ({ ...sessionOf(target), outcome: 'onTime' }) },
  'checkIn.change': { about: 'target', data: sessionOf },
  'checkIn.correct': {
    about: 'target',
    data: (target) => ({ ...sessionOf(target), outcome: 'onTime', reason: 'was er wel' }),
  },
  'checkIn.corrections': { about: 'target', data: ({ pupil }) => ({ pupil }) },
  'care.show': { about: 'oneself', data: sessionOf },
  'flag.show': { about: 'target', data: flagOf },
  'flag.list': { about: 'oneself', data: () => ({ programme: 'hmp' }) },
  'flag.acknowledge': { about: 'target', data: flagOf },
  'flag.note': { about: 'target', data: flagOf },
  'flag.resolve': { about: 'target', data: flagOf },
  'flag.passOn': { about: 'target', data: flagOf },
  'summary.show': { about: 'target', data: ({ pupil }) => ({ pupil }) },
  'student.list': { about: 'oneself', data: () => ({ programme: 'hmp' }) },
  'student.show': { about: 'target', data: studentOf },
  'student.contacted': { about: 'target', data: studentOf },
  'student.notContacted': { about: 'target', data: (target) => ({ ...studentOf(target), at: '1' }) },
  'export.file': { about: 'oneself', data: fileOf },
  'export.link': { about: 'oneself', data: fileOf },
  'calendar.show': { about: 'oneself', data: nothing },
  'calendar.renew': { about: 'oneself', data: nothing },
  'calendar.stop': { about: 'oneself', data: nothing },
  'privacy.file': { about: 'oneself', data: nothing },
  'privacy.link': { about: 'oneself', data: nothing },
  'round.create': { about: 'oneself', data: nothing },
  'round.propose': { about: 'oneself', data: roundOf },
  'round.move': { about: 'oneself', data: roundOf },
  'round.confirm': { about: 'oneself', data: roundOf },
  'round.cancel': { about: 'oneself', data: roundOf },
  'round.show': { about: 'oneself', data: roundOf },
  'round.list': { about: 'oneself', data: () => ({ programme: 'hmp' }) },
  'round.offer': { about: 'oneself', data: roundOf },
  'round.take': { about: 'oneself', data: roundOf },
  'round.shift': { about: 'oneself', data: roundOf },
  'round.cancelGroup': { about: 'oneself', data: roundOf },
  'round.handOver': { about: 'oneself', data: roundOf },
  'round.available': { about: 'oneself', data: roundOf },
  'round.case': { about: 'oneself', data: roundOf },
  'round.pass': { about: 'oneself', data: roundOf },
  'round.volunteer': { about: 'oneself', data: roundOf },
  'round.trade': { about: 'oneself', data: roundOf },
  'round.report': { about: 'oneself', data: roundOf },
  'round.attended': { about: 'oneself', data: roundOf },
};

export const everybody = [sam, noor, lea, cora, jan, zara, theo];

/** Names that nobody else is called, so that seeing one says from whom it came. */
export const programmeOfNames = (changes: Partial<Programme> = {}): Programme =>
  theProgramme({
    pupils: [
      aPupil({ id: 'p1', firstName: 'Yara' }),
      aPupil({ id: 'p2', firstName: 'Amir', class: '3B' }),
      aPupil({ id: 'p3', firstName: 'Quirine', school: 'zwc', class: '3Z' }),
    ],
    groups: [aGroup({ id: 'g1', teacher: theo, students: [sam, noor, lea] })],
    ...changes,
  });

/** The pupils and schools somebody has no business with; in a round people of other schools are named, never pupils. */
export const pupilsHiddenFrom = (who: string): readonly string[] =>
  (hiddenFrom[who] ?? []).filter((name) => ['Yara', 'Amir', 'Quirine'].includes(name));

/** The names a person has no business with. */
export const hiddenFrom: Readonly<Record<string, readonly string[]>> = {
  [sam]: ['Amir', 'Noor', 'Quirine', 'Lea', 'Zuiderpark', 'Zara'],
  [noor]: ['Yara', 'Sam ', 'Quirine', 'Lea', 'Zuiderpark', 'Zara'],
  [lea]: ['Yara', 'Sam ', 'Amir', 'Noor', 'Johan de Witt', 'Jan Smit'],
  [cora]: [],
  [jan]: ['Quirine', 'Lea', 'Zuiderpark', 'Zara'],
  [zara]: ['Yara', 'Sam ', 'Amir', 'Noor', 'Johan de Witt', 'Jan Smit'],
  [theo]: ['Yara', 'Amir', 'Quirine', 'Johan de Witt', 'Zuiderpark'],
};

const words = 'geheim van de student';

/**
 * Everybody has the bot; all three pupils were absent twice in a row, so each has a flag, and each student wrote a note.
 * Their group is in round r1, which waits for times.
 */
export const aChatWithFlags = async (programme = programmeOfNames()): Promise<Chat> => {
  const chat = await aChat(programme, '2027-03-02T12:00:00+01:00', 'https://maat.example');
  for (const who of everybody) await chat.as(who).installs();
  for (const date of ['2027-03-02', '2027-03-09']) {
    chat.clock.moveTo(at(`${date}T12:00:00+01:00`));
    for (const { pupil, student } of targets)
      await chat.as(student).presses('checkIn.record', {
        session: `${pupil}/${date}`,
        outcome: 'absentUnnotified',
        note: `${words} ${student}`,
      });
  }
  await chat.as(cora).presses('round.create', {
    name: 'Maart',
    from: '2027-03-22',
    to: '2027-04-02',
    answerBy: '2027-03-18',
  });
  await chat.as(cora).presses('round.confirm', { round: 'r1' });
  chat.desk.giveLinks('https://maat.example');
  chat.clock.moveTo(at('2027-03-10T12:00:00+01:00'));
  chat.forget();
  return chat;
};

/** What was read or stored since `forget`, beside who is who. */
export const touched = (chat: Chat): readonly string[] =>
  chat.calls.filter((call) => !call.startsWith('contacts.'));
