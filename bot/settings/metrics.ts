/** Where figures go, as the operator says it. */

/** An Application Insights resource, as its connection string names it. */
export interface AzureMonitor {
  /** Names the resource; whoever has it can send figures to it. */
  readonly key: string;
  /** Address that takes figures, without the path. */
  readonly address: string;
}

/** How figures may be written for an OTLP receiver. */
export const otlpProtocols = ['http/protobuf', 'http/json'] as const;

/** An OTLP receiver over HTTP, such as an OpenTelemetry collector. */
export interface OtlpSettings {
  /** The whole address, with the path. */
  readonly url: string;
  readonly protocol: (typeof otlpProtocols)[number];
}

/** Where figures go; nowhere when both places are null. */
export interface MetricsSettings {
  readonly otlp: OtlpSettings | null;
  readonly azureMonitor: AzureMonitor | null;
  /** Milliseconds between exports. */
  readonly every: number;
}

/** The address for connection strings that name none. */
const standardAddress = 'https://dc.services.visualstudio.com';

const fieldsOf = (connectionString: string): ReadonlyMap<string, string> =>
  new Map(
    connectionString.split(';').flatMap((field) => {
      const [, name = '', value = ''] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(field) ?? [];
      return name === '' ? [] : [[name.toLowerCase(), value] as const];
    }),
  );

/** Figures go over https; plain http to this machine only, for trying. */
const mayReceive = (address: string): boolean =>
  /^https:\/\/[^/\s]+$/.test(address) || /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(address);

/** What a connection string of Application Insights names, or null when it is none. */
export const azureMonitorOf = (connectionString: string): AzureMonitor | null => {
  const fields = fieldsOf(connectionString);
  const key = fields.get('instrumentationkey') ?? '';
  const address = (fields.get('ingestionendpoint') ?? standardAddress).replace(/\/+$/, '');
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key) && mayReceive(address)
    ? { key, address }
    : null;
};

/** Where an OTLP receiver takes metrics: an address for metrics is used as it is, a common one gets the path. */
export const otlpUrl = (common: string | undefined, ofMetrics: string | undefined): string | null => {
  if (ofMetrics !== undefined) return ofMetrics;
  return common === undefined ? null : `${common.replace(/\/+$/, '')}/v1/metrics`;
};
