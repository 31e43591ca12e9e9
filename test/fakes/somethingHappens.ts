import type { Metrics } from '../../bot/ports';

/** Every figure there is, once or more. */
export const somethingHappens = (metrics: Metrics): void => {
  metrics.planned(3);
  metrics.ended('nudge', 'sent');
  metrics.ended('nudge', 'sent');
  metrics.ended('checkIn', 'expired');
  metrics.sendTook('sent', 250);
  metrics.queueWaited(4000);
  metrics.senderChanged('taken');
  metrics.inboundTook('action', 'answered', 120);
  metrics.tickTook('well', 30);
};
