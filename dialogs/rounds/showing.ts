/** Cards of a group as it stands, for whoever it was opened for. */
import { isActiveOn, type Directory } from '../../bot/programme/directory';
import type { Moment } from '../../bot/programme/model';
import type { Place } from '../../bot/programme/rounds/state';
import type { RenderedCard } from '../../bot/ports';
import { roundGroupCard, type GroupCardView } from '../../cards/roundGroup';
import { roundNoticeCard, type RoundNoticeView } from '../../cards/roundNotice';
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

/** A group as its teacher or a coordinator sees it. */
export const showGroup = (
  turn: Turn,
  opened: OpenGroup,
  rest: Pick<GroupCardView, 'said' | 'error'> = { said: null, error: null },
): RenderedCard => {
  const { loaded, rounds, place } = opened;
  const view: GroupCardView = {
    ...standingOf(loaded, rounds, place, turn.now),
    isOwn: roleIn(opened) === 'teacher',
    teachers: otherTeachers(loaded.directory, place, turn.now),
    iso: isoOf(loaded.directory, place),
    ...rest,
  };
  return roundGroupCard(view, turn.language);
};

/** A short answer about a group. */
export const noticeOf = (
  turn: Turn,
  { loaded, place }: Pick<OpenGroup, 'loaded' | 'place'>,
  view: Pick<RoundNoticeView, 'notice'> & Partial<RoundNoticeView>,
): RenderedCard => {
  const which = whichGroup(words(turn.language), groupView(loaded, place, turn.now));
  return roundNoticeCard({ which, who: '', when: '', buttons: [], ...view }, turn.language);
};
