/**
 * The words of the field as types. Everything here is plain data: it can be stored, compared and
 * printed as it is. See docs/rules.md for what the rules do with it.
 */

/** A calendar day, `YYYY-MM-DD`, without a zone. Sorts as text. */
export type Day = string;

/** A time on the wall, `HH:mm`, in the programme's zone. Sorts as text. */
export type WallTime = string;

/** A moment: milliseconds since 1970-01-01T00:00Z. */
export type Moment = number;

/** A language the bot speaks. */
export type Language = 'nl' | 'en';
/** What somebody does in a programme; pupils have no role, for they never use the bot. */
export type Role = 'student' | 'teacher' | 'coordinator';
/** How much of a pupil's name the programme allows on cards. */
export type PupilLabel = 'firstName' | 'initials' | 'code';

/** Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Days on which a school or university is closed, both ends included. */
export interface Closure {
  readonly from: Day;
  readonly to: Day;
  readonly label: string | null;
}

/** What a session can count as for a flag rule. */
export type Counted = 'late' | 'absence' | 'missed';

/** How much a flag asks for: 1 attention, 2 action, 3 hand over (docs/rules.md, Flags). */
export type Level = 1 | 2 | 3;

/** Fires on a counting session when at least `count` of the last `among` observed sessions count. */
export interface FlagRule {
  readonly name: string;
  readonly counts: readonly Counted[];
  readonly count: number;
  readonly among: number;
  readonly level: Level;
}

/** Minutes late from which a session is late, and from which it is an absence. */
export interface LateLimits {
  readonly lateFrom: number;
  readonly absentFrom: number;
}

/** All numbers of the rules, after the programme's own overrides. */
export interface Rules extends LateLimits {
  readonly flagRules: readonly FlagRule[];
  /** Sessions on time in a row after which the bot resolves a level-1 flag. */
  readonly clearAfter: number;
  /** Observed sessions after a resolution within which a firing rule reopens the flag. */
  readonly reopenWithin: number;
  /** School days without acknowledgement after which a level-2 flag rises to 3. */
  readonly raiseAfter: number;
}

/** A school with its own closed days and, where it has them, its own limits. */
export interface School {
  readonly id: string;
  readonly name: string;
  readonly closed: readonly Closure[];
  /** Whom to reach at the school, in words for people. */
  readonly contact: string | null;
  /** This school's own limits; the programme's where null. */
  readonly lateFrom: number | null;
  readonly absentFrom: number | null;
}

/** A university with its own closed days, such as exam weeks. */
export interface University {
  readonly id: string;
  readonly name: string;
  readonly closed: readonly Closure[];
}

/** One person in one role; who has several roles stands in the programme several times. */
export interface Person {
  /** In lower case: addresses compare without case. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** The language from the files; null is the programme's. */
  readonly language: Language | null;
  /** Students only. */
  readonly university: string | null;
  /** Coordinators only; empty is every school. */
  readonly schools: readonly string[];
  /** The day an import ended it; from then on they take no part and see nothing. */
  readonly endedOn: Day | null;
}

/** A mentored pupil: a minor, so nothing stands here that the programme can do without. */
export interface Pupil {
  /** The code of the files, unique in the programme. */
  readonly id: string;
  readonly firstName: string;
  readonly school: string;
  readonly class: string;
  readonly interests: readonly string[];
  readonly endedOn: Day | null;
  /** Present when somebody objects: then figures only, no flags and no text that people type. */
  readonly objection?: true;
}

/** One student with one pupil and a weekly slot. */
export interface Pair {
  readonly pupil: string;
  /** Address of the student, lower case. */
  readonly student: string;
  readonly weekday: Weekday;
  readonly start: WallTime;
  readonly end: WallTime;
  readonly room: string | null;
  /** First and last day, both included; null is the programme's own. */
  readonly from: Day | null;
  readonly until: Day | null;
}

/** An intervision group as the files give it. */
export interface Group {
  readonly id: string;
  readonly teacher: string;
  readonly students: readonly string[];
  readonly meeting: {
    readonly weekday: Weekday;
    readonly start: WallTime;
    readonly end: WallTime;
    readonly room: string | null;
  } | null;
}

/** Messages may start at `from` and before `to`. */
export interface SendWindow {
  readonly from: WallTime;
  readonly to: WallTime;
}

/** Days after the programme's end on which what is kept of people goes; each no earlier than the one before. */
export interface Retention {
  /** What people typed. */
  readonly freeTextDays: number;
  /** Pupils with everything about them, and messages. */
  readonly namesDays: number;
  /** Hours, and with them whoever still stands in the programme. */
  readonly hoursDays: number;
  /** Who looked at what. */
  readonly accessDays: number;
}

/** A whole programme as imported: calendars, rules and people, no facts. */
export interface Programme {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly language: Language;
  readonly start: Day;
  readonly end: Day;
  readonly requiredSessions: number;
  readonly tenants: readonly string[];
  /** Tenants that an import took out: nobody of theirs takes part any more, and what is kept of them is still found there. */
  readonly formerTenants?: readonly string[];
  readonly pupilLabel: PupilLabel;
  readonly sendWindow: SendWindow;
  readonly retention: Retention;
  readonly rules: Rules;
  readonly schools: readonly School[];
  readonly universities: readonly University[];
  readonly people: readonly Person[];
  readonly pupils: readonly Pupil[];
  readonly pairs: readonly Pair[];
  readonly groups: readonly Group[];
}
