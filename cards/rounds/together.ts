/** Several reminders that arrive at one moment, as one card. */
import type { RenderedCard } from '../../bot/ports';
import type { Language, Moment } from '../../bot/programme/model';
import { shortMoment } from '../dates';
import { shownName } from '../names';
import { drawRoundFitting, type Section } from './template';
import type { GroupView, MeetingView } from './views';
import { longSlot, showButton, whichDays, whichGroup, type Shown } from './words';
import { words, type TextKey, type Words } from '../words';

/** Of a group whose meeting is set. */
interface MeetingPart extends GroupView {
  readonly what: 'agenda' | 'reminder' | 'case' | 'caseAgain' | 'reportAgain';
  readonly meeting: MeetingView;
  /** Whether the case has been written. */
  readonly isWritten: boolean;
}

/** Of a group that is still asked which times suit: there is no meeting yet. */
interface PollPart extends GroupView {
  readonly what: 'poll';
  readonly closesAt: Moment;
}

/** One of them. */
export type TogetherPart = MeetingPart | PollPart;

/** What each leads to. */
const opens = {
  agenda: 'agenda',
  reminder: 'agenda',
  case: 'case',
  caseAgain: 'case',
  reportAgain: 'report',
  poll: 'poll',
} as const satisfies Record<TogetherPart['what'], Shown>;

const meetingLines = (all: Words, part: MeetingPart): readonly string[] => {
  const { bringer } = part.meeting;
  const isAsked = part.what === 'case' || part.what === 'caseAgain' || part.what === 'reportAgain';
  const who: TextKey = part.isWritten ? 'together.written' : 'together.empty';
  return [
    `${whichGroup(all, part)} · ${longSlot(all.language, part.meeting.slot, part.timeZone)}`,
    ...(isAsked || bringer === null ? [] : [all.text(who, { who: shownName(bringer.name) })]),
  ];
};

const pollLines = (all: Words, part: PollPart): readonly string[] => [
  whichDays(all, part),
  all.text('poll.until', { until: shortMoment(all.language, part.closesAt, part.timeZone) }),
];

const partOf = (all: Words, part: TogetherPart): Section => ({
  heading: all.text(part.what === 'poll' ? 'poll.title' : `together.${part.what}`),
  lines: part.what === 'poll' ? pollLines(all, part) : meetingLines(all, part),
  buttons: [showButton(all, part, opens[part.what])],
});

/** A part of each in the order given, with a button to the whole of it. */
export const roundTogetherCard = (parts: readonly TogetherPart[], language: Language): RenderedCard => {
  const all = words(language);
  return drawRoundFitting([12, 6, 3], (limit) => {
    const left = parts.length - Math.min(limit, parts.length);
    return {
      title: all.text('together.title'),
      sections: [
        ...parts.slice(0, limit).map((part) => partOf(all, part)),
        ...(left === 0 ? [] : [{ hints: [all.text('together.more', { count: left })] }]),
      ],
      summary: all.text('together.summary', { count: parts.length }),
    };
  });
};
