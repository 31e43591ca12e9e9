/** Activities of Teams in, cards out. With bot/delivery/teamsMessenger.ts the only file that knows the Bot Framework. */
import { TeamsInfo, type Activity, type TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Reply } from '../dialogs/respond';
import type { LookUpMember } from '../dialogs/people';
import { activitySchema, actionInvoke, inboundOf, tenantOf, type ParsedActivity } from './inbound';
import type { HttpAnswer, Inbound, Log, RenderedCard } from './ports';

/** The part of the adapter that is needed here. */
export interface TurnRunner {
  turn(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<{ status: number; body?: unknown } | undefined>;
}

/** What the bot is made of. */
export interface TeamsBotPorts {
  readonly adapter: TurnRunner;
  readonly respond: (inbound: Inbound, lookUp: LookUpMember) => Promise<Reply>;
  /** What is shown when a turn failed: nothing was stored, and the same can be tried again. */
  readonly failed: (inbound: Inbound) => Reply;
  readonly isAllowedTenant: (tenant: string) => boolean;
  readonly isAllowedService: (serviceUrl: string) => boolean;
  /** Waits for the tenant's turn before a look-up. */
  readonly beforeLookUp: (tenant: string) => Promise<void>;
  readonly prepare: (context: TurnContext) => void;
  readonly asActivity: (card: RenderedCard) => Partial<Activity>;
  readonly needsToken: boolean;
  readonly log: Log;
}

/** What `activitySchema` has let through is an activity to the SDK too. */
const sdkActivity = z.custom<Activity>((value) => typeof value === 'object' && value !== null);

const refusal = (status: number, error: string): HttpAnswer => ({ status, body: { error } });

const member = z.looseObject({ email: z.string().nullish(), userPrincipalName: z.string().nullish() });

/**
 * Remembers what was answered to the latest activities, to know one that Teams delivers again. A turn that
 * failed is forgotten: delivered again it is tried again.
 */
const answeredLately = (most: number) => {
  const replies = new Map<string, Promise<Reply>>();
  return (
    key: string,
    make: () => Promise<Reply>,
  ): { readonly reply: Promise<Reply>; readonly isRepeated: boolean } => {
    const known = replies.get(key);
    if (known !== undefined) return { reply: known, isRepeated: true };
    const reply = make();
    replies.set(key, reply);
    reply.catch(() => replies.delete(key));
    const [oldest] = replies.keys();
    if (replies.size > most && oldest !== undefined) replies.delete(oldest);
    return { reply, isRepeated: false };
  };
};

/** Activities remembered at a time. */
const remembered = 300;

const cardResponse = (card: RenderedCard) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.card.adaptive',
  value: card.content,
});

/** Leaves the card as it is. */
const quietResponse = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: '' };

const lookUp =
  (ports: TeamsBotPorts, context: TurnContext, inbound: Inbound): LookUpMember =>
  async () => {
    await ports.beforeLookUp(inbound.tenant);
    const found = member.safeParse(await TeamsInfo.getMember(context, inbound.userId));
    const email = found.success ? found.data.email || found.data.userPrincipalName : null;
    return email ? { email } : null;
  };

/** The reply, or what is said when making it failed. */
const settled = async (ports: TeamsBotPorts, inbound: Inbound, reply: Promise<Reply>): Promise<Reply> => {
  try {
    return await reply;
  } catch (error) {
    ports.log.error('turn failed', { event: inbound.event.kind, error: String(error) });
    return ports.failed(inbound);
  }
};

/** A press that came as a message: its card is updated where it stands. */
const replaceBySubmit = async (context: TurnContext, activity: Partial<Activity>): Promise<void> => {
  const { replyToId } = context.activity;
  if (replyToId === undefined) await context.sendActivity(activity);
  else await context.updateActivity({ ...activity, id: replyToId });
};

const statusOf = z.looseObject({ statusCode: z.number() });

/** Makes the function behind `POST /api/messages`. */
export const teamsBot = (ports: TeamsBotPorts) => {
  const once = answeredLately(remembered);

  const send = async (context: TurnContext, reply: Reply, isRepeated: boolean): Promise<void> => {
    const isInvoke = context.activity.type === 'invoke';
    if (isInvoke) {
      const body = reply.replacement === null ? quietResponse : cardResponse(reply.replacement);
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
    } else if (reply.replacement !== null && !isRepeated) {
      await replaceBySubmit(context, ports.asActivity(reply.replacement));
    }
    if (isRepeated) return;
    for (const card of reply.messages) await context.sendActivity(ports.asActivity(card));
  };

  const turn = (inbound: Inbound) => async (context: TurnContext) => {
    ports.prepare(context);
    const key = `${inbound.conversationId}|${inbound.activityId}`;
    const make = () => ports.respond(inbound, lookUp(ports, context, inbound));
    const { reply, isRepeated } =
      inbound.activityId === '' ? { reply: make(), isRepeated: false } : once(key, make);
    await send(context, await settled(ports, inbound, reply), isRepeated);
  };

  /** Authentication happens in the adapter for every activity, also for those nothing is done with. */
  const run = async (authorization: string, activity: ParsedActivity, raw: Activity): Promise<HttpAnswer> => {
    const inbound = inboundOf(activity);
    const isUnknownInvoke = activity.type === 'invoke' && activity.name !== actionInvoke;
    const logic = inbound === null ? async () => undefined : turn(inbound);
    const response = await ports.adapter.turn(authorization, raw, logic);
    if (isUnknownInvoke) return refusal(501, 'this invoke is not known here');
    return { status: response?.status ?? 200, body: response?.body ?? null };
  };

  return async (authorization: string, body: unknown): Promise<HttpAnswer> => {
    const parsed = activitySchema.safeParse(body);
    if (!parsed.success) return refusal(400, 'no activity');
    if (ports.needsToken && !/^Bearer \S/.test(authorization)) return refusal(401, 'no token');
    const activity = parsed.data;
    const tenant = tenantOf(activity);
    if (tenant === null || !ports.isAllowedTenant(tenant)) return refusal(403, 'tenant not allowed');
    if (!ports.isAllowedService(activity.serviceUrl ?? '')) return refusal(403, 'service URL not allowed');
    try {
      return await run(authorization, activity, sdkActivity.parse(body));
    } catch (error) {
      const status = statusOf.safeParse(error);
      if (status.success && status.data.statusCode === 401) return refusal(401, 'token not valid');
      ports.log.error('activity not handled', { type: activity.type, error: String(error) });
      return refusal(500, 'not handled');
    }
  };
};
