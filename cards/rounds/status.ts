/** A round as coordinators see it: how its groups stand, turnout, and who missed two in a row. Never a case. */
import type { RenderedCard } from '../../bot/ports';
import type { Day, Language } from '../../bot/programme/model';
import type { Turnout } from '../../bot/programme/rounds/history';
import { isOngoing } from '../../bot/programme/rounds/current';
import {
  fewestMembers,
  type GroupStatus,
  type RoundStatus,
  type Slot,
} from '../../bot/programme/rounds/model';
import { execute, type CardAction } from '../actions';
import { dayRange } from '../dates';
import { buttonName, plainName, shownName } from '../names';
import { statusWords } from './group';
import { drawRoundFitting, type Section } from './template';
import type { Named } from './views';
import { formBehind, formLine, groupTitle, namesOf, shortSlot } from './words';
import type { Row } from '../rows';
import { words, type Words } from '../words';

/** A group in a list. */
export interface GroupLine {
  readonly group: string;
  readonly teacher: string;
  readonly members: number;
  readonly status: GroupStatus;
  readonly slot: Slot | null;
  readonly turnout: Turnout | null;
}

/** A round in a list. */
export interface RoundLine {
  readonly programme: string;
  readonly round: string;
  readonly name: string;
  readonly status: RoundStatus;
  /** Its days passed without any group having met. */
  readonly isLapsed: boolean;
  readonly from: Day;
  readonly to: Day;
  readonly groups: number;
  readonly turnout: Turnout | null;
}

/** A round with its groups. */
export interface RoundStatusView extends RoundLine {
  readonly timeZone: string;
  readonly lines: readonly GroupLine[];
  readonly missedTwice: readonly Named[];
  /** Students who are in no group of the round. */
  readonly leftOut: readonly Named[];
  readonly first: number;
  /** What was just stored. */
  readonly said: 'confirmed' | 'cancelled' | 'same' | null;
  /** Whether it can still be called off. */
  readonly isOpen: boolean;
}

/** `12 van de 14 waren er`. */
export const turnoutWords = ({ text }: Words, turnout: Turnout | null): readonly string[] =>
  turnout === null ? [] : [text('round.turnout', { present: turnout.present, members: turnout.members })];

/** `Peiling loopt · 15–25 maart · 3 groepen · 12 van de 14 waren er`. */
export const roundLine = (all: Words, line: RoundLine): string =>
  [
    all.text(line.isLapsed ? 'roundStatus.lapsed' : `roundStatus.${line.status}`),
    dayRange(all.language, line.from, line.to),
    all.text('roundStatus.groups', { count: line.groups }),
    ...turnoutWords(all, line.turnout),
  ].join(' · ');

const groupRow = (all: Words, view: RoundStatusView, line: GroupLine): Row => {
  const { text, language } = all;
  const isFew = isOngoing(line.status) && line.members < fewestMembers;
  const when = line.slot === null ? [] : [shortSlot(language, line.slot, view.timeZone)];
  const data = { programme: view.programme, round: view.round, group: line.group, what: 'group' };
  return {
    label: `${groupTitle(all, line.group)} · ${shownName(line.teacher)}`,
    detail: [
      statusWords(text, line.status, line.turnout !== null),
      ...(isFew ? [text('roundStatus.few', { count: line.members })] : []),
      ...when,
      ...turnoutWords(all, line.turnout),
    ].join(' · '),
    openWord: text('round.open'),
    open: execute(text('round.open.group', { group: buttonName(line.group, 12) }), 'round.show', data, {
      inputs: 'none',
    }),
  };
};

const actionsOf = (all: Words, view: RoundStatusView, shown: number): readonly CardAction[] => {
  const { text } = all;
  const data = { programme: view.programme, round: view.round };
  const next = view.first + shown;
  const sure = execute(text('roundStatus.cancel.sure'), 'round.cancel', data, {
    style: 'destructive',
    inputs: 'none',
  });
  const more = execute(text('proposal.next'), 'round.propose', { ...data, first: next }, { inputs: 'none' });
  return [
    ...(next < view.lines.length ? [more] : []),
    ...(view.isOpen
      ? [formBehind(text('roundStatus.cancel'), [formLine(text('roundStatus.cancel.hint'))], [sure])]
      : []),
  ];
};

interface Limits {
  readonly lines: number;
  readonly names: number;
}

const peoplePart = (
  all: Words,
  what: 'missedTwice' | 'leftOut',
  people: readonly Named[],
  most: number,
): readonly Section[] =>
  people.length === 0
    ? []
    : [
        {
          heading: all.text(`roundStatus.${what}`),
          lines: [namesOf(all, people, most)],
          hints: [all.text(`roundStatus.${what}.hint`)],
        },
      ];

/** Groups on a page, and people who are named: all of them as far as a card can. */
const statusTiers: readonly [Limits, ...Limits[]] = [
  { lines: 15, names: 100 },
  { lines: 8, names: 60 },
  { lines: 4, names: 40 },
  { lines: 4, names: 12 },
];

/** A round that runs, or ran; its groups from a place in their order on. */
export const roundStatusCard = (view: RoundStatusView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  const saidNow = view.said === null ? [] : [{ lines: [text(`roundStatus.said.${view.said}`)], isBox: true }];
  return drawRoundFitting(statusTiers, ({ lines, names }) => {
    const shown = view.lines.slice(view.first, view.first + lines);
    const more = view.lines.length - view.first - shown.length;
    return {
      title: shownName(view.name),
      subtitle: roundLine(all, view),
      sections: [
        ...saidNow,
        {
          rows: shown.map((line) => groupRow(all, view, line)),
          hints: more > 0 ? [text('proposal.more', { count: more })] : [],
        },
        ...peoplePart(all, 'leftOut', view.leftOut, names),
        ...peoplePart(all, 'missedTwice', view.missedTwice, names),
      ],
      actions: actionsOf(all, view, shown.length),
      summary: text('roundStatus.summary', { name: plainName(view.name) }),
    };
  });
};
