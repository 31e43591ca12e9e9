/** `flag.passOn`: a text about a flag, for its coordinator to give to the school; nothing is sent or stored. */
import { flagDetails } from '../../bot/programme/flags/details';
import { isUnresolved } from '../../bot/programme/flags/replay';
import type { Flag } from '../../bot/programme/facts';
import { flagPassOnCard } from '../../cards/flags/passOn';
import { notForYou, openFlag, showOpened } from './open';
import { nextMoment } from '../pupilPage';
import type { CardDialog } from '../turn';

/** What somebody who comes after it is over is told of passing it on. */
const doneAs = ({ history }: Flag): 'alreadyDone' | 'notPassedOn' =>
  history.findLast(({ what }) => what === 'resolved')?.reason === 'passedToSchool'
    ? 'alreadyDone'
    : 'notPassedOn';

/** The text for the school; of a flag that is over meanwhile how it stands. */
export const passOnFlag: CardDialog = async (turn, data) => {
  const opened = await openFlag(turn, data);
  if (opened === null) return notForYou(turn);
  const { loaded, pupil, person, page, flag } = opened;
  if (!isUnresolved(flag)) return showOpened(turn, opened, { occasion: doneAs(flag), error: null });
  const { directory } = loaded;
  const view = {
    ...flagDetails(directory, pupil, flag, page.facts, nextMoment(page, turn.now)),
    programmeName: directory.programme.name,
    programmeLanguage: directory.programme.language,
    by: person.name,
    asOf: turn.now,
  };
  return flagPassOnCard(view, turn.language);
};
