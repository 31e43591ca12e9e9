/** Everything the bot decides of intervision by itself at a moment, ready to be stored. Stores nothing. */
import { announcementsDue } from '../../programme/rounds/announcements';
import { meetingsBegun, turnsDue, weeklyNow } from '../../programme/rounds/decisions';
import { reportersDue } from '../../programme/rounds/reporters';
import { teachersDue, type TeacherDue } from '../../programme/rounds/rosterTeachers';
import type { RoundSource } from '../../programme/rounds/planning';
import type { NewRoundStep } from '../../ports/rounds';
import { choices } from './choices';
import { joiners } from './joiners';
import { offers } from './offers';
import type { Decide, Wish } from './wish';

/** Whose turn it is to bring the case. */
const turns: Decide = (_, source, now) => {
  const rounds = new Set(turnsDue(source, now).map(({ round }) => round));
  const wishes = [...rounds].map((round): Wish => ({
    round,
    stepsIn: (fresh) =>
      turnsDue(fresh, now)
        .filter((turn) => turn.round === round)
        .map(({ group, student, members }) => ({ kind: 'caseAssigned', group, student, members })),
  }));
  return Promise.resolve(wishes);
};

/** Which meetings at a fixed time are near, and what an import changed of those that were. */
const announced: Decide = (_, source, now) => {
  const wishes = [...new Set(announcementsDue(source, now).map(({ round }) => round))].map((id): Wish => ({
    round: id,
    stepsIn: (fresh) =>
      announcementsDue(fresh, now)
        .filter(({ round }) => round === id)
        .map(({ step }) => step),
  }));
  return Promise.resolve(wishes);
};

/** Who leads a meeting that begins, and whom it is for. */
const begun: Decide = (_, source, now, seen) => {
  const wishes = [...new Set(meetingsBegun(source, now, seen).map(({ round }) => round.id))].map(
    (id): Wish => ({
      round: id,
      stepsIn: (fresh) =>
        meetingsBegun(fresh, now, seen)
          .filter(({ round }) => round.id === id)
          .map(({ group, meeting: { slot }, members }) => ({
            kind: 'begun',
            group: group.id,
            slot,
            teacher: group.teacher,
            members,
          })),
    }),
  );
  return Promise.resolve(wishes);
};

/** Another teacher for a group, whom the roster gives it by now. */
const teachers: Decide = (_, source, now) => {
  const due = (of: RoundSource): readonly TeacherDue[] => [...teachersDue(of, now), ...reportersDue(of, now)];
  const wishes = [...new Set(due(source).map(({ round }) => round))].map((id): Wish => ({
    round: id,
    stepsIn: (fresh) =>
      due(fresh)
        .filter(({ round }) => round === id)
        .map(({ group, teacher }) => ({ kind: 'handedOver', group, teacher })),
  }));
  return Promise.resolve(wishes);
};

/** Who meets every week by now is asked no times; a group of such people does not meet in the round, which they are told. */
const weekly: Decide = (_, source, now) => {
  const wishes = [...new Set(weeklyNow(source, now).map(({ round }) => round.id))].map((id): Wish => ({
    round: id,
    stepsIn: (fresh) =>
      weeklyNow(fresh, now)
        .filter(({ round }) => round.id === id)
        .flatMap(({ group, leaving, isEverybody }): readonly NewRoundStep[] =>
          isEverybody
            ? [{ kind: 'groupCancelled', group: group.id }]
            : leaving.map((student) => ({ kind: 'moved', student, group: null })),
        ),
  }));
  return Promise.resolve(wishes);
};

/**
 * What the bot decides, in the order in which one prepares another; what has been comes first. Who comes back to a group is in
 * it before those leave who meet every week by now: it is not called off for want of anybody.
 */
export const decisionsInOrder = [
  'announced',
  'begun',
  'teachers',
  'joiners',
  'weekly',
  'offers',
  'choices',
  'turns',
] as const;
/** One of them. */
export type Decision = (typeof decisionsInOrder)[number];

/** How each is made. */
export const decisions: Readonly<Record<Decision, Decide>> = {
  announced,
  begun,
  teachers,
  weekly,
  joiners,
  offers,
  choices,
  turns,
};
