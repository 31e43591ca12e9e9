/** The invitation: when a group meets, where, and who brings the case. */
import type { RenderedCard } from '../bot/ports';
import type { Language } from '../bot/programme/model';
import { calendarButton } from './calendar';
import type { CardAction } from './actions';
import { dayOf } from './dates';
import { meetingLink } from './meetingLink';
import { plainName } from './names';
import { drawRound, type Section } from './roundTemplate';
import type { GroupView, MeetingView } from './roundViews';
import { longSlot, meetingFacts, namesOf, plainGroup, showButton, whichGroup } from './roundWords';
import { words, type Words } from './words';

/** A meeting that was set. */
export interface InviteView extends GroupView, MeetingView {
  /** Address of the reader. */
  readonly reader: string;
  /** Start and end as Teams wants them in a link. */
  readonly iso: { readonly start: string; readonly end: string };
  /** A group that meets every week at this time: this is the first. */
  readonly isWeekly: boolean;
  /** The time was set before, and is another now. */
  readonly isMoved: boolean;
  /** Whether the reader can have meetings in a calendar. */
  readonly hasCalendar: boolean;
}

const isTeacher = ({ reader, teacher }: InviteView): boolean => reader === teacher.email;

/** To whoever invites the others: they become the organiser. */
export const teamsButton = (
  { text }: Words,
  view: Pick<InviteView, 'iso' | 'members' | 'teacher'> & GroupView,
): CardAction => ({
  type: 'Action.OpenUrl',
  title: text('invite.teams'),
  url: meetingLink({
    subject: text('invite.subject', { group: plainName(view.group) }),
    content: text('invite.content'),
    start: view.iso.start,
    end: view.iso.end,
    attendees: view.members.map(({ email }) => email),
  }),
});

const bringerLines = ({ text }: Words, view: InviteView): readonly string[] => {
  if (view.bringer === null) return [];
  if (view.bringer.email === view.reader) return [text('invite.yours')];
  return isTeacher(view) ? [text('invite.asked')] : [];
};

const kindOf = ({ isMoved, isWeekly }: InviteView) => {
  if (isMoved) return 'moved';
  return isWeekly ? 'weekly' : 'set';
};

const whenPart = (all: Words, view: InviteView): Section => {
  const weekday = dayOf(all.language, view.slot.start, view.timeZone).split(' ')[0] ?? '';
  return {
    lines: [all.text(`invite.intro.${kindOf(view)}`, { weekday })],
    facts: [
      ...meetingFacts(all, view, view, isTeacher(view)),
      [all.text('round.members'), namesOf(all, view.members)] as const,
    ],
  };
};

/** When, where, with whom, who brings the case, and how it comes into a calendar. */
export const roundInviteCard = (view: InviteView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  const mine = bringerLines(all, view);
  const isBringer = view.bringer?.email === view.reader;
  return drawRound({
    title: text(`invite.title.${kindOf(view)}`),
    subtitle: whichGroup(all, view),
    sections: [
      whenPart(all, view),
      ...(mine.length === 0 ? [] : [{ isBox: true, lines: mine }]),
      ...(isTeacher(view) ? [{ hints: [text('invite.teams.hint')] }] : []),
    ],
    actions: [
      ...(isTeacher(view) ? [teamsButton(all, view)] : []),
      ...(isBringer ? [showButton(all, view, 'case')] : []),
      ...(view.hasCalendar ? [calendarButton(language)] : []),
      showButton(all, view, 'group'),
    ],
    summary: text(`invite.summary.${kindOf(view)}`, {
      when: longSlot(language, view.slot, view.timeZone),
      group: plainGroup(all, view),
    }),
  });
};
