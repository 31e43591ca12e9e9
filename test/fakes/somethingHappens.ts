import type { Metrics } from '../../bot/ports';

/** Every figure there is, once or more. */
export const somethingHappens = (metrics: Metrics): void => {
  metrics.planned(3);
  metrics.ended('nudge', 'sent', null);
  metrics.ended('nudge', 'sent', null);
  metrics.ended('checkIn', 'failed', 'notReady');
  metrics.sentLate(90_000);
  metrics.sendTook('sent', 250);
  metrics.queueWaited(4000);
  metrics.senderChanged('taken');
  metrics.inboundTook('action', 'answered', 120);
  metrics.tickTook('well', 30);
};
