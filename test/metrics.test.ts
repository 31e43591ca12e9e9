/** The figures as an operator's collector and Azure Monitor get them. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  AggregationTemporality,
  DataPointType,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { z } from 'zod';
import { azureMonitorExporter } from '../bot/metrics/azureMonitor';
import { instruments, openMetrics } from '../bot/metrics/metrics';
import type { MetricsSettings } from '../bot/settings/metrics';
import { figuresReceiver, type FiguresReceiver } from './fakes/figuresReceiver';
import { SilentLog } from './fakes/silentLog';
import { somethingHappens } from './fakes/somethingHappens';

const nowhere: MetricsSettings = { otlp: null, azureMonitor: null, every: 60_000 };
const key = '00000000-0000-0000-0000-000000000001';
const deadAddress = 'http://127.0.0.1:1';

const names = [
  'mentormaat.messages.planned',
  'mentormaat.messages.ended',
  'mentormaat.messages.lateness',
  'mentormaat.send.duration',
  'mentormaat.queue.wait_time',
  'mentormaat.sender.changes',
  'mentormaat.inbound.duration',
  'mentormaat.tick.duration',
];

let receiver: FiguresReceiver;
beforeEach(async () => {
  receiver = await figuresReceiver();
});
afterEach(() => receiver.close());

const collected = async () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const provider = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] });
  somethingHappens(instruments(provider.getMeter('test')));
  await provider.forceFlush();
  const [exported] = exporter.getMetrics();
  await provider.shutdown();
  return exported?.scopeMetrics.flatMap(({ metrics }) => metrics) ?? [];
};

test('counts are counted by what happened, durations are in seconds', async () => {
  const figures = (await collected()).flatMap((metric) =>
    metric.dataPoints.map(({ value, attributes }) => [
      metric.descriptor.name,
      metric.descriptor.unit,
      attributes,
      typeof value === 'number' ? value : { count: value.count, sum: value.sum },
    ]),
  );
  expect(figures).toEqual([
    ['mentormaat.messages.planned', '{message}', {}, 3],
    ['mentormaat.messages.ended', '{message}', { kind: 'nudge', status: 'sent' }, 2],
    ['mentormaat.messages.ended', '{message}', { kind: 'checkIn', status: 'failed', cause: 'notReady' }, 1],
    ['mentormaat.messages.lateness', 's', {}, { count: 1, sum: 90 }],
    ['mentormaat.send.duration', 's', { outcome: 'sent' }, { count: 1, sum: 0.25 }],
    ['mentormaat.queue.wait_time', 's', {}, { count: 1, sum: 4 }],
    ['mentormaat.sender.changes', '{change}', { change: 'taken' }, 1],
    ['mentormaat.inbound.duration', 's', { event: 'action', outcome: 'answered' }, { count: 1, sum: 0.12 }],
    ['mentormaat.tick.duration', 's', { outcome: 'well' }, { count: 1, sum: 0.03 }],
  ]);
});

test('every duration has a bound where its alarm is', async () => {
  const bounds = (await collected()).flatMap((metric) =>
    metric.dataPointType === DataPointType.HISTOGRAM
      ? metric.dataPoints.map(({ value }) => [metric.descriptor.name, value.buckets.boundaries] as const)
      : [],
  );
  expect(Object.fromEntries(bounds)).toEqual({
    'mentormaat.messages.lateness': expect.arrayContaining([60, 300, 3600]),
    'mentormaat.send.duration': expect.arrayContaining([1, 10]),
    'mentormaat.queue.wait_time': expect.arrayContaining([60, 300, 3600]),
    'mentormaat.inbound.duration': expect.arrayContaining([1, 8, 10]),
    'mentormaat.tick.duration': expect.arrayContaining([5, 60]),
  });
});

/** The built program in a process of its own; `end` ends it and gives the lines it told. */
const counting = (settings: MetricsSettings) => {
  const program = join('dist', 'test', 'fakes', 'countingProcess.js');
  const running = promisify(execFile)(process.execPath, [program, JSON.stringify(settings)]);
  return {
    end: async (): Promise<readonly unknown[]> => {
      running.child.stdin?.end();
      const { stdout, stderr } = await running;
      expect(stderr).toBe('');
      return stdout.split('\n').map((line): unknown => JSON.parse(line));
    },
  };
};

const toOtlp = (protocol: 'http/json' | 'http/protobuf'): MetricsSettings => ({
  ...nowhere,
  otlp: { url: `${receiver.address}/v1/metrics`, protocol },
});

test('nothing configured: no library is loaded', async () => {
  expect(await counting(nowhere).end()).toEqual([{ event: 'not loaded' }]);
});

describe('over OTLP', () => {
  const metric = z.object({ name: z.string() });
  const attribute = z.object({ key: z.string(), value: z.object({ stringValue: z.string() }) });
  const otlpBody = z.object({
    resourceMetrics: z.tuple([
      z.object({
        resource: z.object({ attributes: z.array(attribute) }),
        scopeMetrics: z.tuple([z.object({ metrics: z.array(metric) })]),
      }),
    ]),
  });

  test('what is left goes out at the end, under its names, with who it is of', async () => {
    expect(await counting(toOtlp('http/json')).end()).toEqual([{ event: 'loaded' }]);
    const [delivery] = receiver.deliveries;
    expect(delivery).toMatchObject({ path: '/v1/metrics', headers: { 'content-type': 'application/json' } });
    const [sent] = otlpBody.parse(JSON.parse(delivery?.body ?? '')).resourceMetrics;
    expect(sent.scopeMetrics[0].metrics.map(({ name }) => name)).toEqual(names);
    expect(sent.resource.attributes.map((said) => [said.key, said.value.stringValue])).toEqual([
      ['service.name', 'mentormaat'],
      ['service.version', '0.1.0'],
      ['service.instance.id', 'one'],
    ]);
  });

  test('no text but from closed lists leaves: no id, name or address', async () => {
    await counting(toOtlp('http/json')).end();
    const texts = [...(receiver.deliveries[0]?.body ?? '').matchAll(/"stringValue":"([^"]*)"/g)];
    const ofProcess = ['mentormaat', '0.1.0', 'one'];
    const ended = ['nudge', 'sent', 'checkIn', 'failed', 'notReady'];
    const ofLists = [...ended, 'sent', 'taken', 'action', 'answered', 'well'];
    expect(new Set(texts.map(([, text]) => text))).toEqual(new Set([...ofProcess, ...ofLists]));
  });

  test('as protobuf, the form that every receiver knows', async () => {
    await counting(toOtlp('http/protobuf')).end();
    const [delivery] = receiver.deliveries;
    expect(delivery?.headers['content-type']).toBe('application/x-protobuf');
    for (const name of names) expect(delivery?.body).toContain(name);
  });

  test('a collector that never answers holds nobody up: a request may take ten seconds, the end does not', async () => {
    receiver.answerWith(null);
    expect(await counting(toOtlp('http/json')).end()).toEqual([{ event: 'loaded' }]);
    expect(receiver.deliveries).toHaveLength(1);
  }, 8000);

  test('the log says once that figures are refused, and once that they go well again', async () => {
    receiver.answerWith(400);
    const child = counting({ ...toOtlp('http/json'), every: 20 });
    await receiver.received(3);
    receiver.answerWith(200);
    await receiver.received(6);
    expect(await child.end()).toEqual([
      expect.objectContaining({ event: 'metrics not sent', to: 'OTLP', error: 'OTLPExporterError' }),
      { event: 'metrics sent again', to: 'OTLP' },
      { event: 'loaded' },
    ]);
  });
});

const envelopes = (index: number): unknown => JSON.parse(receiver.deliveries[index]?.body ?? '');

const data = (figure: object, properties: object) => ({
  baseType: 'MetricData',
  baseData: { ver: 2, metrics: [{ kind: 'Aggregation', ...figure }], properties },
});

const plannedFigure = (value: number): unknown =>
  expect.objectContaining({ data: data({ name: 'mentormaat.messages.planned', value, count: 1 }, {}) });

const exporting = async () => {
  const exporter = await azureMonitorExporter({ key, address: receiver.address }, 5000);
  const provider = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter })] });
  const meter = provider.getMeter('test');
  const flush = (): Promise<void> => provider.forceFlush().catch(() => undefined);
  return { meter, metrics: instruments(meter), flush, end: () => provider.shutdown() };
};

describe('to Azure Monitor', () => {
  test('figures go as metric data under the key of the resource', async () => {
    const settings = { ...nowhere, azureMonitor: { key, address: receiver.address } };
    const identity = { instance: 'one', version: '0.1.0' };
    const { metrics, close } = await openMetrics(settings, identity, new SilentLog());
    metrics.ended('nudge', 'sent', null);
    metrics.sendTook('sent', 250);
    metrics.sendTook('sent', 750);
    await close();
    const common = {
      ver: 1,
      name: 'Microsoft.ApplicationInsights.Metric',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      sampleRate: 100,
      iKey: key,
      tags: {
        'ai.cloud.role': 'mentormaat',
        'ai.cloud.roleInstance': 'one',
        'ai.application.ver': '0.1.0',
      },
    };
    const ended = { name: 'mentormaat.messages.ended', value: 1, count: 1 };
    const send = { name: 'mentormaat.send.duration', value: 1, count: 2, min: 0.25, max: 0.75 };
    expect(receiver.deliveries.map(({ path }) => path)).toEqual(['/v2.1/track']);
    expect(envelopes(0)).toEqual([
      { ...common, data: data(ended, { kind: 'nudge', status: 'sent' }) },
      { ...common, data: data(send, { outcome: 'sent' }) },
    ]);
  });

  test('each export carries what is new only', async () => {
    const { metrics, flush, end } = await exporting();
    metrics.planned(2);
    await flush();
    metrics.planned(5);
    await end();
    expect([envelopes(0), envelopes(1)]).toEqual([[plannedFigure(2)], [plannedFigure(5)]]);
  });

  test('what Azure could not take goes with the next, what it refused does not', async () => {
    const { metrics, flush, end } = await exporting();
    receiver.answerWith(503);
    metrics.planned(2);
    await flush();
    receiver.answerWith(400);
    metrics.planned(5);
    await flush();
    receiver.answerWith(200);
    metrics.planned(7);
    await end();
    expect([envelopes(1), envelopes(2)]).toEqual([[plannedFigure(2), plannedFigure(5)], [plannedFigure(7)]]);
  });

  test('what waits has a bound, and the newest stays', async () => {
    const { meter, metrics, flush, end } = await exporting();
    const counter = meter.createCounter('test');
    receiver.answerWith(503);
    for (let number = 0; number < 1999; number += 1) counter.add(1, { number });
    await flush();
    metrics.planned(4);
    counter.add(1);
    await flush();
    await end();
    const waiting = z.array(z.unknown()).parse(envelopes(1));
    expect(waiting).toHaveLength(2000);
    expect(waiting).toContainEqual(plannedFigure(4));
  });
});

test('figures go to both places at once', async () => {
  const settings = { ...toOtlp('http/protobuf'), azureMonitor: { key, address: receiver.address } };
  expect(await counting(settings).end()).toEqual([{ event: 'loaded' }]);
  expect(receiver.deliveries.map(({ path }) => path).toSorted()).toEqual(['/v1/metrics', '/v2.1/track']);
});

test('nobody listens: nothing is printed, and the process ends all the same', async () => {
  const child = counting({
    otlp: { url: `${deadAddress}/v1/metrics`, protocol: 'http/json' },
    azureMonitor: { key, address: deadAddress },
    every: 60_000,
  });
  expect(await child.end()).toContainEqual({ event: 'loaded' });
});
