/** The report of a meeting: who was there, method, advice, follow-up. */
import type { Report } from '../../bot/programme/rounds/model';
import type { Reader } from '../../bot/programme/rounds/reach';
import { reportFrom, type TypedReport } from '../../bot/programme/rounds/reportText';
import { calledOff } from '../../bot/programme/rounds/state';
import type { ActionFields, RenderedCard } from '../../bot/ports';
import { asTyped } from '../../cards/escape';
import type { RoundRefusal } from '../../cards/rounds/notice';
import { roundReportCard, type ReportView } from '../../cards/rounds/report';
import { notForYou } from '../flags/open';
import type { CardDialog, Turn } from '../turn';
import { changeGroup, only, placeAfter, type Decision } from './change';
import { openGroup, readerIn, type OpenGroup } from './scope';
import { noticeOf } from './showing';
import { attendance, groupView, invitedTo, named } from './views';

const typedOf = ({ present, method, advice, followUp }: Report): TypedReport => ({
  present: present.join(','),
  method: method ?? '',
  advice: advice ?? '',
  followUp: followUp ?? '',
});

/** The report as its reader may see it; everybody is ticked while there is none. Null while the group has no time. */
export const reportView = (
  opened: Pick<OpenGroup, 'loaded' | 'rounds' | 'place'>,
  reader: Reader,
  rest: Pick<ReportView, 'occasion'> & Partial<Pick<ReportView, 'typed' | 'problems'>>,
): ReportView | null => {
  const { loaded, rounds, place } = opened;
  const { meeting, report } = place.group;
  if (meeting === null) return null;
  const members = invitedTo(rounds, place);
  const { present, missed } = attendance(rounds, place, reader);
  const ticked = present?.map(({ email }) => email) ?? [];
  const name = (email: string) => named(loaded.directory, email);
  return {
    ...groupView(loaded, place, reader.now),
    slot: meeting.slot,
    typed:
      report === null
        ? { present: members.join(','), method: 'incident', advice: '', followUp: '' }
        : typedOf({ ...report, present: ticked }),
    problems: [],
    report,
    present: present ?? [],
    missed,
    choices: [...new Set([...members, ...ticked])].map(name),
    ...rest,
  };
};

/** Why there is nothing to report; null when there is. */
const refusalOf = ({ now }: Turn, { place }: OpenGroup): RoundRefusal | null => {
  const { meeting } = place.group;
  if (calledOff(place) !== null) return 'cancelled';
  if (meeting === null) return 'noMeeting';
  return now < meeting.slot.start ? 'notBegun' : null;
};

const draw = (turn: Turn, opened: OpenGroup, rest: Parameters<typeof reportView>[2]): RenderedCard => {
  const view = reportView(opened, readerIn(turn), rest);
  return view === null ? notForYou(turn) : roundReportCard(view, turn.language);
};

/** `round.report`: the form, with what is stored in it. */
export const openReport: CardDialog = async (turn, data) => {
  const opened = await openGroup(turn, 'report', data);
  if (opened === null) return notForYou(turn);
  const refusal = refusalOf(turn, opened);
  return refusal === null
    ? draw(turn, opened, { occasion: 'asked' })
    : noticeOf(turn, opened, { notice: refusal });
};

const typedIn = (data: ActionFields): TypedReport => ({
  present: (data['present'] ?? '').trim(),
  method: asTyped(data['method'] ?? '').trim(),
  advice: asTyped(data['advice'] ?? '').trim(),
  followUp: asTyped(data['followUp'] ?? '').trim(),
});

const isSame = (a: Report | null, b: Report): boolean =>
  a !== null && JSON.stringify(typedOf(a)) === JSON.stringify(typedOf(b));

const decide = (turn: Turn, opened: OpenGroup, data: ActionFields): Decision => {
  const { loaded, place } = opened;
  const { meeting } = place.group;
  const refusal = refusalOf(turn, opened);
  if (refusal !== null || meeting === null)
    return only(() => noticeOf(turn, opened, { notice: refusal ?? 'noMeeting' }));
  const typed = typedIn(data);
  const day = loaded.directory.calendar.dayOf(meeting.slot.start);
  const members = invitedTo(opened.rounds, place);
  const report = reportFrom(loaded.directory, members, typed, day, data['noNames']);
  if ('problems' in report)
    return only(() => draw(turn, opened, { occasion: 'asked', typed, problems: report.problems }));
  const { id: group, teacher, begun } = place.group;
  // No tick may have come since it began, and an import may come before the next.
  const met = { kind: 'begun', group, slot: meeting.slot, teacher, members } as const;
  const attended = { kind: 'attended', group, members, ...report } as const;
  return {
    steps: isSame(place.group.report, report) ? [] : [...(begun === null ? [met] : []), attended],
    draw: (rounds) =>
      draw(turn, { ...opened, rounds, place: placeAfter(rounds, place) }, { occasion: 'stored' }),
  };
};

/** `round.attended`: replaces what was said before. */
export const reportMeeting: CardDialog = async (turn, data) => {
  const opened = await openGroup(turn, 'report', data);
  if (opened === null) return notForYou(turn);
  return changeGroup(turn, opened, (current) => decide(turn, current, data));
};
