/** `intervisie` for teachers and coordinators: their groups, and the rounds. */
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import { execute } from '../actions';
import { escapeMarkdown } from '../escape';
import { pageActions, pageLine, pageOf, type OpenPage } from '../listPages';
import { buttonName, shownName } from '../names';
import { roundFormButton, type RoundFormView } from './form';
import { comingFacts, statusLine, type GroupStanding } from './group';
import { roundLine, type RoundLine } from './status';
import { drawRoundFitting, type Section } from './template';
import type { Named } from './views';
import { groupNames, meetingFacts, namesOf, showButton, whichDays, type Shown } from './words';
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

/** A group as its teacher sees it in a list. */
export interface LedGroupView extends GroupStanding {
  /** Whether who brings the case has written it, and its title; null once that has been removed. */
  readonly case: { readonly isWritten: boolean; readonly title: string | null };
}

/** What is brought, or that it is not written (yet); nothing while nobody brings anything. */
const caseFacts = ({ text }: Words, view: LedGroupView): readonly (readonly [string, string])[] => {
  const { isWritten, title } = view.case;
  if (view.meeting === null || view.meeting.bringer === null) return [];
  const isToCome = view.status === 'scheduled';
  if (!isWritten) return [[text('lists.case'), text(isToCome ? 'lists.case.empty' : 'lists.case.never')]];
  return [[text('lists.case'), title === null ? text('lists.case.written') : escapeMarkdown(title)]];
};

const groupPart = (all: Words, view: LedGroupView): Section => {
  const { meeting, status } = view;
  const first = firstButtons[status];
  return {
    heading: whichDays(all, view),
    lines: [statusLine(all, view, true)],
    facts:
      meeting === null
        ? [[all.text('round.members'), namesOf(all, view.members)]]
        : [...meetingFacts(all, view, meeting, true), ...caseFacts(all, view), ...comingFacts(all, view)],
    buttons: [
      ...(first === undefined ? [] : [showButton(all, view, first)]),
      showButton(all, view, 'group', 'lists.more'),
    ],
  };
};

/** The groups of a teacher, from one of them on. */
export interface LedGroupsView {
  readonly groups: readonly LedGroupView[];
  /** Those that no round has had yet, by their ids. */
  readonly waiting: readonly string[];
  readonly start: number;
}

const waitingPart = (all: Words, waiting: readonly string[]): readonly Section[] =>
  waiting.length === 0
    ? []
    : [{ hints: [all.text('week.ahead.waiting', { which: groupNames(waiting, all.language) })] }];

/** Groups on a page: as many as a phone scrolls through, fewer when names are long. */
const groupTiers: readonly [number, ...number[]] = [5, 3, 2, 1];

const openGroupPage: OpenPage = (title, start) =>
  execute(title, 'round.list', { start: start === 0 ? null : start }, { inputs: 'none' });

/** The groups of a teacher: where each stands, who comes, who brings what, and what to do; a page at a time. */
export const roundGroupsCard = (
  { groups, waiting, start }: LedGroupsView,
  language: Language,
): RenderedCard => {
  const all = words(language);
  return drawRoundFitting(groupTiers, (most) => {
    const page = pageOf(groups, start, most);
    const line = pageLine(language, page);
    return {
      title: all.text('lists.groups'),
      ...(line === '' ? {} : { subtitle: line }),
      sections: [...page.shown.map((view) => groupPart(all, view)), ...waitingPart(all, waiting)],
      actions: pageActions(language, page, 'list', openGroupPage),
      summary: all.text('lists.groups'),
    };
  });
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

/** Lines of a list, and people who are named. */
interface Limits {
  readonly lines: number;
  readonly names: number;
}

const listTiers: readonly [Limits, ...Limits[]] = [
  { lines: 12, names: 60 },
  { lines: 6, names: 40 },
  { lines: 3, names: 12 },
];

/** Rounds with where they stand, turnout, and who missed two in a row; a button to make the next. */
export const roundListCard = (view: RoundListView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  return drawRoundFitting(listTiers, ({ lines: limit, names }) => {
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
                lines: [namesOf(all, view.missedTwice, names)],
                hints: [text('roundStatus.missedTwice.hint')],
              },
            ]),
      ],
      actions: [roundFormButton(all, view.form)],
      summary: text('lists.rounds'),
    };
  });
};
