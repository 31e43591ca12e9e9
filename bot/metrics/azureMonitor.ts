/**
 * Sends figures to Application Insights over its ingestion interface (`/v2.1/track`), in the form that
 * Microsoft's own exporter uses. Why not by that exporter: docs/decisions/0006-metrics.md.
 */
import { Fault } from '../programme/failure';
import type { Attributes, HrTime } from '@opentelemetry/api';
import type { ExportResult } from '@opentelemetry/core';
import type { MetricData, PushMetricExporter, ResourceMetrics } from '@opentelemetry/sdk-metrics';
import type { AzureMonitor } from '../settings/metrics';
import { isoUtc } from '../programme/calendar';

/** One figure of one interval, as the interface wants it. */
export interface Envelope {
  readonly ver: 1;
  readonly name: 'Microsoft.ApplicationInsights.Metric';
  readonly time: string;
  readonly sampleRate: 100;
  readonly iKey: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly data: {
    readonly baseType: 'MetricData';
    readonly baseData: {
      readonly ver: 2;
      readonly metrics: readonly Figure[];
      readonly properties: Readonly<Record<string, string>>;
    };
  };
}

interface Figure {
  readonly name: string;
  readonly kind: 'Aggregation';
  readonly value: number;
  readonly count: number;
  readonly min?: number;
  readonly max?: number;
}

/** Figures kept while Azure cannot be reached: some hours of a quiet bot. The oldest are dropped first. */
const mostWaiting = 2000;

type Value = MetricData['dataPoints'][number]['value'];

const timeOf = ([seconds, nanoseconds]: HrTime): string =>
  isoUtc(seconds * 1000 + Math.floor(nanoseconds / 1_000_000));

const textsOf = (attributes: Attributes): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]));

const figureOf = (name: string, value: Value): Figure => {
  if (typeof value === 'number') return { name, kind: 'Aggregation', value, count: 1 };
  const { sum = 0, count, min = 0, max = 0 } = value;
  return { name, kind: 'Aggregation', value: sum, count, min, max };
};

/** Azure shows these as the role, the instance and the version of the application. */
const tagsOf = (resource: Attributes): Readonly<Record<string, string>> => {
  const of = textsOf(resource);
  return {
    'ai.cloud.role': of['service.name'] ?? '',
    'ai.cloud.roleInstance': of['service.instance.id'] ?? '',
    'ai.application.ver': of['service.version'] ?? '',
  };
};

const envelopesOf = ({ resource, scopeMetrics }: ResourceMetrics, key: string): readonly Envelope[] => {
  const tags = tagsOf(resource.attributes);
  const metrics = scopeMetrics.flatMap((scope) => scope.metrics);
  return metrics.flatMap(({ descriptor, dataPoints }) =>
    dataPoints.map(({ attributes, endTime, value }) => ({
      ver: 1,
      name: 'Microsoft.ApplicationInsights.Metric',
      time: timeOf(endTime),
      sampleRate: 100,
      iKey: key,
      tags,
      data: {
        baseType: 'MetricData',
        baseData: { ver: 2, metrics: [figureOf(descriptor.name, value)], properties: textsOf(attributes) },
      },
    })),
  );
};

/** Whether the same figures may be taken later: not when Azure has judged them or their key. */
const isForLater = (status: number): boolean => [401, 403, 408, 429, 439].includes(status) || status >= 500;

/**
 * Counts and durations of each interval. What cannot be sent waits, up to a bound, and goes with the next; a
 * request takes `within` milliseconds at most.
 */
export const azureMonitorExporter = async (
  { key, address }: AzureMonitor,
  within: number,
): Promise<PushMetricExporter> => {
  const { AggregationTemporality } = await import('@opentelemetry/sdk-metrics');
  const { ExportResultCode } = await import('@opentelemetry/core');
  let waiting: readonly Envelope[] = [];

  const sendWaiting = async (): Promise<Error | null> => {
    const sending = waiting;
    try {
      const answer = await fetch(`${address}/v2.1/track`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(sending),
        signal: AbortSignal.timeout(within),
      });
      await answer.arrayBuffer();
      if (answer.ok || !isForLater(answer.status)) {
        waiting = waiting.filter((envelope) => !sending.includes(envelope));
      }
      return answer.ok ? null : new Fault(`answered ${answer.status}`);
    } catch (cause) {
      return new Fault('no answer', { cause });
    }
  };

  const exportAll = async (metrics: ResourceMetrics): Promise<ExportResult> => {
    waiting = [...waiting, ...envelopesOf(metrics, key)].slice(-mostWaiting);
    const problem = waiting.length === 0 ? null : await sendWaiting();
    if (problem === null) return { code: ExportResultCode.SUCCESS };
    return { code: ExportResultCode.FAILED, error: problem };
  };

  return {
    export: (metrics, done) => {
      void (async () => done(await exportAll(metrics)))();
    },
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
    selectAggregationTemporality: () => AggregationTemporality.DELTA,
  };
};
