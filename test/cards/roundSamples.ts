/** Every card of intervision while a time is looked for, in every shape worth a look. */
import { roundEndedCard, type EndedView } from '../../cards/rounds/ended';
import type { MoveTarget } from '../../cards/rounds/move';
import type { HearingView } from '../../cards/rounds/hearing';
import { roundGroupCard, type GroupCardView } from '../../cards/rounds/group';
import { roundInviteCard, type InviteView } from '../../cards/rounds/invite';
import { roundMineCard, type MyGroupView } from '../../cards/rounds/mine';
import { roundNoticeCard, roundNotices } from '../../cards/rounds/notice';
import { roundOfferCard, type OfferView } from '../../cards/rounds/offer';
import { roundPollCard, type PollView } from '../../cards/rounds/poll';
import { roundMakingSamplesWith } from './roundMakingSamples';
import { roundMeetingSamplesWith } from './roundMeetingSamples';
import {
  doubtOf,
  groupOf,
  peopleOf,
  shapes,
  slotOf,
  slots,
  standingOf,
  typedTimes,
} from './roundSamplesData';
import type { Sample } from './samples';
import { ordinary, type PeoplesText } from './samplesData';

const closesAt = Date.parse('2027-03-10T15:00:00Z');

const offers = (text: PeoplesText): readonly Sample[] => {
  const usual: OfferView = {
    ...groupOf(text),
    occasion: 'sent',
    isTeacher: true,
    number: 1,
    notForAll: [],
    fewer: null,
    slots,
    wasProposed: true,
    undecided: null,
    answerBy: null,
    error: null,
  };
  const typed = typedTimes(text);
  const problems = [
    { row: 1, refusal: 'badDate', doubt: null },
    { row: 2, refusal: 'outsideDays', doubt: null },
    { row: 3, refusal: 'nobodyFree', doubt: { ...doubtOf(text), free: 0 } },
    { row: 4, refusal: 'teacherBusy', doubt: null },
  ] as const;
  return shapes('round offer', (view, language) => roundOfferCard(view, language), usual, {
    '': {},
    ' nothing found': { slots: [], wasProposed: false },
    ' while they choose': { answerBy: '2027-03-10' },
    ' all over': { slots: [] },
    ' few': { slots: slots.slice(0, 2), notForAll: [doubtOf(text)], fewer: 'closed' },
    ' nothing found, why': { slots: [], wasProposed: false, fewer: 'tooFewFree' },
    ' undecided': { undecided: { best: slotOf(1), isOver: false, coming: 3, isFew: true } },
    ' undecided, nobody can': {
      occasion: 'asked',
      undecided: { best: null, isOver: false, coming: 0, isFew: true },
    },
    ' undecided, enough by now': { undecided: { best: slotOf(1), isOver: false, coming: 5, isFew: false } },
    ' undecided, over': { undecided: { best: slotOf(1), isOver: true, coming: 3, isFew: true } },
    ' none chosen': { occasion: 'asked', error: { problem: 'none' } },
    ' changed meanwhile': { occasion: 'asked', error: { problem: 'stale' } },
    ' bad times': { occasion: 'asked', error: { typed, problems, doubts: [] } },
    ' doubtful times': {
      occasion: 'asked',
      error: { typed, problems: [], doubts: slots.map((slot) => ({ ...doubtOf(text), slot })) },
    },
    ' teacher elsewhere': { occasion: 'asked', error: { problem: 'teacherBusy', slots: slots.slice(0, 2) } },
    ' too soon': { occasion: 'asked', error: { problem: 'tooSoon', slots: slots.slice(0, 2) } },
    ' stored': { occasion: 'stored', answerBy: '2027-03-10' },
  });
};

const polls = (text: PeoplesText): readonly Sample[] => {
  const usual: PollView = {
    ...groupOf(text),
    occasion: 'sent',
    slots,
    chosen: null,
    closesAt,
    isUnknown: false,
  };
  return shapes('round poll', (view, language) => roundPollCard(view, language), usual, {
    '': {},
    ' reminder': { occasion: 'again' },
    ' one time': { slots: [slotOf(0)] },
    ' changed meanwhile': { occasion: 'asked', isUnknown: true },
    ' answered': { occasion: 'asked', chosen: ['g01-1'] },
    ' stored': { occasion: 'stored', chosen: ['g01-0', 'g01-4'] },
    ' stored none': { occasion: 'stored', chosen: [] },
  });
};

const invites = (text: PeoplesText): readonly Sample[] => {
  const people = peopleOf(text, 7);
  const usual: InviteView = {
    ...groupOf(text),
    slot: slotOf(0, text.room),
    bringer: people[1] ?? null,
    reader: 's0@uni.example',
    iso: { start: '2027-03-18T15:00:00+01:00', end: '2027-03-18T16:05:00+01:00' },
    news: 'set',
    usualDay: '2027-03-18',
    isDouble: false,
    hasCalendar: true,
  };
  return shapes('round invite', (view, language) => roundInviteCard(view, language), usual, {
    ' member': {},
    ' bringer': { reader: 's1@uni.example' },
    ' teacher': { reader: 'theo@hmp.example', hasCalendar: false },
    ' moved': { news: 'moved', slot: slotOf(4) },
    ' placed': { news: 'placed', slot: slotOf(0, '3.07') },
    ' elsewhere': { news: 'elsewhere', slot: slotOf(0, '3.07') },
    ' handed over': { reader: 'theo@hmp.example', news: 'handedOver' },
    ' led by another': { news: 'ledBy' },
    ' twice at one time': { isDouble: true },
    ' weekly': { news: 'weekly', roundName: null, bringer: null },
    ' weekly again': { news: 'weeklyAgain', roundName: null },
  });
};

const ended = (text: PeoplesText): readonly Sample[] => {
  const usual: EndedView = {
    ...groupOf(text),
    ended: 'group',
    by: text.name,
    slot: slotOf(0),
    isStaff: false,
    toGroup: '',
  };
  return shapes('round ended', (view, language) => roundEndedCard(view, language), usual, {
    ' group': {},
    ' group, to staff': { isStaff: true },
    ' round': { ended: 'round', slot: null },
    ' round, to staff': { ended: 'round', isStaff: true },
    ' weekly by now': { ended: 'weekly', slot: null },
    ' by the roster': { ended: 'roster', by: '' },
    ' by the roster, to staff': { ended: 'roster', by: '', isStaff: true },
    ' without the reader': { ended: 'left', slot: null, isStaff: false },
    ' with a group of their own': { ended: 'toFixed', slot: null, isStaff: false },
    ' led by another': { ended: 'ledByOther' },
    ' moved': { ended: 'moved', slot: null, toGroup: 'g02' },
    ' lapsed': { ended: 'lapsed', slot: null, by: '' },
    ' lapsed, to staff': { ended: 'lapsed', slot: null, by: '', isStaff: true },
  });
};

const hearingOf = (text: PeoplesText): HearingView => ({
  whom: 'everybody',
  by: slotOf(0).start,
  isNow: false,
  tooLate: peopleOf(text, 2),
});

const targetsOf = (text: PeoplesText, count: number): readonly MoveTarget[] =>
  peopleOf(text, count).map((teacher, index) => ({ id: `g${index}`, teacher, count: 4 + (index % 6) }));

const groups = (text: PeoplesText): readonly Sample[] => {
  const usual: GroupCardView = {
    ...standingOf(text),
    isOwn: true,
    teachers: peopleOf(text, 3),
    iso: { start: '2027-03-18T15:00:00+01:00', end: '2027-03-18T16:05:00+01:00' },
    said: null,
    hearing: null,
    lacksReporter: false,
    asksRoom: false,
    ifCalledOff: hearingOf(text),
    targets: [],
    moved: null,
    error: null,
  };
  const searching = { meeting: null, expected: null, iso: null } as const;
  const typed = { date: '2027-03-18', time: text.typed, room: text.room };
  const days = { from: '2027-02-08', to: '2027-07-02' };
  return shapes('round group', (view, language) => roundGroupCard(view, language), usual, {
    '': {},
    ' coordinator': { isOwn: false },
    ' few': { isOwn: false, members: peopleOf(text, 2), targets: targetsOf(text, 3) },
    ' few, nowhere to go': { isOwn: true, members: peopleOf(text, 1) },
    ' few, nobody': { isOwn: false, members: [], targets: targetsOf(text, 3) },
    ' member moved': {
      isOwn: false,
      targets: targetsOf(text, 40),
      moved: { said: 'moved', who: text.name, to: 'g02', tooLate: peopleOf(text, 1) },
    },
    ' member not moved': {
      isOwn: false,
      targets: targetsOf(text, 3),
      moved: { said: 'full', who: text.name, to: 'g02', tooLate: [] },
    },
    ' its teacher gone': { isOwn: false, isTeacherGone: true },
    ' closed since': { doubts: { ...doubtOf(text), isWeekend: false, isOddHour: false, untold: [] } },
    ' offering': { ...searching, status: 'offering', poll: null },
    ' polling': { ...searching, status: 'polling' },
    ' undecided': { ...searching, status: 'undecided' },
    ' held': { status: 'held' },
    ' held, its teacher gone': { status: 'held', isOwn: false, lacksReporter: true },
    ' closed': { status: 'closed', present: peopleOf(text, 6), missed: peopleOf(text, 7).slice(6) },
    ' closed, nobody came': { status: 'closed', present: [] },
    ' cancelled': { status: 'cancelled', said: 'cancelled' },
    ' lapsed': { ...searching, status: 'lapsed' },
    ' shifted': { said: 'shifted' },
    ' placed': { said: 'placed' },
    ' asks for the place': { asksRoom: true },
    ' handed over': { said: 'handedOver', isOwn: false },
    ' too late for some': { said: 'shifted', hearing: hearingOf(text) },
    ' too late to hand over': {
      error: {
        form: 'handOver',
        refusal: 'untold',
        teacher: { email: 'hanneke@hmp.example', name: text.name },
      },
    },
    ' member cannot lead': { error: { form: 'handOver', refusal: 'teacherIsMember', typed: text.typed } },
    ' same': { said: 'same' },
    ' bad time': { error: { form: 'shift', refusal: 'badTime', doubt: null, typed, days } },
    ' teacher busy': { error: { form: 'shift', refusal: 'teacherBusy', doubt: null, typed, days } },
    ' nobody free': {
      error: { form: 'shift', refusal: 'nobodyFree', doubt: { ...doubtOf(text), free: 0 }, typed, days },
    },
    ' doubtful': { error: { form: 'shift', refusal: 'doubt', doubt: doubtOf(text), typed, days } },
    ' unknown teacher': { error: { form: 'handOver', refusal: 'unknownTeacher', typed: text.typed } },
    ' same teacher': { error: { form: 'handOver', refusal: 'sameTeacher', typed: text.typed } },
  });
};

const mine = (text: PeoplesText): readonly Sample[] => {
  const usual: MyGroupView = {
    ...standingOf(text),
    myPoll: null,
    myCase: null,
    mayVolunteer: true,
    hasAgenda: false,
    hasCalendar: true,
  };
  const polling = { status: 'polling', meeting: null, expected: null, mayVolunteer: false } as const;
  return shapes('round mine', (view, language) => roundMineCard(view, language), usual, {
    '': {},
    ' polling': { ...polling, myPoll: 'open' },
    ' answered': { ...polling, myPoll: 'answered' },
    ' bringer': { myCase: 'empty', mayVolunteer: false },
    ' bringer, written': { myCase: 'written', mayVolunteer: false, hasAgenda: true },
    ' closed': { status: 'closed', present: peopleOf(text, 6), mayVolunteer: false },
  });
};

const noticeMoment = { nl: 'wo 10 mrt, 16:00', en: 'Wed 10 Mar, 16:00' };

const notices = (text: PeoplesText): readonly Sample[] =>
  roundNotices.map((notice) => ({
    name: `round notice ${notice}`,
    render: (language) =>
      roundNoticeCard(
        { notice, which: '', who: text.name, when: noticeMoment[language], buttons: [] },
        language,
      ),
  }));

/** Every card of intervision, with the given words of people in it. */
export const roundSamplesWith = (text: PeoplesText): readonly Sample[] => [
  ...offers(text),
  ...polls(text),
  ...invites(text),
  ...ended(text),
  ...groups(text),
  ...mine(text),
  ...roundMakingSamplesWith(text),
  ...notices(text),
  ...roundMeetingSamplesWith(text),
];

export const roundSamples: readonly Sample[] = roundSamplesWith(ordinary);
