/** `round.show`: something of a group or a round, as it stands now. */
import { alsoReaches } from '../../bot/programme/access';
import type { CardDialog } from '../turn';
import { notForYou } from '../flags/open';
import { showAgenda } from './agenda';
import { showCase } from './case';
import { showMine } from './mine';
import { showOffer } from './offer';
import { showPoll } from './poll';
import { showProposal } from './proposal';
import { openGroup, openShown } from './scope';
import { showGroup, showRoomForm } from './showing';

const showOffered: CardDialog = async (turn, data) => {
  const opened = await openGroup(turn, 'slots', data);
  return opened === null ? notForYou(turn) : showOffer(turn, opened);
};

const showRoom: CardDialog = async (turn, data) => {
  const opened = await openGroup(turn, 'slots', data);
  return opened === null ? notForYou(turn) : showRoomForm(turn, opened);
};

const showPolled: CardDialog = async (turn, data) => {
  const opened = await openGroup(turn, 'poll', data);
  return opened === null ? notForYou(turn) : showPoll(turn, opened);
};

/** A member's group, that of a teacher, or any of a coordinator; without a group the round. */
const showStanding: CardDialog = async (turn, data) => {
  const own = await openGroup(turn, 'meetings', data);
  const opened = own ?? (await openGroup(turn, 'slots', data));
  if (opened !== null)
    return alsoReaches(opened.grant, 'slots') ? showGroup(turn, opened) : showMine(turn, opened);
  const round = (data['group'] ?? '') === '' ? await openShown(turn, data) : null;
  return round === null ? notForYou(turn) : showProposal(turn, round, data, null);
};

const showing: ReadonlyMap<string, CardDialog> = new Map([
  ['offer', showOffered],
  ['poll', showPolled],
  ['case', showCase],
  ['agenda', showAgenda],
  ['room', showRoom],
]);

/** What is asked for by `what`; how the group stands when that is nothing known. */
export const showRound: CardDialog = (turn, data) =>
  (showing.get(data['what'] ?? '') ?? showStanding)(turn, data);
