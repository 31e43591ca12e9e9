/** The invitation: when a group meets, where, and who brings the case. */
import type { RenderedCard } from '../../bot/ports';
import type { Day, Language } from '../../bot/programme/model';
import { calendarButton } from '../calendar';
import type { CardAction } from '../actions';
import { day } from '../dates';
import { meetingLink } from '../meetingLink';
import { plainName } from '../names';
import { drawRound, type Section } from './template';
import type { GroupView, MeetingView } from './views';
import { longSlot, meetingFacts, namesOf, plainGroup, roomButtons, showButton, whichGroup } from './words';
import { words, type Words } from '../words';

/** A meeting that was set. */
export interface InviteView extends GroupView, MeetingView {
  /** Address of the reader. */
  readonly reader: string;
  /** Start and end as Teams wants them in a link. */
  readonly iso: { readonly start: string; readonly end: string };
  /** What the reader did not know: a time, another one, the place or another one, that they or another lead it now, or a group that meets every week, of which they are again. */
  readonly news: 'set' | 'moved' | 'placed' | 'elsewhere' | 'handedOver' | 'ledBy' | 'weekly' | 'weeklyAgain';
  /** A day on which a group that meets every week does, where this meeting may have been moved; else that of the meeting. */
  readonly usualDay: Day;
  /** The reader has another meeting then. */
  readonly isDouble: boolean;
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

const whenPart = (all: Words, view: InviteView): Section => {
  const weekday = day(all.language, view.usualDay).split(' ')[0] ?? '';
  return {
    lines: [all.text(`invite.intro.${view.news}`, { weekday })],
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
    title: text(`invite.title.${view.news}`),
    subtitle: whichGroup(all, view),
    sections: [
      whenPart(all, view),
      ...(view.isDouble ? [{ isBox: true, lines: [text('invite.double')] }] : []),
      ...(mine.length === 0 ? [] : [{ isBox: true, lines: mine }]),
      ...(isTeacher(view) ? [{ hints: [text('invite.teams.hint')] }] : []),
    ],
    actions: [
      ...(isTeacher(view) ? [teamsButton(all, view), ...roomButtons(all, view, view.slot)] : []),
      ...(isBringer ? [showButton(all, view, 'case')] : []),
      ...(view.hasCalendar ? [calendarButton(language)] : []),
      showButton(all, view, 'group'),
    ],
    summary: text(`invite.summary.${view.news}`, {
      when: longSlot(language, view.slot, view.timeZone),
      group: plainGroup(all, view),
    }),
  });
};
