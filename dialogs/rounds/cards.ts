/** The cards of intervision that the bot starts, as things stand when they go out. */
import { membersNumber } from '../../bot/programme/rounds/few';
import type { RoundMessage } from '../../bot/programme/rounds/planning';
import { caseSeenBy, type Reader } from '../../bot/programme/rounds/reach';
import type { LoadedRounds } from '../../bot/ports/rounds';
import { noticeCard } from '../../cards/notice';
import { roundAgendaCard, roundReminderCard } from '../../cards/rounds/agenda';
import { roundCaseCard } from '../../cards/rounds/case';
import { roundEndedCard } from '../../cards/rounds/ended';
import { roundInviteCard } from '../../cards/rounds/invite';
import { roundOfferCard } from '../../cards/rounds/offer';
import { roundPollCard } from '../../cards/rounds/poll';
import { roundReportCard } from '../../cards/rounds/report';
import { roundTogetherCard } from '../../cards/rounds/together';
import { agendaView, openFlagsOf } from './agenda';
import { caseView } from './case';
import { endedView } from './ended';
import { inviteView } from './invitation';
import { offerView } from './offer';
import { partsOf } from './parts';
import { pollView } from './poll';
import { reportView } from './report';
import { groupCardIn } from './showing';
import { tellingOf, type Telling } from './telling';
import { meetingView, standingOf } from './views';
import type { CardIn, Sending } from '../sending';

/** Nothing to show any more, or not to this receiver: not seen as long as the sender asks `roundSending` first. */
const closed: CardIn = (language) => noticeCard({ notice: 'cardClosed' }, language);

/** A card of a view, or one that says that there is nothing. */
const cardOf = <View>(
  view: View | null,
  draw: (view: View, language: Parameters<CardIn>[0]) => ReturnType<CardIn>,
): CardIn => (view === null ? closed : (language) => draw(view, language));

const opened = ({ sending: { loaded }, rounds, place }: Telling) => ({ loaded, rounds, place });

const readerOf = ({ sending: { at }, receiver }: Telling): Reader => ({ email: receiver, now: at });

/** It tells coordinators that fewer than four are left in a group, or without an offer that it has nobody to lead it. */
const isOfGroup = ({ place: { group }, receiver, number }: Telling): boolean =>
  number === membersNumber || (receiver !== group.teacher && !group.isOfferOpen);

const offerCard = (telling: Telling): CardIn => {
  const { sending, place, receiver } = telling;
  if (isOfGroup(telling)) return groupCardIn(opened(telling), { ...readerOf(telling), isOwn: false });
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
  const tellings = parts.flatMap((message) => tellingOf(sending, rounds, message) ?? []);
  const [first] = tellings;
  if (first === undefined) return closed;
  if (tellings.length === 1) return single(first);
  return cardOf(
    tellings.flatMap((telling) => partsOf(opened(telling), telling.kind, sending.at)),
    roundTogetherCard,
  );
};
