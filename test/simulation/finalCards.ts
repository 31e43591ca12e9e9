/** At the end every card of a flag that can be drawn shows how the flag stands. */
import { splitSessionId } from '../../bot/programme/checkIn';
import { flagOfSubject } from '../../bot/programme/messages';
import type { OutboxMessage } from '../../bot/ports/outbox';
import { factsOfPupil, messagesIn } from './facts';
import { flagState } from './flagState';
import type { Parts } from './simulation';

const checkCard = ({ universe, shared, channel, roster }: Parts, message: OutboxMessage): void => {
  const { key, receiver, subject, activityId, stale } = message;
  const { directory } = roster.present;
  const now = universe.scheduler.now();
  const flag = flagOfSubject(subject);
  const { pupil } = splitSessionId(flag);
  const school = directory.pupil(pupil)?.school ?? '';
  const readers = directory.coordinatorsOf(school, directory.calendar.dayOf(now));
  const isHeld = stale !== null && stale.tryAt === null;
  const isReader = readers.some(({ email }) => email === receiver);
  if (!activityId || isHeld || !isReader || channel.gone.has(activityId)) return;
  const state = flagState(directory, flag, factsOfPupil(shared, pupil), now);
  const shown = channel.cards.get(activityId);
  if (shown !== state) universe.violate(`${key} shows "${shown}" while the flag is "${state}"`);
  if (stale !== null) universe.violate(`${key} is still to be drawn anew`);
};

export const cards = (parts: Parts): void => {
  // Another import changes flags by itself: cards follow with the next thing that happens.
  if (parts.roster.reigns.length > 1) return;
  for (const message of messagesIn(parts.shared))
    if (message.kind === 'flagRaised' && message.status === 'sent') checkCard(parts, message);
};
