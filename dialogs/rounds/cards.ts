/** The cards of intervision that the bot starts, as things stand when they go out. */
import { personName } from '../../bot/programme/labels';
import { addDays } from '../../bot/programme/calendar';
import type { Day, Moment, Role } from '../../bot/programme/model';
import type { RoundKind } from '../../bot/programme/plannedMessage';
import { hearsAt } from '../../bot/programme/rounds/hearing';
import { expectedAs, isAboutOne } from '../../bot/programme/rounds/notExpected';
import { subjectParts, type RoundMessage } from '../../bot/programme/rounds/planning';
import { caseSeenBy, roundGrant, type Reader } from '../../bot/programme/rounds/reach';
import { calledOff, placeOf, type Ended, type Meeting, type Place } from '../../bot/programme/rounds/state';
import { fixedGroups } from '../../bot/programme/rounds/weeks';
import type { LoadedProgramme } from '../../bot/ports';
import type { LoadedRounds } from '../../bot/ports/rounds';
import { noticeCard } from '../../cards/notice';
import { roundAgendaCard, roundReminderCard } from '../../cards/rounds/agenda';
import { roundCaseCard } from '../../cards/rounds/case';
import { roundEndedCard, type EndedView } from '../../cards/rounds/ended';
import { roundInviteCard, type InviteView } from '../../cards/rounds/invite';
import { roundOfferCard } from '../../cards/rounds/offer';
import { roundPollCard } from '../../cards/rounds/poll';
import { roundReportCard } from '../../cards/rounds/report';
import { roundTogetherCard } from '../../cards/rounds/together';
import { agendaView, openFlagsOf } from './agenda';
import { caseView } from './case';
import { offerView } from './offer';
import { partsOf } from './parts';
import { pollView } from './poll';
import { reportView } from './report';
import { groupCardIn } from './showing';
import { groupView, isoOf, meetingView, standingOf } from './views';
import type { CardIn, Sending } from '../sending';

/** A message with the group it is about. */
interface Telling {
  readonly sending: Sending;
  readonly rounds: LoadedRounds;
  readonly place: Place;
  readonly kind: RoundKind;
  readonly receiver: string;
  /** About a group with a fixed time, not about one week of it. */
  readonly isSeries: boolean;
  /** As what its receiver was expected, where it says that they are not any more, though others are; else null. */
  readonly was: Role | null;
}

/** The next meeting of a group with a fixed time: its invitation names no week. */
const nextOfSeries = ({ source: { book } }: LoadedRounds, groupId: string, at: Moment): Place | null => {
  const places = book
    .filter(({ isWeekly }) => isWeekly)
    .flatMap((round) => round.groups.map((group) => ({ round, group })))
    .filter((place) => place.group.id === groupId && calledOff(place) === null);
  return places.find(({ group }) => (group.meeting?.slot.start ?? 0) > at) ?? places.at(-1) ?? null;
};

const placeFor = (
  rounds: LoadedRounds,
  { subject }: RoundMessage,
  at: Moment,
): Pick<Telling, 'place' | 'isSeries'> | null => {
  const { round, group } = subjectParts(subject);
  const one = placeOf(rounds.source.book, round, group);
  const place = one ?? nextOfSeries(rounds, group, at);
  return place === null ? null : { place, isSeries: one === null };
};

/** Nothing to show any more, or not to this receiver: not seen as long as the sender asks `roundSending` first. */
const closed: CardIn = (language) => noticeCard({ notice: 'cardClosed' }, language);

/** A card of a view, or one that says that there is nothing. */
const cardOf = <View>(
  view: View | null,
  draw: (view: View, language: Parameters<CardIn>[0]) => ReturnType<CardIn>,
): CardIn => (view === null ? closed : (language) => draw(view, language));

const opened = ({ sending: { loaded }, rounds, place }: Telling) => ({ loaded, rounds, place });

const readerOf = ({ sending: { at }, receiver }: Telling): Reader => ({ email: receiver, now: at });

/** Without an offer it tells coordinators that a group has nobody to lead it. */
const isLeaderless = ({ place: { group }, receiver }: Telling): boolean =>
  receiver !== group.teacher && !group.isOfferOpen;

const offerCard = (telling: Telling): CardIn => {
  const { sending, place, receiver } = telling;
  if (isLeaderless(telling)) return groupCardIn(opened(telling), { ...readerOf(telling), isOwn: false });
  const isTeacher = receiver === place.group.teacher;
  return cardOf(
    offerView(opened(telling), sending.at, { occasion: 'sent', error: null, isTeacher }),
    roundOfferCard,
  );
};

const pollCard = (telling: Telling): CardIn => {
  const { poll } = telling.place.group;
  if (poll === null) return closed;
  const occasion = telling.kind === 'roundPoll' ? 'sent' : 'again';
  const { receiver, sending } = telling;
  const view = pollView(opened(telling), poll, receiver, sending.at, { occasion, isUnknown: false });
  return cardOf(view, roundPollCard);
};

/** Whether the reader could hear of something before the meeting was set as it is now: at night both come together. */
const couldHear = (
  { sending: { loaded }, place: { group }, receiver }: Telling,
  at: Moment,
  { since }: Meeting,
): boolean => {
  const as = receiver === group.teacher ? 'teacher' : 'student';
  return hearsAt(loaded.directory, { receiver, as }, at) < since;
};

/** Somebody who joined, or took the group over, after it was moved does not hear of a change. */
const newsOf = (telling: Telling, meeting: Meeting): InviteView['news'] => {
  const { place, receiver, isSeries } = telling;
  const { joinedAt, teacher, teacherSince } = place.group;
  const { number, timeSet } = meeting;
  const heard = (at: Moment): boolean => at === 0 || couldHear(telling, at, meeting);
  if (isSeries) return 'weekly';
  if (receiver === teacher && !heard(teacherSince)) return 'handedOver';
  if (number === 1 || !heard(joinedAt.get(receiver) ?? 0)) return 'set';
  if (number > timeSet.number && heard(timeSet.since))
    return meeting.before?.room === null ? 'placed' : 'elsewhere';
  return timeSet.number === 1 ? 'set' : 'moved';
};

/** The day of a meeting, or on which a group with a fixed time usually meets that week. */
const usualDayOf = ({ directory }: LoadedProgramme, { round, group }: Place, { slot }: Meeting): Day => {
  const fixed = fixedGroups(directory).find(({ id }) => id === group.id)?.meeting ?? null;
  return round.isWeekly && fixed !== null
    ? addDays(round.setup.from, fixed.weekday - 1)
    : directory.calendar.dayOf(slot.start);
};

const inviteView = (telling: Telling): InviteView | null => {
  const { sending, rounds, place, receiver } = telling;
  const { loaded, at, ports } = sending;
  const meeting = meetingView(rounds, place);
  const iso = isoOf(loaded.directory, place);
  if (meeting === null || iso === null || place.group.meeting === null) return null;
  return {
    ...groupView(loaded, place, at),
    ...meeting,
    reader: receiver,
    iso,
    news: newsOf(telling, place.group.meeting),
    usualDay: usualDayOf(loaded, place, place.group.meeting),
    hasCalendar: ports.calendar.isOffered,
  };
};

const caseCard = (telling: Telling): CardIn => {
  const occasion = telling.kind === 'roundCase' ? 'sent' : 'again';
  return cardOf(caseView(opened(telling), readerOf(telling), { occasion }), roundCaseCard);
};

const reminderCard = (telling: Telling): CardIn => {
  const { sending, rounds, place } = telling;
  const [meeting, reader] = [meetingView(rounds, place), readerOf(telling)];
  if (meeting === null) return closed;
  const text = caseSeenBy(rounds.source, place, reader);
  const standing = standingOf(sending.loaded, rounds, place, reader);
  return cardOf({ ...standing, meeting, case: text }, roundReminderCard);
};

const agendaCard = async (telling: Telling): Promise<CardIn> => {
  const [about, reader] = [opened(telling), readerOf(telling)];
  const openFlags = await openFlagsOf(telling.sending.ports.records, about, reader);
  return cardOf(agendaView(about, reader, { method: 'incident', openFlags }), roundAgendaCard);
};

const reportCard = (telling: Telling): CardIn => {
  const occasion = telling.kind === 'roundReport' ? 'sent' : 'again';
  return cardOf(reportView(opened(telling), readerOf(telling), { occasion }), roundReportCard);
};

/** The bot calls a group off only when it meets every week by now, and a week when the roster has it no longer. */
const endedOf = ({ round, group }: Place, ended: Ended | null): EndedView['ended'] => {
  if (ended === null) return 'lapsed';
  if (ended.by === 'bot') return round.isWeekly ? 'roster' : 'weekly';
  return group.cancelled === null ? 'round' : 'group';
};

/** Others meet without the reader, who led the group or was of it. */
const withoutReader = ({ sending: { loaded, at }, place, isSeries, was }: Telling): EndedView => ({
  ...groupView(loaded, place, at),
  ended: was === 'teacher' ? 'ledByOther' : 'left',
  by: personName(loaded.directory, place.group.teacher),
  slot: isSeries ? null : (place.group.meeting?.slot ?? null),
  isStaff: false,
});

const endedView = (telling: Telling): EndedView => {
  const { sending, place, receiver } = telling;
  const { loaded, at } = sending;
  if (telling.was !== null) return withoutReader(telling);
  const ended = calledOff(place);
  return {
    ...groupView(loaded, place, at),
    ended: endedOf(place, ended),
    by: ended === null ? '' : personName(loaded.directory, ended.by),
    slot: place.group.meeting?.slot ?? null,
    isStaff: !place.group.students.includes(receiver),
  };
};

const single = (telling: Telling): CardIn | Promise<CardIn> => {
  switch (telling.kind) {
    case 'roundOffer':
      return offerCard(telling);
    case 'roundPoll':
    case 'roundPollReminder':
      return pollCard(telling);
    case 'roundInvite':
      return cardOf(inviteView(telling), roundInviteCard);
    case 'roundCase':
    case 'roundCaseReminder':
      return caseCard(telling);
    case 'roundReminder':
      return reminderCard(telling);
    case 'roundAgenda':
      return agendaCard(telling);
    case 'roundReport':
    case 'roundReportReminder':
      return reportCard(telling);
    case 'roundCancelled':
      return cardOf(endedView(telling), roundEndedCard);
    default:
      return telling.kind satisfies never;
  }
};

/** The card of a message, or of several that arrive together: then a part of each, in their order. */
export const roundCardIn = async (
  sending: Sending,
  rounds: LoadedRounds,
  parts: readonly RoundMessage[],
): Promise<CardIn> => {
  const tellings = parts.flatMap((message): readonly Telling[] => {
    const about = placeFor(rounds, message, sending.at);
    const { kind, receiver } = message;
    const isTheirs = roundGrant(rounds.source, message, sending.at) !== null;
    if (about === null || !isTheirs) return [];
    const was = isAboutOne(rounds.source, message) ? expectedAs(rounds.source, message) : null;
    return [{ sending, rounds, kind, receiver, was, ...about }];
  });
  const [first] = tellings;
  if (first === undefined) return closed;
  if (tellings.length === 1) return single(first);
  return cardOf(
    tellings.flatMap((telling) => partsOf(opened(telling), telling.kind, sending.at)),
    roundTogetherCard,
  );
};
