/** The check-in: one card that asks, stores, takes more, and lets the answer be changed. */
import {
  changeableUntil,
  parseCause,
  parseFollowUp,
  parseSaid,
  refusalOf,
  type Said,
} from '../bot/programme/checkIn';
import { answersIn, type Answer, type FollowUp } from '../bot/programme/facts';
import { keepsText } from '../bot/programme/freeText';
import { sessionDetails } from '../bot/programme/sessionDetails';
import type { ActionFields, RenderedCard } from '../bot/ports';
import { checkInCard } from '../cards/checkIn';
import { checkInRefusedCard } from '../cards/checkInRefused';
import { checkInStoredCard } from '../cards/checkInStored';
import { asTyped } from '../cards/escape';
import { noticeCard } from '../cards/notice';
import type {
  CheckInRefusedView,
  CheckInStoredView,
  CheckInView,
  FollowUpTyped,
} from '../cards/studentViews';
import {
  findOwnSession,
  isCorrectedNow,
  isFilledIn,
  noFollowUp,
  storeAnswer,
  type OwnSession,
  type SaidMore,
} from './checkInFacts';
import { untilStored } from './pupilPage';
import { openSessions, studentSessions } from './studentSessions';
import type { CardDialog, TextDialog, Turn } from './turn';

/** Open check-ins shown at once, the newest; older ones come when these are answered. */
const mostCards = 5;

const detailsOf = (own: OwnSession) => sessionDetails(own.loaded.directory, own.session);

const previousOf = (own: OwnSession): CheckInView['previous'] => {
  if (own.answer === null) return null;
  const { outcome, minutesLate } = own.answer;
  return { outcome, minutesLate, corrected: isCorrectedNow(own) };
};

const ask = (turn: Turn, own: OwnSession, view: Pick<CheckInView, 'occasion' | 'error'>): RenderedCard =>
  checkInCard(
    {
      session: detailsOf(own),
      begun: turn.now >= own.session.start,
      previous: previousOf(own),
      ...view,
    },
    turn.language,
  );

const refused = (turn: Turn, reason: CheckInRefusedView['reason'], own: OwnSession | null): RenderedCard =>
  checkInRefusedCard({ reason, session: own === null ? null : detailsOf(own) }, turn.language);

/** Whether texts are asked for; where none are kept the card says nothing of why. */
const asksText = ({ now }: Turn, { loaded, session }: OwnSession): boolean =>
  keepsText(loaded.directory, session.pupil, now);

/** Whether this is the answer that stands already. */
const isRepeated = (own: OwnSession, said: Said): boolean =>
  own.answer !== null && own.answer.outcome === said.outcome && own.answer.minutesLate === said.minutesLate;

const stored = (
  turn: Turn,
  own: OwnSession,
  said: Said,
  followUp: FollowUp,
  rest: Pick<CheckInStoredView, 'followUpStored' | 'error'>,
): RenderedCard => {
  const until = changeableUntil(own.loaded.directory, own.session);
  const changeable = turn.now < until ? until : null;
  // A stored answer has a session of its own, which is not the one a card shows.
  const { outcome, minutesLate } = said;
  const corrected = isRepeated(own, said) && isCorrectedNow(own);
  return checkInStoredCard(
    {
      session: detailsOf(own),
      outcome,
      minutesLate,
      followUp,
      corrected,
      changeableUntil: changeable,
      asksText: asksText(turn, own),
      ...rest,
    },
    turn.language,
  );
};

/** The follow-up stored with the newest answer of a session. */
const storedFollowUp = async (turn: Turn, own: OwnSession): Promise<FollowUp> => {
  if (own.answer === null) return noFollowUp;
  const records = await turn.ports.records.checkIns(own.loaded.head.id, own.session.pupil, own.session.date);
  return records.findLast(({ answer }) => answer.session.id === own.session.id)?.followUp ?? noFollowUp;
};

const followUpFields = ['topics', 'nextStep', 'note', 'case'] as const;

/** What was typed below an answer, or null when the card had no such fields. */
const typedFollowUp = (data: ActionFields, isAsked: boolean): FollowUpTyped | null => {
  if (!followUpFields.some((field) => data[field] !== undefined)) return null;
  const { topics = '', case: isCase = '' } = data;
  const { nextStep = '', note = '' } = isAsked ? data : {};
  return { topics, nextStep: asTyped(nextStep), note: asTyped(note), case: isCase };
};

const isSame = (a: FollowUp, b: FollowUp): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The answers found so far in this turn, a new one after every conflict. */
type Looks = (Answer | null)[];

/** Somebody answered, on another device, while this was being stored: nobody has seen that answer who pressed here. */
const isOvertaken = ([first = null]: Looks, { answer }: OwnSession): boolean =>
  answer !== null && (first === null || first.at !== answer.at || first.outcome !== answer.outcome);

/** Stores what was said unless it already is; then says what is stored. */
const keep = async (
  turn: Turn,
  looks: Looks,
  own: OwnSession,
  said: SaidMore,
  typed: FollowUp | null,
): Promise<RenderedCard | null> => {
  const known = await storedFollowUp(turn, own);
  const followUp = typed ?? known;
  const rest = { followUpStored: typed !== null, error: null };
  const delivered = own.page.activities.includes(turn.activity);
  if (delivered && own.answer !== null) return stored(turn, own, own.answer, known, rest);
  if (isRepeated(own, said) && isSame(followUp, known)) return stored(turn, own, said, followUp, rest);
  looks.push(own.answer);
  if (own.answer !== null && isOvertaken(looks, own) && !isRepeated(own, said)) {
    return stored(turn, own, own.answer, known, { ...rest, followUpStored: false });
  }
  const answered = answersIn(own.page.facts).filter(({ session }) => session.id === own.session.id).length;
  const refusal = refusalOf(own.loaded.directory, own.session, answered, said.outcome, turn.now);
  if (refusal !== null) {
    return refused(turn, refusal === 'notBegun' && own.answer !== null ? 'calledOff' : refusal, own);
  }
  const result = await storeAnswer(turn, own, said, followUp);
  return result === 'stored' ? stored(turn, own, said, followUp, rest) : null;
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

/** Pressed on a card that asked, while a coordinator has filled it in since: nobody overwrites what they did not see. */
const isUnseen = (own: OwnSession, data: ActionFields): boolean =>
  own.answer !== null && data['seen'] !== 'corrected' && isFilledIn(own) && isCorrectedNow(own);

/** The form under a stored answer sends that answer along: what a coordinator corrected meanwhile stays. */
const unlessCorrected = (own: OwnSession, said: SaidMore): SaidMore =>
  own.answer !== null && isCorrectedNow(own)
    ? { outcome: own.answer.outcome, minutesLate: own.answer.minutesLate, cause: null }
    : said;

const recordOnce = async (turn: Turn, looks: Looks, data: ActionFields): Promise<RenderedCard | null> => {
  const own = await findOwnSession(turn, data);
  if (typeof own === 'string') return refused(turn, own, null);
  const said = parseAnswer(data, own);
  if ('field' in said) return ask(turn, own, { occasion: 'asked', error: said });
  const typed = typedFollowUp(data, asksText(turn, own));
  if (own.answer !== null && typed === null && isUnseen(own, data)) {
    const rest = { followUpStored: false, error: null };
    return stored(turn, own, own.answer, await storedFollowUp(turn, own), rest);
  }
  const followUp = typed === null ? null : parseFollowUp(typed);
  if (typed === null || followUp === null) return keep(turn, looks, own, said, null);
  const kept = unlessCorrected(own, said);
  if (!('wrong' in followUp)) return keep(turn, looks, own, kept, followUp);
  const error = { field: followUp.wrong, typed };
  return stored(turn, own, kept, await storedFollowUp(turn, own), { followUpStored: false, error });
};

/** `checkIn.record`: stores an answer, with its follow-up when the card had one. */
export const recordCheckIn: CardDialog = (turn, data) => {
  const looks: Looks = [];
  return untilStored(() => recordOnce(turn, looks, data));
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
  return [stored(turn, latest, latest.answer, await storedFollowUp(turn, latest), rest)];
};
