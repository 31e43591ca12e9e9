/** Cards of a group as it stands, for whoever it was opened for. */
import { isActiveOn, type Directory } from '../../bot/programme/directory';
import { hearBefore, hearersOf, hearingOf, type Hearer } from '../../bot/programme/rounds/hearing';
import { personName } from '../../bot/programme/labels';
import type { Language, Moment } from '../../bot/programme/model';
import type { Reader } from '../../bot/programme/rounds/reach';
import { lacksReporter } from '../../bot/programme/rounds/reporters';
import { calledOff, type Place } from '../../bot/programme/rounds/state';
import type { LoadedProgramme, RenderedCard } from '../../bot/ports';
import type { HearingView } from '../../cards/rounds/hearing';
import { roundGroupCard, type GroupCardView } from '../../cards/rounds/group';
import { roundNoticeCard, type RoundNoticeView } from '../../cards/rounds/notice';
import { shortMoment } from '../../cards/dates';
import { whichGroup } from '../../cards/rounds/words';
import type { Named } from '../../cards/rounds/views';
import { words } from '../../cards/words';
import type { CardIn } from '../sending';
import type { Turn } from '../turn';
import { moveTargets } from './moveTargets';
import type { OpenGroup } from './scope';
import { groupView, isoOf, named, standingOf } from './views';

/** The other teachers of a programme. */
const otherTeachers = (directory: Directory, { group }: Place, now: Moment): readonly Named[] => {
  const today = directory.calendar.dayOf(now);
  return directory.programme.people
    .filter((person) => person.role === 'teacher' && isActiveOn(person, today))
    .filter(({ email }) => email !== group.teacher)
    .map(({ email }) => named(directory, email))
    .toSorted((a, b) => a.name.localeCompare(b.name));
};

/** A group in a programme. */
type About = Pick<OpenGroup, 'loaded' | 'place'>;

/** Who hears of a change, and when. */
export type PersonHears = Omit<HearingView, 'whom'>;

/** When some people hear of what happens at a moment, when they should have heard of it before any of some others. */
const peopleHear = (
  { directory }: LoadedProgramme,
  people: readonly Hearer[],
  at: Moment,
  starts: readonly (Moment | undefined)[],
): PersonHears => {
  const { by, tooLate } = hearingOf(directory, people, at, hearBefore(starts, at));
  return { by, isNow: by === at, tooLate: tooLate.map((email) => named(directory, email)) };
};

/** When the teacher and members of a group, but who made it, hear of a change; of its time: before the old and the new one. */
const groupHears = (
  { loaded, place: { group } }: About,
  { at, by }: { readonly at: Moment; readonly by: string },
  starts: readonly (Moment | undefined)[],
): HearingView => {
  const people = hearersOf(loaded.directory, group, at, by);
  return { whom: 'everybody', ...peopleHear(loaded, people, at, starts) };
};

/** When one person hears of something that happens at a moment about the meeting of a group. */
export const personHears = ({ loaded, place: { group } }: About, who: Hearer, at: Moment): PersonHears =>
  peopleHear(loaded, [who], at, [group.meeting?.slot.start]);

/** The same for a short answer: `now`, `late` when not in time, else the moment. */
export const heardWhen = (
  language: Language,
  { loaded: { directory } }: Pick<About, 'loaded'>,
  { by, isNow }: PersonHears,
): string => {
  if (by === null) return 'late';
  return isNow ? 'now' : shortMoment(language, by, directory.programme.timeZone);
};

type Deed = Pick<GroupCardView, 'said' | 'hearing'>;

/** That the teacher has it now, and when they hear of it. */
export const handOverDeed = (about: About): Deed => {
  const { teacher: receiver, teacherSince } = about.place.group;
  const heard = personHears(about, { receiver, as: 'teacher' }, teacherSince);
  return { said: 'handedOver', hearing: { whom: 'teacher', ...heard } };
};

/** That somebody set the time of a group, or handed it over, whichever they did last; null when neither since a moment. */
const settled = (about: About, who: string, from: Moment): Deed | null => {
  const { meeting, handedBy, teacherSince } = about.place.group;
  const since = meeting?.by === who ? meeting.since : -1;
  if (handedBy === who && teacherSince >= from && teacherSince > since) return handOverDeed(about);
  if (meeting?.by !== who || since < from) return null;
  const starts = [meeting.before?.slot.start, meeting.slot.start];
  const said = meeting.number > meeting.timeSet.number ? 'placed' : 'shifted';
  return { said, hearing: groupHears(about, { at: since, by: who }, starts) };
};

/**
 * What somebody did last with a group as it stands now, and who hears of it; that it was so already where it was not they,
 * or before the moment `from`.
 */
export const ownDeed = (about: About, who: string, from = 0): Deed => {
  const { group } = about.place;
  const ended = calledOff(about.place);
  if (ended !== null && ended === group.cancelled && ended.by === who)
    return { said: 'cancelled', hearing: groupHears(about, ended, [group.meeting?.slot.start]) };
  return (ended === null ? settled(about, who, from) : null) ?? { said: 'same', hearing: null };
};

const nothingSaid = { said: null, hearing: null, error: null };

type Rest = Pick<GroupCardView, 'said' | 'hearing' | 'error'> &
  Partial<Pick<GroupCardView, 'asksRoom' | 'moved'>>;

/** Who looks at a group, and when. */
interface Looking extends Reader {
  readonly isOwn: boolean;
}

/** A group as its teacher or a coordinator sees it. */
export const groupCardIn = (
  opened: About & Pick<OpenGroup, 'rounds'>,
  reader: Looking,
  rest: Rest = nothingSaid,
): CardIn => {
  const { loaded, rounds, place } = opened;
  const { email, isOwn, now } = reader;
  const view: GroupCardView = {
    ...standingOf(loaded, rounds, place, reader),
    isOwn,
    teachers: otherTeachers(loaded.directory, place, now),
    lacksReporter: lacksReporter(loaded, place, now),
    iso: isoOf(loaded.directory, place),
    ifCalledOff: groupHears(opened, { at: now, by: email }, [place.group.meeting?.slot.start]),
    asksRoom: false,
    // Who is in it is for coordinators to change.
    targets: isOwn ? [] : moveTargets(loaded, place, now),
    moved: null,
    ...rest,
  };
  return (language) => roundGroupCard(view, language);
};

/** The same for whoever acts. */
export const showGroup = (
  { contact: { email }, now, language }: Turn,
  opened: OpenGroup,
  rest?: Rest,
): RenderedCard =>
  groupCardIn(opened, { email, isOwn: opened.grant.reach === 'ownGroups', now }, rest)(language);

/** A short answer about a group. */
export const noticeIn = (
  language: Language,
  { loaded, place }: About,
  now: Moment,
  view: Pick<RoundNoticeView, 'notice'> & Partial<RoundNoticeView>,
): RenderedCard => {
  const which = whichGroup(words(language), groupView(loaded, place, now));
  return roundNoticeCard({ which, who: '', when: '', buttons: [], ...view }, language);
};

/** The same for whoever acts. */
export const noticeOf = (
  { language, now }: Turn,
  about: About,
  view: Parameters<typeof noticeIn>[3],
): RenderedCard => noticeIn(language, about, now, view);

/** That somebody else leads a group since it was handed over, with when they hear of it: for who did, and sees it no longer. */
export const handedOverIn =
  (about: About, now: Moment): CardIn =>
  (language) => {
    const { teacher, teacherSince } = about.place.group;
    const hearing = personHears(about, { receiver: teacher, as: 'teacher' }, teacherSince);
    const who = personName(about.loaded.directory, teacher);
    return noticeIn(language, about, now, {
      notice: 'handedOver',
      who,
      when: heardWhen(language, about, hearing),
    });
  };

/** The same with a field for the place, where there is a meeting to come. */
export const showRoomForm = (turn: Turn, opened: OpenGroup): RenderedCard =>
  showGroup(turn, opened, { ...nothingSaid, asksRoom: true });
