/** A pupil's flag, opened for a coordinator of the pupil's school. */
import { pupilWithin } from '../../bot/programme/access';
import type { Thing } from '../../bot/programme/accessTable';
import { splitSessionId } from '../../bot/programme/checkIn';
import { flagDetails, flagsOfPupil } from '../../bot/programme/flags/details';
import { flagNow } from '../../bot/programme/flags/takeOver';
import type { Person, Pupil } from '../../bot/programme/model';
import type { Flag } from '../../bot/programme/facts';
import type { ActionFields, LoadedProgramme, RenderedCard } from '../../bot/ports';
import type { FlagView } from '../../cards/coordinatorViews';
import { flagCard } from '../../cards/flags/flag';
import { noticeCard } from '../../cards/notice';
import { nextMoment, readPage, type ReadPage } from '../pupilPage';
import { grantedIn, type Turn } from '../turn';

/** A pupil whom the acting coordinator answers for. */
export interface PupilInScope {
  readonly loaded: LoadedProgramme;
  readonly pupil: Pupil;
  /** The coordinator, as the files have them. */
  readonly person: Person;
}

/** The programmes in which the acting coordinator reaches this of a pupil with this id. */
export const pupilsInScope = (
  turn: Turn,
  thing: Thing,
  data: ActionFields,
  pupilId: string,
): readonly PupilInScope[] =>
  grantedIn(turn, thing, data).flatMap((grant) => {
    const { loaded, directory, person } = grant;
    const pupil = pupilWithin(grant, pupilId, directory.calendar.dayOf(turn.now));
    return pupil === null ? [] : [{ loaded, pupil, person }];
  });

/** A flag with the page it stands on. */
export interface OpenedFlag extends PupilInScope, ReadPage {
  readonly flag: Flag;
}

/**
 * A flag of a school the acting coordinator answers for; nothing is read for anybody else. With `now` what took its place,
 * if anything did: who acts on a card from before means the flag that goes on.
 */
export const openFlag = async (
  turn: Turn,
  data: ActionFields,
  which: 'named' | 'now' = 'now',
): Promise<OpenedFlag | null> => {
  const flagId = data['flag'] ?? '';
  for (const scope of pupilsInScope(turn, 'flags', data, splitSessionId(flagId).pupil)) {
    const { loaded, pupil } = scope;
    const { page, tag } = await readPage(turn.ports, loaded.head.id, pupil.school, pupil.id);
    // What another press stored meanwhile counts, though this one began before it.
    const now = nextMoment(page, turn.now);
    const flags = flagsOfPupil(loaded.directory, pupil, page.facts, now);
    const flag = which === 'now' ? flagNow(flags, flagId) : flags.find(({ id }) => id === flagId);
    if (flag !== undefined) return { ...scope, page, tag, flag };
  }
  return null;
};

/** The card of an opened flag: nobody keeps who asked for one, so it says of which moment it is. */
export const showOpened = (
  turn: Turn,
  { loaded, pupil, page, flag }: OpenedFlag,
  shown: Pick<FlagView, 'occasion' | 'error'> & Partial<Pick<FlagView, 'unsaved' | 'isWriting'>>,
): RenderedCard => {
  const details = flagDetails(loaded.directory, pupil, flag, page.facts, nextMoment(page, turn.now));
  const view = { unsaved: '', isWriting: false, ...shown, asOf: turn.now };
  return flagCard({ ...details, ...view }, turn.language);
};

/** The answer to whoever may not: the same for what is not theirs and what is not there. */
export const notForYou = (turn: Turn): RenderedCard => noticeCard({ notice: 'notForYou' }, turn.language);
