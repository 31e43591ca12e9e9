/** Short answers about intervision: what was done, or why something could not be. */
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import { say, type CardAction } from '../actions';
import { plainName, shownName } from '../names';
import { drawRound } from './template';
import { type TextKey, words } from '../words';

const dones = ['passed', 'volunteered', 'traded', 'handedOver', 'dropped'] as const;
/** What was stored. */
export type RoundDone = (typeof dones)[number];

/** Told, as nobody tried to store anything. */
const toldRefusals = [
  'agendaLater',
  'agendaOver',
  'noGroup',
  'noTeacher',
  // In a group, or leading some, for which there is no round yet.
  'inGroup',
  'leadsGroups',
  // Given to the reader by the roster, led by another in the round that goes on.
  'ledByOther',
] as const;

const refusals = [
  'pollClosed',
  'pollDone',
  'noPoll',
  'noBest',
  'bestOver',
  'teacherBusy',
  'cancelled',
  'lapsed',
  'noMeeting',
  'begun',
  'notBegun',
  'over',
  'reported',
  'notYours',
  'othersFirst',
  'otherBroughtMore',
  'otherPassedItOn',
  'otherWroteIt',
  'alreadyYours',
  'tradeWithSelf',
  'tradeWithNobody',
  'nobodyLeft',
  'notAMember',
  'tooOften',
  ...toldRefusals,
] as const;
/** Why nothing was. */
export type RoundRefusal = (typeof refusals)[number];

const nows = [
  'nowDecided',
  'nowAsking',
  'nowOtherTimes',
  'nowSearching',
  'nowMoved',
  'nowCancelled',
  'nowNotWeekly',
  'nowOther',
] as const;
/** How it is now, on a card that was sent before. */
export type RoundNow = (typeof nows)[number];

/** Every notice of intervision. */
export const roundNotices = [...dones, ...refusals, ...nows] as const;

/** One of them, about a group or a round. */
export interface RoundNoticeView {
  readonly notice: RoundDone | RoundRefusal | RoundNow;
  /** Round and group as cards name them, already escaped; empty when it is about none. */
  readonly which: string;
  /** Name of whoever it is about. */
  readonly who: string;
  /** When, in words. */
  readonly when: string;
  /** What can be done instead. */
  readonly buttons: readonly CardAction[];
}

const doneNotices: readonly string[] = dones;
const told: readonly string[] = [...toldRefusals, ...nows];

const titleOf = (notice: RoundNoticeView['notice']): TextKey => {
  if (doneNotices.includes(notice)) return 'roundNotice.done';
  return told.includes(notice) ? 'command.intervision' : 'roundNotice.refused';
};

/** A line or two, with a way on. */
export const roundNoticeCard = (view: RoundNoticeView, language: Language): RenderedCard => {
  const { text } = words(language);
  const { notice, which, who, when, buttons } = view;
  return drawRound({
    title: text(titleOf(notice)),
    ...(which === '' ? {} : { subtitle: which }),
    sections: [{ lines: [text(`roundNotice.${notice}`, { who: shownName(who), when })] }],
    actions: [
      ...buttons,
      ...(told.includes(notice) ? [] : [say(text('command.intervision'), text('typed.intervision'))]),
    ],
    summary: text(`roundNotice.${notice}`, { who: plainName(who), when }),
  });
};
