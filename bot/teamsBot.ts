/** Activities of Teams in, cards out. With bot/delivery/teamsMessenger.ts the only file that knows the Bot Framework. */
import { failure } from './programme/failure';
import { TeamsInfo, type Activity, type TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Reply } from '../dialogs/reply';
import type { LookUpMember } from '../dialogs/people';
import type { CallerOf } from './callers/callers';
import {
  activitySchema,
  bareActivity,
  inboundOf,
  isPress,
  tenantOf,
  type ParsedActivity,
} from './inbound/inbound';
import { freshFor, holdFor, keepFor, type Arrival, type KeepPorts } from './inbound/keeping';
import type { KeptActivity } from './ports/inbox';
import { Deliveries, type Delivery } from './inbound/deliveries';
import { conversations } from './waiting/conversations';
import { spacing } from './inbound/spaced';
import { patience, unlessAborted, type Patience } from './waiting/patience';
import type { Clock, HttpAnswer, Inbound, Log, Metrics, RenderedCard, Timer } from './ports';
import type { NoteRefusal } from './callers/refusals';
import type { SenderLimit } from './callers/senderLimit';
import type { BeforeShow, Screen } from './inbound/showing';
import { takeTurn } from './inbound/turn';

/** The part of the adapter that is needed here; it takes for granted that the caller was looked at. */
export interface TurnRunner {
  turn(
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<{ status: number; body?: unknown } | undefined>;
}

/** What the bot is made of. */
export interface TeamsBotPorts extends KeepPorts {
  readonly adapter: TurnRunner;
  readonly respond: (inbound: Inbound, lookUp: LookUpMember) => Promise<Reply>;
  /** What is shown when a turn failed, and why it did. */
  readonly failed: (inbound: Inbound, error: unknown) => Reply;
  /** What is shown when a turn takes too long: it may still store something. */
  readonly unsure: (inbound: Inbound) => Reply;
  readonly isAllowedTenant: (tenant: string) => boolean;
  readonly isAllowedService: (serviceUrl: string) => boolean;
  /** Waits for the tenant's turn before a look-up, and gives what is called after it; rejects when the signal is aborted. */
  readonly beforeLookUp: (tenant: string, signal: AbortSignal) => Promise<() => void>;
  readonly beforeShow: BeforeShow;
  /** Told why a look-up or an answer failed: Teams may want the tenant to be left alone. */
  readonly requestFailed: (tenant: string, error: unknown) => Promise<void>;
  readonly prepare: (context: TurnContext) => void;
  readonly asActivity: (card: RenderedCard) => Partial<Activity>;
  /** Null without an app id: then nobody is asked who they are, and only this machine can call. */
  readonly callerOf: CallerOf | null;
  readonly senderLimit: SenderLimit;
  readonly noteRefusal: NoteRefusal;
  /** Fetches what looking at callers needs; rejects when it cannot be had. */
  readonly warm: () => Promise<void>;
  readonly machine: Clock;
  readonly timer: Timer;
  readonly metrics: Pick<Metrics, 'inboundTook'>;
  readonly log: Log;
}

/** The answers to Teams. */
export interface TeamsBot {
  /** The function behind `POST /api/messages`. */
  readonly onActivity: (authorization: string, body: unknown) => Promise<HttpAnswer>;
  /** Handles an activity that was kept anew. Rejects when that failed, and trying once more may help. */
  readonly onKept: (kept: KeptActivity) => Promise<void>;
  /** See `TeamsBotPorts`. */
  readonly warm: () => Promise<void>;
  /** Answers what is in hand now, as if it had taken too long. */
  readonly hurry: () => void;
}

/** What `bareActivity` gives is an activity to the SDK. */
const sdkActivity = z.custom<Activity>((value) => typeof value === 'object' && value !== null);

const refusal = (status: number, error: string): HttpAnswer => ({ status, body: { error } });

type Refusal = readonly [status: number, reason: string];

const member = z.looseObject({ email: z.string().nullish(), userPrincipalName: z.string().nullish() });

/** When a request is given up that never came to its turn. */
const giveUpAfter = 11_000;

const cardResponse = (card: RenderedCard) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.card.adaptive',
  value: card.content,
});

/** Leaves the card as it is. */
const quietResponse = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: '' };

const lookUp =
  (
    ports: TeamsBotPorts,
    context: TurnContext,
    { tenant, userId }: Inbound,
    signal: AbortSignal,
  ): LookUpMember =>
  async () => {
    const answered = await unlessAborted(ports.beforeLookUp(tenant, signal), signal);
    const asked = TeamsInfo.getMember(context, userId)
      .finally(answered)
      .catch(async (error: unknown) => {
        await ports.requestFailed(tenant, error);
        throw error;
      });
    const found = member.safeParse(await unlessAborted(asked, signal));
    const told = found.success ? [found.data.email, found.data.userPrincipalName] : [];
    return told.flatMap((address) => address || []);
  };

/** A press that came as a message: its card is updated where it stands. */
const replaceBySubmit = async (context: TurnContext, activity: Partial<Activity>): Promise<void> => {
  const { replyToId } = context.activity;
  if (replyToId === undefined) await context.sendActivity(activity);
  else await context.updateActivity({ ...activity, id: replyToId });
};

const answerInvoke = async (context: TurnContext, replacement: RenderedCard | null): Promise<void> => {
  const card = replacement === null ? quietResponse : cardResponse(replacement);
  // Only a press has a card in its answer; to a file consent Teams wants none.
  const value = isPress(context.activity) ? { status: 200, body: card } : { status: 200 };
  await context.sendActivity({ type: 'invokeResponse', value });
};

/** The same for every delivery of an activity to its sender, and to nobody else; empty when it has no id. */
const keyOf = ({ tenant, aadObjectId, activityId, conversationId }: Inbound): string =>
  activityId === '' ? '' : JSON.stringify([tenant, aadObjectId, conversationId, activityId]);

const screenOf = (
  ports: TeamsBotPorts,
  deliveries: Deliveries,
  context: TurnContext,
  arrival: Arrival,
  inbound: Inbound,
  showAgain: (delivery: Delivery) => Promise<unknown>,
): Screen => ({
  isInvoke: context.activity.type === 'invoke',
  hasWaited: arrival.tries > 0,
  answerInvoke: (replacement) => answerInvoke(context, replacement),
  show: async ({ as, card }) => {
    const activity = ports.asActivity(card);
    if (as === 'message') await context.sendActivity(activity);
    else await replaceBySubmit(context, activity);
  },
  keep: async (delivery) => {
    if (inbound.event.kind === 'fileConsent')
      return holdFor(ports, arrival, inbound, { delivery, showAgain });
    const shownAt = (await keepFor(ports, arrival, inbound, delivery)) + ports.machine.now();
    if (shownAt - (delivery.madeAt ?? ports.machine.now()) > freshFor) deliveries.forget(keyOf(inbound));
  },
});

/** The only channel that people come by; without an app id any will do, for trying. */
const channel = 'msteams';

/** Why an activity is not let in; null when nothing is against it. Who has no token learns nothing more than that. */
const reasonAgainst = async (
  ports: TeamsBotPorts,
  authorization: string,
  activity: ParsedActivity,
): Promise<Refusal | null> => {
  const { channelId, serviceUrl } = activity;
  const caller = (await ports.callerOf?.(authorization, channelId)) ?? null;
  if (ports.callerOf !== null && caller === null) return [401, 'no valid token'];
  if (ports.callerOf !== null && channelId !== channel) return [403, 'channel not allowed'];
  const tenant = tenantOf(activity);
  if (tenant === null || !ports.isAllowedTenant(tenant)) return [403, 'tenant not allowed'];
  if (!ports.isAllowedService(serviceUrl ?? '')) return [403, 'service URL not allowed'];
  // Of another activity: its answer would go where this one says.
  if (caller !== null && caller.serviceUrl !== serviceUrl) return [401, 'no valid token'];
  return null;
};

/** Nothing is done with it: for most activities that is as it should be, an invoke is told so. */
const nothingToSay = ({ type }: ParsedActivity): HttpAnswer =>
  type === 'invoke' ? refusal(501, 'this invoke is not known here') : { status: 200, body: null };

const refusalAfter = (log: Log, { type }: ParsedActivity, error: unknown): HttpAnswer => {
  log.error('activity not handled', { type, ...failure(error) });
  return refusal(500, 'not handled');
};

/** Makes what answers an activity whose sender may be answered. */
const turns = (ports: TeamsBotPorts, soon: Patience, last: Patience) => {
  const deliveries = new Deliveries(ports.machine);
  const spaced = spacing(conversations(ports.machine, ports.timer, 'answers'));
  /** Runs a turn; what was made for it before is shown, and not made anew. */
  const run = (inbound: Inbound, arrival: Arrival, made: Delivery | null = null) =>
    ports.adapter.turn(sdkActivity.parse(bareActivity(arrival.parsed)), async (context) => {
      ports.prepare(context);
      // The context ends with its request.
      const showAgain = (held: Delivery) => run(inbound, { ...arrival, tries: arrival.tries + 1 }, held);
      const screen = screenOf(ports, deliveries, context, arrival, inbound, showAgain);
      const shows = spaced(ports.beforeShow, inbound);
      await takeTurn({ ...ports, soon, last, ...shows }, inbound, screen, (tooLate) => {
        const make = (): Promise<Reply> => ports.respond(inbound, lookUp(ports, context, inbound, tooLate));
        return made ?? deliveries.of(keyOf(inbound), make, arrival.shown);
      });
    });
  return run;
};

/** Makes the answers to Teams. */
export const teamsBot = (ports: TeamsBotPorts): TeamsBot => {
  const soon = patience(ports.timer);
  const last = patience(ports.timer);
  const runTurn = turns(ports, soon, last);

  const run = async (authorization: string, activity: ParsedActivity): Promise<HttpAnswer> => {
    const against = await reasonAgainst(ports, authorization, activity);
    if (against !== null) {
      ports.noteRefusal(...against);
      return refusal(...against);
    }
    const inbound = inboundOf(activity, ports.moments());
    if (inbound === null) return nothingToSay(activity);
    if (!ports.senderLimit.allows(inbound.tenant, inbound.aadObjectId))
      return refusal(429, 'too many activities of one sender');
    const response = await runTurn(inbound, { parsed: activity, shown: 0, isMade: false, tries: 0 });
    return { status: response?.status ?? 200, body: response?.body ?? null };
  };

  const onActivity = async (authorization: string, body: unknown): Promise<HttpAnswer> => {
    const parsed = activitySchema.safeParse(body);
    if (!parsed.success) return refusal(400, 'no activity');
    try {
      const answered = await last.wait(giveUpAfter, run(authorization, parsed.data));
      return answered === 'slow' ? refusal(503, 'not handled in time') : answered;
    } catch (error) {
      return refusalAfter(ports.log, parsed.data, error);
    }
  };

  /** Who was let in then is not asked for a token again, but may be in a tenant that is served no more. */
  const onKept = async (kept: KeptActivity): Promise<void> => {
    const { data: parsed } = activitySchema.safeParse(kept.activity);
    const inbound = parsed === undefined ? null : inboundOf(parsed, kept);
    if (parsed === undefined || inbound === null) return ports.log.error('kept activity not readable');
    if (!ports.isAllowedTenant(inbound.tenant) || !ports.isAllowedService(inbound.serviceUrl)) return;
    await runTurn({ ...inbound, hasWaited: true, isUnseen: kept.isMade }, { ...kept, parsed });
  };
  return { onActivity, onKept, warm: ports.warm, hurry: () => soon.hurry() };
};
