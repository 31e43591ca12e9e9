/** Cards of a group as it stands, for whoever it was opened for. */
import { isActiveOn, type Directory } from '../../bot/programme/directory';
import { hearBefore, hearersOf, hearingOf, type Hearer } from '../../bot/programme/rounds/hearing';
import type { Moment } from '../../bot/programme/model';
import { lacksReporter } from '../../bot/programme/rounds/reporters';
import type { Place } from '../../bot/programme/rounds/state';
import type { LoadedProgramme, RenderedCard } from '../../bot/ports';
import type { HearingView } from '../../cards/roundHearing';
import { roundGroupCard, type GroupCardView } from '../../cards/roundGroup';
import { roundNoticeCard, type RoundNoticeView } from '../../cards/roundNotice';
import { shortMoment } from '../../cards/dates';
import { whichGroup } from '../../cards/roundWords';
import type { Named } from '../../cards/roundViews';
import { words } from '../../cards/words';
import type { Turn } from '../turn';
import { roleIn, type OpenGroup } from './scope';
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

/** Who reads a card, and when. */
type Reader = Pick<Turn, 'now'> & { readonly contact: Pick<Turn['contact'], 'email'> };

/** Who hears of a change, and when. */
export type PersonHears = Omit<HearingView, 'whom'>;

/** When some people hear of what happens now, when they should have heard of it before any of some moments. */
const peopleHear = (
  { now }: Reader,
  { directory }: LoadedProgramme,
  people: readonly Hearer[],
  starts: readonly (Moment | undefined)[],
): PersonHears => {
  const { by, tooLate } = hearingOf(directory, people, now, hearBefore(starts, now));
  return { by, isNow: by === now, tooLate: tooLate.map((email) => named(directory, email)) };
};

/** When the teacher and members of a group, but the reader, hear of a change; of its time: before the old and the new one. */
export const groupHears = (
  reader: Reader,
  { loaded, place: { group } }: Pick<OpenGroup, 'loaded' | 'place'>,
  starts: readonly (Moment | undefined)[],
): HearingView => {
  const people = hearersOf(loaded.directory, group, reader.now, reader.contact.email);
  return { whom: 'everybody', ...peopleHear(reader, loaded, people, starts) };
};

/** When one person hears of something about the meeting of a group. */
export const personHears = (
  turn: Turn,
  { loaded, place: { group } }: Pick<OpenGroup, 'loaded' | 'place'>,
  who: Hearer,
): PersonHears => peopleHear(turn, loaded, [who], [group.meeting?.slot.start]);

/** When one person hears of something, for a short answer: `now`, `late` when not in time, else the moment. */
export const heardWhen = (
  { language }: Turn,
  { loaded: { directory } }: Pick<OpenGroup, 'loaded'>,
  { by, isNow }: Pick<HearingView, 'by' | 'isNow'>,
): string => {
  if (by === null) return 'late';
  return isNow ? 'now' : shortMoment(language, by, directory.programme.timeZone);
};

/** A group for its teacher or a coordinator: to whom, and at which moment. */
export const groupCardView = (
  { loaded, rounds, place }: Pick<OpenGroup, 'loaded' | 'rounds' | 'place'>,
  reader: Reader,
  isOwn: boolean,
  rest: Pick<GroupCardView, 'said' | 'hearing' | 'error'> = { said: null, hearing: null, error: null },
): GroupCardView => ({
  ...standingOf(loaded, rounds, place, reader.now),
  isOwn,
  teachers: otherTeachers(loaded.directory, place, reader.now),
  lacksReporter: lacksReporter(loaded, place, reader.now),
  iso: isoOf(loaded.directory, place),
  ifCalledOff: groupHears(reader, { loaded, place }, [place.group.meeting?.slot.start]),
  ...rest,
});

/** A group as its teacher or a coordinator sees it. */
export const showGroup = (
  turn: Turn,
  opened: OpenGroup,
  rest?: Pick<GroupCardView, 'said' | 'hearing' | 'error'>,
): RenderedCard =>
  roundGroupCard(groupCardView(opened, turn, roleIn(opened) === 'teacher', rest), turn.language);

/** A short answer about a group. */
export const noticeOf = (
  turn: Turn,
  { loaded, place }: Pick<OpenGroup, 'loaded' | 'place'>,
  view: Pick<RoundNoticeView, 'notice'> & Partial<RoundNoticeView>,
): RenderedCard => {
  const which = whichGroup(words(turn.language), groupView(loaded, place, turn.now));
  return roundNoticeCard({ which, who: '', when: '', buttons: [], ...view }, turn.language);
};
