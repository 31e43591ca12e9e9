/** Groups with a fixed time in the list of rounds: a line each, to call a week off or hand it over. */
import type { Turnout } from '../../bot/programme/rounds/history';
import type { RoundId } from '../../bot/programme/rounds/model';
import { execute } from '../actions';
import { buttonName, shownName } from '../names';
import { turnoutWords, type GroupLine } from './status';
import { statusWords } from './group';
import type { Section } from './template';
import { groupTitle, shortSlot } from './words';
import { firstOf, type Row } from '../rows';
import type { Words } from '../words';

/** A group with a fixed time: its next meeting, who came to the last one that has a report. */
export interface WeeklyLine extends Omit<GroupLine, 'members'> {
  /** The week of that meeting. */
  readonly round: RoundId;
  /** Whether the meeting that is told of has a report. */
  readonly hasReport: boolean;
  /** Meetings that wait for their report. */
  readonly missing: number;
}

/** The groups with a fixed time of a programme. */
export interface WeeklyView {
  readonly groups: number;
  /** How many came to the last week that has a report. */
  readonly turnout: Turnout | null;
  readonly lines: readonly WeeklyLine[];
}

/** Where the lines belong. */
interface Around {
  readonly programme: string;
  readonly timeZone: string;
}

const rowOf = (all: Words, { programme, timeZone }: Around, line: WeeklyLine): Row => {
  const { text, language } = all;
  const { round, group, slot, missing } = line;
  const when = slot === null ? [] : [shortSlot(language, slot, timeZone)];
  const open = execute(
    text('round.open.group', { group: buttonName(group, 12) }),
    'round.show',
    { programme, round, group, what: 'group' },
    { inputs: 'none' },
  );
  return {
    label: `${groupTitle(all, group)} · ${shownName(line.teacher)}`,
    detail: [
      statusWords(text, line.status, line.hasReport),
      ...when,
      ...turnoutWords(all, line.turnout),
      ...(missing === 0 ? [] : [text('lists.weekly.missing', { count: missing })]),
    ].join(' · '),
    openWord: text('round.open'),
    open,
  };
};

/** The sum in a line, and as many groups as there is room for; those without a report first. */
export const weeklyParts = (
  all: Words,
  around: Around,
  view: WeeklyView | null,
  most: number,
): readonly Section[] => {
  if (view === null) return [];
  const { groups, turnout } = view;
  const { shown, left } = firstOf(
    view.lines.toSorted((a, b) => b.missing - a.missing),
    most,
  );
  const sum =
    turnout === null
      ? all.text('lists.weekly', { groups })
      : all.text('lists.weekly.turnout', { groups, present: turnout.present, members: turnout.members });
  return [
    { lines: [sum] },
    {
      rows: shown.map((line) => rowOf(all, around, line)),
      hints: left === 0 ? [] : [all.text('lists.weekly.more', { count: left })],
    },
  ];
};
