/** `intervisie` for teachers and coordinators: their groups, and the rounds. */
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import { execute } from '../actions';
import { buttonName, shownName } from '../names';
import { roundFormButton, type RoundFormView } from './form';
import { comingFacts, statusLine, type GroupStanding } from './group';
import { roundLine, type RoundLine } from './status';
import { drawRoundFitting, type Section } from './template';
import type { Named } from './views';
import { longSlot, meetingFacts, namesOf, refData, showButton, whichDays, type Shown } from './words';
import { weeklyParts, type WeeklyView } from './weekly';
import { firstOf, type Row } from '../rows';
import { words, type Words } from '../words';

/** What is asked first of a teacher where a group stands so. */
const firstButtons: Partial<Readonly<Record<GroupStanding['status'], Shown>>> = {
  offering: 'offer',
  undecided: 'offer',
  scheduled: 'agenda',
  held: 'report',
};

const groupPart = (all: Words, view: GroupStanding): Section => {
  const { meeting, status } = view;
  const first = firstButtons[status];
  return {
    heading: whichDays(all, view),
    lines: [statusLine(all, view)],
    facts:
      meeting === null
        ? [[all.text('round.members'), namesOf(all, view.members)]]
        : [...meetingFacts(all, view, meeting, true), ...comingFacts(all, view)],
    buttons: [
      ...(first === undefined ? [] : [showButton(all, view, first)]),
      showButton(all, view, 'group', 'lists.more'),
    ],
  };
};

/** A group of which there is no room for more than a line. */
const groupRow = (all: Words, view: GroupStanding): Row => {
  const { text, language } = all;
  const when = view.meeting === null ? [] : [longSlot(language, view.meeting.slot, view.timeZone)];
  return {
    label: whichDays(all, view),
    detail: [statusLine(all, view), ...when].join(' · '),
    openWord: text('round.open'),
    open: execute(
      text('round.open.group', { group: buttonName(view.group, 12) }),
      'round.show',
      { ...refData(view), what: 'group' },
      { inputs: 'none' },
    ),
  };
};

/** The groups of a teacher: where each stands, who comes, who brings the case, and what to do. */
export const roundGroupsCard = (groups: readonly GroupStanding[], language: Language): RenderedCard => {
  const all = words(language);
  return drawRoundFitting(
    [
      { whole: 6, rows: 20 },
      { whole: 3, rows: 20 },
      { whole: 1, rows: 15 },
    ],
    ({ whole, rows }) => {
      const others = firstOf(groups.slice(whole), rows);
      return {
        title: all.text('lists.groups'),
        sections: [
          ...groups.slice(0, whole).map((view) => groupPart(all, view)),
          {
            rows: others.shown.map((view) => groupRow(all, view)),
            hints: others.left === 0 ? [] : [all.text('proposal.more', { count: others.left })],
          },
        ],
        summary: all.text('lists.groups'),
      };
    },
  );
};

/** The rounds of a programme. */
export interface RoundListView {
  /** The newest first. */
  readonly rounds: readonly RoundLine[];
  /** Null where no group has a fixed time. */
  readonly weekly: WeeklyView | null;
  readonly timeZone: string;
  /** Who missed the last two meetings of their group. */
  readonly missedTwice: readonly Named[];
  readonly form: RoundFormView;
  /** The name of the programme; null where there is but one. */
  readonly programme: string | null;
}

const roundRow = (all: Words, line: RoundLine): Row => ({
  label: shownName(line.name),
  detail: roundLine(all, line),
  openWord: all.text('round.open'),
  open: execute(
    buttonName(line.name, 20),
    'round.show',
    { programme: line.programme, round: line.round },
    { inputs: 'none' },
  ),
});

/** Rounds with where they stand, turnout, and who missed two in a row; a button to make the next. */
export const roundListCard = (view: RoundListView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  return drawRoundFitting([12, 6, 3], (limit) => {
    const { shown, left } = firstOf(view.rounds, limit);
    return {
      title: text('lists.rounds'),
      ...(view.programme === null ? {} : { subtitle: shownName(view.programme) }),
      sections: [
        ...(view.rounds.length === 0 ? [{ lines: [text('lists.rounds.none')] }] : []),
        {
          rows: shown.map((line) => roundRow(all, line)),
          hints: left === 0 ? [] : [text('lists.rounds.more', { count: left })],
        },
        ...weeklyParts(all, { programme: view.form.programme, timeZone: view.timeZone }, view.weekly, limit),
        ...(view.missedTwice.length === 0
          ? []
          : [
              {
                heading: text('roundStatus.missedTwice'),
                lines: [namesOf(all, view.missedTwice)],
                hints: [text('roundStatus.missedTwice.hint')],
              },
            ]),
      ],
      actions: [roundFormButton(all, view.form)],
      summary: text('lists.rounds'),
    };
  });
};
