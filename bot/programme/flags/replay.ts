/**
 * One pass over a pupil's sessions in order of date, with what people did at their places: the flags
 * as they would stand had every answer been known from the start (docs/rules.md, Flags).
 */
import type { Attendance, Flag, FlagAction, FlagEvent, Reason } from '../facts';
import type { Counted, Day, FlagRule, Level, Moment, Rules } from '../model';

/** A session with an answer. It keeps its place from the first answer on, whatever is changed later. */
export interface AnsweredSession {
  readonly pupil: string;
  readonly date: Day;
  readonly start: Moment;
  readonly attendance: Attendance;
  readonly firstAnsweredAt: Moment;
  /** Place of the first answer among all facts: facts of one and the same moment have an order too. */
  readonly order: number;
}

/** The digest raised this flag from level 2 to 3, because nobody acknowledged it in time. */
export interface DigestRaise {
  readonly kind: 'raise';
  readonly at: Moment;
  readonly flag: string;
}

/** What happens to flags apart from sessions. */
export type FlagStep = FlagAction | DigestRaise;

/** A step with its place among all facts; a digest stands between two of them. */
export interface OrderedStep {
  readonly step: FlagStep;
  readonly order: number;
}

interface Observed {
  readonly date: Day;
  readonly attendance: Attendance;
}

/** How far a replay has come, and all that the next session or step needs to know. */
export interface Replay {
  /** In order of opening. */
  readonly flags: readonly Flag[];
  readonly observed: readonly Observed[];
  /** Observed sessions since the newest flag was resolved. */
  readonly sinceResolved: number;
  /** The last session's, observed or not; empty before the first. */
  readonly lastDay: Day;
}

/** Before the first session. */
export const noReplay: Replay = { flags: [], observed: [], sinceResolved: 0, lastDay: '' };

/** Whether a flag still waits for somebody: it is neither resolved nor withdrawn. */
export const isUnresolved = ({ status }: Pick<Flag, 'status'>): boolean =>
  status === 'open' || status === 'acknowledged';

/** The flag that is unresolved, or null; a pupil has at most one. */
export const unresolvedFlag = (flags: readonly Flag[]): Flag | null => flags.find(isUnresolved) ?? null;

/** The latest moment at which a flag was opened or reopened. */
export const openedAt = ({ history }: Pick<Flag, 'history'>): Moment =>
  history.findLast(({ what }) => what === 'opened' || what === 'reopened')?.at ?? 0;

const countsFor = (rule: FlagRule, attendance: Attendance): boolean =>
  rule.counts.some((counted: Counted) => counted === attendance);

/** The reason a rule gives on the newest observed session, or null when it does not fire. */
const reasonOf = (rule: FlagRule, observed: readonly Observed[]): Reason | null => {
  const newest = observed.at(-1);
  if (newest === undefined || !countsFor(rule, newest.attendance)) return null;
  const counting = observed.slice(-rule.among).filter((session) => countsFor(rule, session.attendance));
  return counting.length >= rule.count
    ? { rule: rule.name, dates: counting.map((session) => session.date) }
    : null;
};

interface Fired {
  readonly reasons: readonly Reason[];
  readonly level: Level;
}

const fire = (rules: Rules, observed: readonly Observed[]): Fired | null => {
  const reasons: Reason[] = [];
  let level: Level = 1;
  for (const rule of rules.flagRules) {
    const reason = reasonOf(rule, observed);
    if (reason === null) continue;
    reasons.push(reason);
    if (rule.level > level) level = rule.level;
  }
  return reasons.length > 0 ? { reasons, level } : null;
};

const botEvent = (what: FlagEvent['what'], session: AnsweredSession): FlagEvent => ({
  what,
  at: session.firstAnsweredAt,
  by: 'bot',
  note: null,
  on: session.date,
});

const withEvent = (flag: Flag, event: FlagEvent, change: Partial<Flag> = {}): Flag => ({
  ...flag,
  ...change,
  history: [...flag.history, event],
});

const opened = (session: AnsweredSession, fired: Fired): Flag => ({
  id: `${session.pupil}/${session.date}`,
  pupil: session.pupil,
  openedOn: session.date,
  status: 'open',
  level: fired.level,
  reasons: fired.reasons,
  history: [botEvent('opened', session)],
});

/** A rule stands once among the reasons, with the dates of when it last fired. */
const joined = (flag: Flag, fired: Fired, session: AnsweredSession): Flag => {
  const firedNames = new Set(fired.reasons.map((reason) => reason.rule));
  const known = new Set(flag.reasons.map((reason) => reason.rule));
  const kept = flag.reasons.map((old) => fired.reasons.find((now) => now.rule === old.rule) ?? old);
  const reasons = [...kept, ...fired.reasons.filter((reason) => !known.has(reason.rule))];
  if (fired.level > flag.level) {
    return withEvent(flag, botEvent('raised', session), { reasons, level: fired.level });
  }
  const isNew = [...firedNames].some((name) => !known.has(name));
  return isNew ? withEvent(flag, botEvent('added', session), { reasons }) : { ...flag, reasons };
};

const isCleared = (flag: Flag, rules: Rules, observed: readonly Observed[]): boolean =>
  flag.level === 1 &&
  observed.length >= rules.clearAfter &&
  observed.slice(-rules.clearAfter).every((session) => session.attendance === 'present');

const replaceNewest = (flags: readonly Flag[], flag: Flag): Flag[] => [...flags.slice(0, -1), flag];

const onUnresolved = (state: Replay, flag: Flag, session: AnsweredSession, rules: Rules): Replay => {
  const fired = fire(rules, state.observed);
  if (fired !== null) return { ...state, flags: replaceNewest(state.flags, joined(flag, fired, session)) };
  if (!isCleared(flag, rules, state.observed)) return state;
  const cleared = withEvent(flag, botEvent('cleared', session), { status: 'resolved' });
  return { ...state, flags: replaceNewest(state.flags, cleared), sinceResolved: 0 };
};

const onResolved = (state: Replay, session: AnsweredSession, rules: Rules): Replay => {
  const since = { ...state, sinceResolved: state.sinceResolved + 1 };
  const fired = fire(rules, state.observed);
  if (fired === null) return since;
  const newest = state.flags.at(-1);
  if (newest === undefined || since.sinceResolved > rules.reopenWithin) {
    return { ...since, flags: [...state.flags, opened(session, fired)] };
  }
  const reopened = withEvent(newest, botEvent('reopened', session), { status: 'open', ...fired });
  return { ...since, flags: replaceNewest(state.flags, reopened) };
};

/** One session further; it comes behind all others by date, and was answered after all steps. */
export const onSession = (state: Replay, session: AnsweredSession, rules: Rules): Replay => {
  const observed = session.attendance === 'notCounted' ? state.observed : [...state.observed, session];
  const { flags, sinceResolved } = state;
  const seen: Replay = { flags, observed, sinceResolved, lastDay: session.date };
  if (session.attendance === 'notCounted') return seen;
  const flag = unresolvedFlag(flags);
  return flag === null ? onResolved(seen, session, rules) : onUnresolved(seen, flag, session, rules);
};

const actionEvent = (action: FlagAction, what: FlagEvent['what']): FlagEvent => ({
  what,
  at: action.at,
  by: action.by,
  note: action.note,
  ...(action.reason === undefined ? {} : { reason: action.reason }),
  on: null,
});

const acted = (flag: Flag, action: FlagAction): Flag => {
  switch (action.verb) {
    case 'acknowledge':
      if (flag.status === 'acknowledged') return flag;
      return withEvent(flag, actionEvent(action, 'acknowledged'), { status: 'acknowledged' });
    case 'note':
      return withEvent(flag, actionEvent(action, 'note'));
    case 'resolve':
      return withEvent(flag, actionEvent(action, 'resolved'), { status: 'resolved' });
    default:
      return action.verb satisfies never;
  }
};

const raised = (flag: Flag, raise: DigestRaise): Flag =>
  flag.id === raise.flag && flag.level === 2
    ? withEvent(flag, { what: 'raised', at: raise.at, by: 'bot', note: null, on: null }, { level: 3 })
    : flag;

/**
 * One step further. It comes behind all sessions that had begun and all steps; an answer given ahead of its session
 * counts for nothing, so that it does not matter on which side of it the step stands.
 */
export const onStep = (state: Replay, step: FlagStep): Replay => {
  const flag = unresolvedFlag(state.flags);
  if (flag === null) return state;
  const changed = step.kind === 'raise' ? raised(flag, step) : acted(flag, step);
  const flags = replaceNewest(state.flags, changed);
  return changed.status === 'resolved' ? { ...state, flags, sinceResolved: 0 } : { ...state, flags };
};

/**
 * How many sessions stand before a step: it comes behind the last one, by date, that had begun and was answered before
 * it. What was called off ahead pulls no session in between before the step.
 */
const placeOf = ({ step, order }: OrderedStep, sessions: readonly AnsweredSession[]): number =>
  sessions.findLastIndex((session) => session.order < order && session.start <= step.at) + 1;

/**
 * The replay of one pupil from the start. `sessions` in order of date; `steps` in their own order. A step
 * finds no flag when none is unresolved at its place, and then does nothing.
 */
export const replayFlags = (
  sessions: readonly AnsweredSession[],
  steps: readonly OrderedStep[],
  rules: Rules,
): Replay => {
  let state = noReplay;
  const places = steps.map((ordered) => ({ step: ordered.step, place: placeOf(ordered, sessions) }));
  for (let place = 0; place <= sessions.length; place += 1) {
    const session = place > 0 ? sessions[place - 1] : undefined;
    if (session !== undefined) state = onSession(state, session, rules);
    for (const { step } of places.filter((placed) => placed.place === place)) state = onStep(state, step);
  }
  return state;
};
