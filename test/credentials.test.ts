/** How the bot shows Microsoft who it is: what does not start, what is warned about, and that no secret is told. */
import { generateKeyPairSync } from 'node:crypto';
import { readConfig } from '../bot/config';
import { withoutSecrets } from '../bot/log';

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();
const thumbprint = 'A1'.repeat(20);
const account = { AZURE_STORAGE_ACCOUNT: 'hmp' };
const app = { ...account, MicrosoftAppId: 'app' };
const single = { ...app, MicrosoftAppType: 'SingleTenant', MicrosoftAppTenantId: 'home' };
const certificate = { CertificateThumbprint: thumbprint, CertificatePrivateKey: pem };

type Environment = Readonly<Record<string, string>>;

const problemsOf = (environment: Environment): readonly string[] => {
  const result = readConfig(environment);
  return result.ok ? [] : result.problems;
};

const configOf = (environment: Environment) => {
  const result = readConfig(environment);
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.config;
};

test.each<readonly [string, Environment]>([
  ['a password', { ...single, MicrosoftAppPassword: 'secret' }],
  ['a password of a bot for several tenants', { ...app, MicrosoftAppPassword: 'secret' }],
  ['a certificate', { ...single, ...certificate }],
  [
    'a certificate on one line',
    { ...single, ...certificate, CertificatePrivateKey: pem.replaceAll('\n', '\\n') },
  ],
  ['a managed identity', { ...app, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: 'home' }],
  [
    'a managed identity in other capitals',
    { ...app, MicrosoftAppType: 'userassignedmsi', MicrosoftAppTenantId: 'h' },
  ],
  ['nothing at all', {}],
  ['no app id, and the kind that goes without saying', { MicrosoftAppType: 'MultiTenant' }],
])('starts with %s', (_name, environment) => {
  expect(problemsOf(environment)).toEqual([]);
});

test('a certificate on one line reaches the SDK in lines', () => {
  const environment = { ...single, ...certificate, CertificatePrivateKey: pem.replaceAll('\n', '\\n') };
  expect(configOf(environment).credentials['CertificatePrivateKey']).toBe(pem);
});

test.each<readonly [string, Environment, readonly string[]]>([
  ['a password without an app id', { MicrosoftAppPassword: 'secret' }, ['MicrosoftAppId']],
  ['a certificate without an app id', certificate, ['MicrosoftAppId']],
  ['a managed identity without an app id', { MicrosoftAppType: 'UserAssignedMSI' }, ['MicrosoftAppId']],
  ['a tenant of the app without an app id', { MicrosoftAppTenantId: 'home' }, ['MicrosoftAppId']],
  ['an app id in other capitals', { ...account, MICROSOFTAPPID: 'app' }, ['MICROSOFTAPPID']],
  ['tenants in other capitals', { ...app, Allowed_Tenants: 'home' }, ['Allowed_Tenants']],
  ['a thumbprint alone', { ...single, CertificateThumbprint: thumbprint }, ['CertificatePrivateKey']],
  ['a key alone', { ...single, CertificatePrivateKey: pem }, ['CertificateThumbprint']],
  [
    'a key that is none',
    { ...single, ...certificate, CertificatePrivateKey: 'c2VjcmV0' },
    ['CertificatePrivateKey'],
  ],
  [
    'a public key',
    { ...single, ...certificate, CertificatePrivateKey: pem.replaceAll('PRIVATE', 'PUBLIC') },
    ['CertificatePrivateKey'],
  ],
  [
    'a thumbprint with colons',
    { ...single, ...certificate, CertificateThumbprint: 'A1:B2' },
    ['CertificateThumbprint'],
  ],
  [
    'a password and a certificate',
    { ...single, ...certificate, MicrosoftAppPassword: 'secret' },
    ['MicrosoftAppPassword'],
  ],
  [
    'a managed identity with a password',
    { ...single, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppPassword: 'secret' },
    ['MicrosoftAppType'],
  ],
  [
    'a managed identity without its tenant',
    { ...app, MicrosoftAppType: 'UserAssignedMSI' },
    ['MicrosoftAppTenantId'],
  ],
  [
    'one tenant that is not named',
    { ...app, MicrosoftAppType: 'SingleTenant', MicrosoftAppPassword: 'secret' },
    ['MicrosoftAppTenantId'],
  ],
  ['a kind there is not', { ...app, MicrosoftAppType: 'Tenant' }, ['MicrosoftAppType']],
  ['calendars that can be read on the way', { ...app, PUBLIC_URL: 'http://bot.example.org' }, ['PUBLIC_URL']],
])('does not start with %s', (_name, environment, names) => {
  const problems = problemsOf(environment);
  expect(problems.map((line) => line.split(':')[0])).toEqual(names);
  expect(problems.join('\n')).not.toContain('secret ');
  expect(problems.join('\n')).not.toMatch(/found "(secret|c2VjcmV0|-----)/);
});

test.each<readonly [string, Environment, readonly string[]]>([
  ['a password', { ...single, MicrosoftAppPassword: 'secret' }, ['MicrosoftAppPassword']],
  [
    'the key of the storage',
    {
      ...single,
      ...certificate,
      AZURE_STORAGE_ACCOUNT: '',
      AZURE_STORAGE_CONNECTION_STRING: 'AccountName=hmp;AccountKey=a2V5',
    },
    ['AZURE_STORAGE_CONNECTION_STRING'],
  ],
  ['a certificate', { ...single, ...certificate }, []],
  ['a managed identity', { ...app, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: 'home' }, []],
  ['no app id', {}, []],
])('says what could be safer: %s', (_name, environment, settings) => {
  expect(configOf(environment).advice.map(({ setting }) => setting)).toEqual(settings);
});

test.each<readonly [string, Environment, number]>([
  ['an app id alone', app, 1],
  ['one tenant without a secret', single, 1],
  ['a password', { ...app, MicrosoftAppPassword: 'secret' }, 0],
  ['a certificate', { ...single, ...certificate }, 0],
  ['a managed identity', { ...app, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: 'home' }, 0],
  ['no app id', {}, 0],
])('the bot needs a way to show who it is, the tool does not: %s', (_name, environment, count) => {
  const problems = configOf(environment).botProblems;
  expect(problems).toHaveLength(count);
  for (const line of problems)
    expect(line).toMatch(
      /^MicrosoftAppPassword, or CertificateThumbprint and CertificatePrivateKey: missing; /,
    );
});

test('no part of a secret is left in a text', () => {
  const key = 'c2VudGluZWwta2V5LW9mLXRoZS1zdG9yYWdl/+==';
  const { secrets } = configOf({
    ...single,
    ...certificate,
    AZURE_STORAGE_ACCOUNT: '',
    AZURE_STORAGE_CONNECTION_STRING: `AccountName=hmp;AccountKey=${key};SharedAccessSignature=sv=1&sig=signature%2Fsentinel`,
    APPLICATIONINSIGHTS_CONNECTION_STRING: 'InstrumentationKey=00000000-1111-2222-3333-444444444444',
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=header-sentinel,x=1',
    AZURE_CLIENT_SECRET: 'client-sentinel',
  });
  const [, line = ''] = pem.split('\n');
  const text = `${key} ${encodeURIComponent(key)} sig=signature%2Fsentinel 00000000-1111-2222-3333-444444444444 header-sentinel client-sentinel ${pem} … ${line} hmp x 1`;
  expect(withoutSecrets(text, secrets)).toBe('… … sig=… … … … … … … hmp x 1');
});

/** What keeps a bot from starting, but not the operator's tool. */
const botProblemsOf = (environment: Environment): readonly string[] => configOf(environment).botProblems;

const emulator = 'DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5';

test.each<readonly [string, Environment]>([
  ['by its name', account],
  ['by its key', { AZURE_STORAGE_CONNECTION_STRING: 'AccountName=hmp;AccountKey=a2V5' }],
  [
    'by its key, as the portal gives it',
    {
      AZURE_STORAGE_CONNECTION_STRING:
        'DefaultEndpointsProtocol=https;AccountName=hmp;AccountKey=a2V5;EndpointSuffix=core.windows.net',
    },
  ],
  [
    'whose queues alone are here',
    {
      AZURE_STORAGE_CONNECTION_STRING:
        'AccountName=hmp;AccountKey=a2V5;QueueEndpoint=http://127.0.0.1:9/hmp;X=UseDevelopmentStorage=true',
    },
  ],
  [
    'whose tables alone are here',
    {
      AZURE_STORAGE_CONNECTION_STRING: 'AccountName=hmp;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:9/hmp',
    },
  ],
  [
    'with an address that was left empty',
    {
      AZURE_STORAGE_CONNECTION_STRING:
        'DefaultEndpointsProtocol=http;AccountName=hmp;AccountKey=a2V5;EndpointSuffix=core.windows.net;TableEndpoint=;QueueEndpoint=',
    },
  ],
  [
    'whose queues are named in a way that the client does not read',
    {
      AZURE_STORAGE_CONNECTION_STRING:
        'DefaultEndpointsProtocol=https;AccountName=hmp;AccountKey=a2V5;EndpointSuffix=core.windows.net;TableEndpoint=http://127.0.0.1:9/hmp;queueendpoint=http://127.0.0.1:8/hmp',
    },
  ],
  [
    'whose leases are not here',
    {
      AZURE_STORAGE_CONNECTION_STRING:
        'DefaultEndpointsProtocol=https;AccountName=hmp;AccountKey=a2V5;EndpointSuffix=core.windows.net;TableEndpoint=http://127.0.0.1:9/hmp;QueueEndpoint=http://127.0.0.1:8/hmp',
    },
  ],
  [
    'of whose two addresses the client takes the empty one',
    {
      AZURE_STORAGE_CONNECTION_STRING:
        'DefaultEndpointsProtocol=https;AccountName=hmp;AccountKey=a2V5;EndpointSuffix=core.windows.net;TableEndpoint=http://127.0.0.1:9/hmp;QueueEndpoint=;QueueEndpoint=http://127.0.0.1:8/hmp;BlobEndpoint=http://127.0.0.1:7/hmp',
    },
  ],
  [
    'as an emulator elsewhere that is called like this machine',
    {
      AZURE_STORAGE_CONNECTION_STRING: `${emulator};TableEndpoint=http://127.0.0.1.hmp.example/a;QueueEndpoint=http://127.hmp.example/a`,
    },
  ],
  [
    'as an emulator elsewhere',
    {
      AZURE_STORAGE_CONNECTION_STRING:
        'UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://hmp.example',
    },
  ],
  [
    'by a signature',
    {
      AZURE_STORAGE_CONNECTION_STRING:
        'TableEndpoint=https://hmp.table.core.windows.net;SharedAccessSignature=sv=1&sig=x',
    },
  ],
])(
  'no bot starts with authentication off on a storage account named %s; the tool does',
  (_name, environment) => {
    expect(botProblemsOf(environment)).toEqual([
      expect.stringMatching(/^AZURE_STORAGE_\w+: not without MicrosoftAppId; /),
    ]);
    expect(JSON.stringify(botProblemsOf(environment))).not.toContain('a2V5');
  },
);

test.each<readonly [string, Environment]>([
  ['the embedded storage', {}],
  ['the emulator by default', { AZURE_STORAGE_CONNECTION_STRING: 'UseDevelopmentStorage=true' }],
  [
    'an emulator at another port',
    {
      AZURE_STORAGE_CONNECTION_STRING: `${emulator};TableEndpoint=http://127.0.0.1:9/devstoreaccount1;QueueEndpoint=http://127.0.0.1:8/devstoreaccount1;BlobEndpoint=http://127.0.0.1:7/devstoreaccount1`,
    },
  ],
  [
    'an emulator, told with blanks and by other names of this machine',
    {
      AZURE_STORAGE_CONNECTION_STRING: `${emulator}; TableEndpoint=http://[::1]:9/devstoreaccount1; QueueEndpoint=http://127.0.0.2:8/devstoreaccount1; BlobEndpoint=http://localhost:7/devstoreaccount1`,
    },
  ],
  ['a storage account, with an app id', { ...single, MicrosoftAppPassword: 'secret' }],
])('a bot starts on %s', (_name, environment) => {
  expect(botProblemsOf(environment)).toEqual([]);
});
