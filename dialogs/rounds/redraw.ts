/** Draws a card of intervision that was sent as things stand now (docs/decisions/0011-delivered-cards-follow.md). */
import { messageGrant } from '../../bot/programme/access';
import { personName } from '../../bot/programme/labels';
import type { Moment } from '../../bot/programme/model';
import type { RoundKind } from '../../bot/programme/plannedMessage';
import { isPolling } from '../../bot/programme/rounds/groupFold';
import { membersNumber } from '../../bot/programme/rounds/few';
import { subjectParts, type RoundMessage } from '../../bot/programme/rounds/planning';
import { inCardOrder } from '../../bot/programme/rounds/sending';
import { roundGrant } from '../../bot/programme/rounds/reach';
import { calledOff, placeOf, type Place } from '../../bot/programme/rounds/state';
import { fixedGroups } from '../../bot/programme/rounds/weeks';
import type { LoadedProgramme } from '../../bot/ports';
import type { LoadedRounds } from '../../bot/ports/rounds';
import { noticeCard } from '../../cards/notice';
import { roundCaseCard } from '../../cards/rounds/case';
import { roundNoticeCard, type RoundNow } from '../../cards/rounds/notice';
import { roundOfferCard } from '../../cards/rounds/offer';
import { roundPollCard } from '../../cards/rounds/poll';
import { roundReportCard } from '../../cards/rounds/report';
import { groupTitle, longSlot, showButton, whichGroup } from '../../cards/rounds/words';
import { words } from '../../cards/words';
import { caseView } from './case';
import { caseMovedIn } from './caseTurn';
import { offerView } from './offer';
import { pollView } from './poll';
import { reportView } from './report';
import { groupCardIn, handedOverIn, ownDeed } from './showing';
import { groupView } from './views';
import { roundCardIn } from './cards';
import type { CardIn, Sending } from '../sending';

/** A card with the group it is about. */
interface Drawing {
  readonly loaded: LoadedProgramme;
  readonly rounds: LoadedRounds;
  readonly place: Place;
  readonly kind: RoundKind;
  readonly receiver: string;
  /** Of which offer, poll or meeting of the group the card tells. */
  readonly number: number;
  readonly nth: number;
  /** Since when the reader can have the card. */
  readonly dueAt: Moment;
  readonly at: Moment;
  /** The card as it would go out now. */
  readonly anew: () => Promise<CardIn>;
}

/** For whoever may no longer see what the card showed: one line, and nobody's data. */
const closed: CardIn = (language) => noticeCard({ notice: 'cardClosed' }, language);

/** A line that says how it is now, with a way to the group. */
const line =
  ({ loaded, place, at }: Drawing, notice: RoundNow, who = ''): CardIn =>
  (language) => {
    const all = words(language);
    const view = groupView(loaded, place, at);
    const { meeting } = place.group;
    const when = meeting === null ? '' : longSlot(language, meeting.slot, view.timeZone);
    const buttons = [showButton(all, view, 'group')];
    return roundNoticeCard({ notice, which: whichGroup(all, view), who, when, buttons }, language);
  };

const isOff = ({ place }: Drawing): boolean => calledOff(place) !== null;

const pollAgain = (drawing: Drawing): CardIn | null => {
  const { loaded, place, receiver, number, at } = drawing;
  const { poll, meeting } = place.group;
  if (poll === null) return null;
  if (meeting !== null) return line(drawing, 'nowDecided');
  if (!isPolling(place.group)) return line(drawing, 'nowAsking');
  if (number < poll.number) return line(drawing, 'nowOtherTimes');
  const occasion = poll.answers.has(receiver) ? 'stored' : 'asked';
  const view = pollView({ loaded, place }, poll, receiver, at, { occasion, isUnknown: false });
  return at < poll.closesAt ? (language) => roundPollCard(view, language) : null;
};

/** A coordinator who was told that nobody leads a group, or that few are in it, sees how it stands now. */
const leadAgain = ({ loaded, rounds, place, receiver, at }: Drawing): CardIn => {
  return groupCardIn({ loaded, rounds, place }, { email: receiver, isOwn: false, now: at });
};

const offerAgain = (drawing: Drawing): CardIn | null => {
  const { loaded, rounds, place, receiver, at } = drawing;
  const { group } = place;
  if (drawing.number === membersNumber || (drawing.nth > 1 && receiver !== group.teacher))
    return leadAgain(drawing);
  if (group.meeting !== null) return line(drawing, 'nowDecided');
  const occasion = isPolling(group) ? 'stored' : 'asked';
  const isTeacher = receiver === group.teacher;
  const view = offerView({ loaded, rounds, place }, at, { occasion, error: null, isTeacher });
  return (language) => roundOfferCard(view, language);
};

const movedLine = (drawing: Drawing): CardIn | null => {
  const { meeting } = drawing.place.group;
  if (meeting === null) return line(drawing, 'nowSearching');
  return drawing.number < meeting.timeSet.number ? line(drawing, 'nowMoved') : null;
};

/** At the same time what the card says is told as it is now: the place, who leads it, who brings the case, and how many flags there are. */
const meetingAgain = (drawing: Drawing): CardIn | Promise<CardIn> => movedLine(drawing) ?? drawing.anew();

const caseAgain = (drawing: Drawing): CardIn | null => {
  const { loaded, rounds, place, receiver, at } = drawing;
  const { round, group } = place;
  const bringer = rounds.source.bringers.of(round.id, group.id)?.student ?? null;
  if (bringer !== receiver && bringer !== null)
    return (
      caseMovedIn({ loaded, rounds, place }, receiver, at) ??
      line(drawing, 'nowOther', personName(loaded.directory, bringer))
    );
  const moved = movedLine(drawing);
  if (moved !== null || bringer === null) return moved;
  const occasion = group.written?.student === receiver ? 'stored' : 'asked';
  const view = caseView({ loaded, rounds, place }, { email: receiver, now: at }, { occasion });
  return view === null ? null : (language) => roundCaseCard(view, language);
};

const reportAgain = ({ loaded, rounds, place, receiver, at }: Drawing): CardIn | null => {
  // Of who has the group back: until then it said nothing.
  const occasion = place.group.report === null ? 'asked' : 'stored';
  const view = reportView({ loaded, rounds, place }, { email: receiver, now: at }, { occasion });
  return view === null ? null : (language) => roundReportCard(view, language);
};

/** What a teacher, who sees nothing of the group any more, was answered in the question for times when they handed it over. */
const ownHandOver = (drawing: Drawing): CardIn | null => {
  const { place, kind, receiver, at } = drawing;
  const { handedBy, teachersBefore } = place.group;
  const isOwn = handedBy === receiver && teachersBefore.at(-1) === receiver;
  return kind === 'roundOffer' && isOwn ? handedOverIn(drawing, at) : null;
};

/** What the reader did with the group in the question for times: whom they have to ring up about it stands on no other card. */
const ownAnswer = (drawing: Drawing): CardIn | null => {
  const { place, kind, receiver: email, dueAt, at: now } = drawing;
  const deed = ownDeed(drawing, email, dueAt);
  if (kind !== 'roundOffer' || deed.said === 'same') return null;
  const isOwn = email === place.group.teacher;
  return groupCardIn(drawing, { email, isOwn, now }, { ...deed, error: null });
};

const drawn: Readonly<Record<RoundKind, (drawing: Drawing) => CardIn | null | Promise<CardIn>>> = {
  roundOffer: offerAgain,
  roundPoll: pollAgain,
  roundPollReminder: pollAgain,
  roundInvite: meetingAgain,
  roundCase: caseAgain,
  roundCaseReminder: caseAgain,
  roundReminder: meetingAgain,
  roundAgenda: meetingAgain,
  roundReport: reportAgain,
  roundReportReminder: reportAgain,
  roundCancelled: () => null,
};

/** The invitation for all weeks is of none of them; who is not of the group any more sees nothing of it. */
const seriesAgain = (
  { loaded: { directory }, at }: Sending,
  message: RoundMessage,
  anew: () => Promise<CardIn>,
): CardIn | Promise<CardIn> => {
  const { group } = subjectParts(message.subject);
  const isFixed = fixedGroups(directory).some(({ id }) => id === group);
  if (isFixed || messageGrant(directory, message, directory.calendar.dayOf(at)) === null) return anew();
  return (language) =>
    roundNoticeCard(
      { notice: 'nowNotWeekly', which: groupTitle(words(language), group), who: '', when: '', buttons: [] },
      language,
    );
};

const alone = (
  sending: Sending,
  rounds: LoadedRounds,
  message: RoundMessage,
): CardIn | null | Promise<CardIn> => {
  const { loaded, at } = sending;
  const { kind, receiver, subject, dueAt } = message;
  const { round, group, number, nth } = subjectParts(subject);
  const place = placeOf(rounds.source.book, round, group);
  const anew = (): Promise<CardIn> => roundCardIn(sending, rounds, [message]);
  if (place === null) return kind === 'roundInvite' ? seriesAgain(sending, message, anew) : null;
  const drawing: Drawing = { loaded, rounds, place, kind, receiver, number, nth, dueAt, at, anew };
  const { directory } = loaded;
  if (messageGrant(directory, message, directory.calendar.dayOf(at)) === null) return closed;
  if (roundGrant(rounds.source, message, at) === null) return ownHandOver(drawing) ?? closed;
  return ownAnswer(drawing) ?? (isOff(drawing) ? line(drawing, 'nowCancelled') : drawn[kind](drawing));
};

/**
 * How the card of a message looks now; null where it stays as it is. One card that told of several things tells of those
 * that stand, as long as any of the others does.
 */
export const roundAgain = async (
  sending: Sending,
  message: RoundMessage,
  carries: readonly string[],
): Promise<CardIn | null> => {
  const rounds = await sending.ports.rounds.of(sending.loaded);
  const timetable = rounds.timetable();
  const others = carries.flatMap((key) => timetable.find(key) ?? []);
  if (others.length === 0) return alone(sending, rounds, message);
  const own = timetable.find(message.key);
  return roundCardIn(sending, rounds, inCardOrder(own === null ? others : [own, ...others]));
};
