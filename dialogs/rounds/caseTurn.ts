/** Whose turn it is to bring the case: passed on, traded, taken over. */
import {
  passCase,
  tradeCase,
  volunteerForCase,
  type CaseMove,
  type CaseMoveRefusal,
} from '../../bot/programme/rounds/caseMoves';
import { calledOff, type CaseStepFact } from '../../bot/programme/rounds/state';
import { personName } from '../../bot/programme/labels';
import type { ActionFields, RenderedCard } from '../../bot/ports';
import type { RoundDone, RoundRefusal } from '../../cards/rounds/notice';
import { notForYou } from '../flags/open';
import type { CardIn } from '../sending';
import type { CardDialog, Turn } from '../turn';
import { execute } from '../../cards/actions';
import { words } from '../../cards/words';
import { writtenCase } from '../../bot/programme/rounds/agenda';
import { refused } from './case';
import { changeGroup, only, placeAfter, type Decision } from './change';
import { openGroup, type OpenGroup } from './scope';
import { heardWhen, noticeIn, noticeOf, personHears } from './showing';

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

const moved = {
  casePassed: 'passed',
  caseVolunteered: 'volunteered',
  caseTraded: 'traded',
} as const satisfies Partial<Record<CaseStepFact['kind'], RoundDone>>;

type MoveKind = keyof typeof moved;

/** One way in which another comes to bring the case. */
interface Moving {
  readonly move: (opened: OpenGroup, me: string, data: ActionFields, now: number) => CaseMove;
  readonly kind: MoveKind;
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

/** The last that somebody did about whose turn it is. */
const lastMove = ({ place }: Pick<OpenGroup, 'place'>) =>
  place.group.caseSteps.filter((step) => step.kind !== 'caseAssigned').at(-1);

/** What somebody did last about whose turn it is, with when the other hears of it; null when it was not they, or holds no longer. */
export const caseMovedIn = (
  opened: Pick<OpenGroup, 'loaded' | 'rounds' | 'place'>,
  student: string,
  now: number,
): CardIn | null => {
  const { loaded, rounds, place } = opened;
  const last = lastMove(opened);
  const bringer = rounds.source.bringers.of(place.round.id, place.group.id)?.student ?? null;
  if (last === undefined || last.student !== student || bringer === null) return null;
  if ((last.kind === 'caseVolunteered') !== (bringer === student)) return null;
  const hearing = personHears(opened, { receiver: bringer, as: 'student' }, last.at);
  const who = personName(loaded.directory, bringer);
  return (language) => {
    const when = heardWhen(language, opened, hearing);
    return noticeIn(language, opened, now, { notice: moved[last.kind], who, when });
  };
};

/** Whether the same is pressed again: a trade with the same person. */
const isAgain = (opened: OpenGroup, kind: MoveKind, other: string): boolean => {
  const last = lastMove(opened);
  return last?.kind === kind && (last.kind !== 'caseTraded' || last.other === other);
};

/** Whom a card names to trade with. */
const otherIn = (data: ActionFields): string => (data['student'] ?? '').trim().toLowerCase();

/** Who volunteers would put aside what another has written already: they are asked first. */
const askFirst = (turn: Turn, opened: OpenGroup, bringer: string): RenderedCard => {
  const { loaded, place } = opened;
  const { text } = words(turn.language);
  const ref = { programme: loaded.head.id, round: place.round.id, group: place.group.id };
  return noticeOf(turn, opened, {
    notice: 'otherWroteIt',
    who: personName(loaded.directory, bringer),
    buttons: [
      execute(text('mine.volunteer.sure'), 'round.volunteer', { ...ref, sure: 'true' }, { inputs: 'none' }),
    ],
  });
};

const decideMove = (turn: Turn, opened: OpenGroup, data: ActionFields, moving: Moving): Decision => {
  const { place } = opened;
  const me = turn.contact.email;
  const move = moving.move(opened, me, data, turn.now);
  const { kind } = moving;
  if (!('refusal' in move) && kind === 'caseVolunteered' && data['sure'] !== 'true') {
    const written = writtenCase(opened.rounds.source, place);
    if (written !== null) return only(() => askFirst(turn, opened, written.student));
  }
  if ('refusal' in move) {
    const done = isAgain(opened, kind, otherIn(data)) ? caseMovedIn(opened, me, turn.now) : null;
    if (done !== null) return only(() => done(turn.language));
    return only(() =>
      kind === 'caseTraded'
        ? whyNoTrade(turn, opened, move.refusal, otherIn(data))
        : refused(turn, opened, whyNot(turn, opened, move.refusal)),
    );
  }
  return {
    steps: [stepOf(kind, place.group.id, me, move.to)],
    draw: (rounds) => {
      const done = caseMovedIn({ ...opened, rounds, place: placeAfter(rounds, place) }, me, turn.now);
      return done === null ? notForYou(turn) : done(turn.language);
    },
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
});

/** `round.volunteer`: the reader brings the case instead of who has it. */
export const volunteer: CardDialog = movingCase({
  move: ({ rounds, place }, me, _, now) => volunteerForCase(rounds.source, place, me, now),
  kind: 'caseVolunteered',
});

/** `round.trade`: another brings it this time, and the reader on that one's turn. */
export const trade: CardDialog = movingCase({
  move: ({ rounds, place }, me, data, now) => tradeCase(rounds.source, place, me, otherIn(data), now),
  kind: 'caseTraded',
});
