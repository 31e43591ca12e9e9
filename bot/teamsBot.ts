/** Activities of Teams in, cards out. With bot/delivery/teamsMessenger.ts the only file that knows the Bot Framework. */
import { TeamsInfo, type Activity, type TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Reply } from '../dialogs/respond';
import type { LookUpMember } from '../dialogs/people';
import { activitySchema, inboundOf, isKnown, isPress, tenantOf, type ParsedActivity } from './inbound';
import { Deliveries, Delivery, type Shown } from './deliveries';
import { patience, unlessAborted } from './patience';
import type { Clock, HttpAnswer, Inbound, Log, Metrics, RenderedCard, Timer } from './ports';

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
  /** What is shown when a turn failed, and why it did. */
  readonly failed: (inbound: Inbound, error: unknown) => Reply;
  /** What is shown when a turn takes too long: it may still store something. */
  readonly unsure: (inbound: Inbound) => Reply;
  readonly isAllowedTenant: (tenant: string) => boolean;
  readonly isAllowedService: (serviceUrl: string) => boolean;
  /** Waits for the tenant's turn before a look-up; rejects when the signal is aborted. */
  readonly beforeLookUp: (tenant: string, signal: AbortSignal) => Promise<void>;
  /** Told why a look-up or an answer failed: Teams may want the tenant to be left alone. */
  readonly requestFailed: (tenant: string, error: unknown) => Promise<void>;
  readonly prepare: (context: TurnContext) => void;
  readonly asActivity: (card: RenderedCard) => Partial<Activity>;
  readonly needsToken: boolean;
  readonly machine: Clock;
  readonly timer: Timer;
  readonly metrics: Pick<Metrics, 'inboundTook'>;
  readonly log: Log;
}

/** The answers to Teams. */
export interface TeamsBot {
  /** The function behind `POST /api/messages`. */
  readonly onActivity: (authorization: string, body: unknown) => Promise<HttpAnswer>;
  /** Answers what is in hand now, as if it had taken too long. */
  readonly hurry: () => void;
}

/** What `activitySchema` has let through is an activity to the SDK too. */
const sdkActivity = z.custom<Activity>((value) => typeof value === 'object' && value !== null);

const refusal = (status: number, error: string): HttpAnswer => ({ status, body: { error } });

const member = z.looseObject({ email: z.string().nullish(), userPrincipalName: z.string().nullish() });

/** Teams waits some ten seconds for the answer to a press, and then delivers it again. Milliseconds. */
const answerWithin = 8000;
/** For a kind word when that time is over. */
const kindWordWithin = 1500;
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
    await unlessAborted(ports.beforeLookUp(tenant, signal), signal);
    const asked = TeamsInfo.getMember(context, userId).catch(async (error: unknown) => {
      await ports.requestFailed(tenant, error);
      throw error;
    });
    const found = member.safeParse(await unlessAborted(asked, signal));
    const email = found.success ? found.data.email || found.data.userPrincipalName : null;
    return email ? { email } : null;
  };

/** A press that came as a message: its card is updated where it stands. */
const replaceBySubmit = async (context: TurnContext, activity: Partial<Activity>): Promise<void> => {
  const { replyToId } = context.activity;
  if (replyToId === undefined) await context.sendActivity(activity);
  else await context.updateActivity({ ...activity, id: replyToId });
};

const isInvoke = (context: TurnContext): boolean => context.activity.type === 'invoke';

/** The cards of a reply that are sent; the replacement on a press is the answer to its request. */
const cardsToSend = (context: TurnContext, { replacement, messages }: Reply): readonly Shown[] => {
  const sent = messages.map((card) => ({ as: 'message', card }) as const);
  return replacement === null || isInvoke(context)
    ? sent
    : [{ as: 'replacement', card: replacement }, ...sent];
};

const answerInvoke = async (context: TurnContext, replacement: RenderedCard | null): Promise<void> => {
  const card = replacement === null ? quietResponse : cardResponse(replacement);
  // Only a press has a card in its answer; to a file consent Teams wants none.
  const value = isPress(context.activity) ? { status: 200, body: card } : { status: 200 };
  await context.sendActivity({ type: 'invokeResponse', value });
};

/** How far the answer to a request came. */
interface Course {
  /** What became of it stands in the answer to a press, or is on its way as a message. */
  isShown: boolean;
  /** Too late: what comes now is for when the activity is delivered again. */
  isOver: boolean;
}

const statusOf = z.looseObject({ statusCode: z.number() });

const isTooMany = (error: unknown): boolean => statusOf.safeParse(error).data?.statusCode === 429;

/** Makes the answers to Teams. */
export const teamsBot = (ports: TeamsBotPorts): TeamsBot => {
  const { log, machine } = ports;
  const deliveries = new Deliveries();
  const { wait, hurry } = patience(ports.timer);
  // For what may take its time in a hurry too.
  const last = patience(ports.timer);

  const showAll = async (context: TurnContext, delivery: Delivery, all: readonly Shown[]): Promise<void> => {
    for (let next = delivery.take(all); next !== undefined; next = delivery.take(all)) {
      const activity = ports.asActivity(next.card);
      try {
        if (next.as === 'message') await context.sendActivity(activity);
        else await replaceBySubmit(context, activity);
      } catch (error) {
        delivery.putBack(next);
        throw error;
      }
    }
  };

  const show = async (context: TurnContext, delivery: Delivery, reply: Reply, course: Course) => {
    if (isInvoke(context)) await answerInvoke(context, reply.replacement);
    course.isShown = reply.replacement !== null || !isInvoke(context);
    await showAll(context, delivery, cardsToSend(context, reply));
  };

  const showAtOnce = (context: TurnContext, reply: Reply, course: Course): Promise<void> =>
    show(context, new Delivery(Promise.resolve(reply)), reply, course);

  /** What is made already can only be shown again; what failed was not stored. */
  const sorryFor = (inbound: Inbound, delivery: Delivery, error: unknown): Promise<Reply> =>
    delivery.reply.then(
      () => ports.unsure(inbound),
      () => ports.failed(inbound, error),
    );

  /** Shows the reply, or says that making or showing it failed. */
  const answer = async (
    context: TurnContext,
    inbound: Inbound,
    delivery: Delivery,
    course: Course,
  ): Promise<'answered' | 'failed'> => {
    try {
      const reply = await delivery.reply;
      if (!course.isOver) await show(context, delivery, reply, course);
      return 'answered';
    } catch (error) {
      log.error('turn failed', { event: inbound.event.kind, error: String(error) });
      if (course.isOver || (course.isShown && isInvoke(context))) return 'failed';
      if (isTooMany(error)) await ports.requestFailed(inbound.tenant, error);
      // Not another request to a tenant that is to be left alone: Teams may deliver the activity again.
      if (!isInvoke(context) && isTooMany(error)) throw error;
      const sorry = await sorryFor(inbound, delivery, error);
      // Nobody to say it to: then Teams must know, for it may deliver it again.
      if (sorry.replacement === null && sorry.messages.length === 0) throw error;
      await showAtOnce(context, sorry, course);
      return 'failed';
    }
  };

  /** A press is answered in its request; a message could not be shown when it is on its way for so long. */
  const sayUnsure = async (context: TurnContext, inbound: Inbound, course: Course): Promise<void> => {
    log.warn('turn slow', { event: inbound.event.kind });
    if (course.isShown && isInvoke(context)) return;
    const said = course.isShown
      ? 'slow'
      : await last.wait(kindWordWithin, showAtOnce(context, ports.unsure(inbound), course));
    if (said === 'slow') throw new Error('Teams did not take the answer in time');
  };

  const turn = (inbound: Inbound) => async (context: TurnContext) => {
    ports.prepare(context);
    const begun = machine.now();
    const tooLate = new AbortController();
    const key = inbound.activityId === '' ? '' : `${inbound.conversationId}|${inbound.activityId}`;
    const delivery = deliveries.of(key, () =>
      ports.respond(inbound, lookUp(ports, context, inbound, tooLate.signal)),
    );
    const course: Course = { isShown: false, isOver: false };
    const outcome = await wait(answerWithin, answer(context, inbound, delivery, course));
    course.isOver = true;
    if (outcome === 'slow') {
      tooLate.abort();
      await sayUnsure(context, inbound, course);
    }
    ports.metrics.inboundTook(inbound.event.kind, outcome, machine.now() - begun);
  };

  /** Authentication happens in the adapter for every activity, also for those nothing is done with. */
  const run = async (authorization: string, activity: ParsedActivity, raw: Activity): Promise<HttpAnswer> => {
    const inbound = inboundOf(activity);
    const logic = inbound === null ? async () => undefined : turn(inbound);
    const response = await ports.adapter.turn(authorization, raw, logic);
    if (!isKnown(activity)) return refusal(501, 'this invoke is not known here');
    return { status: response?.status ?? 200, body: response?.body ?? null };
  };

  const onActivity = async (authorization: string, body: unknown): Promise<HttpAnswer> => {
    const parsed = activitySchema.safeParse(body);
    if (!parsed.success) return refusal(400, 'no activity');
    if (ports.needsToken && !/^Bearer \S/.test(authorization)) return refusal(401, 'no token');
    const activity = parsed.data;
    const tenant = tenantOf(activity);
    if (tenant === null || !ports.isAllowedTenant(tenant)) return refusal(403, 'tenant not allowed');
    if (!ports.isAllowedService(activity.serviceUrl ?? '')) return refusal(403, 'service URL not allowed');
    try {
      const answered = await last.wait(giveUpAfter, run(authorization, activity, sdkActivity.parse(body)));
      return answered === 'slow' ? refusal(503, 'not handled in time') : answered;
    } catch (error) {
      const status = statusOf.safeParse(error);
      if (status.success && status.data.statusCode === 401) return refusal(401, 'token not valid');
      log.error('activity not handled', { type: activity.type, error: String(error) });
      return refusal(500, 'not handled');
    }
  };
  return { onActivity, hurry };
};
