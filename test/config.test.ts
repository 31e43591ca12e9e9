import { readConfig } from '../bot/config';

const problemsOf = (environment: Readonly<Record<string, string>>): readonly string[] => {
  const result = readConfig(environment);
  return result.ok ? [] : result.problems;
};

test.each([
  ['UseDevelopmentStorage=true'],
  ['DefaultEndpointsProtocol=https;AccountName=hmp;AccountKey=a2V5;EndpointSuffix=core.windows.net'],
  ['TableEndpoint=https://hmp.table.core.windows.net;SharedAccessSignature=sv=1'],
])('takes the connection string %s', (text) => {
  expect(problemsOf({ AZURE_STORAGE_CONNECTION_STRING: text })).toEqual([]);
});

test('a connection string that is none is named, without the secret in it', () => {
  expect(problemsOf({ AZURE_STORAGE_CONNECTION_STRING: 'secret' })).toEqual([
    'AZURE_STORAGE_CONNECTION_STRING: expected a connection string of a storage account, with AccountName=…;AccountKey=…',
  ]);
});

test.each(['ALLOWED_TENANTS', 'SERVICE_HOSTS'])(
  'refuses commas alone as %s: nobody would be let in',
  (name) => {
    expect(problemsOf({ [name]: ' , ' })).toEqual([
      `${name}: found " , ", expected at least one, or nothing at all`,
    ]);
  },
);

test.each(['https://smba.trafficmanager.net', 'smba.trafficmanager.net/emea', 'smba:443', 'SMBA.net'])(
  'refuses %s among the service hosts: it would never match',
  (host) => {
    expect(problemsOf({ SERVICE_HOSTS: `smba.trafficmanager.net, ${host}` })).toEqual([
      `SERVICE_HOSTS: found "smba.trafficmanager.net, ${host}", expected names of hosts alone, in lower case, for example smba.trafficmanager.net`,
    ]);
  },
);

test.each([
  'https://x.sharepoint.com',
  '*',
  '*.',
  '*.com',
  'a.*.com',
  '*.SharePoint.com',
  'sharepoint.com/x',
])('refuses %s among the upload hosts', (host) => {
  expect(problemsOf({ UPLOAD_HOSTS: `*.sharepoint.com,${host}` })).toEqual([
    `UPLOAD_HOSTS: found "*.sharepoint.com,${host}", expected names of hosts alone, in lower case, *. for any begin, for example *.sharepoint.com`,
  ]);
});

test('a wrong value does not hide what must not go together', () => {
  const environment = { PORT: 'x', HOST: '0.0.0.0' };
  expect(problemsOf(environment).map((line) => line.split(':')[0])).toEqual(['PORT', 'HOST']);
  const app = { MicrosoftAppId: 'id', LOG_LEVEL: 'loud', DEMO_CLOCK: '2027-02-08T08:00:00+01:00@0' };
  expect(problemsOf(app).map((line) => line.split(':')[0])).toEqual([
    'LOG_LEVEL',
    'DEMO_CLOCK',
    'AZURE_STORAGE_CONNECTION_STRING or AZURE_STORAGE_ACCOUNT',
  ]);
});

test('takes an allowed tenant in capitals as Teams writes it', () => {
  const result = readConfig({ ALLOWED_TENANTS: '72F988BF-86F1-41AF-91AB-2D7CD011DB47, Tenant-B' });
  expect(result.ok && result.config.allowedTenants).toEqual([
    '72f988bf-86f1-41af-91ab-2d7cd011db47',
    'Tenant-B',
  ]);
});
