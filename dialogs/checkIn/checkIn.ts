/** The check-in: asks, stores an answer, takes more, and lets the answer be changed; show.ts draws it. */
import {
  changeableUntil,
  parseCause,
  parseFollowUp,
  parseSaid,
  refusalOf,
} from '../../bot/programme/checkIn';
import type { FollowUp } from '../../bot/programme/facts';
import type { ActionFields, RenderedCard } from '../../bot/ports';
import { typedOf } from '../../cards/followUpForm';
import { asTyped } from '../../cards/escape';
import { noticeCard } from '../../cards/notice';
import type { CheckInView, FollowUpTyped } from '../../cards/studentViews';
import { isNews, isSameFollowUp, mergeFollowUps, seenIn } from '../answersSeen';
import {
  findOwnSession,
  isCorrectedNow,
  isFilledIn,
  noFollowUp,
  storeAnswer,
  type OwnSession,
  type SaidMore,
} from './facts';
import { isDelivered, untilStored } from '../pupilPage';
import { ask, asksText, isRepeated, refused, stored } from './show';
import { openSessions, studentSessions } from '../studentSessions';
import type { CardDialog, TextDialog, Turn } from '../turn';

/** Open check-ins shown at once, the newest; older ones come when these are answered. */
const mostCards = 5;

/** The follow-ups stored with the answers to a session, in their order. */
const followUpsOf = async (turn: Turn, { loaded, session, answer }: OwnSession): Promise<FollowUp[]> => {
  if (answer === null) return [];
  const records = await turn.ports.records.checkIns(loaded.head.id, session.pupil, session.date);
  return records.flatMap((record) => (record.answer.session.id === session.id ? [record.followUp] : []));
};

const newestOf = (followUps: readonly FollowUp[]): FollowUp => followUps.at(-1) ?? noFollowUp;

const followUpFields = ['topics', 'nextStep', 'note', 'case'] as const;

const hasFollowUp = (data: ActionFields): boolean =>
  followUpFields.some((field) => data[field] !== undefined);

/**
 * What was typed below an answer. A field that did not come was not on the card, for one that is emptied comes empty: of
 * that stays what stands.
 */
const typedFollowUp = (data: ActionFields, known: FollowUp, isAsked: boolean): FollowUpTyped => {
  const stands = typedOf(known);
  const { topics = stands.topics, case: isCase = stands.case } = data;
  const { nextStep, note } = isAsked ? data : {};
  return {
    topics,
    nextStep: nextStep === undefined ? stands.nextStep : asTyped(nextStep),
    note: note === undefined ? stands.note : asTyped(note),
    case: isCase,
  };
};

/** What is to be stored, beside what is. */
interface Wish {
  readonly said: SaidMore;
  readonly followUp: FollowUp;
  readonly known: FollowUp;
  readonly isForm: boolean;
  /** Another answer stands than whoever pressed has seen, and must not be overwritten. */
  readonly isUnseen: boolean;
}

/** What came before, what stands already and what was not seen is shown as it stands; then what may not be is refused, and the rest stored. */
const keep = async (turn: Turn, own: OwnSession, wish: Wish): Promise<RenderedCard | null> => {
  const { said, followUp, known, isForm, isUnseen } = wish;
  const rest = { followUpStored: isForm, error: null };
  const isStored = isRepeated(own, said) && isSameFollowUp(followUp, known);
  if (own.answer !== null && (isDelivered(own.page, turn) || isStored || isUnseen))
    return stored(turn, own, own.answer, known, rest);
  const { directory } = own.loaded;
  const refusal = refusalOf(directory, own.session, own.answers.length, said.outcome, turn.now);
  if (refusal !== null)
    return refused(turn, refusal === 'notBegun' && own.answer !== null ? 'calledOff' : refusal, own);
  const after = await storeAnswer(turn, own, said, followUp);
  return after === null ? null : stored(turn, after, said, followUp, rest);
};

/** What the card says, or the field that is wrong with what was typed there. */
const parseAnswer = (data: ActionFields, own: OwnSession): SaidMore | NonNullable<CheckInView['error']> => {
  const { outcome = '', minutesLate = '', reason = '' } = data;
  const said = parseSaid(outcome, minutesLate);
  if ('wrong' in said) return { field: said.wrong, typed: said.wrong === 'outcome' ? outcome : minutesLate };
  const cause = parseCause(reason);
  if (cause !== null && typeof cause !== 'string') return { field: cause.wrong, typed: reason };
  // A first answer is not a change, nor is the same one again.
  return { ...said, cause: own.answer === null || isRepeated(own, said) ? null : cause };
};

/**
 * How many answers whoever pressed has seen: as the card says, otherwise those there were when this turn began. A card
 * that says nothing of it asked first, so that it cannot have shown what a coordinator filled in.
 */
const seenBy = (own: OwnSession, data: ActionFields, atFirst: number): number =>
  seenIn(data) ?? (isFilledIn(own) ? 0 : atFirst);

/**
 * A button says what it means: it changes what the student said on another card, but neither what somebody else said
 * unseen nor what was said later and stored sooner.
 */
const press = async (
  turn: Turn,
  own: OwnSession,
  said: SaidMore,
  seen: number,
  atFirst: number,
): Promise<RenderedCard | null> => {
  const known = newestOf(await followUpsOf(turn, own));
  const isMeanwhile = own.answers.slice(atFirst).some(({ at }) => at > turn.now);
  const isUnseen = isNews(own.answers, seen) && (isMeanwhile || isCorrectedNow(own));
  return keep(turn, own, { said, followUp: known, known, isForm: false, isUnseen });
};

/** The form below an answer sends that answer along: what was said since, or corrected, stays. */
const standing = (own: OwnSession, said: SaidMore, seen: number): SaidMore =>
  own.answer !== null && (isNews(own.answers, seen) || isCorrectedNow(own))
    ? { outcome: own.answer.outcome, minutesLate: own.answer.minutesLate, cause: null }
    : said;

const add = async (
  turn: Turn,
  own: OwnSession,
  sent: SaidMore,
  data: ActionFields,
  seen: number,
): Promise<RenderedCard | null> => {
  const followUps = await followUpsOf(turn, own);
  const known = newestOf(followUps);
  const typed = typedFollowUp(data, known, asksText(turn, own));
  const said = standing(own, sent, seen);
  const parsed = parseFollowUp(typed);
  if ('wrong' in parsed)
    return stored(turn, own, said, known, { followUpStored: false, error: { field: parsed.wrong, typed } });
  const followUp = mergeFollowUps(followUps[seen - 1] ?? noFollowUp, parsed, known);
  return keep(turn, own, { said, followUp, known, isForm: true, isUnseen: false });
};

/** `checkIn.record`: stores an answer, with its follow-up when the card had one. */
export const recordCheckIn: CardDialog = (turn, data) => {
  let atFirst: number | null = null;
  return untilStored(async () => {
    const own = await findOwnSession(turn, data);
    if (typeof own === 'string') return refused(turn, own, null);
    atFirst ??= own.answers.length;
    const said = parseAnswer(data, own);
    const seen = seenBy(own, data, atFirst);
    if ('field' in said) return ask(turn, own, { occasion: 'asked', error: said }, seen);
    return hasFollowUp(data) ? add(turn, own, said, data, seen) : press(turn, own, said, seen, atFirst);
  });
};

/** `checkIn.change`: shows the question again, with what was said before. */
export const changeCheckIn: CardDialog = async (turn, data) => {
  const own = await findOwnSession(turn, data);
  if (typeof own === 'string') return refused(turn, own, null);
  const isTooLate = own.answer !== null && turn.now >= changeableUntil(own.loaded.directory, own.session);
  if (isTooLate) return refused(turn, 'tooLateToChange', own);
  return ask(turn, own, { occasion: own.answer === null ? 'asked' : 'change', error: null });
};

/** `inchecken`: a card for each of the newest open check-ins, oldest first; the latest answered one when none is open. */
export const openCheckIns: TextDialog = async (turn) => {
  const { open, latest } = openSessions(turn, await studentSessions(turn));
  if (open.length > 0) {
    const older = open.length - mostCards;
    return [
      ...open.slice(-mostCards).map((own) => ask(turn, own, { occasion: 'asked', error: null })),
      ...(older > 0 ? [noticeCard({ notice: 'moreOpen', count: older }, turn.language)] : []),
    ];
  }
  if (latest === null || latest.answer === null)
    return [noticeCard({ notice: 'nothingOpen' }, turn.language)];
  const rest = { followUpStored: false, error: null };
  return [stored(turn, latest, latest.answer, newestOf(await followUpsOf(turn, latest)), rest)];
};
