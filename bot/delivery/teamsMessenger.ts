/** Starts conversations in Teams. With bot/teamsBot.ts the only file that knows the Bot Framework. */
import {
  CardFactory,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type Activity,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import { z } from 'zod';
import type { Contact } from '../ports/storage';
import type { Messenger, RenderedCard, SendResult } from '../ports';
import { givesTokens, KeptToken, type TokenPorts } from './keptToken';
import { notThere, sendFailure } from './sendFailure';

/** How the bot shows who it is; empty `appId` is no authentication. */
export interface TeamsCredentials {
  readonly appId: string;
  /** By the names the SDK reads. */
  readonly credentials: Readonly<Record<string, string>>;
}

/** What is asked of a service here. */
interface Conversations {
  sendToConversation(conversationId: string, activity: Partial<Activity>): Promise<unknown>;
  updateActivity(conversationId: string, activityId: string, activity: Partial<Activity>): Promise<unknown>;
}

/** For whom the tokens are that the bot shows. */
const audience = 'https://api.botframework.com';

/**
 * The SDK's adapter, with its processing of one activity made reachable without its console output, and without its
 * looking at tokens: bot/callers/callers.ts has done that.
 */
export class TeamsAdapter extends CloudAdapter {
  readonly #services = new Map<string, Promise<Conversations>>();
  readonly #appId: string;
  readonly #askForTokens: () => Promise<unknown>;

  /** `askForTokens` rejects when there is none to be had. */
  constructor(
    authentication: ConfigurationBotFrameworkAuthentication,
    appId: string,
    askForTokens: () => Promise<unknown> = async () => undefined,
  ) {
    super(authentication);
    this.#appId = appId;
    this.#askForTokens = askForTokens;
  }

  /** Runs a turn for a caller that was let in. Throws what the SDK throws. */
  turn(
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const claimsIdentity = this.createClaimsIdentity(this.#appId);
    const connectorFactory = this.botFrameworkAuthentication.createConnectorFactory(claimsIdentity);
    return this.processActivity({ claimsIdentity, audience, connectorFactory }, activity, logic);
  }

  /**
   * The conversations of a service, for requests outside any turn. Made once a service, for to make it costs as much
   * as a request; every request shows the token of its moment all the same.
   */
  async conversations(serviceUrl: string): Promise<Conversations> {
    const known = this.#services.get(serviceUrl) ?? this.#connect(serviceUrl);
    this.#services.set(serviceUrl, known);
    try {
      return await known;
    } catch (error) {
      if (this.#services.get(serviceUrl) === known) this.#services.delete(serviceUrl);
      throw error;
    }
  }

  /** Resolves when a request to the service can go out at once; rejects when there is no token for it. */
  async ready(serviceUrl: string): Promise<void> {
    await this.conversations(serviceUrl);
    await this.#askForTokens();
  }

  async #connect(serviceUrl: string): Promise<Conversations> {
    const identity = this.createClaimsIdentity(this.#appId);
    const client = await this.botFrameworkAuthentication.createConnectorFactory(identity).create(serviceUrl);
    tame(client);
    return client.conversations;
  }
}

type CredentialFactory = ConfigurationServiceClientCredentialFactory;

/** The SDK's credentials, made once for those who receive tokens, with the token kept. */
export class KeepingCredentials extends ConfigurationServiceClientCredentialFactory {
  readonly #ports: TokenPorts;
  readonly #tokens = new Map<string, KeptToken>();

  constructor(credentials: Readonly<Record<string, string>>, ports: TokenPorts) {
    super({ ...credentials });
    this.#ports = ports;
  }

  override async createCredentials(
    ...asked: Parameters<CredentialFactory['createCredentials']>
  ): ReturnType<CredentialFactory['createCredentials']> {
    const [appId] = asked;
    const key = asked.join(' ');
    const known = this.#tokens.get(key);
    if (known !== undefined) return known;
    const credentials = await super.createCredentials(...asked);
    // Without an app id there is nothing to show.
    if (!appId || !givesTokens(credentials)) return credentials;
    const token = new KeptToken(credentials, this.#ports);
    this.#tokens.set(key, token);
    return token;
  }

  /** Rejects when there is none to be had. */
  async ask(): Promise<void> {
    await Promise.all([...this.#tokens.values()].map((token) => token.ask()));
  }
}

/** The adapter that everything to and from Teams goes through. */
export const teamsAdapter = ({ appId, credentials }: TeamsCredentials, ports: TokenPorts): TeamsAdapter => {
  const keeping = new KeepingCredentials(credentials, ports);
  const authentication = new ConfigurationBotFrameworkAuthentication({ ...credentials }, keeping);
  return new TeamsAdapter(authentication, appId, () => keeping.ask());
};

interface OutgoingRequest {
  /** Milliseconds after which it is broken off. */
  timeout: number;
}

interface Policy {
  readonly name: string;
  sendRequest(
    request: OutgoingRequest,
    next: (request: OutgoingRequest) => Promise<unknown>,
  ): Promise<unknown>;
}

interface Pipeline {
  readonly client: {
    readonly pipeline: {
      removePolicy(options: { name: string }): unknown;
      addPolicy(policy: Policy): unknown;
    };
  };
}

const hasPipeline = (client: unknown): client is Pipeline =>
  typeof client === 'object' && client !== null && 'client' in client;

/** Nobody waits for an answer that long; a request that Teams never answers must not stay for ever. Milliseconds. */
const brokenOffAfter = 20_000;

const breakOff: Policy = {
  name: 'breakOff',
  sendRequest: (request, next) => {
    request.timeout = brokenOffAfter;
    return next(request);
  },
};

/**
 * The SDK repeats sends by itself, unseen, and goes where an answer points to, without the token or with nothing but the
 * question: repeating is decided here, once, in the outbox. It would also wait for ever for an answer.
 */
const tame = (client: unknown): void => {
  if (!hasPipeline(client)) return;
  for (const name of ['defaultRetryPolicy', 'redirectPolicy']) client.client.pipeline.removePolicy({ name });
  client.client.pipeline.addPolicy(breakOff);
};

/** Keeps the SDK from repeating, and from waiting for ever for, what is sent in a turn. */
export const withoutHiddenRetries = (adapter: TeamsAdapter, context: TurnContext): void =>
  tame(context.turnState.get(adapter.ConnectorClientKey));

/** A card as an activity: its summary is the notification. */
export const cardActivity = ({ content, summary }: RenderedCard): Partial<Activity> => ({
  type: 'message',
  summary,
  attachments: [CardFactory.adaptiveCard(content)],
});

/** A card on its way to somebody, as an activity that answers nothing. */
const messageTo = (contact: Contact, card: RenderedCard): Partial<Activity> => ({
  ...cardActivity(card),
  channelId: 'msteams',
  serviceUrl: contact.serviceUrl,
  from: { id: contact.botId, name: '' },
  recipient: { id: contact.userId, name: '', aadObjectId: contact.aadObjectId },
  conversation: {
    id: contact.conversationId,
    isGroup: false,
    conversationType: 'personal',
    name: '',
    tenantId: contact.tenant,
  },
});

/** What Teams answers to a card it took; one without such an id cannot be drawn anew. */
const taken = z.looseObject({ id: z.string() });

/** A service address that may be called, and only that one is ever sent a token. */
export type IsAllowedService = (serviceUrl: string) => boolean;

/** Sends cards to people who have the bot. `isAllowed` is asked again before every request. */
export const teamsMessenger = (adapter: TeamsAdapter, isAllowed: IsAllowedService): Messenger => {
  const ask = async (
    { serviceUrl }: Contact,
    request: (conversations: Conversations) => Promise<string>,
  ): Promise<SendResult> => {
    if (!isAllowed(serviceUrl)) return { status: 'refused', reason: 'serviceUrlNotAllowed' };
    try {
      return { status: 'sent', activityId: await request(await adapter.conversations(serviceUrl)) };
    } catch (error) {
      return sendFailure(error);
    }
  };
  return {
    // What may not be called is refused when it is to be sent.
    isReady: async ({ serviceUrl }) =>
      !isAllowed(serviceUrl) ||
      adapter.ready(serviceUrl).then(
        () => true,
        () => false,
      ),
    send: (contact, card) =>
      ask(contact, async (conversations) => {
        const answer = await conversations.sendToConversation(
          contact.conversationId,
          messageTo(contact, card),
        );
        return taken.safeParse(answer).data?.id ?? '';
      }),
    update: async (contact, activityId, card) => {
      const result = await ask(contact, async (conversations) => {
        const activity = { ...messageTo(contact, card), id: activityId };
        await conversations.updateActivity(contact.conversationId, activityId, activity);
        return activityId;
      });
      // A conversation that is gone shows with the next send: here the message may be missing alone.
      return result.status === 'unreachable' && result.reason === notThere ? { status: 'gone' } : result;
    },
  };
};
