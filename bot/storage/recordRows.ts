/**
 * Facts as rows, in one partition a programme so that one write can change several:
 * `p|school|pupil` a page, `f|pupil|day|at|id` an answer, `f|pupil|action|at|id` an action,
 * `n|at|flag|ordinal` a pending notice of a flag, `n|since|unreachable|student|address` one of a student,
 * `n|at|change|card|pupil|ordinal` one of cards out of date,
 * `s|at|student` a pause, `c|at|student|id` a contact with a student,
 * `z|at|school|activity` a use of the care button, `h|student|mark` kept hours.
 */
import { z } from 'zod';

import type {
  CareUse,
  ContactMade,
  FlagNotice,
  FollowUp,
  KeptHours,
  Pause,
  PendingNotice,
} from '../programme/facts';
import type { Moment } from '../programme/model';
import type { CheckInRecord, NewFact, PupilPage } from '../ports/storage';
import { fromColumns, fromText, jsonText, toColumns } from './columns';
import { fingerprint, keyOf, keysSince, keysUnder, momentPart, ordinalPart } from './keys';
import type { KeyRange } from './keys';
import { pageColumns } from './pageText';
import {
  careUseShape,
  contactMadeShape,
  factShape,
  keptHoursShape,
  pauseShape,
  pendingShape,
} from './recordShape';
import type { StoredFact } from './recordShape';
import type { FoundRow, Row } from './row';

/** Comes after every day: days begin with a digit. */
const actionMark = 'action';

/** The row key of a page: the pages of a school lie together. */
export const pageKey = (school: string, pupil: string): string => keyOf('p', school, pupil);
/** All pages of a school. */
export const schoolKeys = (school: string): KeyRange => keysUnder('p', school);
/** All pages of a programme. */
export const allPageKeys: KeyRange = keysUnder('p');
/** All facts of a programme, pupil after pupil. */
export const allFactKeys: KeyRange = keysUnder('f');
/** All facts of a pupil. */
export const pupilFactKeys = (pupil: string): KeyRange => keysUnder('f', pupil);
/** All pending notices, in order of time. */
export const noticeKeys: KeyRange = keysUnder('n');
/** All pauses, in order of time. */
export const pauseKeys: KeyRange = keysUnder('s');
/** All contacts with students, in order of time. */
export const contactMadeKeys: KeyRange = keysUnder('c');

/** The kept hours of everybody, and of one student. */
export const allHoursKeys: KeyRange = keysUnder('h');
export const hoursKeys = (student: string): KeyRange => keysUnder('h', student);

/** The uses of the care button since a moment, in order of time. */
export const careUseKeys = (from: Moment): KeyRange => keysSince(from, 'z');

/** The keys of a pupil's answers on sessions from this day on. */
export function answerKeys(pupil: string, from: string): KeyRange {
  return { from: keyOf('f', pupil, from), to: keyOf('f', pupil, actionMark) };
}

const placeShape = z.object({ school: z.string(), pupil: z.string() });

/** The column that says whose page it is, to be read without the page. */
export const placeColumn = 'place';

/** Whose page this is. */
export function placeFrom(row: FoundRow): z.infer<typeof placeShape> {
  return fromText(row, row.columns[placeColumn], placeShape);
}

/** The row of a page. */
export function pageRow(programme: string, page: PupilPage): Row {
  return {
    partitionKey: keyOf(programme),
    rowKey: pageKey(page.school, page.pupil),
    [placeColumn]: jsonText({ school: page.school, pupil: page.pupil }),
    ...pageColumns(page),
  };
}

/**
 * The row of a fact. What happened at one moment comes in the order of the page; `id` keeps apart what two
 * writers tried to put in the same place.
 */
export function factRow(
  programme: string,
  page: PupilPage,
  added: NewFact,
  notices: readonly FlagNotice[],
  id: string,
): Row {
  const { fact, followUp, activity } = added;
  const day = fact.kind === 'answer' ? fact.session.date : actionMark;
  const ordinal = page.facts.length;
  return {
    partitionKey: keyOf(programme),
    rowKey: keyOf('f', page.pupil, day, momentPart(fact.at), ordinalPart(ordinal), id),
    kind: fact.kind,
    ...toColumns({ fact, followUp, activity, pupil: page.pupil, ordinal, notices }),
  };
}

/** The fact a row holds; throws when it holds something else. */
export function factFrom(row: FoundRow): StoredFact {
  return fromColumns(row, factShape);
}

const nothingAdded: FollowUp = { topics: [], nextStep: null, note: null, case: false };

/** The answer a fact row holds, null for an action. */
export function checkInFrom(row: FoundRow): CheckInRecord | null {
  const { fact, followUp } = factFrom(row);
  return fact.kind === 'answer' ? { answer: fact, followUp: followUp ?? nothingAdded } : null;
}

/** A page made from nothing but facts. */
export function pageOf(school: string, pupil: string, facts: readonly StoredFact[]): PupilPage {
  const inOrder = facts.toSorted((a, b) => a.fact.at - b.fact.at || a.ordinal - b.ordinal);
  return {
    school,
    pupil,
    facts: inOrder.map(({ fact }) => fact),
    notices: inOrder.flatMap(({ notices }) => notices),
    activities: inOrder.map(({ activity }) => activity),
  };
}

/** The keys of the three kinds have different numbers of parts: they never meet. */
function noticeKey(pending: PendingNotice): string {
  switch (pending.of) {
    case 'flag': {
      const { at, flag, ordinal } = pending.notice;
      return keyOf('n', momentPart(at), flag, String(ordinal));
    }
    case 'student': {
      const { student, since } = pending.unreachable;
      return keyOf('n', momentPart(since), 'unreachable', 'student', student);
    }
    case 'change': {
      const { at, pupil, ordinal } = pending.change;
      return keyOf('n', momentPart(at), 'change', 'card', pupil, ordinalPart(ordinal));
    }
    default:
      return pending satisfies never;
  }
}

/** The row of a pending notice. */
export function noticeRow(programme: string, pending: PendingNotice): Row {
  return { partitionKey: keyOf(programme), rowKey: noticeKey(pending), ...toColumns(pending) };
}

/** The notice a row holds; throws when it holds something else. */
export function noticeFrom(row: FoundRow): PendingNotice {
  return fromColumns(row, pendingShape);
}

/** The row of a pause: one a student and moment. */
export function pauseRow(programme: string, pause: Pause): Row {
  return {
    partitionKey: keyOf(programme),
    rowKey: keyOf('s', momentPart(pause.at), pause.student),
    ...toColumns(pause),
  };
}

/** The pause a row holds; throws when it holds something else. */
export function pauseFrom(row: FoundRow): Pause {
  return fromColumns(row, pauseShape);
}

/**
 * The row of a contact with a student. Under a standing clock two people, or two notes, at one moment are two; the
 * same words of the same person are one.
 */
export function contactMadeRow(programme: string, made: ContactMade): Row {
  const { at, student, by, note } = made;
  return {
    partitionKey: keyOf(programme),
    rowKey: keyOf('c', momentPart(at), student, fingerprint(JSON.stringify([by, note]))),
    ...toColumns(made),
  };
}

/** The contact a row holds; throws when it holds something else. */
export function contactMadeFrom(row: FoundRow): ContactMade {
  return fromColumns(row, contactMadeShape);
}

/** The row of a use of the care button. The activity is told by its fingerprint alone: from it nobody is found. */
export function careUseRow(programme: string, use: CareUse, activity: string): Row {
  return {
    partitionKey: keyOf(programme),
    rowKey: keyOf('z', momentPart(use.at), use.school, fingerprint(activity)),
    ...toColumns(use),
  };
}

/** The use of the care button a row holds; throws when it holds something else. */
export function careUseFrom(row: FoundRow): CareUse {
  return fromColumns(row, careUseShape);
}

/** The row of kept hours. */
export function keptHoursRow(programme: string, hours: KeptHours): Row {
  return {
    partitionKey: keyOf(programme),
    rowKey: keyOf('h', hours.student, hours.mark),
    ...toColumns(hours),
  };
}

/** The kept hours a row holds; throws when it holds something else. */
export function keptHoursFrom(row: FoundRow): KeptHours {
  return fromColumns(row, keptHoursShape);
}
