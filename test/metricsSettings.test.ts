import { readConfig } from '../bot/config';
import { azureMonitorOf, type MetricsSettings } from '../bot/settings/metrics';

const key = '0a0b0c0d-0000-4000-8000-000000000001';

const settingsOf = (environment: Readonly<Record<string, string>>): MetricsSettings | readonly string[] => {
  const result = readConfig(environment);
  return result.ok ? result.config.metrics : result.problems;
};

test('nothing given: figures go nowhere', () => {
  expect(settingsOf({})).toEqual({ otlp: null, azureMonitor: null, every: 60_000 });
});

test.each([
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4318', 'http://collector:4318/v1/metrics'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'https://otlp.example.org/in/', 'https://otlp.example.org/in/v1/metrics'],
  ['OTEL_EXPORTER_OTLP_METRICS_ENDPOINT', 'https://example.org/figures', 'https://example.org/figures'],
])('%s=%s sends to %s', (name, value, url) => {
  expect(settingsOf({ [name]: value })).toMatchObject({ otlp: { url, protocol: 'http/protobuf' } });
});

test('the address for metrics wins from the common one', () => {
  const environment = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
    OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'http://figures:4318/v1/metrics',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_METRIC_EXPORT_INTERVAL: '15000',
  };
  expect(settingsOf(environment)).toEqual({
    otlp: { url: 'http://figures:4318/v1/metrics', protocol: 'http/json' },
    azureMonitor: null,
    every: 15_000,
  });
});

test.each([
  [`InstrumentationKey=${key}`, 'https://dc.services.visualstudio.com'],
  [
    `InstrumentationKey=${key};IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/;LiveEndpoint=https://westeurope.livediagnostics.monitor.azure.com/;ApplicationId=x`,
    'https://westeurope-5.in.applicationinsights.azure.com',
  ],
  [`instrumentationkey = ${key} ; INGESTIONENDPOINT = http://127.0.0.1:8080/ `, 'http://127.0.0.1:8080'],
])('%s sends to %s', (text, address) => {
  expect(settingsOf({ APPLICATIONINSIGHTS_CONNECTION_STRING: text })).toMatchObject({
    azureMonitor: { key, address },
  });
});

test.each([
  [''],
  ['secret'],
  ['InstrumentationKey=secret'],
  [`InstrumentationKey=${key};IngestionEndpoint=http://elsewhere.example.org`],
  [`InstrumentationKey=${key};IngestionEndpoint=https://example.org/with/path`],
  [`InstrumentationKey=${key};IngestionEndpoint=http://127.0.0.1.example.org`],
])('%s is no connection string', (text) => {
  expect(azureMonitorOf(text)).toBeNull();
});

test('a wrong value stops the start, and a connection string is not repeated', () => {
  expect(
    settingsOf({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_METRIC_EXPORT_INTERVAL: '10',
      APPLICATIONINSIGHTS_CONNECTION_STRING: 'secret',
    }),
  ).toEqual([
    'OTEL_EXPORTER_OTLP_ENDPOINT: found "collector:4318", expected an address like http://127.0.0.1:4318',
    'OTEL_EXPORTER_OTLP_PROTOCOL: found "grpc", expected one of http/protobuf, http/json',
    'OTEL_METRIC_EXPORT_INTERVAL: found "10", expected a whole number from 1000 to 3600000',
    'APPLICATIONINSIGHTS_CONNECTION_STRING: expected the connection string of an Application Insights resource, InstrumentationKey=…;IngestionEndpoint=https://…',
  ]);
});
