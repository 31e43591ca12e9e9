/** The environment as a checked configuration, or every problem with it at once. */
import { z } from 'zod';
import {
  credentialAdvice,
  credentialProblems,
  credentialsOf,
  unguarded,
  secretsOf,
  type Advice,
} from './settings/credentials';
import { azureMonitor, demoStart, list, listOfSome, webAddress, wholeNumber } from './settings/configValues';
import type { DemoStart } from './demoClock';
import { logLevels, type LogLevel } from './log';
import { otlpProtocols, otlpUrl, type MetricsSettings } from './settings/metrics';
import { asTeamsWrites } from './programme/tenant';

/** Where data is kept. */
export type StorageConfig =
  | { readonly kind: 'embedded'; readonly dataDir: string }
  | { readonly kind: 'connectionString'; readonly connectionString: string }
  | { readonly kind: 'account'; readonly accountName: string };

/** Everything the program takes from outside. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly storage: StorageConfig;
  readonly tablePrefix: string;
  readonly dataDir: string;
  /** Empty: authentication is off, and the bot listens on loopback only. */
  readonly appId: string;
  /** What the SDK reads by its own names. */
  readonly credentials: Readonly<Record<string, string>>;
  /** What keeps the bot from starting, a line each; the operator's tool does without, and `doctor` tells it. */
  readonly botProblems: readonly string[];
  /** What works and could be safer. */
  readonly advice: readonly Advice[];
  /** Texts that no log and no error may hold. */
  readonly secrets: readonly string[];
  /** Null: the tenants of the stored programmes. */
  readonly allowedTenants: readonly string[] | null;
  readonly sendsPerSecond: number;
  readonly serviceHosts: readonly string[];
  /** Without `/` at the end. */
  readonly publicUrl: string | null;
  /** Hosts where Teams may let files be put; `*.` stands for any begin. */
  readonly uploadHosts: readonly string[];
  /** Null when not set: info for the bot, warn for the tool. */
  readonly logLevel: LogLevel | null;
  readonly demo: DemoStart | null;
  readonly metrics: MetricsSettings;
}

/** The configuration, or one line per problem. */
export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  /** `problems` keep everything from starting; see `Config` for `botProblems`. */
  | { readonly ok: false; readonly problems: readonly string[]; readonly botProblems: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

const loopback = ['127.0.0.1', 'localhost', '::1'];

const variables = z.object({
  PORT: wholeNumber(0, 65_535, 3978),
  HOST: z.string().default('127.0.0.1'),
  AZURE_STORAGE_CONNECTION_STRING: z
    .string()
    .regex(
      /^UseDevelopmentStorage=true|(^|;)(AccountName|SharedAccessSignature)=./i,
      'expected a connection string of a storage account, with AccountName=…;AccountKey=…',
    )
    .optional(),
  AZURE_STORAGE_ACCOUNT: z
    .string()
    .regex(
      /^[a-z0-9]{3,24}$/,
      'expected the name of a storage account: 3 to 24 lower-case letters and digits',
    )
    .optional(),
  TABLE_PREFIX: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9]{0,29}$/, 'expected up to 30 letters and digits, a letter first')
    .default('mentormaat'),
  DATA_DIR: z.string().default('.data'),
  ALLOWED_TENANTS: listOfSome.optional(),
  SENDS_PER_SECOND: wholeNumber(1, 1000, 30),
  SERVICE_HOSTS: listOfSome
    .refine(
      (hosts) => hosts.every((host) => /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(host)),
      'expected names of hosts alone, in lower case, for example smba.trafficmanager.net',
    )
    .default(['smba.trafficmanager.net']),
  PUBLIC_URL: webAddress('https://bot.example.org').optional(),
  UPLOAD_HOSTS: list
    .refine(
      (hosts) => hosts.every((host) => /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host)),
      'expected names of hosts alone, in lower case, *. for any begin, for example *.sharepoint.com',
    )
    .default(['*.sharepoint.com']),
  LOG_LEVEL: z.enum(logLevels, `expected one of ${logLevels.join(', ')}`).optional(),
  DEMO_CLOCK: demoStart.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: webAddress('http://127.0.0.1:4318').optional(),
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: webAddress('http://127.0.0.1:4318/v1/metrics').optional(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .enum(otlpProtocols, `expected one of ${otlpProtocols.join(', ')}`)
    .default('http/protobuf'),
  OTEL_METRIC_EXPORT_INTERVAL: wholeNumber(1000, 3_600_000, 60_000),
  APPLICATIONINSIGHTS_CONNECTION_STRING: azureMonitor.optional(),
});

type Variables = z.infer<typeof variables>;

/** Empty counts as not set. A variable of another case or with spaces around is not guessed at. */
const given = (environment: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, value]],
    ),
  );

const storageOf = (read: Variables): StorageConfig => {
  if (read.AZURE_STORAGE_CONNECTION_STRING !== undefined) {
    return { kind: 'connectionString', connectionString: read.AZURE_STORAGE_CONNECTION_STRING };
  }
  return read.AZURE_STORAGE_ACCOUNT === undefined
    ? { kind: 'embedded', dataDir: read.DATA_DIR }
    : { kind: 'account', accountName: read.AZURE_STORAGE_ACCOUNT };
};

/** The place in words, without its keys. */
export const placeOf = (storage: StorageConfig): string => {
  if (storage.kind === 'embedded') return `embedded in ${storage.dataDir}`;
  return storage.kind === 'account'
    ? `storage account ${storage.accountName}`
    : 'storage account of the connection string';
};

const metricsOf = (read: Variables): MetricsSettings => {
  const url = otlpUrl(read.OTEL_EXPORTER_OTLP_ENDPOINT, read.OTEL_EXPORTER_OTLP_METRICS_ENDPOINT);
  return {
    otlp: url === null ? null : { url, protocol: read.OTEL_EXPORTER_OTLP_PROTOCOL },
    azureMonitor: read.APPLICATIONINSIGHTS_CONNECTION_STRING ?? null,
    every: read.OTEL_METRIC_EXPORT_INTERVAL,
  };
};

/** Combinations that must not start; read from what was given, so that a wrong value hides none of them. */
const combinationProblems = (values: Record<string, string>): string[] => {
  const problems: string[] = [];
  const isOff = values['MicrosoftAppId'] === undefined;
  const hasConnection = values['AZURE_STORAGE_CONNECTION_STRING'] !== undefined;
  const hasAccount = values['AZURE_STORAGE_ACCOUNT'] !== undefined;
  const host = values['HOST'];
  if (isOff && host !== undefined && !loopback.includes(host)) {
    problems.push(`HOST: found "${host}"; without MicrosoftAppId authentication is off, expected 127.0.0.1`);
  }
  if (!isOff && values['DEMO_CLOCK'] !== undefined) {
    problems.push('DEMO_CLOCK: not with MicrosoftAppId; a bot for real people keeps real time, leave it out');
  }
  if (!isOff && !hasConnection && !hasAccount) {
    problems.push(
      'AZURE_STORAGE_CONNECTION_STRING or AZURE_STORAGE_ACCOUNT: missing; with MicrosoftAppId the embedded storage is not used, name a storage account',
    );
  }
  if (hasConnection && hasAccount) {
    problems.push(
      'AZURE_STORAGE_ACCOUNT: set together with AZURE_STORAGE_CONNECTION_STRING; expected one of the two',
    );
  }
  const publicUrl = values['PUBLIC_URL'] ?? '';
  if (!isOff && URL.canParse(publicUrl) && new URL(publicUrl).protocol === 'http:') {
    problems.push('PUBLIC_URL: expected https; whoever reads along on the way could open the calendars');
  }
  return [...problems, ...credentialProblems(values)];
};

const configOf = (read: Variables, environment: Record<string, string>): Config => ({
  port: read.PORT,
  host: read.HOST,
  storage: storageOf(read),
  tablePrefix: read.TABLE_PREFIX,
  dataDir: read.DATA_DIR,
  appId: environment['MicrosoftAppId'] ?? '',
  credentials: credentialsOf(environment),
  botProblems: unguarded(environment),
  advice: credentialAdvice(environment),
  secrets: secretsOf(environment),
  allowedTenants: read.ALLOWED_TENANTS?.map(asTeamsWrites) ?? null,
  sendsPerSecond: read.SENDS_PER_SECOND,
  serviceHosts: read.SERVICE_HOSTS,
  publicUrl: read.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
  uploadHosts: read.UPLOAD_HOSTS,
  logLevel: read.LOG_LEVEL ?? null,
  demo: read.DEMO_CLOCK ?? null,
  metrics: metricsOf(read),
});

/** Values that may be named in a problem; the others may hold secrets. */
const isSecret = (name: string): boolean => /CONNECTION_STRING|Password|PrivateKey/.test(name);

const problemLine = (issue: z.core.$ZodIssue, environment: Record<string, string>): string => {
  const name = String(issue.path[0]);
  const found = isSecret(name) ? '' : `found "${environment[name] ?? ''}", `;
  return `${name}: ${found}${issue.message}`;
};

/** Reads the environment: a wrong value gives a line that names it and says what was expected. */
export const readConfig = (environment: Environment): ConfigResult => {
  const values = given(environment);
  const result = variables.safeParse(values);
  const wrong = result.success ? [] : result.error.issues.map((issue) => problemLine(issue, values));
  const problems = [...wrong, ...combinationProblems(values)];
  return result.success && problems.length === 0
    ? { ok: true, config: configOf(result.data, values) }
    : { ok: false, problems, botProblems: unguarded(values) };
};
