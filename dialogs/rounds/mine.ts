/** A group as a member sees it. */
import { isPolling } from '../../bot/programme/rounds/groupFold';
import { volunteerForCase } from '../../bot/programme/rounds/caseMoves';
import { groupStatus } from '../../bot/programme/rounds/status';
import { isAgendaTime } from '../../bot/programme/rounds/agenda';
import type { RenderedCard } from '../../bot/ports';
import { roundMineCard, type MyGroupView } from '../../cards/rounds/mine';
import type { Turn } from '../turn';
import { readerIn, type OpenGroup } from './scope';
import { standingOf } from './views';

const myPoll = ({ contact, now }: Turn, { place: { group } }: OpenGroup): MyGroupView['myPoll'] => {
  const { poll } = group;
  if (poll === null || !isPolling(group) || now >= poll.closesAt) return null;
  return poll.answers.has(contact.email) ? 'answered' : 'open';
};

const myCase = ({ contact }: Turn, { rounds, place }: OpenGroup): MyGroupView['myCase'] => {
  const { round, group } = place;
  if (rounds.source.bringers.of(round.id, group.id)?.student !== contact.email) return null;
  return group.written?.student === contact.email ? 'written' : 'empty';
};

/** How the group stands for the reader, and what it asks of them. */
export const showMine = (turn: Turn, opened: OpenGroup): RenderedCard => {
  const { loaded, rounds, place } = opened;
  const isOngoing = ['polling', 'scheduled'].includes(groupStatus(loaded.directory, place, turn.now));
  const view: MyGroupView = {
    ...standingOf(loaded, rounds, place, readerIn(turn)),
    myPoll: isOngoing ? myPoll(turn, opened) : null,
    myCase: isOngoing ? myCase(turn, opened) : null,
    mayVolunteer: isOngoing && 'to' in volunteerForCase(rounds.source, place, turn.contact.email, turn.now),
    hasAgenda: isAgendaTime(loaded.directory, place, turn.now),
    hasCalendar: turn.ports.calendar.isOffered,
  };
  return roundMineCard(view, turn.language);
};
