/**
 * Takes figures out of the process. The libraries are loaded when there is somewhere to send to: a bot
 * without, and every run of the tool, does without their time and memory.
 */
import type { Meter } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { PushMetricExporter } from '@opentelemetry/sdk-metrics';
import { azureMonitorExporter } from './azureMonitor';
import { failure } from '../programme/failure';
import type { MetricsSettings, OtlpSettings } from '../settings/metrics';
import type { Log } from '../ports';

/** Which of several processes the figures are of. */
export interface Identity {
  /** Another one for every start, so that the counts of two processes are never taken for one. */
  readonly instance: string;
  readonly version: string;
}

/** A request of export may take this long, in milliseconds. */
const exportWithin = 10_000;
/** What is left is given this long at the end, in milliseconds. */
const closeWithin = 1000;

const otlpExporter = async ({ url, protocol }: OtlpSettings): Promise<PushMetricExporter> => {
  const { OTLPMetricExporter } =
    protocol === 'http/json'
      ? await import('@opentelemetry/exporter-metrics-otlp-http')
      : await import('@opentelemetry/exporter-metrics-otlp-proto');
  return new OTLPMetricExporter({ url });
};

/** Says in the log when exports begin to fail and when they go well again, not every time between. */
const told = async (exporter: PushMetricExporter, to: string, log: Log): Promise<PushMetricExporter> => {
  const { ExportResultCode } = await import('@opentelemetry/core');
  const send = exporter.export.bind(exporter);
  let failing = false;
  exporter.export = (metrics, done) =>
    send(metrics, (result) => {
      const fails = result.code === ExportResultCode.FAILED;
      if (fails && !failing) log.warn('metrics not sent', { to, ...failure(result.error) });
      if (!fails && failing) log.info('metrics sent again', { to });
      failing = fails;
      done(result);
    });
  return exporter;
};

const exportersOf = async (
  { otlp, azureMonitor }: MetricsSettings,
  log: Log,
): Promise<readonly PushMetricExporter[]> => {
  const exporters: PushMetricExporter[] = [];
  if (otlp !== null) exporters.push(await told(await otlpExporter(otlp), 'OTLP', log));
  if (azureMonitor !== null) {
    exporters.push(await told(await azureMonitorExporter(azureMonitor, exportWithin), 'Azure Monitor', log));
  }
  return exporters;
};

/** Who the figures are of: ours, then what the operator says in OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES. */
const resourceOf = async ({ instance, version }: Identity): Promise<Resource> => {
  const { detectResources, envDetector, resourceFromAttributes } = await import('@opentelemetry/resources');
  const ours = {
    'service.name': 'mentormaat',
    'service.version': version,
    'service.instance.id': instance,
  };
  return resourceFromAttributes(ours).merge(detectResources({ detectors: [envDetector] }));
};

/** Where figures enter, and what sends the last of them. */
export interface OpenedExport {
  readonly meter: Meter;
  /** Takes a second at most and never throws. */
  readonly close: () => Promise<void>;
}

/** Exports at the given pace to every place of the settings. */
export const openExport = async (
  settings: MetricsSettings,
  identity: Identity,
  log: Log,
): Promise<OpenedExport> => {
  const { MeterProvider, PeriodicExportingMetricReader } = await import('@opentelemetry/sdk-metrics');
  const exporters = await exportersOf(settings, log);
  const pace = {
    exportIntervalMillis: settings.every,
    exportTimeoutMillis: Math.min(settings.every, exportWithin),
  };
  const provider = new MeterProvider({
    resource: await resourceOf(identity),
    readers: exporters.map((exporter) => new PeriodicExportingMetricReader({ exporter, ...pace })),
  });
  const close = (): Promise<void> => provider.shutdown({ timeoutMillis: closeWithin }).catch(() => undefined);
  return { meter: provider.getMeter('mentormaat', identity.version), close };
};
