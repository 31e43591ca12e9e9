/** Requests that must not be let in: tokens that are not in order, and activities that are none. */
import { TokenIssuer, type TokenChanges } from '../fakes/tokenIssuer';
import { aPress } from './guardedBot';

/** A request that is refused. */
export interface BadRequest {
  readonly name: string;
  readonly status: number;
  readonly headers: (issuer: TokenIssuer) => Readonly<Record<string, string>>;
  /** The body, made from an activity that would be in order; text is sent as it is. */
  readonly body: (activity: Readonly<Record<string, unknown>>) => unknown;
}

type Row<T> = readonly [name: string, made: T];

const bearer = (token: string): Readonly<Record<string, string>> => ({ authorization: `Bearer ${token}` });

const headers: readonly Row<(issuer: TokenIssuer) => Readonly<Record<string, string>>>[] = [
  ['no header', () => ({})],
  ['an empty header', () => ({ authorization: '' })],
  ['a list of schemes', (issuer) => ({ authorization: `Basic x, Bearer ${issuer.token()}` })],
  ['a scheme in small letters', (issuer) => ({ authorization: `bearer ${issuer.token()}` })],
  ['a token with padding', (issuer) => ({ authorization: `Bearer ${issuer.token()}=` })],
  ['a scheme alone', () => ({ authorization: 'Bearer' })],
  ['a scheme and a space', () => ({ authorization: 'Bearer ' })],
  ['another scheme', () => ({ authorization: 'Basic c2FtOnNlY3JldA==' })],
  ['a token without a scheme', (issuer) => ({ authorization: issuer.token() })],
  ['two schemes', (issuer) => ({ authorization: `Bearer Bearer ${issuer.token()}` })],
  ['two tokens', (issuer) => bearer(`${issuer.token()} ${issuer.token()}`)],
  ['a token in quotes', (issuer) => bearer(`"${issuer.token()}"`)],
];

const changedTokens: readonly Row<(issuer: TokenIssuer) => TokenChanges>[] = [
  ['a key that is not published', ({ stranger }) => ({ key: stranger.privateKey })],
  ['an unknown key', ({ stranger }) => ({ key: stranger.privateKey, kid: 'stranger' })],
  ['no name of a key', () => ({ header: { kid: undefined } })],
  ['an empty name of a key', () => ({ kid: '' })],
  ['a number as name of a key', () => ({ header: { kid: 5 } })],
  ['a name of a key that every object has', () => ({ kid: '__proto__' })],
  ['a published key that is too short', ({ weak }) => ({ key: weak.privateKey, kid: 'weak' })],
  [
    'a published key of another kind',
    ({ elliptic }) => ({ algorithm: 'ES256', key: elliptic.privateKey, kid: 'elliptic' }),
  ],
  ['a key that may not speak for Teams', () => ({ kid: 'webchat' })],
  ['RS384', () => ({ algorithm: 'RS384' })],
  ['RS512', () => ({ algorithm: 'RS512' })],
  ['PS256', () => ({ algorithm: 'PS256' })],
  ['something that must be understood', () => ({ header: { crit: ['exp'] } })],
  [
    'a key of its own',
    ({ stranger }) => ({
      key: stranger.privateKey,
      header: { jwk: stranger.publicKey.export({ format: 'jwk' }) },
    }),
  ],
  [
    'a place where its key would be',
    ({ address, stranger }) => ({
      key: stranger.privateKey,
      kid: 'elsewhere',
      header: { jku: `${address}/elsewhere` },
    }),
  ],
  [
    'a chain of certificates of its own',
    ({ address, stranger }) => ({
      key: stranger.privateKey,
      header: { x5u: `${address}/elsewhere`, x5c: ['MIIB'], x5t: 'bWFpbg' },
    }),
  ],
  ['a name of a key without end', ({ stranger }) => ({ key: stranger.privateKey, kid: 'k'.repeat(257) })],
  ['a name of a key that is a path', () => ({ kid: '../../../../dev/null' })],
  ['a name of a key that is a query', () => ({ kid: "main' OR '1'='1" })],
  ['a list as name of a key', () => ({ header: { kid: ['main'] } })],
  ['an encrypted body said', () => ({ header: { zip: 'DEF', enc: 'A256GCM', b64: false, crit: ['b64'] } })],
  ['another issuer', () => ({ claims: { iss: 'https://api.botframework.us' } })],
  ['the issuer of an emulator', () => ({ claims: { iss: 'https://sts.windows.net/tenant-1/' } })],
  ['an issuer with more behind it', () => ({ claims: { iss: 'https://api.botframework.com/' } })],
  [
    'the issuer of a tenant in its newer form',
    () => ({ claims: { iss: 'https://login.microsoftonline.com/tenant-1/v2.0' } }),
  ],
  ['the issuer of a cloud elsewhere', () => ({ claims: { iss: 'https://api.botframework.azure.cn' } })],
  ['an issuer in capitals', () => ({ claims: { iss: 'https://API.botframework.com' } })],
  ['no issuer', () => ({ claims: { iss: undefined } })],
  ['a list of issuers', () => ({ claims: { iss: ['https://api.botframework.com'] } })],
  ['another bot', () => ({ claims: { aud: '99999999-2222-3333-4444-555555555555' } })],
  ['the address of the service as audience', () => ({ claims: { aud: 'https://api.botframework.com' } })],
  [
    'this bot with a wide digit',
    ({ claims }) => ({ claims: { aud: String(claims['aud']).replace('1', '１') } }),
  ],
  ['this bot and a space', ({ claims }) => ({ claims: { aud: `${String(claims['aud'])} ` } })],
  ['this bot alone in a list', ({ claims }) => ({ claims: { aud: [claims['aud']] } })],
  ['no audience', () => ({ claims: { aud: undefined } })],
  ['an empty audience', () => ({ claims: { aud: '' } })],
  ['several bots', ({ claims }) => ({ claims: { aud: [claims['aud'], 'another'] } })],
  ['an end an hour ago', ({ now }) => ({ claims: { exp: now / 1000 - 3600 } })],
  ['an end five minutes ago', ({ now }) => ({ claims: { exp: now / 1000 - 300 } })],
  ['no end', () => ({ claims: { exp: undefined } })],
  ['an end in words', () => ({ claims: { exp: 'never' } })],
  ['an end that is nothing', () => ({ claims: { exp: null } })],
  ['an end as text', ({ now }) => ({ claims: { exp: String(now / 1000 + 3600) } })],
  ['an end below nothing', () => ({ claims: { exp: -1 } })],
  ['a beginning that is still to come', ({ now }) => ({ claims: { nbf: now / 1000 + 301 } })],
  ['a beginning in words', () => ({ claims: { nbf: 'soon' } })],
  ['another service URL', () => ({ claims: { serviceurl: 'https://localhost/amer/' } })],
  ['a service URL without its slash', () => ({ claims: { serviceurl: 'https://localhost/emea' } })],
  ['a service URL in capitals', () => ({ claims: { serviceurl: 'https://LOCALHOST/emea/' } })],
  [
    'a service URL under another name',
    () => ({ claims: { serviceurl: undefined, serviceUrl: TokenIssuer.serviceUrl } }),
  ],
  ['an empty service URL', () => ({ claims: { serviceurl: '' } })],
  ['no service URL', () => ({ claims: { serviceurl: undefined } })],
  ['a list of service URLs', () => ({ claims: { serviceurl: [TokenIssuer.serviceUrl] } })],
];

const payloadOf = (issuer: TokenIssuer): string => issuer.token().split('.')[1] ?? '';

const handmade: readonly Row<(issuer: TokenIssuer) => string>[] = [
  ['no JWT', () => 'abc'],
  ['two parts', (issuer) => issuer.token().split('.').slice(0, 2).join('.')],
  ['four parts', (issuer) => `${issuer.token()}.${payloadOf(issuer)}`],
  ['no signature', (issuer) => issuer.token().replace(/[^.]*$/, '')],
  [
    'alg none without a signature',
    (issuer) => issuer.byHand({ alg: 'none', kid: 'main' }, issuer.claims, ''),
  ],
  ['alg none with one', (issuer) => issuer.byHand({ alg: 'none', kid: 'main' }, issuer.claims)],
  ['alg NONE with one', (issuer) => issuer.byHand({ alg: 'NONE', kid: 'main' }, issuer.claims)],
  ['no alg', (issuer) => issuer.byHand({ kid: 'main' }, issuer.claims)],
  ['the public key as a secret', (issuer) => issuer.withPublicKeyAsSecret()],
  [
    'the same claims twice, the last of another bot',
    (issuer) => {
      const claims = JSON.stringify(issuer.claims).replace(/\}$/, ',"aud":"another"}');
      return issuer.signedText(claims);
    },
  ],
  [
    'an end without end',
    (issuer) => issuer.signedText(JSON.stringify(issuer.claims).replace(/"exp":\d+/, '"exp":1e999')),
  ],
  ['a made up signature', (issuer) => issuer.byHand({ alg: 'RS256', kid: 'main' }, issuer.claims)],
  ['a signature cut short', (issuer) => issuer.token().slice(0, -20)],
  [
    'the signature of other claims',
    (issuer) => {
      const [head, , signature] = issuer.token().split('.');
      return `${head}.${payloadOf(issuer).replace(/^.{3}/, 'eyK')}.${signature}`;
    },
  ],
  ['a head that is no JSON', (issuer) => issuer.byHand('{"alg":', issuer.claims)],
  ['a head that is a list', (issuer) => issuer.byHand(['RS256'], issuer.claims)],
  ['claims that are no JSON', (issuer) => issuer.byHand({ alg: 'RS256', typ: 'JWT', kid: 'main' }, 'x')],
  ['claims that are nothing', (issuer) => issuer.byHand({ alg: 'RS256', kid: 'main' }, 'null')],
  ['claims in a list', (issuer) => issuer.byHand({ alg: 'RS256', kid: 'main' }, [issuer.claims])],
];

const same = (activity: unknown): unknown => activity;

/** Every one is 401: who it is from cannot be told. */
export const badTokens: readonly BadRequest[] = [
  ...headers,
  ...changedTokens.map(([name, changes]): Row<(issuer: TokenIssuer) => Readonly<Record<string, string>>> => [
    `a token with ${name}`,
    (issuer) => bearer(issuer.token(changes(issuer))),
  ]),
  ...handmade.map(([name, token]): Row<(issuer: TokenIssuer) => Readonly<Record<string, string>>> => [
    `a token with ${name}`,
    (issuer) => bearer(token(issuer)),
  ]),
].map(([name, made]) => ({ name, status: 401, headers: made, body: same }));

const inOrder = (issuer: TokenIssuer) => bearer(issuer.token({ kid: 'any' }));

type Activity = Readonly<Record<string, unknown>>;

const without =
  (name: string) =>
  (activity: Activity): Activity =>
    Object.fromEntries(Object.entries(activity).filter(([key]) => key !== name));

const changed =
  (changes: object) =>
  (activity: Activity): Activity => ({ ...activity, ...changes });

const from = (serviceUrl: unknown) => changed({ serviceUrl });
const chat = (changes: object) => {
  const { conversation } = aPress();
  return changed({ conversation: Object.assign({}, conversation, changes), channelData: undefined });
};

const activities: readonly (readonly [string, number, (activity: Activity) => unknown])[] = [
  ['an empty object', 400, () => ({})],
  ['nothing', 400, () => ''],
  ['half of it', 400, (activity) => JSON.stringify(activity).slice(0, -9)],
  ['a list', 400, (activity) => [activity]],
  ['null', 400, () => 'null'],
  ['a number', 400, () => '5'],
  ['a text', 400, () => '"activity"'],
  ['a number as type', 400, changed({ type: 5 })],
  ['only a number as type', 400, () => ({ type: 5 })],
  ['an empty type', 400, changed({ type: '' })],
  ['no type', 400, without('type')],
  ['no channel', 400, without('channelId')],
  ['a type in capitals, of another channel', 403, changed({ type: 'INVOKE', channelId: 'emulator' })],
  ['an empty channel', 400, changed({ channelId: '' })],
  ['nothing as channel', 400, changed({ channelId: null })],
  ['a list as channel', 400, changed({ channelId: ['msteams'] })],
  ['another channel', 403, changed({ channelId: 'directline' })],
  ['the channel of an emulator', 403, changed({ channelId: 'emulator' })],
  ['the channel that the SDK looks at otherwise', 403, changed({ channelId: 'AseChannel' })],
  ['a channel in capitals', 403, changed({ channelId: 'MSTeams' })],
  ['nobody from whom', 400, without('from')],
  ['a sender without id', 400, changed({ from: { aadObjectId: 'aad-sam@leiden.example' } })],
  ['a number as sender', 400, changed({ from: { id: 5 } })],
  ['a list as Entra id', 400, changed({ from: { id: '29:sam', aadObjectId: ['aad-sam@leiden.example'] } })],
  ['no recipient', 400, without('recipient')],
  ['a text as recipient', 400, changed({ recipient: '28:bot' })],
  ['no conversation', 400, without('conversation')],
  ['a list as conversation', 400, changed({ conversation: [] })],
  ['a conversation without id', 400, chat({ id: undefined })],
  ['a conversation that ends a header', 400, chat({ id: 'chat\r\nx: y' })],
  ['a conversation with a sign that is none', 400, chat({ id: 'chat\u0000' })],
  ['a conversation in letters that no header holds', 400, chat({ id: 'rozmowa-ż' })],
  ['a number as tenant', 400, chat({ tenantId: 1 })],
  ['a number as text', 400, changed({ type: 'message', text: 5 })],
  ['a text as new members', 400, changed({ type: 'conversationUpdate', membersAdded: '29:sam' })],
  [
    'half a letter as sender',
    400,
    changed({ from: { id: '\uD800', aadObjectId: 'aad-sam@leiden.example' } }),
  ],
  ['half a letter as the card', 400, changed({ replyToId: 'a\uDC00' })],
  ['an id without end', 400, changed({ id: 'x'.repeat(3000) })],
  ['another tenant', 403, chat({ tenantId: 'tenant-2' })],
  ['a tenant in capitals', 403, chat({ tenantId: 'TENANT-1' })],
  ['an empty tenant', 403, chat({ tenantId: '' })],
  ['no tenant', 403, chat({ tenantId: undefined })],
  ['a tenant with a space behind it', 403, chat({ tenantId: 'tenant-1 ' })],
  ['a tenant with nothing behind it', 403, chat({ tenantId: 'tenant-1\u0000' })],
  [
    'a list as tenant beside one',
    403,
    (activity) => ({
      ...activity,
      conversation: Object.assign({}, aPress()['conversation'], { tenantId: undefined }),
      channelData: { tenant: { id: ['tenant-1'] } },
    }),
  ],
  ['two tenants', 403, changed({ channelData: { tenant: { id: 'tenant-2' } } })],
  ['no service URL', 403, without('serviceUrl')],
  ['an empty service URL', 403, from('')],
  ['nothing as service URL', 403, from(null)],
  ['a number as service URL', 400, from(5)],
  ['another host', 403, from('https://evil.example/')],
  ['a host behind a listed one', 403, from('https://localhost.evil.example/')],
  ['a listed host as user', 403, from('https://localhost@evil.example/')],
  ['a listed host over http', 403, from('http://localhost/emea/')],
  ['a listed host at another port', 403, from('https://localhost:8443/emea/')],
  ['another scheme', 403, from('file://localhost/emea/')],
  ['no address', 403, from('localhost')],
  ['another address of a listed host', 401, from('https://localhost/amer/')],
  ['an unknown invoke', 501, changed({ name: 'task/fetch' })],
  ['an invoke without a name', 501, without('name')],
  ['a consent that is none', 501, changed({ name: 'fileConsent/invoke', value: { action: 'perhaps' } })],
  ['lists in lists without end', 400, () => `${'['.repeat(130_000)}${']'.repeat(130_000)}`],
  [
    'lists in lists as a channel',
    400,
    (activity) =>
      JSON.stringify({ ...activity, channelId: 0 }).replace(
        '"channelId":0',
        `"channelId":${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      ),
  ],
  ['a body over 256 KB', 413, changed({ text: 'x'.repeat(300_000) })],
];

/** Their token is in order. */
export const badActivities: readonly BadRequest[] = activities.map(([name, status, body]) => ({
  name,
  status,
  headers: inOrder,
  body,
}));

/** The text of a body. */
export const textOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));
