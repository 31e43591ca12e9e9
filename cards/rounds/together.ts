/** Several reminders that arrive at one moment, as one card. */
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import { shownName } from '../names';
import { drawRoundFitting, type Section } from './template';
import type { GroupView, MeetingView } from './views';
import { longSlot, showButton, whichGroup, type Shown } from './words';
import { words, type TextKey, type Words } from '../words';

/** One of them. */
export interface TogetherPart extends GroupView {
  readonly what: 'agenda' | 'reminder' | 'case' | 'caseAgain' | 'reportAgain';
  readonly meeting: MeetingView;
  /** Whether the case has been written. */
  readonly isWritten: boolean;
}

/** What each leads to. */
const opens = {
  agenda: 'agenda',
  reminder: 'agenda',
  case: 'case',
  caseAgain: 'case',
  reportAgain: 'report',
} as const satisfies Record<TogetherPart['what'], Shown>;

const partOf = (all: Words, part: TogetherPart): Section => {
  const { text, language } = all;
  const { bringer } = part.meeting;
  const isAsked = part.what === 'case' || part.what === 'caseAgain' || part.what === 'reportAgain';
  const who: TextKey = part.isWritten ? 'together.written' : 'together.empty';
  return {
    heading: text(`together.${part.what}`),
    lines: [
      `${whichGroup(all, part)} · ${longSlot(language, part.meeting.slot, part.timeZone)}`,
      ...(isAsked || bringer === null ? [] : [text(who, { who: shownName(bringer.name) })]),
    ],
    buttons: [showButton(all, part, opens[part.what])],
  };
};

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
