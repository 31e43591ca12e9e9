/** The case: its bringer writes it. */
import { caseProblems, questionAdvice } from '../../bot/programme/rounds/caseText';
import type { CaseText } from '../../bot/programme/rounds/model';
import { reachesOf, type Reader } from '../../bot/programme/rounds/reach';
import { calledOff } from '../../bot/programme/rounds/state';
import { personName } from '../../bot/programme/labels';
import type { ActionFields, RenderedCard } from '../../bot/ports';
import { asTyped } from '../../cards/escape';
import type { RoundRefusal } from '../../cards/rounds/notice';
import { roundCaseCard, type CaseView } from '../../cards/rounds/case';
import { notForYou } from '../flags/open';
import type { CardDialog, Turn } from '../turn';
import { changeGroup, only, placeAfter, type Decision } from './change';
import { showMine } from './mine';
import { openGroup, readerIn, type OpenGroup } from './scope';
import { noticeOf } from './showing';
import { groupView, named } from './views';

const nothing: CaseText = { title: '', situation: '', question: '' };

/** What a student wrote for a meeting, while it is theirs to bring and still kept. */
const writtenBy = (
  { rounds, place }: Pick<OpenGroup, 'rounds' | 'place'>,
  { email, now }: Reader,
): CaseText | null => {
  const { written } = place.group;
  const isTheirs = written?.student === email && reachesOf(rounds.source, place, 'caseText', { email, now });
  return isTheirs ? written.text : null;
};

/** The case as its bringer sees it; null while the group has no time. */
export const caseView = (
  { loaded, rounds, place }: Pick<OpenGroup, 'loaded' | 'rounds' | 'place'>,
  reader: Reader,
  rest: Pick<CaseView, 'occasion'> & Partial<Pick<CaseView, 'typed' | 'problems'>>,
): CaseView | null => {
  const { now } = reader;
  const { round, group } = place;
  const bringing = rounds.source.bringers.of(round.id, group.id);
  if (group.meeting === null) return null;
  const isBefore = now < group.meeting.slot.start;
  const next = isBefore ? (bringing?.next ?? null) : null;
  const written = writtenBy({ rounds, place }, reader);
  return {
    ...groupView(loaded, place, now),
    slot: group.meeting.slot,
    typed: written ?? nothing,
    problems: [],
    advice: written === null ? [] : questionAdvice(written.question),
    next: next === null ? null : named(loaded.directory, next),
    others: isBefore ? (bringing?.mayBring ?? []).map((email) => named(loaded.directory, email)) : [],
    ...rest,
  };
};

/** Why a student cannot write the case; null when they can. Up to the end of the meeting, for it may be told there. */
const refusalOf = (turn: Turn, { rounds, place }: OpenGroup): RoundRefusal | null => {
  const { meeting } = place.group;
  if (calledOff(place) !== null) return 'cancelled';
  if (meeting === null) return 'noMeeting';
  if (!reachesOf(rounds.source, place, 'ownCase', readerIn(turn))) return 'notYours';
  return turn.now < meeting.slot.end ? null : 'over';
};

/** That a student cannot write the case or pass it on: why, or how the group stands where it is nobody's. */
export const refused = (turn: Turn, opened: OpenGroup, notice: RoundRefusal): RenderedCard => {
  const { loaded, rounds, place } = opened;
  const bringer = rounds.source.bringers.of(place.round.id, place.group.id)?.student ?? null;
  if (notice === 'notYours' && bringer === null) return showMine(turn, opened);
  const who = bringer === null ? '' : personName(loaded.directory, bringer);
  return noticeOf(turn, opened, { notice, who });
};

/** The form for the case with what stands in it now; the group as it stands when it is another's. */
export const showCase: CardDialog = async (turn, data) => {
  const opened = await openGroup(turn, 'caseTurn', data);
  if (opened === null) return notForYou(turn);
  const refusal = refusalOf(turn, opened);
  const view = caseView(opened, readerIn(turn), { occasion: 'asked' });
  return refusal !== null || view === null
    ? refused(turn, opened, refusal ?? 'noMeeting')
    : roundCaseCard(view, turn.language);
};

const typedIn = (data: ActionFields): CaseText => ({
  title: asTyped(data['title'] ?? '').trim(),
  situation: asTyped(data['situation'] ?? '').trim(),
  question: asTyped(data['question'] ?? '').trim(),
});

const isSame = (a: CaseText | null, b: CaseText): boolean =>
  a !== null && a.title === b.title && a.situation === b.situation && a.question === b.question;

const decideWriting = (turn: Turn, opened: OpenGroup, data: ActionFields): Decision => {
  const { loaded, place } = opened;
  const student = turn.contact.email;
  const refusal = refusalOf(turn, opened);
  if (refusal !== null) return only(() => refused(turn, opened, refusal));
  const typed = typedIn(data);
  const draw = (at: OpenGroup, rest: Parameters<typeof caseView>[2]): RenderedCard => {
    const view = caseView(at, readerIn(turn), { typed, ...rest });
    return view === null ? notForYou(turn) : roundCaseCard(view, turn.language);
  };
  const problems = caseProblems(loaded.directory, student, typed, data['noNames']);
  if (problems.length > 0) return only(() => draw(opened, { occasion: 'asked', problems }));
  const step = { kind: 'caseWritten', group: place.group.id, student, text: typed } as const;
  return {
    steps: isSame(writtenBy(opened, readerIn(turn)), typed) ? [] : [step],
    draw: (rounds) => draw({ ...opened, rounds, place: placeAfter(rounds, place) }, { occasion: 'stored' }),
  };
};

/** `round.case`: title, situation without its ending, learning question; the newest counts. */
export const writeCase: CardDialog = async (turn, data) => {
  const opened = await openGroup(turn, 'caseTurn', data);
  if (opened === null) return notForYou(turn);
  return changeGroup(turn, opened, (current) => decideWriting(turn, current, data));
};
