/** A coordinator corrects an answer of a pupil at one of their schools, and says how they know. */
import { lateLimitsOf } from '../../bot/programme/attendance';
import { isCorrectedTooOften } from '../../bot/programme/bounds';
import { longestText, parseSaid, refusalOf, splitSessionId, type Said } from '../../bot/programme/checkIn';
import { answersIn, type Answer, type Session } from '../../bot/programme/facts';
import { parseDay } from '../../bot/programme/calendar';
import { personName, pupilLabel } from '../../bot/programme/labels';
import { answerSteps, recentSessions, type AnswerStep } from '../../bot/programme/recentSessions';
import { isSameAnswer, sessionsOfPupil } from '../../bot/programme/sessions';
import type { ActionFields, RenderedCard } from '../../bot/ports';
import type { CorrectionView } from '../../cards/coordinatorViews';
import { correctionCard } from '../../cards/checkIn/correction';
import { correctionsCard } from '../../cards/checkIn/corrections';
import { asTyped } from '../../cards/escape';
import { refreshing } from '../../cards/refresh';
import { isNews, seenIn } from '../answersSeen';
import { newNotices, noFollowUp } from './facts';
import { storing } from '../notSure';
import { notForYou, pupilsInScope, type PupilInScope } from '../flags/open';
import { addToPage, isDelivered, nextMoment, readPage, untilStored, type ReadPage } from '../pupilPage';
import type { CardDialog, Turn } from '../turn';

interface PupilRead extends PupilInScope, ReadPage {}

const readPupil = async (turn: Turn, scope: PupilInScope): Promise<PupilRead> => ({
  ...scope,
  ...(await readPage(turn.ports, scope.loaded.head.id, scope.pupil.school, scope.pupil.id)),
});

const showList = (turn: Turn, read: PupilRead, before: string | null, isGone: boolean): RenderedCard => {
  const { loaded, pupil, page } = read;
  const sessionsBefore = (day: string | null) =>
    recentSessions(loaded.directory, pupil, page.facts, nextMoment(page, turn.now), day);
  const sessions = sessionsBefore(before);
  const oldest = sessions[0];
  const view = {
    programme: loaded.head.id,
    id: pupil.id,
    pupil: pupilLabel(loaded.directory, pupil.id),
    sessions,
    hasEarlier: oldest !== undefined && sessionsBefore(oldest.date).length > 0,
    isGone,
  };
  return refreshing(correctionsCard(view, turn.language), {
    verb: 'checkIn.corrections',
    data: { programme: view.programme, pupil: view.id, before },
    userId: turn.contact.userId,
  });
};

/** `checkIn.corrections`: the last 8 sessions of a pupil, or those before a day, to choose one. */
export const listCorrections: CardDialog = async (turn, data) => {
  const [scope] = pupilsInScope(turn, 'answers', data, data['pupil'] ?? '');
  if (scope === undefined) return notForYou(turn);
  return showList(turn, await readPupil(turn, scope), parseDay(data['before'] ?? ''), false);
};

interface Found extends PupilRead {
  readonly session: Session;
  /** All answers to it, in order. */
  readonly answers: readonly Answer[];
  readonly steps: readonly AnswerStep[];
}

/** A session with its answers; the pupil alone when there is no such session; null, with nothing read, out of scope. */
const findSession = async (turn: Turn, data: ActionFields): Promise<Found | PupilRead | null> => {
  const sessionId = data['session'] ?? '';
  let none: PupilRead | null = null;
  for (const scope of pupilsInScope(turn, 'answers', data, splitSessionId(sessionId).pupil)) {
    const read = await readPupil(turn, scope);
    const known = answersIn(read.page.facts);
    const { directory } = scope.loaded;
    const session = sessionsOfPupil(directory, scope.pupil.id, known).find(({ id }) => id === sessionId);
    const answers = known.filter((answer) => answer.session.id === sessionId);
    const steps = answerSteps(answers, sessionId, lateLimitsOf(directory, scope.pupil.school));
    if (session !== undefined) return { ...read, session, answers, steps };
    none ??= read;
  }
  return none;
};

const show = (
  turn: Turn,
  { loaded, pupil, session, answers, steps }: Found,
  rest: Pick<CorrectionView, 'occasion' | 'error'>,
): RenderedCard => {
  const { directory } = loaded;
  const view = {
    programme: directory.programme.id,
    id: pupil.id,
    pupil: pupilLabel(directory, pupil.id),
    class: pupil.class,
    session: session.id,
    date: session.date,
    steps,
    nameOf: (address: string) => personName(directory, address),
    timeZone: directory.programme.timeZone,
    seen: answers.length,
    ...rest,
  };
  return correctionCard(view, turn.language);
};

interface Correction extends Said {
  readonly reason: string;
}

type Typed = NonNullable<CorrectionView['error']>['typed'];

const typedIn = ({ outcome = '', minutesLate = '', reason = '' }: ActionFields): Typed => ({
  outcome: outcome.trim(),
  minutesLate: minutesLate.trim(),
  reason: asTyped(reason).trim(),
});

const parseCorrection = (typed: Typed): Correction | NonNullable<CorrectionView['error']> => {
  const said = parseSaid(typed.outcome, typed.minutesLate);
  if ('wrong' in said) return { problem: said.wrong, typed };
  if (typed.reason === '') return { problem: 'reason', typed };
  return typed.reason.length > longestText
    ? { problem: 'tooLong', typed }
    : { ...said, reason: typed.reason };
};

/** Stores it as an answer of the same session. What the student added to theirs stays with it. */
const store = async (turn: Turn, found: Found, correction: Correction): Promise<'stored' | 'conflict'> => {
  const { loaded, page, session } = found;
  const known = await turn.ports.records.checkIns(loaded.head.id, session.pupil, session.date);
  const followUp = known.findLast((one) => one.answer.session.id === session.id)?.followUp ?? noFollowUp;
  const at = nextMoment(page, turn.now);
  const fact: Answer = { kind: 'answer', at, by: turn.contact.email, session, ...correction };
  const notices = newNotices(loaded.directory, page, fact);
  return addToPage(turn, loaded, found, { fact, followUp, notices });
};

const isSaid = ({ answers }: Found, said: Said): boolean => {
  const newest = answers.at(-1);
  return newest !== undefined && isSameAnswer(newest, said);
};

const whyNot = (turn: Turn, { loaded, page, session }: Found, { outcome }: Correction) => {
  if (refusalOf(loaded.directory, session, 0, outcome, turn.now) !== null) return 'notBegun';
  return isCorrectedTooOften(page.facts, session.id) ? 'tooOften' : null;
};

const keep = async (
  turn: Turn,
  seen: number,
  found: Found,
  correction: Correction,
): Promise<RenderedCard | null> => {
  if (isDelivered(found.page, turn)) return show(turn, found, { occasion: 'stored', error: null });
  if (isSaid(found, correction)) return show(turn, found, { occasion: 'same', error: null });
  if (isNews(found.answers, seen)) return show(turn, found, { occasion: 'overtaken', error: null });
  const { session } = found;
  const problem = whyNot(turn, found, correction);
  if (problem !== null) {
    const typed = { outcome: correction.outcome, minutesLate: '', reason: correction.reason };
    return show(turn, found, { occasion: 'asked', error: { problem, typed } });
  }
  if ((await store(turn, found, correction)) === 'conflict') return null;
  const after = await storing(findSession(turn, { programme: found.loaded.head.id, session: session.id }));
  return after !== null && 'session' in after
    ? show(turn, after, { occasion: 'stored', error: null })
    : notForYou(turn);
};

const correctOnce = async (
  turn: Turn,
  seen: number,
  found: Found,
  data: ActionFields,
): Promise<RenderedCard | null> => {
  const typed = typedIn(data);
  // The button of the list names the session alone: it asks for the form.
  const isAsked = !['outcome', 'minutesLate', 'reason'].some((field) => field in data);
  if (isAsked) return show(turn, found, { occasion: 'asked', error: null });
  const correction = parseCorrection(typed);
  if ('problem' in correction) return show(turn, found, { occasion: 'asked', error: correction });
  return keep(turn, seen, found, correction);
};

/** `checkIn.correct`: with a session alone the form; with an answer and a reason stores them, unless somebody was first. */
export const correctCheckIn: CardDialog = (turn, data) => {
  let seen = seenIn(data);
  return untilStored(async () => {
    const found = await findSession(turn, data);
    if (found === null) return notForYou(turn);
    if (!('session' in found)) return showList(turn, found, null, true);
    seen ??= found.answers.length;
    return correctOnce(turn, seen, found, data);
  });
};
