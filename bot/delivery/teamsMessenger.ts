/** Starts conversations in Teams. With bot/teamsBot.ts the only file that knows the Bot Framework. */
import {
  CardFactory,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type Activity,
  type ConversationReference,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import type { Contact } from '../storagePorts';
import type { Messenger, RenderedCard, SendResult } from '../ports';
import { sendFailure } from './sendFailure';

/** How the bot shows who it is; empty `appId` is no authentication. */
export interface TeamsCredentials {
  readonly appId: string;
  /** By the names the SDK reads. */
  readonly credentials: Readonly<Record<string, string>>;
}

/** The SDK's adapter, with its processing of one activity made reachable without its console output. */
export class TeamsAdapter extends CloudAdapter {
  /** Authenticates and runs a turn. Throws what the SDK throws; its statusCode is 401 for a bad token. */
  turn(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }
}

/** The adapter that everything to and from Teams goes through. */
export const teamsAdapter = ({ credentials }: TeamsCredentials): TeamsAdapter =>
  new TeamsAdapter(
    new ConfigurationBotFrameworkAuthentication(
      { ...credentials },
      new ConfigurationServiceClientCredentialFactory({ ...credentials }),
    ),
  );

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
 * The SDK repeats sends by itself, unseen: repeating is decided here, once, in the outbox. It would also wait for
 * ever for an answer.
 */
export const withoutHiddenRetries = (adapter: TeamsAdapter, context: TurnContext): void => {
  const client: unknown = context.turnState.get(adapter.ConnectorClientKey);
  if (!hasPipeline(client)) return;
  client.client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  client.client.pipeline.addPolicy(breakOff);
};

/** A card as an activity: its summary is the notification. */
export const cardActivity = ({ content, summary }: RenderedCard): Partial<Activity> => ({
  type: 'message',
  summary,
  attachments: [CardFactory.adaptiveCard(content)],
});

const referenceTo = (contact: Contact): Partial<ConversationReference> => ({
  channelId: 'msteams',
  serviceUrl: contact.serviceUrl,
  bot: { id: contact.botId, name: '' },
  user: { id: contact.userId, name: '', aadObjectId: contact.aadObjectId },
  conversation: {
    id: contact.conversationId,
    isGroup: false,
    conversationType: 'personal',
    name: '',
    tenantId: contact.tenant,
  },
});

/** A service address that may be called, and only that one is ever sent a token. */
export type IsAllowedService = (serviceUrl: string) => boolean;

/** Sends cards to people who have the bot. `isAllowed` is asked again before every send. */
export const teamsMessenger = (
  adapter: TeamsAdapter,
  appId: string,
  isAllowed: IsAllowedService,
): Messenger => ({
  send: async (contact, card): Promise<SendResult> => {
    if (!isAllowed(contact.serviceUrl)) return { status: 'refused', reason: 'serviceUrlNotAllowed' };
    let result: SendResult = { status: 'unknown', reason: 'noAnswer' };
    try {
      await adapter.continueConversationAsync(appId, referenceTo(contact), async (context) => {
        // Caught in here: what is thrown out of a proactive turn may be swallowed by the SDK.
        try {
          withoutHiddenRetries(adapter, context);
          const sent = await context.sendActivity(cardActivity(card));
          result = { status: 'sent', activityId: sent?.id ?? '' };
        } catch (error) {
          result = sendFailure(error);
        }
      });
    } catch (error) {
      return sendFailure(error);
    }
    return result;
  },
});
