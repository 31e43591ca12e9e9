/** The figures of bot/ports.ts as OpenTelemetry instruments. docs/operations.md says what each one means. */
import { createNoopMeter, type Meter } from '@opentelemetry/api';
import { openExport, type Identity } from './export';
import type { MetricsSettings } from '../settings/metrics';
import type { Log, Metrics } from '../ports';

/** Bounds between the buckets of a duration, in seconds: an answer in time, a send, work that waited for hours. */
const bounds = {
  answer: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 8, 10, 15],
  send: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
  wait: [0.1, 0.5, 1, 5, 15, 30, 60, 300, 900, 3600, 14_400],
  tick: [0.01, 0.05, 0.25, 1, 2.5, 5, 10, 30, 60],
} as const;

const secondsOf = (meter: Meter, name: string, description: string, within: keyof typeof bounds) => {
  const advice = { explicitBucketBoundaries: [...bounds[within]] };
  const histogram = meter.createHistogram(name, { description, unit: 's', advice });
  return (milliseconds: number, attributes: Readonly<Record<string, string>> = {}): void =>
    histogram.record(milliseconds / 1000, attributes);
};

const countOf = (meter: Meter, name: string, description: string, unit: string) => {
  const counter = meter.createCounter(name, { description, unit });
  return (count: number, attributes: Readonly<Record<string, string>> = {}): void =>
    counter.add(count, attributes);
};

/** Makes the instruments; attributes come from closed lists only, so that no figure names a person. */
export const instruments = (meter: Meter): Metrics => {
  const planned = countOf(meter, 'mentormaat.messages.planned', 'Messages planned', '{message}');
  const ended = countOf(meter, 'mentormaat.messages.ended', 'Messages that ended', '{message}');
  const late = secondsOf(meter, 'mentormaat.messages.lateness', 'Messages that went out late', 'wait');
  const send = secondsOf(meter, 'mentormaat.send.duration', 'Requests to Teams', 'send');
  const wait = secondsOf(meter, 'mentormaat.queue.wait_time', 'Work waiting in the queue', 'wait');
  const sender = countOf(meter, 'mentormaat.sender.changes', 'Sender of a tenant changed', '{change}');
  const inbound = secondsOf(meter, 'mentormaat.inbound.duration', 'Answers to people', 'answer');
  const tick = secondsOf(meter, 'mentormaat.tick.duration', 'Ticks of the work loop', 'tick');
  return {
    planned: (count) => planned(count),
    ended: (kind, status, cause) => ended(1, cause === null ? { kind, status } : { kind, status, cause }),
    sentLate: (milliseconds) => late(milliseconds),
    sendTook: (outcome, milliseconds) => send(milliseconds, { outcome }),
    queueWaited: (milliseconds) => wait(milliseconds),
    senderChanged: (change) => sender(1, { change }),
    inboundTook: (event, outcome, milliseconds) => inbound(milliseconds, { event, outcome }),
    tickTook: (outcome, milliseconds) => tick(milliseconds, { outcome }),
  };
};

/** Figures, and what ends their export. */
export interface OpenedMetrics {
  readonly metrics: Metrics;
  /** Sends what is left; takes a second at most and never throws. */
  readonly close: () => Promise<void>;
}

/**
 * Figures that go where the settings say. Nothing configured: nothing is loaded, kept or sent. A place that
 * cannot be reached never holds up the bot: figures wait or are lost, and the log says so once.
 */
export const openMetrics = async (
  settings: MetricsSettings,
  identity: Identity,
  log: Log,
): Promise<OpenedMetrics> => {
  if (settings.otlp === null && settings.azureMonitor === null) {
    return { metrics: instruments(createNoopMeter()), close: () => Promise.resolve() };
  }
  const opened = await openExport(settings, identity, log);
  return { metrics: instruments(opened.meter), close: opened.close };
};
