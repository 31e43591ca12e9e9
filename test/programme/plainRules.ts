/**
 * The contract's rules for figures and flags once more, as plainly as they can be written: everything anew for every
 * question, nothing kept, and nothing taken from bot/ but the shape of facts. Only for programmes of spring 2027.
 */
import type { Answer, PupilFact } from '../../bot/programme/facts';
import type { Programme } from '../../bot/programme/model';

const dayMs = 86_400_000;
const dayAt = (index: number): string => new Date(index * dayMs).toISOString().slice(0, 10);
const indexOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs;

/** Monday is 1. */
const weekdayOf = (day: string): number => ((indexOf(day) + 3) % 7) + 1;

/** The clock changes on 28 March at 02:00. */
const offset = (day: string): string => (day >= '2027-03-28' ? '+02:00' : '+01:00');
const momentOf = (day: string, time: string): number => Date.parse(`${day}T${time}:00${offset(day)}`);
const dayOf = (moment: number): string => {
  const isSummer = moment >= Date.parse('2027-03-28T01:00:00Z');
  return new Date(moment + (isSummer ? 2 : 1) * 3_600_000).toISOString().slice(0, 10);
};

const daysBetween = (first: string, last: string): string[] => {
  const days: string[] = [];
  for (let index = indexOf(first); index <= indexOf(last); index += 1) days.push(dayAt(index));
  return days;
};

const later = (a: string, b: string | null): string => (b !== null && b > a ? b : a);
const earlier = (a: string, b: string | null): string => (b !== null && b < a ? b : a);

interface PlainSession {
  readonly date: string;
  readonly end: number;
  /** The newest answer, or null. */
  readonly answer: Answer | null;
}

/** A pair's weekday in every week, unless the school or the university is closed; what has an answer stays as it was. */
export const plainSessions = (
  programme: Programme,
  pupilId: string,
  facts: readonly PupilFact[],
): PlainSession[] => {
  const pupil = programme.pupils.find(({ id }) => id === pupilId);
  const found = new Map<string, PlainSession>();
  for (const pair of programme.pairs.filter((one) => one.pupil === pupilId)) {
    const student = programme.people.find(({ email, role }) => email === pair.student && role === 'student');
    const closed = [
      ...(programme.schools.find(({ id }) => id === pupil?.school)?.closed ?? []),
      ...(programme.universities.find(({ id }) => id === student?.university)?.closed ?? []),
    ];
    for (const date of daysBetween(later(programme.start, pair.from), earlier(programme.end, pair.until))) {
      if (weekdayOf(date) !== pair.weekday) continue;
      if (closed.some(({ from, to }) => from <= date && date <= to)) continue;
      found.set(date, { date, end: momentOf(date, pair.end), answer: null });
    }
  }
  for (const fact of facts) {
    if (fact.kind !== 'answer') continue;
    found.set(fact.session.date, { date: fact.session.date, end: fact.session.end, answer: fact });
  }
  return [...found.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1));
};

type Kind = 'present' | 'late' | 'absence' | 'missed' | 'notCounted';

const kindOf = (programme: Programme, schoolId: string, answer: Answer): Kind => {
  const school = programme.schools.find(({ id }) => id === schoolId);
  const lateFrom = school?.lateFrom ?? programme.rules.lateFrom;
  const absentFrom = school?.absentFrom ?? programme.rules.absentFrom;
  switch (answer.outcome) {
    case 'onTime':
      return 'present';
    case 'late': {
      const minutes = answer.minutesLate ?? 0;
      if (minutes >= absentFrom) return 'absence';
      return minutes < lateFrom ? 'present' : 'late';
    }
    case 'absentUnnotified':
    case 'absentUnknown':
      return 'absence';
    case 'absentNotified':
      return 'missed';
    case 'studentAbsent':
    case 'schoolCancelled':
      return 'notCounted';
    default:
      return answer.outcome satisfies never;
  }
};

/** Which sessions are asked for. */
export interface PlainAsked {
  readonly pupils: (pupil: Programme['pupils'][number]) => boolean;
  readonly from?: string | null;
  readonly to?: string | null;
}

/** The figures at a moment of all that is asked for. */
export const plainFigures = (
  programme: Programme,
  factsOf: (pupil: string) => readonly PupilFact[],
  { pupils, from = null, to = null }: PlainAsked,
  now: number,
) => {
  const counts = { present: 0, late: 0, absence: 0, missed: 0, notCounted: 0, unknown: 0 };
  for (const pupil of programme.pupils.filter(pupils)) {
    const known = factsOf(pupil.id).filter(({ at }) => at <= now);
    for (const { date, end, answer } of plainSessions(programme, pupil.id, known)) {
      if (end > now || (from !== null && date < from) || (to !== null && date > to)) continue;
      if (answer === null) counts.unknown += 1;
      else counts[kindOf(programme, pupil.school, answer)] += 1;
    }
  }
  const { present, late, absence, missed, notCounted, unknown } = counts;
  const observed = present + late + absence + missed;
  return {
    sessions: observed + notCounted + unknown,
    answered: observed + notCounted,
    ...counts,
    attendanceRate: observed === 0 ? null : (present + late) / observed,
  };
};

/** A flag as scripts read it, with what happened to it. */
export interface PlainFlag {
  openedOn: string;
  status: 'open' | 'acknowledged' | 'resolved' | 'withdrawn';
  level: number;
  reasons: Record<string, readonly string[]>;
  history: string[];
}

/** A flag as it stands, whatever happened to it. */
export const standingOf = ({ openedOn, status, level, reasons }: Omit<PlainFlag, 'history'>) => ({
  openedOn,
  status,
  level,
  reasons,
});

/** What is known of a pupil at some moment. */
interface Story {
  readonly programme: Programme;
  readonly school: string;
  readonly facts: readonly PupilFact[];
  /** Digests that raised a flag: which, when, and how many facts there were by then. */
  readonly raises: readonly { readonly flag: string; readonly at: number; readonly known: number }[];
}

type What = { readonly raise: string } | 'acknowledge' | 'note' | 'resolve';

/** What people and digests did, by the last session (by date) that had begun and had an answer by then. */
const eventsBehind = ({ facts, raises }: Story): Map<string, What[]> => {
  const behind = new Map<string, What[]>();
  const put = (what: What, at: number, known: number): void => {
    const answered = facts
      .slice(0, known)
      .flatMap((fact) => (fact.kind === 'answer' ? [fact.session] : []))
      .flatMap(({ date, start }) => (start <= at ? [date] : []));
    const last = answered.toSorted().at(-1) ?? '';
    behind.set(last, [...(behind.get(last) ?? []), what]);
  };
  for (let known = 0; known <= facts.length; known += 1) {
    for (const raise of raises) if (raise.known === known) put({ raise: raise.flag }, raise.at, known);
    const fact = facts[known];
    if (fact?.kind === 'action') put(fact.verb, fact.at, known);
  }
  return behind;
};

const isUnresolved = ({ status }: PlainFlag): boolean => status === 'open' || status === 'acknowledged';

/** All flags from the first session to the last, as if everything had been known at once. */
const replay = (story: Story): PlainFlag[] => {
  const { programme, school, facts } = story;
  const { flagRules, clearAfter, reopenWithin } = programme.rules;
  const behind = eventsBehind(story);
  const newest = new Map<string, Answer>();
  for (const fact of facts) if (fact.kind === 'answer') newest.set(fact.session.date, fact);
  const flags: PlainFlag[] = [];
  const observed: { date: string; kind: Kind }[] = [];
  let sinceResolved = 0;
  const open = (): PlainFlag | undefined => flags.find(isUnresolved);
  const fire = (fired: Record<string, readonly string[]>, level: number, date: string): void => {
    const flag = open();
    const last = flags.at(-1);
    if (flag !== undefined) {
      const joins = Object.keys(fired).some((rule) => !(rule in flag.reasons));
      if (level > flag.level) flag.history.push('raised');
      else if (joins) flag.history.push('added');
      Object.assign(flag.reasons, fired);
      flag.level = Math.max(flag.level, level);
    } else if (last !== undefined && sinceResolved <= reopenWithin) {
      Object.assign(last, { status: 'open', level, reasons: fired });
      last.history.push('reopened');
    } else flags.push({ openedOn: date, status: 'open', level, reasons: fired, history: ['opened'] });
  };
  for (const date of [...newest.keys()].toSorted()) {
    const answer = newest.get(date);
    const kind = answer === undefined ? 'notCounted' : kindOf(programme, school, answer);
    if (kind !== 'notCounted') {
      observed.push({ date, kind });
      sinceResolved += 1;
      const fired = flagRules.flatMap(({ name, counts, count, among, level }) => {
        const counting = observed
          .slice(-among)
          .filter((one) => counts.some((counted) => counted === one.kind));
        const isFired = counts.some((counted) => counted === kind) && counting.length >= count;
        return isFired ? [{ name, level, dates: counting.map((one) => one.date) }] : [];
      });
      if (fired.length > 0) {
        const reasons = Object.fromEntries(fired.map(({ name, dates }) => [name, dates]));
        fire(reasons, Math.max(...fired.map(({ level }) => level)), date);
      }
      const flag = open();
      const last = observed.slice(-clearAfter);
      if (flag?.level === 1 && last.length === clearAfter && last.every((one) => one.kind === 'present')) {
        flag.status = 'resolved';
        flag.history.push('cleared');
        sinceResolved = 0;
      }
    }
    for (const what of behind.get(date) ?? []) {
      const flag = open();
      if (flag === undefined) continue;
      if (typeof what !== 'string') {
        if (flag.openedOn !== what.raise || flag.level !== 2) continue;
        flag.level = 3;
        flag.history.push('raised');
      } else if (what === 'acknowledge') {
        if (flag.status === 'acknowledged') continue;
        flag.status = 'acknowledged';
        flag.history.push('acknowledged');
      } else if (what === 'note') flag.history.push('note');
      else {
        flag.status = 'resolved';
        flag.history.push('resolved');
        sinceResolved = 0;
      }
    }
  }
  return flags;
};

const schoolDaysAfter = (programme: Programme, school: string, day: string, monday: string): number => {
  const closed = programme.schools.find(({ id }) => id === school)?.closed ?? [];
  return daysBetween(dayAt(indexOf(day) + 1), monday).filter(
    (one) => weekdayOf(one) <= 5 && !closed.some(({ from, to }) => from <= one && one <= to),
  ).length;
};

/** The moments of the digest: every Monday after the first day, the last on the Monday after the end. */
const digests = ({ start, end }: Programme): number[] =>
  daysBetween(dayAt(indexOf(start) + 1), dayAt(indexOf(end) + 7))
    .filter((day) => weekdayOf(day) === 1)
    .map((day) => momentOf(day, '08:30'));

/** Everything that happened to one pupil up to a moment, one thing after the other, all flags anew after each. */
export const plainFlags = (
  programme: Programme,
  school: string,
  facts: readonly PupilFact[],
  now: number,
): readonly PlainFlag[] => {
  const everything = [
    ...digests(programme).map((at) => ({ at, fact: null })),
    ...facts.map((fact) => ({ at: fact.at, fact })),
  ]
    .filter(({ at }) => at <= now)
    .toSorted((a, b) => a.at - b.at);
  let story: Story = { programme, school, facts: [], raises: [] };
  let flags: readonly PlainFlag[] = [];
  /** Which flag has had at least level 2 since which day; none is an empty day. */
  let levelTwo = { openedOn: '', day: '' };
  const withdrawn = new Map<string, PlainFlag>();
  for (const { at, fact } of everything) {
    const before = flags.find(isUnresolved);
    if (fact === null) {
      const { openedOn, day } = levelTwo;
      if (before?.status !== 'open' || before.level !== 2 || openedOn !== before.openedOn) continue;
      if (schoolDaysAfter(programme, school, day, dayOf(at)) < programme.rules.raiseAfter) continue;
      story = { ...story, raises: [...story.raises, { flag: openedOn, at, known: story.facts.length }] };
    } else story = { ...story, facts: [...story.facts, fact] };
    const after = replay(story);
    for (const flag of flags)
      if (!after.some(({ openedOn }) => openedOn === flag.openedOn))
        withdrawn.set(flag.openedOn, { ...flag, status: 'withdrawn' });
    for (const { openedOn } of after) withdrawn.delete(openedOn);
    flags = after;
    const flag = flags.find(isUnresolved);
    if (flag === undefined || flag.level < 2) levelTwo = { openedOn: '', day: '' };
    else if (levelTwo.openedOn !== flag.openedOn) levelTwo = { openedOn: flag.openedOn, day: dayOf(at) };
  }
  return [...flags, ...withdrawn.values()].toSorted((a, b) => (a.openedOn < b.openedOn ? -1 : 1));
};
