/** Messages around a meeting that is set (docs/rules.md, Intervision). */
import { addWeekdays } from '../calendar';
import type { Moment } from '../model';
import {
  about,
  afternoon,
  thenAgain,
  isActiveAs,
  weekdaysBefore,
  type Plan,
  type RoundMessage,
  type RoundSource,
  type Tidings,
} from './planning';
import { leadOf } from './lead';
import { newLead } from './newLead';
import { timesBack } from './searchMessages';
import { isOnlyInRoster, setAt, type Meeting, type Place } from './state';
import { activeStudents } from './weeks';

/** Weekdays before a meeting on which each message comes. */
const before = { roundCase: 5, roundReminder: 3, roundCaseReminder: 2, roundAgenda: 1 } as const;
/** Days after a meeting for which its report is asked. */
const reportWorthDays = 7;

/** A meeting with who is told of it. */
interface Told extends Place {
  readonly source: RoundSource;
  readonly meeting: Meeting;
  readonly plan: Plan;
  /** Which time it is that its receiver got the group, or its case. */
  readonly nth: number;
}

/** A message about the meeting, worth sending until it starts unless said otherwise. */
const draft = (
  told: Told,
  tidings: Pick<Tidings, 'kind' | 'receiver' | 'as' | 'at'> & Partial<Tidings>,
): RoundMessage =>
  told.plan({
    subject: about(told, told.meeting.timeSet.number, told.nth),
    worthUntil: told.meeting.slot.start,
    ...tidings,
  });

/** The time that the roster gives is told once, not every week: `weeklyInvites`. */
const isFromRoster = ({ meeting }: Told, since: Moment): boolean => meeting.isOfRoster && since === 0;

/** When and where it is, since the meeting stands like this and they are told of it. */
const invited = (told: Told, receiver: string, as: Tidings['as'], since: Moment): RoundMessage | null => {
  const { meeting } = told;
  if (isFromRoster(told, since)) return null;
  const subject = about(told, meeting.number, told.nth);
  return draft(told, { kind: 'roundInvite', receiver, as, subject, at: Math.max(meeting.since, since) });
};

const momentBefore = ({ source, meeting }: Told, kind: keyof typeof before): Moment =>
  weekdaysBefore(source.directory.calendar, meeting.slot.start, before[kind]);

/**
 * What somebody gets some weekdays before the meeting. What lay before they heard of the meeting is not made up for:
 * the invitation says it. But the agenda, on which alone members see the case, still comes until the day of the meeting:
 * of one that is set in a weekend for Monday too.
 */
const ahead = (
  told: Told,
  kind: 'roundReminder' | 'roundAgenda',
  receiver: string,
  as: Tidings['as'],
  since: Moment,
): RoundMessage | null => {
  const at = momentBefore(told, kind);
  if (at > since) return draft(told, { kind, receiver, as, at });
  const { calendar } = told.source.directory;
  const isBeforeThatDay = calendar.dayOf(since) < calendar.dayOf(told.meeting.slot.start);
  return kind === 'roundAgenda' && isBeforeThatDay ? draft(told, { kind, receiver, as, at: since }) : null;
};

const toMember = (told: Told, receiver: string): readonly RoundMessage[] => {
  const { group, meeting, source } = told;
  const joined = group.joinedAt.get(receiver)?.at ?? 0;
  const since = Math.max(meeting.timeSet.since, joined);
  const lead = newLead(source, told, meeting, receiver);
  // Who had heard that they are out of it is invited anew.
  const back = timesBack(source.directory, group, receiver, setAt(meeting));
  const invite = invited(
    { ...told, nth: (lead?.nth ?? 1) + back },
    receiver,
    'student',
    Math.max(joined, lead?.since ?? 0),
  );
  const agenda = ahead(told, 'roundAgenda', receiver, 'student', since);
  return [invite, agenda].filter((message) => message !== null);
};

const reportMessages = (told: Told): readonly RoundMessage[] => {
  const { group, meeting, source } = told;
  if (group.report !== null || isOnlyInRoster(told)) return [];
  const { calendar } = source.directory;
  // Whoever gets the group when it has met is asked from then on.
  const from = Math.max(meeting.slot.end, group.teacherSince);
  const common = {
    receiver: group.teacher,
    as: 'teacher',
    worthUntil: calendar.sameTimeLater(from, reportWorthDays),
  } as const;
  const report = draft(told, { ...common, kind: 'roundReport', at: from });
  const nextAt = calendar.momentOf(addWeekdays(calendar.dayOf(report.dueAt), 1), afternoon);
  return thenAgain(report, draft(told, { ...common, kind: 'roundReportReminder', at: nextAt }));
};

const toTeacher = (all: Told): readonly RoundMessage[] => {
  const lead = leadOf(all.source.directory, all.group);
  const told: Told = { ...all, nth: lead.nth };
  const { teacher: receiver } = told.group;
  const since = Math.max(told.meeting.timeSet.since, lead.since);
  const invite = invited(told, receiver, 'teacher', lead.since);
  const reminder = ahead(told, 'roundReminder', receiver, 'teacher', since);
  const agenda = ahead(told, 'roundAgenda', receiver, 'teacher', since);
  const both = reminder === null ? [agenda] : thenAgain(reminder, agenda);
  return [invite, ...both, ...reportMessages(told)].filter((message) => message !== null);
};

const toBringer = (all: Told): readonly RoundMessage[] => {
  const { round, group, meeting, source } = all;
  const bringing = source.bringers.of(round.id, group.id);
  const receiver = bringing?.student ?? null;
  if (bringing === null || receiver === null || group.written?.student === receiver) return [];
  // Of a meeting that has begun the members stay, whoever has left since.
  if (source.directory.person(receiver, 'student') === null) return [];
  const since = Math.max(meeting.timeSet.since, bringing.since, group.joinedAt.get(receiver)?.at ?? 0);
  const told: Told = { ...all, nth: bringing.nth };
  const at = Math.max(momentBefore(told, 'roundCase'), since);
  const asked = draft(told, { kind: 'roundCase', receiver, as: 'student', at });
  const againAt = momentBefore(told, 'roundCaseReminder');
  if (againAt <= at) return [asked];
  return thenAgain(asked, draft(told, { kind: 'roundCaseReminder', receiver, as: 'student', at: againAt }));
};

/** Everything about a meeting from the invitation to its report. */
export const meetingMessages = (source: RoundSource, plan: Plan, place: Place): readonly RoundMessage[] => {
  const { directory } = source;
  const { group } = place;
  const { meeting } = group;
  if (meeting === null) return [];
  const told: Told = { ...place, source, meeting, plan, nth: 1 };
  const day = directory.calendar.dayOf(meeting.slot.start);
  const members = activeStudents(directory, group.students, day);
  const hasTeacher = isActiveAs(directory, group.teacher, 'teacher', day);
  return [
    ...(hasTeacher ? toTeacher(told) : []),
    ...members.flatMap((member) => toMember(told, member)),
    ...toBringer(told),
  ];
};
