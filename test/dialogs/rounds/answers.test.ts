/** A delivered card of intervision in which somebody was answered: drawn anew by what they did, it says the same. */
import type { ActionFields, RenderedCard } from '../../../bot/ports';
import type { Programme } from '../../../bot/programme/model';
import { roundKinds, type RoundKind } from '../../../bot/programme/plannedMessage';
import { slotIdAt } from '../../../bot/programme/rounds/slotId';
import { redrawCard } from '../../../dialogs/redraw';
import { aGroup, at } from '../../builders';
import { outgoingPorts } from '../../fakes/outgoingPorts';
import { replaced, type Chat } from '../chat';
import { happen } from '../happening';
import {
  ann,
  answer,
  cora,
  dia,
  groupNow,
  hanneke,
  ids,
  monday,
  moveTo,
  offered,
  polled,
  roundTown,
  scheduled,
  theo,
} from '../roundChat';

/** Somebody presses one button after the other on a card that was delivered to them. */
interface Pressing {
  readonly who: string;
  readonly chat: () => Promise<Chat>;
  readonly presses: readonly (readonly [verb: string, data: ActionFields])[];
  /** What must not disappear. */
  readonly says: string;
}

const atMoment = (chat: () => Promise<Chat>, moment: string) => async (): Promise<Chat> => {
  const moved = await chat();
  moveTo(moved, moment);
  return moved;
};

/** An hour before the meeting, when nothing is sent any more that day. */
const late = (chat: (changes: Partial<Programme>) => Promise<Chat>) =>
  atMoment(() => chat({ sendWindow: { from: '08:30', to: '13:00' } }), '2027-03-18T14:00:00+01:00');

/** Only Ann can, on Thursday: too few. */
const undecided = async (changes: Partial<Programme> = {}): Promise<Chat> => {
  const chat = await polled(changes);
  await chat.as(ann).presses('round.available', { ...ids, slots: 's2' });
  await happen(chat.storage, 'hmp', [monday, 'r1', { kind: 'undecided', group: 'B', best: 's2' }]);
  return chat;
};

/** Cem is at another meeting on Thursday at three. */
const withMeeting = (): Promise<Chat> => {
  const meeting = { weekday: 4, start: '14:30', end: '15:35', room: null } as const;
  const town = roundTown();
  return offered({
    groups: [...town.groups, aGroup({ id: 'D', teacher: hanneke, students: [dia], meeting })],
  });
};

const written = { ...ids, title: 'Stilte', situation: 'Mijn leerling zei niets.' };
const tooLate = 'niet op tijd van mij';
const take = ['round.take', ids] as const;
const evening = { ...ids, date: '2027-03-18', time: '18:00', sure: slotIdAt('B', '2027-03-18', '18:00') };

const pressed: Readonly<Record<RoundKind, Readonly<Record<string, Pressing>>>> = {
  roundOffer: {
    'times that were proposed': {
      who: theo,
      chat: offered,
      presses: [['round.offer', { ...ids, slots: 's1,s2' }]],
      says: '✓ De groep kan kiezen',
    },
    'a time that not everybody can make': {
      who: theo,
      chat: withMeeting,
      presses: [['round.offer', { ...ids, slots: 's1,s2' }]],
      says: 'Dia heeft dan een andere bijeenkomst.',
    },
    'a time in the weekend, without the button of the form': {
      who: theo,
      chat: offered,
      presses: [['round.offer', { ...ids, date1: '2027-03-20', time1: '15:00' }]],
      says: 'Dit is in het weekend.',
    },
    'some struck off': {
      who: theo,
      chat: polled,
      presses: [['round.offer', { ...ids, use: 'slots', slots: 's2' }]],
      says: '✓ De groep kan kiezen',
    },
    'taken although few can come': {
      who: theo,
      chat: undecided,
      presses: [take],
      says: '✓ De tijd staat vast. Iedereen krijgt bericht.',
    },
    'taken by the coordinator': { who: cora, chat: undecided, presses: [take], says: 'De tijd staat vast' },
    'taken too late for some': {
      who: theo,
      chat: late(undecided),
      presses: [take, take],
      says: tooLate,
    },
    'then moved': {
      who: theo,
      chat: late(undecided),
      presses: [take, ['round.shift', evening]],
      says: tooLate,
    },
    'then called off': {
      who: theo,
      chat: late(undecided),
      presses: [take, ['round.cancelGroup', ids]],
      says: tooLate,
    },
    'then handed over': {
      who: theo,
      chat: atMoment(undecided, '2027-03-18T08:00:00+01:00'),
      presses: [take, ['round.handOver', { ...ids, teacher: hanneke }]],
      says: 'Hanneke leidt deze groep nu',
    },
    'given to another by the coordinator': {
      who: cora,
      chat: late(scheduled),
      presses: [['round.handOver', { ...ids, teacher: hanneke, sure: hanneke }]],
      says: tooLate,
    },
  },
  roundPoll: {
    'times that suit': {
      who: ann,
      chat: polled,
      presses: [['round.available', { ...ids, slots: 's2' }]],
      says: 'Dan kun je:',
    },
  },
  roundPollReminder: {
    'no time suits': {
      who: ann,
      chat: polled,
      presses: [['round.available', { ...ids, slots: '' }]],
      says: 'Geen van de tijden past je.',
    },
  },
  roundCase: {
    'a case': {
      who: ann,
      chat: scheduled,
      presses: [['round.case', { ...written, question: 'Wat kan ik doen?' }]],
      says: '✓ Je inbreng is opgeslagen',
    },
    'a question that is none': {
      who: ann,
      chat: scheduled,
      presses: [['round.case', { ...written, question: 'Stilte laten duren' }]],
      says: 'Eindig hem met een vraagteken.',
    },
    'passed on': {
      who: ann,
      chat: scheduled,
      presses: [['round.pass', ids]],
      says: 'Bas is nu aan de beurt om een situatie in te brengen, en krijgt daar bericht van',
    },
    'passed on too late': {
      who: ann,
      chat: late(scheduled),
      presses: [
        ['round.pass', ids],
        ['round.pass', ids],
      ],
      says: tooLate,
    },
  },
  roundCaseReminder: {
    traded: {
      who: ann,
      chat: late(scheduled),
      presses: [['round.trade', { ...ids, student: dia }]],
      says: tooLate,
    },
  },
  roundReport: {
    'some were there': {
      who: theo,
      chat: atMoment(scheduled, '2027-03-18T16:05:00+01:00'),
      presses: [['round.attended', { ...ids, present: ann, method: 'incident', followUp: 'Vraag door.' }]],
      says: 'Vraag door.',
    },
  },
  roundReportReminder: {
    'nobody was': {
      who: theo,
      chat: atMoment(scheduled, '2027-03-19T16:00:00+01:00'),
      presses: [['round.attended', { ...ids, present: '' }]],
      says: 'Niemand was er.',
    },
  },
  // What these lead to comes below them.
  roundInvite: {},
  roundReminder: {},
  roundAgenda: {},
  roundCancelled: {},
};

/** The card of a message to somebody, as it is drawn anew some seconds later. */
const drawnAnew = async (chat: Chat, kind: RoundKind, receiver: string): Promise<RenderedCard | null> => {
  const loaded = chat.programmes.all().find(({ head }) => head.id === 'hmp');
  if (loaded === undefined) throw new Error('no programme');
  const redraw = redrawCard({ ...outgoingPorts(chat.storage), rounds: chat.rounds });
  const { number = 1 } = (await groupNow(chat)).offer ?? {};
  const subject = kind === 'roundOffer' && number > 1 ? `r1/B/${number}` : 'r1/B';
  const key = `${kind}/${receiver}/${subject}`;
  const [dueAt, worthUntil] = [at(monday), at('2027-03-30T09:00:00+02:00')];
  const cardIn = await redraw(
    loaded,
    { key, kind, receiver, subject, dueAt, worthUntil, carries: [] },
    chat.clock.now() + 3_000,
  );
  return cardIn?.('nl') ?? null;
};

const all = roundKinds.flatMap((kind) =>
  Object.entries(pressed[kind]).map(([name, pressing]) => [kind, name, pressing] as const),
);

test.each(all)('%s, %s', async (kind, _, { who, chat: begin, presses, says }) => {
  const chat = await begin();
  const replies = [];
  for (const [verb, data] of presses) {
    const reply = await chat.as(who).presses(verb, data);
    replies.push(answer(reply));
    expect(await drawnAnew(chat, kind, who)).toEqual(replaced(reply));
  }
  expect(replies.at(-1)).toContain(says);
});
