/** What is changed in the SDK's own client before anything goes out, and how cards go out over it. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import {
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  TurnContext,
} from 'botbuilder';
import { KeptToken } from '../../bot/delivery/keptToken';
import {
  KeepingCredentials,
  TeamsAdapter,
  teamsAdapter,
  teamsMessenger,
  withoutHiddenRetries,
} from '../../bot/delivery/teamsMessenger';
import { MachineTime } from '../fakes/machineTime';
import { SilentLog } from '../fakes/silentLog';
import { aContact } from '../storage/contract/examples';

const tokenPorts = () => ({ machine: new MachineTime(0), log: new SilentLog() });

test('requests are not repeated unseen, and are broken off when no answer comes', async () => {
  const adapter = teamsAdapter({ appId: '', credentials: {} }, tokenPorts());
  const context = new TurnContext(adapter, { type: 'message' });
  const removed: string[] = [];
  const sent: { timeout: number }[] = [];
  const request = { timeout: 0 };
  const pipeline = {
    removePolicy: ({ name }: { name: string }) => removed.push(name),
    addPolicy: async (policy: {
      sendRequest(asked: typeof request, next: (asked: typeof request) => Promise<unknown>): Promise<unknown>;
    }) => policy.sendRequest(request, async (asked) => sent.push({ ...asked })),
  };
  context.turnState.set(adapter.ConnectorClientKey, { client: { pipeline } });
  withoutHiddenRetries(adapter, context);
  expect(removed).toEqual(['defaultRetryPolicy', 'redirectPolicy']);
  expect(sent).toEqual([{ timeout: 20_000 }]);
});

/** Credentials as the SDK asks for them, with another token for every request. */
class CountingCredentials extends ConfigurationServiceClientCredentialFactory {
  asked = 0;
  signed = 0;
  isDown = false;

  override async isValidAppId(): Promise<boolean> {
    return true;
  }

  override async createCredentials(): ReturnType<
    ConfigurationServiceClientCredentialFactory['createCredentials']
  > {
    this.asked += 1;
    if (this.isDown) throw new Error('no credentials');
    return {
      signRequest: async (request) => {
        this.signed += 1;
        request.headers.set('authorization', `Bearer token-${this.signed}`);
        return request;
      },
    };
  }
}

interface Taken {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** A service that takes everything, or answers with a status. */
const service = async () => {
  const taken: Taken[] = [];
  const answers: {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly text?: string;
  }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const { method, url, headers } = request;
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      taken.push({ method, url, authorization: headers.authorization, body });
      const { status, headers: more, text } = answers.shift() ?? { status: 201, headers: {} };
      response.writeHead(status, { 'content-type': 'application/json', ...more });
      response.end(text ?? JSON.stringify({ id: `sent-${taken.length}` }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { taken, answers, serviceUrl: `http://127.0.0.1:${port}`, close };
};

test('credentials are made once for those who receive their tokens, and nothing is kept without an app id', async () => {
  const settings = { MicrosoftAppId: 'app', MicrosoftAppPassword: 'secret', MicrosoftAppTenantId: 'tenant' };
  const keeping = new KeepingCredentials(settings, tokenPorts());
  const make = (appId: string, audience: string) =>
    keeping.createCredentials(appId, audience, 'https://login.example/tenant', true);
  const first = await make('app', 'https://api.example');
  expect(first).toBeInstanceOf(KeptToken);
  expect(await make('app', 'https://api.example')).toBe(first);
  expect(await make('app', 'https://other.example')).not.toBe(first);
  const none = new KeepingCredentials({}, tokenPorts());
  expect(await none.createCredentials('', '', '', true)).not.toBeInstanceOf(KeptToken);
  await expect(none.ask()).resolves.toBeUndefined();
});

describe('cards to people', () => {
  const card = { content: { type: 'AdaptiveCard', body: [] }, summary: 'Morgen' };
  let teams: Awaited<ReturnType<typeof service>>;
  beforeEach(async () => {
    teams = await service();
  });
  afterEach(() => teams.close());

  const messengerWith = (credentials: CountingCredentials) => {
    const authentication = new ConfigurationBotFrameworkAuthentication({}, credentials);
    return teamsMessenger(new TeamsAdapter(authentication, 'app'), (url) => url === teams.serviceUrl);
  };
  const contact = () => aContact({ serviceUrl: teams.serviceUrl });

  test('a service is met once, and every request has the token of its moment', async () => {
    const credentials = new CountingCredentials({});
    const messenger = messengerWith(credentials);
    const sent = [await messenger.send(contact(), card), await messenger.send(contact(), card)];
    expect(sent).toEqual([
      { status: 'sent', activityId: 'sent-1' },
      { status: 'sent', activityId: 'sent-2' },
    ]);
    expect(credentials.asked).toBe(1);
    expect(teams.taken.map(({ authorization }) => authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  test('a card goes to the conversation, from the bot, with its line for the notification', async () => {
    const { conversationId, botId, userId, aadObjectId, tenant } = contact();
    await messengerWith(new CountingCredentials({})).send(contact(), card);
    const [request] = teams.taken;
    expect(request?.method).toBe('POST');
    expect(request?.url).toBe(`/v3/conversations/${encodeURIComponent(conversationId)}/activities`);
    expect(request?.body).toEqual({
      type: 'message',
      summary: 'Morgen',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card.content }],
      channelId: 'msteams',
      serviceUrl: teams.serviceUrl,
      from: { id: botId, name: '' },
      recipient: { id: userId, name: '', aadObjectId },
      conversation: {
        id: conversationId,
        isGroup: false,
        conversationType: 'personal',
        name: '',
        tenantId: tenant,
      },
    });
  });

  test('a refusal is told with its wait, and asked once', async () => {
    teams.answers.push({ status: 429, headers: { 'retry-after': '7' } }, { status: 502, headers: {} });
    const messenger = messengerWith(new CountingCredentials({}));
    expect(await messenger.send(contact(), card)).toEqual({
      status: 'later',
      reason: 'http 429',
      retryAfter: 7_000,
      throttled: true,
    });
    expect(await messenger.send(contact(), card)).toMatchObject({ status: 'later', throttled: false });
    expect(teams.taken).toHaveLength(2);
  });

  test.each([301, 303, 307, 308])(
    'where an answer of %d points to nobody goes: it is tried again',
    async (status) => {
      teams.answers.push({ status, headers: { location: '/elsewhere' } });
      const sent = await messengerWith(new CountingCredentials({})).send(contact(), card);
      expect(sent).toMatchObject({ status: 'later', throttled: false, reason: `http ${status}` });
      expect(teams.taken).toHaveLength(1);
    },
  );

  test.each(['OK fine', '<html>', '{"id": 12345}', '{"id": null}', 'null', '[1]', ''])(
    'a card that was taken is sent, whatever the answer says: %s',
    async (text) => {
      teams.answers.push({ status: 200, headers: {}, text });
      const sent = await messengerWith(new CountingCredentials({})).send(contact(), card);
      expect(sent).toEqual({ status: 'sent', activityId: '' });
      expect(teams.taken).toHaveLength(1);
    },
  );

  test('credentials that cannot be had are asked for again', async () => {
    const credentials = new CountingCredentials({});
    const messenger = messengerWith(credentials);
    credentials.isDown = true;
    expect(await messenger.send(contact(), card)).toMatchObject({ status: 'unknown' });
    credentials.isDown = false;
    expect(await messenger.send(contact(), card)).toMatchObject({ status: 'sent' });
    expect(teams.taken).toHaveLength(1);
  });

  test('an address that may not be called gets neither card nor token', async () => {
    const credentials = new CountingCredentials({});
    const elsewhere = aContact({ serviceUrl: `${teams.serviceUrl}/elsewhere` });
    expect(await messengerWith(credentials).send(elsewhere, card)).toMatchObject({ status: 'refused' });
    expect([credentials.asked, teams.taken]).toEqual([0, []]);
  });

  test.each([
    ['there is', async () => 'token', true],
    ['there is none', () => Promise.reject(new Error('no network')), false],
  ])('a request can go out when the token for it is at hand: %s', async (_, ask, isReady) => {
    const authentication = new ConfigurationBotFrameworkAuthentication({}, new CountingCredentials({}));
    const adapter = new TeamsAdapter(authentication, 'app', ask);
    const messenger = teamsMessenger(adapter, (url) => url === teams.serviceUrl);
    expect(await messenger.isReady(contact())).toBe(isReady);
    // That is told when it is sent, and no token is asked for on its behalf.
    expect(await messenger.isReady(aContact({ serviceUrl: 'https://evil.example/' }))).toBe(true);
  });
});
