/** How the bot shows Microsoft who it is: what may go together, what had better be otherwise, and what is a secret. */
import { createPrivateKey } from 'node:crypto';
import { isOnThisMachine } from '../ports/thisMachine';

/** What was given, by name; nothing is empty. */
type Values = Readonly<Record<string, string>>;

/** The names the SDK reads. */
export const credentialNames = [
  'MicrosoftAppId',
  'MicrosoftAppPassword',
  'MicrosoftAppType',
  'MicrosoftAppTenantId',
  'CertificateThumbprint',
  'CertificatePrivateKey',
] as const;

const appTypes = ['MultiTenant', 'SingleTenant', 'UserAssignedMSI'] as const;

const appTypeOf = (values: Values): (typeof appTypes)[number] | null => {
  const given = (values['MicrosoftAppType'] ?? 'MultiTenant').toLowerCase();
  return appTypes.find((type) => type.toLowerCase() === given) ?? null;
};

/** Many places that hold a variable cannot hold the end of a line. */
const withLines = (pem: string): string => pem.replaceAll('\\n', '\n');

/** Those of the SDK's names that were given, as the SDK can use them. */
export const credentialsOf = (values: Values): Values =>
  Object.fromEntries(
    credentialNames.flatMap((name) => {
      const value = values[name];
      if (value === undefined) return [];
      return [[name, name === 'CertificatePrivateKey' ? withLines(value) : value]];
    }),
  );

const isPrivateKey = (pem: string): boolean => {
  try {
    createPrivateKey(withLines(pem));
    return true;
  } catch {
    return false;
  }
};

const secretsOfBot = ['MicrosoftAppPassword', 'CertificatePrivateKey'] as const;
const settingsOfApp = [...secretsOfBot, 'MicrosoftAppType', 'MicrosoftAppTenantId'] as const;

/** Whoever set any of these meant to have an app id: without one nobody would be asked who they are. */
const withoutAppId = (values: Values): string[] =>
  settingsOfApp
    .filter((name) => values[name] !== undefined)
    // What stands where nothing is said means nothing.
    .filter((name) => name !== 'MicrosoftAppType' || appTypeOf(values) !== 'MultiTenant')
    .map(
      (name) =>
        `MicrosoftAppId: missing, while ${name} is set; without it authentication is off, set both or neither`,
    );

const certificateProblems = (values: Values): string[] => {
  const { CertificateThumbprint: thumbprint, CertificatePrivateKey: key } = values;
  const problems: string[] = [];
  if (thumbprint !== undefined && key === undefined)
    problems.push('CertificatePrivateKey: missing; CertificateThumbprint is half a certificate');
  if (thumbprint === undefined && key !== undefined)
    problems.push('CertificateThumbprint: missing; CertificatePrivateKey is half a certificate');
  if (thumbprint !== undefined && !/^[0-9a-f]{40}$/i.test(thumbprint))
    problems.push('CertificateThumbprint: expected 40 hexadecimal digits, as the portal shows it');
  if (key !== undefined && !isPrivateKey(key))
    problems.push(
      'CertificatePrivateKey: expected a private key as PEM without a password, -----BEGIN PRIVATE KEY-----…',
    );
  return problems;
};

/** One way to show who the bot is: a second secret lies about for nothing. */
const wayProblems = (values: Values): string[] => {
  const hasPassword = values['MicrosoftAppPassword'] !== undefined;
  const hasCertificate = values['CertificatePrivateKey'] !== undefined;
  const type = appTypeOf(values);
  const problems: string[] = [];
  if (type === null)
    problems.push(
      `MicrosoftAppType: found "${values['MicrosoftAppType'] ?? ''}", expected one of ${appTypes.join(', ')}`,
    );
  if (hasPassword && hasCertificate)
    problems.push('MicrosoftAppPassword: set together with a certificate; expected one of the two');
  if (type === 'UserAssignedMSI' && (hasPassword || hasCertificate))
    problems.push(
      'MicrosoftAppType: UserAssignedMSI needs no secret; leave out the password and certificate',
    );
  if (type !== 'MultiTenant' && type !== null && values['MicrosoftAppTenantId'] === undefined)
    problems.push(`MicrosoftAppTenantId: missing; expected the tenant of the app, for ${type}`);
  return problems;
};

/** Names that must not be missed for being written otherwise: the bot would be less closed than was meant. */
const exactNames = [...credentialNames, 'ALLOWED_TENANTS', 'SERVICE_HOSTS'];

const spellingProblems = (values: Values): string[] =>
  Object.keys(values).flatMap((given) => {
    const meant = exactNames.find((name) => name.toLowerCase() === given.toLowerCase());
    return meant === undefined || meant === given || values[meant] !== undefined
      ? []
      : [`${given}: expected the name ${meant}, in these capitals`];
  });

/** What keeps the bot from starting, a line each and no secret in it. */
export const credentialProblems = (values: Values): string[] => [
  ...spellingProblems(values),
  ...(values['MicrosoftAppId'] === undefined ? withoutAppId(values) : wayProblems(values)),
  ...certificateProblems(values),
];

/**
 * Without an app id whoever reaches the bot is whom they say they are, and so is any program on its machine: never on a
 * storage account, where the data of people are.
 */
const openAccount = (values: Values): string[] => {
  const { AZURE_STORAGE_ACCOUNT: account, AZURE_STORAGE_CONNECTION_STRING: connection } = values;
  if (values['MicrosoftAppId'] !== undefined || (account ?? connection) === undefined) return [];
  if (account === undefined && isOnThisMachine(connection ?? '')) return [];
  const name = account === undefined ? 'AZURE_STORAGE_CONNECTION_STRING' : 'AZURE_STORAGE_ACCOUNT';
  return [
    `${name}: not without MicrosoftAppId; authentication would be off on a storage account, leave it out to try with the embedded storage`,
  ];
};

/** With an app id and no way to show that it is its own the bot could send nothing, and answer nobody. */
const missingSecret = (values: Values): string[] => {
  const hasPart = [...secretsOfBot, 'CertificateThumbprint'].some((name) => values[name] !== undefined);
  const needsNone = values['MicrosoftAppId'] === undefined || appTypeOf(values) === 'UserAssignedMSI';
  return hasPart || needsNone
    ? []
    : [
        'MicrosoftAppPassword, or CertificateThumbprint and CertificatePrivateKey: missing; with MicrosoftAppId one of them is needed, or MicrosoftAppType=UserAssignedMSI',
      ];
};

/** What keeps a bot alone from starting, as the operator's tool answers nobody in Teams. */
export const unguarded = (values: Values): string[] => [...missingSecret(values), ...openAccount(values)];

/** Something that works, and how it could be safer. */
export interface Advice {
  readonly setting: string;
  readonly advice: string;
}

/** For a bot with an app id: what an operator should know at every start. */
export const credentialAdvice = (values: Values): readonly Advice[] => {
  if (values['MicrosoftAppId'] === undefined) return [];
  const advice: Advice[] = [];
  if (values['MicrosoftAppPassword'] !== undefined)
    advice.push({
      setting: 'MicrosoftAppPassword',
      advice: 'a password can be read and ends one day; a certificate or a managed identity is safer',
    });
  if (/(^|;)AccountKey=/i.test(values['AZURE_STORAGE_CONNECTION_STRING'] ?? ''))
    advice.push({
      setting: 'AZURE_STORAGE_CONNECTION_STRING',
      advice: 'it opens all of the storage; AZURE_STORAGE_ACCOUNT with a managed identity is safer',
    });
  return advice;
};

/** Shorter ones would take words out of every line. */
const shortest = 6;

const inConnectionString = (text: string): readonly string[] =>
  [...text.matchAll(/(?:AccountKey|SharedAccessSignature|InstrumentationKey)=([^;]+)/gi)].flatMap(
    ([, value = '']) => [
      value,
      ...[...value.matchAll(/sig=([^&]+)/g)].map(([, signature = '']) => signature),
    ],
  );

const lines = (pem: string): readonly string[] =>
  withLines(pem)
    .split('\n')
    .filter((line) => !line.startsWith('-----'));

const secretNames = /CONNECTION_STRING$|PASSWORD$|SECRET$|^MicrosoftAppPassword$|PrivateKey$|_HEADERS$/;

/** Everything that must not be read in a log or an error, wherever it came from; those of the libraries too. */
export const secretsOf = (values: Values): readonly string[] =>
  Object.entries(values)
    .filter(([name]) => secretNames.test(name))
    .flatMap(([name, value]) => [
      value,
      ...inConnectionString(value),
      ...(name === 'CertificatePrivateKey' ? lines(value) : []),
      ...(name.endsWith('_HEADERS') ? value.split(/[,=]/) : []),
    ])
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .filter((secret) => secret.length >= shortest)
    // The longest first, so that no part of it stays.
    .toSorted((a, b) => b.length - a.length);
