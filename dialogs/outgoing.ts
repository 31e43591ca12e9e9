/** Decides about a planned message at the moment it would go out, and makes its card. */
import { isRoundKind } from '../bot/programme/plannedMessage';
import type { Compose, Outgoing } from '../bot/ports';
import { digest, ofFlag, ofUnreachable } from './outgoingToCoordinator';
import { ofRound } from './outgoingRound';
import { toStudent } from './outgoingToStudent';
import type { OutgoingPorts, Sending } from './sending';

const decide = (sending: Sending): Promise<Outgoing> => {
  const { kind } = sending.message;
  if (isRoundKind(kind)) return ofRound(sending, { ...sending.message, kind });
  switch (kind) {
    case 'nudge':
    case 'checkIn':
    case 'reminder1':
    case 'reminder2':
      return toStudent(sending);
    case 'flagRaised':
      return ofFlag(sending);
    case 'digest':
      return digest(sending);
    case 'studentUnreachable':
      return ofUnreachable(sending);
    default:
      return kind satisfies never;
  }
};

/** What to do with a message at a moment. */
export const composeMessage =
  (ports: OutgoingPorts): Compose =>
  (loaded, message, at) =>
    decide({ ports, loaded, message, at });
