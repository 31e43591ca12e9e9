/** The case: its bringer writes it, passes it on or trades; another takes it over. */
import {
  passCase,
  tradeCase,
  volunteerForCase,
  type CaseMove,
  type CaseMoveRefusal,
} from '../../bot/programme/rounds/caseMoves';
import { caseProblems, questionAdvice } from '../../bot/programme/rounds/caseText';
import type { CaseText } from '../../bot/programme/rounds/model';
import { calledOff } from '../../bot/programme/rounds/state';
import { personName } from '../../bot/programme/labels';
import type { ActionFields, RenderedCard } from '../../bot/ports';
import { asTyped } from '../../cards/escape';
import type { RoundRefusal } from '../../cards/roundNotice';
import { roundCaseCard, type CaseView } from '../../cards/roundCase';
import { notForYou } from '../openFlag';
import type { CardDialog, Turn } from '../turn';
import { changeGroup, only, placeAfter, type Decision } from './change';
import { showMine } from './mine';
import { openGroup, type OpenGroup } from './scope';
import { heardWhen, noticeOf, personHears } from './showing';
import { groupView, named } from './views';

const nothing: CaseText = { title: '', situation: '', question: '' };

/** What a student wrote for a meeting, while it is theirs to bring and still kept. */
const writtenBy = ({ place }: Pick<OpenGroup, 'place'>, student: string): CaseText | null => {
  const { written } = place.group;
  return written?.student === student ? written.text : null;
};

/** The case as its bringer sees it; null while the group has no time. */
export const caseView = (
  { loaded, rounds, place }: Pick<OpenGroup, 'loaded' | 'rounds' | 'place'>,
  student: string,
  now: number,
  rest: Pick<CaseView, 'occasion'> & Partial<Pick<CaseView, 'typed' | 'problems' | 'advice'>>,
): CaseView | null => {
  const { round, group } = place;
  const bringing = rounds.source.bringers.of(round.id, group.id);
  if (group.meeting === null) return null;
  const isBefore = now < group.meeting.slot.start;
  const next = isBefore ? (bringing?.next ?? null) : null;
  return {
    ...groupView(loaded, place, now),
    slot: group.meeting.slot,
    typed: writtenBy({ place }, student) ?? nothing,
    problems: [],
    advice: [],
    next: next === null ? null : named(loaded.directory, next),
    others: isBefore ? (bringing?.mayBring ?? []).map((email) => named(loaded.directory, email)) : [],
    ...rest,
  };
};

/** Why a student cannot write the case; null when they can. Up to the end of the meeting, for it may be told there. */
const refusalOf = ({ contact, now }: Turn, { rounds, place }: OpenGroup): RoundRefusal | null => {
  const { round, group } = place;
  const { meeting } = group;
  if (calledOff(place) !== null) return 'cancelled';
  if (meeting === null) return 'noMeeting';
  if (rounds.source.bringers.of(round.id, group.id)?.student !== contact.email) return 'notYours';
  return now < meeting.slot.end ? null : 'over';
};

const refused = (turn: Turn, opened: OpenGroup, notice: RoundRefusal): RenderedCard => {
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
  const view = caseView(opened, turn.contact.email, turn.now, { occasion: 'asked' });
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
  const draw = (at: OpenGroup, rest: Parameters<typeof caseView>[3]): RenderedCard => {
    const view = caseView(at, student, turn.now, { typed, ...rest });
    return view === null ? notForYou(turn) : roundCaseCard(view, turn.language);
  };
  const problems = caseProblems(loaded.directory, student, typed, data['noNames']);
  if (problems.length > 0) return only(() => draw(opened, { occasion: 'asked', problems }));
  const advice = questionAdvice(typed.question);
  const step = { kind: 'caseWritten', group: place.group.id, student, text: typed } as const;
  return {
    steps: isSame(writtenBy(opened, student), typed) ? [] : [step],
    draw: (rounds) =>
      draw({ ...opened, rounds, place: placeAfter(rounds, place) }, { occasion: 'stored', advice }),
  };
};

/** `round.case`: title, situation without its ending, learning question; the newest counts. */
export const writeCase: CardDialog = async (turn, data) => {
  const opened = await openGroup(turn, 'caseTurn', data);
  if (opened === null) return notForYou(turn);
  return changeGroup(turn, opened, (current) => decideWriting(turn, current, data));
};

const moveRefusals: Readonly<Record<CaseMoveRefusal, RoundRefusal>> = {
  notYours: 'notYours',
  notAMember: 'notAMember',
  alreadyYours: 'alreadyYours',
  othersFirst: 'othersFirst',
  passedItOn: 'otherPassedItOn',
  nobodyLeft: 'nobodyLeft',
  tooLate: 'begun',
};

const whyNot = (turn: Turn, opened: OpenGroup, refusal: CaseMoveRefusal): RoundRefusal => {
  const { meeting } = opened.place.group;
  if (refusal !== 'tooLate') return moveRefusals[refusal];
  if (calledOff(opened.place) !== null) return 'cancelled';
  if (meeting === null) return 'noMeeting';
  return turn.now < meeting.slot.end ? 'begun' : 'over';
};

/** In a trade it is the other who would bring the case: what stands in the way is theirs. */
const whyNoTrade = (turn: Turn, opened: OpenGroup, refusal: CaseMoveRefusal, other: string): RenderedCard => {
  if (other === '') return refused(turn, opened, 'tradeWithNobody');
  if (refusal === 'alreadyYours') return refused(turn, opened, 'tradeWithSelf');
  if (refusal !== 'othersFirst' && refusal !== 'passedItOn')
    return refused(turn, opened, whyNot(turn, opened, refusal));
  const who = personName(opened.loaded.directory, other);
  const notice = refusal === 'passedItOn' ? 'otherPassedItOn' : 'otherBroughtMore';
  return noticeOf(turn, opened, { notice, who });
};

type MoveKind = 'casePassed' | 'caseVolunteered' | 'caseTraded';

/** One way in which another comes to bring the case. */
interface Moving {
  readonly move: (opened: OpenGroup, me: string, data: ActionFields, now: number) => CaseMove;
  readonly kind: MoveKind;
  readonly done: 'passed' | 'volunteered' | 'traded';
}

const stepOf = (kind: MoveKind, group: string, student: string, to: string) => {
  switch (kind) {
    case 'casePassed':
      return { kind, group, student, to };
    case 'caseVolunteered':
      return { kind, group, student };
    case 'caseTraded':
      return { kind, group, student, other: to };
    default:
      return kind satisfies never;
  }
};

/** Pressed again, after it was done: the case has moved away from the reader, or to them; a trade with the same person. */
const isDone = ({ rounds, place }: OpenGroup, me: string, kind: MoveKind, other: string): boolean => {
  const last = place.group.caseSteps.findLast((step) => step.kind !== 'caseAssigned');
  const bringer = rounds.source.bringers.of(place.round.id, place.group.id)?.student;
  if (last?.kind !== kind || last.student !== me) return false;
  if (last.kind === 'caseTraded' && last.other !== other) return false;
  return kind === 'caseVolunteered' ? bringer === me : bringer !== me;
};

/** Whom a card names to trade with. */
const otherIn = (data: ActionFields): string => (data['student'] ?? '').trim().toLowerCase();

const decideMove = (turn: Turn, opened: OpenGroup, data: ActionFields, moving: Moving): Decision => {
  const { loaded, rounds, place } = opened;
  const me = turn.contact.email;
  const move = moving.move(opened, me, data, turn.now);
  const { kind } = moving;
  const bringer = rounds.source.bringers.of(place.round.id, place.group.id)?.student ?? '';
  const done = (at: OpenGroup, to: string): RenderedCard => {
    const hearing = personHears(turn, opened, { receiver: to, as: 'student' });
    const who = personName(loaded.directory, to);
    return noticeOf(turn, at, { notice: moving.done, who, when: heardWhen(turn, opened, hearing) });
  };
  if ('refusal' in move) {
    if (isDone(opened, me, kind, otherIn(data))) return only(() => done(opened, bringer));
    return only(() =>
      kind === 'caseTraded'
        ? whyNoTrade(turn, opened, move.refusal, otherIn(data))
        : refused(turn, opened, whyNot(turn, opened, move.refusal)),
    );
  }
  return {
    steps: [stepOf(kind, place.group.id, me, move.to)],
    draw: (after) => done({ ...opened, rounds: after, place: placeAfter(after, place) }, move.to),
  };
};

const movingCase =
  (moving: Moving): CardDialog =>
  async (turn, data) => {
    const opened = await openGroup(turn, 'caseTurn', data);
    if (opened === null) return notForYou(turn);
    return changeGroup(turn, opened, (current) => decideMove(turn, current, data, moving));
  };

/** `round.pass`: the next of the rotation brings the case. */
export const passOnCase: CardDialog = movingCase({
  move: ({ rounds, place }, me, _, now) => passCase(rounds.source, place, me, now),
  kind: 'casePassed',
  done: 'passed',
});

/** `round.volunteer`: the reader brings the case instead of who has it. */
export const volunteer: CardDialog = movingCase({
  move: ({ rounds, place }, me, _, now) => volunteerForCase(rounds.source, place, me, now),
  kind: 'caseVolunteered',
  done: 'volunteered',
});

/** `round.trade`: another brings it this time, and the reader on that one's turn. */
export const trade: CardDialog = movingCase({
  move: ({ rounds, place }, me, data, now) => tradeCase(rounds.source, place, me, otherIn(data), now),
  kind: 'caseTraded',
  done: 'traded',
});
