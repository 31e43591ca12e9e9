/** Which cards of intervision, delivered or not, no longer show how things stand (docs/rules.md, Intervision). */
import { messageKey } from '../messages';
import type { Moment } from '../model';
import type { RoundKind } from '../plannedMessage';
import { isBefore, type Point } from './facts';
import { leadOf } from './lead';
import { ofBack } from './outdatedBack';
import {
  ended,
  ofCase,
  ofMeeting,
  replaced,
  toTeacher,
  upTo,
  type Outdated,
  type OutdatedCard,
} from './outdatedCard';
import { fewCards, ofFew, ofLeaving, ofOffer, ofPoll } from './outdatedSearch';
import { about, type RoundSource } from './planning';
import { calledOff, setAt, type GroupState, type Place } from './state';
import { daysOver } from './status';
import { outdatedInvites } from './weeklyInvites';
import { membersNow } from './weeks';

/** When the newest meeting was undone. */
const undoneAt = ({ meeting, poll: asked }: GroupState): Moment | null =>
  meeting === null ? (asked?.openedAt ?? null) : null;

const toldOfMeeting = ({ teacher, students }: GroupState) =>
  [
    { kinds: ofMeeting, receivers: [teacher, ...students] },
    { kinds: ['roundReminder'], receivers: [teacher] },
  ] as const;

/** The newest setting, and before it every other: of another place alone reminders tell under the number of the time. */
const ofMeetings = ({ group }: Place, off: Moment | null): readonly Outdated[] => {
  const { meeting, meetings } = group;
  return toldOfMeeting(group).flatMap(({ kinds, receivers }) => [
    ...(meeting === null ? [] : replaced(meetings, meeting.since, kinds, receivers)),
    ...ended(meetings, off ?? undoneAt(group), kinds, receivers),
  ]);
};

/** The cards of a meeting to come as it is set now; those of other settings say only that it was moved. */
const standing = (
  { meeting, meetings }: GroupState,
  since: Moment | null,
  kinds: readonly RoundKind[],
  receivers: readonly string[],
): readonly Outdated[] => {
  if (meeting === null || since === null || since >= meeting.slot.start) return [];
  return ended(meetings, since, kinds, receivers).filter(({ number }) => number >= meeting.timeSet.number);
};

/** Who leads it, who brings the case, and the case; whose turn it is by the rotation stood there from the start. */
const ofWhoBrings = ({ bringers }: RoundSource, { round, group }: Place): readonly Outdated[] => {
  const { teacher, teacherSince, students, written } = group;
  const given = bringers.of(round.id, group.id)?.since ?? 0;
  const moved = given === 0 ? null : given;
  const told = [teacher, ...students];
  return [
    ...standing(group, moved, ofMeeting, told),
    ...standing(group, moved, ['roundReminder'], [teacher]),
    ...standing(group, written?.at ?? null, ['roundAgenda'], told),
    ...standing(group, written?.at ?? null, ['roundReminder'], [teacher]),
    ...standing(group, teacherSince, ofMeeting, students),
  ];
};

/** When somebody came into it or went since its meeting was set: they joined, were moved, or are back. */
const comingAndGoing = ({ joinedAt, takenOut, meeting }: GroupState): readonly Point[] =>
  meeting === null
    ? []
    : [...takenOut.map(({ out }) => out), ...joinedAt.values()].filter((one) =>
        isBefore(setAt(meeting), one),
      );

/** What names the members: each invitation, and of its teacher, to whom it says how many flags these have too, the agenda. */
const naming = (group: GroupState, since: Moment | null, members: readonly string[]): readonly Outdated[] => [
  ...standing(group, since, ['roundInvite'], members),
  ...standing(group, since, [...ofMeeting, 'roundReminder'], [group.teacher]),
];

const ofMembers = ({ group }: Place): readonly Outdated[] => {
  const { students, joinedAt } = group;
  const changes = comingAndGoing(group);
  const since = changes.length === 0 ? null : Math.max(...changes.map(({ at }) => at));
  // Who came last is invited to it as it is by then.
  const others = students.filter((student) => {
    const came = joinedAt.get(student);
    return came === undefined || changes.some((one) => isBefore(came, one));
  });
  return naming(group, since, others);
};

/** Everybody who was to bring the case at some time. */
const asked = ({ caseSteps }: GroupState): readonly string[] => [
  ...new Set(
    caseSteps.map((fact) => {
      if (fact.kind === 'casePassed') return fact.to;
      return fact.kind === 'caseTraded' ? fact.other : fact.student;
    }),
  ),
];

const ofCases = (source: RoundSource, place: Place, off: Moment | null): readonly Outdated[] => {
  const { round, group } = place;
  const { meetings, caseSteps, written } = group;
  const bringer = source.bringers.of(round.id, group.id)?.student ?? null;
  const over = off ?? undoneAt(group);
  const timeSet = group.meeting?.timeSet ?? null;
  return asked(group).flatMap((student) => {
    const passed = student === bringer ? null : (caseSteps.at(-1)?.at ?? null);
    const stored = written?.student === student ? written.at : null;
    return [
      ...(timeSet === null ? [] : replaced(timeSet.number, timeSet.since, ofCase, [student])),
      ...ended(meetings, over ?? passed ?? stored, ofCase, [student]),
    ];
  });
};

const ofReport = ({ group }: Place): readonly Outdated[] =>
  ended(group.meetings, group.reportedAt, ['roundReport', 'roundReportReminder'], [group.teacher]);

/** What members have of a meeting who were moved to another group since. */
const ofMoved = ({ group }: Place): readonly Outdated[] =>
  group.takenOut.flatMap(({ student, out, to }) =>
    to === null ? [] : ended(group.meetings, out.at, [...ofMeeting, ...ofCase], [student]),
  );

/** What a teacher has of a group that somebody else leads now. */
const ofFormer = ({ group }: Place): readonly Outdated[] => {
  const former = group.teachersBefore.filter((teacher) => teacher !== group.teacher);
  const count = Math.max(group.meetings, group.offer?.number ?? 0, 1);
  return former.length === 0 ? [] : ended(count, group.teacherSince, toTeacher, former);
};

/** Under what it was told: once more for each time that somebody got the group or the case back, or for each who leads it. */
const subjects = ({ bringers }: RoundSource, place: Place, number: number): readonly string[] => {
  const { round, group } = place;
  const length = Math.max(
    group.handOvers.length + group.takenOut.length + 1,
    bringers.of(round.id, group.id)?.nth ?? 1,
  );
  return upTo(length).map((nth) => about(place, number, nth));
};

/** Their keys, each with since when it is out of date. */
const keysOf = (source: RoundSource, place: Place, all: readonly Outdated[]): Map<string, Moment> => {
  const keys = new Map<string, Moment>();
  for (const { kinds, receivers, number, since } of all)
    for (const kind of kinds)
      for (const subject of subjects(source, place, number))
        for (const receiver of receivers) {
          const key = messageKey(kind, receiver, subject);
          keys.set(key, Math.max(since, keys.get(key) ?? 0));
        }
  return keys;
};

/**
 * The cards that say who is in the groups of some students, of rounds that go on: an import has ended the part of these, or
 * brought them back. None need have been sent.
 */
export const cardsNaming = (
  source: RoundSource,
  those: ReadonlySet<string>,
  now: Moment,
): readonly string[] =>
  source.book
    .filter(({ isWeekly, confirmedAt }) => !isWeekly && confirmedAt !== null)
    .flatMap((round) => round.groups.map((group): Place => ({ round, group })))
    .filter(({ group }) => group.students.some((student) => those.has(student)))
    .filter((place) => calledOff(place) === null && now < daysOver(source.directory, place.round))
    .flatMap((place) => [
      ...keysOf(
        source,
        place,
        naming(place.group, now, membersNow(source.directory, place.group, now)),
      ).keys(),
      ...fewCards(source, place, now),
    ]);

/** The agendas that the teachers of a pupil's students have of meetings to come: they count open flags. None need have been sent. */
export const countingAgendas = (source: RoundSource, pupil: string, now: Moment): readonly string[] => {
  const students = new Set(source.directory.pairsOfPupil(pupil).map(({ student }) => student));
  return source.book.flatMap((round) =>
    round.groups.flatMap((group) => {
      const { meeting, meetings, teacher } = group;
      const isAhead = meeting !== null && now < meeting.slot.start;
      if (!isAhead || !group.students.some((student) => students.has(student))) return [];
      const first = meeting.timeSet.number;
      const times = upTo(leadOf(source.directory, group).nth);
      return upTo(meetings)
        .filter((number) => number >= first)
        .flatMap((number) =>
          times.map((nth) => messageKey('roundAgenda', teacher, about({ round, group }, number, nth))),
        );
    }),
  );
};

/**
 * The cards that are out of date since a moment or later: what they ask is decided, the meeting was moved or called off,
 * the case is another's or written, the report is in, somebody else leads the group or is in it.
 */
export const outdatedCards = (source: RoundSource, from: Moment): readonly OutdatedCard[] => [
  ...outdatedInvites(source).filter(({ since }) => since >= from),
  ...source.book
    .filter(({ confirmedAt }) => confirmedAt !== null)
    .flatMap((round) => round.groups.map((group): Place => ({ round, group })))
    .flatMap((place) => {
      const off = calledOff(place)?.at ?? null;
      const all = [
        ...ofPoll(place, off),
        ...ofOffer(source, place, off),
        ...ofMeetings(place, off),
        ...(off === null ? [...ofWhoBrings(source, place), ...ofMembers(place)] : []),
        ...ofCases(source, place, off),
        ...ofReport(place),
        ...ofMoved(place),
        ...ofFormer(place),
      ].filter(({ since }) => since >= from);
      const keys = keysOf(source, place, all);
      const others = [
        ...ofFew(source, place, off),
        ...ofLeaving(source, place, off),
        ...ofBack(source, place),
      ];
      for (const { key, since } of others.filter((one) => one.since >= from))
        keys.set(key, Math.max(since, keys.get(key) ?? 0));
      const cards = [...keys].map(([key, since]) => ({ key, since }));
      const { edition, cancelled } = place.round;
      const steps = place.group.steps + edition + Number(cancelled !== null);
      return cards.map((card) => ({ ...card, steps }));
    }),
];
