/** A programme in which everything there is to see is there, with people of every role inside and outside of it. */
import type { Reach } from '../../bot/programme/accessTable';
import type { Moment, Programme, Role } from '../../bot/programme/model';
import type { AnyKind } from '../../bot/programme/plannedMessage';
import { unreachableSubject } from '../../bot/programme/unreachable';
import { composeMessage } from '../../dialogs/outgoing';
import { redrawCard } from '../../dialogs/redraw';
import { aCoordinator, aGroup, aPair, aPerson, aPupil, at } from '../builders';
import { outgoingPorts } from '../fakes/outgoingPorts';
import { aSlot } from '../programme/rounds/story';
import type { Chat } from './chat';
import { aChatWithFlags, programmeOfNames } from './everyVerb';
import { happen, type Happened } from './happening';
import { cora, jan, lea, noor, sam, theo, zara } from './people';

/** In no group that Sam is in; leads none of them; coordinates another programme. */
export const [ola, hanneke, otto] = ['ola@leiden.example', 'hanneke@hmp.example', 'otto@else.example'];

/** Somebody's role, and how far it would have to reach to reach what is Sam's. */
export interface Standing {
  readonly role: Role;
  readonly covers: readonly Reach[];
}

/** Sam mentors Yara at Johan de Witt, and brings the case to group g1, which Theo leads. */
export const standing: Readonly<Record<string, Standing>> = {
  [sam]: { role: 'student', covers: ['own', 'ownPupils', 'ownGroups'] },
  [noor]: { role: 'student', covers: ['ownGroups'] },
  [ola]: { role: 'student', covers: [] },
  [theo]: { role: 'teacher', covers: ['ownGroups'] },
  [hanneke]: { role: 'teacher', covers: [] },
  [jan]: { role: 'coordinator', covers: ['schools', 'programme'] },
  [zara]: { role: 'coordinator', covers: ['programme'] },
  [otto]: { role: 'coordinator', covers: [] },
};

/** The town of `everyVerb`, with a group beside the one there. */
export const town = (changes: Partial<Programme> = {}): Programme => {
  const { people, pupils, pairs, groups } = programmeOfNames();
  return programmeOfNames({
    people: [
      ...people,
      aPerson({ email: ola, name: 'Ola Vink' }),
      aPerson({ email: hanneke, name: 'Hanneke Smit', role: 'teacher', university: null }),
    ],
    pupils: [
      ...pupils,
      aPupil({ id: 'p4', firstName: 'Teun', class: '3C' }),
      aPupil({ id: 'p5', firstName: 'Wout', school: 'zwc', class: '3Z' }),
    ],
    pairs: [
      ...pairs,
      aPair({ pupil: 'p4', student: ola }),
      // In the way of the meeting of Thursday.
      aPair({ pupil: 'p5', student: lea, weekday: 4, start: '15:00', end: '16:00' }),
    ],
    groups: [...groups, aGroup({ id: 'g2', teacher: hanneke, students: [ola] })],
    ...changes,
  });
};

const members = [sam, noor, lea];
const roundOf = (name: string, from: string, to: string, answerBy: string): Happened['2'] => ({
  kind: 'created',
  setup: { name, from, to, minutes: 65, groupSize: 7, answerBy },
});
const groups = [{ id: 'g1', teacher: theo, students: members }];
const met = aSlot('s1', '2027-03-11T15:00:00+01:00');
const next = aSlot('s1', '2027-03-18T15:00:00+01:00');
const later = aSlot('s1', '2027-03-31T15:00:00+02:00');

/** One meeting was held, one is tomorrow, and of one the time is asked. */
const story: readonly Happened[] = [
  ['2027-03-02T13:00:00+01:00', 'r7', roundOf('Eerste', '2027-03-10', '2027-03-12', '2027-03-08'), cora],
  ['2027-03-02T13:00:00+01:00', 'r7', { kind: 'proposed', groups }],
  ['2027-03-02T13:00:00+01:00', 'r7', { kind: 'confirmed' }, cora],
  ['2027-03-02T13:05:00+01:00', 'r7', { kind: 'shifted', group: 'g1', slot: met }, theo],
  [
    '2027-03-11T16:10:00+01:00',
    'r7',
    {
      kind: 'attended',
      group: 'g1',
      present: [sam, noor],
      members,
      method: 'incident',
      advice: 'kruidnagel',
      followUp: 'hazelnoot',
    },
    theo,
  ],
  ['2027-03-09T13:00:00+01:00', 'r8', roundOf('Tweede', '2027-03-15', '2027-03-26', '2027-03-10'), cora],
  ['2027-03-09T13:00:00+01:00', 'r8', { kind: 'proposed', groups }],
  ['2027-03-09T13:00:00+01:00', 'r8', { kind: 'confirmed' }, cora],
  ['2027-03-09T13:05:00+01:00', 'r8', { kind: 'shifted', group: 'g1', slot: next }, theo],
  ['2027-03-09T13:06:00+01:00', 'r8', { kind: 'caseAssigned', group: 'g1', student: sam, members }],
  [
    '2027-03-09T14:00:00+01:00',
    'r8',
    {
      kind: 'caseWritten',
      group: 'g1',
      student: sam,
      text: { title: 'Stilte', situation: 'zwijgplant', question: 'Wat kan ik doen?' },
    },
    sam,
  ],
  ['2027-03-09T13:00:00+01:00', 'r9', roundOf('Derde', '2027-03-29', '2027-04-09', '2027-03-24'), cora],
  ['2027-03-09T13:00:00+01:00', 'r9', { kind: 'proposed', groups }],
  ['2027-03-09T13:00:00+01:00', 'r9', { kind: 'confirmed' }, cora],
  ['2027-03-09T13:05:00+01:00', 'r9', { kind: 'slotsProposed', group: 'g1', slots: [later] }],
  [
    '2027-03-09T13:06:00+01:00',
    'r9',
    { kind: 'slotsAccepted', group: 'g1', slots: [later], answerBy: '2027-03-24' },
    theo,
  ],
];

/** Wednesday 17 March, after four: the agenda of the meeting of Thursday is there. */
export const aChatWithEverything = async (): Promise<Chat> => {
  const chat = await aChatWithFlags(town());
  await chat.import({
    ...programmeOfNames({ groups: [], pupils: [], pairs: [] }),
    id: 'elsewhere',
    people: [aCoordinator({ email: otto, name: 'Otto Elders' })],
  });
  for (const who of [ola, hanneke, otto]) await chat.as(who).installs();
  await chat.as(jan).presses('flag.note', { flag: 'p1/2027-03-09', note: 'walnoot' });
  await chat.as(cora).presses('round.cancel', { round: 'r1' });
  await happen(chat.storage, 'hmp', ...story);
  chat.clock.moveTo(at('2027-03-17T16:30:00+01:00'));
  return chat;
};

const loadedOf = (chat: Chat) => {
  const loaded = chat.programmes.all().find(({ head }) => head.id === 'hmp');
  if (loaded === undefined) throw new Error('no programme');
  return loaded;
};

/** Since when Teams refuses Sam, once they are lost. */
const lost = at('2027-03-17T10:00:00+01:00');

/** Lets Teams refuse Sam, which one kind of message is about; whatever Sam does brings them back. */
export const loseSam = async ({ storage: { contacts } }: Chat): Promise<void> => {
  const known = await contacts.byId('tenant-1', `aad-${sam}`);
  if (known === null) throw new Error('not met');
  await contacts.save({ ...known.value, unreachableSince: lost }, known.tag);
};

const subjectOf: Readonly<Record<AnyKind, string>> = {
  flagRaised: 'p1/2027-03-09/1',
  studentUnreachable: unreachableSubject({ student: sam, since: lost }),
  digest: '2027-03-15',
  checkIn: 'p1/2027-03-09',
  reminder1: 'p1/2027-03-09',
  reminder2: 'p1/2027-03-09',
  nudge: 'p1/2027-03-09',
  roundCancelled: 'r1/g1',
  roundOffer: 'r9/g1',
  roundPoll: 'r9/g1',
  roundPollReminder: 'r9/g1',
  roundInvite: 'r8/g1',
  roundCase: 'r8/g1',
  roundCaseReminder: 'r8/g1',
  roundReminder: 'r8/g1',
  roundAgenda: 'r8/g1',
  roundReport: 'r7/g1',
  roundReportReminder: 'r7/g1',
};

const messageOf = (kind: AnyKind, receiver: string) => {
  const subject = subjectOf[kind];
  const [dueAt, worthUntil] = [at('2027-03-09T12:00:00+01:00'), at('2027-03-30T09:00:00+02:00')];
  return { key: `${kind}/${receiver}/${subject}`, kind, receiver, subject, dueAt, worthUntil, carries: [] };
};

/** What somebody sees of a message: its card drawn as things stand, and the card that would go out at a moment. */
export const delivered = async (
  chat: Chat,
  kind: AnyKind,
  who: string,
  moment: Moment = chat.clock.now(),
): Promise<string> => {
  const ports = { ...outgoingPorts(chat.storage), rounds: chat.rounds };
  const [loaded, message] = [loadedOf(chat), messageOf(kind, who)];
  const drawn = await redrawCard(ports)(loaded, message, moment);
  const outgoing = await composeMessage(ports)(loaded, message, moment);
  const cards = [drawn, outgoing.do === 'send' ? outgoing.cardIn : null];
  return cards.map((cardIn) => JSON.stringify(cardIn?.('nl') ?? null)).join('\n');
};
